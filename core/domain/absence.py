"""Why an invoice of ours stands in no record of theirs: whose it is, and what is known of it.

The order is the contract's. What concerns the export (too recent, filtered) is in `exported.py`.
"""

from collections.abc import Iterator
from functools import lru_cache
from re import compile as pattern

from core.domain.company import Company
from core.domain.differing import written
from core.domain.discrepancy import (
    Action,
    ActionCode,
    Answer,
    Cause,
    CauseCode,
    Circumstances,
    Discrepancy,
    Evidence,
    EvidenceCode,
    Verdict,
)
from core.domain.invoice import Direction, Invoice, InvoiceKind, Party
from core.domain.mistyping import Slip, slip, slips_between
from core.domain.numbers import is_personal_id, tax_id_plausible
from core.domain.slim import normal

NEVER_EXPORTED = frozenset((InvoiceKind.FISCAL, InvoiceKind.CUSTOMS, InvoiceKind.OTHER))
"""Kinds that stand in no 全量发票查询: fiscal receipts, customs slips, taxi and other slips."""


def absence_causes(found: Discrepancy, ours: Invoice, around: Circumstances) -> Iterator[Cause]:
    """Give the causes that lie in the invoice itself, in the order in which they are told."""
    yield from _named_otherwise(found, ours)
    yield from _by_nature(ours, around)
    whose = _Ownership(around.company, around.former)
    yield from whose.former_cause(ours)
    if whose.bought(ours):
        yield from whose.buyer_id_cause(ours)
        yield from whose.person_cause(ours)
    yield from whose.other_cause(ours)
    yield from _verification(ours, found.answer)
    yield from _offline(ours, found.answer)


def _named_otherwise(found: Discrepancy, ours: Invoice) -> Iterator[Cause]:
    if found.theirs is not None:
        theirs = found.theirs.invoice
        near = _nearest_names(ours, theirs)
        yield _number_mistyped(ours, theirs, near) if near else _two_names(ours, theirs)
        return
    near_keys = near_rivals(ours, found)
    if near_keys:
        values = {"ours": ours.key.name, "keys": ",".join(near_keys)}
        evidence = Evidence(EvidenceCode.EQUALLY_NEAR, values)
        link = Action(ActionCode.LINK, {"keys": values["keys"]})
        yield Cause(CauseCode.NUMBER_MISTYPED, 0.6, (evidence,), link)
    elif found.twin is not None:
        yield _entered_twice(ours, found.twin)


def _entered_twice(ours: Invoice, twin: Invoice) -> Cause:
    near = _nearest_names(ours, twin)
    values = {"ours": ours.key.name, "twin": twin.key.name, "how": near[2].value if near else ""}
    evidence = (Evidence(EvidenceCode.NEAR_OUR_OWN, values), *_agreeing(ours, twin))
    verify = Action(ActionCode.VERIFY, {"twin": twin.key.name})
    return Cause(CauseCode.NUMBER_MISTYPED, 0.9, evidence, verify)


def near_rivals(one: Invoice, found: Discrepancy) -> list[str]:
    """Give the keys whose number is nearly that of this one."""
    return [key for key in found.rivals if slips_between(one.key.name, key)]


def _nearest_names(ours: Invoice, theirs: Invoice) -> tuple[str, str, Slip] | None:
    near = [
        (slips, a, b)
        for a in ours.key.names
        for b in theirs.key.names
        if (slips := slips_between(a, b))
    ]
    if not near:
        return None
    _, a, b = min(near)
    how = slip(a, b)
    return (a, b, how) if how else None


def _number_mistyped(ours: Invoice, theirs: Invoice, near: tuple[str, str, Slip]) -> Cause:
    mine, its, how = near
    evidence = (
        Evidence(EvidenceCode.NUMBER_NEAR, {"ours": mine, "theirs": its, "how": how.value}),
        *_agreeing(ours, theirs),
    )
    score = 0.85 if how is Slip.SEVERAL else 0.95
    return Cause(CauseCode.NUMBER_MISTYPED, score, evidence, _link(theirs))


def _two_names(ours: Invoice, theirs: Invoice) -> Cause:
    """The cause of a pair in which one side has the paper name, the other the 20 digits."""
    kind = ours.kind or theirs.kind
    values = {"ours": ours.key.name, "theirs": theirs.key.name, "kind": kind.value if kind else ""}
    evidence = (Evidence(EvidenceCode.TWO_NAMES, values), *_agreeing(ours, theirs))
    return Cause(CauseCode.TWO_KEYS_ONE_INVOICE, 0.85, evidence, _link(theirs))


