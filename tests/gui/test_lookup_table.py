"""The table of the lookup: columns, order, sums, and a choice that is kept over news."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core import settings
from core.app import Core
from core.domain.invoice import EntryMethod, Status
from core.domain.query import Column, Order
from gui.delegates import number_width
from gui.lookup.columns import STANDARD, Layout, columns, read
from gui.tables import PAGE
from gui.theme import font
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.lookups import choose, fill, names, pick, said
from tests.invoices import draft
from words import language


def titles(shown: Shown) -> list[str]:
    header = shown.results.table.horizontalHeader()
    order = [header.logicalIndex(at) for at in range(header.count())]
    return [shown.results.model.columns[at].key for at in order]


def kept(core: Core) -> Layout:
    return read(settings.load(core.folder).columns)


def test_the_model_keeps_the_rules_while_columns_come_and_go(
    core: Core, ready: Show, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    fill(core, 250)
    shown = ready(lambda: core)
    qtmodeltester.check(shown.results.model)
    shown.results.arrange(Layout(shown=("total", "number")))
    qtmodeltester.check(shown.results.model)
    shown.results.arrange(Layout())
    qtmodeltester.check(shown.results.model)


def test_a_column_is_added_and_left_out_and_remembered(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 3)
    shown = ready(lambda: core)
    assert titles(shown) == list(STANDARD)
    pick(shown.tab.choosing.menu(shown.results.table.layout_now()), "Buyer")
    assert titles(shown) == [*STANDARD[:4], "buyer", *STANDARD[4:]]
    pick(shown.tab.choosing.menu(shown.results.table.layout_now()), "Tags")
    assert "tags" not in titles(shown)
    qtbot.waitUntil(lambda: "tags" not in kept(core).shown, timeout=ENOUGH)
    again = ready(lambda: core)
    qtbot.waitUntil(lambda: "buyer" in titles(again), timeout=ENOUGH)


def test_a_moved_column_stays_where_it_was_put(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 3)
    shown = ready(lambda: core)
    shown.results.table.horizontalHeader().moveSection(3, 0)
    assert titles(shown)[0] == "seller"
    qtbot.waitUntil(lambda: kept(core).shown[0] == "seller", timeout=ENOUGH)
    shown.results.arrange(shown.results.table.layout_now())
    assert titles(shown)[0] == "seller"


def test_a_number_is_never_made_too_narrow(core: Core, ready: Show) -> None:
    fill(core, 3)
    shown = ready(lambda: core)
    header = shown.results.table.horizontalHeader()
    header.resizeSection(2, 90)
    assert header.sectionSize(2) >= number_width(QFontMetrics(font()), "8" * 20) + 16


def test_a_column_grows_with_its_longest_amount(core: Core, ready: Show) -> None:
    fill(core, 3, lambda n, x: replace(x, total=Decimal("12345678901.23")))
    shown = ready(lambda: core)
    header = shown.results.table.horizontalHeader()
    metrics = shown.results.table.fontMetrics()
    assert header.sectionSize(5) > metrics.horizontalAdvance("12,345,678,901.23")


def test_a_title_sorts_and_the_same_again_turns_round(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12, lambda n, x: replace(x, total=Decimal(100 + (n * 7) % 12)))
    shown = ready(lambda: core)
    totals = [Decimal(100 + n) for n in range(12)]

    def shown_totals() -> list[Decimal | None]:
        found = [shown.results.model.known(n) for n in range(12)]
        return [x.total for x in found if x is not None]

    shown.results.table.sort_wanted.emit("total")
    qtbot.waitUntil(lambda: shown_totals() == totals[::-1], timeout=ENOUGH)
    shown.results.table.sort_wanted.emit("total")
    qtbot.waitUntil(lambda: shown_totals() == totals, timeout=ENOUGH)
    across = Qt.Orientation.Horizontal
    assert shown.results.model.headerData(5, across).endswith("↑")
    qtbot.waitUntil(lambda: kept(core).order == Order(Column.TOTAL, False), timeout=ENOUGH)


def test_denser_rows_are_lower(core: Core, ready: Show) -> None:
    fill(core, 3)
    shown = ready(lambda: core)
    high = shown.results.table.rowHeight(0)
    pick(shown.tab.choosing.menu(shown.results.table.layout_now()), "Denser rows")
    assert shown.results.table.rowHeight(0) < high


def test_the_sums_follow_the_filter_and_keep_in_and_out_apart(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    invoices = fill(core, 12, lambda n, x: replace(x, status=Status.VOIDED if n == 3 else x.status))
    shown = ready(lambda: core)
    count = shown.results.count
    qtbot.waitUntil(lambda: "Purchase: 8" in count.by_direction(), timeout=ENOUGH)
    assert "Sale: 4" in count.by_direction()
    assert count.besides() == "1 voided"
    sold = sum((x.total or Decimal() for n, x in enumerate(invoices) if n % 3 == 2), Decimal())
    assert f"total {sold:,.2f}" in count.by_direction()
    shown.field.setText(invoices[2].number)
    said(qtbot, shown, "1 invoice")
    qtbot.waitUntil(lambda: "Purchase" not in count.by_direction(), timeout=ENOUGH)


def test_the_chosen_invoice_stays_chosen_when_others_come_before_it(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    choose(qtbot, shown, 4)
    before = shown.results.current()
    assert before is not None
    core.entry.add(draft(400, issued_on=date(2026, 6, 1)), EntryMethod.SCAN)
    said(qtbot, shown, "13 invoices")
    after = shown.results.current()
    assert after is not None
    assert after.key == before.key
    assert shown.results.table.currentIndex().row() == 5


def test_many_chosen_stay_the_same_invoices(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    choose(qtbot, shown, 2)
    choose(qtbot, shown, 4, shift=True)
    qtbot.waitUntil(lambda: len(shown.results.names_chosen()) == 3, timeout=ENOUGH)
    before = shown.results.names_chosen()
    core.entry.add(draft(400, issued_on=date(2026, 6, 1)), EntryMethod.SCAN)
    said(qtbot, shown, "13 invoices")
    qtbot.waitUntil(lambda: shown.results.names_chosen() == before, timeout=ENOUGH)
    assert list(shown.results.table.rows()) == [(3, 5)]


def test_all_of_many_pages_are_chosen_by_one_key(core: Core, ready: Show, qtbot: QtBot) -> None:
    invoices = fill(core, 3 * PAGE)
    shown = ready(lambda: core)
    shown.results.table.setFocus()
    shown.results.table.selectAll()
    qtbot.waitUntil(lambda: len(shown.results.names_chosen()) == 3 * PAGE, timeout=ENOUGH)
    assert {*shown.results.names_chosen()} == {x.key.name for x in invoices}


def test_end_and_home_lead_to_the_ends(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 3 * PAGE)
    shown = ready(lambda: core)
    table = shown.results.table
    qtbot.keyClick(shown.field, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 3 * PAGE - 1
    qtbot.waitUntil(lambda: shown.results.current() is not None, timeout=ENOUGH)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_several_copied_rows_are_lines_with_whole_numbers(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 6)
    shown = ready(lambda: core)
    choose(qtbot, shown, 1)
    choose(qtbot, shown, 3, shift=True)
    qtbot.keyClick(shown.results.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[2] for line in lines] == names(shown)[1:4]


@pytest.mark.parametrize("text", [None, "", "nonsense", "[]", '{"shown": ["unknown"]}', "null"])
def test_a_layout_that_cannot_be_read_is_the_standard_one(text: str | None, english: None) -> None:
    assert read(text) == Layout()


def test_a_layout_survives_being_written(english: None) -> None:
    layout = Layout(("total", "number"), {"number": 240}, True, Order(Column.SELLER, False))
    assert read(layout.written()) == layout


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
@pytest.mark.parametrize("size", [(1366, 768), (1229, 657), (683, 384)])
def test_no_title_is_cut_off_and_the_window_keeps_its_size(
    core: Core, ready: Show, qtbot: QtBot, spoken: str, size: tuple[int, int]
) -> None:
    fill(core, 30)
    shown = ready(lambda: core, spoken=spoken, size=size)
    choose(qtbot, shown, 2)
    qtbot.waitUntil(shown.tab.panel.isVisible, timeout=ENOUGH)
    assert (shown.window.width(), shown.window.height()) == size
    shown.results.arrange(Layout(shown=tuple(column.key for column in columns(Order()))))
    header, metrics = shown.results.table.horizontalHeader(), shown.tab.fontMetrics()
    for at, column in enumerate(shown.results.model.columns):
        assert metrics.horizontalAdvance(column.title) * 12 / 13 + 16 <= header.sectionSize(at) + 1
    for button in (shown.tab.print_button, shown.tab.export_button, shown.tab.chips.columns):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
            assert shown.tab.rect().contains(button.geometry())
