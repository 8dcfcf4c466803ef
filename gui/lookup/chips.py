"""The chips under the search field: what is asked for besides, each to be taken away."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from core.domain.query import Query
from gui import icons
from gui.buttons import Button, Kind
from gui.lookup.conditions import Chip
from gui.lookup.flow import Flow
from gui.painting import plate, words
from gui.theme import font, px, tokens
from words.translate import filled, tr

HEIGHT = 28
MOST = 260
PAD, GAP, CROSS = 10, 7, 12


class Pill(QAbstractButton):
    """A pill: a condition with a cross behind it, or in outline a plus with what adds one."""

    def __init__(self, word: str, *, adds: bool = False, whole: str = "") -> None:
        super().__init__()
        self._adds = adds
        self.setText(word)
        self.setToolTip(whole)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name = word if adds else filled(tr("Remove the condition {words}"), {"words": word})
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Give the word and the sign their room, up to a width."""
        wide = QFontMetrics(font()).horizontalAdvance(self.text())
        return QSize(min(wide + px(2 * PAD + GAP + CROSS), px(MOST)), px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Delete and Backspace press it too."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if event.key() in (keys[:2] if self._adds else keys):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill, its word and its sign."""
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        colour = look.text2 if self._adds else look.accent_text
        if self._adds:
            ground = look.hover if self.underMouse() else look.surface
            plate(painter, area, area.height() / 2, ground)
        else:
            plate(painter, area, area.height() / 2, look.accent_soft)
        if self._adds or self.hasFocus():
            edge = look.accent_text if self.hasFocus() else look.edge
            painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        self._paint_inside(painter, area, colour)

    def _paint_inside(self, painter: QPainter, area: QRectF, colour: str) -> None:
        painter.setFont(font())
        side = px(CROSS)
        room = area.width() - px(2 * PAD + GAP + CROSS) + 4
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.text(), elide, round(room))
        y = area.center().y() - side / 2
        left = area.adjusted(px(PAD), 0, 0, 0)
        if self._adds:
            icons.paint(painter, QRectF(left.x(), y, side, side), "plus", colour)
            words(painter, left.adjusted(side + px(GAP), 0, 0, 0), shown, colour)
        else:
            end = words(painter, left, shown, colour)
            icons.paint(painter, QRectF(end + px(GAP), y, side, side), "x", colour)


class ChipBar(QWidget):
    """The chips and what adds to them; at the right the saved filters and the columns.

    `changed` gives the query that is asked for without a chip.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.pills: list[Pill] = []
        self.add = Pill(tr("Add a condition"), adds=True)
        key = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_L)
        self.add.setShortcut(key)
        self.add.setToolTip(key.toString(QKeySequence.SequenceFormat.NativeText))
        self.clear = Button(tr("Clear all"), Kind.QUIET)
        self.clear.clicked.connect(lambda: self.changed.emit(Query()))
        self.saved = Button(tr("Saved filters"), Kind.QUIET, icon="bookmark-simple")
        self.columns = Button(tr("Columns"), Kind.QUIET, icon="columns")
        self._left = QWidget()
        self._flow = Flow(self._left, px(9))
        for fixed in (self.add, self.clear):
            self._flow.addWidget(fixed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._left.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, px(10))
        row.setSpacing(px(4))
        row.addWidget(self._left, 1)
        for button in (self.saved, self.columns):
            button.setFixedHeight(px(HEIGHT))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.clear.setFixedHeight(px(HEIGHT))
        self.show_chips([])

    def show_chips(self, chips: list[Chip]) -> None:
        """Show these; the focus goes on to the neighbour of one that went."""
        had = next((n for n, pill in enumerate(self.pills) if pill.hasFocus()), None)
        for pill in self.pills:
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self.pills = [self._pill(chip) for chip in chips]
        for fixed in (self.add, self.clear):
            self._flow.removeWidget(fixed)
        for widget in (*self.pills, self.add, self.clear):
            self._flow.addWidget(widget)
            widget.show()
        self.clear.setVisible(bool(chips))
        if had is not None:
            near = self.pills[min(had, len(self.pills) - 1)] if self.pills else self.add
            near.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left.updateGeometry()

    def _pill(self, chip: Chip) -> Pill:
        pill = Pill(chip.words, whole=chip.whole)
        pill.setParent(self._left)
        pill.clicked.connect(lambda: self.changed.emit(chip.without))
        return pill
