"""Searching with conditions: words that become chips, the menu, saved filters, all by keyboard."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.answer import State
from core.domain.invoice import Direction
from core.domain.periods import understood
from core.domain.query import Query
from gui.lookup.conditions import chips_of, period_in_words, settled
from tests.gui.conftest import ENOUGH, Show
from tests.gui.lookups import fill, pick, said

TODAY = date(2026, 11, 24)


def test_a_period_word_becomes_a_chip_once_it_is_finished(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12, lambda n, x: replace(x, issued_on=date(2026, 1 + n % 2, 5)))
    shown = ready(lambda: core)
    qtbot.keyClicks(shown.field, "2026-02")
    assert shown.tab.chips.pills == []
    qtbot.keyClicks(shown.field, " 2026")
    assert [pill.text() for pill in shown.tab.chips.pills] == ["2026-02"]
    assert shown.field.text() == "2026"
    shown.field.clear()
    said(qtbot, shown, "6 invoices")


def test_an_amount_with_a_sign_becomes_a_chip_and_its_cross_takes_it_away(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12, lambda n, x: replace(x, total=x.total and x.total + 100 * n))
    shown = ready(lambda: core)
    qtbot.keyClicks(shown.field, ">700 ")
    (pill,) = shown.tab.chips.pills
    assert pill.text() == "Amount > 700"
    qtbot.waitUntil(lambda: 0 < shown.results.total < 12, timeout=ENOUGH)
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    said(qtbot, shown, "12 invoices")
    assert shown.tab.chips.pills == []


def test_conditions_of_the_menu_hold_together_and_go_by_the_keyboard(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    menu = shown.tab.filters.menu(shown.results.asked)
    pick(menu, "Direction", "Sale")
    said(qtbot, shown, "4 invoices")
    (pill,) = shown.tab.chips.pills
    pill.setFocus()
    qtbot.keyClick(pill, Qt.Key.Key_Delete)
    said(qtbot, shown, "12 invoices")
    assert shown.tab.chips.add.hasFocus()


def test_the_tags_of_the_ledger_are_offered(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 12, lambda n, x: replace(x, tags=("差旅",) if n % 4 == 0 else ()))
    shown = ready(lambda: core)
    qtbot.waitUntil(lambda: shown.tab.filters._known.tags == ("差旅",), timeout=ENOUGH)
    pick(shown.tab.filters.menu(Query()), "Tag", "差旅")
    said(qtbot, shown, "3 invoices")
    assert [pill.text() for pill in shown.tab.chips.pills] == ["Tag 差旅"]


def test_a_saved_filter_comes_back_by_its_key_with_its_number(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    shown.tab._ask(Query(direction=Direction.OUT))
    said(qtbot, shown, "4 invoices")
    pick(shown.tab.saved.menu(shown.results.query), "Save this query…")
    (asking,) = shown.tab.findChildren(QInputDialog)
    asking.setTextValue("Sales")
    asking.accept()
    qtbot.waitUntil(lambda: shown.tab.saved.counts == {"Sales": 4}, timeout=ENOUGH)
    shown.tab._clear()
    said(qtbot, shown, "12 invoices")
    shown.window.activateWindow()  # without a screen the dialog does not give the focus back
    qtbot.waitUntil(shown.window.isActiveWindow, timeout=ENOUGH)
    qtbot.keyClick(shown.field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    said(qtbot, shown, "4 invoices")
    texts = [action.text() for action in shown.tab.saved.menu(Query()).actions()]
    assert "Sales  (4)\tAlt+1" in texts
    pick(shown.tab.saved.menu(Query()), "Remove", "Sales")
    qtbot.waitUntil(lambda: shown.tab.saved.saved == (), timeout=ENOUGH)


def test_down_leads_into_the_table_and_esc_back(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    table = shown.results.table
    qtbot.keyClick(shown.field, Qt.Key.Key_Down)
    assert table.hasFocus()
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert shown.field.hasFocus()


def test_enter_opens_the_panel_and_esc_closes_it(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    table, panel = shown.results.table, shown.tab.panel
    qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.isVisible, timeout=ENOUGH)
    assert panel.correct.hasFocus()
    qtbot.keyClick(panel.correct, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert table.hasFocus()


def test_nothing_met_by_conditions_says_so(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 3)
    shown = ready(lambda: core)
    shown.tab._ask(Query(tags=("nowhere",)))
    qtbot.waitUntil(shown.results.no_hit.isVisible, timeout=ENOUGH)
    assert shown.results.no_hit.sentence.text() == "Nothing meets these conditions"
    qtbot.mouseClick(shown.results.clear_search, Qt.MouseButton.LeftButton)
    said(qtbot, shown, "3 invoices")


def test_another_screen_can_ask_for_a_list(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    shown.go_to(shown.entry)
    shown.inside.desk.look_up_wanted.emit(Query(direction=Direction.OUT))
    assert shown.inside.tabs.currentWidget() is shown.tab
    said(qtbot, shown, "4 invoices")


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), "2026-10"),
        (date(2026, 2, 1), date(2026, 2, 28), "2026-02"),
        (date(2026, 7, 1), date(2026, 9, 30), "Q3 2026"),
        (date(2025, 1, 1), date(2025, 12, 31), "Year 2025"),
        (date(2026, 10, 3), date(2026, 10, 3), "2026-10-03"),
        (date(2026, 10, 3), date(2026, 10, 9), "2026-10-03 to 2026-10-09"),
        (date(2026, 10, 3), None, "from 2026-10-03"),
        (None, date(2026, 10, 3), "to 2026-10-03"),
    ],
)
def test_a_period_is_said_as_shortly_as_it_can_be(
    qapp: QApplication, since: date | None, until: date | None, words: str
) -> None:
    assert period_in_words(since, until) == words


@given(st.text(alphabet="上月本 2026-10>1.5青禾Q3", max_size=30))
def test_no_word_is_lost_between_field_and_chips(text: str) -> None:
    taken, rest = settled(text, understood(text, TODAY))
    assert sorted([*taken, *rest.split()]) == sorted(text.split())
    chips = chips_of(Query(text=" ".join(taken)), understood(" ".join(taken), TODAY))
    assert len(chips) == len(taken)


def test_each_chip_takes_its_own_condition_away(qapp: QApplication) -> None:
    asked = Query(
        text="上月 >300",
        direction=Direction.IN,
        tags=("a", "b"),
        category="",
        offline=True,
        late=False,
        odd=True,
        binned=True,
    )
    chips = chips_of(asked, understood(asked.text, TODAY))
    assert len(chips) == 10
    assert len({chip.without for chip in chips}) == 10
    assert all(chip.without != asked for chip in chips)


@pytest.mark.parametrize(
    ("state", "said"),
    [(State.MATCH, "It agrees"), (State.NOT_FOUND, "There is no such invoice")],
)
def test_what_a_verification_said_stands_in_words_in_its_chip(state: State, said: str) -> None:
    asked = Query(verifications=(state.value,))
    (chip,) = chips_of(asked, understood("", date(2026, 11, 3)))
    assert (chip.words, chip.without) == (said, Query())
