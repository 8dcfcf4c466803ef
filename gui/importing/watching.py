"""What comes in by itself: a watched folder, and a mailbox that is looked at now and then."""

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core import settings
from core.progress import Report
from core.settings import Settings
from gui.desk import Desk
from gui.importing.result import Result
from gui.jobs import Job
from words.translate import tr

if TYPE_CHECKING:  # come with the store, after the first paint
    from core.mail import Account
    from core.services.imports import Imported
    from core.services.mailing import Linked, Mailed

FOLDER_EVERY = 10_000
"""Milliseconds between two looks at the folder: a file is whole if two looks agree."""
MINUTE = 60_000


class Watching(QObject):
    """Looks at something now and then, one look at a time; a trouble is told once until it goes.

    `brought` gives a result where anything came in.
    """

    brought = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trouble = ""
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        desk.when_opened(self._on_opened)
        desk.set_up.connect(self.set_up)

    def set_up(self, now: Settings) -> None:
        """Begin or end as it is set now."""
        raise NotImplementedError

    def look(self) -> None:
        """Look once, off this thread."""
        raise NotImplementedError

    def _on_opened(self) -> None:
        self.timer.stop()
        folder = self._desk.core.folder
        self._desk.jobs.run(self, lambda _: settings.load(folder), self.set_up)

    def _bring(self, name: str, imported: "Imported | None") -> None:
        self._trouble = ""
        if imported is not None and imported.files:
            result = Result(name, self._desk.core.now())
            result.add(imported)
            self.brought.emit(result)

    def _fail(self, error: Exception) -> None:
        code = type(error).__name__
        if code != self._trouble:
            self._trouble = code
            self.failed.emit(error)


class FolderWatch(Watching):
    """Imports what arrives in a folder; the files stay where they lie."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent)
        self._folder: Path | None = None
        self._job: Job[Imported | None] | None = None
        self.timer.setInterval(FOLDER_EVERY)

    def set_up(self, now: Settings) -> None:
        """Watch the folder that is set now, or none."""
        self._folder = Path(now.watched) if now.watched else None
        self._trouble = ""
        if self._folder is None:
            self.timer.stop()
        elif not self.timer.isActive():
            self.timer.start()
            self.look()

    def look(self) -> None:
        """Import what is new and whole."""
        folder = self._folder
        if folder is None or self._job is not None or not self._desk.ready:
            return
        watch = self._desk.core.watching.watch_once

        def take(imported: "Imported | None") -> None:
            self._job = None
            self._bring(folder.name, imported)

        def fail(error: Exception) -> None:
            self._job = None
            self._fail(error)

        self._job = self._desk.jobs.run(
            self, lambda report: watch(folder, report=report), take, failed=fail
        )


class MailWatch(Watching):
    """Looks at a mailbox on demand, or every so many minutes.

    `linked` are the messages that hold links in place of files: listed, never followed. `context`
    says whom to trust where that is not what the system trusts.
    """

    begun = Signal()
    told = Signal(object)
    looked = Signal(object)
    able = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent)
        self.linked: list[Linked] = []
        self.context: ssl.SSLContext | None = None
        self._set = Settings()
        self._job: Job[Mailed] | None = None
        desk.mail_wanted.connect(self.look_now)

    @property
    def is_set_up(self) -> bool:
        """Whether a mailbox is named."""
        return bool(self._set.mail_host and self._set.mail_user)

    def set_up(self, now: Settings) -> None:
        """Look as often as it is set now."""
        self._set = now
        self._trouble = ""
        self.able.emit(self.is_set_up)
        every = now.mail_every or ""
        minutes = int(every) if every.isdecimal() else 0
        if minutes and self.is_set_up:
            self.timer.start(minutes * MINUTE)
        else:
            self.timer.stop()

    def look(self) -> None:
        """Look once; what is wrong is told once."""
        self._look(self._fail)

    def look_now(self) -> None:
        """Look because a person wants it: what is wrong is told each time."""
        self._look(self.failed.emit)

    def stop(self) -> None:
        """Stop; what was fetched so far is in."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _look(self, tell: Callable[[Exception], None]) -> None:
        if self._job is not None or not self.is_set_up or not self._desk.ready:
            return
        look, account, context = self._desk.core.mailing.look, account_of(self._set), self.context

        def work(report: Report) -> "Mailed":
            from core.secrets import Passwords  # the keyring may ask the user

            return look(account, Passwords().get(account.name), report=report, context=context)

        def take(mailed: "Mailed") -> None:
            self._job = None
            self.linked += [x for x in mailed.linked if x not in self.linked]
            self.looked.emit(mailed)
            self._bring(tr("Mailbox"), mailed.imported)

        def fail(error: Exception) -> None:
            self._job = None
            tell(error)

        self.begun.emit()
        self._job = self._desk.jobs.run(self, work, take, failed=fail, progress=self.told.emit)


def account_of(now: Settings) -> "Account":
    """Give the mailbox that is set."""
    from core.mail import PORT, Account  # brings imap-tools

    typed = now.mail_port or ""
    port = int(typed) if typed.isdecimal() else PORT
    return Account(now.mail_host or "", now.mail_user or "", port, now.mail_folder or "INBOX")
