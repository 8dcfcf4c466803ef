"""What is looked for in the ledger."""

from dataclasses import dataclass
from datetime import date

from core.domain.invoice import Direction, InvoiceKind, Status


@dataclass(frozen=True, slots=True)
class Query:
    """All conditions must hold; days are inclusive, None and "" ask for nothing.

    Each word of `text` is looked for in number, code, parties, goods, remark and tags; "526"
    and "500..600" also in the amounts. `odd` asks for what made no sense when it was entered,
    `print_only` for what has an electronic original and is kept as a print or scan alone.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    kind: InvoiceKind | None = None
    status: Status | None = None
    direction: Direction | None = None
    tag: str | None = None
    odd: bool = False
    print_only: bool = False
