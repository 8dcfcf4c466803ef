"""Ready texts about a case: to the counterpart, to the tax bureau, to the boss."""

from enum import Enum

from core.domain.company import Company
from core.domain.decision import Case
from core.domain.discrepancy import ActionCode, DiscrepancyType, EvidenceCode
from words.causes import action, evidence
from words.figures import day, money, text
from words.reconciling import said
from words.review import counterpart, proof, sentence
from words.translate import filled, joined, tr
from words.vocabulary import field


class Reader(Enum):
    """To whom a text goes."""

    COUNTERPART = "counterpart"
    BUREAU = "bureau"
    BOSS = "boss"


def reader_of(case: Case) -> Reader:
    """Say whom the likeliest cause asks."""
    bureau = case.causes[0].action.code is ActionCode.ASK_BUREAU
    return Reader.BUREAU if bureau else Reader.COUNTERPART


def letter_to(reader: Reader, case: Case, company: Company) -> str:
    """Write the text with the facts filled in."""
    lines = [_greeting(reader, case), _about(case), *_facts(case)]
    if reader is Reader.BOSS:
        first = case.causes[0]
        lines += [joined(sentence(case), proof(first)), action(first.action)]
    else:
        lines += [_request(reader, case), filled(tr("{company}, tax ID {tax_id}"), _us(company))]
    return "\n".join(lines)


def _greeting(reader: Reader, case: Case) -> str:
    party = {
        Reader.COUNTERPART: text(counterpart(case).name),
        Reader.BUREAU: tr("the tax bureau"),
        Reader.BOSS: tr("the management"),
    }[reader]
    return filled(tr("To {party}:"), {"party": party})


def _about(case: Case) -> str:
    invoice = case.invoice
    values = {
        "number": case.key,
        "day": day(invoice.issued_on),
        "seller": text(invoice.seller.name),
        "buyer": text(invoice.buyer.name),
        "amount": money(invoice.amount),
    }
    about = tr("Invoice {number} of {day}, seller {seller}, buyer {buyer}, in all {amount}.")
    return filled(about, values)


def _facts(case: Case) -> list[str]:
    if case.type is DiscrepancyType.MISSING_IN_LEDGER:
        return [tr("The tax bureau's records show it; we have not received it.")]
    if case.pair:
        near = tr("The tax bureau's records do not show this number, but the number {pair}.")
        return [filled(near, {"pair": case.pair})]
    if case.type is DiscrepancyType.MISSING_IN_EXPORT:
        lacks = tr("We hold it, but it does not stand in our account at the tax bureau.")
        return [lacks, *_faults(case)]
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


def _faults(case: Case) -> list[str]:
    """Say what is wrong on the face, which its issuer has to know."""
    return [evidence(x) for x in case.causes[0].evidence if x.code in _ON_THE_FACE]


_ON_THE_FACE = frozenset(
    (
        EvidenceCode.BUYER_ID_IS_NOT,
        EvidenceCode.BUYER_ID_NEARLY,
        EvidenceCode.BUYER_ID_ABSENT,
        EvidenceCode.BUYER_IS_PERSON,
        EvidenceCode.BUYER_WITHOUT_ID,
        EvidenceCode.FORMER_NAME,
        EvidenceCode.FORMER_ID,
    )
)


def _request(reader: Reader, case: Case) -> str:
    if reader is Reader.BUREAU:
        return tr("Please tell us how it stands in your records, and why.")
    what = case.causes[0].action.values.get("what")
    if what in ("reissue", "not_ours"):
        return tr("Please issue a red letter invoice for it, and issue it anew with our data.")
    if what == "new_name":
        return tr("Please issue a red letter invoice, and issue it anew with our present name.")
    if what == "send" or case.type is DiscrepancyType.MISSING_IN_LEDGER:
        return tr("Please send it to us.")
    return tr("Please check which is right, and tell us.")


def _us(company: Company) -> dict[str, str]:
    return {"company": company.name, "tax_id": company.tax_id}