def two_names_of_several(one: Invoice, found: Discrepancy) -> Iterator[Cause]:
    """The cause where several of the other side may be the same paper invoice."""
    if found.rivals and not near_rivals(one, found):
        values = {"ours": one.key.name, "keys": ",".join(found.rivals)}
        evidence = (Evidence(EvidenceCode.TWO_NAMES_SEVERAL, values),)
        link = Action(ActionCode.LINK, {"keys": values["keys"]})
        yield Cause(CauseCode.TWO_KEYS_ONE_INVOICE, 0.6, evidence, link)


def _link(theirs: Invoice) -> Action:
    return Action(ActionCode.LINK, {"to": theirs.key.name})


def _agreeing(ours: Invoice, theirs: Invoice) -> Iterator[Evidence]:
    for name in ("total", "net"):
        amount = getattr(ours, name)
        if amount is not None and amount == getattr(theirs, name):
            yield Evidence(EvidenceCode.SAME_AMOUNT, {"field": name, "amount": written(amount)})
            break
    if ours.issued_on == theirs.issued_on:
        yield Evidence(EvidenceCode.SAME_DATE, {"date": ours.issued_on.isoformat()})
    side = "buyer" if Direction.OUT in (ours.direction, theirs.direction) else "seller"
    mine, its = getattr(ours, side), getattr(theirs, side)
    if _same(mine.tax_id, its.tax_id) or _same(mine.name, its.name):
        yield Evidence(EvidenceCode.SAME_PARTY, {"party": mine.name or mine.tax_id})


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and normal(one) == normal(other)


def _by_nature(ours: Invoice, around: Circumstances) -> Iterator[Cause]:
    kind = ours.kind
    if kind in NEVER_EXPORTED and not any(kind in each.kinds for each in around.exports):
        evidence = Evidence(EvidenceCode.KIND_NEVER_EXPORTED, {"kind": kind.value})
        ignore = Action(ActionCode.IGNORE)
        yield Cause(CauseCode.NOT_IN_EXPORT_BY_NATURE, 0.98, (evidence,), ignore)


class _Ownership:
    """Tells whether a party is this company, was it, or only seems to be."""

    def __init__(self, company: Company, former: tuple[Party, ...]) -> None:
        self._company = company
        self._name, self._id = normal(company.name), normal(company.tax_id)
        self._former_names = {normal(each.name) for each in former} - {"", self._name}
        self._former_ids = {normal(each.tax_id) for each in former} - {"", self._id}

    def bought(self, ours: Invoice) -> bool:
        """Say whether it is a purchase: stored as one, or sold by somebody who is not us."""
        if ours.direction is not None:
            return ours.direction is Direction.IN
        seller = ours.seller
        return bool(seller.name or seller.tax_id) and not self._is_or_was(seller)

    def former_cause(self, ours: Invoice) -> Iterator[Cause]:
        """An earlier name or id of this company stands where ours should."""
        evidence: list[Evidence] = []
        what = "new_name"
        for party in _our_places(ours):
            if normal(party.name) in self._former_names:
                values = {"found": party.name or "", "now": self._company.name}
                evidence.append(Evidence(EvidenceCode.FORMER_NAME, values))
            if normal(party.tax_id) in self._former_ids:
                values = {"found": party.tax_id or "", "now": self._company.tax_id}
                evidence.append(Evidence(EvidenceCode.FORMER_ID, values))
                what = "former_id"
        if evidence:
            if what == "former_id":
                ask = Action(ActionCode.ASK_BUREAU, {"what": what})
            elif self.bought(ours):
                ask = _ask_seller(ours, what)
            else:  # the seller is this company itself
                ask = Action(ActionCode.ASK_BUREAU, {"what": "explain"})
            yield Cause(CauseCode.FORMER_NAME_OR_ID, 0.9, tuple(evidence), ask)

    def buyer_id_cause(self, ours: Invoice) -> Iterator[Cause]:
        """The buyer's name is ours, the tax id is not, or is not there."""
        buyer, expected = ours.buyer, self._company.tax_id
        found = normal(buyer.tax_id)
        if normal(buyer.name) != self._name or found in self._former_ids | {self._id}:
            return
        named = Evidence(EvidenceCode.BUYER_NAME_IS_OURS, {"name": buyer.name or ""})
        how = slip(found, self._id) if found else None
        values = {"found": buyer.tax_id or "", "expected": expected}
        if not found:
            odd = Evidence(EvidenceCode.BUYER_ID_ABSENT, {"expected": expected})
        elif how:
            odd = Evidence(EvidenceCode.BUYER_ID_NEARLY, values | {"how": how.value})
        else:
            odd = Evidence(EvidenceCode.BUYER_ID_IS_NOT, values)
        ask = _ask_seller(ours, "reissue")
        score = 0.95 if found else 0.9
        yield Cause(CauseCode.BUYER_ID_WRONG_ON_INVOICE, score, (named, odd), ask)

    def person_cause(self, ours: Invoice) -> Iterator[Cause]:
        """It was issued to a person, or to a buyer without a tax id that is not ours."""
        buyer = ours.buyer
        if not (buyer.name or buyer.tax_id) or self._is_or_was(buyer):
            return
        values = {"name": buyer.name or buyer.tax_id or ""}
        if _is_person(buyer):
            evidence = Evidence(EvidenceCode.BUYER_IS_PERSON, values)
        elif not buyer.tax_id:
            evidence = Evidence(EvidenceCode.BUYER_WITHOUT_ID, values)
        else:
            return
        score = 0.92 if evidence.code is EvidenceCode.BUYER_IS_PERSON else 0.85
        ask = _ask_seller(ours, "reissue")
        yield Cause(CauseCode.ISSUED_TO_PERSON, score, (evidence,), ask)

    def other_cause(self, ours: Invoice) -> Iterator[Cause]:
        """Neither party is this company, as far as the place that could be ours is filled."""
        if any(self._is_or_was(party) for party in (ours.seller, ours.buyer)):
            return
        if not all(party.name or party.tax_id for party in _our_places(ours)):
            return
        evidence = not_a_party(ours, self._company)
        action = _ask_seller(ours, "reissue" if _is_person(ours.buyer) else "not_ours")
        if ours.direction is Direction.OUT:
            action = Action(ActionCode.VERIFY)
        yield Cause(CauseCode.OTHER_TAXPAYER, 0.9, (evidence,), action)

    def _is_or_was(self, party: Party) -> bool:
        names, ids = self._former_names | {self._name}, self._former_ids | {self._id}
        return normal(party.name) in names or normal(party.tax_id) in ids


