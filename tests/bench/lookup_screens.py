"""The states of the lookup screen, brought about as a person would: by keys and clicks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from core.app import Core
from core.domain.invoice import (
    Direction,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Line,
    Party,
    Status,
)
from core.domain.topic import Topic
from gui.main_window import MainWindow
from gui.tabs.lookup import LookupTab
from gui.tabs.overview import OverviewTab
from tests.bench.entry_screens import NETS, SELLERS, TAX_IDS

STATES = (
    "lookup",
    "lookupall",
    "lookupmany",
    "lookuptoast",
    "lookupfields",
    "lookupdense",
    "lookupnohit",
    "lookupcorrect",
    "lookuppreview",
    "lookupprint",
    "overview",
)

TAGS = {"zh_CN": ("市场部", "差旅", "房租"), "en": ("Marketing", "Travel", "Rent")}
CATEGORIES = {
    "zh_CN": ("原材料", "办公用品", "差旅费", "房租水电", None),
    "en": ("Materials", "Office supplies", "Travel", "Rent and power", None),
}
STATUSES = {4: Status.RED_PARTIAL, 9: Status.ABNORMAL, 17: Status.VOIDED}


def fill_ledger(core: Core, language: str) -> None:
    """Enter two months of purchases and some sales."""
    invoices = [_invoice(core, n, language) for n in range(240)]
    with core._ledger.store.writing() as work:
        work.invoices.add(invoices)
        work.record_all("add", [x.key.name for x in invoices], Topic.INVOICES)


def bring_about(
    window: MainWindow, tab: LookupTab, state: str, pause: Callable[[float], None]
) -> None:
    """Bring a state about on a window whose ledger is filled."""
    if state == "overview":
        _show_overview(window)
        pause(1.5)
        return
    chinese = tab.results.empty.sentence.text() != "The invoices of your ledger will stand here"
    tab.field.setText("银河 42" if state == "lookupnohit" else "示例" if chinese else "Shili")
    if state != "lookupall":
        _condition(tab, "2026年10月 ")
        _condition(tab, ">300 ")
        tab._ask(replace(tab.results.asked, direction=Direction.IN))
    else:
        tab.field.clear()
    pause(0.8)
    if state in ("lookupnohit", "lookupall"):
        return
    _choose(tab, 4)
    pause(0.5)
    _act(tab, state, chinese, pause)
    pause(0.8)


def _show_overview(window: MainWindow) -> None:
    assert window.inside is not None
    overview = window.inside.tabs.made(OverviewTab)
    window.inside.tabs.setCurrentWidget(overview)


def _act(tab: LookupTab, state: str, chinese: bool, pause: Callable[[float], None]) -> None:
    if state in ("lookupmany", "lookuptoast", "lookuppreview"):
        _choose(tab, 9, Qt.KeyboardModifier.ShiftModifier)
        pause(0.4)
    if state == "lookuptoast":
        tab.changing.tag(tab.results.names_chosen())
        _accept(tab, "市场部" if chinese else "Marketing", pause)
        _accept(tab, "", pause)
    elif state == "lookuppreview":
        tab.changing.throw_away(tab.results.names_chosen())
    elif state == "lookupfields":
        tab.panel.facts.more.setChecked(True)
    elif state == "lookupdense":
        tab._arrange(replace(tab.results.table.layout_now(), dense=True))
    elif state == "lookupcorrect":
        QTest.keyClick(tab.panel, Qt.Key.Key_F2)
    elif state == "lookupprint":
        tab.print_button.click()


def _condition(tab: LookupTab, words: str) -> None:
    text = tab.field.text()
    tab._settle(words)
    tab.field.setText(text)


def _choose(
    tab: LookupTab, row: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    table = tab.results.table
    spot = table.visualRect(tab.results.model.index(row, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, spot)
    QTest.mouseMove(table.viewport(), spot + QPoint(0, 64))


def _accept(tab: LookupTab, text: str, pause: Callable[[float], None]) -> None:
    pause(0.4)
    dialog = next(d for d in tab.findChildren(QDialog) if d.isVisible())
    if text:
        dialog.line.setText(text)  # type: ignore[attr-defined]
        dialog.go.click()  # type: ignore[attr-defined]
    else:
        dialog.accept()


def _invoice(core: Core, n: int, language: str) -> Invoice:
    net = Decimal(NETS[n % len(NETS)]) + n
    tax = (net * Decimal("0.13")).quantize(Decimal("0.01"))
    ours, name = Party(core.company.name, core.company.tax_id), SELLERS[language][n % 6]
    theirs = Party(name, TAX_IDS[n % 3])
    sold = n % 11 == 10
    day = date(2026, 10, 31) - timedelta(days=n * 9 // 8)
    return Invoice(
        kind=InvoiceKind.DIGITAL_SPECIAL,
        number=f"2631200000{64262129 + n * 9176431:010d}",
        issued_on=day,
        net=net,
        tax=tax,
        total=net + tax,
        seller=ours if sold else theirs,
        buyer=theirs if sold else ours,
        direction=Direction.OUT if sold else Direction.IN,
        status=Status.RED if net < 0 else STATUSES.get(n, Status.NORMAL),
        lines=(
            Line(
                name="*纸制品*包装纸箱",
                unit="批",
                quantity=Decimal(1),
                net=net,
                rate="0.13",
                tax=tax,
            ),
        ),
        category=CATEGORIES[language][n * n % 5],
        remark="订单 SL-2610-0417",
        tags=(TAGS[language][n % 3],) if n % 4 == 1 else (),
        entered=Entered(EntryMethod.SCAN, "张敏", core.now(), offline=n % 13 == 5),
    )
