"""The camera's card: the picture, which camera, how many codes; or why there is no picture."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
)

from core.logs import log
from gui.buttons import Button, Kind
from gui.camera import permission
from gui.camera.preview import Preview
from gui.camera.sight import Sight
from gui.camera.troubles import COMMAND, Choice, Trouble, line, sentence
from gui.icons import Icon, paint_caret
from gui.jobs import Jobs
from gui.notices import EmptyState
from gui.theme import named, px
from words.translate import counted, tr

if TYPE_CHECKING:  # QtMultimedia is an optional part
    from gui.camera.eye import Eye
    from gui.camera.frames import Look

PATIENCE = 8000
"""Milliseconds for which a camera may warm up before its silence is spoken of."""

Opened = Callable[[Jobs, QObject], "Eye"]


class CameraPanel(QFrame):
    """Looks through a camera while it is in sight; `read` gives the codes that came into view.

    `chosen` gives the camera that the user chose, to be remembered; `closed` asks to be put away.
    """

    read = Signal(list)
    chosen = Signal(str)
    closed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        named(self, "card")
        self._jobs = jobs
        self.load: Callable[[], Opened] = _load
        self.ask: permission.Ask = permission.ask
        self.wanted: str | None = None
        self.eye: Eye | None = None
        self.trouble: Trouble | None = None
        self.sight = Sight()
        self._loading = False
        self._camera: Choice | None = None
        self._count = 0
        self.title = named(QLabel(tr("Camera")), "section")
        self.count = named(QLabel(), "quiet")
        self.choice = CameraBox()
        self.close_button = Button(tr("Close"), Kind.QUIET, icon="x", hint=_esc())
        self.preview = Preview()
        self.why = EmptyState("camera-slash")
        self.again = self.why.add(Button(tr("Try again"), icon="arrow-counter-clockwise"))
        self.copy = self.why.add(Button(tr("Copy the command"), icon="copy"))
        self.silence = QTimer(self)
        self.silence.setSingleShot(True)
        self.silence.setInterval(PATIENCE)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Look through the camera; what that needs is loaded and asked for first."""
        if self._loading:
            return
        self._show_picture()
        if self.eye is None:
            self._loading = True
            self._jobs.run(self, lambda _: _loaded(self.load), self._on_loaded)
        else:
            self.ask(self, self._on_answer)

    def end(self) -> None:
        """Let go of the camera."""
        self.silence.stop()
        self._camera = None
        self.preview.clear()
        if self.eye is not None:
            self.eye.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the panel comes into sight."""
        super().showEvent(event)
        self.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is looked at while nobody can see that."""
        super().hideEvent(event)
        self.end()

    def event(self, event: QEvent) -> bool:
        """Have Esc for this panel while the focus is in it; elsewhere it is the form's."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_esc(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if _is_esc(event):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_loaded(self, opened: Opened | ImportError) -> None:
        self._loading = False
        if isinstance(opened, ImportError):
            absent = isinstance(opened, ModuleNotFoundError)
            self._say(Trouble.ABSENT if absent else Trouble.DOES_NOT_LOAD, str(opened))
            return
        self.eye = eye = opened(self._jobs, self)
        eye.changed.connect(self._on_changed)
        eye.failed.connect(lambda: self._say(Trouble.FAILED))
        eye.frame.connect(self._on_frame)
        eye.frames.looked.connect(self._on_looked)
        self.ask(self, self._on_answer)

    def _on_answer(self, granted: bool) -> None:
        if not self.isVisible():
            return  # it was closed while the user was asked
        if granted:
            self._start()
        else:
            self._say(Trouble.REFUSED)

    def _start(self) -> None:
        """Start the camera that was chosen, or the first one."""
        assert self.eye is not None
        cameras = self.eye.cameras()
        self._offer(cameras)
        if not cameras:
            self._say(Trouble.NO_CAMERA)
            return
        camera = next((c for c in cameras if c.key == self.wanted), cameras[0])
        with QSignalBlocker(self.choice):
            self.choice.setCurrentIndex(cameras.index(camera))
        self._show_picture()
        self._camera = camera
        self.silence.start()
        self.eye.start(camera.key)

    def _offer(self, cameras: list[Choice]) -> None:
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for camera in cameras:
                self.choice.addItem(camera.name, camera.key)
        self.choice.setVisible(len(cameras) > 1)

    def _on_changed(self) -> None:
        """A camera came or went."""
        if not self.isVisible() or self.eye is None or self.trouble is Trouble.REFUSED:
            return
        cameras = self.eye.cameras()
        if self._camera is None:
            self._start()
        elif self._camera not in cameras:
            self._offer(cameras)
            self._say(Trouble.GONE)
        else:
            self._offer(cameras)
            with QSignalBlocker(self.choice):
                self.choice.setCurrentIndex(cameras.index(self._camera))

    def _on_chosen(self, index: int) -> None:
        self.wanted = str(self.choice.itemData(index))
        self.chosen.emit(self.wanted)
        self.preview.clear()
        self._start()

    def _on_frame(self, frame: object) -> None:
        self.silence.stop()
        if self.trouble is Trouble.SILENT:
            self._show_picture()
        self.preview.show_frame(frame)  # type: ignore[arg-type]  # the signal's own frame

    def _on_looked(self, look: "Look") -> None:
        if not self.isVisible() or self.trouble is not None:
            return
        self.preview.show_look(look)
        if fresh := self.sight.fresh(look.found.codes):
            self._count += len(fresh)
            self.count.setText(counted(self._count, tr("1 code read"), tr("{n} codes read")))
            self.read.emit(fresh)

    def _say(self, trouble: Trouble, fact: str = "") -> None:
        """Say in place of the picture why there is none."""
        log.warning("no picture of a camera: %s", trouble.value)
        silent = trouble is Trouble.SILENT
        if not silent:
            self.end()  # one that is slow may still come
        self.trouble = trouble
        self.why.say(sentence(trouble), line(trouble, fact))
        self.copy.setVisible(trouble is Trouble.ABSENT and COMMAND in self.why.line.text())
        self.again.setVisible(trouble is not Trouble.ABSENT)
        self._body.setCurrentWidget(self.why)
        whole = f"{self.why.sentence.text()} {self.why.line.text()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, whole))

    def _show_picture(self) -> None:
        self.trouble = None
        self._body.setCurrentWidget(self.preview)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.again.clicked.connect(self.begin)
        self.copy.clicked.connect(_copy_command)
        self.choice.activated.connect(self._on_chosen)
        self.silence.timeout.connect(lambda: self._say(Trouble.SILENT))

    def _lay_out(self) -> None:
        self.choice.setAccessibleName(tr("Which camera"))
        self.choice.view().setAccessibleName(tr("Which camera"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.hide()
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(8), px(8))
        head.setSpacing(px(10))
        for part in (Icon("camera", 16, "text2"), self.title, self.count):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.choice)
        head.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, px(8))
        box.setSpacing(0)
        box.addLayout(head)
        self._body = QStackedLayout()
        box.addLayout(self._body, 1)
        self._body.addWidget(self.preview)  # it has its parent by now, else it shows as a window
        self._body.addWidget(self.why)


class CameraBox(QComboBox):
    """Which camera; it opens downwards like every box of the program."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caret."""
        super().paintEvent(event)
        paint_caret(self)


def _load() -> Opened:
    """Load QtMultimedia, which takes a fifth of a second; raises ImportError where it lacks."""
    opened: Opened = import_module("gui.camera.eye").Eye
    return opened


def _loaded(load: Callable[[], Opened]) -> Opened | ImportError:
    try:
        return load()
    except ImportError as error:
        return error


def _is_esc(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _esc() -> str:
    return QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText)


def _copy_command() -> None:
    QGuiApplication.clipboard().setText(COMMAND)
