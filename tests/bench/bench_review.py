"""The review with 20,000 discrepancies: how long until they stand there, and what the window feels.

A timer of 5 ms on the window's thread tells how long the event loop waited at most while the
program reconciled, showed, filtered and sorted. The floor of showing is a plain list view that is
given as many ready texts. Beside each wait stands what of it this thread itself worked, which does
not hang on how busy the machine is; the loop is watched while nothing is painted out of turn.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView

from core.app import BEIJING, Core, create_folder
from core.domain.company import Company
from core.domain.invoice import Direction, Entered, EntryMethod, Invoice, InvoiceKind, Party
from core.domain.record import BureauList, Coverage
from core.domain.tax import fen
from core.domain.topic import Topic
from core.secrets import MemoryKeys
from core.settings import Settings
from gui.app import application, furnish
from gui.main_window import MainWindow
from gui.review.findings import Findings, Group, Order
from gui.tabs.review import ReviewTab

COUNT = 20_000
MADE = datetime(2026, 11, 20, tzinfo=BEIJING)
COMPANY = Company("北京松果文具有限公司", "91110105MA01F1CT48")
TICK = 5
GOALS = {"first page": 150.0, "filter": 100.0, "loop waits": 50.0}


def run(sizes: Sequence[int] = ()) -> None:
    """Measure and print the table; the number of discrepancies is the goal's own."""
    del sizes
    app = application(Settings(language="zh_CN", theme="light"))
    core = _core(COUNT)
    window = MainWindow(lambda: core, lambda: core, lambda: furnish(app, Settings()))
    window.resize(1366, 768)
    window.show()
    _until(lambda: window.inside is not None and window.inside.desk.ready)
    assert window.inside is not None
    tabs = window.inside.tabs
    tab = tabs.made(ReviewTab)
    _until(lambda: not tabs.unmade())  # one by one, in the seconds after the opening
    watch = _Watch()
    shown = _Showing(tab)
    tabs.setCurrentWidget(tab)
    _until(lambda: tab.loaded)
    _settle()
    assert tab.found is not None
    found = tab.found
    print(f"{COUNT} discrepancies: {[found.count(group) for group in Group]}")
    _say("floor: a plain list shown", _floor(COUNT))
    _say("floor: loop beside a thread", _loop_beside_a_thread())
    _say("first page", shown.milliseconds, GOALS["first page"])
    for group in (Group.OURS, Group.THEIRS, Group.DIFFER):
        _say("filter", _painted(tab, partial(tab.choose_group, group)), GOALS["filter"])
        _settle()
    _say("all selected", _painted(tab, tab.list.view.selectAll))
    _settle()
    watch.begin()
    for group in (Group.OURS, Group.THEIRS, Group.DIFFER):
        tab.choose_group(group)
        _settle()
    for order in (Order.AMOUNT, Order.PARTY, Order.SUREST):
        started = time.perf_counter()
        tab.choose_order(order)
        _until(partial(_is_sorted, tab, order))
        _say(f"order {order.value}", 1000 * (time.perf_counter() - started))
    tab.list.view.selectAll()
    _settle()
    watch.say("while filtering, sorting, selecting")
    shown.stop()
    watch.begin()
    window.inside.desk.tell(frozenset({Topic.RECORDS}))
    _until(lambda: tab.found is not None and tab.found.run is not found.run)
    _settle()
    watch.say("while reconciling and showing")
    window.close()


def _is_sorted(tab: ReviewTab, order: Order) -> bool:
    return tab.found is not None and tab.found.order is order


