"""Whose invoices are these? A cheap look at a drop before anything of it is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from core.domain.company import Company, Former
from core.domain.invoice import Draft, Party
from core.files.archive import Found
from core.files.readers import Readers

_FILES: Final = 24
"""How many files are looked at; others are taken to be like them."""
_BYTES: Final = 2 * 2**20
"""Larger ones, photographs and workbooks, take too long to tell little."""


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
    """Look at the first of these files that are small."""
    ours = (company, *(Company(x.name, x.tax_id) for x in former))
    small = (found for found in files if found.data and len(found.data) <= _BYTES)
    looked, others = 0, list[Draft]()
    with Readers() as readers:
        for _, reading in readers.read(islice(small, _FILES)):
            for draft in reading.drafts if reading else ():
                if _names(draft.buyer) and _names(draft.seller):
                    looked += 1
                    is_ours = any(x.direction_of(draft.seller, draft.buyer) for x in ours)
                    others += () if is_ours else (draft,)
    return Preview(
        looked,
        len(others),
        _commonest(draft.seller for draft in others),
        _commonest(draft.buyer for draft in others),
    )


def _names(party: Party) -> bool:
    return bool(party.name or party.tax_id)


def _commonest(parties: Iterable[Party]) -> Party | None:
    found = Counter(Party(party.name, party.tax_id) for party in parties)
    return next((party for party, _ in found.most_common(1)), None)
