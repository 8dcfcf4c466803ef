"""Which message stands at which field: the worst first, proofs and hints where nothing is wrong."""

from collections.abc import Iterable, Mapping

from core.domain.invoice import Draft, Source, is_digital_number
from core.domain.numbers import region_of_number, tax_id_check_digit, year_of_number
from core.domain.problem import Problem, ProblemCode
from core.domain.text import clean
from gui.entry.rows import Said, Tone
from words import figures
from words.problems import problem as sentence
from words.regions import region
from words.translate import filled, tr

ERRORS = frozenset(
    (
        ProblemCode.TAX_ID_ODD,
        ProblemCode.SUM_DIFFERS,
        ProblemCode.LINES_DIFFER,
        ProblemCode.CONTRADICTS,
    )
)
"""What is marked red: two things on the face that cannot both be right. Nothing of it blocks."""

_ROWS = {
    "kind": "kind",
    "direction": "kind",
    "status": "total",
    "code": "number",
    "number": "number",
    "paper_number": "paper",
    "issued_on": "number",
    "net": "net",
    "tax": "net",
    "other_charges": "total",
    "total": "total",
    "check_code": "total",
    "seller": "seller.name",
    "buyer": "buyer.name",
    "rate": "net",
    "tags": "remark",
    "lines": "lines",
}


def row_of(field: str | None) -> str:
    """Name the row that a field of the invoice JSON stands in; total for what is about all."""
    name = field or "total"
    if name in ("seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id", "remark"):
        return name
    return _ROWS.get(name, _ROWS.get(name.partition(".")[0], "total"))


def said_of(found: Problem) -> Said:
    """Put one problem into words, with what should stand there where that is known."""
    tone = Tone.ERROR if found.code in ERRORS else Tone.DOUBT
    if found.code is ProblemCode.TAX_ID_ODD:
        return Said(tone, _of_tax_id(found.values["text"]))
    return Said(tone, sentence(found))


def _of_tax_id(text: str) -> str:
    expected = tax_id_check_digit(text)
    if expected is None:
        return filled(
            tr("{n} characters: a tax ID has 18, older ones 15, 17 or 20"), {"n": len(clean(text))}
        )
    return filled(
        tr("Check digit (18th) should be {digit}: compare with the page"), {"digit": expected}
    )


def of_number(number: str, length: int, *, typing: bool) -> Said | None:
    """Say what a number tells, or how much of it is still to come."""
    if is_digital_number(number):
        place, year = region_of_number(number), year_of_number(number)
        if place is None:
            return None
        return Said(
            Tone.PROOF,
            filled(
                tr("Structure right: {year}, {region}"), {"year": year, "region": region(place)}
            ),
        )
    if typing and 0 < len(number) < length:
        return Said(Tone.HINT, filled(tr("{n} of {all} digits"), {"n": len(number), "all": length}))
    return None


def of_total(draft: Draft, scanned: Draft | None) -> Said | None:
    """Say that the amounts agree, with each other and with the code that was scanned."""
    sums = (
        None not in (draft.net, draft.tax, draft.total)
        and draft.net + draft.tax + draft.other_charges == draft.total  # type: ignore[operator]
    )
    coded = scanned.sources if scanned else {}
    name = next((each for each in ("total", "net") if coded.get(each) is Source.CODE), None)
    if name:
        if getattr(draft, name) != getattr(scanned, name):
            values = {"amount": figures.money(getattr(scanned, name))}
            return Said(Tone.DOUBT, filled(tr("The QR code says {amount}"), values))
        if sums:
            return Said(Tone.PROOF, tr("Agrees with the QR code; net + tax = total"))
        return Said(Tone.PROOF, tr("Agrees with the QR code"))
    return Said(Tone.PROOF, tr("Net + tax = total")) if sums else None


def of_computed(computed: Iterable[str], given: Iterable[str], rate: bool) -> Said | None:
    """Say from what an amount was worked out."""
    if not set(computed):
        return None
    names = {"net": tr("net"), "tax": tr("tax"), "total": tr("total")}
    parts = [names[name] for name in names if name in set(given)]
    parts += [tr("rate")] if rate else []
    text = filled(
        tr("Computed from {one} and {other}; may be changed"),
        dict(zip(("one", "other"), parts, strict=False)),
    )
    return Said(Tone.HINT, text)


def worst(said: Iterable[Said | None]) -> Said | None:
    """Choose what to show of all that could be said in one line: the worst, several joined."""
    found = [each for each in said if each is not None]
    if not found:
        return None
    top = max(each.tone.rank for each in found)
    texts = dict.fromkeys(each.text for each in found if each.tone.rank == top)
    tone = next(each.tone for each in found if each.tone.rank == top)
    return Said(tone, "  ".join(texts))


def by_row(problems: Iterable[Problem]) -> Mapping[str, list[Said]]:
    """Sort problems by the rows they stand in."""
    found: dict[str, list[Said]] = {}
    for each in problems:
        found.setdefault(row_of(each.field), []).append(said_of(each))
    return found
