"""The one table model: describe columns, never subclass it.

It serves words to look at, a comparable value to sort by, and the whole value. Over many rows it
holds the pages that were looked at last and has the others fetched, so that a million rows cost
what a hundred cost.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from gui.states import State
from words import figures

V = TypeVar("V")
Index = QModelIndex | QPersistentModelIndex
Give = Callable[[Sequence[V]], None]
Fetch = Callable[[int, int, Give[V]], None]
"""Fetches values by job: offset, how many, and whom to give them on the window's thread."""

PAGE = 100
KEPT_PAGES = 40

SORT = Qt.ItemDataRole.UserRole
"""A str, int or float to compare by: a sort proxy mis-sorts Decimal without a word."""

VALUE = Qt.ItemDataRole.UserRole + 1
"""The whole value of the row; None while its page is on the way."""

CELL = Qt.ItemDataRole.UserRole + 2
"""The value of the cell as the delegate paints it."""


class Cell(Enum):
    """How a cell is painted."""

    TEXT = "text"
    STATE = "state"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Column(Generic[V]):
    """One column: its title, what it shows of a value, and how.

    `width` is in pixels at the base size; 0 shares what the others leave. `widest` are words
    that must fit besides: a state never elides. `key` names a column that can be chosen.
    """

    title: str
    of: Callable[[V], object]
    cell: Cell = Cell.TEXT
    width: float = 0
    widest: tuple[str, ...] = ()
    key: str = ""

    @property
    def alignment(self) -> int:
        """Amounts stand right, all else left; a plain number, for flags are lost on the way."""
        side = (
            Qt.AlignmentFlag.AlignRight if self.cell is Cell.MONEY else Qt.AlignmentFlag.AlignLeft
        )
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class ValueTable(QAbstractTableModel, Generic[V]):
    """Values in rows, described by columns."""

    def __init__(self, columns: Sequence[Column[V]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._total = 0
        self._pages: dict[int, Sequence[V]] = {}
        self._old: set[int] = set()
        self._fetch: Fetch[V] | None = None
        self._wanted: int | None = None
        self._fetching = False
        self._answer = 0

    def choose(self, columns: Sequence[Column[V]]) -> None:
        """Show other columns of the same values."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def show(self, values: Sequence[V]) -> None:
        """Show these values, all of them."""
        self.beginResetModel()
        self._take(len(values), None)
        self._pages = {at // PAGE: values[at : at + PAGE] for at in range(0, len(values), PAGE)}
        self.endResetModel()

    def show_pages(self, total: int, first: Sequence[V], fetch: Fetch[V]) -> None:
        """Show so many values, of which the first page (up to PAGE) is here already."""
        self.beginResetModel()
        self._take(total, fetch)
        self._pages = {0: first}
        self.endResetModel()

    def renew_pages(self, total: int, first: Sequence[V], fetch: Fetch[V]) -> None:
        """Show a newer answer to the same question: the place in the table stays."""
        had = self._total
        old = set(self._pages) - {0}
        if total > had:
            self.beginInsertRows(QModelIndex(), had, total - 1)
        elif total < had:
            self.beginRemoveRows(QModelIndex(), total, had - 1)
        self._take(total, fetch)
        self._pages[0] = first
        self._old = old
        if total > had:
            self.endInsertRows()
        elif total < had:
            self.endRemoveRows()
        self._tell_all()

    def known(self, row: int) -> V | None:
        """Give the value of a row if it is here; asks for nothing."""
        page, place = divmod(row, PAGE)
        values = self._pages.get(page)
        return values[place] if values is not None and place < len(values) else None

    def value(self, row: int) -> V | None:
        """Give the value of a row; None while its page is on the way, which this asks for."""
        page = row // PAGE
        if page not in self._pages or page in self._old:
            self._want(page)
        return self.known(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Count the values."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give words, alignment, or one of SORT, VALUE and CELL."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role not in (Qt.ItemDataRole.DisplayRole, SORT, VALUE, CELL):
            return None
        value = self.value(index.row())
        if value is None or role == VALUE:
            return value
        shown = column.of(value)
        if role == CELL:
            return shown
        return comparable(shown) if role == SORT else in_words(shown)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the titles, aligned as what stands under them."""
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].alignment
        return None

    def _take(self, total: int, fetch: Fetch[V] | None) -> None:
        self._total = total
        self._fetch = fetch
        self._old = set()
        self._wanted = None
        self._fetching = False
        self._answer += 1

    def _want(self, page: int) -> None:
        """Ask for a page; of several asked for in one paint the last one comes first."""
        if self._fetch is None:
            return
        first = self._wanted is None
        self._wanted = page
        if first and not self._fetching:
            QTimer.singleShot(0, self, self._fetch_wanted)

    def _fetch_wanted(self) -> None:
        page = self._wanted
        if page is None or self._fetching or self._fetch is None:
            return
        answer = self._answer
        self._fetching = True

        def give(values: Sequence[V]) -> None:
            if answer == self._answer:
                self._keep(page, values)

        self._fetch(page * PAGE, PAGE, give)

    def _keep(self, page: int, values: Sequence[V]) -> None:
        self._pages.pop(page, None)
        self._pages[page] = values
        self._old.discard(page)
        while len(self._pages) > KEPT_PAGES:
            self._pages.pop(next(iter(self._pages)))
        self._fetching = False
        self._wanted = None
        self._tell_all()  # the view paints what is in sight, and so asks for what it still lacks

    def _tell_all(self) -> None:
        if self._total:
            last = self.index(self._total - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def in_words(shown: object) -> str:
    """Write the value of a cell; what is not known is a dash."""
    match shown:
        case State():
            return shown.word
        case Decimal() | None:
            return figures.money(shown)
        case date():
            return figures.day(shown)
        case tuple():
            return " ".join(map(str, shown))
        case _:
            return str(shown) or figures.NOTHING


def comparable(shown: object) -> str | int | float:
    """Make a value of a cell comparable: fen for amounts, a count of days for a day."""
    match shown:
        case State():
            return shown.word
        case Decimal():
            return int(shown * 100)
        case date():
            return shown.toordinal()
        case int() | float():
            return shown
        case _:
            return "" if shown is None else str(shown)
