"""What all pages of the settings have in common, and the rows that they are made of."""

from typing import ClassVar, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core import settings
from gui.desk import Desk
from gui.theme import named, px


class SettingsPage(Protocol):
    """A `QWidget` that is made of the desk; `refresh` shows what is set now."""

    icon: ClassVar[str]

    def __init__(self, desk: Desk) -> None: ...

    @staticmethod
    def word() -> str:
        """The word of the page in the list."""
        ...

    def refresh(self) -> None:
        """Show what is set now; comes only when the ledger is open."""
        ...


def column_of(page: QWidget, title: str) -> QVBoxLayout:
    """Give a page its column, with the title on top."""
    column = QVBoxLayout(page)
    column.setContentsMargins(px(24), px(18), px(24), px(18))
    column.setSpacing(px(8))
    column.addWidget(named(QLabel(title), "title"))
    column.addSpacing(px(8))
    return column


def told(text: str, name: str = "small") -> QLabel:
    """Make a line of words that wraps."""
    label = named(QLabel(text), name)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def keep(desk: Desk, owner: QWidget, **changes: str | None) -> None:
    """Write some settings down, and tell the window."""
    folder = desk.core.folder
    desk.jobs.run(owner, lambda _: settings.change(folder, **changes), desk.set_up.emit)
