"""How errors and bugs come before the user's eyes: in words, never as a traceback."""

import sys
import threading
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from core.errors import AppError
from core.logs import log
from words.translate import filled, joined, tr

NAME = "error"
"""The object name of an error's box."""

LOG_FILE = "log_file"
"""The property of the application that holds where the log is."""


def show_error(owner: QObject | None, error: Exception) -> None:
    """Show an error beside its owner, without stopping the program; a known error once at a time.

    An AppError is said in its words, anything else as a fault of the program.
    """
    code = error.code if isinstance(error, AppError) else type(error).__name__
    shown = (w for w in QApplication.topLevelWidgets() if w.objectName() == NAME and w.isVisible())
    if any(box.property("code") == code for box in shown):
        return
    if isinstance(error, AppError):
        from words.errors import said  # brings the words of all errors; a good start needs none

        log.warning("shown: %s %s", error.code, error.facts)
        words = said(error)
        box = _box(owner, QMessageBox.Icon.Warning, words.what, joined(words.data, words.now))
    else:
        box = _box(owner, QMessageBox.Icon.Critical, fault(error), after_fault())
    box.setProperty("code", code)
    box.open()


def fault(error: BaseException) -> str:
    """Say what failed of the program: the kind of error and its place, never its text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else _place(trace)
    values = {"error": type(error).__name__, "place": place}
    return filled(tr("A part of the program failed ({error}{place})."), values)


def after_fault() -> str:
    """Say after a fault of the program what of the data, and where the log is."""
    app = QCoreApplication.instance()
    file = app.property(LOG_FILE) if app else None
    safe = tr("Your data is unharmed: a step is saved whole or not at all. Try it again.")
    where = filled(tr("The log: {file}"), {"file": file}) if file else ""
    return f"{safe}\n\n{where}".rstrip()


def catch(log_file: Path | None) -> None:
    """Show from now on whatever nobody caught, on any thread; the log is at `log_file`."""
    app = QCoreApplication.instance()
    assert app is not None, "make the application first"
    app.setProperty(LOG_FILE, str(log_file) if log_file else None)
    sys.excepthook = _on_uncaught
    threading.excepthook = lambda args: _on_uncaught(
        args.exc_type, args.exc_value, args.exc_traceback
    )


def _on_uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    del kind, trace
    if error is None or isinstance(error, SystemExit):
        return
    if isinstance(error, KeyboardInterrupt):
        QCoreApplication.quit()
        return
    log.error("nobody caught this", exc_info=error)
    app = QCoreApplication.instance()
    if app is None or not isinstance(error, Exception):
        return
    if QThread.currentThread() is app.thread():
        show_error(QApplication.activeWindow(), error)
    else:
        QTimer.singleShot(0, app, lambda: show_error(QApplication.activeWindow(), error))


def _box(owner: QObject | None, icon: QMessageBox.Icon, what: str, more: str) -> QMessageBox:
    parent = owner.window() if isinstance(owner, QWidget) else None
    box = QMessageBox(icon, QApplication.applicationDisplayName(), what, parent=parent)
    box.setInformativeText(more)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.finished.connect(partial(_end, box))  # the connection holds a box that has no parent
    box.setObjectName(NAME)
    return box


def _end(box: QMessageBox, _: int) -> None:
    box.deleteLater()


def _place(trace: TracebackType) -> str:
    return f", {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
