"""The sheet and the key: prove the sheet with its code, print it again, make a new key."""

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from core.home import code_in_picture
from core.progress import Progress, Report
from gui.asking import Asking
from gui.backup.parts import Tall
from gui.buttons import Button, Kind
from gui.desk import Alone, Desk
from gui.first_start.keeping import SheetPage
from gui.first_start.paper import Sheet
from gui.first_start.parts import Message
from gui.jobs import Jobs
from gui.opening import CodeRow
from gui.states import Mark, State
from gui.theme import named, px
from words import backups
from words.translate import filled, tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.rehearsing import Rehearsal
    from core.store.known_backups import KnownBackup

ANSWERED_WITHIN = 0.1
"""Seconds between two looks whether the window is closing while a new sheet is shown."""


class SheetDialog(Tall):
    """What can be done about the sheet; each has its consequence in plain words."""

    print_wanted = Signal()
    new_key_wanted = Signal()

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent,
            tr("Recovery sheet and key"),
            tr("The sheet opens the ledger and its backups where the keyring does not."),
            tr("Print the sheet again…"),
        )
        self._desk = desk
        self.out.say(tr("Close"))
        self.go.setDefault(False)
        self.go.setAutoDefault(False)  # Enter in the code's field is for the code
        self.code_row = CodeRow()
        self.code_row.open_button.say(tr("Rehearse with this code"))
        self.outcome = Message(2)
        self.camera_button = Button(tr("Hold it before the camera…"), icon="camera")
        self.camera_button.setAutoDefault(False)
        self.new_key = Button(tr("Make a new key…"), Kind.QUIET)
        self.new_key.setAutoDefault(False)
        self.foot.insertWidget(1, self.new_key)
        self._camera: QWidget | None = None
        self.body.addWidget(named(QLabel(tr("Prove it once a year")), "section"))
        self.body.addWidget(_wrapped(_why_proven()))
        self.body.addWidget(self.code_row)
        self.body.addWidget(self.camera_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.outcome)
        self.body.addWidget(named(QLabel(tr("A new key")), "section"))
        self.body.addWidget(_wrapped(_why_new()))
        self.code_row.given.connect(self.prove)
        self.code_row.picture.connect(self._read_picture)
        self.camera_button.clicked.connect(self._show_camera)
        self.accepted.connect(self.print_wanted)
        self.new_key.clicked.connect(self._on_new_key)

    def prove(self, code: str) -> None:
        """Rehearse a restore with this code and nothing else."""
        rehearsals = self._desk.core.rehearsals
        self.outcome.say(State(Mark.WAITING, tr("Restoring beside the ledger and comparing…")))
        self.code_row.setEnabled(False)
        self._desk.jobs.run(
            self,
            lambda report: rehearsals.run(code, report=report),
            self._on_rehearsed,
            failed=self._refuse,
        )

    def _on_rehearsed(self, found: "Rehearsal") -> None:
        self.code_row.setEnabled(True)
        self.code_row.field.clear()
        if not found.ok:
            self.outcome.say(State(Mark.WRONG, backups.unrehearsed(found.failed or "")))
            return
        text = tr("Proven: with this code alone {n} invoices and {m} originals were restored.")
        values = {"n": f"{found.invoices:,}", "m": f"{found.originals:,}"}
        self.outcome.say(State(Mark.AGREES, filled(text, values)))

    def _refuse(self, error: Exception) -> None:
        self.code_row.setEnabled(True)
        self.outcome.say(None)
        self.code_row.say(error)

    def _read_picture(self, file: Any) -> None:
        self._desk.jobs.run(self, lambda _: code_in_picture(file), self.prove, failed=self._refuse)

    def _show_camera(self) -> None:
        from gui.camera.panel import CameraPanel  # QtMultimedia is an optional part

        if self._camera is None:
            panel = CameraPanel(self._desk.jobs)
            panel.setMinimumHeight(px(220))
            panel.read.connect(lambda codes: self._on_seen([code.text for code in codes]))
            panel.closed.connect(panel.hide)
            self.body.insertWidget(self.body.indexOf(self.camera_button), panel)
            self._camera = panel
        self._camera.show()

    def _on_seen(self, texts: list[str]) -> None:
        if texts and self._camera is not None:
            self._camera.hide()
            self.prove(texts[0])

    def _on_new_key(self) -> None:
        self.reject()
        self.new_key_wanted.emit()


class SheetAgain(Asking):
    """Shows a sheet and asks two of its groups back before it is believed to be kept."""

    def __init__(self, parent: QWidget, sheet: Sheet, title: str, line: str) -> None:
        super().__init__(parent, title, line, tr("The sheet is kept"))
        self.page = SheetPage(Jobs(self))  # its own: the window's rest while a new key is made
        self.page.title.hide()
        self.page.lead.hide()
        scrolled = named(QScrollArea(), "clear")
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setWidget(named(self.page, "clear"))
        self.body.addWidget(scrolled, 1)
        self.page.show_whole(sheet)
        self.page.changed.connect(self._look)
        self._look()
        window = parent.window()
        width = min(px(720), window.width() - px(32))
        self.resize(width, min(px(700), window.height() - px(32)))

    def _look(self) -> None:
        self.go.setEnabled(not self.page.missing())


