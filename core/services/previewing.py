"""Whose invoices are these? A cheap look at a drop before anything of it is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from core.domain.company import Company, Former
from core.domain.invoice import Draft, Party
from core.files.archive import MAX_FILE, Found
from core.files.readers import Readers
from core.files.reading_apart import WorkbookReading
from core.files.workbook import WorkbookKind

_FILES: Final = 24
"""How many files are looked at; others are taken to be like them."""
_BYTES: Final = 2 * 2**20
"""Larger photographs take too long to tell little."""
_ROWS: Final = 500
"""How many rows of a list of the tax bureau are looked at."""
_LISTS: Final = frozenset((".xlsx", ".xls", ".csv"))

Parties = tuple[Party, Party]
"""Seller and buyer."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a look at some files said.

    `looked`: how many invoices named both parties or a buyer; `others` of them name this company
    nowhere. `buyer` and `seller` are those that most of the others name.
    """

    looked: int
    others: int
    seller: Party | None = None
    buyer: Party | None = None

    @property
    def wrong_company(self) -> bool:
        """Most invoices are not of this company: ask before importing."""
        return self.others * 2 > self.looked


def previewed(files: Iterable[Found], company: Company, former: Sequence[Former]) -> Preview:
    """Look at the first of these files that are small, and at the first lists among them."""
    ours = (company, *(Company(x.name, x.tax_id) for x in former))
    looked, others = 0, list[Parties]()
    with Readers() as readers:
        for found, reading in readers.read(islice(filter(_is_light, files), _FILES)):
            told = _in_list(found, company) if reading is None else map(_of, reading.drafts)
            for seller, buyer in told:
                if _names(buyer) and _names(seller):
                    looked += 1
                    is_ours = any(x.direction_of(seller, buyer) for x in ours)
                    others += () if is_ours else ((seller, buyer),)
    return Preview(
        looked,
        len(others),
        _commonest(seller for seller, _ in others),
        _commonest(buyer for _, buyer in others),
    )


def _is_light(found: Found) -> bool:
    """Say whether a file is looked at: a list is never too large, for its first rows tell."""
    most = MAX_FILE if found.suffix in _LISTS else _BYTES
    return bool(found.data) and len(found.data) <= most


def _of(draft: Draft) -> Parties:
    return draft.seller, draft.buyer


def _in_list(found: Found, company: Company) -> Iterator[Parties]:
    """Give the parties of the first rows of a list of the tax bureau; of another workbook none."""
    reading = WorkbookReading(found.data, company)
    try:
        if reading.kind is not WorkbookKind.BUREAU or reading.facts is None:
            return
        rows = (row for part in reading.records() for row in part.rows)
        for row in islice(rows, _ROWS):
            yield Party(row.seller_name, row.seller_id), Party(row.buyer_name, row.buyer_id)
    finally:
        reading.close()


def _names(party: Party) -> bool:
    return bool(party.name or party.tax_id)


def _commonest(parties: Iterable[Party]) -> Party | None:
    found = Counter(Party(party.name, party.tax_id) for party in parties)
    return next((party for party, _ in found.most_common(1)), None)
