"""The one table model: words to see, values to sort by, pages for many rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QSortFilterProxyModel, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.states import Mark, State
from gui.tables import KEPT_PAGES, PAGE, SORT, VALUE, Cell, Column, Give, ValueTable


@dataclass(frozen=True)
class Thing:
    name: str | None
    price: Decimal | None
    on: date


def columns() -> list[Column[Thing]]:
    return [
        Column("State", lambda _: State(Mark.LOOK, "Look"), Cell.STATE, 100),
        Column("Name", lambda thing: thing.name),
        Column("Price", lambda thing: thing.price, Cell.MONEY, 100),
        Column("On", lambda thing: thing.on, Cell.DAY, 100),
    ]


def thing(n: int, price: str | None = "1.00") -> Thing:
    return Thing(f"thing {n}", Decimal(price) if price else None, date(2026, 1, 1))


class Pages:
    """Keeps what was asked for until the test gives it."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int, Give[Thing]]] = []

    def __call__(self, offset: int, limit: int, give: Give[Thing]) -> None:
        self.asked.append((offset, limit, give))

    def answer(self) -> None:
        offset, limit, give = self.asked.pop(0)
        give([thing(n) for n in range(offset, offset + limit)])


@pytest.fixture
def model() -> ValueTable[Thing]:
    return ValueTable(columns())


def shown(model: ValueTable[Thing], row: int, column: int) -> object:
    return model.index(row, column).data()


def first(count: int) -> Sequence[Thing]:
    return [thing(n) for n in range(min(count, PAGE))]


def test_the_model_keeps_the_rules_of_models(
    model: ValueTable[Thing], qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    model.show([thing(n) for n in range(250)])
    qtmodeltester.check(model)
    model.show([])
    qtmodeltester.check(model)


def test_the_model_keeps_the_rules_while_pages_come_and_the_total_changes(
    model: ValueTable[Thing], qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    pages = Pages()
    model.show_pages(1_000, first(1_000), pages)
    qtmodeltester.check(model)
    shown(model, 500, 1)
    qtbot.waitUntil(lambda: bool(pages.asked))
    pages.answer()
    model.renew_pages(1_003, first(1_003), pages)
    model.renew_pages(40, first(40), pages)
    model.renew_pages(0, [], pages)
    qtmodeltester.check(model)


def test_a_cell_says_its_value_in_words(model: ValueTable[Thing]) -> None:
    model.show([Thing("A", Decimal("-1234.5"), date(2026, 10, 28)), Thing(None, None, date.min)])
    assert [shown(model, 0, at) for at in range(4)] == ["Look", "A", "−1,234.50", "2026-10-28"]
    assert [shown(model, 1, at) for at in (1, 2)] == ["—", "—"]
    assert model.index(0, 1).data(VALUE) == Thing("A", Decimal("-1234.5"), date(2026, 10, 28))


def test_amounts_and_their_titles_stand_right_all_else_left(model: ValueTable[Thing]) -> None:
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    role, across = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    model.show([thing(1)])
    assert [model.index(0, at).data(role) == right for at in range(4)] == [
        False,
        False,
        True,
        False,
    ]
    assert model.headerData(2, across, role) == right
    assert model.headerData(1, across) == "Name"


def test_sorting_by_a_proxy_goes_by_value_and_not_by_words(model: ValueTable[Thing]) -> None:
    model.show([thing(1, "900.00"), thing(2, "-5.00"), thing(3, "10000.00"), thing(4, None)])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setSortRole(SORT)
    proxy.sort(2)
    known = [proxy.index(row, 2).data() for row in range(4) if proxy.index(row, 2).data() != "—"]
    assert known == ["−5.00", "900.00", "10,000.00"]


def test_many_rows_cost_only_the_pages_that_are_looked_at(
    model: ValueTable[Thing], qtbot: QtBot
) -> None:
    pages = Pages()
    model.show_pages(1_000_000, first(1_000_000), pages)
    assert model.rowCount() == 1_000_000
    assert shown(model, 7, 1) == "thing 7"
    assert pages.asked == []
    assert shown(model, 654_321, 1) is None
    qtbot.waitUntil(lambda: bool(pages.asked))
    pages.answer()
    assert shown(model, 654_321, 1) == "thing 654321"
    assert pages.asked == []


def test_of_many_pages_passed_by_the_last_one_is_fetched_first(
    model: ValueTable[Thing], qtbot: QtBot
) -> None:
    pages = Pages()
    model.show_pages(100_000, first(100_000), pages)
    for row in range(1_000, 90_000, 1_000):
        shown(model, row, 1)
    qtbot.waitUntil(lambda: bool(pages.asked))
    assert [offset for offset, _, _ in pages.asked] == [89_000]


def test_a_page_of_an_older_question_never_shows(model: ValueTable[Thing], qtbot: QtBot) -> None:
    old, new = Pages(), Pages()
    model.show_pages(10_000, first(10_000), old)
    shown(model, 5_000, 1)
    qtbot.waitUntil(lambda: bool(old.asked))
    model.show_pages(20_000, first(20_000), new)
    old.answer()
    assert shown(model, 5_000, 1) is None
    qtbot.waitUntil(lambda: bool(new.asked))


def test_memory_stays_small_however_far_one_scrolls(model: ValueTable[Thing], qtbot: QtBot) -> None:
    pages = Pages()
    total = PAGE * KEPT_PAGES * 3
    model.show_pages(total, first(total), pages)
    for row in range(0, total, PAGE):
        shown(model, row, 1)
        model._fetch_wanted()
        if pages.asked:
            pages.answer()
    assert len(model._pages) == KEPT_PAGES


def test_a_newer_answer_keeps_what_is_seen_until_its_page_is_there(
    model: ValueTable[Thing], qtbot: QtBot
) -> None:
    pages = Pages()
    model.show_pages(1_000, first(1_000), pages)
    shown(model, 500, 1)
    qtbot.waitUntil(lambda: bool(pages.asked))
    pages.answer()
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.renew_pages(1_001, first(1_001), pages)
    assert model.rowCount() == 1_001
    assert shown(model, 500, 1) == "thing 500"
    qtbot.waitUntil(lambda: bool(pages.asked))
    assert resets == []
