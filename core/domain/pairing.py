"""What stayed alone on both sides and may be one invoice: a number mistyped, or two names.

Only those are compared that have an amount in common, and with it the day or the counterpart, so
that 20,000 on each side take seconds. In a crowd (tickets of one price on one day) only single
slips are looked for: among hundreds of alike numbers two wrong digits would be a guess.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.invoice import Direction
from core.domain.mistyping import slips_between, without_one
from core.domain.slim import Parties, Slim

CROWD: Final = 2500
"""More comparisons than this in one block make it a crowd."""

MOST_RIVALS: Final = 9
"""How many equally near ones are told; the rest would help nobody."""

PAPER_WITH_TWO_NAMES: Final = frozenset(("85", "86", "87", "88"))

_FAMILIES: Final = (
    frozenset(("85", "81", "01", "08")),
    frozenset(("86", "82", "04", "10")),
    frozenset(("87", "83", "03")),
    frozenset(("88", "84", "15")),
)
"""Kinds that are written for each other: 专票, 普票, 机动车, 二手车."""

Edges = dict[tuple[Slim, Slim], int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records without a common name that may be one invoice: a person must decide.

    `two_names`: one stands under code and number, the other under the 20 digits (数电纸质);
    else one number is nearly the other.
    """

    ours: int
    theirs: int
    two_names: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs; and the ids of those that are equally near, so that no pair was made."""

    pairs: tuple[Pair, ...]
    our_rivals: Mapping[int, tuple[int, ...]]
    their_rivals: Mapping[int, tuple[int, ...]]


def pair(ours: Sequence[Slim], theirs: Sequence[Slim], parties: Parties) -> Pairing:
    """Pair those that are nearest to each other, with nobody else equally near to either."""
    blocks = list(_blocks(ours, theirs, parties))
    near = _settle(_near(blocks, parties))
    pairs = [Pair(a, b) for a, b in near.pairs]
    done_ours = {a for a, _ in near.pairs} | near.ours.keys()
    done_theirs = {b for _, b in near.pairs} | near.theirs.keys()
    named = _settle(_two_names(blocks, parties, done_ours, done_theirs))
    pairs += [Pair(a, b, two_names=True) for a, b in named.pairs]
    pairs.sort(key=lambda each: (each.ours, each.theirs))
    return Pairing(tuple(pairs), near.ours | named.ours, near.theirs | named.theirs)


_Block = tuple[list[Slim], list[Slim]]


def _blocks(ours: Sequence[Slim], theirs: Sequence[Slim], parties: Parties) -> Iterator[_Block]:
    """Give those that have an amount and a day or a counterpart in common, each set once."""
    blocks: dict[object, _Block] = {}
    for side, rows, others in ((1, theirs, ours), (0, ours, theirs)):
        for row in _of_same_amount(rows, others):
            for key in _keys(row, parties):
                if side:
                    blocks.setdefault(key, ([], []))[side].append(row)
                elif key in blocks:
                    blocks[key][side].append(row)
    seen = set()
    for mine, its in blocks.values():
        members = (tuple(x[0] for x in mine), tuple(x[0] for x in its))
        if mine and members not in seen:
            seen.add(members)
            yield mine, its


def _of_same_amount(rows: Sequence[Slim], others: Sequence[Slim]) -> list[Slim]:
    # of a ledger of many years beside the export of one month hardly any are left
    totals = {row[9] for row in others} - {None}
    nets = {row[7] for row in others} - {None}
    return [row for row in rows if row[9] in totals or row[7] in nets]


def _keys(row: Slim, parties: Parties) -> Iterator[tuple[object, ...]]:
    places: list[object] = [row[6]]
    for party in _counterparts(row, row[3]):
        places += [text for text in parties[party] if text]
    for place in places:
        if row[9] is not None:
            yield "total", row[9], place
        if row[7] is not None:
            yield "net", row[7], place


def _counterparts(row: Slim, direction: str | None) -> tuple[int, ...]:
    """Give the seller of a purchase and the buyer of a sale; both where that is not known."""
    if direction is None:
        return row[10], row[11]
    return (row[10],) if direction == Direction.IN else (row[11],)


def _near(blocks: Iterable[_Block], parties: Parties) -> Edges:
    edges: Edges = {}
    for mine, its in blocks:
        candidates = _all if len(mine) * len(its) <= CROWD else _one_slip
        for a, b in candidates(mine, its):
            slips = _slips(a, b)
            if slips and (a, b) not in edges and _may_be_one(a, b, parties):
                edges[a, b] = slips
    return edges


def _slips(a: Slim, b: Slim) -> int | None:
    if not a[2] and not b[2]:
        return slips_between(a[1], b[1])
    counts = (slips_between(one, other) for one in _names(a) for other in _names(b))
    return min(filter(None, counts), default=None)


def _names(row: Slim) -> tuple[str, ...]:
    return (row[1], row[2]) if row[2] else (row[1],)


def _all(mine: list[Slim], its: list[Slim]) -> Iterator[tuple[Slim, Slim]]:
    for a in mine:
        for b in its:
            yield a, b


def _one_slip(mine: list[Slim], its: list[Slim]) -> Iterator[tuple[Slim, Slim]]:
    index: dict[str, list[Slim]] = defaultdict(list)
    for b in its:
        for variant in _variants(b):
            index[variant].append(b)
    for a in mine:
        found = {b for variant in _variants(a) for b in index.get(variant, ())}
        for b in found:
            if _slips(a, b) == 1:
                yield a, b


def _variants(row: Slim) -> Iterator[str]:
    for name in _names(row):
        yield from without_one(name)


def _may_be_one(a: Slim, b: Slim, parties: Parties) -> bool:
    """Whether amount, and day or counterpart, of what both hold, agree; and the direction."""
    if not _same_direction(a, b) or not _same_amount(a, b):
        return False
    if a[6] != b[6] and not _same_counterpart(a, b, parties):
        return False
    return not _of_another(a, b, parties)


def _same_direction(a: Slim, b: Slim) -> bool:
    return a[3] is None or b[3] is None or a[3] == b[3]


def _same_amount(a: Slim, b: Slim) -> bool:
    if a[9] is not None and b[9] is not None:
        return a[9] == b[9]
    return a[7] is not None and a[7] == b[7]


def _same_counterpart(a: Slim, b: Slim, parties: Parties) -> bool:
    direction = a[3] or b[3]
    sides = zip(_counterparts(a, direction), _counterparts(b, direction), strict=True)
    return all(_same_party(parties[one], parties[other]) for one, other in sides)


def _of_another(a: Slim, b: Slim, parties: Parties) -> bool:
    """Whether the side that is this company on one is somebody else on the other."""
    direction = a[3] or b[3]
    if direction is None:
        return False
    own = (a[11], b[11]) if direction == Direction.IN else (a[10], b[10])
    one, other = parties[own[0]], parties[own[1]]
    return _contradict(one, other) and not _same_party(one, other)


def _same_party(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return any(a and a == b for a, b in zip(one, other, strict=True))


def _contradict(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return any(a and b and a != b for a, b in zip(one, other, strict=True))


def _two_names(
    blocks: Iterable[_Block], parties: Parties, done_ours: set[int], done_theirs: set[int]
) -> Edges:
    edges: Edges = {}
    for mine, its in blocks:
        if len(mine) * len(its) > CROWD:
            continue
        for a, b in _all(mine, its):
            if a[0] not in done_ours and b[0] not in done_theirs and _names_of_one(a, b, parties):
                kinds = 0 if a[4] == b[4] else 1
                edges[a, b] = kinds + (0 if _same_counterpart(a, b, parties) else 1)
    return edges


def _names_of_one(a: Slim, b: Slim, parties: Parties) -> bool:
    """Whether one is the 20-digit name and the other the paper name of one 数电纸质发票."""
    if a[2] or b[2] or not _kinds_of_one(a[4], b[4]):
        return False
    if _digital(a[1]) == _digital(b[1]) or a[6] != b[6] or not _same_amount(a, b):
        return False
    sides = ((a[10], b[10]), (a[11], b[11]))
    if any(_contradict(parties[one], parties[other]) for one, other in sides):
        return False
    return _same_direction(a, b)


def _kinds_of_one(one: str | None, other: str | None) -> bool:
    if PAPER_WITH_TWO_NAMES.isdisjoint((one, other)):
        return False
    return one is None or other is None or any(one in f and other in f for f in _FAMILIES)


def _digital(name: str) -> bool:
    """Whether 20 digits are a 数电票 number: it begins with its year, a code with 0 or 1."""
    return len(name) == 20 and name[0] >= "2"


@dataclass(frozen=True, slots=True)
class _Settled:
    pairs: tuple[tuple[int, int], ...]
    ours: dict[int, tuple[int, ...]]
    theirs: dict[int, tuple[int, ...]]


def _settle(edges: Edges) -> _Settled:
    """Take those that are each other's only nearest; tell the others whom they are as near to."""
    forth: dict[int, dict[int, int]] = defaultdict(dict)
    back: dict[int, dict[int, int]] = defaultdict(dict)
    for (a, b), slips in edges.items():
        forth[a[0]][b[0]] = slips
        back[b[0]][a[0]] = slips
    nearest = {a: _nearest(found) for a, found in forth.items()}
    returned = {b: _nearest(found) for b, found in back.items()}
    pairs = {a: b[0] for a, b in nearest.items() if len(b) == 1 and returned[b[0]] == (a,)}
    return _Settled(
        tuple(sorted(pairs.items())),
        _left(nearest, pairs.keys(), set(pairs.values())),
        _left(returned, set(pairs.values()), pairs.keys()),
    )


def _nearest(found: Mapping[int, int]) -> tuple[int, ...]:
    least = min(found.values())
    return tuple(sorted(other for other, slips in found.items() if slips == least))


def _left(
    nearest: Mapping[int, tuple[int, ...]], paired: Collection[int], taken: Collection[int]
) -> dict[int, tuple[int, ...]]:
    left = {}
    for one, others in nearest.items():
        free = tuple(other for other in others if other not in taken)[:MOST_RIVALS]
        if free and one not in paired:
            left[one] = free
    return left
