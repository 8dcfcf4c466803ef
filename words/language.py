"""Which language the program speaks."""

from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QTranslator,
    qInstallMessageHandler,
)

CHINESE = "zh_CN"
ENGLISH = "en"
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"


def install(language: str | None = None) -> str:
    """Speak this language from now on and give its name; None follows the system.

    Needs a QCoreApplication. English stands in the source, so that it needs no file; without
    the compiled translation (`packaging/dev.py` makes it) English is what shows.
    """
    app = QCoreApplication.instance()
    assert app is not None, "make the application first"
    spoken = language if language in (CHINESE, ENGLISH) else of_system()
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if spoken == CHINESE:
        _load(app, FOLDER / "zh_CN.qm")
        toolkit = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _load(app, Path(toolkit) / "qtbase_zh_CN.qm")
    QLocale.setDefault(QLocale(spoken))
    return spoken


def of_system() -> str:
    """Chinese where the system is Chinese, else English."""
    spoken = QLocale.system().uiLanguages() or [QLocale.system().name()]
    return CHINESE if spoken[0].startswith("zh") else ENGLISH


def _load(app: QCoreApplication, file: Path) -> None:
    translator = QTranslator(app)
    if translator.load(str(file)):
        app.installTranslator(translator)


def speak(language: str | None = None) -> str:
    """Make what words need where there is no window, and speak; for the command line."""
    if QCoreApplication.instance() is None:
        # It would say on standard error, in four lines, what it thinks of a locale like C.
        usual = qInstallMessageHandler(lambda *_: None)
        _CONSOLE.append(QCoreApplication([]))
        qInstallMessageHandler(usual)
    return install(language)


_CONSOLE: list[QCoreApplication] = []
"""Kept, for the toolkit's application ends with its last reference."""