class NewKeyAsked(Asking):
    """Says why and with what consequences a new key is made, and asks once more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("Make a new key?"),
            tr("Do this where the sheet is lost, others may have seen it, or somebody left."),
            tr("Make the new key"),
        )
        for text in (
            tr("The ledger is written once more under the new key; the data stay the same."),
            tr("A new sheet is shown and asked back before anything is switched."),
            tr("From then on the old sheet opens only backups that were made before."),
            tr("Keep the old sheet until those are gone; mark it “old”."),
            tr("Back up right after it: then the old ledger and the old key go."),
        ):
            self.body.addWidget(_wrapped(f"·  {text}"))


class Keeping(QObject):
    """The ways from the page to the sheet and to a new key."""

    said = Signal(object)
    _asked = Signal(object)

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self._asked.connect(self._show_new, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Show what can be done about the sheet."""
        dialog = SheetDialog(self._screen, self._desk)
        dialog.print_wanted.connect(self.ask_who)
        dialog.new_key_wanted.connect(self.ask_for_key)
        dialog.open()

    def ask_who(self) -> None:
        """Ask who is there before the code comes on the screen."""
        dialog = Asking(
            self._screen,
            tr("Who can see the screen?"),
            tr(
                "The sheet opens everything. Go on only if you are in charge of the ledger, and"
                " nobody else can look on. The keyring may ask you for your password."
            ),
            tr("It is me, show the sheet"),
        )
        dialog.accepted.connect(self.print_again)
        dialog.open()

    def print_again(self) -> None:
        """Get the sheet, which asks the keyring once more, and show it."""
        core = self._desk.core

        def work(_: Report) -> Any:
            from core.secrets import Keyring

            return core.sheets.draw(Keyring())

        self._desk.jobs.run(self._screen, work, self._show_again)

    def ask_for_key(self) -> None:
        """Say what a new key means, and make it if it is wanted."""
        dialog = NewKeyAsked(self._screen)
        dialog.accepted.connect(self.make_key)
        dialog.open()

    def make_key(self) -> None:
        """Make the new key; the window closes the ledger for it and opens it again."""
        home = self._desk.home
        assert home is not None, "the samples keep their key"
        company = self._desk.core.company

        def work(report: Report) -> bool:
            def confirm(key_id: str, code: str, needing: "list[KnownBackup]") -> bool:
                return self._confirm(report, company, key_id, code, len(needing))

            return home.rekey(confirm, report)

        leaves = tr("Cancelling leaves the old key.")
        self._desk.alone_wanted.emit(Alone(tr("Making a new key"), leaves, work, self._on_made))

    def _show_again(self, drawn: Any) -> None:
        sheet = Sheet(
            drawn.company.name,
            drawn.company.tax_id,
            drawn.made_on,
            drawn.key_id,
            drawn.code,
            drawn.modules,
        )
        line = tr("Print it or save it as PDF, and keep it away from this computer.")
        dialog = SheetAgain(self._screen, sheet, tr("This paper is your spare key"), line)
        dialog.open()

    def _confirm(self, report: Report, company: Any, key_id: str, code: str, needing: int) -> bool:
        """Show the new sheet and wait for the answer; on the job's thread."""
        from core.app import beijing_now
        from core.files.recovery_sheet import code_modules

        today = beijing_now().date()
        sheet = Sheet(company.name, company.tax_id, today, key_id, code, code_modules(code))
        question = _Question(sheet, needing)
        self._asked.emit(question)
        while not question.answered.wait(ANSWERED_WITHIN):
            report(Progress("copy", 0))  # so that a window that closes is not waited for
        return question.kept

    def _show_new(self, question: "_Question") -> None:
        line = backups.old_codes(question.needing)
        dialog = SheetAgain(self._screen.window(), question.sheet, tr("The new sheet"), line)
        dialog.accepted.connect(lambda: question.answer(kept=True))
        dialog.rejected.connect(lambda: question.answer(kept=False))
        dialog.open()

    def _on_made(self, made: object) -> None:
        word = tr("The new key holds. Back up now: then the old key goes.")
        if made:
            self.said.emit(State(Mark.AGREES, word))
        else:
            self.said.emit(State(Mark.WAITING, tr("The old key stays.")))


class _Question:
    """The new sheet on its way to the window, and the answer on its way back."""

    def __init__(self, sheet: Sheet, needing: int) -> None:
        self.sheet = sheet
        self.needing = needing
        self.kept = False
        self.answered = threading.Event()

    def answer(self, *, kept: bool) -> None:
        self.kept = kept
        self.answered.set()


def _wrapped(text: str) -> QLabel:
    label = named(QLabel(text), "quiet")
    label.setWordWrap(True)
    return label


def _why_proven() -> str:
    return tr(
        "Type its code: the newest backup is then restored with the code alone, beside the ledger,"
        " compared record by record and removed."
    )


def _why_new() -> str:
    return tr("Where the sheet is lost, others may have seen it, or somebody left.")