class _Watch:
    """Notes the longest time between two ticks."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.begin()

    def begin(self) -> None:
        self.worst = self.own = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def say(self, more: str) -> None:
        _say("loop waits", self.worst, GOALS["loop waits"], more)
        _say("of it own work", self.own, GOALS["loop waits"], more)

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.worst = max(self.worst, 1000 * (now - self._last) - TICK)
        self.own = max(self.own, 1000 * (worked - self._worked))
        self._last, self._worked = now, worked


class _Showing:
    """Measures from the result being there to its being painted."""

    def __init__(self, tab: ReviewTab) -> None:
        self._tab = tab
        self.milliseconds = 0.0
        tab.running.found.disconnect(tab.show_found)
        tab.running.found.connect(self._show)

    def stop(self) -> None:
        self._tab.running.found.disconnect(self._show)
        self._tab.running.found.connect(self._tab.show_found)

    def _show(self, found: Findings | None) -> None:
        self.milliseconds = _painted(self._tab, lambda: self._tab.show_found(found))


def _painted(tab: ReviewTab, step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    tab.repaint()
    tab.list.view.viewport().repaint()
    tab.pair.repaint()
    return 1000 * (time.perf_counter() - started)


def _floor(count: int) -> float:
    texts = [f"示例公司 {n}\t{n}.00" for n in range(count)]
    view = QListView()
    view.setUniformItemSizes(True)
    view.resize(388, 560)
    view.show()
    model = QStringListModel()
    view.setModel(model)
    _settle()
    started = time.perf_counter()
    model.setStringList(texts)
    view.viewport().repaint()
    return 1000 * (time.perf_counter() - started)


def _loop_beside_a_thread() -> float:
    """Say how long this machine's event loop waits at most beside a thread that only counts."""
    done = threading.Event()

    def count() -> None:
        while not done.is_set():
            sum(range(1000))

    thread, watch = threading.Thread(target=count), _Watch()
    thread.start()
    for _ in range(5):
        _settle()
    done.set()
    thread.join()
    return watch.worst


def _say(what: str, milliseconds: float, goal: float | None = None, more: str = "") -> None:
    kept = (
        "" if goal is None else f"goal {goal:>5.0f}  {'ok' if milliseconds <= goal else 'MISSED'}"
    )
    print(f"{what:<28} {milliseconds:>8.1f} ms  {kept}  {more}", flush=True)


def _core(count: int) -> Core:
    keys, folder = MemoryKeys(), Path(tempfile.mkdtemp()) / "ledger"
    create_folder(folder, COMPANY, keys, now=lambda: MADE, by="bench")
    core = Core.open(folder, keys, now=lambda: MADE, by="bench")
    theirs = [_invoice(n) for n in range(count)]
    mark = Entered(EntryMethod.MANUAL, "bench", MADE)
    third = count // 3
    ours = [replace(x, entered=mark) for x in _ours(theirs, third)]
    store = core._ledger.store
    for start in range(0, len(ours), 5_000):
        with store.writing() as work:
            work.invoices.add(ours[start : start + 5_000])
            work.record("import", None, Topic.INVOICES)
    with store.writing() as work:
        taken = work.bring_in("税局.xlsx", "1", BureauList.EXPORT, MADE)
        kept = theirs[: 2 * third]
        for start in range(0, len(kept), 5_000):
            rows = enumerate(kept[start : start + 5_000], start)
            taken.take([_row(n, x) for n, x in rows])
        taken.finish([Coverage(Direction.IN, date(2026, 1, 1), date(2026, 10, 31), MADE.date())])
        work.record("bureau", None, Topic.RECORDS)
    return core


def _ours(theirs: Sequence[Invoice], third: int) -> list[Invoice]:
    """A third differs, a third stands on their side alone, a third on ours alone."""
    dear = [replace(x, total=(x.total or Decimal(0)) + 900) for x in theirs[:third]]
    return [*dear, *theirs[2 * third :]]


def _invoice(n: int) -> Invoice:
    net = Decimal(100 + n * 37 % 90_000) + Decimal(n % 100) / 100
    tax = (net * Decimal("0.13")).quantize(Decimal("0.01"))
    return Invoice(
        kind=InvoiceKind.DIGITAL_SPECIAL,
        number=f"2611200{n * 7_919_317 % 10**13:013d}",
        issued_on=date(2026, 1, 1) + timedelta(days=n % 300),
        net=net,
        tax=tax,
        total=net + tax,
        seller=Party(f"示例第{n % 997}商贸有限公司", f"91110105MA{n % 997:07d}X"),
        buyer=Party(COMPANY.name, COMPANY.tax_id),
        direction=Direction.IN,
    )


def _row(n: int, x: Invoice) -> tuple[object, ...]:
    return (
        *("发票基础信息", n, (x.number,), "81", None, None, x.number, None),
        *(x.issued_on.isoformat(), fen(x.net), fen(x.tax), fen(x.total)),
        *(x.seller.name, x.seller.tax_id, x.buyer.name, x.buyer.tax_id),
        *("in", "normal", None, "电子发票服务平台", "正常"),
        *(x.drawer, x.remark, None, None, None, None, ()),
    )


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 300
    while not condition():
        assert time.monotonic() < end, "the window does not come to rest"
        QApplication.processEvents()
        time.sleep(0.001)


def _settle() -> None:
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    run()
