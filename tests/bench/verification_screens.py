"""The states of the verification screen, on a ledger whose invoices wait and were answered."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from core.app import Core
from core.domain.answer import Answer, State
from core.domain.invoice import EntryMethod, Face, Party, Status
from core.services.answered import keep_answer
from gui.main_window import MainWindow
from gui.settings.connection import ConnectionShown
from gui.tabs.verification import VerificationTab
from tests.invoices import draft

STATES = (
    "verify",
    "verifyanswers",
    "verifypoints",
    "verifysite",
    "verifybatch",
    "verifyasked",
    "verifyempty",
    "verifyoutage",
    "verifydown",
    "verifyservices",
    "verifyleft",
    "verifyway",
    "verifyoutages",
    "verifyrecord",
    "verifynoted",
    "verifyback",
)


def fill(core: Core, state: str) -> None:
    """Enter invoices that wait, some of them looked at by hand."""
    if state == "verifyempty":
        return
    if state in ("verifyoutages", "verifyrecord", "verifynoted"):
        _fill_outages(core)
    if state == "verifyback":
        noted = core.outages.begin("公告")
    for n in range(26):
        core.entry.add(draft(n), EntryMethod.SCAN)
    names = [draft(n).complete().key.name for n in range(26)]
    for n, (said, status) in enumerate(
        (
            (State.MATCH, Status.NORMAL),
            (State.MISMATCH, None),
            (State.NOT_FOUND, None),
            (State.MATCH, Status.RED_FULL),
            (State.MATCH, Status.NORMAL),
        )
    ):
        core.verification.record(names[n], said, status=status, note="")
    core.verification.pause(names[8:10])
    if state == "verifyasked":
        _fill_offers(core, names[10:13])
    if state == "verifyback":
        core.outages.end(noted.id)
    if state in ("verifyoutage", "verifydown"):
        now = core.now()
        until = now + timedelta(hours=4, minutes=52)
        core.outages.announce(now - timedelta(hours=5), until, "公告")


def _fill_offers(core: Core, names: list[str]) -> None:
    """Answers that hold what ours lacks, and one that contradicts ours."""
    with core._ledger.store.writing() as work:
        for at, row in enumerate(work.invoices.ids_of(names).values()):
            ours = work.invoices.by_row([row])[row]
            face = Face(
                number=ours.number,
                issued_on=ours.issued_on,
                total=ours.total,
                seller=Party("示例云计算科技（苏州工业园区）有限公司", "91320594MA1XK3T27L"),
                buyer=ours.buyer,
                check_code="61782940517736284913",
                remark="合同 2026-018",
                drawer="王敏" if at else None,
            )
            number = work.verifications.ask(row, "tencent")
            answer = Answer(provider="tencent", state=State.MATCH, status=Status.NORMAL, face=face)
            keep_answer(work, number, row, ours, answer)
            work.waiting.drop([row])


def _fill_outages(core: Core) -> None:
    """Outages of every kind, the newest with invoices of which some were not confirmed."""
    now = core.now().replace(second=0, microsecond=0)
    core.outages.announce(now - timedelta(days=30), now - timedelta(days=29, hours=20), "电话通知")
    gone = core.outages.announce(now + timedelta(days=9), now + timedelta(days=9, hours=6), "公告")
    core.outages.withdraw(gone.id)
    noted = core.outages.begin("国家税务总局北京市税务局公告第 17 号")
    core.outages.tend()
    rows = [core.entry.add(draft(n), EntryMethod.SCAN).key.name for n in range(40, 60)]
    for at, name in enumerate(rows[:12]):
        core.verification.record(name, State.NOT_FOUND if at < 3 else State.MATCH, note="")
    core.outages.end(noted.id)
    core.outages.write_up(noted.id, cause="电子税务局升级维护", effect="查验暂停约 12 小时")
    core.outages.correct(
        noted.id, now - timedelta(hours=12), core.now(), "国家税务总局北京市税务局公告第 17 号"
    )
    core.outages.told(noted)
    core.outages.announce(now + timedelta(days=2), now + timedelta(days=2, hours=14), "公告")
    core.outages.noticed(False, "")


def _show_outages(screen: VerificationTab, state: str, pause: Callable[[float], None]) -> None:
    screen.segments[3].click()
    pause(0.8)
    if state == "verifyrecord":
        screen.outages.table.selectRow(3)
        screen.outages.open.click()
    elif state == "verifynoted":
        screen.outages.add.click()


def bring_about(
    window: MainWindow, screen: VerificationTab, state: str, pause: Callable[[float], None]
) -> None:
    """Bring a state about."""
    assert window.inside is not None
    tabs = window.inside.tabs
    tabs.setCurrentIndex(tabs.indexOf(screen))
    pause(1.0)
    if state == "verifyanswers":
        screen.segments[1].click()
    elif state == "verifypoints":
        screen.segments[2].click()
    elif state == "verifyservices":
        screen.services.click()
    elif state in ("verifyoutages", "verifyrecord", "verifynoted"):
        _show_outages(screen, state, pause)
    elif state == "verifydown":
        screen.bar.change.click()
    elif state == "verifyasked":
        screen.segments[2].click()
        pause(0.8)
        screen.points.take.click()
    elif state in ("verifybatch", "verifyleft", "verifyway"):
        _open_dialog(window, screen, state)
        pause(6 if state == "verifyway" else 0.6)
    elif state in ("verifyoutage", "verifyback"):
        tabs.setCurrentIndex(0)
    elif state == "verifysite":
        screen.waiting.table.selectRow(0)
        screen.waiting.site.click()
    else:
        screen.waiting.table.selectRow(1)
    pause(0.6)


def _open_dialog(window: MainWindow, screen: VerificationTab, state: str) -> None:
    if state == "verifybatch":
        screen.waiting.batch.ask()
    elif state == "verifyleft":
        screen.waiting.batch.read(_given_back())
    else:
        ConnectionShown(window, screen.desk, "tencent", "腾讯云").open()


def _given_back() -> Path:
    """A file of the tax bureau with rows of which no answer can be kept."""
    file = Path(tempfile.mkdtemp()) / "批量查验-1（已查）.csv"
    number = draft(6).complete().number
    rows = (
        ("发票代码", "发票号码", "开票日期", "查验结果"),
        ("", f"\t{number}", "20260107", "一致"),
        ("", "2.611E+19", "20260107", "一致"),
        ("", "\t26990000000000000001", "20260108", "一致"),
        ("", f"\t{draft(10).complete().number}", "20250101", "一致"),
        ("", "00001234", "20260108", "不一致"),
        ("", f"\t{draft(11).complete().number}", "", "神秘"),
    )
    file.write_text("\n".join(map(",".join, rows)), "utf-8")
    return file
