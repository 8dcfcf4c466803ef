"""The states of the review, brought about on a ledger and an export that disagree in known ways."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.app import Core
from core.domain.company import Company
from core.domain.covering import Stated
from core.domain.decision import DecisionKind
from core.domain.invoice import Direction, Entered, EntryMethod, Invoice, InvoiceKind, Party, Status
from core.domain.record import Record
from core.domain.topic import Topic
from gui.main_window import MainWindow
from gui.review.findings import Group
from gui.tabs.review import ReviewTab
from tests.data.bureau_maker import export

STATES = (
    "review",
    "reviewempty",
    "reviewours",
    "reviewtheirs",
    "reviewbulk",
    "reviewagree",
    "reviewcorrect",
    "reviewask",
    "reviewcalendar",
    "reviewlist",
)
FIRST = date(2026, 10, 1)
NAMES = {
    "zh_CN": "示例包装制品有限公司 示例物流（苏州）有限公司 示例办公用品商行 示例机电设备有限公司 "
    "示例云计算科技有限公司 示例餐饮管理有限公司 示例快运有限公司",
    "en": "Shili-Packaging-Co. Shili-Logistics-(Suzhou) Shili-Office-Supplies Shili-Machinery "
    "Shili-Cloud-Technology Shili-Catering Shili-Express",
}


def fill(core: Core, language: str, count: int = 60) -> None:
    """Enter a month of purchases, and bring the tax bureau's export of it in."""
    with core._ledger.store.reading() as work:
        company = work.company()
    theirs = [_invoice(n, company, language) for n in range(count)]
    ours = _spoiled([x for n, x in enumerate(theirs) if n % 20 != 13])
    at = core.now()
    marked = [replace(x, entered=Entered(EntryMethod.MANUAL, "张敏", at)) for x in ours]
    with core._ledger.store.writing() as work:
        work.invoices.add(marked)
        work.record_all("add", [x.key.name for x in marked], Topic.INVOICES, how="manual")
    file = Path(tempfile.mkdtemp()) / "全量发票查询导出结果-2026年10月.xlsx"
    file.write_bytes(export([Record(x, "电子发票服务平台", "正常") for x in theirs]))
    core.imports.run([file], stated=Stated(made=date(2026, 11, 10)))
    cases = core.reconciliation.run().cases
    core.deciding.decide(cases[-1:], DecisionKind.IGNORE, note="已另行处理")
    core.deciding.decide(cases[-2:-1], DecisionKind.WAIT, until=core.now().date() + timedelta(9))


def _invoice(n: int, company: Company, language: str) -> Invoice:
    names = NAMES[language].split()
    name = names[n % len(names)].replace("-", " ")
    net = (Decimal(n * 97 % 800 + 120) * Decimal("6.21")).quantize(Decimal("0.01"))
    tax = (net * Decimal("0.13")).quantize(Decimal("0.01"))
    return Invoice(
        kind=InvoiceKind.DIGITAL_SPECIAL,
        number=f"263220000007{35120846 + n * 7919:08d}",
        issued_on=FIRST + timedelta(days=n % 28),
        net=net,
        tax=tax,
        total=net + tax,
        seller=Party(name, f"91320594MA1W2H{n % len(names):02d}6B"),
        buyer=Party(company.name, company.tax_id),
        direction=Direction.IN,
        status=Status.RED_FULL if n == 1 else Status.RED_PARTIAL if n == 6 else Status.NORMAL,
    )


def _spoiled(found: list[Invoice]) -> list[Invoice]:
    """Spoil some as people do."""
    made = list(found)
    total = f"{made[0].total}"
    at = next(i for i in range(len(total) - 4) if total[i] != total[i + 1])
    swapped = total[:at] + total[at + 1] + total[at] + total[at + 2 :]
    made[0] = replace(made[0], total=Decimal(swapped), net=None, tax=None, remark="纸箱一批")
    made[1] = replace(made[1], status=Status.NORMAL)
    made[2] = replace(made[2], total=made[2].net, net=None, tax=None)
    made[3] = replace(made[3], total=(made[3].total or Decimal(0)) * 10, net=None, tax=None)
    made[4] = replace(made[4], issued_on=made[4].issued_on + timedelta(days=1))
    made[5] = replace(made[5], seller=replace(made[5].seller, name="示例餐饮服务有限公司"))
    made[6] = replace(made[6], status=Status.NORMAL)
    number = made[8].number
    made[8] = replace(made[8], number=number[:14] + number[15] + number[14] + number[16:])
    for n, place in enumerate((9, 11, 15), 1):
        made.append(replace(made[place], number=f"2699200000990000000{n}"))
    made[10] = replace(made[10], number="26992000009900000009", buyer=Party(made[10].buyer.name))
    return made


def bring_about(
    window: MainWindow, tab: ReviewTab, state: str, pause: Callable[[float], None]
) -> None:
    """Bring a state about on the screen."""
    groups = {"reviewours": Group.OURS, "reviewtheirs": Group.THEIRS, "reviewagree": Group.AGREE}
    if state in groups:
        tab.tiles.tile(groups[state]).click()
    tab.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
    pause(0.2)
    if state == "reviewbulk":
        tab.list.view.selectAll()
    elif state in ("reviewcorrect", "reviewask"):
        QTest.keyClick(tab.list.view, Qt.Key.Key_A if state == "reviewask" else Qt.Key.Key_Return)
    elif state == "reviewcalendar":
        tab.header.period.click()
    elif tab.compact and state != "reviewlist" and state != "reviewempty":
        QTest.keyClick(tab.list.view, Qt.Key.Key_Return)
    pause(0.4)
