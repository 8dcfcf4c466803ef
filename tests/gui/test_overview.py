"""The overview: figures that are right, and bars that lead to the lists behind them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Direction, Invoice, Line, Party
from gui.overview.plot import MonthPlot
from gui.overview.tiles import WorkTile
from gui.tabs.overview import OverviewTab
from gui.tabs.review import ReviewTab
from gui.theme import DARK, LIGHT, wear
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.lookups import fill, said
from tests.gui.test_accessibility import nameless, without_words
from words import language


def in_months(n: int, invoice: Invoice) -> Invoice:
    day = date(2026, 1 + n % 4, 5)
    return replace(invoice, issued_on=day, category=("差旅", None)[n % 2])


def overview(qtbot: QtBot, shown: Shown, year: int = 2026) -> OverviewTab:
    tab = shown.inside.tabs.made(OverviewTab)
    tab.year = year
    shown.go_to(tab)
    qtbot.waitUntil(lambda: tab.months is not None and len(tab.tiles.parts) > 2, timeout=ENOUGH)
    return tab


def chart(tab: OverviewTab) -> MonthPlot:
    assert tab.months is not None
    return tab.months


def test_the_months_add_up_what_came_in_and_went_out(core: Core, ready: Show, qtbot: QtBot) -> None:
    invoices = fill(core, 24, in_months)
    tab = overview(qtbot, ready(lambda: core))

    def expected(month: int, side: Direction) -> Decimal:
        amounts = (
            x.total or Decimal()
            for x in invoices
            if x.issued_on.month == month and x.direction is side
        )
        return sum(amounts, Decimal())

    for part in chart(tab).parts:
        month = int(part.month.name)
        assert part.month.purchases == expected(month, Direction.IN)
        assert part.month.sales == expected(month, Direction.OUT)


def test_a_month_leads_to_its_list(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 24, in_months)
    shown = ready(lambda: core)
    tab = overview(qtbot, shown)
    qtbot.mouseClick(chart(tab).parts[1], Qt.MouseButton.LeftButton)
    assert shown.inside.tabs.currentWidget() is shown.tab
    said(qtbot, shown, "6 invoices")
    assert [pill.text() for pill in shown.tab.chips.pills] == ["2026-02"]


def test_a_category_leads_to_its_list_by_the_keyboard(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    invoices = fill(core, 24, in_months)
    shown = ready(lambda: core)
    tab = overview(qtbot, shown)
    bars = {part.bar.name: part for part in tab.categories.parts}
    bought = [x for x in invoices if x.direction is Direction.IN]
    for name, category in (("差旅", "差旅"), ("Without category", None)):
        amounts = (x.total or Decimal() for x in bought if x.category == category)
        assert bars[name].bar.amount == sum(amounts, Decimal())
    count = sum(x.category is None for x in bought)
    qtbot.keyClick(bars["Without category"], Qt.Key.Key_Return)
    said(qtbot, shown, f"{count} invoices")


def test_open_work_is_counted_and_leads_to_its_list(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 6)
    shown = ready(lambda: core)
    tab = overview(qtbot, shown)
    tiles = {part.work.name: part for part in tab.tiles.parts}
    assert tiles["Original missing"].work.count == 6
    assert tiles["Entered offline"].work.count == 0
    qtbot.mouseClick(tiles["Original missing"], Qt.MouseButton.LeftButton)
    said(qtbot, shown, "6 invoices")


def test_another_year_is_one_step_away(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 6, in_months)
    tab = overview(qtbot, ready(lambda: core), 2025)
    assert all(part.month.purchases == 0 for part in chart(tab).parts)
    qtbot.mouseClick(tab.on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.far.text() == "Year 2026", timeout=ENOUGH)
    assert any(part.month.purchases for part in chart(tab).parts)


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_every_bar_says_its_figure_to_a_screen_reader(
    core: Core, ready: Show, qtbot: QtBot, spoken: str
) -> None:
    fill(core, 6, in_months)
    tab = overview(qtbot, ready(lambda: core, spoken=spoken, size=(683, 384)))
    assert nameless(tab) == []
    assert without_words(tab) == []
    assert tab.window().width() == 683


def test_a_counterpart_and_a_rate_lead_to_their_lists(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    def sold_by(n: int, invoice: Invoice) -> Invoice:
        name = ("青禾商贸有限公司", "木棉物流有限公司")[n % 2]
        rate = ("0.13", "0.06")[n % 2]
        line = Line(name="货", net=invoice.net, rate=rate, tax=invoice.tax)
        return replace(invoice, seller=Party(name, None), lines=(line,))

    fill(core, 24, sold_by)
    shown = ready(lambda: core)
    tab = overview(qtbot, shown)
    parties = {part.bar.name: part for part in tab.parties.parts}
    assert set(parties) == {"青禾商贸有限公司", "木棉物流有限公司"}
    qtbot.keyClick(parties["木棉物流有限公司"], Qt.Key.Key_Return)
    said(qtbot, shown, "8 invoices")
    shown.go_to(tab)
    rates = {part.bar.name: part for part in tab.rates.parts}
    qtbot.mouseClick(rates["6%"], Qt.MouseButton.LeftButton)
    said(qtbot, shown, "8 invoices")
    assert "Rate 6%" in [pill.text() for pill in shown.tab.chips.pills]


def test_the_list_of_a_seller_is_not_of_what_was_sold_to_it(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    firm, other = Party("青禾商贸有限公司", "91310115MA1H8QWX2K"), Party("木棉物流有限公司", None)

    def dealt(n: int, invoice: Invoice) -> Invoice:
        seller, buyer = (firm, other) if n % 2 else (other, firm)
        return replace(invoice, seller=seller, buyer=buyer)

    fill(core, 12, dealt)
    shown = ready(lambda: core)
    tab = overview(qtbot, shown)
    (part,) = (part for part in tab.parties.parts if part.bar.name == firm.name)
    qtbot.keyClick(part, Qt.Key.Key_Return)
    said(qtbot, shown, "4 invoices")
    (chip,) = (x for x in shown.tab.chips.pills if x.text() == f"Seller {firm.name}")
    assert chip.toolTip() == f"{firm.name} · {firm.tax_id}"
    core.lookup.save("青禾", shown.tab.results.query)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    said(qtbot, shown, "8 invoices")
    (saved,) = core.lookup.saved()
    shown.tab.look_up(saved.query)
    said(qtbot, shown, "4 invoices")


def test_the_discrepancies_lead_to_the_review(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 6)
    shown = ready(lambda: core)
    tab = overview(qtbot, shown)
    tiles = {part.work.name: part for part in tab.tiles.parts}
    qtbot.waitUntil(lambda: named(tab, "Discrepancies").work.count == 0, timeout=ENOUGH)
    assert set(tiles) >= {"Need a look", "Discrepancies", "Not verified", "Original missing"}
    qtbot.mouseClick(named(tab, "Discrepancies"), Qt.MouseButton.LeftButton)
    assert isinstance(shown.inside.tabs.currentWidget(), ReviewTab)


def named(tab: OverviewTab, name: str) -> WorkTile:
    return next(part for part in tab.tiles.parts if part.work.name == name)


def test_the_chart_follows_the_theme(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 6, in_months)
    tab = overview(qtbot, ready(lambda: core))
    assert tab.months is not None
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for look in (DARK, LIGHT):
        wear(app, look)
        ground = tab.months.grab().toImage().pixelColor(tab.months.width() - 3, 3)
        assert ground.name().upper() == look.surface