def not_a_party(invoice: Invoice, company: Company) -> Evidence:
    """Set the parties on the invoice beside this company."""
    values = {
        "seller": _shown(invoice.seller),
        "buyer": _shown(invoice.buyer),
        "company": company.name,
        "company_id": company.tax_id,
    }
    return Evidence(EvidenceCode.NOT_A_PARTY, values)


def _our_places(ours: Invoice) -> tuple[Party, ...]:
    """Where this company must stand: the buyer of a purchase, the seller of a sale."""
    if ours.direction is None:
        return ours.seller, ours.buyer
    return (ours.buyer,) if ours.direction is Direction.IN else (ours.seller,)


def _shown(party: Party) -> str:
    return " ".join(filter(None, (party.name, party.tax_id)))


def _ask_seller(ours: Invoice, what: str) -> Action:
    return Action(ActionCode.ASK_SELLER, {"party": ours.seller.name or "", "what": what})


_PRIVATE = pattern(r"个人|自然人|消费者|散客|零售客户").match
_ORGANISED = pattern(
    r"公司|集团|厂|店|院|局|所|中心|部|社|学|校|馆|站|行|队|处|室|坊|园|会|户|场|城|吧|府|协|"
    r"企业|银|库|房|楼|庄|村|科|网|商|办"
).search
_PERSON = pattern(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}[·•][\u4e00-\u9fff]{1,10}").fullmatch
_IN_BRACKETS = pattern(r"\(个人\)|\(自然人\)").search


@lru_cache(maxsize=8192)
def _is_person(party: Party) -> bool:
    """Whether the buyer is 个人 or a person: by the word, by the name and no company's id."""
    name, tax_id = normal(party.name), party.tax_id
    if _PRIVATE(name) or _IN_BRACKETS(name):
        return True
    like_one = bool(_PERSON(name))
    if tax_id and is_personal_id(tax_id):
        return like_one or not name
    # a masked or made-up number beside a person's name is no company's id
    return like_one and not _ORGANISED(name) and not (tax_id and tax_id_plausible(tax_id))


def _verification(ours: Invoice, answer: Answer | None) -> Iterator[Cause]:
    codes = {
        Verdict.NOT_FOUND: EvidenceCode.VERIFICATION_NOT_FOUND,
        Verdict.MISMATCH: EvidenceCode.VERIFICATION_MISMATCH,
    }
    if answer and answer.verdict in codes:
        values = {"at": answer.at.isoformat(timespec="minutes"), "provider": answer.provider}
        evidence = Evidence(codes[answer.verdict], values)
        ask = _ask_seller(ours, "explain")
        if ours.direction is Direction.OUT:
            ask = Action(ActionCode.ASK_BUREAU, {"what": "explain"})
        yield Cause(CauseCode.VERIFICATION_FAILED, 0.85, (evidence,), ask)


def _offline(ours: Invoice, answer: Answer | None) -> Iterator[Cause]:
    entered = ours.entered
    if entered and entered.offline and not (answer and answer.at >= entered.at):
        values = {"at": entered.at.isoformat(timespec="minutes")}
        evidence = Evidence(EvidenceCode.OFFLINE_AND_UNVERIFIED, values)
        yield Cause(CauseCode.ENTERED_OFFLINE, 0.7, (evidence,), Action(ActionCode.VERIFY))
