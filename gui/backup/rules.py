"""The automatic backups: when, and to which folders."""

from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.domain.backup_schedule import Rules
from core.domain.topic import Topic
from core.errors import AppError
from gui.backup.parts import Line, Tall, Tick
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.errors import fault
from gui.first_start.parts import Message
from gui.states import Mark, State
from gui.theme import named, px
from words.errors import sentence
from words.figures import size
from words.translate import filled, tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.automatic import BackupState, FolderState

MOST_CHANGES = 99_999


class RulesDialog(Tall):
    """When backups are made by themselves, and where they go; kept when it is accepted."""

    def __init__(self, parent: QWidget, desk: Desk, state: "BackupState") -> None:
        super().__init__(
            parent,
            tr("Automatic backups"),
            tr(
                "A folder that is not there is made up for when it is back. Kept: 7 days, 4 weeks,"
                " 12 months, never without the last proven one; those made by hand stay."
            ),
            tr("Keep these settings"),
        )
        self._desk = desk
        rules = state.rules
        self.daily = Tick(tr("Every day at"))
        self.at = QLineEdit(f"{rules.at:%H:%M}")
        self.closing = Tick(tr("When the program is closed"))
        self.counting = Tick(tr("After so many steps"))
        self.count = QLineEdit(str(rules.after_changes or 100))
        self.rehearsing = Tick(tr("Rehearse a restore once a month"))
        self.daily.setChecked(rules.daily)
        self.closing.setChecked(rules.on_closing)
        self.counting.setChecked(rules.after_changes > 0)
        self.rehearsing.setChecked(rules.rehearsals)
        self.places = QVBoxLayout()
        self.places.setSpacing(px(4))
        self.add_button = Button(tr("Add a folder…"), icon="plus")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._ask_for_folder)
        self.message = Message(2)
        for field, name in ((self.at, tr("Time of day")), (self.count, tr("Number of steps"))):
            field.setFixedWidth(px(72))
            field.setAccessibleName(name)
            field.textChanged.connect(self._check)
        self._lay_out()
        self.show_folders(state)
        self.accepted.connect(self._keep)

    def show_folders(self, state: "BackupState") -> None:
        """Show where backups go, each with how it stands."""
        while (old := self.places.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for folder in state.folders:
            self.places.addWidget(self._row(folder))
        self.fit()

    def add_folder(self, folder: Path) -> None:
        """Add a folder at once; what is wrong with it is said here."""
        automatic = self._desk.core.automatic
        self._change(lambda: automatic.add_folder(folder))

    def remove_folder(self, folder: Path) -> None:
        """Take a folder away; the files in it stay."""
        automatic = self._desk.core.automatic
        self._change(lambda: automatic.remove_folder(folder))

    def _change(self, change: object) -> None:
        automatic = self._desk.core.automatic

        def work(_: object) -> "BackupState":
            change()  # type: ignore[operator]
            return automatic.state()

        self.message.say(None)
        self._desk.jobs.run(self, work, self.show_folders, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
        text = sentence(error) if isinstance(error, AppError) else fault(error)
        self.message.say(State(Mark.WRONG, text))

    def _keep(self) -> None:
        rules = Rules(
            self.daily.isChecked(),
            _time(self.at.text()) or time(12, 30),
            self.closing.isChecked(),
            int(self.count.text()) if self.counting.isChecked() else 0,
            self.rehearsing.isChecked(),
        )
        desk, automatic = self._desk, self._desk.core.automatic
        desk.jobs.run(
            desk,
            lambda _: automatic.set_rules(rules),
            lambda _: desk.tell(frozenset({Topic.BACKUPS})),
        )

    def _check(self) -> None:
        whole = _time(self.at.text()) is not None
        count = self.count.text().isdecimal() and 0 < int(self.count.text()) <= MOST_CHANGES
        self.go.setEnabled(whole and count)
        word = "" if whole else tr("A time is written 12:30.")
        word = word or ("" if count else tr("A number of steps, at least 1."))
        self.message.say(State(Mark.LOOK, word) if word else None)

    def _row(self, state: "FolderState") -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        path = Line("", Qt.TextElideMode.ElideMiddle)
        path.setText(str(state.folder))
        how = named(QLabel(_how(state)), "small")
        remove = Button(tr("Use no longer"), Kind.LINK)
        remove.setAccessibleName(
            filled(tr("Use no longer: {folder}"), {"folder": str(state.folder)})
        )
        remove.setAutoDefault(False)
        remove.clicked.connect(lambda: self.remove_folder(state.folder))
        box.addWidget(path, 1)
        box.addWidget(how)
        box.addWidget(remove)
        return row

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, tr("Folder for backups"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda found: self.add_folder(Path(found)))
        dialog.open()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(6))
        grid.addWidget(self.daily, 0, 0)
        grid.addWidget(self.at, 0, 1)
        grid.addWidget(self.counting, 1, 0)
        grid.addWidget(self.count, 1, 1)
        grid.addWidget(self.closing, 2, 0)
        grid.addWidget(self.rehearsing, 3, 0)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)
        self.body.addSpacing(px(8))
        self.body.addWidget(named(QLabel(tr("Where they go")), "section"))
        self.body.addLayout(self.places)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addWidget(self.message)


def _how(state: "FolderState") -> str:
    if not state.present:
        return tr("Not there just now")
    if state.free is None:
        return tr("There")
    return filled(tr("{size} free"), {"size": size(state.free)})


def _time(text: str) -> time | None:
    try:
        hour, minute = text.strip().replace("：", ":").split(":")
        return time(int(hour), int(minute))
    except ValueError:
        return None
