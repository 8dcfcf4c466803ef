"""Beside the form: what was just entered, and what waits for verification with its plan."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import EntryMethod
from core.domain.topic import Topic
from core.domain.waiting import Held, Hold
from core.secrets import MemoryKeys
from core.store.askers import Plan
from gui.entry.lists import RECENT, WAITING, Lists
from gui.entry.recent import Fate
from gui.entry.showing import InvoiceCard
from gui.settings.services import ServicesPage
from gui.states import Mark
from gui.tables import CELL
from gui.tabs.verification import VerificationTab
from gui.verification.waiting import WaitingView
from tests.gui.conftest import ENOUGH, Show
from tests.gui.test_accessibility import nameless
from tests.gui.verifications import enter, tab_of, there
from tests.invoices import draft
from tests.verifying import Clock, Service, opened, running, set_up


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as made:
        yield made


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def press(qtbot: QtBot, lists: Lists, at: int) -> None:
    """Choose a list as a person does."""
    qtbot.mouseClick(lists.segments.button(at), Qt.MouseButton.LeftButton)


def front(qtbot: QtBot, lists: Lists, at: int) -> None:
    """Wait until a list has come to the front."""
    page = (lists.recent, lists.waiting)[at]
    qtbot.waitUntil(lambda: lists.at == at and page.isVisible(), timeout=ENOUGH)


def numbers(lists: Lists) -> list[str]:
    model = lists.waiting.model
    rows = [model.value(n) for n in range(model.rowCount())]
    return [row.key for row in rows if row is not None]


def shows(qtbot: QtBot, lists: Lists, *ns: int) -> None:
    """Wait until exactly these wait on the screen, in this order."""
    wanted = [draft(n).complete().key.name for n in ns]
    qtbot.waitUntil(lambda: numbers(lists) == wanted, timeout=ENOUGH)


def counts(qtbot: QtBot, lists: Lists, recent: str, waiting: str) -> None:
    words = [recent, waiting]
    qtbot.waitUntil(
        lambda: [lists.segments.button(at).text() for at in (RECENT, WAITING)] == words,
        timeout=ENOUGH,
    )


def plan(lists: Lists) -> str:
    return lists.waiting.plan.words.text()


def hold(core: Core, n: int, hold: Hold) -> None:
    with core._ledger.store.writing() as work:
        (row,) = work.invoices.ids_of([draft(n).complete().key.name]).values()
        work.waiting.hold(row, Held(hold, core.now() + timedelta(hours=2)))
        work.record("queue_verification", None, Topic.VERIFICATION)


def test_both_are_counted_while_entering_and_what_is_out_of_sight_is_not_fetched(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    enter(core, 1, 2)
    shown = entering(lambda: core)
    lists = shown.entry.lists
    counts(qtbot, lists, "Just entered 2", "To verify 2")
    assert lists.recent.undo.isVisible()
    enter(core, 3)
    counts(qtbot, lists, "Just entered 3", "To verify 3")
    core.verification.cancel([draft(1).complete().key.name])
    counts(qtbot, lists, "Just entered 3", "To verify 2")
    assert (lists.at, numbers(lists)) == (RECENT, [])
    assert lists.recent.rows[0].fate is Fate.ENTERED
    assert nameless(lists) == []


def test_what_waits_is_shown_newest_first_with_its_state(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    enter(core, 1, 2, 3, 4, 5)
    core.verification.pause([draft(2).complete().key.name])
    hold(core, 3, Hold.LIMIT)
    hold(core, 5, Hold.REFUSED)
    outage = core.outages.begin("notice")
    enter(core, 6)
    core.outages.end(outage.id)
    hold(core, 4, Hold.BACK_OFF)  # whose end would have let it go on
    shown = entering(lambda: core)
    lists = shown.entry.lists
    press(qtbot, lists, WAITING)
    shows(qtbot, lists, 6, 5, 4, 3, 2, 1)
    model = lists.waiting.model
    states = [model.index(n, 0).data(CELL) for n in range(6)]
    words = ["Offline", "Needs a look", "Later", "Tomorrow", "Paused", "Ready"]
    assert [state.word for state in states] == words
    assert {state.mark for state in states} == {Mark.WAITING, Mark.LOOK}
    assert model.index(0, 1).data() == "09:30"
    assert not lists.recent.undo.isVisible()
    assert nameless(lists) == []
    tab_of(shown)  # there the same states have the same marks and words
    view = there(qtbot, shown.window, WaitingView)
    qtbot.waitUntil(lambda: view.model.rowCount() == 6, timeout=ENOUGH)
    there_too = [view.model.index(n, 0).data(CELL) for n in range(6)]
    assert there_too == states[::-1]


def test_a_row_opens_its_invoice_and_the_cursor_stays_in_the_field(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    enter(core, 1, 2)
    shown = entering(lambda: core)
    lists = shown.entry.lists
    press(qtbot, lists, WAITING)
    assert QApplication.focusWidget() is shown.entry.field
    shows(qtbot, lists, 2, 1)
    table = lists.waiting.table
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    card = there(qtbot, shown.window, InvoiceCard)
    assert card.facts[0][1] == draft(1).number


def test_news_leave_what_was_chosen_where_it_is(core: Core, entering: Show, qtbot: QtBot) -> None:
    enter(core, *range(30))
    shown = entering(lambda: core)
    lists = shown.entry.lists
    press(qtbot, lists, WAITING)
    shows(qtbot, lists, *reversed(range(30)))
    table, bar = lists.waiting.table, lists.waiting.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=ENOUGH)
    table.setFocus()
    table.selectRow(4)
    bar.setValue(bar.maximum() // 2)
    top = table.rowAt(0)
    enter(core, 40)
    shows(qtbot, lists, 40, *reversed(range(30)))
    assert [index.row() for index in table.selectionModel().selectedRows()] == [5]
    qtbot.waitUntil(lambda: table.rowAt(0) == top + 1)
    assert QApplication.focusWidget() is table


def test_an_outage_brings_what_waits_to_the_front_and_its_end_takes_it_back(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    set_up(core, service)
    shown = entering(lambda: core)
    lists = shown.entry.lists
    outage = core.outages.begin("notice")
    front(qtbot, lists, WAITING)
    assert QApplication.focusWidget() is shown.entry.field
    enter(core, 1, 2)
    shows(qtbot, lists, 2, 1)
    counts(qtbot, lists, "Just entered 2", "To verify 2")
    qtbot.waitUntil(lambda: "2 take less than a minute" in plan(lists), timeout=ENOUGH)
    assert lists.waiting.plan.title.text() == "When service is back"
    assert "Afterwards a report" in plan(lists)
    assert lists.begins.text() == "Begins by itself when service is back"
    assert lists.begins.isVisible()
    core.outages.end(outage.id)
    front(qtbot, lists, RECENT)


def test_an_outage_that_is_on_when_the_window_opens_shows_what_waits(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    core.outages.begin("notice")
    enter(core, 1)
    shown = entering(lambda: core)
    front(qtbot, shown.entry.lists, WAITING)
    shows(qtbot, shown.entry.lists, 1)


def test_the_list_that_a_person_chose_stays(core: Core, entering: Show, qtbot: QtBot) -> None:
    outage = core.outages.begin("notice")
    shown = entering(lambda: core)
    lists = shown.entry.lists
    front(qtbot, lists, WAITING)
    press(qtbot, lists, RECENT)
    enter(core, 1)
    counts(qtbot, lists, "Just entered 1", "To verify 1")
    assert lists.at == RECENT
    shown.go_to(shown.tab)
    shown.go_to(shown.entry)
    enter(core, 2)
    counts(qtbot, lists, "Just entered 2", "To verify 2")
    assert lists.at == RECENT
    press(qtbot, lists, WAITING)
    core.outages.end(outage.id)
    qtbot.waitUntil(lambda: lists.waiting.plan.title.text() == "What comes next", timeout=ENOUGH)
    assert lists.at == WAITING
    press(qtbot, lists, RECENT)
    core.outages.begin("once more")
    front(qtbot, lists, WAITING)


def test_without_a_service_it_is_said_and_one_can_be_set_up(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    enter(core, 1, 2, 3)
    shown = entering(lambda: core)
    lists = shown.entry.lists
    press(qtbot, lists, WAITING)
    qtbot.waitUntil(lambda: "3 can be checked by hand" in plan(lists), timeout=ENOUGH)
    assert "No service is set up" in plan(lists)
    assert lists.begins.text() == ""
    qtbot.mouseClick(lists.waiting.plan.set_up, Qt.MouseButton.LeftButton)
    there(qtbot, QApplication.activeModalWidget() or shown.window, ServicesPage)


def test_the_plan_follows_what_is_set_and_leads_to_the_verification(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    enter(core, 1, 2, 3)
    set_up(core, service)
    shown = entering(lambda: core)
    lists = shown.entry.lists
    press(qtbot, lists, WAITING)
    qtbot.waitUntil(lambda: "No hours are set" in plan(lists), timeout=ENOUGH)
    assert plan(lists).startswith("3 take less than a minute at best (at most 1,200 a minute).")
    assert not lists.waiting.plan.set_up.isVisible()
    core.verification.set_plan(Plan(hours=(14,)))
    qtbot.waitUntil(lambda: lists.begins.text() == "Begins today 14:00", timeout=ENOUGH)
    qtbot.mouseClick(lists.waiting.plan.open, Qt.MouseButton.LeftButton)
    tab = there(qtbot, shown.window, VerificationTab)
    assert shown.inside.tabs.currentWidget() is tab


def test_the_last_entry_is_taken_back_from_either_list(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core)
    lists = shown.entry.lists
    shown.entry.pile.sounds.player = lambda _: None
    shown.entry.pile.at_once = True
    shown.entry.take_text("01,31,,26312000000000000007,107.50,20261101,,")
    counts(qtbot, lists, "Just entered 1", "To verify 1")
    press(qtbot, lists, WAITING)
    qtbot.waitUntil(lambda: len(numbers(lists)) == 1, timeout=ENOUGH)
    lists.waiting.table.setFocus()
    QTest.keyClick(shown.window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    counts(qtbot, lists, "Just entered", "To verify")
    qtbot.waitUntil(shown.entry.toast.isVisible, timeout=ENOUGH)
    assert numbers(lists) == []


def test_where_nothing_waits_it_is_said(core: Core, entering: Show, qtbot: QtBot) -> None:
    shown = entering(lambda: core)
    lists = shown.entry.lists
    press(qtbot, lists, WAITING)

    def said() -> bool:
        labels = [each for each in lists.waiting.findChildren(QLabel) if each.isVisible()]
        return [each.text() for each in labels if each.text()] == ["Nothing waits for verification"]

    qtbot.waitUntil(said, timeout=ENOUGH)
    enter(core, 1)
    shows(qtbot, lists, 1)
    qtbot.waitUntil(lists.waiting.plan.isVisible, timeout=ENOUGH)


@pytest.mark.parametrize("size", [(1366, 768), (1366, 688), (1229, 657), (683, 384)])
@pytest.mark.parametrize("spoken", ["zh_CN", "en"])
def test_nothing_of_the_list_of_an_outage_is_cut(
    core: Core, service: Service, entering: Show, qtbot: QtBot, spoken: str, size: tuple[int, int]
) -> None:
    for n, held in enumerate((Hold.LIMIT, Hold.BACK_OFF, Hold.REFUSED, Hold.SAME_DAY)):
        core.entry.add(draft(n), EntryMethod.SCAN)
        hold(core, n, held)
    enter(core, 10, 11, 12)
    core.outages.begin("notice")
    shown = entering(lambda: core, spoken=spoken, size=size)
    if shown.entry.list_button.isVisible():
        qtbot.mouseClick(shown.entry.list_button, Qt.MouseButton.LeftButton)
    lists = shown.entry.lists
    front(qtbot, lists, WAITING)
    qtbot.waitUntil(lambda: len(numbers(lists)) == 7, timeout=ENOUGH)
    assert (shown.window.width(), shown.window.height()) == size

    def nothing_is_cut() -> None:
        for widget in lists.findChildren(QWidget):
            if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible():
                needed = widget.minimumSizeHint() if widget.text() else widget.size()
                assert widget.width() >= needed.width(), widget.text()
                wraps = isinstance(widget, QLabel) and widget.wordWrap()
                high = widget.heightForWidth(widget.width()) if wraps else 0
                assert widget.height() >= high, widget.text()
        assert lists.waiting.table.viewport().height() >= 32

    qtbot.waitUntil(nothing_is_cut, timeout=ENOUGH)
