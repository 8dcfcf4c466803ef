"""Rows of a form: a label, its fields, and under them the line for a message."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from gui import icons
from gui.painting import words
from gui.theme import Tokens, font, named, px, tokens

FIELD = 32
MESSAGE = 18
PITCH = 51
SHORT_PITCH = 40
MOST_GROWTH = 9
"""What a row may gain in a high window."""


class Tone(Enum):
    """How a message is meant; the best comes first."""

    PROOF = "green"
    HINT = "text2"
    DOUBT = "amber"
    ERROR = "red"

    @property
    def rank(self) -> int:
        """How much it needs to be read before others."""
        return list(Tone).index(self)

    def icon(self) -> str | None:
        """Its mark, for whom colours say nothing."""
        return _ICONS.get(self)

    def mark(self, look: Tokens) -> str:
        """The colour of its mark."""
        role = {Tone.PROOF: "green_mark", Tone.DOUBT: "amber_mark"}.get(self, self.value)
        return str(getattr(look, role))


_ICONS = {
    Tone.PROOF: "check-circle-fill",
    Tone.DOUBT: "warning-fill",
    Tone.ERROR: "x-circle-fill",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message and how it is meant."""

    tone: Tone
    text: str


class MessageLine(QWidget):
    """One line under a field, its room kept when it is empty; elides, the tooltip is whole."""

    def __init__(self) -> None:
        super().__init__()
        self._said: Said | None = None
        self.setFixedHeight(px(MESSAGE))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def said(self) -> Said | None:
        """What stands there."""
        return self._said

    def say(self, said: Said | None) -> None:
        """Say something else, or nothing."""
        if said != self._said:
            self._said = said
            self.setToolTip(said.text if said else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark and the text."""
        if self._said is None:
            return
        look, tone = tokens(), self._said.tone
        painter = QPainter(self)
        painter.setFont(font(12))
        area = QRectF(self.rect())
        if icon := tone.icon():
            side = px(13)
            mark = QRectF(0, (area.height() - side) / 2, side, side)
            icons.paint(painter, mark, icon, tone.mark(look))
            area.setLeft(px(18))
        elided = painter.fontMetrics().elidedText(
            self._said.text, Qt.TextElideMode.ElideRight, int(area.width())
        )
        words(painter, area, elided, getattr(look, tone.value))


class Row(QWidget):
    """A label at the left, fields beside each other, and the line for a message."""

    def __init__(self, label: str, *fields: QWidget, message: bool = True) -> None:
        super().__init__()
        self.label = named(QLabel(label), "quiet")
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setFixedHeight(px(FIELD))
        if fields:
            self.label.setBuddy(fields[0])
        self.message = MessageLine()
        self.fields = QHBoxLayout()
        self.fields.setSpacing(px(8))
        for field in fields:
            grows = isinstance(field, QLineEdit | QComboBox)
            self.fields.addWidget(field, int(grows))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(0)
        grid.addWidget(self.label, 0, 0)
        grid.addLayout(self.fields, 0, 1)
        grid.addWidget(self.message, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.give_message_room(message)

    def give_message_room(self, room: bool) -> None:
        """Keep the line for a message, or be lower without one."""
        self.message.setVisible(room)
        pitch = px(PITCH if room else SHORT_PITCH)
        self.setMinimumHeight(pitch)
        self.setMaximumHeight(pitch + px(MOST_GROWTH))

    def sizeHint(self) -> QSize:
        """Be as low as can be; what room is left is shared out."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def say(self, said: Said | None) -> None:
        """Show a message; an error marks the row's first field at fault red elsewhere."""
        self.message.say(said)


def quiet(text: str, buddy: QLineEdit) -> QLabel:
    """Make a label that stands between two fields."""
    label = named(QLabel(text), "quiet")
    label.setBuddy(buddy)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label
