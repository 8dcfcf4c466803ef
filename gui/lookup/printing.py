"""Printing the list or the originals: what is seen before is what comes out.

Preview, printer and PDF paint by the same function (`Sheets.paint`). Sheets are fetched one by
one by jobs, so that a thousand originals need the room of one sheet.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.domain.invoice import Invoice
from core.domain.query import Order, Query
from core.progress import Progress, Report
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.errors import show_error
from gui.jobs import Job
from gui.lookup.kept_original import Source, source_of
from gui.lookup.sheets import A4, Listing, ListSheets, OriginalSheets, PageOf, Sheets
from gui.notices import ProgressStrip
from gui.original import Page
from gui.saving_places import begin_in_documents
from gui.tables import Column
from gui.theme import named, px
from words import figures
from words.translate import filled, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

LIST = 0
PREVIEW_DOTS = 110
PRINT_DOTS = 220
"""Dots an inch at which originals are drawn for paper."""

INCH = 25.4


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be printed: what a query finds, or of it the invoices of these names."""

    query: Query
    order: Order
    words: str
    columns: Sequence[Column[Invoice]]
    names: tuple[str, ...] = ()


class PrintDialog(QDialog):
    """The preview, with the choice of list or originals; prints, or writes a PDF.

    `told` says in words what became of it.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, asked: Asked, parent: QWidget, each: int = LIST) -> None:
        super().__init__(parent)
        named(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Print"))
        self.resize(px(900), px(640))
        self._desk, self._asked = desk, asked
        self._sheets: Sheets[Any] | None = None
        self._pages: list[PageOf] | None = None
        self._missing = 0
        self._number = 0
        self._job: Job[Any] | None = None
        self.page = Page()
        self.far = named(QLabel(), "small")
        self.note = named(QLabel(), "small")
        self.note.setProperty("state", "look")
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self._stop)
        self.choices = _choices(source_of(desk) is not None)
        self.choices.idClicked.connect(self.choose)
        self.back = Button(tr("Previous sheet"), Kind.QUIET, icon="caret-left")
        self.next = Button(tr("Next sheet"), Kind.QUIET, icon="caret-right")
        self.pdf = Button(tr("Save as PDF…"), icon="file-pdf")
        self.print = Button(tr("Print…"), Kind.PRIMARY, icon="printer")
        self.shut = Button(tr("Close"), Kind.QUIET, key=QKeySequence(Qt.Key.Key_Escape))
        self.back.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.pdf.clicked.connect(self._ask_pdf)
        self.print.clicked.connect(self._ask_printer)
        self.shut.clicked.connect(self.reject)
        self._lay_out()
        self.choose(each)

    def choose(self, each: int) -> None:
        """Show the list (0), or the originals, so many a sheet."""
        self.choices.button(each).setChecked(True)
        self._ready(False)
        if each == LIST:
            self._prepare_list()
        elif self._pages is None:
            self._find_pages(each)
        else:
            self._begin(self._originals(each))

    def write_pdf(self, file: Path) -> None:
        """Write all sheets into a PDF, on a job's thread."""
        sheets = self._sheets
        if sheets is None:
            return
        self.strip.begin(tr("Writing the PDF"), tr("Cancel leaves no half file."))
        self._ready(False)
        self._job = self._desk.jobs.run(
            self,
            lambda report: write_pdf(file, sheets, report),
            lambda count: self._on_written(file, count),
            failed=self._fail,
            progress=self.strip.tell,
        )

    def print_on(self, printer: "QPrinter") -> None:
        """Print all sheets, one after the other; what is fetched is fetched by jobs."""
        sheets = self._sheets
        if sheets is None:
            return
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(_orientation(sheets))
        printer.setFullPage(True)
        painter = QPainter(printer)
        self.strip.begin(tr("Printing"), tr("Cancel keeps the sheets that are out."))
        self._ready(False)

        def paint(number: int, loaded: object) -> None:
            if number:
                printer.newPage()
            area = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            sheets.paint(painter, area, number, loaded)
            self.strip.tell(Progress("print", number + 1, sheets.count()))
            go_on(number + 1)

        def go_on(number: int) -> None:
            if number == sheets.count():
                painter.end()
                self._on_printed(number)
                return
            self._job = self._desk.jobs.run(
                self,
                lambda _: sheets.load(number, PRINT_DOTS),
                lambda loaded: paint(number, loaded),
                failed=self._fail,
            )

        go_on(0)

    def _prepare_list(self) -> None:
        lookup, asked, core = self._desk.core.lookup, self._asked, self._desk.core

        def work(_: Report) -> ListSheets:
            totals = lookup.totals(asked.query)
            day = figures.moment(core.now())
            count = totals.every.count
            listing = Listing(core.company.name, asked.words, day, count, asked.columns)
            return ListSheets(lookup, asked.query, asked.order, listing, totals)

        self._job = self._desk.jobs.run(self, work, self._begin)

    def _find_pages(self, each: int) -> None:
        source, lookup, asked = source_of(self._desk), self._desk.core.lookup, self._asked
        if source is None:
            return
        self.strip.begin(tr("Looking for the originals"), "")

        def work(report: Report) -> tuple[list[PageOf], int]:
            names = asked.names or lookup.keys(asked.query, asked.order)
            return pages_of(source, names, report)

        def then(found: tuple[list[PageOf], int]) -> None:
            self.strip.end()
            self._pages, self._missing = found
            self._begin(self._originals(each))

        self._job = self._desk.jobs.run(
            self, work, then, failed=self._fail, progress=self.strip.tell
        )

    def _originals(self, each: int) -> OriginalSheets:
        source = source_of(self._desk)
        assert source is not None, "chosen only where there is one"
        return OriginalSheets(source, self._pages or [], each)

    def _begin(self, sheets: Sheets[Any]) -> None:
        self._sheets, self._number = sheets, 0
        missing = self._missing if isinstance(sheets, OriginalSheets) else 0
        values = {"n": f"{missing:,}"}
        text = filled(tr("{n} have no original that can be printed"), values) if missing else ""
        self.note.setText(text)
        self._show()

    def _step(self, by: int) -> None:
        if self._sheets is not None:
            self._number = max(0, min(self._sheets.count() - 1, self._number + by))
            self._show()

    def _show(self) -> None:
        """Paint the sheet for the eye, by what paints it for paper."""
        sheets, number = self._sheets, self._number
        if sheets is None or not sheets.count():
            self.page.show_image(QImage())
            self.far.setText(tr("Nothing to print"))
            return
        dots = PREVIEW_DOTS * self.devicePixelRatioF()
        self._job = self._desk.jobs.run(
            self, lambda _: picture(sheets, number, dots), self._show_picture, failed=self._fail
        )

    def _show_picture(self, image: QImage) -> None:
        assert self._sheets is not None, "painted from it"
        self.page.show_image(image)
        values = {"page": self._number + 1, "pages": self._sheets.count()}
        self.far.setText(filled(tr("Sheet {page} of {pages}"), values))
        self._ready(True)

    def _ready(self, ready: bool) -> None:
        for button in (self.pdf, self.print):
            button.setEnabled(ready)
        count = self._sheets.count() if self._sheets is not None else 0
        self.back.setEnabled(ready and self._number > 0)
        self.next.setEnabled(ready and self._number < count - 1)

    def _ask_pdf(self) -> None:
        dialog = QFileDialog(self, tr("Save as PDF"))
        begin_in_documents(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilters([tr("PDF files (*.pdf)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.write_pdf(Path(file)))
        dialog.open()

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loads the printer drivers

        assert self._sheets is not None, "the button is off without"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(_orientation(self._sheets))
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def _on_written(self, file: Path, count: int) -> None:
        self._finish(filled(tr("{n} sheets in {file}"), {"n": f"{count:,}", "file": file.name}))

    def _on_printed(self, count: int) -> None:
        self._finish(filled(tr("{n} sheets sent to the printer"), {"n": f"{count:,}"}))

    def _finish(self, words: str) -> None:
        self.strip.end()
        self.told.emit(words)
        self.accept()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.strip.end()
        self._ready(True)

    def _fail(self, error: Exception) -> None:
        self.strip.end()
        self._ready(self._sheets is not None)
        show_error(self, error)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        for button in self.choices.buttons():
            top.addWidget(button)
        top.addSpacing(px(16))
        top.addWidget(self.note)
        top.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        for part in (self.back, self.next, self.far):
            foot.addWidget(part)
        foot.addStretch()
        for part in (self.shut, self.pdf, self.print):
            foot.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(16), px(24), px(16))
        box.setSpacing(px(12))
        box.addLayout(top)
        box.addWidget(self.strip)
        box.addWidget(self.page, 1)
        box.addLayout(foot)


def pages_of(source: Source, names: Sequence[str], report: Report) -> tuple[list[PageOf], int]:
    """Give all pages of the first printable file of each invoice, and how many have none."""
    from core.files.format import Refused  # comes with the readers

    found: list[PageOf] = []
    missing = 0
    for done, name in enumerate(names, 1):
        before = len(found)
        for file in source.of(name):
            try:
                with closing(source.pages(file.id)) as pages:
                    found += [PageOf(file.id, page) for page in range(len(pages))]
                break
            except Refused:
                continue
        missing += len(found) == before
        report(Progress("read", done, len(names)))
    return found, missing


def picture(sheets: Sheets[Any], number: int, dots: float) -> QImage:
    """Paint a sheet as a picture; for a job."""
    size = A4.transposed() if sheets.landscape else A4
    scale = dots / INCH
    image = QImage((size * scale).toSize(), QImage.Format.Format_RGB32)
    loaded = sheets.load(number, dots)
    painter = QPainter(image)
    sheets.paint(painter, QRectF(image.rect()), number, loaded)
    painter.end()
    return image


def write_pdf(file: Path, sheets: Sheets[Any], report: Report) -> int:
    """Write all sheets into a PDF, replaced in one step; gives their number. For a job."""
    from core.files.written import replacing  # comes with the writers

    with replacing(file) as made:
        writer = QPdfWriter(str(made))
        writer.setResolution(PRINT_DOTS)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageOrientation(_orientation(sheets))
        writer.setPageMargins(QMarginsF())
        painter = QPainter(writer)
        try:
            for number in range(sheets.count()):
                if number:
                    writer.newPage()
                area = QRectF(writer.pageLayout().fullRectPixels(writer.resolution()))
                sheets.paint(painter, area, number, sheets.load(number, PRINT_DOTS))
                report(Progress("write", number + 1, sheets.count()))
        finally:
            painter.end()
    return sheets.count()


def _orientation(sheets: Sheets[Any]) -> QPageLayout.Orientation:
    wide, high = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
    return wide if sheets.landscape else high


def _choices(originals: bool) -> QButtonGroup:
    """The list, and the originals 1, 2 and 4 a sheet."""
    group = QButtonGroup()
    names = {
        LIST: tr("The list"),
        1: tr("Originals, 1 a sheet"),
        2: tr("2 a sheet"),
        4: tr("4 a sheet"),
    }
    for number, (each, name) in enumerate(names.items()):
        button = QPushButton(name)
        button.setProperty("kind", "segment")
        button.setProperty("end", {0: "first", 3: "last"}.get(number, "middle"))
        button.setCheckable(True)
        button.setAccessibleName(name)
        button.setEnabled(originals or each == LIST)
        group.addButton(button, each)
    return group
