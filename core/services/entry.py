"""Entering invoices one by one (录入)."""

from core.domain.company import Company
from core.domain.invoice import Draft, Entered, EntryMethod, Invoice
from core.domain.topic import Topic
from core.errors import AlreadyEntered
from core.store.database import Store, Transaction


class Entry:
    """Adds invoices; an invoice that is returned is on the disk."""

    def __init__(self, store: Store, company: Company) -> None:
        """Enter into this store."""
        self._store = store
        self._company = company

    def add(
        self, draft: Draft, how: EntryMethod, *, offline: bool = False, late: bool = False
    ) -> Invoice:
        """Keep a draft as an invoice; raises InvalidInvoice or AlreadyEntered.

        Its direction is told from the parties where the draft has none.
        """
        direction = draft.direction or self._company.direction_of(draft.seller, draft.buyer)
        with self._store.writing() as work:
            mark = Entered(how, work.by, work.at, offline, late)
            invoice = draft.complete(direction=direction, entered=mark)
            present = work.invoices.ids_of(invoice.key.names)
            if present:
                raise _already(work, present)
            work.invoices.add([invoice])
            work.record("add", invoice.key, Topic.INVOICES, how=how)
        return invoice


def _already(work: Transaction, present: dict[str, int]) -> AlreadyEntered:
    ids = list(present.values())
    first = work.invoices.load(ids)[0].entered
    return AlreadyEntered(
        by=first.by if first else "",
        at=first.at.isoformat(timespec="seconds") if first else "",
        in_recycle_bin=int(bool(work.invoices.in_recycle_bin(ids))),
    )
