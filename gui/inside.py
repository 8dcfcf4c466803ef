"""What is inside the window: the tabs, the status line, and opening the ledger behind them."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QStackedWidget

from core.errors import LedgerDamaged, NoFolder
from core.home import Home
from core.logs import FILE, FOLDER
from core.progress import Report
from gui.ahead import Ahead
from gui.backup.clockwork import Clockwork
from gui.desk import Alone, Desk
from gui.errors import LOG_FILE, show_error
from gui.importing.receiving import Receiving, let_drops_through
from gui.jobs import Jobs
from gui.minding import Minding
from gui.notices import SHOWN_AFTER, Toast
from gui.rail import Tabs
from gui.states import Mark, State
from gui.status import StatusLine
from gui.tab import Tab
from gui.tables import PAGE
from gui.tabs import TABS
from words.translate import tr

if TYPE_CHECKING:
    from core.app import Core  # the first job imports it
    from gui.backup.apart import Apart, Leaving  # only who restores needs it
    from gui.backup.damaged import Damaged
    from gui.backup.restoring import Restoring
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
        self._may_go = self._alone = False
        self.jobs = Jobs(self)
        self.desk = Desk(None, self.jobs, self)
        self.minding = Minding(self.desk, self)
        self.desk.home = home
        self.tabs = Tabs(self._make)
        self.clockwork = Clockwork(self.desk)
        self.clockwork.ended.connect(self._go)
        self.status = StatusLine(self.tabs, self.desk)
        self._connect()
        self.addWidget(self.tabs)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_EVERY)
        self._poll.timeout.connect(self.poll)
        self._ahead = Ahead(window, self.tabs, self.jobs)
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
        made.restore.connect(self._ask_restore)
        self.addWidget(made)
        return made

    @cached_property
    def damaged(self) -> "Damaged":
        """What stands here where the ledger is damaged; made when it has to be."""
        from gui.backup.damaged import Damaged  # most starts go well

        assert self._home is not None, "only a ledger at home leads to its backups"
        made = Damaged(self._home, self.jobs)
        made.again.connect(self.open)
        made.restore.connect(self.restoring.ask)
        made.choose.connect(self._ask_restore)
        self.addWidget(made)
        return made

    @cached_property
    def restoring(self) -> "Restoring":
        """The way from a backup's file to a ledger, where none is open."""
        from gui.backup.restoring import Restoring  # most starts go well

        return Restoring(self, self.desk)

    @cached_property
    def apart(self) -> "Apart":
        """What stands here while the ledger is closed for work on it; made when it is needed."""
        from gui.backup.apart import Apart  # most days do without

        made = Apart(self.jobs)
        made.done.connect(self._on_alone)
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
        self.desk.home = self._home
        if self.first_start is None:
            self.first_start = FirstStart(self._home, self.jobs)
            self.first_start.founded.connect(self._on_founded)
            self.first_start.open_there.connect(self._open_home)
            self.first_start.samples.connect(self.open_demo)
            self.first_start.restore.connect(self._ask_restore)
            self.addWidget(self.first_start)
        self._poll.stop()
        self._window.setWindowTitle(tr("Piaohe"))
        self.status.hide()
        self.setCurrentWidget(self.first_start)
        # Behind the event that shows it, for what is hidden takes no focus.
        QTimer.singleShot(0, self.first_start, self.first_start.begin)

    def may_close(self) -> bool:
        """Ask where something would be lost, and back up before the end where that is due.

        False also means: not yet; the window is closed again when the backup is made or skipped.
        """
        if self.first_start is not None and not self.first_start.may_leave():
            return False
        app = QApplication.instance()
        hurried = isinstance(app, QApplication) and app.isSavingSession()
        if self._may_go or hurried or self._alone or not self._keeps_itself():
            return True
        if not self.clockwork.closing:
            self._poll.stop()
            QTimer.singleShot(SHOWN_AFTER, self.leaving, self._show_leaving)
            self.clockwork.close()
        return False

    def open_demo(self) -> None:
        """Open the sample ledger, off this thread."""
        self._begin(self._open_demo, sample=True)

    def open_settings(self, page: str) -> None:
        """Show the settings, at the page of this class; they belong to the open ledger."""
        from gui.settings.window import SettingsWindow  # only who asks for it needs it

        if not self.desk.ready:
            return
        shown = self.findChild(SettingsWindow) or SettingsWindow(self.desk, self)
        if page:
            shown.show_named(page)
        shown.show()
        shown.raise_()
        shown.activateWindow()

    @cached_property
    def leaving(self) -> "Leaving":
        """What stands here while the last backup is made."""
        from gui.backup.apart import Leaving  # only who leaves needs it

        made = Leaving()
        made.skipped.connect(self.clockwork.skip)
        self.addWidget(made)
        return made

    def do_alone(self, wish: Alone) -> None:
        """Close the ledger for work that needs it closed, then open it again."""
        self._poll.stop()
        self._ahead.stop()
        self.clockwork.stop()
        core = self.desk.core if self.desk.ready else None
        if core in self._cores and not self.is_sample:
            self._cores.remove(core)
        else:
            core = None
        self._alone = True
        self.setCurrentWidget(self.apart)
        self.apart.begin(wish, core)

    def poll(self) -> None:
        """Ask whether another program wrote."""
        core = self.desk.core
        self.jobs.run(self, lambda _: core.poll(), self.desk.tell, failed=self._on_poll_failed)

    def close_ledger(self) -> None:
        """Wait for the work under way, then close the ledger."""
        self.clockwork.stop()
        self._poll.stop()
        self._ahead.stop()
        self.jobs.finish()
        if "apart" in self.__dict__:
            self.apart.finish()
        for core in self._cores:
            core.close()

    def _furnish(self) -> None:
        """Make the screens; the first one takes over the field that the window stood with."""
        window, first = self._window, self._field
        focused = window.focusWidget() is first
        for place in TABS:
            self.tabs.add(place)
        window.setWindowTitle(tr("Piaohe"))
        window.setCentralWidget(self)
        window.setStatusBar(self.status)
        Receiving(window, self.desk, self._may_receive)
        first.show()
        if focused:
            first.setFocus(Qt.FocusReason.OtherFocusReason)  # it lost it with its old place

    def _make(self, kind: type[Tab]) -> Tab:
        with self.desk.catching_up():
            screen = kind(self.desk, self._field if kind.place is TABS[0] else None)
            let_drops_through(screen)
        return screen

    def _may_receive(self) -> bool:
        return self.desk.ready and self.currentWidget() is self.tabs

    def _connect(self) -> None:
        self.desk.samples_wanted.connect(self.open_demo)
        self.desk.alone_wanted.connect(self.do_alone)
        self.status.leave.clicked.connect(self.leave_samples)
        self.desk.settings_wanted.connect(self.open_settings)
        self.tabs.gear.clicked.connect(lambda: self.open_settings(""))
        key = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Comma)
        QShortcut(key, self.tabs, lambda: self.open_settings(""))
        hint = key.toString(QKeySequence.SequenceFormat.NativeText)
        self.tabs.gear.setToolTip(f"{self.tabs.gear.text()}  {hint}")
        desk = self.desk
        desk.import_wanted.connect(partial(self._lead, desk.import_wanted, "takes_imports"))
        desk.files_wanted.connect(partial(self._lead, desk.files_wanted, "takes_imports"))
        desk.enter_wanted.connect(lambda *_: self._bring_forward("takes_copies"))
        desk.copy_wanted.connect(lambda _: self._bring_forward("takes_copies"))
        desk.look_up_wanted.connect(partial(self._lead, desk.look_up_wanted, "takes_queries"))
        desk.work_wanted.connect(lambda topic: self._bring_forward("settles", topic))

    def _lead(self, wanted: SignalInstance, able: str, *what: object) -> None:
        """Show the screen that takes this; one that was made for it has not heard it yet."""
        if self._bring_forward(able):
            wanted.emit(*what)

    def _bring_forward(self, able: str, value: object = True) -> bool:
        """Show the screen that says of itself that it takes what is wanted; True for a new one."""
        place = next((each for each in TABS if getattr(each, able) is value), None)
        if place is None:
            return False
        new = place in self.tabs.unmade()
        self.tabs.setCurrentIndex(TABS.index(place))
        self.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
        return new

    def _keeps_itself(self) -> bool:
        """Whether the open ledger is the user's own: the samples need no backup."""
        return self._home is not None and self.desk.ready and not self.is_sample

    def _show_leaving(self) -> None:
        """Say what the window waits for, where that is no blink."""
        if not self._may_go:
            self.setCurrentWidget(self.leaving)
            self.leaving.begin()

    def _go(self) -> None:
        self._may_go = True
        self._window.close()

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

    def _ask_restore(self) -> None:
        self.restoring.ask_for_file()

    def _on_alone(self, wish: Alone, result: object, error: Exception | None) -> None:
        """Open the ledger again, then say how it went."""
        self._alone = False
        if self._home is not None:
            self._open_core = self._home.open

        def opened() -> None:
            if error is not None:
                show_error(self, error)
            elif result is not None:
                wish.then(result)

        self._begin(self._open_core, sample=False, then=opened)

    def _begin(
        self,
        open_ledger: "Callable[[], Core]",
        *,
        sample: bool,
        then: Callable[[], None] | None = None,
    ) -> None:
        if "not_open" in self.__dict__:
            self.not_open.wait(True)
        self.status.say_opening()

        def work(_: Report) -> "Core":
            core = open_ledger()
            self._cores.append(core)  # so that it is closed even if the window is closed by now
            return core

        def done(core: "Core") -> None:
            self._on_open(core, sample)
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            self._on_not_open(error)
            if then is not None:
                then()

        self.jobs.run(self, work, done, failed=failed)

    def _on_open(self, core: "Core", sample: bool) -> None:
        self.is_sample = sample
        if (app := QApplication.instance()) is not None:
            app.setProperty(LOG_FILE, str(core.folder / FOLDER / FILE))
        self.status.show()
        self._window.setWindowTitle(" — ".join((core.company.name, tr("Piaohe"))))
        self.status.say_open(core.company.name, sample=sample)
        if self.currentWidget() is not self.tabs:
            self.setCurrentWidget(self.tabs)
            self.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.home = None if sample else self._home
        self.desk.open(core)
        self._poll.start()
        self._warm_up(core)
        self._ahead.begin()
        if self._keeps_itself():
            self.clockwork.begin()

    def _warm_up(self, core: "Core") -> None:
        """Ask once before anyone does: the first question to a ledger takes the longest."""

        def ask(_: object) -> None:
            from core.domain.query import Query

            core.lookup.find(Query(), PAGE)

        self.jobs.run(self, ask, _let_be, failed=_let_be)

    def _on_not_open(self, error: Exception) -> None:
        if isinstance(error, NoFolder) and self._home is not None and self._home.is_new:
            self.set_up()
            return
        self.desk.home = self._home
        self.status.show()
        self.status.say_nothing()
        if isinstance(error, LedgerDamaged) and self._home is not None:
            self.setCurrentWidget(self.damaged)
            self.damaged.look()
            return
        self.setCurrentWidget(self.not_open)
        self.not_open.say(error)

    def _on_poll_failed(self, error: Exception) -> None:
        """Ask no more: the next step of the user meets the same error, and says it."""
        self._poll.stop()


def _let_be(_: object) -> None:
    """What was only asked so that the next is quicker."""
