"""The recovery sheet (恢复凭证): painted the same on the screen, for the printer and as PDF."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui.painting import CENTRE, words
from gui.theme import MONOSPACED, tokens
from words.figures import day
from words.translate import filled, tr

WIDTH, HEIGHT = 640, 352
"""The units that the sheet is painted in: pixels at the base size."""

MARGIN = 28
COLUMNS = 5
PITCH, LINE = 84, 54
_GROUPS_AT = 94
_CODE_SIDE = 140
_INK, _GREY, _HAIR, _PAPER = "#1A1E25", "#4F5763", "#C9CED6", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a recovery sheet; the code is in no description of it."""

    company: str
    tax_id: str
    made_on: date
    key_id: str
    code: str = field(repr=False)
    modules: tuple[tuple[bool, ...], ...] = field(repr=False)

    @property
    def groups(self) -> list[str]:
        """The fourteen groups of the code."""
        return self.code.split("-")

    @property
    def head(self) -> str:
        """The line that says whose sheet it is."""
        return " · ".join((self.company, self.tax_id, day(self.made_on)))


class Paper(QWidget):
    """The sheet on the screen: as wide as there is room, white in both themes.

    Its code cannot be selected or copied; `covered` groups, from 1, are not shown at all.
    """

    def __init__(self, sheet: Sheet | None = None) -> None:
        super().__init__()
        self._sheet = sheet
        self._covered: frozenset[int] = frozenset()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Recovery sheet"))

    def show_sheet(self, sheet: Sheet, covered: Collection[int]) -> None:
        """Show a sheet, some of its groups covered."""
        self._sheet, self._covered = sheet, frozenset(covered)
        spoken = (
            tr("covered") if place in self._covered else group
            for place, group in enumerate(sheet.groups, 1)
        )
        self.setAccessibleDescription("\n".join(f"{n}: {x}" for n, x in enumerate(spoken, 1)))
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Keep the shape of the sheet."""
        return round(width * HEIGHT / WIDTH)

    def sizeHint(self) -> QSize:
        """Take the base size, scaled with the system's font."""
        width = round(WIDTH * QApplication.font().pixelSize() / 13)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Stay legible."""
        return QSize(420, self.heightForWidth(420))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper and what stands on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().line), 1))
        painter.setBrush(QColor(_PAPER))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, 8, 8)
        if self._sheet is not None:
            painter.scale(self.width() / WIDTH, self.width() / WIDTH)
            paint(painter, self._sheet, self._covered)


def paint(painter: QPainter, sheet: Sheet, covered: Collection[int] = ()) -> None:
    """Paint a sheet into WIDTH x HEIGHT units; may be called on any thread."""
    _paint_head(painter, sheet)
    for place, group in enumerate(sheet.groups):
        x = MARGIN + place % COLUMNS * PITCH
        y = _GROUPS_AT + place // COLUMNS * LINE
        _write(painter, QRectF(x, y, PITCH, 14), str(place + 1), _font(11), _GREY)
        area = QRectF(x - 1, y + 15, 68, 30)
        if place + 1 in covered:
            _paint_cover(painter, area)
        else:
            _write(painter, area, group, _code_font(), _INK)
    area = QRectF(WIDTH - MARGIN - _CODE_SIDE, _GROUPS_AT + 4, _CODE_SIDE, _CODE_SIDE)
    _paint_code(painter, area, sheet.modules)
    _paint_advice(painter, sheet)


def _paint_head(painter: QPainter, sheet: Sheet) -> None:
    width = WIDTH - 2 * MARGIN
    _write(painter, QRectF(MARGIN, 20, width, 28), _title(), _font(20, bold=True), _INK)
    small = _font(12)
    head = QFontMetricsF(small).elidedText(sheet.head, Qt.TextElideMode.ElideMiddle, width)
    _write(painter, QRectF(MARGIN, 50, width, 18), head, small, _GREY)
    _hairline(painter, 79)


def _title() -> str:
    return tr("Piaohe recovery sheet")


def _paint_cover(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(QColor("#868E9B"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(QColor("#F1F3F6"))
    painter.drawRoundedRect(area, 4, 4)
    painter.setFont(_font(12))
    words(painter, area, tr("covered"), _GREY, CENTRE)


def _paint_code(painter: QPainter, area: QRectF, modules: tuple[tuple[bool, ...], ...]) -> None:
    """Paint the dark modules a row at a time, so that no hairline stands between two of them."""
    side = area.width() / len(modules)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                left, top = area.x() + x * side, area.y() + y * side
                painter.fillRect(QRectF(left, top, side, side), QColor("#000000"))
    painter.restore()


def _paint_advice(painter: QPainter, sheet: Sheet) -> None:
    lines = (
        tr("After a new computer, a reinstallation or a broken disk, only this opens the data."),
        tr("Without it nobody can, and neither can we. Whoever has it can read everything."),
    )
    width = WIDTH - 2 * MARGIN
    for place, line in enumerate(lines):
        area = QRectF(MARGIN, 260 + place * 18, width, 18)
        _write(painter, area, line, _font(12), _INK)
    _hairline(painter, 307)
    keep = tr("Keep two copies in two places; never send a photo of it to a chat.")
    _write(painter, QRectF(MARGIN, 316, width, 18), keep, _font(12), _GREY)
    short = filled(tr("Key {id}"), {"id": sheet.key_id[:8]})
    right = QFontMetricsF(_font(11)).horizontalAdvance(short)
    area = QRectF(WIDTH - MARGIN - right, _GROUPS_AT + 4 + _CODE_SIDE + 4, right, 16)
    _write(painter, area, short, _font(11), _GREY)


def _hairline(painter: QPainter, y: float) -> None:
    painter.setPen(QPen(QColor(_HAIR), 1))
    painter.drawLine(QPointF(MARGIN, y), QPointF(WIDTH - MARGIN, y))


def _write(painter: QPainter, area: QRectF, text: str, drawn: QFont, colour: str) -> None:
    painter.setFont(drawn)
    words(painter, area, text, colour)


def _font(size: int, *, bold: bool = False) -> QFont:
    """Give the program's font in the units of the sheet."""
    made = QFont(QApplication.font())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def _code_font() -> QFont:
    """Give a font that tells 0 from O and 1 from I."""
    made = QFont(MONOSPACED)
    made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPixelSize(26)
    return made
