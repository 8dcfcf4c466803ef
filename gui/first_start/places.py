"""Where the data live, and where their backups go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from core.home import BackupGround, Ground, backup_ground, ground, place
from gui.buttons import Button, Kind
from gui.first_start.parts import Message, Page
from gui.jobs import Job, Jobs
from gui.states import Mark, State
from gui.theme import named, px
from words.translate import tr

OWN = "Piaohe"
"""The folder that is offered within one in which other things stand."""


class PlacePage(Page):
    """Asks for a folder, typed or chosen by the system's dialog; what is there is said at once."""

    def __init__(self, jobs: Jobs, name: str, folder: Path, title: str, lead: str) -> None:
        super().__init__(title, lead)
        self._jobs = jobs
        self._job: Job[str] | None = None
        self._looked_at: str | None = None
        self.field = QLineEdit(str(folder))
        self.field.setAccessibleName(name)
        self.choose_button = Button(tr("Choose…"), icon="folder-open")
        self.choose_button.setAccessibleName(": ".join((name, tr("Choose…"))))
        self.message = Message(2)
        self.action = Button("", Kind.LINK)
        self.action.hide()
        self._lay_out()
        self.field.textChanged.connect(self.look)
        self.choose_button.clicked.connect(self.ask)

    @property
    def folder(self) -> Path:
        """What was answered."""
        return place(self.field.text()) or Path()

    def begin(self) -> None:
        """Go to the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.deselect()
        self.look()

    def answer(self) -> str:
        """Name the folder."""
        return str(self.folder)

    def ask(self) -> None:
        """Ask by the system's dialog."""
        dialog = QFileDialog(self, self.field.accessibleName(), str(self.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda found: self.field.setText(str(Path(found))))
        dialog.open()

    def look(self) -> None:
        """Look what is there, off this thread."""
        if self._job is not None:
            self._job.cancel()
        self._looked_at = None
        text = self.field.text()
        self._job = self._jobs.run(
            self, lambda _: self._ground(text), lambda found: self._take(text, found)
        )
        self.changed.emit()

    def _take(self, text: str, found: str) -> None:
        self._looked_at = text
        self._say(found)
        self.changed.emit()

    @property
    def _is_looked_at(self) -> bool:
        return self._looked_at == self.field.text()

    def _ground(self, text: str) -> str:
        raise NotImplementedError

    def _say(self, found: str) -> None:
        raise NotImplementedError

    def _lay_out(self) -> None:
        card = named(QFrame(), "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(px(20), px(20), px(20), px(14))
        box.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.field, 1)
        row.addWidget(self.choose_button)
        box.addLayout(row)
        box.addWidget(self.message)
        room = QHBoxLayout()
        room.addSpacing(px(19))
        room.addWidget(self.action)
        room.addStretch()
        box.addLayout(room)
        box.setStretch(2, 0)
        keep = self.action.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.action.setSizePolicy(keep)
        self.action.setFixedHeight(px(26))
        self.column.addWidget(card)


class DataPage(PlacePage):
    """Asks where the data shall live; a ledger that is there can be opened instead."""

    open_there = Signal()

    def __init__(self, jobs: Jobs, folder: Path) -> None:
        super().__init__(
            jobs,
            tr("Data folder"),
            folder,
            tr("Where shall the data be?"),
            tr("On this computer, encrypted. No synchronised or shared folder."),
        )
        self._found: Ground | None = None
        self.action.clicked.connect(self._act)

    def missing(self) -> str:
        """Say what is still missing."""
        if not self._is_looked_at:
            return tr("Looking…")
        return "" if self._found is Ground.FREE else tr("Choose another folder")

    def refuse(self, found: Ground) -> None:
        """Say what was only found out when the ledger was to be made."""
        self._take(self.field.text(), found)

    def _ground(self, text: str) -> Ground:
        return ground(text)

    def _say(self, found: str) -> None:
        self._found = Ground(found)
        self.message.say(_words_of_ground()[self._found])
        offers = {
            Ground.LEDGER: tr("Open this ledger"),
            Ground.OCCUPIED: tr("Use a folder of its own in it"),
        }
        word = offers.get(self._found, "")
        self.action.setText(word)
        self.action.setAccessibleName(word)
        self.action.setVisible(bool(word))

    def _act(self) -> None:
        if self._found is Ground.LEDGER:
            self.open_there.emit()
        else:
            self.field.setText(str(self.folder / OWN))


class BackupPage(PlacePage):
    """Asks where backups go; another disk is advised and not demanded."""

    def __init__(self, jobs: Jobs, folder: Path, data: Callable[[], Path]) -> None:
        super().__init__(
            jobs,
            tr("Backup folder"),
            folder,
            tr("Where shall the backups go?"),
            tr("Best to another disk: a USB stick, a second drive, a drive of the office."),
        )
        self._data = data
        self._found: BackupGround | None = None

    def missing(self) -> str:
        """Say what is still missing."""
        if not self._is_looked_at:
            return tr("Looking…")
        refused = self._found in (BackupGround.INSIDE, BackupGround.NO_FOLDER)
        return tr("Choose another folder") if refused else ""

    def _ground(self, text: str) -> BackupGround:
        return backup_ground(text, self._data())

    def _say(self, found: str) -> None:
        self._found = BackupGround(found)
        self.message.say(_words_of_backup_ground()[self._found])


def _words_of_ground() -> dict[Ground, State]:
    return {
        Ground.FREE: State(Mark.AGREES, tr("The folder can be used.")),
        Ground.LEDGER: State(
            Mark.LOOK, tr("There is a ledger in this folder. Open it, or choose another folder.")
        ),
        Ground.OCCUPIED: State(
            Mark.WRONG, tr("Other files stand in this folder. A ledger needs one of its own.")
        ),
        Ground.NO_FOLDER: State(
            Mark.WRONG, tr("This is no folder. Choose one, or type its whole path.")
        ),
        Ground.UNWRITABLE: State(
            Mark.WRONG, tr("Nothing can be written there. Is the disk connected?")
        ),
    }


def _words_of_backup_ground() -> dict[BackupGround, State]:
    return {
        BackupGround.APART: State(Mark.AGREES, tr("On another disk: that is best.")),
        BackupGround.SAME_DISK: State(
            Mark.LOOK,
            tr("The same disk as the data: if it breaks, both are gone. It can be changed later."),
        ),
        BackupGround.INSIDE: State(
            Mark.WRONG,
            tr("This lies in the data folder and would be lost with it. Choose one outside."),
        ),
        BackupGround.NO_FOLDER: State(
            Mark.WRONG, tr("This is no folder. Choose one, or type its whole path.")
        ),
        BackupGround.UNWRITABLE: State(
            Mark.LOOK, tr("It cannot be reached now; the first backup will ask for it again.")
        ),
    }
