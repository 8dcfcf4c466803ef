"""What is printed, sheet by sheet: the list, or originals with cut lines.

The preview, the printer and the PDF all paint by the same `paint`, into an area of A4 that may be
any number of dots wide; measures are in millimetres. `load` fetches what a sheet needs and is for
jobs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from core.domain.invoice import Invoice
from core.domain.query import Order, Query
from gui.lookup.kept_original import Source, drawn
from gui.lookup.totals import sums_of
from gui.tables import Cell, Column, in_words
from words.translate import filled, tr

if TYPE_CHECKING:
    from core.services.lookup import Lookup, Totals

A4 = QSizeF(210, 297)
MARGIN = 10.0
"""Millimetres at each edge: what a printer cannot reach."""

CUT = 4.0
"""Millimetres between a cut line and what lies beside it."""

INK, FAINT, RED = "#000000", "#8A8A8A", "#B3261E"
PAPER = "#FFFFFF"

T = TypeVar("T")


class Sheets(Protocol[T]):
    """A pile of sheets of A4."""

    landscape: bool

    def count(self) -> int:
        """How many there are."""

    def load(self, number: int, dots: float) -> T:
        """Fetch what a sheet, from 0, shows, pictures for so many dots an inch; for a job."""

    def paint(self, painter: QPainter, area: QRectF, number: int, loaded: T) -> None:
        """Paint a sheet into an area that is the whole paper."""


@dataclass(frozen=True, slots=True)
class PageOf:
    """One page of a kept file."""

    file: int
    page: int


class OriginalSheets:
    """Originals, 1, 2 or 4 a sheet, in the order as shown."""

    def __init__(self, source: Source, pages: Sequence[PageOf], each: int) -> None:
        """Print these pages, `each` on a sheet."""
        self._source = source
        self._pages = pages
        self._each = each
        self.landscape = each == 4

    def count(self) -> int:
        """How many sheets there are."""
        return -(-len(self._pages) // self._each)

    def load(self, number: int, dots: float) -> list[QImage]:
        """Draw the pages of a sheet."""
        first = number * self._each
        share = {1: 1.0, 2: 0.75, 4: 0.55}[self._each]
        return [
            drawn(self._source, page.file, page.page, dots * share)
            for page in self._pages[first : first + self._each]
        ]

    def paint(self, painter: QPainter, area: QRectF, number: int, loaded: list[QImage]) -> None:
        """Paint the pages into their cells and the cut lines between them."""
        painter.fillRect(area, QColor(PAPER))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = area.width() / (A4.height() if self.landscape else A4.width())
        for cell, image in zip(cells(area, self._each, scale), loaded, strict=False):
            fit = QSizeF(image.size()).scaled(cell.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left = cell.x() + (cell.width() - fit.width()) / 2
            painter.drawImage(QRectF(QPointF(left, cell.y()), fit), image)
        painter.setPen(QPen(QColor(FAINT), max(1.0, 0.2 * scale), Qt.PenStyle.DashLine))
        for start, end in cut_lines(area, self._each):
            painter.drawLine(start, end)


def cells(area: QRectF, each: int, scale: float) -> list[QRectF]:
    """Divide a sheet into the places of its pages, `scale` dots to a millimetre."""
    across, down = {1: (1, 1), 2: (1, 2), 4: (2, 2)}[each]
    wide, high = area.width() / across, area.height() / down
    edge = MARGIN * scale
    return [
        QRectF(area.x() + column * wide, area.y() + row * high, wide, high).adjusted(
            edge, edge if row == 0 else CUT * scale, -edge, -edge
        )
        for row in range(down)
        for column in range(across)
    ]


def cut_lines(area: QRectF, each: int) -> list[tuple[QPointF, QPointF]]:
    """Give the lines along which a sheet is cut."""
    middle = area.center()
    lines = []
    if each >= 2:
        lines.append((QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y())))
    if each == 4:
        lines.append((QPointF(middle.x(), area.top()), QPointF(middle.x(), area.bottom())))
    return lines


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands on a list besides its rows."""

    company: str
    asked: str
    day: str
    count: int
    columns: Sequence[Column[Invoice]]


ROW = 6.0
HEAD = 20.0
FOOT = 10.0
PER_SHEET = int((A4.width() - 2 * MARGIN - HEAD - FOOT) / ROW) - 1
"""Rows on a sheet that lies on its side, with its header line."""


