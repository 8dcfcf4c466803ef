"""What stays of an import that was undone: one sentence for every Stays."""

from collections.abc import Mapping

from core.services.undoing import Remaining, Stays
from words.translate import filled, tr


def why_it_stays(found: Remaining) -> str:
    """Say why something that an import did was not undone."""
    if found.why is Stays.CHANGED and not found.at:
        return tr("This was changed since, and stays as it is.")
    at = found.at[:16].replace("T", " ")
    return filled(_texts()[found.why], {"by": found.by, "at": at})


def _texts() -> Mapping[Stays, str]:
    return {
        Stays.CHANGED: tr("{by} did something to this invoice at {at}: it stays as it is."),
        Stays.SETTLED: tr("{by} settled this at {at}: it stays as it is."),
        Stays.JOINED: tr("Two invoices were found to be one: they stay together."),
        Stays.RECORDS: tr("What a list of the tax bureau said stays: it is theirs, not ours."),
    }
