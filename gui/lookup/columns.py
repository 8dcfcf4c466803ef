"""The columns of the invoices: which there are, and which were chosen, how wide, how sorted."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.domain.invoice import Invoice, Status
from core.domain.query import NEWEST, Order
from core.domain.query import Column as By
from gui.states import state_of, words_of_states
from gui.tables import Cell, Column
from words.translate import tr
from words.vocabulary import kinds_in_short, word

STANDARD = ("state", "issued_on", "number", "seller", "tax", "total", "tags")
"""What is shown until the user chooses."""

SORTED: Mapping[str, By] = {
    "issued_on": By.DATE,
    "number": By.NUMBER,
    "seller": By.SELLER,
    "buyer": By.BUYER,
    "net": By.NET,
    "tax": By.TAX,
    "total": By.TOTAL,
    "entered": By.ENTERED,
}
"""The columns that can be sorted by."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the table looks like: columns from left to right, widths that were set, row height."""

    shown: tuple[str, ...] = STANDARD
    widths: Mapping[str, int] | None = None
    dense: bool = False
    order: Order = NEWEST

    def written(self) -> str:
        """Write it as it is kept in the settings."""
        kept = {
            "shown": self.shown,
            "widths": dict(self.widths or {}),
            "dense": self.dense,
            "by": self.order.by.value,
            "descending": self.order.descending,
        }
        return json.dumps(kept)

    def without(self, key: str) -> "Layout":
        """Leave a column out; the last one stays."""
        rest = tuple(each for each in self.shown if each != key)
        return replace(self, shown=rest or self.shown)

    def with_column(self, key: str) -> "Layout":
        """Add a column where the full list has it, as near as the user's order allows."""
        names = [column.key for column in columns(self.order)]
        before = {*names[: names.index(key)]}
        at = max((n + 1 for n, each in enumerate(self.shown) if each in before), default=0)
        return replace(self, shown=(*self.shown[:at], key, *self.shown[at:]))


def read(text: str | None) -> Layout:
    """Read what `written` wrote; what cannot be understood takes its default."""
    try:
        return _read(json.loads(text or "null"))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return Layout()


def _read(kept: Any) -> Layout:
    known = [column.key for column in columns(NEWEST)]
    shown = tuple(dict.fromkeys(key for key in kept["shown"] if key in known))
    widths = {
        key: width
        for key, width in kept["widths"].items()
        if key in known and isinstance(width, int) and 0 < width < 2_000
    }
    order = Order(By(kept["by"]), kept["descending"] is True)
    return Layout(shown or STANDARD, widths, kept["dense"] is True, order)


def chosen(layout: Layout) -> list[Column[Invoice]]:
    """Give the columns that are shown, the sorted one with its arrow."""
    by_key = {column.key: column for column in columns(layout.order)}
    return [by_key[key] for key in layout.shown]


def columns(order: Order) -> Sequence[Column[Invoice]]:
    """Give all columns there are."""
    return [_with_arrow(column, order) for column in _all()]


def _with_arrow(column: Column[Invoice], order: Order) -> Column[Invoice]:
    if SORTED.get(column.key) is not order.by:
        return column
    arrow = "↓" if order.descending else "↑"
    return replace(column, title=f"{column.title}  {arrow}")


def _all() -> list[Column[Invoice]]:
    short = kinds_in_short()
    money, text = Cell.MONEY, Cell.TEXT
    return [
        Column(tr("State"), state_of, Cell.STATE, 100, words_of_states(), "state"),
        Column(tr("Date"), lambda x: x.issued_on, Cell.DAY, 96, key="issued_on"),
        Column(tr("Direction"), lambda x: x.direction and word(x.direction), text, 84, (), "side"),
        Column(
            tr("Kind"),
            lambda x: x.kind_name if x.kind is None else short[x.kind],
            width=112,
            key="kind",
        ),
        Column(tr("Invoice number"), lambda x: x.key.name, Cell.NUMBER, 194, key="number"),
        Column(tr("Code"), lambda x: x.code, Cell.NUMBER, 124, key="code"),
        Column(tr("Seller"), lambda x: x.seller.name, key="seller"),
        Column(tr("Seller tax ID"), lambda x: x.seller.tax_id, width=178, key="seller_id"),
        Column(tr("Buyer"), lambda x: x.buyer.name, key="buyer"),
        Column(tr("Buyer tax ID"), lambda x: x.buyer.tax_id, width=178, key="buyer_id"),
        Column(tr("Goods"), _goods, width=160, key="goods"),
        Column(tr("Net"), lambda x: x.net, money, 104, key="net"),
        Column(tr("Tax"), lambda x: x.tax, money, 84, key="tax"),
        Column(tr("Total"), lambda x: x.total, money, 108, key="total"),
        Column(tr("Tags"), _tags, Cell.TAGS, 92, key="tags"),
        Column(tr("Category"), lambda x: x.category, width=96, key="category"),
        Column(tr("Remark"), lambda x: x.remark, width=160, key="remark"),
        Column(tr("Entered on"), _of_entered(lambda e: e.at.date()), Cell.DAY, 96, key="entered"),
        Column(tr("Entered by"), _of_entered(lambda e: e.by), width=96, key="by"),
    ]


def _tags(invoice: Invoice) -> tuple[str, ...]:
    """A red letter is no state: its amounts and a tag say it."""
    red = (tr("Red"),) if invoice.status is Status.RED else ()
    return red + invoice.tags


def _goods(invoice: Invoice) -> str:
    return next((line.name for line in invoice.lines if line.name), "")


def _of_entered(read_it: Callable[[Any], object]) -> Callable[[Invoice], object]:
    return lambda invoice: None if invoice.entered is None else read_it(invoice.entered)
