"""What is asked for besides the text in the field, each condition in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from core.domain.periods import Period, Understood
from core.domain.query import UNVERIFIED, Originals, Query
from gui.entry.choices import shown_rate
from words import figures
from words.translate import filled, tr
from words.verification import states
from words.vocabulary import word

_AMOUNT = re.compile(r"[<>≤≥＜＞]=?\s*[\d.,]+|[\d.,]+\.\.[\d.,]+")


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition in words, and the query without it; `whole` is its tooltip."""

    words: str
    without: Query
    whole: str = ""


def joined(asked: Query, text: str) -> Query:
    """Put what stands in the field to the conditions."""
    return replace(asked, text=f"{asked.text} {text}".strip())


def settled(text: str, found: Understood) -> tuple[list[str], str]:
    """Take the finished words that become chips out of a text: periods, and amounts with a sign.

    The word that is still typed (without a blank behind it) stays in the field.
    """
    head, blank, tail = text.rpartition(" ")
    if not blank:
        return [], text
    periods = {period.word for period in found.periods}
    taken: list[str] = []
    left: list[str] = []
    for part in head.split():
        (taken if part in periods or _AMOUNT.fullmatch(part) else left).append(part)
    rest = " ".join(left)
    return taken, f"{rest} {tail}".lstrip() if taken else text


def chips_of(asked: Query, found: Understood) -> list[Chip]:
    """Say every condition; `found` is what `asked.text` is understood as."""
    return list(_chips(asked, found))


def period_in_words(since: date | None, until: date | None) -> str:
    """Write days as a year, a quarter, a month, or from and to."""
    if since is None or until is None:
        text = tr("from {day}") if since else tr("to {day}")
        return filled(text, {"day": figures.day(since or until)})
    if since == until:
        return figures.day(since)
    values = {
        "year": since.year,
        "month": since.month,
        "quarter": (since.month + 2) // 3,
        "since": figures.day(since),
        "until": figures.day(until),
    }
    whole = since.day == 1 and (until + timedelta(days=1)).day == 1
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    if whole and months == 1:
        return filled(tr("{year}-{month}"), values | {"month": _month(since.month)})
    if whole and months == 3 and since.month % 3 == 1:
        return filled(tr("Q{quarter} {year}"), values)
    if whole and months == 12 and since.month == 1:
        return filled(tr("Year {year}"), values)
    return filled(tr("{since} to {until}"), values)


def original_words() -> dict[Originals, str]:
    """Which files an invoice has, as a condition."""
    return {
        Originals.NONE: tr("Original missing"),
        Originals.PRINT: tr("Only a print"),
        Originals.FILE: tr("With its original"),
    }


def verification_word(state: str) -> str:
    """Say a state of verification; one that is not known here stands as it is."""
    if state == UNVERIFIED:
        return tr("Not verified")
    known = {each.value: said for each, said in states().items()}
    return known.get(state, state)


def _month(month: int) -> str:
    return f"{month:02d}" if tr("{year}-{month}") == "{year}-{month}" else str(month)


def _chips(asked: Query, found: Understood) -> Iterator[Chip]:
    periods = {period.word: period for period in found.periods}
    for part in asked.text.split():
        without = replace(asked, text=" ".join(x for x in asked.text.split() if x != part))
        yield _of_word(part, periods.get(part), without)
    if asked.since or asked.until:
        without = replace(asked, since=None, until=None)
        yield Chip(period_in_words(asked.since, asked.until), without)
    yield from _of_members(asked)
    if asked.direction:
        yield Chip(word(asked.direction), replace(asked, direction=None))
    yield from _of_parties(asked)
    for tag in asked.tags:
        without = replace(asked, tags=tuple(x for x in asked.tags if x != tag))
        yield Chip(filled(tr("Tag {tag}"), {"tag": tag}), without)
    if asked.category is not None:
        text = filled(tr("Category {name}"), {"name": asked.category})
        yield Chip(
            text if asked.category else tr("Without category"), replace(asked, category=None)
        )
    if asked.rate is not None:
        text = filled(tr("Rate {rate}"), {"rate": shown_rate(asked.rate)})
        yield Chip(text, replace(asked, rate=None))
    yield from _of_marks(asked)


def _of_parties(asked: Query) -> Iterator[Chip]:
    for said, party, without in (
        (tr("Seller {name}"), asked.seller, replace(asked, seller=None)),
        (tr("Buyer {name}"), asked.buyer, replace(asked, buyer=None)),
    ):
        if party is not None:
            name = party.name or party.tax_id or ""
            whole = " · ".join(dict.fromkeys(filter(None, (party.name, party.tax_id))))
            yield Chip(filled(said, {"name": name}), without, whole)


def _of_marks(asked: Query) -> Iterator[Chip]:
    if asked.offline is not None:
        text = tr("Entered offline") if asked.offline else tr("Not offline")
        yield Chip(text, replace(asked, offline=None))
    if asked.late is not None:
        text = tr("Entered late") if asked.late else tr("Not late")
        yield Chip(text, replace(asked, late=None))
    yield from _of_states(asked)


def _of_states(asked: Query) -> Iterator[Chip]:
    if asked.odd:
        yield Chip(tr("Made no sense"), replace(asked, odd=False))
    if asked.print_only:
        text = tr("Only a print, no electronic original")
        yield Chip(text, replace(asked, print_only=False))
    if asked.binned:
        yield Chip(tr("In the recycle bin"), replace(asked, binned=False))


def _of_word(part: str, period: Period | None, without: Query) -> Chip:
    if period is not None:
        return Chip(period_in_words(period.since, period.until), without, part)
    amount = re.sub(r"^(>=|＞=)", "≥ ", re.sub(r"^(<=|＜=)", "≤ ", part))
    amount = re.sub(r"^([<>≤≥])(?=\d)", r"\1 ", amount).replace("..", "–")
    return Chip(filled(tr("Amount {amount}"), {"amount": amount}), without, part)


def _of_members(asked: Query) -> Iterator[Chip]:
    """Several of one kind are one chip: one of them must hold."""
    originals = original_words()
    groups: dict[str, list[str]] = {
        "kinds": [word(kind) for kind in asked.kinds],
        "statuses": [word(status) for status in asked.statuses],
        "sources": [word(source) for source in asked.sources],
        "verifications": [verification_word(state) for state in asked.verifications],
        "originals": [originals[kept] for kept in asked.originals],
    }
    for name, words_of in groups.items():
        if words_of:
            first, more = words_of[0], len(words_of) - 1
            shown = f"{first} +{more}" if more else first
            yield Chip(shown, _without(asked, name), ", ".join(words_of))


def _without(asked: Query, name: str) -> Query:
    rest: dict[str, Any] = {name: ()}
    return replace(asked, **rest)
