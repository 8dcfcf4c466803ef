"""The lines of an invoice as a table of texts, the last row always empty."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core.domain.arithmetic import amount_of
from core.domain.invoice import Line
from core.domain.tax import CENT, Unreadable, number, plain, rate, tax_of
from core.domain.text import shown
from gui.entry.choices import shown_rate
from gui.theme import tokens
from words import figures
from words.translate import tr

COLUMNS = ("name", "spec", "unit", "quantity", "unit_price", "net", "rate", "tax")
FIGURES = frozenset(("quantity", "unit_price", "net", "tax"))
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

_READERS: dict[str, Callable[[str], object]] = {
    "name": shown,
    "spec": shown,
    "unit": shown,
    "quantity": number,
    "unit_price": number,
    "net": amount_of,
    "rate": rate,
    "tax": amount_of,
}


@dataclass
class _Row:
    """What was typed into a line, and the line that a fill brought for what has no column."""

    texts: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    base: Line = field(default_factory=Line)

    def value(self, name: str) -> object:
        """One value; None for nothing and for what cannot be read."""
        text = self.texts.get(name, "").strip()
        try:
            return _READERS[name](text) if text else None
        except Unreadable:
            return None

    def amount(self, name: str) -> Decimal | None:
        """One figure."""
        found = self.value(name)
        return found if isinstance(found, Decimal) else None

    def line(self) -> Line:
        """The line that stands there."""
        return replace(self.base, **{name: self.value(name) for name in COLUMNS})  # type: ignore[arg-type]

    def work_out(self) -> None:
        """Give net by quantity and price, and tax by the rate, where they were not typed."""
        quantity, price = self.amount("quantity"), self.amount("unit_price")
        if "net" not in self.typed and quantity is not None and price is not None:
            self.texts["net"] = figures.money((quantity * price).quantize(CENT, "ROUND_HALF_UP"))
        net, found = self.amount("net"), self.value("rate")
        if "tax" not in self.typed and net is not None and isinstance(found, str):
            tax = tax_of(net, found)
            self.texts["tax"] = "" if tax is None else figures.money(tax)


class LineModel(QAbstractTableModel):
    """Rows to type lines into; a line comes to be as soon as something stands in the last row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = [_Row()]

    def lines(self) -> tuple[Line, ...]:
        """The lines that stand there."""
        return tuple(row.line() for row in self._rows if any(row.texts.values()))

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Put lines in."""
        self.show_texts([[_written(line, name) for name in COLUMNS] for line in lines])
        for row, line in zip(self._rows, lines, strict=False):
            row.base = line

    def texts(self) -> list[list[str]]:
        """All texts, half-typed ones too."""
        rows = [row for row in self._rows if any(row.texts.values())]
        return [[row.texts.get(name, "") for name in COLUMNS] for row in rows]

    def show_texts(self, rows: list[list[str]]) -> None:
        """Put texts in, all as if they had been typed."""
        self.beginResetModel()
        self._rows = []
        for texts in rows:
            known = {name: text for name, text in zip(COLUMNS, texts, strict=False) if text}
            self._rows.append(_Row(known, set(known)))
        self._rows.append(_Row())
        self.endResetModel()

    def is_empty(self, row: int) -> bool:
        """Whether nothing stands in a row."""
        return not any(self._rows[row].texts.values())

    def remove(self, row: int) -> None:
        """Take a line out; the empty last row stays."""
        if row < len(self._rows) - 1:
            self.beginRemoveRows(ROOT, row, row)
            del self._rows[row]
            self.endRemoveRows()
            self.dataChanged.emit(self.index(0, 0), self.index(0, 0))

    def rowCount(self, parent: Index = ROOT) -> int:
        """All lines and the empty row."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The columns of a face."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text; red where it cannot be read or is negative."""
        row, name = self._rows[index.row()], COLUMNS[index.column()]
        text = row.texts.get(name, "")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if name in FIGURES else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        amount = row.amount(name) if name in FIGURES else None
        unread = bool(text.strip()) and row.value(name) is None
        if role == Qt.ItemDataRole.ForegroundRole and (unread or (amount or 0) < 0):
            return QColor(tokens().red)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("This cannot be read") if unread else text
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, and work out the rest of the line."""
        row, name = self._rows[index.row()], COLUMNS[index.column()]
        text = str(value)
        if role != Qt.ItemDataRole.EditRole or text == row.texts.get(name, ""):
            return False
        row.texts[name] = text
        row.typed.discard(name)
        if text.strip():
            row.typed.add(name)
        row.texts[name] = _tidied(row, name)
        row.work_out()
        if index.row() == len(self._rows) - 1:
            self.beginInsertRows(ROOT, len(self._rows), len(self._rows))
            self._rows.append(_Row())
            self.endInsertRows()
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(COLUMNS) - 1))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words of the columns, aligned as what stands under them."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        name = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if name in FIGURES else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return _heads()[name] if role == Qt.ItemDataRole.DisplayRole else None


def _tidied(row: _Row, name: str) -> str:
    value = row.value(name)
    if name in ("net", "tax") and isinstance(value, Decimal):
        return figures.money(value)
    return shown_rate(str(value)) if name == "rate" and value else row.texts[name]


def _written(line: Line, name: str) -> str:
    value = getattr(line, name)
    if value is None:
        return ""
    if name in ("net", "tax"):
        return figures.money(value)
    if name == "rate":
        return shown_rate(value)
    return plain(value) if isinstance(value, Decimal) else str(value)


def _heads() -> dict[str, str]:
    return {
        "name": tr("Item"),
        "spec": tr("Spec"),
        "unit": tr("Unit"),
        "quantity": tr("Quantity"),
        "unit_price": tr("Unit price"),
        "net": tr("Net"),
        "rate": tr("Rate"),
        "tax": tr("Tax"),
    }
