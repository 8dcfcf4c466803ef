"""What is known of a screen before it is made: a start pays for the first one alone."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from core.domain.topic import Topic
from gui.theme import named


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the rail; `kind` names the class, whose module is imported when it is made.

    `takes_copies` says that an invoice can be entered there once more (`Desk.copy_wanted`),
    `takes_queries` that a query can be shown (`Desk.look_up_wanted`), `takes_imports` that files
    are imported (`Desk.import_wanted`, `Desk.files_wanted`), `settles` what open work is settled
    (`Desk.work_wanted`).
    """

    kind: str
    word: Callable[[], str]
    icon: str
    takes_copies: bool = False
    takes_queries: bool = False
    takes_imports: bool = False
    settles: Topic | None = None

    def load(self) -> type[Any]:
        """Give its class, a `Tab`, which names its place in turn."""
        module, name = self.kind.rsplit(".", 1)
        kind: type[Any] = getattr(import_module(module), name)
        return kind


class Later(QWidget):
    """Stands in the place of a screen until it is made."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        named(self, "page")
        self.place = place
