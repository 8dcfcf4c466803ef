"""Parties (销方, 购方) as they stood on invoices: written once each, completed from and offered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from sqlalchemy import ColumnElement, bindparam, delete, func, or_, select, update
from sqlalchemy.engine import Connection

from core.domain.invoice import Party
from core.store.bulk import insert_rows
from core.store.tables import invoices, parties, records

CHUNK = 500
"""How many values one statement asks for: below every engine's limit of parameters."""

_VARIANTS = 8
"""With how many addresses and accounts a party is reckoned to stand there."""

_SPECIAL = re.compile(r"[\\%_]")
_ANY = str.maketrans("()", "__")
_SEEN = update(parties).where(
    parties.c.id == bindparam("party"), func.coalesce(parties.c.last, 0) < bindparam("invoice")
)


class PartyTable:
    """The parties as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection
        self._ids: dict[Party, int] = {}

    def ids_of(self, wanted: set[Party]) -> dict[Party, int]:
        """Give the row of each party; what is not known yet is written."""
        known = self._ids
        unknown = wanted - known.keys()
        tax_ids = sorted({party.tax_id or "" for party in unknown})
        for start in range(0, len(tax_ids), CHUNK):
            chunk = parties.c.tax_id.in_(tax_ids[start : start + CHUNK])
            for row in self._connection.execute(select(parties).where(chunk)):
                known[party_of(*row[1:5])] = row.id
        self._write([party for party in unknown if party not in known])
        return known

    def named(self, rows: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Give name and tax id of these rows; both are "" of a row that is not there."""
        query = select(parties.c.id, parties.c.name, parties.c.tax_id)
        known = {row: (name, tax_id) for row, name, tax_id in self._connection.execute(query)}
        return {row: known.get(row, ("", "")) for row in rows}

    def rows_of(self, party: Party) -> frozenset[int]:
        """Give every row of a tax id; of a party without one every row that has its name alone."""
        name, tax_id = party.name or "", party.tax_id or ""
        query = select(parties.c.id).where(parties.c.tax_id == tax_id)
        rows = query if tax_id else query.where(parties.c.name == name)
        return frozenset(self._connection.execute(rows).scalars())

    def saw(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Note the newest invoice that names each party: pairs of party and invoice."""
        newest: dict[int, int] = {}
        for party, invoice in pairs:
            newest[party] = max(invoice, newest.get(party, 0))
        if newest:
            rows = [{"party": party, "invoice": newest[party]} for party in sorted(newest)]
            self._connection.execute(_SEEN.values(last=bindparam("invoice")), rows)

    def forget(self, ids: Iterable[int]) -> None:
        """Note what names these parties still; remove those that nothing does.

        For a party that nothing names every invoice and every record is looked at.
        """
        for party in set(ids):
            names_it = or_(invoices.c.seller == party, invoices.c.buyer == party)
            query = select(invoices.c.id).where(names_it).order_by(invoices.c.id.desc()).limit(1)
            last = self._connection.execute(query).scalar()
            row = parties.c.id == party
            is_free = last is None and not self._is_recorded(party)
            change = delete(parties) if is_free else update(parties).values(last=last)
            self._connection.execute(change.where(row))

    def _is_recorded(self, party: int) -> bool:
        names_it = or_(records.c.seller == party, records.c.buyer == party)
        query = select(records.c.id).where(names_it).limit(1)
        return self._connection.execute(query).scalar() is not None

    def like(self, text: str, limit: int) -> list[Party]:
        """Give names with their ids that hold a text, or whose id begins with it, newest first.

        A name without id is left out where it is found with one, and an id without name too.
        """
        found = normalize("NFKC", text).strip()
        table = parties.c
        query = select(table.name, table.tax_id).where(_like(found), table.last.is_not(None))
        newest = query.order_by(table.last.desc(), table.name).limit(_VARIANTS * limit)
        rows = dict.fromkeys(
            (name, tax_id)
            for name, tax_id in self._connection.execute(newest)
            if _folded(found) in _folded(name) or tax_id.upper().startswith(found.upper())
        )
        whole = {text for row in rows if all(row) for text in row}
        kept = [row for row in rows if all(row) or whole.isdisjoint(row)]
        return [party_of(*row, "", "") for row in kept[:limit]]

    def newest_of(self, tax_ids: Sequence[str]) -> Iterator[Party]:
        """Give the parties of a tax id, the last used first."""
        query = select(parties).where(parties.c.tax_id.in_(tax_ids), parties.c.last.is_not(None))
        for row in self._connection.execute(query.order_by(parties.c.last.desc())):
            yield party_of(*row[1:5])

    def _write(self, fresh: Sequence[Party]) -> None:
        newest = self._connection.execute(select(func.max(parties.c.id))).scalar() or 0
        self._ids.update((party, newest + n) for n, party in enumerate(fresh, 1))
        rows = [(self._ids[party], *row_of(party), None) for party in fresh]
        insert_rows(self._connection, parties, rows)


def party_of(name: str, tax_id: str, address_phone: str, bank_account: str) -> Party:
    """Read a row."""
    return Party(name or None, tax_id or None, address_phone or None, bank_account or None)


def row_of(party: Party) -> tuple[str, str, str, str]:
    """Write a party as its row has it."""
    name, tax_id = party.name or "", party.tax_id or ""
    return name, tax_id, party.address_phone or "", party.bank_account or ""


def _like(text: str) -> ColumnElement[bool]:
    """What may hold a text: where it has a bracket any character may stand."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    in_name = parties.c.name.like(f"%{escaped.translate(_ANY)}%", escape="\\")
    if not text.isascii() or not text.isalnum():
        return in_name
    return or_(in_name, parties.c.tax_id.startswith(text.upper()))


def _folded(text: str) -> str:
    return text.replace("（", "(").replace("）", ")").lower()
