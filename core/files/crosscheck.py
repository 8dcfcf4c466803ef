"""Several accounts of one invoice -> one draft, and every place where they disagree.

A file tells an invoice several times: attached XML or XBRL, tags, text, QR code. The most trusted
account wins each field; one that says otherwise stands beside the draft as a problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from core.domain.anomalies import arithmetic_problems
from core.domain.invoice import (
    FACE_FIELDS,
    NOBODY,
    ZERO,
    Draft,
    InvoiceKind,
    Line,
    Party,
    Source,
    Status,
)
from core.domain.likeness import PARTY_FIELDS, alike, is_pointer, lines_differ
from core.domain.merging import same_kind
from core.domain.numbers import kind_of_code
from core.domain.problem import Problem, ProblemCode
from core.domain.red_letter import blue_of
from core.domain.tax import Unreadable, in_words, plain

RAILWAY: Final = "中国国家铁路集团有限公司"
"""The one issuer of 铁路电子客票, which mostly leave the seller out. Source: domain facts 3.4."""

_OWN_WAYS: Final = {"kind", "seller", "buyer", "lines", "status", "other_charges", "kind_name"}
_PLAIN_FIELDS: Final = tuple(name for name in FACE_FIELDS if name not in _OWN_WAYS)
_MOST_PROBLEMS: Final = 50
_SETTLED: Final = frozenset((ProblemCode.CRC_MISMATCH, ProblemCode.DETAILS_ONLINE))
"""What speaks against a QR code that stands alone, and against none that others confirm."""


def settle(drafts: Sequence[Draft]) -> Draft:
    """Make one draft of the accounts of one invoice, the most trusted first; at least one.

    `sources` of the result names each field and each field of a party ("seller", "seller.name").
    What can be computed of the rest is, as Source.COMPUTED. Problems are those of the accounts,
    SOURCES_DISAGREE (values: field, ours, theirs, ours_from, theirs_from), and what does not add
    up. Accounts that name no field at all are passed over.
    """
    merging = _Merging()
    for draft in drafts:
        merging.take(draft, alone=len(drafts) == 1)
    return merging.draft()


def words_disagree(total: Decimal | None, words: str | None, source: Source) -> Problem | None:
    """Compare 价税合计 with its capitals (大写); None where they agree or cannot be read."""
    if total is None or not words:
        return None
    try:
        spelled = in_words(words)
    except Unreadable:
        return None
    if abs(spelled) == abs(total):  # some issuers leave out the word for negative
        return None
    return _disagreement("total", total, spelled, source, source)


@dataclass(slots=True)
class _Merging:
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: dict[Problem | tuple[Any, ...], Problem] = field(default_factory=dict)
    guessed: bool = False

    def take(self, draft: Draft, *, alone: bool) -> None:
        for problem in draft.problems:
            if alone or problem.code not in _SETTLED:
                self._note(problem)
        self.guessed = self.guessed or (alone and draft.guessed)
        self._numbers(draft)
        for name in _PLAIN_FIELDS:
            if name not in ("code", "number", "paper_number"):
                self._plain(name, getattr(draft, name), draft)
        self._kind(draft)
        self._plain("other_charges", draft.other_charges or None, draft)
        if "status" in draft.sources or draft.status is not Status.NORMAL:
            self._plain("status", draft.status, draft)
        for side in ("seller", "buyer"):
            self._party(side, getattr(draft, side), draft)
        self._lines(draft)

    def _plain(self, name: str, theirs: object, draft: Draft) -> None:
        if theirs is None or theirs == ():
            return
        source = _source(draft, name)
        ours = self.values.get(name)
        if ours is None:
            self.values[name] = theirs
            self.sources[name] = source
        elif ours != theirs and not alike(name, ours, theirs):
            self._disagree(name, ours, theirs, source)

    def _numbers(self, draft: Draft) -> None:
        """Code and number; 数电纸质发票 have two, and some accounts hold only one of them."""
        code, number, paper = draft.code, draft.number, draft.paper_number
        ours = self.values.get("number")
        if ours and number and ours != number and {len(ours), len(number)} == {20, 8}:
            digital, short = (ours, number) if len(ours) == 20 else (number, ours)
            known_code = code or self.values.get("code") or ""
            if known_code + short == digital:
                code = None
            else:
                paper = paper or short
            self.values["number"] = number = digital
        self._plain("code", code, draft)
        self._plain("number", number, draft)
        self._plain("paper_number", paper, draft)

    def _kind(self, draft: Draft) -> None:
        ours = self.values.get("kind")
        if ours and draft.kind and ours != draft.kind and same_kind(ours, draft.kind):
            if draft.kind in _SPECIFIC and ours not in _SPECIFIC:
                self.values["kind"] = draft.kind
                self.sources["kind"] = _source(draft, "kind")
            return
        self._plain("kind", draft.kind, draft)
        if not self.values.get("kind"):
            self._plain("kind_name", draft.kind_name, draft)

    def _party(self, side: str, theirs: Party, draft: Draft) -> None:
        if theirs == NOBODY:
            return
        source = draft.sources.get(side, _source(draft, side))
        ours: Party = self.values.setdefault(side, NOBODY)
        self.sources.setdefault(side, source)
        filled: dict[str, str] = {}
        for name in PARTY_FIELDS:
            mine, other = getattr(ours, name), getattr(theirs, name)
            place = f"{side}.{name}"
            if other is None or mine == other:
                continue
            if mine is None:
                filled[name] = other
                self.sources[place] = draft.sources.get(place, source)
            elif not alike(name, mine, other):
                self._disagree(place, mine, other, source)
        if filled:
            self.values[side] = replace(ours, **filled)

    def _lines(self, draft: Draft) -> None:
        theirs, ours = draft.lines, self.values.get("lines")
        if not theirs:
            return
        source = _source(draft, "lines")
        if not ours:
            self.values["lines"] = theirs
            self.sources["lines"] = source
        else:
            if is_pointer(ours) and not is_pointer(theirs):  # the list stands in another account
                self.values["lines"] = theirs
                self.sources["lines"] = source
            for place, mine, other in lines_differ(ours, theirs):
                self._disagree(place, mine, other, source)

    def _disagree(self, name: str, ours: object, theirs: object, source: Source) -> None:
        mine = self.sources.get(name) or self.sources.get(name.partition(".")[0], source)
        self._note(_disagreement(name, ours, theirs, mine, source))

    def _note(self, problem: Problem) -> None:
        values = {k: v for k, v in problem.values.items() if not k.endswith("_from")}
        mark = (problem.code, problem.field, *values.items())
        if mark not in self.problems and len(self.problems) < _MOST_PROBLEMS:
            self.problems[mark] = problem

    def draft(self) -> Draft:
        self._compute()
        draft = Draft(**self.values, sources=self.sources, guessed=self.guessed)
        for problem in arithmetic_problems(draft):
            self._note(problem)
        return replace(draft, problems=tuple(self.problems.values()))

    def _compute(self) -> None:
        values = self.values
        if values.get("kind") is InvoiceKind.RAIL and not values.get("seller", NOBODY).name:
            values["seller"] = replace(values.get("seller", NOBODY), name=RAILWAY)
            self.sources["seller"] = self.sources["seller.name"] = Source.COMPUTED
        computed = dict(_amounts(values))
        kind, coded = values.get("kind"), kind_of_code(values.get("code", ""))
        if coded and (not kind or (coded in _SPECIFIC and same_kind(kind, coded))):
            computed["kind"] = coded
        amount = next(filter(None, (values.get("total"), values.get("net"))), ZERO)
        if amount < 0 and "status" not in values:
            computed["status"] = Status.RED
        is_red = Status.RED in (values.get("status"), computed.get("status"))
        blue = blue_of(values.get("remark")) if is_red and "red_of" not in values else None
        if blue:
            computed["red_of"] = blue
        values.update(computed)
        self.sources.update(dict.fromkeys(computed, Source.COMPUTED))


_SPECIFIC: Final = frozenset((InvoiceKind.TOLL, InvoiceKind.DIGITAL_TOLL, InvoiceKind.BLOCKCHAIN))


def _source(draft: Draft, name: str) -> Source:
    found = draft.sources.get(name)
    return found or next(iter(draft.sources.values()), Source.TEXT)


def _amounts(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The amounts that the others make. A tax that the face prints as *** is never made up."""
    net, tax, total = values.get("net"), values.get("tax"), values.get("total")
    other = values.get("other_charges", ZERO)
    if total is None and net is not None and tax is not None:
        yield "total", net + tax + other
    elif net is None and total is not None and tax is not None:
        yield "net", total - tax - other
    elif net is None and tax is None and total is not None:
        net, tax = _sums(values.get("lines", ()))
        if net is not None and tax is not None and net + tax + other == total:
            yield "net", net
            yield "tax", tax


def _sums(lines: Iterable[Line]) -> tuple[Decimal | None, Decimal | None]:
    nets, taxes = [line.net for line in lines], [line.tax for line in lines]
    return _added(nets), _added(taxes)


def _added(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known and len(known) == len(amounts) else None


def _disagreement(
    name: str, ours: object, theirs: object, ours_from: Source, theirs_from: Source
) -> Problem:
    values = {
        "field": name,
        "ours": _shown(ours),
        "theirs": _shown(theirs),
        "ours_from": ours_from.value,
        "theirs_from": theirs_from.value,
    }
    return Problem(ProblemCode.SOURCES_DISAGREE, values, name)


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else str(value)[:120]
