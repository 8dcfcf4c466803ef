"""Printing: cut lines and order, the list with its sums, and a PDF that is what was seen."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.query import NEWEST, Query
from core.progress import Cancelled, Progress, ignore
from gui import theme
from gui.lookup.columns import Layout, chosen
from gui.lookup.printing import PrintDialog, picture, write_pdf
from gui.lookup.sheets import PER_SHEET, Listing, ListSheets, OriginalSheets, PageOf, cells
from gui.original import PageView, image_of
from tests.gui.conftest import ENOUGH, Show
from tests.gui.lookups import dialog, fill

COLOURS = ("#FF0000", "#00FF00", "#0000FF", "#FFFF00", "#FF00FF")


@dataclass
class Picture:
    width: int
    height: int
    rgb: bytes


class Pages:
    """One page of one colour, as wide as an invoice."""

    def __init__(self, number: int) -> None:
        self._colour = COLOURS[number]

    def __len__(self) -> int:
        return 1

    def picture(self, page: int, dots: float) -> Picture:
        size = round(9.5 * dots), round(5.5 * dots)
        return Picture(*size, Image.new("RGB", size, self._colour).tobytes())

    def close(self) -> None:
        """Nothing is open."""


class Files:
    """Files that are not ours: a page of a colour each."""

    def of(self, name: str) -> Sequence[object]:
        return ()

    def pages(self, number: int) -> Pages:
        return Pages(number)

    def differences(self, name: str) -> Sequence[object]:
        return ()


def originals(count: int, each: int) -> OriginalSheets:
    return OriginalSheets(Files(), [PageOf(n, 0) for n in range(count)], each)  # type: ignore[arg-type]


def seen(image: QImage) -> list[str]:
    """The colours of the originals on a sheet, from top left to bottom right."""
    found: list[str] = []
    for y in range(0, image.height(), 8):
        for x in range(0, image.width(), 8):
            name = image.pixelColor(x, y).name().upper()
            if name in COLOURS and name not in found:
                found.append(name)
    return found


def listing(core: Core, count: int) -> ListSheets:
    columns = chosen(Layout())
    about = Listing(core.company.name, "2026-10", "2026-11-24 10:00", count, columns)
    return ListSheets(core.lookup, Query(), NEWEST, about, core.lookup.totals(Query()))


@pytest.mark.parametrize("each", [1, 2, 4])
def test_originals_stand_in_their_order_so_many_a_sheet(qapp: QApplication, each: int) -> None:
    sheets = originals(5, each)
    assert sheets.count() == math.ceil(5 / each)
    found = [seen(picture(sheets, number, 50)) for number in range(sheets.count())]
    assert [colour for sheet in found for colour in sheet] == list(COLOURS)
    assert all(len(sheet) <= each for sheet in found)


@pytest.mark.parametrize(("each", "lines"), [(1, 0), (2, 1), (4, 2)])
def test_sheets_are_cut_between_the_originals_and_never_through_them(
    qapp: QApplication, each: int, lines: int
) -> None:
    sheets = originals(each, each)
    image = picture(sheets, 0, 80)
    middle_row = [image.pixelColor(x, image.height() // 2) for x in range(image.width())]
    middle_column = [image.pixelColor(image.width() // 2, y) for y in range(image.height())]
    grey = QColor("#8A8A8A")
    cut = [sum(pixel == grey for pixel in line) > 20 for line in (middle_row, middle_column)]
    assert sum(cut) == lines
    area = QRectF(image.rect())
    places = cells(area, each, image.width() / (297 if each == 4 else 210))
    assert all(area.contains(place) for place in places)
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[n + 1 :])


@pytest.mark.parametrize("each", [1, 2, 4])
def test_the_pdf_is_what_the_preview_shows(qapp: QApplication, tmp_path: Path, each: int) -> None:
    sheets, file = originals(5, each), tmp_path / "originals.pdf"
    assert write_pdf(file, sheets, ignore) == sheets.count()
    same_as_preview(file, sheets)


def same_as_preview(file: Path, sheets: OriginalSheets | ListSheets) -> None:
    with opened(file) as pdf:
        assert len(pdf) == sheets.count()
        for number in range(len(pdf)):
            shown = picture(sheets, number, 60)
            page = pdf[number]
            drawn = page.render(scale=60 / 72).to_pil().convert("RGB")
            assert abs(drawn.width - shown.width()) <= 1
            expected = as_pil(shown).resize(drawn.size)
            difference = ImageChops.difference(drawn, expected).convert("L")
            changed = sum(difference.histogram()[96:])
            assert changed < 0.02 * drawn.width * drawn.height


@contextmanager
def opened(file: Path) -> Iterator[pypdfium2.PdfDocument]:
    pdf = pypdfium2.PdfDocument(file)
    yield pdf
    pdf.close()


def as_pil(image: QImage) -> Image.Image:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    return Image.frombytes(
        "RGB", (rgb.width(), rgb.height()), bytes(rgb.constBits()), "raw", "RGB", rgb.bytesPerLine()
    )


def test_the_printed_list_has_every_invoice_in_its_order_and_the_sums(
    core: Core, english: None, tmp_path: Path
) -> None:
    invoices = fill(core, 2 * PER_SHEET + 5)
    sheets = listing(core, len(invoices))
    file = tmp_path / "list.pdf"
    assert write_pdf(file, sheets, ignore) == 3
    same_as_preview(file, sheets)
    with opened(file) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    numbers = [x.key.name for x in core.lookup.find(Query(), 500).invoices]
    places = ["".join(texts).index(number) for number in numbers]
    assert places == sorted(places)
    totals = core.lookup.totals(Query()).by_direction.values()
    assert all(f"{side.total:,.2f}" in texts[-1] for side in totals)
    assert all(core.company.name in text for text in texts)


@pytest.mark.parametrize("count", [0, 1, PER_SHEET - 2, PER_SHEET - 1, PER_SHEET, PER_SHEET + 1])
def test_the_sums_always_have_their_room(core: Core, english: None, count: int) -> None:
    fill(core, count)
    sheets = listing(core, count)
    last = sheets.count() - 1
    rows = len(sheets.load(last, 100))
    assert rows + len(sheets._sums()) <= PER_SHEET
    assert sum(len(sheets.load(n, 100)) for n in range(sheets.count())) == count


def test_a_cancelled_pdf_leaves_what_stood_there(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "originals.pdf"
    file.write_bytes(b"older")

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(file, originals(5, 1), stop)
    assert file.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [file]


def test_a_printer_gets_the_sheets_one_after_the_other(
    core: Core, ready: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(core, PER_SHEET + 5)
    shown = ready(lambda: core)
    qtbot.keyClick(shown.field, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    asked = dialog(qtbot, shown, PrintDialog)
    qtbot.waitUntil(asked.print.isEnabled, timeout=ENOUGH)
    assert asked.far.text() == "Sheet 1 of 2"
    assert not asked.page.image.isNull()
    qtbot.mouseClick(asked.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked.far.text() == "Sheet 2 of 2", timeout=ENOUGH)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    told: list[str] = []
    asked.told.connect(told.append)
    asked.print_on(printer)
    qtbot.waitUntil(lambda: bool(told), timeout=ENOUGH)
    assert told == ["2 sheets sent to the printer"]
    with opened(tmp_path / "printed.pdf") as pdf:
        assert len(pdf) == 2
        assert pdf[0].get_width() > pdf[0].get_height()


def test_a_page_is_zoomed_turned_and_left_for_the_next_by_keys(qtbot: QtBot) -> None:
    view, wanted = PageView(), []
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.wanted.connect(lambda page, dots: wanted.append((page, dots)))
    view.begin(3)
    view.show_page(image_of(Pages(0).picture(0, 40)))
    sheet = view.widget()
    assert sheet is not None
    wide = sheet.width()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert wanted[-1][1] > wanted[0][1]
    view.show_page(image_of(Pages(0).picture(0, 50)))
    assert sheet.width() > wide
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_R)
    assert sheet.height() > sheet.width()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 2
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert [page for page, _ in wanted][-1] == 1


def test_paper_is_white_in_the_dark(qapp: QApplication, core: Core, english: None) -> None:
    theme.start(qapp, "dark")
    fill(core, 2)
    image = picture(listing(core, 2), 0, 60)
    assert image.pixelColor(2, 2) == QColor("#FFFFFF")
