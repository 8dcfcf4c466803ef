"""What the user chose for scanning: saved at once or not, heard or not, by which camera."""

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
    """The choices, remembered on this computer."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._writing = self._changed = False
        self._loading = True
        self._touched: set[str] = set()
        self.camera: str | None = None
        self.at_once = Toggle(tr("Save at once"), "check-square-fill", "square")
        self.at_once.setToolTip(
            tr("What can be kept is saved without a key; what it lacks is marked in the list.")
        )
        self.sounds = Toggle(tr("Sound"), "speaker-high", "speaker-slash")
        self.sounds.setChecked(True)
        self.at_once.clicked.connect(lambda: self._take("at_once"))
        self.sounds.clicked.connect(lambda: self._take("sounds"))

    def load(self) -> None:
        """Take what was chosen for this ledger; what is chosen meanwhile stands."""
        folder = self._desk.core.folder
        self._loading = True
        self._desk.jobs.run(self, lambda _: settings.load(folder), self._show)

    def remember_camera(self, key: str) -> None:
        """Remember by which camera the user looks."""
        self.camera = key
        self._take("camera")

    def _take(self, touched: str) -> None:
        """Remember it, but not before the other choices are known."""
        if self._loading:
            self._touched.add(touched)
        else:
            self._remember()

    def _show(self, kept: settings.Settings) -> None:
        touched, self._touched, self._loading = self._touched, set(), False
        if "camera" not in touched:
            self.camera = kept.camera
        if "at_once" not in touched:
            self.at_once.setChecked(kept.scans == ON)
        if "sounds" not in touched:
            self.sounds.setChecked(kept.sounds != OFF)
        if touched:
            self._remember()

    def _remember(self) -> None:
        """Write the choices down, one writing after the other."""
        self._changed = True
        if self._writing or not self._desk.ready:
            return
        self._writing, self._changed = True, False
        folder = self._desk.core.folder
        scans = ON if self.at_once.isChecked() else OFF
        sounds = ON if self.sounds.isChecked() else OFF

        chosen = {"scans": scans, "sounds": sounds, "camera": self.camera}

        def work(_: Report) -> None:
            settings.save(folder, replace(settings.load(folder), **chosen))

        self._desk.jobs.run(self, work, self._on_written, failed=self._on_written)

    def _on_written(self, _: object) -> None:
        self._writing = False  # what could not be written is worth no word
        if self._changed:
            self._remember()
