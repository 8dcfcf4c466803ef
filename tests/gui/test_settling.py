"""What needs a look is opened beside its original and settled."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Draft, EntryMethod
from core.domain.query import Query
from tests.data.invoice_files import as_scan, as_xml
from tests.gui.conftest import Show, Shown
from tests.gui.incoming import (
    ENOUGH,
    OTHER,
    click,
    contradicting,
    drop,
    folder_of,
    give_reason,
    opened,
    urls,
    without_day,
    words,
)
from tests.gui.test_accessibility import nameless, without_words
from tests.invoices import draft
from words import language


def test_what_needs_a_look_waits_until_it_is_settled_and_comes_back_by_undo(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    at = screen.inside.tabs.indexOf(tab)
    qtbot.waitUntil(lambda: screen.inside.tabs.rail.badge(at) == 1, timeout=ENOUGH)
    settling = tab.settling
    assert settling.fields.taken() == ["net", "total"]
    assert settling.go.text() == "Take 2 fields from the file"
    click(qtbot, settling.go)
    give_reason(tab, qtbot)
    qtbot.waitUntil(lambda: core.reviews.count() == 0, timeout=ENOUGH)
    assert core.lookup.by_name(draft(1).number or "").net == Decimal("860.00")
    qtbot.waitUntil(lambda: screen.inside.tabs.rail.badge(at) == 0, timeout=ENOUGH)
    assert words(tab)[0][0] == "Settled"
    tab.toast.undo.emit()
    qtbot.waitUntil(lambda: core.reviews.count() == 1, timeout=ENOUGH)
    assert core.lookup.by_name(draft(1).number or "").net == draft(1).net
    qtbot.waitUntil(lambda: screen.inside.tabs.rail.badge(at) == 1, timeout=ENOUGH)


def test_only_the_chosen_fields_are_taken(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    settling = tab.settling
    for row in settling.fields.rows:
        if row.path == "total":
            click(qtbot, row.take)
    assert settling.go.text() == "Take 1 field from the file"
    for row in settling.fields.rows:
        if row.path == "net":
            click(qtbot, row.take)
    assert not settling.go.isEnabled()


def test_ours_is_kept_and_the_file_attached(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    click(qtbot, tab.settling.ours)
    qtbot.waitUntil(lambda: core.reviews.count() == 0, timeout=ENOUGH)
    assert core.lookup.by_name(draft(1).number or "").net == draft(1).net
    assert len(core.originals.of(draft(1).number or "")) == 1


def test_what_is_missing_is_typed_and_entered_with_enter(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=without_day(3)))
    settling = tab.settling
    assert not settling.go.isEnabled()
    day = next(row for row in settling.fields.rows if row.path == "issued_on")
    assert day.message.text
    assert screen.window.focusWidget() is day.editor
    qtbot.keyClicks(day.editor, str(draft(3).issued_on))
    qtbot.waitUntil(settling.go.isEnabled, timeout=ENOUGH)
    qtbot.waitUntil(screen.window.isActiveWindow, timeout=ENOUGH)  # a shortcut needs it
    qtbot.keyClick(day.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: core.reviews.count() == 0, timeout=ENOUGH)
    assert core.lookup.by_name(draft(3).number or "").issued_on == draft(3).issued_on


def test_a_text_that_is_no_amount_is_said_and_stops_nothing_else(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=without_day(3)))
    net = next(row for row in tab.settling.fields.rows if row.path == "net")
    net.editor.setText("abc")
    assert not tab.settling.go.isEnabled()
    assert "abc" in tab.settling._said.text


def test_another_companys_invoice_is_discarded_with_a_reason_and_the_next_one_opens(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    ours = {f"ours{n}": as_xml(draft(n)) for n in range(10, 13)}
    files = {"a": as_xml(draft(2, buyer=OTHER)), "b": without_day(3)}
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", **files, **ours))
    qtbot.waitUntil(lambda: len(tab.queue.waiting) == 2, timeout=ENOUGH)
    first = tab.settling.opened.review.id  # type: ignore[union-attr]
    click(qtbot, tab.settling.discard)
    give_reason(tab, qtbot, "不是本公司的")
    qtbot.waitUntil(lambda: core.reviews.count() == 1, timeout=ENOUGH)
    qtbot.waitUntil(
        lambda: tab.settling.opened.review.id != first,  # type: ignore[union-attr]
        timeout=ENOUGH,
    )
    (settled,) = core.reviews.list(settled=True)
    assert settled.settled is not None
    assert (settled.settled.how, settled.settled.reason) == ("discard", "不是本公司的")


def test_a_candidate_is_chosen_and_gets_the_file(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    first = core.entry.add(draft(2, lines=()), EntryMethod.MANUAL)
    wrong = str(int(draft(2).number or "0") + 10**3)  # one digit typed wrongly
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", near=as_xml(draft(2, number=wrong))))
    settling = tab.settling
    assert settling.candidates.isVisible()
    assert not settling.same.isEnabled()
    settling.candidates.selectRow(0)
    qtbot.waitUntil(settling.same.isEnabled, timeout=ENOUGH)
    click(qtbot, settling.same)
    qtbot.waitUntil(lambda: core.reviews.count() == 0, timeout=ENOUGH)
    assert len(core.originals.of(first.key.name)) == 1
    assert core.lookup.find(Query()).total == 1


def test_a_scan_stands_beside_its_fields_as_a_page(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", scan=as_scan(draft(4))))
    paper = tab.settling.paper
    qtbot.waitUntil(lambda: not paper.view._image.isNull(), timeout=ENOUGH)
    assert paper.view.isVisible()
    copy = tmp_path / "copy.pdf"
    tab.settling.save_copy(str(copy))
    qtbot.waitUntil(copy.exists, timeout=ENOUGH)
    assert copy.read_bytes() == as_scan(draft(4))


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_everything_has_a_name_and_fits_into_a_small_window(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path, spoken: str
) -> None:
    shown = entering(lambda: core, spoken=spoken, size=(683, 384))
    tab = opened(shown, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    for part in (tab.settling, tab.result, tab.queue):
        assert nameless(part) == []
        assert without_words(part) == []
    least = shown.window.minimumSizeHint()
    assert (least.width() <= 683, least.height() <= 384) == (True, True), least
    shown.window.resize(1229, 657)
    qtbot.waitUntil(tab.settling.paper.isVisible, timeout=ENOUGH)
    least = shown.window.minimumSizeHint()
    assert (least.width() <= 1229, least.height() <= 657) == (True, True), least


def test_a_draft_keeps_what_nobody_typed_over() -> None:
    from gui.needs_look.fields import with_value

    before: Draft = draft(2)
    after = with_value(before, "buyer.name", "某公司")
    assert after == replace(before, buyer=replace(before.buyer, name="某公司"))


def test_whoever_settles_is_not_led_away_by_an_import_that_ends(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = opened(screen, qtbot, folder_of(tmp_path / "drop", odd=contradicting(core)))
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        assert drop(screen.window, urls(folder_of(tmp_path / "more", a=as_xml(draft(3)))))
    assert tab.settling.isVisible()
    tops = [x for x in QApplication.topLevelWidgets() if x.isVisible() and x is not screen.window]
    assert tops == []
    assert "more: 1 new invoice" in tab.toast._text.text()
    qtbot.keyClick(tab.settling, Qt.Key.Key_Escape)
    qtbot.waitUntil(tab.result.isVisible, timeout=ENOUGH)
    assert [row[1] for row in words(tab)] == ["a.xml"]
