"""Matching 100,000 × 95,000 and 1,000,000 × 950,000 records, beside a join of two dicts."""

import gc
import multiprocessing
import random
import time
from collections.abc import Callable, Sequence
from datetime import date

from core.domain.causes import explain
from core.domain.discrepancy import Circumstances, Discrepancy, ExportFacts
from core.domain.reconcile import match
from core.domain.slim import Parties, Slim
from tests.data.made_books import COMPANY, Family, book
from tests.data.reconciling import reconcile

ALONE = 0.01
DIFFERING = 0.01
TICKETS = 10_000
ALONE_ON_EACH_SIDE = 20_000
EXPLAINED = 20_000
DAY = date(2026, 3, 2).toordinal()


def run(sizes: Sequence[int]) -> None:
    """Print time and memory for ledgers of these sizes, each in a process of its own."""
    for size in sizes:
        _apart(_matching, size)
    _apart(_tickets, TICKETS)
    _apart(_alone, ALONE_ON_EACH_SIDE)
    _apart(_explaining, EXPLAINED)


def _apart(work: Callable[[int], str], size: int) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.apply(work, (size,)))


def _matching(size: int) -> str:
    ours, theirs, parties = lists(size)
    before = _peak()
    floor = min(_seconds(lambda: _dict_join(ours, theirs)) for _ in range(3))
    after_floor = _peak()
    seconds = min(_seconds(lambda: match(ours, theirs, parties)) for _ in range(3))
    found = match(ours, theirs, parties)
    return (
        f"matching {size:,} x {len(theirs):,}: {seconds:.2f} s = {seconds / floor:.2f} x dict join "
        f"{floor:.2f} s; {len(found.differing):,} differ, {len(found.pairs):,} pairs, "
        f"{len(found.only_ours):,} + {len(found.only_theirs):,} alone; peak {_peak():.0f} MB "
        f"(lists {before:.0f} MB, with dict join {after_floor:.0f} MB)"
    )


def _tickets(count: int) -> str:
    """The worst case: tickets of one price on one day, all alone, numbers in a row."""
    rows = [[_ticket(side, n) for n in range(count)] for side in (1, 2)]
    seconds = _seconds(lambda: match(rows[0], rows[1], {0: ("车", "1"), 1: ("我", "2")}))
    return f"{count:,} x {count:,} tickets of one price on one day, all alone: {seconds:.2f} s"


def _ticket(side: int, n: int) -> Slim:
    name = f"26112000{side}{n:011d}"
    return (n, name, None, "in", "82", "normal", DAY, 5000, 150, 5150, 0, 1)


def _alone(count: int) -> str:
    """All alone on both sides; every second one of theirs is one of ours with two slips."""
    chance = random.Random(7)
    parties = {n: (f"第{n}家商行", f"91110108{n:010d}") for n in range(5_000)}
    ours = [_row(n, chance) for n in range(count)]
    theirs = [_mistyped(row) if n % 2 else _row(n + count, chance) for n, row in enumerate(ours)]
    found = match(ours, theirs, parties)
    seconds = _seconds(lambda: match(ours, theirs, parties))
    return (
        f"{count:,} alone on each side, half of them mistyped: {seconds:.2f} s, "
        f"{len(found.pairs):,} pairs"
    )


def _mistyped(row: Slim) -> Slim:
    name = row[1]
    return (row[0], name[:3] + "9" + name[4:8] + "9" + name[9:], *row[2:])


def _explaining(count: int) -> str:
    """Explain made discrepancies of every kind, with the exports of five years."""
    found: list[Discrepancy] = []
    exports: tuple[ExportFacts, ...] = ()
    for seed in range(1000):
        made = book(seed, Family(months=12, a_month=500, errors=0.4))
        found += [each.found for each in reconcile(made).reported]
        exports = (*exports, *made.around.exports)[:120]
        if len(found) >= count:
            break
    around = Circumstances(COMPANY, (), exports)
    seconds = _seconds(lambda: [explain(each, around) for each in found[:count]])
    return f"{count:,} discrepancies explained beside {len(exports)} exports: {seconds:.2f} s"


def lists(size: int) -> tuple[list[Slim], list[Slim], Parties]:
    """Make two lists: theirs has 95 of ours in a hundred, 1 % of them differ, 1 % stand alone."""
    chance = random.Random(6)
    parties = {n: (f"第{n}家商行", f"91110108{n:010d}") for n in range(5_000)}
    ours = [_row(n, chance) for n in range(size)]
    held = chance.sample(ours, int(size * (0.95 - ALONE)))
    theirs = [_theirs(n, row, chance) for n, row in enumerate(held)]
    theirs += [_row(n + size, chance) for n in range(int(size * ALONE))]
    chance.shuffle(theirs)
    return ours, theirs, parties


def _row(n: int, chance: random.Random) -> Slim:
    net = chance.randrange(100, 10**7)
    day = DAY - chance.randrange(1500)
    name = f"26112000{n:012d}"
    seller = chance.randrange(1, 5_000)
    return (n, name, None, "in", "81", "normal", day, net, net // 10, net + net // 10, seller, 0)


def _theirs(n: int, row: Slim, chance: random.Random) -> Slim:
    # equal but other objects, as rows of another table are
    copy = (n, row[1][:10] + row[1][10:], *row[2:])
    if chance.random() < DIFFERING:
        copy = (*copy[:9], (row[9] or 0) + 100, *copy[10:])
    return copy


def _dict_join(ours: list[Slim], theirs: list[Slim]) -> tuple[int, int]:
    index = {row[1]: row for row in ours}
    both = []
    only_theirs = []
    for row in theirs:
        mine = index.get(row[1])
        if mine is None:
            only_theirs.append(row)
        else:
            both.append((mine, row))
    return len(both), len(only_theirs)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
