"""What the user chose for scanning: saved at once or not, heard or not."""

from dataclasses import replace

from PySide6.QtCore import QObject

from core import settings
from core.progress import Report
from gui.buttons import Button, Kind
from gui.desk import Desk
from words.translate import tr

ON, OFF = "on", "off"


class Toggle(Button):
    """A quiet button that is on or off; its icon says which."""

    def __init__(self, word: str, on: str, off: str) -> None:
        super().__init__(word, Kind.QUIET, icon=off)
        self._icons = {True: on, False: off}
        self.setCheckable(True)
        self.toggled.connect(self._show)

    def _show(self, checked: bool) -> None:
        self._icon = self._icons[checked]
        self.update()


class Options(QObject):
    """The two choices, remembered on this computer."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._writing = self._changed = False
        self.at_once = Toggle(tr("Save at once"), "check-square-fill", "square")
        self.at_once.setToolTip(
            tr("What can be kept is saved without a key; what it lacks is marked in the list.")
        )
        self.sounds = Toggle(tr("Sound"), "speaker-high", "speaker-slash")
        self.sounds.setChecked(True)
        self.at_once.clicked.connect(self._remember)
        self.sounds.clicked.connect(self._remember)

    def load(self) -> None:
        """Take what was chosen for this ledger."""
        folder = self._desk.core.folder
        self._desk.jobs.run(self, lambda _: settings.load(folder), self._show)

    def _show(self, kept: settings.Settings) -> None:
        self.at_once.setChecked(kept.scans == ON)
        self.sounds.setChecked(kept.sounds != OFF)

    def _remember(self) -> None:
        """Write the choices down, one writing after the other."""
        self._changed = True
        if self._writing or not self._desk.ready:
            return
        self._writing, self._changed = True, False
        folder = self._desk.core.folder
        scans = ON if self.at_once.isChecked() else OFF
        sounds = ON if self.sounds.isChecked() else OFF

        def work(_: Report) -> None:
            settings.save(folder, replace(settings.load(folder), scans=scans, sounds=sounds))

        self._desk.jobs.run(self, work, self._on_written, failed=self._on_written)

    def _on_written(self, _: object) -> None:
        self._writing = False  # what could not be written is worth no word
        if self._changed:
            self._remember()
