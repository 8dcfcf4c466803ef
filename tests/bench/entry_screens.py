"""The states of the entry screen, brought about as a person would: by keys, drops and clicks."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.app import Core
from core.domain.invoice import Direction, Draft, EntryMethod, InvoiceKind, Line, Party
from core.domain.topic import Topic
from core.domain.waiting import Held, Hold
from core.store.askers import Plan
from gui.main_window import MainWindow
from gui.tabs.entry import EntryTab

STATES = (
    "entry",
    "entryempty",
    "entryfilled",
    "entrytyped",
    "entryduplicate",
    "entryrefused",
    "entryundone",
    "entryaside",
    "entrywaiting",
    "entryservice",
    "entryoutage",
)
QUEUED = STATES[-3:]
"""The states in which what waits for verification is in sight."""

SELLERS = {
    "zh_CN": (
        "示例包装制品有限公司",
        "示例物流（苏州）有限公司",
        "示例快运有限公司",
        "示例知识产权代理事务所",
        "示例酒店管理有限公司",
        "示例五金经营部",
    ),
    "en": (
        "Shili Packaging Co.",
        "Shili Logistics (Suzhou) Co.",
        "Shili Express",
        "Shili IP Agency",
        "Shili Hotels",
        "Shili Hardware Store",
    ),
}
TAX_IDS = ("91310120MA1HM5Q40B", "91320594MA1XK3T27L", "91110105MA01F1CT48")
NETS = ("5000.00", "1062.77", "760.18", "-761.60", "11000.00", "2300.50", "98.00", "8833.48")


def fill_ledger(core: Core, language: str, state: str = "") -> None:
    """Enter a morning's pile."""
    for n in range(14):
        net = Decimal(NETS[n % len(NETS)])
        tax = None if n == 6 else (net * Decimal("0.13")).quantize(Decimal("0.01"))
        name = SELLERS[language][n % 6]
        draft = Draft(
            kind=InvoiceKind.DIGITAL_SPECIAL,
            number=f"2631200000{64262129 + n * 9176431:010d}",
            issued_on=core.entry.today(),
            net=net,
            tax=tax,
            total=net + (tax or 0),
            seller=Party(name, TAX_IDS[n % 3]),
            buyer=Party(core.company.name, core.company.tax_id),
            direction=Direction.IN,
            lines=(Line(name="*纸制品*包装盒", net=net, rate="0.13", tax=tax),),
        )
        core.entry.add(draft, EntryMethod.SCAN)
    if state in QUEUED:
        _fill_queue(core, state)


def _fill_queue(core: Core, state: str) -> None:
    """Let some wait for tomorrow, for a person or at somebody's word; choose a service, or none."""
    store = core._ledger.store
    core.outages.announce(core.now(), None, "公告")  # what is entered is offline from here on
    (outage,) = core.outages.all()
    for n, net in enumerate(NETS):
        seller = Party("示例云计算科技有限公司", TAX_IDS[n % 3])
        number = f"26322000{n * 917643107:012d}"
        draft = Draft(
            kind=InvoiceKind.DIGITAL_SPECIAL,
            number=number,
            issued_on=core.entry.today(),
            net=Decimal(net),
            total=Decimal(net),
            seller=seller,
        )
        core.entry.add(draft, EntryMethod.SCAN)
    core.outages.withdraw(outage.id)
    names = [each.key for each in core.verification.waiting()]
    core.verification.pause(names[:1])
    tomorrow = core.now().replace(hour=0, minute=0, second=0) + timedelta(days=1)
    with store.writing() as work:
        rows = [work.invoices.ids_of([name])[name] for name in names[-4:]]
        for row, hold in zip(rows, (Hold.LIMIT, Hold.BACK_OFF, Hold.REFUSED), strict=False):
            work.waiting.hold(row, Held(hold, tomorrow if hold is Hold.LIMIT else None))
        work.record("queue_verification", None, Topic.VERIFICATION)
    if state != "entrywaiting":
        core.providers.choose(["baiwang"])
        core.providers.agree("baiwang")
        core.verification.set_plan(Plan(hours=(12, 22)))
    if state == "entryoutage":
        now = core.now()
        core.outages.announce(now - timedelta(hours=5), now + timedelta(hours=4.9), "公告")


def bring_about(
    window: MainWindow, tab: EntryTab, state: str, pause: Callable[[float], None]
) -> None:
    """Bring a state about on a window whose ledger is filled."""
    assert window.windowHandle() is not None
    names = [row.number for row in tab.pile.recent.rows]
    fresh = "01,31,,26312000000148273905,3390.00,20261124,,4D8A"

    def scan(text: str) -> None:
        for char in text + "\r":
            key = Qt.Key.Key_Return if char == "\r" else ord(char)
            QTest.keyClick(window.windowHandle(), key)
        pause(0.5)

    if state == "entry":
        table = tab.pile.recent.table
        spot = table.visualRect(tab.pile.recent.model.index(2, 3)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        tab.field.setFocus()
    elif state in ("entryfilled", "entryaside", "entryoutage"):
        scan(fresh)
        if state == "entryaside":
            scan("01,32,,26422000000375586818,10.70,20261120,,")
    elif state == "entrytyped":
        _type(tab.pile.form, window)
    elif state == "entryduplicate":
        scan(f"01,31,,{names[3]},860.61,20261124,,")
    elif state == "entryrefused":
        scan("$01abc</>def</>ghi</>jkl</>1234$")
        scan(f"01,31,,{names[5]},12430.00,20261124,,")
        scan("https://example.com/menu")
    elif state == "entryundone":
        tab.pile.at_once = True
        scan(fresh)
        tab.pile.recent.undo.click()
    _show_queue(tab, state, pause)
    pause(0.3)


def _show_queue(tab: EntryTab, state: str, pause: Callable[[float], None]) -> None:
    """Bring what waits into sight; an outage does so itself, but for a small window."""
    if state not in QUEUED:
        return
    if tab.list_button.isVisible():
        tab.list_button.click()
    if state != "entryoutage":
        tab.lists.segments.button(1).click()
    pause(0.6)
    if state == "entryservice":
        tab.lists.waiting.table.selectRow(1)


def _type(form: QWidget, window: MainWindow) -> None:
    del window
    fields = form.face.fields  # type: ignore[attr-defined]
    for path, text in (
        ("number", "26312000000148273905"),
        ("issued_on", "11.24"),
        ("seller.name", "示例印刷（上海）有限公司"),
        ("seller.tax_id", "91310120MA1HM5Q418"),
        ("total", "3390"),
        ("remark", "宣传册印刷"),
    ):
        fields[path].setFocus()
        QTest.keyClick(fields[path], Qt.Key.Key_End)
        fields[path].insert(text)
        fields[path].textEdited.emit(fields[path].text())
        QTest.keyClick(fields[path], Qt.Key.Key_Tab)
