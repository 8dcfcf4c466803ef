"""As what an invoice has to be kept.

Where there is an electronic original, a print alone will not do. Source: 财会〔2020〕6号 4.
"""

from typing import Final

from core.domain.anomalies import ELECTRONIC_DIGITAL
from core.domain.invoice import Draft, InvoiceKind, Source

HAVE_ELECTRONIC_ORIGINALS: Final = ELECTRONIC_DIGITAL | {
    InvoiceKind.SPECIAL_ELECTRONIC,
    InvoiceKind.ORDINARY_ELECTRONIC,
    InvoiceKind.TOLL,
    InvoiceKind.BLOCKCHAIN,
}
"""Kinds that are issued as a file; whoever holds a print or scan of one lacks the original."""

_SEEN: Final = frozenset((Source.CODE, Source.OCR, Source.COMPUTED))


def is_scan(drafts: tuple[Draft, ...]) -> bool:
    """Say whether a file was read by its looks alone, as a print or photograph is."""
    sources = {source for draft in drafts for source in draft.sources.values()}
    return bool(sources) and sources <= _SEEN
