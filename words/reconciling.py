"""What is said about reconciling: summaries, decisions, and letters to whoever must be asked."""

from datetime import date
from typing import TYPE_CHECKING

from core.domain.company import Company
from core.domain.decision import Case, Decision
from core.domain.discrepancy import Action, ActionCode, DiscrepancyType
from core.domain.invoice import Direction, Status
from words.figures import day, money, text
from words.translate import filled, joined, tr
from words.vocabulary import field, word

if TYPE_CHECKING:
    from core.services.reconciliation import Reconciled  # the first paint pays for no database


def needed(name: str) -> str:
    """Name what a decision lacks."""
    return {
        "note": tr("a reason (--note)"),
        "until": tr("a day (--until)"),
        "to": tr("the other key (--to)"),
    }.get(name, name)


def summary(found: "Reconciled") -> str:
    """Say in one line what was compared, and what came of it."""
    values = {
        "since": day(found.period[0]),
        "until": day(found.period[1]),
        "ours": f"{found.ours:,}",
        "theirs": f"{found.theirs:,}",
        "matched": f"{found.matched:,}",
        "count": f"{len(found.cases):,}",
    }
    compared = tr("{since} to {until}: {ours} of ours, {theirs} of theirs compared.")
    came = tr("{matched} agree, {count} do not.")
    return joined(filled(compared, values), filled(came, values))


def not_covered(count: int) -> str:
    """Say how many of ours no export can hold; "" where there are none."""
    if not count:
        return ""
    said = tr("{count} of ours lie outside the days that were exported, and were not judged.")
    return filled(said, {"count": f"{count:,}"})


def decided(decision: Decision | None) -> str:
    """Say what was decided, until when and why."""
    if decision is None:
        return ""
    until = filled(tr("until {day}"), {"day": day(decision.until)}) if decision.until else ""
    return " · ".join(filter(None, (word(decision.kind), until, decision.note)))


def letter(case: Case, company: Company) -> str:
    """Write the text that asks whoever can settle a case, ready to be sent."""
    invoice = case.invoice
    action = case.causes[0].action if case.causes else None
    values = {
        "party": text(_addressee(case, action)),
        "number": case.key,
        "day": day(invoice.issued_on),
        "amount": money(invoice.amount),
        "seller": text(invoice.seller.name),
        "company": company.name,
        "tax_id": company.tax_id,
    }
    about = tr("About the invoice {number} of {day}, seller {seller}, amount {amount}:")
    lines = [
        filled(tr("To {party}:"), values),
        filled(about, values),
        *_what_is_wrong(case),
        _request(case, action),
        filled(tr("{company}, tax ID {tax_id}"), values),
    ]
    return "\n".join(lines)


def _addressee(case: Case, action: Action | None) -> str | None:
    if action is not None and action.code is ActionCode.ASK_BUREAU:
        return tr("the tax bureau")
    invoice = case.invoice
    return (invoice.buyer if invoice.direction is Direction.OUT else invoice.seller).name


def _what_is_wrong(case: Case) -> list[str]:
    if case.type is DiscrepancyType.MISSING_IN_LEDGER:
        return [tr("The tax bureau's records show it, but we have not received it.")]
    if case.pair:
        near = tr("The tax bureau's records do not show this number, but the number {pair}.")
        return [filled(near, {"pair": case.pair})]
    if case.type is DiscrepancyType.MISSING_IN_EXPORT:
        return [tr("We hold it, but it is not in our account at the tax bureau.")]
    differs = tr("{field}: {ours} with us, {theirs} in the tax bureau's records.")
    return [
        filled(
            differs,
            {
                "field": field(x.field),
                "ours": said(x.field, x.ours),
                "theirs": said(x.field, x.theirs),
            },
        )
        for x in case.fields
    ]


def _request(case: Case, action: Action | None) -> str:
    what = action.values.get("what") if action else None
    if what in ("reissue", "not_ours"):
        return tr("Please issue a red letter invoice for it, and issue it anew with our data.")
    if what == "send" or case.type is DiscrepancyType.MISSING_IN_LEDGER:
        return tr("Please send it to us.")
    return tr("Please check which is right, and tell us.")


def said(path: str, value: str | None) -> str:
    """Write the value of a field as it is read by people."""
    if value is None or path != "status":
        return text(value)
    return word(Status(value))


def covers(since: date, until: date) -> str:
    """Write a period."""
    return filled(tr("{since} to {until}"), {"since": day(since), "until": day(until)})
