"""Why something does not agree, what shows it, and what to do: a sentence for every code."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from core.domain.discrepancy import (
    Action,
    ActionCode,
    CauseCode,
    DiscrepancyType,
    Evidence,
    EvidenceCode,
)
from core.domain.invoice import InvoiceKind, Status
from core.domain.mistyping import Slip
from words.figures import NOTHING, moment, money
from words.translate import filled, tr
from words.vocabulary import field, word


def discrepancy(found: DiscrepancyType) -> str:
    """Say on which side something stands, in a few words."""
    return {
        DiscrepancyType.DIFFERS: tr("Differs"),
        DiscrepancyType.MISSING_IN_EXPORT: tr("Not in the tax bureau's list"),
        DiscrepancyType.MISSING_IN_LEDGER: tr("Not in the ledger"),
    }[found]


def cause(found: CauseCode) -> str:
    """Name a cause in a few words, for the column of a table and the head of a report."""
    return _causes()[found]


def evidence(found: Evidence) -> str:
    """Say one thing that can be checked, with its figures."""
    return filled(_evidence()[found.code], _shown(found.values, found.code))


def action(found: Action) -> str:
    """Say what to do."""
    texts = _actions()
    what = found.values.get("what")
    if found.code is ActionCode.VERIFY and "twin" in found.values:
        what = "twice"
    if found.code is ActionCode.LINK:
        what = "one" if "to" in found.values else "several"
    text = texts.get((found.code, what)) or texts[found.code, None]
    return filled(text, _shown(found.values, None))


_AMOUNT = re.compile(r"-?\d+\.\d\d").fullmatch


def _shown(values: Mapping[str, str], code: EvidenceCode | None) -> dict[str, str]:
    statuses = {"status"}
    if code is EvidenceCode.STATUS_DIFFERS or values.get("field") == "status":
        statuses |= {"ours", "theirs"}
    return {
        name: word(Status(value)) if name in statuses else _one(name, value)
        for name, value in values.items()
    }


def _one(name: str, value: str) -> str:
    if not value:
        return tr("the seller") if name == "party" else NOTHING
    if name in _SPOKEN:
        return _SPOKEN[name](value)
    return money(Decimal(value)) if _AMOUNT(value) else value


_SPOKEN: Mapping[str, Callable[[str], str]] = {
    "field": field,
    "fields": lambda paths: tr(", ").join(dict.fromkeys(map(field, paths.split(",")))),
    "keys": lambda keys: tr(", ").join(keys.split(",")),
    "how": lambda how: _slips()[Slip(how)],
    "at": lambda at: moment(datetime.fromisoformat(at)),
    "kind": lambda kind: word(InvoiceKind(kind)),
}


def _slips() -> Mapping[Slip, str]:
    return {
        Slip.WRONG: tr("one digit is different"),
        Slip.MISSING: tr("one digit is missing in ours"),
        Slip.DOUBLED: tr("one digit is doubled in ours"),
        Slip.EXTRA: tr("ours has one digit too many"),
        Slip.TRANSPOSED: tr("two digits have changed places"),
        Slip.SEVERAL: tr("two digits are different"),
    }


def _causes() -> Mapping[CauseCode, str]:
    return {
        CauseCode.STATUS_RED: tr("Reversed by a red letter"),
        CauseCode.STATUS_VOIDED: tr("Voided"),
        CauseCode.PARTY_DIFFERS: tr("Seller or buyer differs"),
        CauseCode.AMOUNT_IS_NET_NOT_TOTAL: tr("Net entered as total"),
        CauseCode.AMOUNT_IS_TOTAL_NOT_NET: tr("Total entered as net"),
        CauseCode.AMOUNT_MISTYPED: tr("Amount mistyped"),
        CauseCode.DATE_MISTYPED: tr("Date mistyped"),
        CauseCode.RED_LETTER_OF_OURS: tr("Red letter for one of ours"),
        CauseCode.TWO_KEYS_ONE_INVOICE: tr("One paper invoice under two numbers"),
        CauseCode.NOT_RECEIVED: tr("Purchase not received"),
        CauseCode.NOT_RECORDED: tr("Sale not recorded"),
        CauseCode.NUMBER_MISTYPED: tr("Number mistyped"),
        CauseCode.NOT_IN_EXPORT_BY_NATURE: tr("A kind that is never listed"),
        CauseCode.FORMER_NAME_OR_ID: tr("Issued to our former name or tax ID"),
        CauseCode.BUYER_ID_WRONG_ON_INVOICE: tr("Our tax ID is wrong on the invoice"),
        CauseCode.ISSUED_TO_PERSON: tr("Issued to a person"),
        CauseCode.OTHER_TAXPAYER: tr("Issued to another company"),
        CauseCode.VERIFICATION_FAILED: tr("Verification failed"),
        CauseCode.ENTERED_OFFLINE: tr("Entered offline, not yet verified"),
        CauseCode.TOO_RECENT: tr("Too new for this list"),
        CauseCode.FILTERED_EXPORT: tr("The list looks cut off or filtered"),
        CauseCode.OUTSIDE_PERIOD: tr("No list covers this day"),
        CauseCode.UNKNOWN: tr("No cause found"),
    }


def _evidence() -> Mapping[EvidenceCode, str]:
    return _of_facts() | _of_amounts() | _of_numbers() | _of_buyers() | _of_exports() | _of_theirs()


def _of_facts() -> dict[EvidenceCode, str]:
    return {
        EvidenceCode.STATUS_DIFFERS: tr("The tax bureau says “{theirs}”, our ledger “{ours}”."),
        EvidenceCode.NAME_DIFFERS: tr("{field}: ours is “{ours}”, the tax bureau's “{theirs}”."),
        EvidenceCode.ID_DIFFERS: tr("{field}: ours is {ours}, the tax bureau's {theirs}."),
        EvidenceCode.ID_NEARLY_SAME: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; {how}."
        ),
        EvidenceCode.SAME_ID: tr("The tax ID {tax_id} is the same on both sides."),
        EvidenceCode.DATE_DIFFERS: tr(
            "Our date is {ours}, the tax bureau's {theirs}: {days} days apart."
        ),
        EvidenceCode.DAY_AND_MONTH_SWAPPED: tr(
            "Our date is {ours}, the tax bureau's {theirs}: day and month have changed places."
        ),
        EvidenceCode.DATE_DIGIT: tr(
            "Our date is {ours}, the tax bureau's {theirs}: one slip in typing."
        ),
        EvidenceCode.UNEXPLAINED: tr("{field}: ours is {ours}, the tax bureau's {theirs}."),
    }


def _of_amounts() -> dict[EvidenceCode, str]:
    return {
        EvidenceCode.TOTAL_IS_THEIR_NET: tr(
            "Our total {ours} equals the tax bureau's net {theirs}; its total is {total}. "
            "Perhaps the amount without tax was entered."
        ),
        EvidenceCode.NET_IS_THEIR_TOTAL: tr(
            "Our net {ours} equals the tax bureau's total {theirs}; its net is {net}. "
            "Perhaps the amount with tax was entered."
        ),
        EvidenceCode.CODE_HOLDS_NET: tr(
            "It was scanned, and the QR code of this kind ({kind}) holds the amount without tax."
        ),
        EvidenceCode.AMOUNT_TRANSPOSED: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; two digits have changed places."
        ),
        EvidenceCode.AMOUNT_DIGIT_MISSING: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; one digit is missing in ours."
        ),
        EvidenceCode.AMOUNT_DIGIT_EXTRA: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; ours has one digit too many."
        ),
        EvidenceCode.AMOUNT_DIGIT_WRONG: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; one digit is different."
        ),
        EvidenceCode.AMOUNT_POINT_SHIFTED: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; the decimal point has moved."
        ),
        EvidenceCode.AMOUNT_SIGN: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; the sign is different."
        ),
        EvidenceCode.AMOUNT_SPLIT: tr(
            "Both make {total}, split differently: ours is net {our_net} and tax {our_tax}, "
            "the tax bureau's net {their_net} and tax {their_tax}."
        ),
        EvidenceCode.AMOUNT_UNRECOGNISED: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; no usual slip explains it."
        ),
        EvidenceCode.AMOUNT_FOLLOWS: tr(
            "{field}: ours is {ours}, the tax bureau's {theirs}; it follows from the above."
        ),
        EvidenceCode.SUM_IS_WRONG: tr(
            "Our own figures do not add up: net {net}, tax {tax}, total {total}."
        ),
    }


def _of_numbers() -> dict[EvidenceCode, str]:
    return {
        EvidenceCode.NUMBER_NEAR: tr(
            "Our number is {ours}; the tax bureau has {theirs}, which we do not have: {how}."
        ),
        EvidenceCode.NEAR_OUR_OWN: tr(
            "Our ledger also has {twin}, which the tax bureau has; this one is {ours}: {how}."
        ),
        EvidenceCode.EQUALLY_NEAR: tr(
            "{ours} is nearly one of these, and as near to each: {keys}. None was chosen."
        ),
        EvidenceCode.SAME_AMOUNT: tr("{field} is {amount} on both sides."),
        EvidenceCode.SAME_DATE: tr("The date is {date} on both sides."),
        EvidenceCode.SAME_PARTY: tr("The other party is {party} on both sides."),
        EvidenceCode.TWO_NAMES: tr(
            "A digital invoice on paper has two numbers: ours is {ours}, "
            "the tax bureau's {theirs}; they are probably the same invoice."
        ),
        EvidenceCode.TWO_NAMES_SEVERAL: tr(
            "A digital invoice on paper has two numbers: {ours} may be any of these: {keys}."
        ),
    }


def _of_buyers() -> dict[EvidenceCode, str]:
    return {
        EvidenceCode.BUYER_NAME_IS_OURS: tr("The buyer is {name}: that is us."),
        EvidenceCode.BUYER_ID_IS_NOT: tr(
            "The buyer's tax ID on it is {found}, ours is {expected}: "
            "such an invoice never reaches our account at the tax bureau."
        ),
        EvidenceCode.BUYER_ID_NEARLY: tr(
            "The buyer's tax ID on it is {found}, ours is {expected}; {how}: "
            "such an invoice never reaches our account at the tax bureau."
        ),
        EvidenceCode.BUYER_ID_ABSENT: tr(
            "The buyer has no tax ID on it; ours is {expected}. "
            "Such an invoice never reaches our account at the tax bureau."
        ),
        EvidenceCode.BUYER_IS_PERSON: tr("The buyer is “{name}”, a person and no company."),
        EvidenceCode.BUYER_WITHOUT_ID: tr("The buyer “{name}” stands without a tax ID."),
        EvidenceCode.FORMER_NAME: tr("“{found}” is our former name; we are now {now}."),
        EvidenceCode.FORMER_ID: tr("{found} is our former tax ID; ours is now {now}."),
        EvidenceCode.NOT_A_PARTY: tr(
            "Seller: {seller}; buyer: {buyer}. Neither is {company} ({company_id})."
        ),
        EvidenceCode.KIND_NEVER_EXPORTED: tr("This kind never stands in that list: {kind}."),
        EvidenceCode.VERIFICATION_NOT_FOUND: tr(
            "{at}: {provider} found no such invoice. Perhaps it is false."
        ),
        EvidenceCode.VERIFICATION_MISMATCH: tr(
            "{at}: {provider} said that the facts do not agree. Perhaps it is false or mistyped."
        ),
        EvidenceCode.OFFLINE_AND_UNVERIFIED: tr(
            "It was entered on {at} during an outage and was never verified since."
        ),
    }


def _of_exports() -> dict[EvidenceCode, str]:
    return {
        EvidenceCode.MADE_TOO_SOON: tr(
            "It was issued on {issued_on}; the list {file} was made on {made}. "
            "It may take {days} days to arrive there."
        ),
        EvidenceCode.ROW_UNREAD_IS_THIS: tr(
            "Row {row} of the list {file} could not be read, and is probably this invoice."
        ),
        EvidenceCode.ROWS_UNREAD: tr(
            "Rows of the list {file} that could not be read: {rows}. It may be one of them."
        ),
        EvidenceCode.ROUND_ROWS: tr(
            "The list {file} has exactly {rows} invoices: it was probably cut off there."
        ),
        EvidenceCode.KIND_MISSING: tr(
            "The list {file} has none of this kind: {kind}; the {others} others all have some."
        ),
        EvidenceCode.SOURCE_MISSING: tr(
            "The list {file} has none from {source}; the {others} others all have some."
        ),
        EvidenceCode.COUNTERPART_MISSING: tr(
            "The list {file} has none with {party}; the {others} others all have some."
        ),
        EvidenceCode.NOT_COVERED: tr(
            "It was issued on {issued_on}; no imported list covers that day "
            "(asked for: {since} to {until})."
        ),
        EvidenceCode.NOT_IN_FILES: tr(
            "It was issued on {issued_on}; these lists cover that day and do not have it: {files}."
        ),
    }


def _of_theirs() -> dict[EvidenceCode, str]:
    return {
        EvidenceCode.REVERSES_OURS: tr(
            "It reverses our invoice {blue} of {issued_on}: {theirs} against {ours}."
        ),
        EvidenceCode.ISSUED_TO_US: tr(
            "{party} issued it to us on {issued_on}, {amount} in all; it is not in our ledger."
        ),
        EvidenceCode.ISSUED_BY_US: tr(
            "We issued it to {party} on {issued_on}, {amount} in all; it is not in our ledger."
        ),
        EvidenceCode.THEIR_STATUS: tr("At the tax bureau it is: {status}."),
    }


def _actions() -> Mapping[tuple[ActionCode, str | None], str]:
    return {
        (ActionCode.CORRECT, None): tr("Look at the face, then take the tax bureau's: {fields}."),
        (ActionCode.LINK, None): tr("Link the two as one invoice."),
        (ActionCode.LINK, "one"): tr("Look at the face, then link it with {to}."),
        (ActionCode.LINK, "several"): tr(
            "Look at the face and link it with the right one: {keys}."
        ),
        (ActionCode.ACCEPT, None): tr("Enter it in the ledger from the tax bureau's record."),
        (ActionCode.ASK_SELLER, None): tr("Ask the seller: {party}."),
        (ActionCode.ASK_SELLER, "reissue"): tr(
            "Ask {party} for a red letter and a new invoice with our name and tax ID."
        ),
        (ActionCode.ASK_SELLER, "not_ours"): tr(
            "If it is our purchase, ask {party} for a red letter and a new invoice with our name "
            "and tax ID; if not, take it out of the ledger."
        ),
        (ActionCode.ASK_SELLER, "new_name"): tr(
            "Ask {party} for a red letter and a new invoice with our present name."
        ),
        (ActionCode.ASK_SELLER, "send"): tr("Ask {party} to send the invoice."),
        (ActionCode.ASK_SELLER, "explain"): tr(
            "Ask {party} about this invoice; do not book or pay it before."
        ),
        (ActionCode.ASK_BUYER, None): tr("Ask the buyer: {party}."),
        (ActionCode.ASK_BUREAU, None): tr("Ask the tax bureau."),
        (ActionCode.ASK_BUREAU, "export_again"): tr(
            "Export the list again from the tax bureau, whole and without a filter: {file}."
        ),
        (ActionCode.ASK_BUREAU, "export"): tr(
            "Export the invoices of {since} to {until} from the tax bureau and import the list."
        ),
        (ActionCode.ASK_BUREAU, "former_id"): tr(
            "Look under our former tax ID at the tax bureau, or ask for it there."
        ),
        (ActionCode.ASK_BUREAU, "explain"): tr("Ask the tax bureau about this invoice."),
        (ActionCode.WAIT, None): tr("Wait until {until}, then import a new list."),
        (ActionCode.VERIFY, None): tr("Verify the invoice."),
        (ActionCode.VERIFY, "twice"): tr(
            "Look at the face: if it is {twin} once more, put this one into the recycle bin."
        ),
        (ActionCode.RED_LETTER, None): tr("Start a red letter."),
        (ActionCode.IGNORE, None): tr("Nothing needs to be done: mark it as ignored."),
    }
