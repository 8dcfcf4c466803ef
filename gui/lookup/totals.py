"""The line under the table: how many there are, and what they add up to, under their columns."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QTableView

from core.domain.invoice import Direction, Invoice
from gui.delegates import EDGE, PAD
from gui.painting import LEFT, words
from gui.tables import Cell, ValueTable
from gui.theme import font, named, px, tokens
from words import figures
from words.translate import counted, filled, tr
from words.vocabulary import word

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.lookup import Amounts, Totals

HEIGHT = 40
HIGHER = 52
GAP = 12


class TotalsLine(QFrame):
    """Paints the sums so that each figure stands under its column."""

    def __init__(self, table: QTableView, model: ValueTable[Invoice]) -> None:
        super().__init__()
        named(self, "sum")
        self.setFixedHeight(px(HEIGHT))
        self._table = table
        self._model = model
        self._count = ""
        self._shown = -1
        self._totals: Totals | None = None
        table.horizontalHeader().sectionResized.connect(lambda *_: self.update())
        table.horizontalHeader().sectionMoved.connect(lambda *_: self.update())
        table.horizontalScrollBar().valueChanged.connect(self.update)

    def text(self) -> str:
        """What is counted, in words; empty before the first answer."""
        return self._count

    def setText(self, text: str) -> None:
        """Say something in the place of the count."""
        self._count = text
        self._name()

    def show_count(self, count: int) -> None:
        """Say how many there are; the sums come after."""
        self._totals = None if count != self._shown else self._totals
        self._shown = count
        self.setText(counted(count, tr("1 invoice"), tr("{n} invoices")))

    def show_totals(self, totals: "Totals") -> None:
        """Show the sums."""
        self._totals = totals
        self.setFixedHeight(px(HEIGHT if len(self._rows()) < 2 else HIGHER))
        self._name()

    def besides(self) -> str:
        """Say what is among them: red letters, voided ones."""
        if self._totals is None:
            return ""
        red, voided = self._totals.red.count, self._totals.voided.count
        parts = []
        if red:
            parts.append(
                counted(red, tr("1 red letter among them"), tr("{n} red letters among them"))
            )
        if voided:
            parts.append(counted(voided, tr("1 voided"), tr("{n} voided")))
        return " · ".join(parts)

    def by_direction(self) -> str:
        """Say what each direction adds up to: the figures of in and out are not one sum."""
        if self._totals is None:
            return ""
        return "\n".join(_side(side, sums) for side, sums in self._totals.by_direction.items())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the count left and the sums under their columns, a line for each direction."""
        super().paintEvent(event)
        painter, look = QPainter(self), tokens()
        rows = self._rows()
        high = self.height() / max(1, len(rows))
        free = float(self.width())
        for at, (label, sums) in enumerate(rows):
            line = QRectF(0, at * high, self.width(), high)
            free = min(free, self._paint_sums(painter, line, label, sums))
        left = QRectF(px(EDGE), 0, self.width(), self.height())
        painter.setFont(font(bold=True))
        end = words(painter, left, self._count, look.text, LEFT)
        painter.setFont(font(12))
        beside = self.besides()
        if painter.fontMetrics().horizontalAdvance(beside) <= free - end - px(2 * GAP):
            words(painter, left.adjusted(end, 0, 0, 0), beside, look.text2, LEFT)

    def _rows(self) -> "list[tuple[str, Amounts]]":
        return [] if self._totals is None else sums_of(self._totals)

    def _paint_sums(self, painter: QPainter, line: QRectF, label: str, sums: "Amounts") -> float:
        """Paint the figures and their label, and give where they begin."""
        header, look = self._table.horizontalHeader(), tokens()
        free = line.right()
        painter.setFont(font(bold=True))
        for at, column in enumerate(self._model.columns):
            if column.cell is not Cell.MONEY:
                continue
            amount = getattr(sums, column.key)
            last = header.visualIndex(at) == header.count() - 1
            right = header.sectionViewportPosition(at) + header.sectionSize(at)
            right -= px(EDGE if last else PAD)
            shown = figures.money(amount)
            wide = painter.fontMetrics().horizontalAdvance(shown)
            if right > header.viewport().width():  # scrolled out of sight: at least the total
                if column.key != "total":
                    continue
                right = round(line.right()) - px(EDGE)
            elif right - wide < 0:
                continue
            place = QRectF(right - wide, line.y(), wide, line.height())
            words(painter, place, shown, look.red if amount < 0 else look.text, LEFT)
            free = min(free, float(right - wide))
        painter.setFont(font(12))
        if free < line.right():
            wide = painter.fontMetrics().horizontalAdvance(label)
            free -= wide + px(GAP)
            words(painter, QRectF(free, line.y(), wide, line.height()), label, look.text2, LEFT)
        return free

    def _name(self) -> None:
        self.setAccessibleName(" ".join(filter(None, (self._count, self.besides()))))
        self.setToolTip(self.by_direction())
        self.update()


def sums_of(totals: "Totals") -> "list[tuple[str, Amounts]]":
    """Give the sums: of each direction where there are several, for in and out are no sum."""
    if len(totals.by_direction) < 2:
        return [(tr("Sum"), totals.every)]
    return [(_name_of(side), sums) for side, sums in totals.by_direction.items()]


def _name_of(side: Direction | None) -> str:
    return tr("Direction not known") if side is None else word(side)


def _side(side: Direction | None, sums: "Amounts") -> str:
    values = {
        "side": _name_of(side),
        "n": f"{sums.count:,}",
        "net": figures.money(sums.net),
        "tax": figures.money(sums.tax),
        "total": figures.money(sums.total),
    }
    return filled(tr("{side}: {n} · net {net} · tax {tax} · total {total}"), values)
