"""What the company is called, and was called over the years: kept with its days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from core.domain.company import CompanyEntry
from core.domain.text import shown
from core.domain.topic import Topic
from core.errors import CompanyDataUnfit
from core.store.chunks import chunks
from core.store.database import Store, Transaction
from core.store.ledger import Clock

DAY = timedelta(days=1)


class CompanyData:
    """Names, tax ids, addresses and banks of the company.

    Invoices to what it was called before are still ours: in reconciling, and in telling purchases
    from sales.
    """

    def __init__(self, store: Store, now: Clock) -> None:
        self._store = store
        self._now = now

    def all(self) -> tuple[CompanyEntry, ...]:
        """Give them, newest first; the first holds now and has the id 0."""
        with self._store.reading() as work:
            return tuple(work.company_entries())

    def change(self, entry: CompanyEntry) -> None:
        """Be called so from `entry.since` on; what held until then is kept.

        Raises CompanyDataUnfit.
        """
        entry = self._clean(entry)
        with self._store.writing() as work:
            now, *before = work.company_entries()
            first = now.since or max((x.until for x in before if x.until), default=None)
            if entry.since is None or entry.since > self._now().date():
                raise CompanyDataUnfit(reason="future" if entry.since else "no_day")
            if first is not None and entry.since <= first:
                raise CompanyDataUnfit(reason="order")
            work.add_entry(replace(now, until=entry.since - DAY))
            work.set_entry(replace(entry, id=0, until=None))
            _record(work, "change_company", entry)
            _tell_directions(work)
        self._store.label_anew()

    def correct(self, entry: CompanyEntry) -> None:
        """Correct what stands under `entry.id`; raises CompanyDataUnfit."""
        entry = self._clean(entry)
        with self._store.writing() as work:
            found = work.company_entries()
            if entry.id not in (x.id for x in found):
                raise CompanyDataUnfit(reason="gone")
            _require_apart(entry, [x for x in found if x.id != entry.id])
            work.set_entry(entry if entry.id else replace(entry, until=None))
            _record(work, "correct_company", entry)
            _tell_directions(work)
        self._store.label_anew()

    def add_former(self, entry: CompanyEntry) -> None:
        """Keep what the company was called before this ledger was made; CompanyDataUnfit."""
        entry = self._clean(entry)
        with self._store.writing() as work:
            _require_apart(replace(entry, id=-1), work.company_entries())
            work.add_entry(entry)
            _record(work, "former", entry)
            _tell_directions(work)
        self._store.label_anew()

    def remove(self, entry: int) -> None:
        """Know a former name no longer; what holds now stays. Raises CompanyDataUnfit."""
        with self._store.writing() as work:
            found = next((x for x in work.company_entries() if x.id == entry), None)
            if found is None or not entry:
                raise CompanyDataUnfit(reason="gone")
            work.remove_entry(entry)
            _record(work, "remove_company", found)
        self._store.label_anew()

    def _clean(self, entry: CompanyEntry) -> CompanyEntry:
        """Take it as it can be kept; it must name the company and have its days in order."""
        name, tax_id = shown(entry.name), shown(entry.tax_id)
        if not name or not tax_id:
            raise CompanyDataUnfit(reason="unnamed")
        if entry.since and entry.until and entry.until < entry.since:
            raise CompanyDataUnfit(reason="order")
        texts = [shown(text or "") for text in (entry.address_phone, entry.bank_account)]
        return replace(
            entry, name=name, tax_id=tax_id, address_phone=texts[0], bank_account=texts[1]
        )


def _tell_directions(work: Transaction) -> None:
    """Say of invoices of which it was not known whether we bought or sold, now that it is."""
    company, names = work.company(), []
    for chunk in chunks(work.invoices.without_direction()):
        for row, invoice in work.invoices.by_row(chunk).items():
            direction = company.direction_of(invoice.seller, invoice.buyer)
            if direction is not None:
                work.invoices.replace(row, replace(invoice, direction=direction))
                names.append(invoice.key.name)
    if names:
        work.record_all("direction", names, Topic.INVOICES)


def _require_apart(entry: CompanyEntry, others: Sequence[CompanyEntry]) -> None:
    """No day has two entries, as far as days are known; what holds now holds to the end."""
    for other in others:
        if _begins_by(entry, other) and _begins_by(other, entry):
            raise CompanyDataUnfit(reason="order")


def _begins_by(one: CompanyEntry, other: CompanyEntry) -> bool:
    """Whether one begins before the other ends; unknown days are no reason to refuse."""
    if one.since is None:
        return bool(one.until and other.since)
    if other.id == 0:
        return True
    return other.until is not None and one.since <= other.until


def _record(work: Transaction, action: str, entry: CompanyEntry) -> None:
    days = {"since": _text(entry.since), "until": _text(entry.until)}
    work.record(action, None, Topic.COMPANY, name=entry.name, tax_id=entry.tax_id, **days)


def _text(day: object) -> str | None:
    return str(day) if day else None
