"""The lines of an invoice (货物或应税劳务), where they are wanted."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.invoice import Line
from gui.buttons import Button, Kind
from gui.entry.sums import Sums
from words.translate import tr


class Lines(QObject):
    """Lines."""

    edited = Signal()

    def __init__(self, sums: Sums) -> None:
        super().__init__(sums)
        self._lines: tuple[Line, ...] = ()
        self.toggle = Button(tr("Lines"), Kind.QUIET, icon="caret-down")
        self.panel = QWidget()
        self.panel.hide()

    def texts(self) -> list[list[str]]:
        return []

    def show_texts(self, rows: list[list[str]]) -> None:
        pass

    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines

    def clear(self) -> None:
        self._lines = ()
