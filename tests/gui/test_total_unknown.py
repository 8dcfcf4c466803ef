"""A VAT invoice's code holds the net amount: it is never shown as the total (价税合计)."""

from io import BytesIO
from pathlib import Path

import qrcode
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Draft, EntryMethod
from core.domain.qr import draft_of
from gui.importing.result import Part
from tests.data.invoice_files import as_xml
from tests.gui.conftest import ENOUGH, Show
from tests.gui.incoming import folder_of, imported
from tests.gui.test_entry_pile import send
from tests.invoices import draft

PAPER = "01,10,011001900111,12345678,510.68,20200723,12345678901234567415,0941,"


def picture(payload: str) -> bytes:
    made = BytesIO()
    qrcode.make(payload, box_size=4).save(made)
    return made.getvalue()


def test_an_import_shows_no_total_where_the_file_holds_none(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = entering(lambda: core)
    drop = folder_of(tmp_path / "drop", photo=picture(PAPER), whole=as_xml(draft(2)))
    tab = imported(shown, qtbot, drop)
    result = tab.result.result
    assert result is not None
    (photo,) = result.rows(Part.LOOK)
    assert photo.amount is None
    assert result.count(Part.ADDED) == 2
    assert result.amount == draft(2).total


def test_a_gun_lists_no_total_where_the_code_holds_none(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    found = draft_of(PAPER)
    assert isinstance(found, Draft)
    core.entry.add(found, EntryMethod.SCAN)
    shown = entering(lambda: core)
    entry = shown.entry
    qtbot.waitUntil(lambda: entry.pile.recent.model.rowCount() == 1, timeout=ENOUGH)
    assert entry.pile.recent.rows[0].amount is None
    assert entry.pile.recent.total.text() == "0.00"
    send(shown, PAPER + "\r")
    qtbot.waitUntil(lambda: entry.pile.recent.model.rowCount() == 2, timeout=ENOUGH)
    assert entry.pile.recent.rows[0].amount is None
    assert "Net ¥ 510.68" in entry.pile.strip.accessibleName()


def test_a_file_that_arrives_twice_waits_for_one_look(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = entering(lambda: core)
    drop = folder_of(tmp_path / "drop", photo=picture(PAPER), copy=picture(PAPER))
    tab = imported(shown, qtbot, drop)
    assert core.reviews.count() == 1
    assert tab.result.tiles.tile(Part.LOOK).figure == "1"
