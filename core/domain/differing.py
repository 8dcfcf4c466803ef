"""Why two records of one invoice contradict each other: status, party, amount, date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.domain.discrepancy import Action, ActionCode, Cause, CauseCode, Evidence, EvidenceCode
from core.domain.invoice import EntryMethod, Invoice, InvoiceKind, Party, Status
from core.domain.mistyping import AmountSlip, amount_slip, slip
from core.domain.slim import normal
from core.domain.tax import sum_of

_AMOUNTS = ("total", "net", "tax")
_REVERSED = (Status.RED_FULL, Status.RED_PARTIAL)


def differing_causes(ours: Invoice, theirs: Invoice, fields: tuple[str, ...]) -> Iterator[Cause]:
    """Give the causes for these fields, in the order in which they are told."""
    if "status" in fields:
        yield from _status(ours, theirs)
    parties = tuple(path for path in fields if path.startswith(("seller.", "buyer.")))
    if parties:
        yield _parties(ours, theirs, parties)
    amounts = [name for name in _AMOUNTS if name in fields]
    if amounts:
        yield from _amounts(ours, theirs, amounts)
    if "issued_on" in fields:
        yield _date(ours.issued_on, theirs.issued_on)


def values_of(invoice: Invoice, path: str) -> str:
    """Give one fact by its path in the invoice JSON, as the contract writes it."""
    value: object = invoice
    for name in path.split("."):
        value = getattr(value, name)
    return written(value)


def written(value: object) -> str:
    """Write an amount with two decimals, a day in ISO, what is absent as an empty text."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _correct(*fields: str) -> Action:
    return Action(ActionCode.CORRECT, {"fields": ",".join(fields)})


def _both(code: EvidenceCode, ours: Invoice, theirs: Invoice, path: str, **more: str) -> Evidence:
    values = {"field": path, "ours": values_of(ours, path), "theirs": values_of(theirs, path)}
    return Evidence(code, values | more)


def _status(ours: Invoice, theirs: Invoice) -> Iterator[Cause]:
    codes = {Status.VOIDED: CauseCode.STATUS_VOIDED} | dict.fromkeys(
        _REVERSED, CauseCode.STATUS_RED
    )
    if theirs.status in codes:
        evidence = (_both(EvidenceCode.STATUS_DIFFERS, ours, theirs, "status"),)
        yield Cause(codes[theirs.status], 0.99, evidence, _correct("status"))


def _parties(ours: Invoice, theirs: Invoice, paths: tuple[str, ...]) -> Cause:
    evidence: list[Evidence] = []
    for path in paths:
        side, _, what = path.partition(".")
        if what == "name":
            evidence.append(_both(EvidenceCode.NAME_DIFFERS, ours, theirs, path))
            evidence += _same_id(getattr(ours, side), getattr(theirs, side), f"{side}.tax_id")
        else:
            evidence.append(_id_differs(ours, theirs, path))
    return Cause(CauseCode.PARTY_DIFFERS, 0.95, tuple(evidence), _correct(*paths))


def _same_id(ours: Party, theirs: Party, path: str) -> Iterator[Evidence]:
    if ours.tax_id and normal(ours.tax_id) == normal(theirs.tax_id):
        yield Evidence(EvidenceCode.SAME_ID, {"field": path, "tax_id": ours.tax_id})


def _id_differs(ours: Invoice, theirs: Invoice, path: str) -> Evidence:
    how = slip(normal(values_of(ours, path)), normal(values_of(theirs, path)))
    if how:
        return _both(EvidenceCode.ID_NEARLY_SAME, ours, theirs, path, how=how.value)
    return _both(EvidenceCode.ID_DIFFERS, ours, theirs, path)


def _amounts(ours: Invoice, theirs: Invoice, differing: list[str]) -> Iterator[Cause]:
    taken: list[_Taken] = []
    if "total" in differing and ours.total == theirs.net:
        taken.append(_net_as_total(ours, theirs))
    if "net" in differing and ours.net == theirs.total:
        taken.append(_total_as_net(ours, theirs))
    rest = [name for name in differing if name not in {each.field for each in taken}]
    if taken and rest and (_adds_up(ours) or rest == ["tax"]):
        taken[0].evidence += [
            _both(EvidenceCode.AMOUNT_FOLLOWS, ours, theirs, name) for name in rest
        ]
        taken[0].fields += rest
        rest = []
    for each in taken:
        yield Cause(each.code, 0.97, tuple(each.evidence), _correct(*each.fields))
    if rest:
        yield _mistyped(ours, theirs, rest)


@dataclass(slots=True)
class _Taken:
    """One amount that was taken for another."""

    code: CauseCode
    field: str
    evidence: list[Evidence]
    fields: list[str]


