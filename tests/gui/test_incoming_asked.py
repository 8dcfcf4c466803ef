"""What an import asks: whose, which workbook, a password, what only a person can read."""

import tempfile
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import EntryMethod, Party
from core.domain.query import Query
from core.errors import NothingToReconcile
from gui.importing.asking import KindAsked, PasswordAsked, RowsAsked, WrongCompany
from gui.tabs.review import ReviewTab
from tests.data.bureau_maker import export
from tests.data.invoice_files import as_xml
from tests.data.locked_files import locked_zip
from tests.gui.conftest import Shown
from tests.gui.incoming import (
    ENOUGH,
    OTHER,
    blank_page,
    click,
    drop,
    folder_of,
    imported,
    tab_of,
    urls,
    words,
)
from tests.invoices import IDS, draft
from tests.reconciling import NAME, january, with_fields


def test_files_of_another_company_are_said_before_anything_is_written(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(screen)
    folder = folder_of(tmp_path / "drop", a=as_xml(draft(2, buyer=OTHER)))
    assert drop(screen.window, urls(folder))
    qtbot.waitUntil(lambda: tab.findChild(WrongCompany) is not None, timeout=ENOUGH)
    asked = tab.findChild(WrongCompany)
    assert isinstance(asked, WrongCompany)
    assert (core.lookup.find(Query()).total, core.reviews.count()) == (0, 0)
    asked.reject()
    qtbot.waitUntil(lambda: not tab.runs.busy, timeout=ENOUGH)
    assert (core.lookup.find(Query()).total, core.reviews.count()) == (0, 0)
    assert "nothing was written" in tab.toast._text.text()


def test_they_are_imported_all_the_same_where_that_is_wanted(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(screen)
    folder = folder_of(tmp_path / "drop", a=as_xml(draft(2, buyer=OTHER)))
    assert drop(screen.window, urls(folder))
    qtbot.waitUntil(lambda: tab.findChild(WrongCompany) is not None, timeout=ENOUGH)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        tab.findChild(WrongCompany).accept()  # type: ignore[union-attr]
    assert core.reviews.count() == 1


def test_a_workbook_shows_its_rows_and_one_that_is_unknown_is_asked_about(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    book = tmp_path / "notes.csv"
    book.write_text("甲,乙\n1,2\n", "utf-8")
    tab = imported(screen, qtbot, book)
    tab.do(tab.result.result.rows()[0])  # type: ignore[union-attr]
    asked = tab.findChild(KindAsked)
    assert isinstance(asked, KindAsked)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        asked.accept()
    assert len(tab.result.result.rows()) == 1  # type: ignore[union-attr]
    ledger = tmp_path / "ledger.xlsx"
    core.entry.add(draft(5), EntryMethod.MANUAL)
    core.exports.run(ledger, Query())
    tab = imported(screen, qtbot, ledger)
    tab.do(tab.result.result.rows()[0])  # type: ignore[union-attr]
    assert tab.findChild(RowsAsked) is not None


def test_what_is_entered_by_hand_has_its_page_beside_and_keeps_the_file(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = blank_page()
    archive = tmp_path / "post.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("in/page.pdf", page)
    tab = imported(screen, qtbot, archive)
    (row,) = tab.result.result.rows()  # type: ignore[union-attr]
    assert row.step.value == "enter"
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    monkeypatch.setenv("TMPDIR", str(passing))
    tab.do(row)
    entry = screen.entry
    qtbot.waitUntil(entry.beside.isVisible, timeout=ENOUGH)
    qtbot.waitUntil(lambda: not entry.beside.paper.view._image.isNull(), timeout=ENOUGH)
    assert screen.inside.tabs.currentWidget() is entry
    assert entry.beside.name.text() == "page.pdf"
    assert list(passing.iterdir()) == []  # nothing of it is written anywhere
    entry.pile.form.fill(draft(2))
    entry.pile.save()
    qtbot.waitUntil(lambda: core.lookup.find(Query()).total == 1, timeout=ENOUGH)
    assert not entry.beside.isVisible()
    (kept,) = core.originals.of(draft(2).number or "")
    assert (kept.file_name, core.originals.data(kept.id)) == ("page.pdf", page)


def test_a_page_that_is_put_away_is_not_kept_with_what_is_typed(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(blank_page())
    tab = imported(screen, qtbot, file)
    tab.do(tab.result.result.rows()[0])  # type: ignore[union-attr]
    entry = screen.entry
    qtbot.waitUntil(entry.beside.isVisible, timeout=ENOUGH)
    entry.pile.form.fill(draft(2))
    click(qtbot, entry.beside.close_button)
    assert not entry.beside.isVisible()
    entry.pile.save()
    qtbot.waitUntil(lambda: core.lookup.find(Query()).total == 1, timeout=ENOUGH)
    assert core.originals.of(draft(2).number or "") == ()


def test_a_file_that_is_gone_says_so_beside_the_form(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(blank_page())
    tab = imported(screen, qtbot, file)
    file.unlink()
    tab.do(tab.result.result.rows()[0])  # type: ignore[union-attr]
    qtbot.waitUntil(screen.entry.beside.paper.none.isVisible, timeout=ENOUGH)


def test_a_locked_file_is_opened_with_its_password_and_a_wrong_one_is_said(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "locked.zip"
    file.write_bytes(locked_zip({"a.xml": as_xml(draft(2)), "b.xml": as_xml(draft(3))}, b"open"))
    tab = imported(screen, qtbot, file)
    for password, added in (("wrong", 0), ("open", 2)):
        first = tab.result.result.rows()[0]  # type: ignore[union-attr]
        assert first.step.value == "unlock"
        tab.do(first)
        asked = tab.findChildren(PasswordAsked)[-1]
        asked.password.setText(password)
        with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
            asked.accept()
        assert core.lookup.find(Query()).total == added
    assert {row[0] for row in words(tab)} == {"Added"}


def test_a_pasted_picture_without_a_code_has_its_page_beside_the_form_and_is_kept(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    tab, entry = tab_of(screen), screen.entry
    screen.go_to(tab)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0xFFEEDDCC)
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        qtbot.keyClick(tab, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (row,) = tab.result.result.rows()  # type: ignore[union-attr]
    assert row.step.value == "enter"
    tab.do(row)
    qtbot.waitUntil(entry.beside.isVisible, timeout=ENOUGH)
    qtbot.waitUntil(lambda: not entry.beside.paper.view._image.isNull(), timeout=ENOUGH)
    assert entry.beside.name.text() == "Pasted picture.png"
    assert list(passing.iterdir()) == []
    entry.pile.form.fill(draft(2))
    entry.pile.save()
    qtbot.waitUntil(lambda: core.lookup.find(Query()).total == 1, timeout=ENOUGH)
    (kept,) = core.originals.of(draft(2).number or "")
    assert kept.file_name == "Pasted picture.png"


def test_a_list_of_another_company_dropped_on_the_discrepancies_is_asked_about_first(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    review, tab = screen.inside.tabs.made(ReviewTab), tab_of(screen)
    screen.go_to(review)
    book = tmp_path / NAME
    parties = {"seller": Party("某供应商", IDS[2]), "buyer": OTHER}
    book.write_bytes(export([with_fields(record, **parties) for record in january(9)]))
    assert drop(review, urls(book))
    qtbot.waitUntil(lambda: tab.findChild(WrongCompany) is not None, timeout=ENOUGH)
    asked = tab.findChild(WrongCompany)
    assert isinstance(asked, WrongCompany)
    asked.reject()
    qtbot.waitUntil(lambda: not tab.runs.busy, timeout=ENOUGH)
    with pytest.raises(NothingToReconcile):
        core.reconciliation.run()
