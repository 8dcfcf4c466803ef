"""What an original says otherwise is framed on its page, and said in words beside it."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Draft, EntryMethod
from core.domain.query import Query
from gui import marks
from gui.lookup.kept_original import KeptOriginal, Viewer
from gui.states import Mark
from gui.theme import LIGHT
from tests.data.invoice_files import as_page, as_picture, as_xml
from tests.gui.conftest import Shown
from tests.gui.incoming import ENOUGH, click, folder_of, opened
from tests.invoices import draft


def other() -> Draft:
    net = Decimal("860.00")
    return draft(1, net=net, total=net + (draft(1).tax or 0))


def amber(image: QImage) -> int:
    """Count the points of the frames' colour."""
    wanted = QColor(Mark.LOOK.colour(LIGHT)).rgb()
    points = (image.pixel(x, y) for y in range(image.height()) for x in range(image.width()))
    return sum(point == wanted for point in points)


def test_what_differs_is_framed_on_the_page_and_said(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", page=as_page(other())))
    paper = tab.settling.paper
    sheet = paper.view._sheet
    qtbot.waitUntil(lambda: len(sheet.frames) == 2, timeout=ENOUGH)
    assert amber(sheet.grab().toImage()) > 50
    assert "860.00 on the original, 101.00 in the ledger" in paper.view.accessibleDescription()
    assert paper.marked.isVisible()
    assert paper.marked.text.text() == "Framed on the page: Net, Total."
    frame = sheet.frames[0]
    on = QRectF(sheet.rect())
    at = marks.placed(frame.area, on).center()
    assert marks.text_at(sheet.frames, on, at) == frame.text
    assert marks.text_at(sheet.frames, on, QPointF(1, 1)) == ""
    before = frame.area
    click(qtbot, paper._buttons[4])
    turned = sheet.frames[0].area
    assert abs(turned.center().x() - (1 - before.center().y())) < 1e-6
    assert abs(turned.center().y() - before.center().x()) < 1e-6
    click(qtbot, paper._buttons[3])
    assert sheet.frames[0].area == turned


def test_of_a_picture_it_is_said_that_the_place_is_not_known(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    picture = as_picture(draft(1), total="99999.00")
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", photo=picture))
    paper = tab.settling.paper
    qtbot.waitUntil(paper.marked.isVisible, timeout=ENOUGH)
    assert paper.marked.text.text() == ("Where the page says Total is not known: compare by eye.")
    assert not paper.view._sheet.frames


def test_the_next_one_begins_without_the_frames_of_the_last(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    odd = as_xml(draft(4)).replace(b"<Amount>", b"<Amount>9")
    files = {"page": as_page(other()), "x": odd}
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", **files))
    paper = tab.settling.paper
    qtbot.waitUntil(paper.marked.isVisible, timeout=ENOUGH)
    click(qtbot, tab.settling.ours)
    qtbot.waitUntil(lambda: not paper.marked.isVisible(), timeout=ENOUGH)
    assert paper.view.accessibleDescription() == ""


def test_an_original_that_is_looked_up_is_compared_and_framed_in_the_panel_and_when_it_is_opened(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    core.entry.attach(draft(1).number or "", "page.pdf", as_page(other()), "PDF")
    screen.inside.desk.look_up_wanted.emit(Query(text=draft(1).number or ""))
    qtbot.waitUntil(lambda: screen.results.total == 1, timeout=ENOUGH)
    screen.results.table.selectRow(0)
    kept = screen.tab.findChild(KeptOriginal)
    assert isinstance(kept, KeptOriginal)
    qtbot.waitUntil(lambda: len(kept.page._frames) == 2, timeout=ENOUGH)
    assert "860.00 on the original" in kept.page.accessibleDescription()
    kept.open()
    viewer = kept.findChild(Viewer)
    assert isinstance(viewer, Viewer)
    assert viewer.marked.text.text() == "Framed on the page: Net, Total."
    qtbot.waitUntil(lambda: len(viewer.view._sheet.frames) == 2, timeout=ENOUGH)
