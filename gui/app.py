"""Opening the window."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from core.settings import Settings
from gui import theme
from gui.main_window import MainWindow, Open

if TYPE_CHECKING:
    from core.home import Home


def run(
    open_core: Open,
    open_demo: Open,
    *,
    home: "Home | None" = None,
    log_file: Path | None = None,
) -> int:
    """Open the window and give the status of its end.

    `open_core` and `open_demo` are called on a thread, and import what they need there. `home`
    keeps the window's place when it is closed, but only beside a ledger of the user's own: a
    folder that does not exist yet must stay empty.
    """
    kept = home.settings() if home is not None else Settings()
    app = application(kept)
    window = MainWindow(open_core, open_demo, lambda: furnish(app, kept, log_file), home)
    if kept.window:
        window.restore_place(kept.window)
    window.show()
    status = app.exec()
    if home is not None and window.has_own_ledger:
        with suppress(OSError):  # the window's place is not worth a word
            home.keep_window(window.place())
    return status


SWITCH_EVERY = 0.0001
"""Seconds for which a busy thread keeps the interpreter when another wants it.

Nearly every call of Qt lets it go and must have it again. By Python's 5 ms a screen of forty such
calls is painted in 200 ms while a thread compares, by 0.5 ms in 20, by this in 4. With it a list
of 20,000 is sorted on a thread in the same time as before.
"""


def application(settings: Settings) -> QApplication:
    """Make the application, with its colours: all that the first paint needs."""
    sys.setswitchinterval(SWITCH_EVERY)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # By this argument and not by setStyle, which gives a QStyle: to make that type takes 9 ms.
        app = QApplication([sys.argv[0], "-style", "fusion"])
    theme.start(app, settings.theme)
    return app


def furnish(app: QApplication, settings: Settings, log_file: Path | None = None) -> None:
    """Give the application what the first paint did not need: language, name, errors."""
    from gui.errors import catch
    from gui.garbage import Garbage
    from words import language
    from words.translate import tr

    language.install(settings.language)
    app.setApplicationName("Piaohe")
    app.setApplicationDisplayName(tr("Piaohe"))
    theme.follow(app, settings.theme)
    catch(log_file)
    if app.findChild(Garbage) is None:
        Garbage(app)
