"""Our ledger against the tax bureau's records: what agrees, what differs, what stands alone.

A million records a side are matched as plain tuples, `Slim`; values are loaded for what does not
agree. An exact name settles itself, what is near is a pair to be asked about, nothing is guessed.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter

from core.domain.invoice import Direction, Status
from core.domain.pairing import Pair, pair
from core.domain.record import Coverage
from core.domain.slim import FACTS, Parties, Slim


@dataclass(frozen=True, slots=True)
class Differing:
    """Two records of one invoice that contradict each other in these fields (paths)."""

    ours: int
    theirs: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Several records of one side that names join to one invoice, with those of the other side."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """What came of two lists; everything is sorted by id: the order of the lists says nothing.

    `agreeing` holds the two ids of each invoice that agrees in every fact that both sides hold,
    ours then theirs, flat, for there may be a million. What is in a pair is
    not in `only_ours` and `only_theirs`. `our_rivals` gives for the id of one of ours the ids of
    those of theirs that are equally near, so that no pair was made; `their_rivals` the reverse.
    `joined` tells of invoices that one side holds more than once: none is dropped.
    """

    agreeing: "array[int]" = field(compare=False, repr=False)
    differing: tuple[Differing, ...]
    only_ours: tuple[Slim, ...]
    only_theirs: tuple[Slim, ...]
    pairs: tuple[Pair, ...]
    our_rivals: Mapping[int, tuple[int, ...]]
    their_rivals: Mapping[int, tuple[int, ...]]
    joined: tuple[Joined, ...]

    @property
    def agree(self) -> int:
        """Count what agrees."""
        return len(self.agreeing) // 2


class Covered:
    """Which days of which direction the exports hold in full; partial ones cover nothing."""

    def __init__(self, coverages: Iterable[Coverage]) -> None:
        """Take the coverages of all exports; none reaches past its making."""
        self._days: dict[str, set[int]] = {Direction.IN.value: set(), Direction.OUT.value: set()}
        for each in coverages:
            if not each.partial:
                until = min(each.until, each.made)
                days = range(each.since.toordinal(), until.toordinal() + 1)
                self._days[each.direction.value].update(days)

    def holds(self, direction: str | None, day: int) -> bool:
        """Say whether an invoice of that day (ordinal) must be there; None is either direction."""
        if direction is not None:
            return day in self._days[direction]
        return any(day in days for days in self._days.values())


def match(ours: Sequence[Slim], theirs: Sequence[Slim], parties: Parties) -> Matching:
    """Match two lists by their names, then by nearness what stayed alone on both sides.

    A fact that one side does not hold is no difference. Two records are one invoice if they
    share a name; one that brings both names joins two.
    """
    compare = Comparison(parties)
    found = _Found()
    joining = _joining_names(ours, theirs)
    if joining:
        plain_ours = [row for row in ours if row[1] not in joining]
        plain_theirs = [row for row in theirs if row[1] not in joining]
        _join(plain_ours, plain_theirs, compare, found)
        _join_groups(
            [row for row in ours if row[1] in joining],
            [row for row in theirs if row[1] in joining],
            compare,
            found,
        )
    else:
        _join(ours, theirs, compare, found)
    pairing = pair(found.only_ours, found.only_theirs, parties)
    paired_ours = {each.ours for each in pairing.pairs}
    paired_theirs = {each.theirs for each in pairing.pairs}
    return Matching(
        found.agreeing,
        tuple(sorted(found.differing, key=lambda each: (each.ours, each.theirs))),
        _sorted_without(found.only_ours, paired_ours),
        _sorted_without(found.only_theirs, paired_theirs),
        pairing.pairs,
        pairing.our_rivals,
        pairing.their_rivals,
        tuple(sorted(found.joined, key=lambda each: (each.ours, each.theirs))),
    )


class Comparison:
    """Says in which facts two records contradict each other."""

    def __init__(self, parties: Parties) -> None:
        """Take the parties to whom the records refer."""
        self._parties = parties
        self._told: dict[tuple[int, int, int, int], tuple[str, ...]] = {}

    def fields(self, a: Slim, b: Slim) -> tuple[str, ...]:
        """Give the paths of the fields that differ, of what both hold."""
        told = self._told.get((a[10], b[10], a[11], b[11]))
        if told is None:
            told = self._tell((a[10], b[10], a[11], b[11]))
        return told if a[5:10] == b[5:10] else (*_figures(a, b), *told)

    def _tell(self, refs: tuple[int, int, int, int]) -> tuple[str, ...]:
        parties = self._parties
        told = (
            *_party_fields("seller", parties[refs[0]], parties[refs[1]]),
            *_party_fields("buyer", parties[refs[2]], parties[refs[3]]),
        )
        self._told[refs] = told
        return told


def _party_fields(side: str, one: tuple[str, str], other: tuple[str, str]) -> Iterator[str]:
    for name, a, b in zip(("name", "tax_id"), one, other, strict=True):
        if a and b and a != b:
            yield f"{side}.{name}"


def _figures(a: Slim, b: Slim) -> Iterator[str]:
    if a[5] != b[5] and _status(a) != _status(b):
        yield "status"
    if a[6] != b[6]:
        yield "issued_on"
    for name, ours, theirs in (("net", a[7], b[7]), ("tax", a[8], b[8]), ("total", a[9], b[9])):
        if ours is not None and theirs is not None and ours != theirs:
            yield name


def _status(row: Slim) -> str:
    """A normal invoice with a negative amount is a red one: so the bureau writes it."""
    if row[5] == Status.NORMAL and (row[9] or row[7] or 0) < 0:
        return Status.RED.value
    return row[5]


@dataclass(slots=True)
class _Found:
    agreeing: "array[int]" = field(default_factory=lambda: array("q"))
    differing: list[Differing] = field(default_factory=list)
    only_ours: list[Slim] = field(default_factory=list)
    only_theirs: list[Slim] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)


def _join(ours: Sequence[Slim], theirs: Sequence[Slim], compare: Comparison, found: _Found) -> None:
    """Join rows of which each has one name, and no two of one side the same."""
    index = {row[1]: row for row in ours}
    take = index.pop
    fields = compare.fields
    agrees = found.agreeing.extend
    for row in theirs:
        mine = take(row[1], None)
        if mine is None:
            found.only_theirs.append(row)
        elif mine[FACTS:] == row[FACTS:] or not (differs := fields(mine, row)):
            agrees((mine[0], row[0]))
        else:
            found.differing.append(Differing(mine[0], row[0], differs))
    found.only_ours.extend(index.values())


def _joining_names(ours: Sequence[Slim], theirs: Sequence[Slim]) -> set[str]:
    """Give the names of all rows that do more than stand alone under one name."""
    names: set[str] = set()
    for rows in (ours, theirs):
        for row in rows:
            if row[2]:
                names.add(row[1])
                names.add(row[2])
        if len(set(map(_name, rows))) != len(rows):
            names.update(name for name, n in Counter(map(_name, rows)).items() if n > 1)
    return names


_id, _name = itemgetter(0), itemgetter(1)


def _join_groups(
    ours: Sequence[Slim], theirs: Sequence[Slim], compare: Comparison, found: _Found
) -> None:
    leader: dict[str, str] = {}
    for row in chain(ours, theirs):
        if row[2]:
            one, other = _lead(leader, row[1]), _lead(leader, row[2])
            leader[max(one, other)] = min(one, other)
    groups: dict[str, tuple[list[Slim], list[Slim]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((ours, theirs)):
        for row in rows:
            groups[_lead(leader, row[1])][side].append(row)
    for mine, its in groups.values():
        _join_group(mine, its, compare, found)


def _lead(leader: dict[str, str], name: str) -> str:
    while (above := leader.get(name, name)) != name:
        leader[name] = leader.get(above, above)
        name = above
    return name


def _join_group(mine: list[Slim], its: list[Slim], compare: Comparison, found: _Found) -> None:
    if len(mine) > 1 or len(its) > 1:
        found.joined.append(Joined(_ids(mine), _ids(its)))
    if not mine or not its:
        found.only_ours += mine
        found.only_theirs += its
        return
    # each beside the first of the other side: a thousand times the same name stays quick
    first, other = min(mine, key=_id), min(its, key=_id)
    both = dict.fromkeys([*((a, other) for a in mine), *((first, b) for b in its)])
    differing = [Differing(a[0], b[0], fields) for a, b in both if (fields := compare.fields(a, b))]
    found.differing += differing
    if not differing:
        found.agreeing.extend((first[0], other[0]))


def _ids(rows: Iterable[Slim]) -> tuple[int, ...]:
    return tuple(sorted(row[0] for row in rows))


def _sorted_without(rows: Iterable[Slim], ids: Collection[int]) -> tuple[Slim, ...]:
    return tuple(sorted((row for row in rows if row[0] not in ids), key=_id))
