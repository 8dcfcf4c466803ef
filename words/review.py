"""What the review (核对) says: one sentence for a case, and a few words for a row."""

from collections.abc import Mapping

from core.domain.decision import Case
from core.domain.discrepancy import (
    ActionCode,
    Cause,
    CauseCode,
    EvidenceCode,
)
from core.domain.invoice import Direction, Invoice, Party
from words.causes import cause as named
from words.causes import evidence
from words.translate import filled, joined, tr
from words.vocabulary import field, word

SURE, LIKELY = 0.9, 0.6


def sentence(case: Case) -> str:
    """Say in one sentence why a case does not agree, as surely as it is known."""
    return said_of(case, case.causes[0])


def said_of(case: Case, cause: Cause) -> str:
    """Say one cause of a case in one sentence."""
    words = _by_evidence(_sentences_of_slips(), cause) or _sentences()[cause.cause]
    return filled(words, _values(case, cause))


def brief(case: Case) -> str:
    """Say the likeliest cause in a few words, for a row."""
    cause = case.causes[0]
    words = _by_evidence(_briefs_of_slips(), cause)
    return filled(words, _values(case, cause)) if words else named(cause.cause)


def proof(cause: Cause) -> str:
    """Give the evidence of a cause behind each other."""
    return joined(*(evidence(each) for each in cause.evidence))


def counterpart(case: Case) -> Party:
    """Give the other side of the invoice of a case, as far as either side names it."""
    for invoice in _both(case):
        party = invoice.buyer if invoice.direction is Direction.OUT else invoice.seller
        if party.name or party.tax_id:
            return party
    return Party()


def party_name(case: Case) -> str:
    """Name the other side of a case; its number where nobody is named."""
    party = counterpart(case)
    return party.name or party.tax_id or case.key


def verb(case: Case) -> str:
    """Say what the first action of a case does, for its button."""
    action = case.causes[0].action
    code = action.code
    if code is ActionCode.WAIT and "until" in action.values:
        return filled(tr("Wait until {day}"), {"day": action.values["until"]})
    if code is ActionCode.LINK and "to" not in action.values:
        return tr("Choose its other number…")
    if code is ActionCode.VERIFY and "twin" in action.values:
        return tr("Into the recycle bin…")
    return _verbs()[code]


def asked(case: Case) -> str:
    """Name whom the button asks."""
    code = case.causes[0].action.code
    if code is ActionCode.ASK_BUREAU:
        return tr("Ask the tax bureau…")
    if case.invoice.direction is Direction.OUT:
        return tr("Ask the buyer…")
    return tr("Ask the seller…")


def _both(case: Case) -> list[Invoice]:
    theirs = case.found.theirs
    ends = [case.found.ours, theirs.invoice if theirs else None]
    return [end for end in ends if end is not None]


def _by_evidence(words: Mapping[EvidenceCode, str], cause: Cause) -> str | None:
    return next((words[x.code] for x in cause.evidence if x.code in words), None)


def _values(case: Case, cause: Cause) -> dict[str, str]:
    values = {
        "likely": _likely(cause.score),
        "party": party_name(case),
        "status": word(case.found.theirs.invoice.status) if case.found.theirs else "",
    }
    for each in cause.evidence:
        if "field" in each.values:
            values.setdefault("field", _inside(field(each.values["field"])))
            values.setdefault("Field", field(each.values["field"]))
        if "days" in each.values:
            values.setdefault("days", each.values["days"].lstrip("-"))
    return values


def _inside(name: str) -> str:
    """Write the name of a field as it stands inside of a sentence."""
    return name[:1].lower() + name[1:]


def _likely(score: float) -> str:
    if score >= SURE:
        return tr("Most likely")
    return tr("Probably") if score >= LIKELY else tr("Perhaps")


def _verbs() -> Mapping[ActionCode, str]:
    return {
        ActionCode.CORRECT: tr("Correct ours by theirs"),
        ActionCode.LINK: tr("Link these two"),
        ActionCode.ACCEPT: tr("Enter it late"),
        ActionCode.ASK_SELLER: tr("Ask the seller…"),
        ActionCode.ASK_BUYER: tr("Ask the buyer…"),
        ActionCode.ASK_BUREAU: tr("Ask the tax bureau…"),
        ActionCode.WAIT: tr("Wait until…"),
        ActionCode.VERIFY: tr("Verify it…"),
        ActionCode.RED_LETTER: tr("Ask the seller…"),
        ActionCode.IGNORE: tr("Ignore…"),
    }


