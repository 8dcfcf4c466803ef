"""The index of an archive on paper: one row for each invoice, as a PDF without any program."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from core.errors import FileNotWritten
from gui.painting import LEFT, RIGHT, words
from words import figures
from words.translate import filled, tr

if TYPE_CHECKING:  # comes with the store, which the job imports
    from core.services.archiving import ArchivedInvoice, ArchiveIndex

DOTS = 144
ROW, HEAD, FOOT = 15.0, 62.0, 20.0
"""Heights in points."""

NAME = "index.pdf"
_INK, _GREY = "#1A1E25", "#4F5763"


def write_index(index: "ArchiveIndex", file: Path) -> None:
    """Write the index as pages in landscape; may be called on any thread.

    Raises FileNotWritten.
    """
    writer = QPdfWriter(str(file))
    writer.setResolution(DOTS)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(12, 12, 12, 12),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(_title(index))
    writer.setCreator("Piaohe")
    painter = QPainter()
    if not painter.begin(writer):
        raise FileNotWritten(file=file.name)
    scale = DOTS / 72
    width, height = painter.viewport().width() / scale, painter.viewport().height() / scale
    painter.scale(scale, scale)
    rows = list(index.invoices)
    fit = max(1, int((height - HEAD - FOOT) // ROW))
    pages = [rows[at : at + fit] for at in range(0, len(rows), fit)] or [[]]
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        _paint_page(painter, index, page, QRectF(0, 0, width, height), (number, len(pages)))
    if not painter.end():
        raise FileNotWritten(file=file.name)


def _paint_page(
    painter: QPainter,
    index: "ArchiveIndex",
    rows: "Sequence[ArchivedInvoice]",
    area: QRectF,
    number: tuple[int, int],
) -> None:
    painter.setFont(_font(14, bold=True))
    words(painter, QRectF(0, 0, area.width(), 20), _title(index), _INK)
    painter.setFont(_font(8))
    words(painter, QRectF(0, 20, area.width(), 14), _under(index), _GREY)
    edges = _edges(area.width())
    _paint_cells(painter, HEAD - ROW, edges, _heads(), _GREY)
    for place, row in enumerate(rows):
        _paint_cells(painter, HEAD + place * ROW, edges, _cells(row), _INK)
    page = filled(tr("Page {n} of {all}"), {"n": number[0], "all": number[1]})
    below = QRectF(0, area.height() - FOOT, area.width(), FOOT)
    words(painter, below, page, _GREY, RIGHT)


def _paint_cells(
    painter: QPainter, y: float, edges: list[float], texts: Sequence[str], colour: str
) -> None:
    metrics = QFontMetricsF(painter.font())
    for at, text in enumerate(texts):
        cell = QRectF(edges[at], y, edges[at + 1] - edges[at] - 6, ROW)
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        words(painter, cell, short, colour, RIGHT if at in _AMOUNTS else LEFT)


_WIDTHS = (62.0, 118.0, 0.0, 0.0, 74.0, 66.0, 78.0, 0.0)
_AMOUNTS = frozenset((4, 5, 6))


def _edges(width: float) -> list[float]:
    """Where the columns begin; those without a width share what the others leave."""
    shared = (width - sum(_WIDTHS)) / _WIDTHS.count(0.0)
    edges = [0.0]
    for wide in _WIDTHS:
        edges.append(edges[-1] + (wide or shared))
    return edges


def _heads() -> tuple[str, ...]:
    return (
        tr("Date"),
        tr("Invoice number"),
        tr("Seller"),
        tr("Buyer"),
        tr("Net"),
        tr("Tax"),
        tr("Total"),
        tr("Original in this archive"),
    )


def _cells(row: "ArchivedInvoice") -> tuple[str, ...]:
    invoice = row.invoice
    return (
        figures.day(invoice.issued_on),
        invoice.key.name,
        invoice.seller.name or "",
        invoice.buyer.name or "",
        figures.money(invoice.net),
        figures.money(invoice.tax),
        figures.money(invoice.total),
        "; ".join(file.path for file in row.files) or figures.NOTHING,
    )


def _title(index: "ArchiveIndex") -> str:
    return filled(tr("Archive of invoices {year}"), {"year": index.year})


def _under(index: "ArchiveIndex") -> str:
    parts = (
        index.company.name,
        index.company.tax_id,
        figures.moment(index.made_at),
        filled(tr("{n} invoices"), {"n": f"{len(index.invoices):,}"}),
    )
    return " · ".join(parts)


def _font(points: int, *, bold: bool = False) -> QFont:
    made = QFont(QApplication.font())
    made.setPixelSize(points)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made