class ListSheets:
    """The list as shown: its columns, its order, its sums at the end."""

    landscape = True

    def __init__(
        self, lookup: "Lookup", query: Query, order: Order, listing: Listing, totals: "Totals"
    ) -> None:
        """Print what a query finds."""
        self._lookup, self._query, self._order = lookup, query, order
        self._listing, self._totals = listing, totals
        fixed = {
            Cell.MONEY: 26.0,
            Cell.DAY: 21.0,
            Cell.NUMBER: 44.0,
            Cell.STATE: 20.0,
            Cell.TAGS: 28.0,
        }
        room = A4.height() - 2 * MARGIN
        widths = [fixed.get(column.cell, 0.0) for column in listing.columns]
        free = sum(1 for width in widths if not width)
        share = max(12.0, (room - sum(widths)) / free) if free else 0.0
        widths = [width or share for width in widths]
        self._widths = [width * min(1.0, room / sum(widths)) for width in widths]

    def count(self) -> int:
        """How many sheets there are; the sums have the room of two rows."""
        return max(1, -(-(self._listing.count + len(self._sums())) // PER_SHEET))

    def load(self, number: int, dots: float) -> tuple[Invoice, ...]:
        """Fetch the rows of a sheet."""
        first = number * PER_SHEET
        return self._lookup.find(self._query, PER_SHEET, first, self._order).invoices

    def paint(
        self, painter: QPainter, area: QRectF, number: int, loaded: tuple[Invoice, ...]
    ) -> None:
        """Paint head, titles, rows, and on the last sheet the sums."""
        scale = area.width() / A4.height()
        painter.fillRect(area, QColor(PAPER))
        left, top = area.x() + MARGIN * scale, area.y() + MARGIN * scale
        wide = area.width() - 2 * MARGIN * scale
        self._paint_head(painter, QRectF(left, top, wide, HEAD * scale), scale)
        y = top + HEAD * scale
        painter.setFont(printed(3.0 * scale, bold=True))
        titles = [column.title.rstrip(" ↓↑") for column in self._listing.columns]
        y = self._paint_row(painter, left, y, scale, titles, INK)
        painter.setFont(printed(3.0 * scale))
        for invoice in loaded:
            texts = [in_words(column.of(invoice)) for column in self._listing.columns]
            y = self._paint_row(painter, left, y, scale, texts, INK)
        room = PER_SHEET - len(loaded)
        passed = number * PER_SHEET + len(loaded)
        if passed >= self._listing.count and room >= len(self._sums()):
            painter.setFont(printed(3.0 * scale, bold=True))
            for texts in self._sums():
                y = self._paint_row(painter, left, y, scale, texts, INK)
        self._paint_foot(painter, area, number, scale)

    def _paint_head(self, painter: QPainter, area: QRectF, scale: float) -> None:
        painter.setPen(QColor(INK))
        painter.setFont(printed(4.5 * scale, bold=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft, self._listing.company)
        painter.setFont(printed(3.2 * scale))
        under = area.adjusted(0, 8 * scale, 0, 0)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, self._listing.asked)
        painter.drawText(under, Qt.AlignmentFlag.AlignRight, self._listing.day)

    def _paint_row(
        self, painter: QPainter, x: float, y: float, scale: float, texts: Sequence[str], ink: str
    ) -> float:
        metrics = QFontMetricsF(painter.font(), painter.device())
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        start = x
        for column, width, text in zip(self._listing.columns, self._widths, texts, strict=True):
            box = QRectF(x, y, width * scale, ROW * scale).adjusted(scale, 0, -scale, 0)
            side = right if column.cell is Cell.MONEY else left
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            negative = column.cell is Cell.MONEY and text.startswith("−")
            painter.setPen(QColor(RED if negative else ink))
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
            x += width * scale
        painter.setPen(QPen(QColor(FAINT), max(1.0, 0.1 * scale)))
        bottom = y + ROW * scale
        painter.drawLine(QPointF(start, bottom), QPointF(x, bottom))
        return bottom

    def _paint_foot(self, painter: QPainter, area: QRectF, number: int, scale: float) -> None:
        values = {"page": number + 1, "pages": self.count()}
        painter.setPen(QColor(INK))
        painter.setFont(printed(3.0 * scale))
        edge = MARGIN * scale
        foot = area.adjusted(edge, 0, -edge, -edge)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, flags, filled(tr("Page {page} of {pages}"), values))

    def _sums(self) -> list[list[str]]:
        """Write the sums under their columns, a row for each direction."""
        rows = []
        for label, sums in sums_of(self._totals):
            texts = [
                in_words(getattr(sums, column.key)) if column.cell is Cell.MONEY else ""
                for column in self._listing.columns
            ]
            texts[0] = f"{label} {sums.count:,}"
            rows.append(texts)
        return rows


def printed(pixels: float, *, bold: bool = False) -> QFont:
    """Make a font for paper; its size is in dots."""
    made = QFont(QApplication.font())
    made.setPixelSize(max(1, round(pixels)))
    made.setBold(bold)
    return made
