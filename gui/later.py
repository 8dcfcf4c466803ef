"""What stands in the place of a screen until it is made: a start pays for the first one alone."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.tab import Tab
from gui.theme import named


class Later(QWidget):
    """Knows which screen belongs here, and how it is made."""

    def __init__(self, kind: type[Tab], make: Callable[[], Tab]) -> None:
        super().__init__()
        named(self, "page")
        self.kind = kind
        self.make = make