def _sentences_of_slips() -> Mapping[EvidenceCode, str]:
    return {
        EvidenceCode.AMOUNT_TRANSPOSED: tr(
            "{likely} two digits of our {field} changed places when it was entered."
        ),
        EvidenceCode.AMOUNT_DIGIT_MISSING: tr("{likely} our {field} lacks a digit."),
        EvidenceCode.AMOUNT_DIGIT_EXTRA: tr("{likely} our {field} has a digit too many."),
        EvidenceCode.AMOUNT_DIGIT_WRONG: tr("{likely} one digit of our {field} is wrong."),
        EvidenceCode.AMOUNT_POINT_SHIFTED: tr(
            "{likely} the decimal point of our {field} stands in the wrong place."
        ),
        EvidenceCode.AMOUNT_SIGN: tr("{likely} the sign of our {field} is wrong."),
        EvidenceCode.AMOUNT_SPLIT: tr("The sum is the same, net and tax are split differently."),
        EvidenceCode.AMOUNT_UNRECOGNISED: tr("The {field} differs, and no usual slip explains it."),
        EvidenceCode.DAY_AND_MONTH_SWAPPED: tr(
            "{likely} day and month changed places in our date."
        ),
        EvidenceCode.SAME_ID: tr("The name differs, the tax ID is the same."),
        EvidenceCode.ID_NEARLY_SAME: tr("{likely} the {field} in our ledger is mistyped."),
        EvidenceCode.NEAR_OUR_OWN: tr(
            "{likely} one invoice was entered twice, this time with its number mistyped."
        ),
        EvidenceCode.EQUALLY_NEAR: tr("{likely} its number is mistyped; several are as near."),
    }


def _sentences() -> Mapping[CauseCode, str]:
    return {
        CauseCode.STATUS_RED: tr("The tax bureau has it as “{status}”, our ledger does not."),
        CauseCode.STATUS_VOIDED: tr("It was voided at the tax bureau, and not in our ledger."),
        CauseCode.PARTY_DIFFERS: tr("Seller or buyer is not the same on both sides."),
        CauseCode.AMOUNT_IS_NET_NOT_TOTAL: tr(
            "{likely} the amount without tax was entered as our total."
        ),
        CauseCode.AMOUNT_IS_TOTAL_NOT_NET: tr(
            "{likely} the amount with tax was entered as our net."
        ),
        CauseCode.AMOUNT_MISTYPED: tr("{likely} an amount was mistyped in our ledger."),
        CauseCode.DATE_MISTYPED: tr("{likely} our date was mistyped."),
        CauseCode.RED_LETTER_OF_OURS: tr("It is the red letter for one of our invoices."),
        CauseCode.TWO_KEYS_ONE_INVOICE: tr("{likely} this is one paper invoice under two numbers."),
        CauseCode.NOT_RECEIVED: tr("{party} issued it to us, and we never entered it."),
        CauseCode.NOT_RECORDED: tr("We issued it, and never entered it."),
        CauseCode.NUMBER_MISTYPED: tr("{likely} our number was mistyped."),
        CauseCode.NOT_IN_EXPORT_BY_NATURE: tr("Invoices of this kind never stand in that list."),
        CauseCode.FORMER_NAME_OR_ID: tr("It was issued to our former name or tax ID."),
        CauseCode.BUYER_ID_WRONG_ON_INVOICE: tr(
            "Our tax ID is wrong on the invoice, so it never reaches our account."
        ),
        CauseCode.ISSUED_TO_PERSON: tr("It was issued to a person, not to the company."),
        CauseCode.OTHER_TAXPAYER: tr("It names another company, neither side is us."),
        CauseCode.VERIFICATION_FAILED: tr("Its verification failed. Do not book or pay it."),
        CauseCode.ENTERED_OFFLINE: tr("It was entered offline and has never been verified."),
        CauseCode.TOO_RECENT: tr("{likely} it is too new for this list."),
        CauseCode.FILTERED_EXPORT: tr("{likely} the tax bureau's list was cut off or filtered."),
        CauseCode.OUTSIDE_PERIOD: tr("No list of the tax bureau covers its day."),
        CauseCode.UNKNOWN: tr("No known cause fits; it needs a look at the invoice itself."),
    }


def _briefs_of_slips() -> Mapping[EvidenceCode, str]:
    return {
        EvidenceCode.AMOUNT_TRANSPOSED: tr("{Field}: digits transposed"),
        EvidenceCode.AMOUNT_DIGIT_MISSING: tr("{Field}: one digit missing"),
        EvidenceCode.AMOUNT_DIGIT_EXTRA: tr("{Field}: one digit too many"),
        EvidenceCode.AMOUNT_DIGIT_WRONG: tr("{Field}: one digit wrong"),
        EvidenceCode.AMOUNT_POINT_SHIFTED: tr("{Field}: decimal point moved"),
        EvidenceCode.AMOUNT_SIGN: tr("{Field}: wrong sign"),
        EvidenceCode.AMOUNT_SPLIT: tr("Net and tax split differently"),
        EvidenceCode.AMOUNT_UNRECOGNISED: tr("{Field} differs"),
        EvidenceCode.DAY_AND_MONTH_SWAPPED: tr("Day and month swapped"),
        EvidenceCode.DATE_DIFFERS: tr("Date differs by {days} days"),
        EvidenceCode.SAME_ID: tr("Name differs, tax ID same"),
        EvidenceCode.ID_NEARLY_SAME: tr("{Field}: mistyped"),
        EvidenceCode.NEAR_OUR_OWN: tr("Entered twice, number mistyped"),
        EvidenceCode.EQUALLY_NEAR: tr("Number mistyped, several are near"),
        EvidenceCode.STATUS_DIFFERS: tr("{status} at the tax bureau, not in ours"),
    }


def kept() -> str:
    """Say that decisions last."""
    return tr(
        "A correction asks why and keeps the old version; "
        "decisions are kept and not asked again next month."
    )