def _net_as_total(ours: Invoice, theirs: Invoice) -> _Taken:
    values = {
        "ours": written(ours.total),
        "theirs": written(theirs.net),
        "total": written(theirs.total),
    }
    evidence = [Evidence(EvidenceCode.TOTAL_IS_THEIR_NET, values)]
    entered = ours.entered
    if entered and entered.how is EntryMethod.SCAN and ours.kind in _CODE_HOLDS_NET:
        evidence.append(Evidence(EvidenceCode.CODE_HOLDS_NET, {"kind": ours.kind.value}))
    return _Taken(CauseCode.AMOUNT_IS_NET_NOT_TOTAL, "total", evidence, ["total"])


_CODE_HOLDS_NET = frozenset((
    InvoiceKind.SPECIAL_PAPER, InvoiceKind.FREIGHT, InvoiceKind.VEHICLE,
    InvoiceKind.ORDINARY_PAPER, InvoiceKind.SPECIAL_ELECTRONIC, InvoiceKind.ORDINARY_ELECTRONIC,
    InvoiceKind.ROLL, InvoiceKind.TOLL, InvoiceKind.USED_VEHICLE,
))  # fmt: skip
"""Kinds whose QR code holds the net amount (domain facts 1.1)."""


def _total_as_net(ours: Invoice, theirs: Invoice) -> _Taken:
    values = {
        "ours": written(ours.net),
        "theirs": written(theirs.total),
        "net": written(theirs.net),
    }
    evidence = [Evidence(EvidenceCode.NET_IS_THEIR_TOTAL, values)]
    return _Taken(CauseCode.AMOUNT_IS_TOTAL_NOT_NET, "net", evidence, ["net"])


def _adds_up(invoice: Invoice) -> bool:
    expected = sum_of(invoice.net, invoice.tax, invoice.other_charges)
    return expected is not None and expected == invoice.total


_SLIPS = {
    AmountSlip.TRANSPOSED: EvidenceCode.AMOUNT_TRANSPOSED,
    AmountSlip.MISSING: EvidenceCode.AMOUNT_DIGIT_MISSING,
    AmountSlip.EXTRA: EvidenceCode.AMOUNT_DIGIT_EXTRA,
    AmountSlip.WRONG: EvidenceCode.AMOUNT_DIGIT_WRONG,
    AmountSlip.SHIFTED: EvidenceCode.AMOUNT_POINT_SHIFTED,
    AmountSlip.SIGN: EvidenceCode.AMOUNT_SIGN,
}


def _mistyped(ours: Invoice, theirs: Invoice, fields: list[str]) -> Cause:
    if set(fields) == {"net", "tax"} and _parts(ours) == _parts(theirs):
        evidence, score = [_split(ours, theirs)], 0.93
    else:
        told = {name: _slip(ours, theirs, name) for name in fields}
        evidence = [_told(ours, theirs, name, told) for name in fields]
        score = 0.92 if any(told.values()) else 0.75
        if not _adds_up(ours) and None not in (ours.net, ours.tax, ours.total):
            values = {name: written(getattr(ours, name)) for name in _AMOUNTS}
            evidence.append(Evidence(EvidenceCode.SUM_IS_WRONG, values))
    return Cause(CauseCode.AMOUNT_MISTYPED, score, tuple(evidence), _correct(*fields))


def _parts(invoice: Invoice) -> Decimal | None:
    return sum_of(invoice.net, invoice.tax, Decimal(0))


def _split(ours: Invoice, theirs: Invoice) -> Evidence:
    values = {
        "total": written(ours.total if ours.total is not None else _parts(ours)),
        "our_net": written(ours.net),
        "our_tax": written(ours.tax),
        "their_net": written(theirs.net),
        "their_tax": written(theirs.tax),
    }
    return Evidence(EvidenceCode.AMOUNT_SPLIT, values)


def _slip(ours: Invoice, theirs: Invoice, name: str) -> AmountSlip | None:
    return amount_slip(getattr(ours, name), getattr(theirs, name))


def _told(
    ours: Invoice, theirs: Invoice, name: str, told: dict[str, AmountSlip | None]
) -> Evidence:
    found = told[name]
    if found:
        return _both(_SLIPS[found], ours, theirs, name)
    follows = any(told.values()) and _adds_up(ours)
    code = EvidenceCode.AMOUNT_FOLLOWS if follows else EvidenceCode.AMOUNT_UNRECOGNISED
    return _both(code, ours, theirs, name)


def _date(ours: date, theirs: date) -> Cause:
    values = {"ours": ours.isoformat(), "theirs": theirs.isoformat()}
    if (ours.year, ours.day, ours.month) == (theirs.year, theirs.month, theirs.day):
        evidence = Evidence(EvidenceCode.DAY_AND_MONTH_SWAPPED, values)
    elif slip(f"{ours:%Y%m%d}", f"{theirs:%Y%m%d}") not in (None, "several"):
        evidence = Evidence(EvidenceCode.DATE_DIGIT, values)
    else:
        days = str(abs((ours - theirs).days))
        evidence = Evidence(EvidenceCode.DATE_DIFFERS, values | {"days": days})
    return Cause(CauseCode.DATE_MISTYPED, 0.95, (evidence,), _correct("issued_on"))
