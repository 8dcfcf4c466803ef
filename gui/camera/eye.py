"""The camera itself, by QtMultimedia: which there are, beginning, ending, what goes wrong."""

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from gui.camera.frames import Frames
from gui.camera.troubles import Choice
from gui.jobs import Jobs

BEST = QSize(1920, 1080)
"""Larger frames take longer and show no more of a code that fills a hand."""

LEAST_RATE = 15


class Eye(QObject):
    """One camera at a time. `changed`: one came or went; `failed`: it could not be used.

    `frame` gives each picture, `frames` what is read in them.
    """

    changed = Signal()
    failed = Signal()
    frame = Signal(QVideoFrame)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self.frames = Frames(jobs, self)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._camera: QCamera | None = None
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.changed)
        self.sink.videoFrameChanged.connect(self.frame)
        self.sink.videoFrameChanged.connect(self.frames.take)

    def cameras(self) -> list[Choice]:
        """Give the cameras of now, the system's own choice first."""
        default = _key(QMediaDevices.defaultVideoInput())
        found = [Choice(_key(d), d.description()) for d in QMediaDevices.videoInputs()]
        return sorted(found, key=lambda choice: choice.key != default)

    def start(self, key: str) -> None:
        """Begin to look through a camera."""
        self.stop()
        device = next((d for d in QMediaDevices.videoInputs() if _key(d) == key), None)
        if device is None:
            self.failed.emit()
            return
        self._camera = QCamera(device, self)
        self._camera.errorOccurred.connect(self._on_error)
        if formats := device.videoFormats():
            self._camera.setCameraFormat(max(formats, key=_worth))
        self._session.setCamera(self._camera)
        self._camera.start()

    def stop(self) -> None:
        """Let go of the camera, so that its lamp goes out."""
        self.frames.forget()
        if self._camera is not None:
            self._camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # None takes it away
            self._camera.deleteLater()
            self._camera = None

    def _on_error(self, error: QCamera.Error) -> None:
        if error != QCamera.Error.NoError:
            self.failed.emit()


def _key(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _worth(offered: QCameraFormat) -> tuple[bool, int, float]:
    """Weigh a format: a picture that moves, then one as large as is of use."""
    size = offered.resolution()
    fits = size.width() <= BEST.width() and size.height() <= BEST.height()
    pixels = size.width() * size.height()
    quick = offered.maxFrameRate() >= LEAST_RATE
    return quick, pixels if fits else -pixels, offered.maxFrameRate()
