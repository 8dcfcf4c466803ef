"""The strip under the scan field: what became of the last scan, where the eye already is."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui import icons
from gui.buttons import Button, Kind
from gui.delegates import number_width, paint_number
from gui.painting import plate
from gui.states import Mark
from gui.theme import Tokens, font, px, tokens
from words.translate import tr

HEIGHT = 48
MARK = 17
EDGE = 14
CONFIRM = QKeySequence(Qt.Key.Key_F8)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said: in bold what happened, below it the number and the facts around it.

    `shows` offers to look at the invoice that was entered first, `attaches` to keep the file at
    hand with it, `reopens` to go back to what was put aside, `confirms` to say that a reading is
    right.
    """

    mark: Mark
    words: str
    number: str = ""
    facts: str = ""
    shows: bool = False
    attaches: bool = False
    reopens: bool = False
    confirms: bool = False


class Strip(QFrame):
    """48 pixels that are always there; the colour is that of the last result."""

    show_wanted = Signal()
    attach_wanted = Signal()
    reopen_wanted = Signal()
    confirm_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self.setFixedHeight(px(HEIGHT))
        self.show_button = Button(tr("Show the first"), icon="eye", key=QKeySequence(Qt.Key.Key_F3))
        self.attach_button = Button(tr("Attach this file"), Kind.QUIET, icon="paperclip")
        self.reopen_button = Button(tr("Go back to it"), Kind.QUIET, icon="arrow-counter-clockwise")
        self.confirm_button = Button(tr("It is right"), icon="check", key=CONFIRM)
        self._buttons = (
            self.confirm_button,
            self.show_button,
            self.attach_button,
            self.reopen_button,
        )
        self.confirm_button.clicked.connect(self.confirm_wanted)
        self.show_button.clicked.connect(self.show_wanted)
        self.attach_button.clicked.connect(self.attach_wanted)
        self.reopen_button.clicked.connect(self.reopen_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, px(EDGE), 0)
        row.setSpacing(px(8))
        row.addStretch()
        for button in self._buttons:
            row.addWidget(button)
        self.verdict = ready()
        self.say(self.verdict)

    def say(self, verdict: Verdict) -> None:
        """Say what became of it, to the eye and to a screen reader."""
        self.verdict = verdict
        self.confirm_button.setVisible(verdict.confirms)
        self.show_button.setVisible(verdict.shows)
        self.attach_button.setVisible(verdict.attaches)
        self.reopen_button.setVisible(verdict.reopens)
        whole = "  ".join(filter(None, (verdict.words, verdict.number, verdict.facts)))
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, whole))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the mark, and the two lines, cut where the buttons begin."""
        look, mark = tokens(), self.verdict.mark
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate(painter, self.rect().toRectF(), px(6), _soft(mark, look))
        side = px(MARK)
        square = QRect(px(EDGE), (self.height() - side) // 2, side, side)
        name = "barcode" if self.verdict.words == ready().words else mark.value
        icons.paint(painter, square, name, mark.colour(look))
        left = px(EDGE + MARK + 11)
        right = self._buttons_begin() - px(12)
        room = right - left
        both = self.verdict.number or self.verdict.facts
        half = self.height() // 2
        top = QRect(left, px(4), room, half - px(2)) if both else QRect(left, 0, room, 2 * half)
        self._paint_words(painter, top, look)
        self._paint_facts(painter, QRect(left, half + px(1), room, half - px(5)), look)

    def _paint_words(self, painter: QPainter, area: QRect, look: Tokens) -> None:
        painter.setFont(font(bold=True))
        mark = self.verdict.mark
        painter.setPen(QColor(look.green if mark is Mark.AGREES else mark.word_colour(look)))
        _write(painter, area, self.verdict.words)

    def _paint_facts(self, painter: QPainter, area: QRect, look: Tokens) -> None:
        painter.setFont(font(12))
        number = self.verdict.number
        if number:
            paint_number(painter, area, number, look.text)
            area.setLeft(area.left() + number_width(painter.fontMetrics(), number) + px(12))
        painter.setPen(QColor(look.text))
        _write(painter, area, self.verdict.facts)

    def _buttons_begin(self) -> int:
        shown = [button.x() for button in self._buttons if button.isVisible()]
        return min([self.width(), *shown])


def ready() -> Verdict:
    """Say that a scan is waited for."""
    return Verdict(Mark.WAITING, tr("Waiting for a scan"))


def _soft(mark: Mark, look: Tokens) -> str:
    return {
        Mark.AGREES: look.green_soft,
        Mark.LOOK: look.amber_soft,
        Mark.WRONG: look.red_soft,
    }.get(mark, look.grey_soft)


def _write(painter: QPainter, area: QRect, text: str) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
