"""What the review says of a run in one sentence: of what agrees, and of news."""

from gui.review.findings import Findings
from gui.states import Mark
from words.translate import counted, joined, tr


def agreeing(found: Findings) -> tuple[str, str]:
    """Say how much agrees, and in what."""
    run = found.run
    if not run.matched:
        return tr("No invoice agrees yet"), _outside(found)
    if run.cases:
        agree = counted(run.matched, tr("1 invoice agrees"), tr("{n} invoices agree"))
    else:
        agree = counted(run.matched, tr("The 1 invoice agrees"), tr("All {n} invoices agree"))
    line = tr("Every fact that both sides hold is the same, in the period that is covered.")
    return agree, joined(line, _outside(found))


def news_of(found: Findings) -> tuple[Mark, str, str] | None:
    """Say what is new about invoices of our ledger; None where nothing is."""
    grave = [x for x in found.news if x.stands_out]
    mine = [x for x in found.news if x.in_ledger]
    if not mine:
        return None
    if grave:
        what = counted(
            len(grave),
            tr("1 booked invoice was reversed or voided since"),
            tr("{n} booked invoices were reversed or voided since"),
        )
        return Mark.WRONG, what, found.news[0].file_name
    what = counted(
        len(mine),
        tr("A newer list says otherwise about 1 invoice"),
        tr("A newer list says otherwise about {n} invoices"),
    )
    return Mark.LOOK, what, found.news[0].file_name


def _outside(found: Findings) -> str:
    """Say how many of ours no list covers."""
    count = found.run.not_covered
    one = tr("1 of ours lies outside of what is covered and was not judged.")
    many = tr("{n} of ours lie outside of what is covered and were not judged.")
    return counted(count, one, many) if count else ""
