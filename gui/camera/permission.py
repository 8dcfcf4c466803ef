"""Asking the system whether the camera may be used: macOS asks the user, others answer at once."""

from collections.abc import Callable

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt

Ask = Callable[[QObject, Callable[[bool], None]], None]
"""Asks on behalf of an owner, then calls with the answer."""


def ask(owner: QObject, then: Callable[[bool], None]) -> None:
    """Ask the system; the user is asked where nothing is decided yet."""
    app, wanted = QCoreApplication.instance(), QCameraPermission()
    assert app is not None
    status = app.checkPermission(wanted)
    if status == Qt.PermissionStatus.Undetermined:
        app.requestPermission(wanted, owner, lambda asked: then(_granted(asked.status())))
    else:
        then(_granted(status))


def _granted(status: Qt.PermissionStatus) -> bool:
    return status == Qt.PermissionStatus.Granted
