"""The window of the settings (设置): its pages in a list at the left."""

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.settings import PAGES
from gui.settings.page import SettingsPage
from gui.theme import named, px
from words.translate import tr

LIST = 176


class SettingsWindow(QDialog):
    """Every page takes effect as it is changed; there is nothing to confirm."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "page")
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages: list[SettingsPage] = [page(desk) for page in PAGES]
        self.buttons = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(px(8), px(12), px(8), px(12))
        self._column.setSpacing(px(4))
        for at, page in enumerate(self.pages):
            self._stack.addWidget(_scrolled(cast(QWidget, page)))
            self._column.addWidget(self._button(at, page))
        self._column.addStretch()
        self.buttons.idClicked.connect(self.show_page)
        self._lay_out()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self.resize(self._fitting(parent))
        self.show_page(0)

    def show_page(self, at: int) -> None:
        """Show a page as things are set now."""
        button = self.buttons.button(at)
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentIndex(at)
        self.pages[at].refresh()

    def show_named(self, name: str) -> None:
        """Show the page whose class has this name."""
        at = next((at for at, page in enumerate(self.pages) if type(page).__name__ == name), 0)
        self.show_page(at)

    def _button(self, at: int, page: SettingsPage) -> Button:
        button = Button(page.word(), Kind.QUIET, icon=page.icon)
        button.setProperty("page", "true")
        button.in_list = True
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.buttons.addButton(button, at)
        return button

    def _fitting(self, parent: QWidget) -> QSize:
        room = parent.window().size() - QSize(px(48), px(48))
        return QSize(px(760), px(520)).boundedTo(room)

    def _lay_out(self) -> None:
        side = named(QFrame(), "side")
        side.setLayout(self._column)
        side.setFixedWidth(px(LIST))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        self.setMinimumSize(px(480), px(280))


def _scrolled(page: QWidget) -> QScrollArea:
    area = named(QScrollArea(), "clear")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(named(page, "clear"))
    return area
