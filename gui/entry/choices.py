"""What is chosen rather than typed: the direction, the kind, the rate."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from core.domain.invoice import Direction, InvoiceKind
from core.domain.tax import UNTAXED, Unreadable, plain, rate
from gui import icons
from gui.entry.rows import Said, Tone
from gui.fields import Field
from gui.theme import named, px, tokens
from words.translate import filled, tr
from words.vocabulary import directions, kinds

KINDS = (
    InvoiceKind.DIGITAL_SPECIAL,
    InvoiceKind.DIGITAL_ORDINARY,
    InvoiceKind.SPECIAL_PAPER,
    InvoiceKind.ORDINARY_PAPER,
    InvoiceKind.SPECIAL_ELECTRONIC,
    InvoiceKind.ORDINARY_ELECTRONIC,
    InvoiceKind.RAIL,
    InvoiceKind.AIR,
    InvoiceKind.DIGITAL_TOLL,
    InvoiceKind.TOLL,
    InvoiceKind.ROLL,
    InvoiceKind.DIGITAL_SPECIAL_PAPER,
    InvoiceKind.DIGITAL_ORDINARY_PAPER,
    InvoiceKind.DIGITAL_VEHICLE,
    InvoiceKind.DIGITAL_USED_VEHICLE,
    InvoiceKind.DIGITAL_VEHICLE_PAPER,
    InvoiceKind.DIGITAL_USED_VEHICLE_PAPER,
    InvoiceKind.VEHICLE,
    InvoiceKind.USED_VEHICLE,
    InvoiceKind.FREIGHT,
    InvoiceKind.BLOCKCHAIN,
    InvoiceKind.CUSTOMS,
    InvoiceKind.FISCAL,
    InvoiceKind.OTHER,
)
"""The kinds, the commonest first."""


class DirectionPair(QWidget):
    """进项 | 销项: two buttons that share a border."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.buttons: dict[Direction, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        names = directions()
        for side, direction in (("left", Direction.IN), ("right", Direction.OUT)):
            button = QPushButton(names[direction])
            button.setProperty("segment", side)
            button.setCheckable(True)
            button.setFixedSize(px(76), px(32))
            button.setAccessibleName(names[direction])
            button.clicked.connect(self.chosen)
            self._group.addButton(button)
            self.buttons[direction] = button
            row.addWidget(button)
        self.show_direction(Direction.IN)

    def direction(self) -> Direction:
        """Which is chosen."""
        return Direction.IN if self.buttons[Direction.IN].isChecked() else Direction.OUT

    def show_direction(self, direction: Direction) -> None:
        """Choose one."""
        self.buttons[direction].setChecked(True)


class KindBox(QComboBox):
    """票种; arrows and the first letter choose, F4 opens."""

    def __init__(self) -> None:
        super().__init__()
        names = kinds()
        for kind in KINDS:
            self.addItem(names[kind], kind)
        self.setAccessibleName(tr("Kind"))
        self.setPlaceholderText(tr("Kind not known"))
        self.setMaxVisibleItems(14)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        choices = QListView()
        self.setView(choices)
        named(choices, "choices")
        choices.setAccessibleName(tr("Choices"))

    def kind(self) -> InvoiceKind | None:
        """Which is chosen; None where what was scanned does not say it."""
        return KINDS[self.currentIndex()] if self.currentIndex() >= 0 else None

    def show_kind(self, kind: InvoiceKind | None) -> None:
        """Choose one, or leave it open."""
        self.setCurrentIndex(-1 if kind is None else KINDS.index(kind))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caret, for which a style sheet takes files only."""
        super().paintEvent(event)
        _caret(self)


class RateField(Field):
    """A rate that is picked from those offered (Down, F4 or the mouse) or typed: 13 is 13%."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextMargins(0, 0, px(14), 0)
        self._offered = QStringListModel([], self)
        self._list = QCompleter(self._offered, self)
        self._popup = QListView()
        self._list.setPopup(self._popup)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(12)
        self._list.setWidget(self)
        self._list.activated.connect(self._pick)
        named(self._popup, "choices")
        self._popup.setAccessibleName(tr("Choices"))
        self.editingFinished.connect(self.tidy)

    def rate(self) -> str | None:
        """The rate as `tax.rate` gives it; None for nothing and for what is none."""
        try:
            return rate(self.text()) if self.text().strip() else None
        except Unreadable:
            return None

    def show_rate(self, found: str | None) -> None:
        """Put a rate in."""
        self.setText(shown_rate(found) if found else "")

    def fault(self) -> Said | None:
        """Say that this is no rate, once it is left."""
        if not self.text().strip() or self.rate() is not None or self.hasFocus():
            return None
        return Said(Tone.ERROR, filled(tr("“{text}” is no tax rate."), {"text": self.text()}))

    def offer(self, rates: tuple[str, ...]) -> None:
        """Offer these."""
        texts = [shown_rate(each) for each in rates]
        if texts != self._offered.stringList():
            self._offered.setStringList(texts)

    def offered(self) -> list[str]:
        """What is offered, as it is shown."""
        return self._offered.stringList()

    def tidy(self) -> None:
        """Write the rate out, once it is left."""
        if (found := self.rate()) and self.text() != shown_rate(found):
            self.setText(shown_rate(found))

    def open_list(self) -> None:
        """Show what is offered."""
        self._list.complete()
        row = next((n for n, text in enumerate(self.offered()) if text == self.text()), 0)
        self._popup.setCurrentIndex(self._list.completionModel().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with the keys that open a list; leave Enter to an open one."""
        if self._popup.isVisible() and event.key() in _OF_A_LIST:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open_list()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list at the caret."""
        super().mousePressEvent(event)
        if event.position().x() > self.width() - px(24):
            self.open_list()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caret."""
        super().paintEvent(event)
        _caret(self)

    def _pick(self, text: str) -> None:
        self.setText(text)
        self.textEdited.emit(text)


_OF_A_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


def shown_rate(found: str) -> str:
    """Write a rate as it stands on a face: 13%, or its word."""
    if found in UNTAXED or not found.startswith("0."):
        return found
    return f"{plain((Decimal(found) * 100).normalize())}%"


def _caret(widget: QWidget) -> None:
    side = px(14)
    area = QRectF(widget.width() - side - px(8), (widget.height() - side) / 2, side, side)
    icons.paint(QPainter(widget), area, "caret-down", tokens().text2)
