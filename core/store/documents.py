"""What an invoice is found by: its texts, labels, amounts and figures."""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from core.domain.invoice import Direction, EntryMethod, Invoice, InvoiceKind, Party, Status
from core.domain.query import UNVERIFIED, Originals
from core.domain.tax import fen
from core.store.chunks import chunks
from core.store.figures import packed
from core.store.search import Document
from core.store.tables import invoice_originals, originals, verifications

ODD: Final = "odd"
"""The label of what makes no sense: how it is found again."""

OFFLINE: Final = {True: "offline", False: "online"}
LATE: Final = {True: "late", False: "in time"}


class Attached:
    """What hangs on some invoices and stands on none of them: originals, verifications."""

    def __init__(self, connection: Connection, ids: Sequence[int]) -> None:
        """Look it up."""
        self._formats = defaultdict[int, set[str | None]](set)
        self._states: dict[int, str] = {}
        links, answers = invoice_originals.c, verifications.c
        files = select(links.invoice, originals.c.format).join(
            originals, originals.c.id == links.original
        )
        states = select(answers.invoice, answers.state).order_by(answers.at, answers.id)
        for chunk in chunks(ids):
            for invoice, form in connection.execute(files.where(links.invoice.in_(chunk))):
                self._formats[invoice].add(form)
            for invoice, state in connection.execute(states.where(answers.invoice.in_(chunk))):
                self._states[invoice] = state

    def labels(self, invoice: int) -> tuple[str, str]:
        """Give the labels of an invoice."""
        formats = self._formats.get(invoice)
        kept = Originals.NONE if formats is None else Originals.PRINT
        if formats and formats != {None}:
            kept = Originals.FILE
        state = self._states.get(invoice, UNVERIFIED)
        return f"original:{kept.value}", f"verification:{state}"


def document_of(
    row_id: int, x: Invoice, odd: bool, attached: tuple[str, str], parties: tuple[int, int]
) -> Document:
    """Say what an invoice is found by; `parties` are the rows of seller and buyer."""
    texts = (*x.key.names, *(line.name for line in x.lines), x.remark, *x.tags)
    labels = [_LABELS[x.status], *(f"tag:{tag}" for tag in x.tags), *attached]
    labels.append(f"category:{x.category or ''}")
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
