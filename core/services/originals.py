"""Originals (原件): looked at, given out again byte for byte, held against the fields."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.domain.invoice import FACE_FIELDS, Draft, Invoice, InvoiceKey
from core.domain.problem import Problem, ProblemCode
from core.errors import InvalidKey, LedgerDamaged, NoOriginal, NotEntered
from core.files import read
from core.files.places import Place, places_of
from core.files.render import Pages
from core.files.written import write_file
from core.services.arriving import joined
from core.store.database import Store
from core.store.originals import Kept

__all__ = ["Differing", "Kept", "Marked", "Originals", "Place"]


@dataclass(frozen=True, slots=True)
class Differing:
    """What one original says otherwise than the fields.

    `problems`: CONTRADICTS, one for each field (values: field, ours, theirs). `fills`: fields of
    which the original speaks and the invoice does not. `unread`: why nothing can be compared.
    """

    original: Kept
    problems: tuple[Problem, ...]
    fills: tuple[str, ...] = ()
    unread: Problem | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A problem with where on the pages stands what the original says; () where that is not known.

    One by itself may be of SOURCES_DISAGREE: then all that the file says of the field is marked.
    """

    problem: Problem
    places: tuple[Place, ...]


class Originals:
    """The kept files of the invoices."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Look into the store of a data folder."""
        self._store = store
        self._folder = folder

    def of(self, name: str) -> tuple[Kept, ...]:
        """Give what is kept of the invoice of a key's name, in its order; raises NotEntered."""
        with self._store.reading() as work:
            row = work.invoices.ids_of([name]).get(name)
            if row is None:
                raise NotEntered()
            return tuple(work.originals.of(row))

    def one(self, number: int) -> Kept:
        """Give what is known of a kept file; raises NoOriginal."""
        with self._store.reading() as work:
            kept = work.originals.one(number)
        if kept is None:
            raise NoOriginal()
        return kept

    def data(self, number: int) -> bytes:
        """Give the bytes as they arrived, proven by their hash.

        Raises NoOriginal, and LedgerDamaged where they are no longer what they were.
        """
        with self._store.reading() as work:
            kept, data = work.originals.one(number), work.originals.data(number)
        if kept is None or data is None:
            raise NoOriginal()
        if hashlib.sha256(data).hexdigest() != kept.sha256:
            raise LedgerDamaged(folder=str(self._folder), what="originals")
        return data

    def save(self, number: int, file: Path) -> None:
        """Write an original to a file of the user's choice; raises FileNotWritten, DiskFull."""
        write_file(file, self.data(number))

    def pages(self, number: int, password: str | None = None) -> Pages:
        """Open an original to be drawn page by page; close it.

        Raises Refused (core.files) where it has no pages, as an XML or a damaged file, and where a
        PDF asks for a password (PASSWORD_PROTECTED) or for another one (WRONG_PASSWORD).
        """
        return Pages(self.data(number), password)

    def marked(
        self, original: int, problems: Sequence[Problem], number: str | None = None
    ) -> tuple[Marked, ...]:
        """Say of each problem where on the pages stands what it is about; takes long, as reading.

        `number` is that of the invoice (发票号码), where the file may hold several. Raises
        NoOriginal.
        """
        values = [(_field(x), value) for x in problems for value in _values(x)]
        found = iter(places_of(self.data(original), values, number) if values else ())
        return tuple(
            Marked(x, tuple(place for _ in _values(x) for place in next(found))) for x in problems
        )

    def differences(self, name: str) -> tuple[Differing, ...]:
        """Read every original of an invoice again and hold it against the fields.

        May take a second for each; raises NotEntered.
        """
        with self._store.reading() as work:
            row = work.invoices.ids_of([name]).get(name)
            if row is None:
                raise NotEntered()
            (invoice,) = work.invoices.load([row])
            kept = work.originals.of(row)
        return tuple(_compared(invoice, each, self.data(each.id)) for each in kept)


def _field(problem: Problem) -> str:
    return str(problem.values.get("field", problem.field or ""))


def _values(problem: Problem) -> tuple[str, ...]:
    """What the file says of the field: of two that disagree, both."""
    names = {
        ProblemCode.CONTRADICTS: ("theirs",),
        ProblemCode.SOURCES_DISAGREE: ("ours", "theirs"),
    }.get(problem.code, ())
    return tuple(dict.fromkeys(str(problem.values.get(name, "")) for name in names))


def _compared(invoice: Invoice, kept: Kept, data: bytes) -> Differing:
    reading = read(data)
    draft = _about(invoice, reading.drafts)
    if draft is None:
        return Differing(kept, (), unread=reading.problem)
    merged, problems = joined(invoice, draft)
    fills = [x for x in FACE_FIELDS if getattr(invoice, x) != getattr(merged, x)]
    return Differing(kept, tuple(problems), tuple(fills))


def _about(invoice: Invoice, drafts: Sequence[Draft]) -> Draft | None:
    """The account of this invoice; the only one in a file is about it, whatever it says."""
    for draft in drafts:
        try:
            key = InvoiceKey.of(draft.code, draft.number, draft.paper_number)
        except InvalidKey:
            continue
        if key.same_as(invoice.key):
            return draft
    return drafts[0] if len(drafts) == 1 else None
