"""The bitmaps in their tables: segment by segment, added to and read together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyroaring import BitMap
from sqlalchemy import Connection, create_engine, event, func, select
from sqlcipher3 import dbapi2

from core.store import tables
from core.store.folding import EVERY, Row
from core.store.newest import newest
from core.store.postings import SEGMENT_BITS, Postings

SECOND = 1 << SEGMENT_BITS
"""The first document of the second segment."""


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    def connect() -> dbapi2.Connection:
        connection = dbapi2.connect(str(tmp_path / "ledger.db"), isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{'5' * 64}'\"")
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
        yield connection
    engine.dispose()


@pytest.fixture
def postings(connection: Connection) -> Postings:
    """Three documents in the first segment, folded in two steps, and one in the second."""
    postings = Postings(connection, SECOND)
    postings.fold(0, [row(1, 20260930, "云杉 26112000", "100 250")])
    postings.fold(0, [row(2, 20261001, "云海", "-100"), row(3, 20261130, "云杉", "99")])
    postings.fold(1, [row(SECOND, 20261201, "云杉 26113", "250 99999")])
    return postings


def row(doc: int, day: int, text: str, amounts: str = "") -> Row:
    return Row(doc, doc, day, f"{text}\n\n", "=kind:01", amounts)


def test_a_fold_adds_to_what_a_segment_has(connection: Connection, postings: Postings) -> None:
    assert [*postings.with_keys([EVERY])] == [1, 2, 3, SECOND]
    assert [*postings.with_keys(["-云杉", "=kind:01"])] == [1, 3, SECOND]
    assert not postings.with_keys(["-云杉", "=kind:02"])
    rows = select(func.count()).where(tables.search_postings.c.gram == "-云杉")
    assert connection.execute(rows).scalar() == 2  # one for each segment


def test_words_are_found_in_all_segments(postings: Postings) -> None:
    assert [*postings.with_word("云")] == [1, 2, 3, SECOND]
    assert [*postings.with_word("海")] == [2]
    assert [*postings.with_word("261")] == [1, SECOND]
    assert [*postings.with_word("000")] == [1]
    assert [*postings.with_word("113")] == [SECOND]
    assert not postings.with_word("114")


@pytest.mark.parametrize(
    ("low", "high", "docs"),
    [
        (100, 100, [1]),
        (-100, -100, [2]),
        (99, 100, [1, 3]),
        (250, 250, [1, SECOND]),
        (-(10**9), 10**9, [1, 2, 3, SECOND]),
        (251, 99998, []),
        (0, 98, []),
        (101, 99999, [1, SECOND]),
    ],
)
def test_amounts_are_found_to_the_fen(
    postings: Postings, low: int, high: int, docs: list[int]
) -> None:
    assert [*postings.with_amount(low, high)] == docs


@pytest.mark.parametrize(
    ("since", "until", "docs"),
    [
        (20260930, 20260930, [1]),
        (20260930, 20261001, [1, 2]),
        (0, 20261130, [1, 2, 3]),
        (20261002, 99999999, [3, SECOND]),
        (20261002, 20261129, []),
        (20261201, 20260901, []),
        (20261130, 20261201, [3, SECOND]),
        (20250101, 20271231, [1, 2, 3, SECOND]),
    ],
)
def test_days_are_found_from_the_first_to_the_last(
    postings: Postings, since: int, until: int, docs: list[int]
) -> None:
    assert [*postings.with_days(since, until)] == docs


def test_months_and_days_divide_the_documents(postings: Postings) -> None:
    months = {month: [*docs] for month, docs in postings.by_month().items()}
    assert months == {202609: [1], 202610: [2], 202611: [3], 202612: [SECOND]}
    assert {day: [*docs] for day, docs in postings.by_day(202611).items()} == {20261130: [3]}
    assert postings.by_day(202608) == {}


def test_forgotten_documents_are_not_among_the_living(postings: Postings) -> None:
    postings.forget(BitMap([1, SECOND, SECOND + 5]))
    living = {segment: [*docs] for segment, docs in postings.living().items()}
    assert living == {0: [2, 3], 1: []}
    assert [*postings.with_keys([EVERY, "-云杉"])] == [3]


def test_a_segment_that_agrees_with_its_documents(postings: Postings) -> None:
    first = [
        row(1, 20260930, "云杉 26112000", "100 250"),
        row(2, 20261001, "云海", "-100"),
        row(3, 20261130, "云杉", "99"),
    ]
    assert postings.agrees(0, first)
    assert not postings.agrees(0, first[:2])
    assert not postings.agrees(0, [*first[:2], row(3, 20261130, "云海", "99")])
    assert not postings.agrees(0, [*first[:2], row(3, 20261130, "云杉", "98")])
    postings.forget(BitMap([3]))
    assert postings.agrees(0, first[:2])


def test_a_dropped_segment_is_gone(postings: Postings) -> None:
    postings.drop(0)
    assert [*postings.with_word("云")] == [SECOND]
    assert [*postings.with_amount(0, 1000)] == [SECOND]


def test_waiting_hits_stand_in_their_place_on_a_page(
    connection: Connection, postings: Postings, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.execute(
        tables.search_documents.insert(),
        [
            {"doc": doc, "invoice": doc, "day": day, "figures": b""}
            | dict.fromkeys(("text", "labels", "amounts"), "")
            for doc, day in ((1, 20260930), (2, 20261001), (3, 20261130), (SECOND, 20261201))
        ],
    )
    hits = postings.with_word("云")
    waiting = [(20261001, 9), (20270101, 8), (20261130, 1)]
    everything = [
        (20270101, 8),
        (20261201, SECOND),
        (20261130, 3),
        (20261130, 1),
        (20261001, 9),
        (20261001, 2),
        (20260930, 1),
    ]
    for few in (2000, 0):
        monkeypatch.setattr("core.store.newest._FEW", few)
        for offset in range(8):
            for limit in (1, 2, 7):
                page = newest(connection, postings, hits, waiting, limit, offset)
                assert page == everything[offset : offset + limit]
