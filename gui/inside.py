"""What is inside the window: the tabs, the status line, and opening the ledger behind them."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QStackedWidget

from core.errors import NoFolder
from core.home import Home
from core.logs import FILE, FOLDER
from core.progress import Report
from gui.desk import Desk
from gui.errors import LOG_FILE
from gui.jobs import Jobs
from gui.notices import Toast
from gui.rail import Tabs
from gui.states import Mark, State
from gui.status import StatusLine
from gui.tabs import TABS
from words.translate import tr

if TYPE_CHECKING:
    from core.app import Core  # the first job imports it
    from gui.first_start.wizard import FirstStart  # only who has no ledger needs it
    from gui.opening import NotOpen

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
        home: Home | None = None,
    ) -> None:
        super().__init__()
        self._window = window
        self._field = field
        self._open_core = open_core
        self._open_demo = open_demo
        self._home = home
        self.first_start: FirstStart | None = None
        self.is_sample = False
        self._cores: list[Core] = []
        self.jobs = Jobs(self)
        self.desk = Desk(None, self.jobs, self)
        self.tabs = Tabs()
        self.status = StatusLine(self.tabs, self.desk)
        self._connect()
        self.addWidget(self.tabs)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_EVERY)
        self._poll.timeout.connect(self.poll)
        self._furnish()

    @cached_property
    def not_open(self) -> "NotOpen":
        """What says why there is no open ledger; made when it has to be said."""
        from gui.opening import NotOpen  # a start that goes well does without

        made = NotOpen(doors=self._home is not None)
        made.again.connect(self.open)
        made.demo.connect(self.open_demo)
        made.set_up.connect(self.set_up)
        made.elsewhere.connect(self._open_elsewhere)
        made.code.connect(lambda code: self._open_with(lambda: code))
        made.picture.connect(self._open_with_picture)
        self.addWidget(made)
        return made

    def open(self) -> None:
        """Open the user's ledger, off this thread; where there is none, the first start."""
        sample = self._open_core is self._open_demo
        if self._home is not None and self._home.is_new and not sample:
            self.set_up()
        else:
            self._begin(self._open_core, sample=sample)

    def leave_samples(self) -> None:
        """Go from the samples to the user's own ledger, or to the first start."""
        if self._home is not None:
            self._open_core = self._home.open
        self.open()

    def set_up(self) -> None:
        """Show the first start."""
        from gui.first_start.wizard import FirstStart  # only who has no ledger needs it

        assert self._home is not None, "who has no home sets nothing up"
        if self.first_start is None:
            self.first_start = FirstStart(self._home, self.jobs)
            self.first_start.founded.connect(self._on_founded)
            self.first_start.open_there.connect(self._open_home)
            self.first_start.samples.connect(self.open_demo)
            self.addWidget(self.first_start)
        self._poll.stop()
        self._window.setWindowTitle(tr("Piaohe"))
        self.status.hide()
        self.setCurrentWidget(self.first_start)
        # Behind the event that shows it, for what is hidden takes no focus.
        QTimer.singleShot(0, self.first_start, self.first_start.begin)

    def may_close(self) -> bool:
        """Ask where something would be lost."""
        return self.first_start is None or self.first_start.may_leave()

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
        first.show()
        if focused:
            first.setFocus(Qt.FocusReason.OtherFocusReason)  # it lost it with its old place

    def _connect(self) -> None:
        self.desk.samples_wanted.connect(self.open_demo)
        self.status.leave.clicked.connect(self.leave_samples)
        self.desk.samples_wanted.connect(self.open_demo)
        self.desk.copy_wanted.connect(lambda _: self._bring_forward("takes_copies"))
        self.desk.look_up_wanted.connect(lambda _: self._bring_forward("takes_queries"))

    def _bring_forward(self, able: str) -> None:
        """Show the screen that says of itself that it takes what is wanted."""
        for at in range(self.tabs.count()):
            screen = self.tabs.widget(at)
            if screen is not None and getattr(screen, able, False):
                self.tabs.setCurrentWidget(screen)
                screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_home(self) -> None:
        assert self._home is not None, "asked for from its screens"
        self._open_core = self._home.open
        self._begin(self._home.open, sample=False)

    def _open_elsewhere(self, folder: Path) -> None:
        assert self._home is not None, "asked for from its screens"
        choose = partial(self._home.choose, folder)
        self.jobs.run(self, lambda _: choose(), lambda _: self._open_home())

    def _open_with_picture(self, file: Path) -> None:
        from core.home import code_in_picture

        self._open_with(partial(code_in_picture, file))

    def _open_with(self, code: Callable[[], str]) -> None:
        """Open with the code of the sheet; the keyring gets its key back where it can."""
        assert self._home is not None, "asked for from its screens"
        open_with = self._home.open_with
        self.not_open.wait(True)

        def work(_: Report) -> "tuple[Core, bool]":
            core, kept = open_with(code())
            self._cores.append(core)
            return core, kept

        self.jobs.run(self, work, self._on_opened_with, failed=self.not_open.refuse)

    def _on_opened_with(self, opened: "tuple[Core, bool]") -> None:
        core, kept = opened
        self.not_open.code_row.field.clear()
        self._on_open(core, sample=False)
        if kept:
            word = tr("The key is in the keyring again.")
            Toast(self).say(State(Mark.AGREES, word))

    def _on_founded(self, core: "Core") -> None:
        assert self._home is not None, "it made the ledger"
        assert self.first_start is not None, "it made the ledger"
        self._cores.append(core)
        self._open_core = self._home.open
        self._on_open(core, sample=False)
        self.removeWidget(self.first_start)
        self.first_start.deleteLater()
        self.first_start = None

    def _begin(self, open_ledger: "Callable[[], Core]", *, sample: bool) -> None:
        if "not_open" in self.__dict__:
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
        if (app := QApplication.instance()) is not None:
            app.setProperty(LOG_FILE, str(core.folder / FOLDER / FILE))
        self.status.show()
        self._window.setWindowTitle(f"{core.company.name} — {tr('Piaohe')}")
        self.status.say_open(core.company.name, sample=sample)
        if self.currentWidget() is not self.tabs:
            self.setCurrentWidget(self.tabs)
            self.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.open(core)
        self._poll.start()

    def _on_not_open(self, error: Exception) -> None:
        if isinstance(error, NoFolder) and self._home is not None and self._home.is_new:
            self.set_up()
            return
        self.status.show()
        self.status.say_nothing()
        self.setCurrentWidget(self.not_open)
        self.not_open.say(error)

    def _on_poll_failed(self, error: Exception) -> None:
        """Ask no more: the next step of the user meets the same error, and says it."""
        self._poll.stop()
