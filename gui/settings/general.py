"""General (通用): the language and the colours."""

from typing import ClassVar

from PySide6.QtWidgets import QApplication, QWidget

from core import settings
from gui import theme
from gui.desk import Desk
from gui.first_start.parts import Segments
from gui.settings.page import column_of, keep, told
from gui.theme import px
from words import language
from words.translate import tr

LANGUAGES = (None, language.CHINESE, language.ENGLISH)
THEMES = (None, "light", "dark")


class GeneralPage(QWidget):
    """Colours change at once, the language with the next start."""

    icon: ClassVar[str] = "sliders"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        as_system = tr("As the system")
        # the languages name themselves, so that whoever landed in the wrong one finds back
        self.language = Segments([as_system, "简体中文", "English"], tr("Language"))
        self.theme = Segments([as_system, tr("Light"), tr("Dark")], tr("Colours"))
        column = column_of(self, self.word())
        for part, word in ((self.language, tr("Language")), (self.theme, tr("Colours"))):
            column.addWidget(told(word, "bold"))
            column.addWidget(part)
            if part is self.language:
                column.addWidget(told(tr("Takes effect when the program is started next.")))
            column.addSpacing(px(12))
        column.addStretch()
        self.language.chosen.connect(self._keep_language)
        self.theme.chosen.connect(self._keep_theme)

    @staticmethod
    def word() -> str:
        """通用."""
        return tr("General")

    def refresh(self) -> None:
        """Show what is set now."""
        folder = self._desk.core.folder
        self._desk.jobs.run(self, lambda _: settings.load(folder), self._show)

    def _show(self, now: settings.Settings) -> None:
        for part, choices, value in (
            (self.language, LANGUAGES, now.language),
            (self.theme, THEMES, now.theme),
        ):
            part.button(choices.index(value) if value in choices else 0).setChecked(True)

    def _keep_language(self) -> None:
        keep(self._desk, self, language=LANGUAGES[self.language.at])

    def _keep_theme(self) -> None:
        chosen = THEMES[self.theme.at]
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a page stands in a window"
        theme.change(app, chosen)
        keep(self._desk, self, theme=chosen)
