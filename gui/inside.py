"""What is inside the window: the tabs, the status line, and opening the ledger behind them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMainWindow, QStackedWidget

from core.progress import Report
from gui.desk import Desk
from gui.jobs import Jobs
from gui.opening import NotOpen
from gui.rail import Tabs
from gui.status import StatusLine
from gui.tabs import TABS
from words.translate import tr

if TYPE_CHECKING:
    from core.app import Core  # the first job imports it

POLL_EVERY = 2000
"""Milliseconds between two looks for what another program wrote."""


class Inside(QStackedWidget):
    """The tabs, or in their place why there is no open ledger."""

    def __init__(
        self,
        window: QMainWindow,
        field: QLineEdit,
        open_core: "Callable[[], Core]",
        open_demo: "Callable[[], Core]",
    ) -> None:
        super().__init__()
        self._window = window
        self._field = field
        self._open_core = open_core
        self._open_demo = open_demo
        self.is_sample = False
        self._cores: list[Core] = []
        self.jobs = Jobs(self)
        self.desk = Desk(None, self.jobs, self)
        self.tabs = Tabs()
        self.not_open = NotOpen()
        self.not_open.again.connect(self.open)
        self.not_open.demo.connect(self.open_demo)
        self.status = StatusLine(self.tabs)
        self.addWidget(self.tabs)
        self.addWidget(self.not_open)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_EVERY)
        self._poll.timeout.connect(self.poll)
        self._furnish()

    def open(self) -> None:
        """Open the user's ledger, off this thread."""
        self._begin(self._open_core, sample=self._open_core is self._open_demo)

    def open_demo(self) -> None:
        """Open the sample ledger, off this thread."""
        self._begin(self._open_demo, sample=True)

    def poll(self) -> None:
        """Ask whether another program wrote."""
        core = self.desk.core
        self.jobs.run(self, lambda _: core.poll(), self.desk.tell, failed=self._on_poll_failed)

    def close_ledger(self) -> None:
        """Wait for the work under way, then close the ledger."""
        self._poll.stop()
        self.jobs.finish()
        for core in self._cores:
            core.close()

    def _furnish(self) -> None:
        """Make the screens; the first one takes over the field that the window stood with."""
        window, first = self._window, self._field
        focused = window.focusWidget() is first
        for tab in TABS:
            field = first if tab is TABS[0] else None
            self.tabs.add(tab(self.desk, field), tab.word(), tab.icon)
        window.setWindowTitle(tr("Piaohe"))
        window.setCentralWidget(self)
        window.setStatusBar(self.status)
        if focused:
            first.setFocus(Qt.FocusReason.OtherFocusReason)  # it lost it with its old place

    def _begin(self, open_ledger: "Callable[[], Core]", *, sample: bool) -> None:
        self.not_open.wait(True)
        self.status.say_opening()

        def work(_: Report) -> "Core":
            core = open_ledger()
            self._cores.append(core)  # so that it is closed even if the window is closed by now
            return core

        self.jobs.run(
            self,
            work,
            lambda core: self._on_open(core, sample),
            failed=self._on_not_open,
        )

    def _on_open(self, core: "Core", sample: bool) -> None:
        self.is_sample = sample
        self._window.setWindowTitle(f"{core.company.name} — {tr('Piaohe')}")
        self.status.say_open(core.company.name, sample=sample)
        if self.currentWidget() is not self.tabs:
            self.setCurrentWidget(self.tabs)
            self.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.open(core)
        self._poll.start()

    def _on_not_open(self, error: Exception) -> None:
        self.status.say_nothing()
        self.setCurrentWidget(self.not_open)
        self.not_open.say(error)

    def _on_poll_failed(self, error: Exception) -> None:
        """Ask no more: the next step of the user meets the same error, and says it."""
        self._poll.stop()
