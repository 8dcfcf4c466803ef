"""The recovery sheet on paper: by the system's print dialog, or as a PDF of this user alone."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from gui.first_start.paper import HEIGHT, WIDTH, Sheet, paint
from words.translate import tr

DOTS = 300
MARGIN = 20
"""Millimetres at each side of the page."""


def print_sheet(sheet: Sheet, parent: QWidget) -> bool:
    """Ask for a printer by the system's dialog, and print; says whether a page was sent."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_page())
    printer.setDocName(tr("Piaohe recovery sheet"))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Print the recovery sheet"))
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return chosen and _paint_page(printer, sheet)


def write_pdf(sheet: Sheet, file: Path) -> None:
    """Write the sheet as a PDF that only this user can read; may be called on any thread.

    Raises FileNotWritten, DiskFull.
    """
    from core.files.written import write_file  # brings all formats: not on the window's thread

    data = QByteArray()
    device = QBuffer(data)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setResolution(DOTS)
    writer.setPageLayout(_page())
    writer.setTitle(tr("Piaohe recovery sheet"))
    writer.setCreator("Piaohe")
    _paint_page(writer, sheet)
    device.close()
    write_file(file, bytes(data.data()), private=True)


def _page() -> QPageLayout:
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN),
        QPageLayout.Unit.Millimeter,
    )


def _paint_page(device: QPrinter | QPdfWriter, sheet: Sheet) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = painter.viewport().width() / WIDTH
    painter.scale(scale, scale)
    painter.setClipRect(QRectF(0, 0, WIDTH, HEIGHT))
    paint(painter, sheet)
    return bool(painter.end())
