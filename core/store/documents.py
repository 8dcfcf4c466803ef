"""What an invoice is found by: its texts, labels, amounts and figures."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from core.domain.discrepancy import Verdict
from core.domain.invoice import Direction, EntryMethod, Invoice, InvoiceKind, Party, Status
from core.domain.keeping import HAVE_ELECTRONIC_ORIGINALS
from core.domain.query import UNVERIFIED, Originals
from core.domain.tax import fen
from core.store.chunks import chunks
from core.store.figures import packed
from core.store.search import Document
from core.store.tables import invoice_originals, originals, verifications

ODD: Final = "odd"
"""The label of what makes no sense: how it is found again."""

OFFLINE: Final = {True: "offline", False: "online"}
PRINT_ONLY: Final = "print_only"
"""The label of what has an electronic original and is kept as a print or scan alone."""

LATE: Final = {True: "late", False: "in time"}


VERIFICATION: Final = "verification:"
"""What the label of the newest answer begins with."""

_STATES: Final = (
    select(verifications.c.invoice, verifications.c.state)
    .where(
        verifications.c.state.in_([verdict.value for verdict in Verdict]),
        verifications.c.invoice.in_(bindparam("invoices", expanding=True)),
    )
    .order_by(verifications.c.id)
)


def states_of(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Give of each the state of its newest definite answer, or UNVERIFIED."""
    found = dict.fromkeys(ids, UNVERIFIED)
    for chunk in chunks(ids):
        found.update(tuple(row) for row in connection.execute(_STATES, {"invoices": chunk}))
    return found


class Attached:
    """What hangs on some invoices and stands on none of them: originals, verifications."""

    def __init__(self, connection: Connection, ids: Sequence[int]) -> None:
        """Look it up."""
        self._prints = dict[int, bool]()
        self._states = states_of(connection, ids)
        links = invoice_originals.c
        files = select(links.invoice, originals.c.format, originals.c.electronic)
        files = files.join(originals, originals.c.id == links.original)
        for chunk in chunks(ids):
            for invoice, form, electronic in connection.execute(
                files.where(links.invoice.in_(chunk))
            ):
                seen = form in (None, "PICTURE") if electronic is None else not electronic
                self._prints[invoice] = self._prints.get(invoice, True) and seen

    def labels(self, row_id: int, invoice: Invoice) -> tuple[str, ...]:
        """Give the labels of an invoice."""
        prints = self._prints.get(row_id)
        kept = Originals.NONE if prints is None else Originals.PRINT if prints else Originals.FILE
        found = (f"original:{kept.value}", f"{VERIFICATION}{self._states[row_id]}")
        return (*found, PRINT_ONLY) if self.is_print_only(row_id, invoice) else found

    def is_print_only(self, row_id: int, invoice: Invoice) -> bool:
        """Say whether an invoice has an electronic original and none but prints are kept."""
        return self._prints.get(row_id, False) and invoice.kind in HAVE_ELECTRONIC_ORIGINALS


def document_of(
    row_id: int, x: Invoice, odd: bool, attached: tuple[str, ...], parties: tuple[int, int]
) -> Document:
    """Say what an invoice is found by; `parties` are the rows of seller and buyer."""
    texts = (*x.key.names, *(line.name for line in x.lines), x.remark, *x.tags)
    labels = [_LABELS[x.status], *(f"tag:{tag}" for tag in x.tags), *attached]
    labels.append(f"category:{x.category or ''}")
    labels += {f"rate:{line.rate}": None for line in x.lines if line.rate}
    if x.kind:
        labels.append(_LABELS[x.kind])
    if x.direction:
        labels.append(_LABELS[x.direction])
    if odd:
        labels.append(ODD)
    entered = x.entered
    if entered:
        labels += (_LABELS[entered.how], OFFLINE[entered.offline], LATE[entered.late])
    face = [fen(amount) for amount in (x.net, x.tax, x.total)]
    known = {amount for amount in face if amount is not None}
    amounts = known | {abs(a) for a in known}  # 526 finds the red invoice of −526.00 as well
    moment = int(entered.at.timestamp()) if entered else 0
    return Document(
        row_id,
        x.issued_on,
        tuple(text for text in texts if text),
        tuple(labels),
        tuple(amounts),
        _searched(x.seller),
        _searched(x.buyer),
        packed(face, moment, x.key.name, *parties),
    )


_LABELS: dict[StrEnum, str] = {
    member: f"{name}:{member.value}"
    for name, kind in (
        *(("kind", InvoiceKind), ("status", Status), ("direction", Direction)),
        ("how", EntryMethod),
    )
    for member in kind
}


def _searched(party: Party) -> tuple[str, ...]:
    return tuple(text for text in (party.name, party.tax_id) if text)
