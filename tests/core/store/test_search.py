"""The search index finds exactly what looking at every invoice would find, newest first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap
from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select, update
from sqlcipher3 import dbapi2

from core.domain.text import comparable
from core.store import search as search_module
from core.store import tables
from core.store.grams import is_exact
from core.store.postings import Postings
from core.store.search import Document, Search, SearchIndex, Word, words_of

DAY = date(2026, 11, 3)


def make_engine(file: Path) -> Engine:
    def connect() -> dbapi2.Connection:
        connection = dbapi2.connect(str(file), isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA key = \"x'{'5' * 64}'\"")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
    return engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path / "ledger.db")
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        yield connection


@pytest.fixture
def index(connection: Connection) -> SearchIndex:
    return SearchIndex(connection)


def document(invoice: int, *texts: str, day: date = DAY, **others: tuple[object, ...]) -> Document:
    return Document(invoice, day, texts, **others)  # type: ignore[arg-type]


def found(index: SearchIndex, text: str = "", *labels: str, limit: int = 50) -> list[int]:
    return list(index.find(Search(words_of(text), labels), limit).invoices)


def fold(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(search_module, "WAITING", 0)
        index.merge()


# The ledger that answers by looking at every invoice


class Shelf:
    def __init__(self) -> None:
        self.documents: dict[int, Document] = {}

    def find(self, search: Search) -> list[int]:
        hits = [x for x in self.documents.values() if self._fits(x, search)]
        hits.sort(key=lambda x: (x.day, x.invoice), reverse=True)
        return [x.invoice for x in hits]

    def relabel(self, beginning: str, labels: dict[int, str]) -> None:
        for invoice in labels.keys() & self.documents.keys():
            x = self.documents[invoice]
            others = [label for label in x.labels if not label.startswith(beginning)]
            new = replace(x, labels=(*others, beginning + labels[invoice]))
            self.documents[invoice] = new

    def _fits(self, x: Document, search: Search) -> bool:
        return (
            {*search.labels} <= {*x.labels}
            and (search.since is None or search.since <= x.day)
            and (search.until is None or x.day <= search.until)
            and all(self._has(x, word) for word in search.words)
        )

    def _has(self, x: Document, word: Word) -> bool:
        texts = (comparable(text) for text in (*x.texts, *x.seller, *x.buyer))
        low, high = word.amounts or (1, 0)
        return any(word.text in text for text in texts) or any(low <= a <= high for a in x.amounts)


TEXTS = st.text("云杉科技公司12ab-9 （", max_size=9)
MANY = st.lists(TEXTS, max_size=3).map(tuple)
LABELS = st.sampled_from(
    ["kind:01", "status:normal", "direction:in", "tag:差旅", "tag:餐费", "tag:差 旅\n"]
)
AMOUNTS = st.one_of(st.integers(-300, 300), st.integers(-(10**12), 10**12))
DAYS = st.one_of(
    st.integers(0, 70).map(lambda n: date(2026, 9, 20) + timedelta(days=n)),
    st.dates(date(1994, 1, 1), date(2099, 12, 31)),
)
DOCUMENTS = st.builds(
    Document,
    st.integers(1, 12),
    DAYS,
    MANY,
    st.lists(LABELS, max_size=2).map(tuple),
    st.lists(AMOUNTS, max_size=3).map(tuple),
    MANY,
    MANY,
)
WORDS = st.one_of(
    st.text("云杉科技公司12ab-9（", min_size=1, max_size=6),
    st.integers(-3, 3).map(str),
    st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda ends: f"{ends[0]}..{ends[1]}"),
)
SEARCHES = st.builds(
    Search,
    st.lists(WORDS, max_size=2).map(lambda words: words_of(" ".join(words))),
    st.lists(LABELS, max_size=1).map(tuple),
    st.none() | DAYS,
    st.none() | DAYS,
)
STEPS = st.lists(
    st.one_of(
        st.lists(DOCUMENTS, min_size=1, max_size=8),
        st.lists(st.integers(1, 12), min_size=1, max_size=3).map(frozenset),
        st.dictionaries(st.integers(1, 12), st.sampled_from(["差旅", "餐费"]), min_size=1),
        st.just("merge"),
    ),
    min_size=1,
    max_size=8,
)


@contextmanager
def small_sizes(monkeypatch: pytest.MonkeyPatch, few: int) -> Iterator[None]:
    """Let segments, blocks and thresholds be reached by a dozen documents."""
    with monkeypatch.context() as patch:
        patch.setattr(search_module, "WAITING", 2)
        patch.setattr(search_module, "BLOCK", 8)
        patch.setattr(search_module, "FEW", few)
        patch.setattr("core.store.newest._FEW", few)
        patch.setattr("core.store.postings.SEGMENT_BITS", 3)
        patch.setattr(search_module, "SEGMENT_BITS", 3)
        yield


def act(index: SearchIndex, shelf: Shelf, steps: list[object]) -> None:
    for step in steps:
        if isinstance(step, frozenset):
            index.remove(step)
            shelf.documents = {k: x for k, x in shelf.documents.items() if k not in step}
        elif isinstance(step, list):
            index.add(step)
            shelf.documents.update((x.invoice, x) for x in step)
        elif isinstance(step, dict):
            index.relabel("tag:", step)
            shelf.relabel("tag:", step)
        else:
            index.merge()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS, st.lists(SEARCHES, min_size=1, max_size=4), st.integers(1, 5), st.integers(0, 6))
def test_any_search_after_any_changes_finds_what_looking_at_every_invoice_finds(
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[object],
    searches: list[Search],
    limit: int,
    offset: int,
) -> None:
    with engine.connect() as connection, small_sizes(monkeypatch, few=1000):
        index, shelf = SearchIndex(connection), Shelf()
        act(index, shelf, steps)
        for search in searches:
            expected = shelf.find(search)
            hits = index.find(search, limit, offset)
            assert hits.total == len(expected)
            assert list(hits.invoices) == expected[offset : offset + limit]
        connection.rollback()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS, SEARCHES, st.integers(1, 5), st.integers(0, 6))
def test_pages_of_many_hits_are_the_same_as_those_of_few(
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[object],
    search: Search,
    limit: int,
    offset: int,
) -> None:
    short = tuple(word for word in search.words if is_exact(word.text))
    search = Search(short, search.labels, search.since, search.until)
    with engine.connect() as connection, small_sizes(monkeypatch, few=0):
        index, shelf = SearchIndex(connection), Shelf()
        act(index, shelf, steps)
        expected = shelf.find(search)
        hits = index.find(search, limit, offset)
        assert hits.total == len(expected)
        assert list(hits.invoices) == expected[offset : offset + limit]
        connection.rollback()


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS, SEARCHES)
def test_merging_never_changes_an_answer(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, steps: list[object], search: Search
) -> None:
    with engine.connect() as connection:
        index = SearchIndex(connection)
        act(index, Shelf(), steps)
        before = index.find(search, 100)
        fold(index, monkeypatch)
        assert index.find(search, 100) == before
        connection.rollback()


def test_an_empty_search_finds_everything_newest_first(index: SearchIndex) -> None:
    index.add([document(n, day=DAY + timedelta(days=n % 3)) for n in range(1, 7)])
    assert found(index, "  　\t") == [5, 2, 4, 1, 6, 3]


def test_an_empty_index_finds_nothing(index: SearchIndex) -> None:
    assert index.find(Search(words_of("公司 526")), 50).total == 0
    index.merge()
    index.remove([1])
    assert index.verify() == ()


@pytest.mark.parametrize(
    "typed",
    [
        "云杉",
        "杉",
        "ＡＢ（北京）",
        "ab(北京)",
        "１２３",
        "2611",
        "６１１２",
        "*餐饮",
        "ht-0",
        "北京)公司",
    ],
)
@pytest.mark.parametrize("folded", [False, True])
def test_width_and_case_and_brackets_make_no_difference(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch, typed: str, folded: bool
) -> None:
    index.add(
        [document(1, "2611２000123", "＊餐饮服务*餐费", "HT－０1", seller=("云杉 AB（北京）公司",))]
    )
    if folded:
        fold(index, monkeypatch)
    assert found(index, typed) == [1]
    assert found(index, "zz") == []


@pytest.mark.parametrize("folded", [False, True])
def test_a_word_is_never_made_of_two_fields(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch, folded: bool
) -> None:
    index.add(
        [
            document(
                1, "云杉", "科技", seller=("北京云杉科技股份有限公司",), buyer=("清溪科技有限公司",)
            ),
            document(2, seller=("北京云杉科技有限公司",)),
        ]
    )
    if folded:
        fold(index, monkeypatch)
    assert found(index, "北京云杉科技有限公司") == [2]
    assert found(index, "杉科") == [2, 1]
    index.remove([2])
    assert found(index, "技股份有") == [1]
    assert found(index, "云杉科技有限公司") == []


def test_half_a_name_on_each_side_is_no_hit_even_among_too_many_to_prove(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = ("清溪科技有限公司", "91110108MA01ABCD5X")
    sellers = ["北京云杉科技有限公司"] * 7 + ["北京云杉科技股份有限公司"] * 5
    index.add([document(n, seller=(name,), buyer=ours) for n, name in enumerate(sellers, 1)])
    fold(index, monkeypatch)
    with small_sizes(monkeypatch, few=0):
        assert index.find(Search(words_of("北京云杉科技有限公司")), 2).total == 7
        assert index.find(Search(words_of("云杉科技股份")), 2).total == 5


def test_all_words_are_needed_each_anywhere(index: SearchIndex) -> None:
    index.add([document(1, "软件开发费", seller=("云杉公司",)), document(2, "软件开发费")])
    assert found(index, "软件　云杉") == [1]
    assert found(index, "开发 软件") == [2, 1]
    assert found(index, "软件 云杉 清溪") == []


@pytest.mark.parametrize("folded", [False, True])
def test_an_amount_is_found_as_it_is_typed_and_in_a_range(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch, folded: bool
) -> None:
    index.add(
        [
            document(1, amounts=(52600, 3156, 55756)),
            document(2, "合同526号", amounts=(123450,)),
            document(3, amounts=(-52600,)),
            document(4, amounts=(60000,)),
            document(5, amounts=(60001, 0)),
        ]
    )
    if folded:
        fold(index, monkeypatch)
    assert found(index, "526") == [2, 1]
    assert found(index, "526.00") == [1]
    assert found(index, "１,234.50") == [2]
    assert found(index, "¥1234.5") == [2]
    assert found(index, "￥-526") == []
    assert found(index, "-526") == [3]
    assert found(index, "500..600") == [4, 1]
    assert found(index, "600..500") == [4, 1]
    assert found(index, "-1000..1,000") == [5, 4, 3, 1]
    assert found(index, "31.56 526") == [1]


@pytest.mark.parametrize(
    ("typed", "amounts"),
    [
        ("526", (52600, 52600)),
        ("1,234.5", (123450, 123450)),
        ("0.05", (5, 5)),
        ("-0.05", (-5, -5)),
        ("−1,234.50", (-123450, -123450)),
        ("500..600", (50000, 60000)),
        ("500...600", None),
        ("1,23", None),
        ("1.234", None),
        ("..5", None),
        ("5..", None),
        ("26112000000012345678", None),
        ("12a", None),
        ("٥", None),
    ],
)
def test_what_may_be_an_amount(typed: str, amounts: tuple[int, int] | None) -> None:
    assert words_of(typed) == (Word(comparable(typed), amounts),)


def test_words_are_divided_at_any_blank_and_taken_once() -> None:
    assert [word.text for word in words_of(" Ａb　云杉\n云 杉 云 \u200b ")] == [
        "ab",
        "云杉",
        "云",
        "杉",
    ]


def test_labels_are_found_whole_and_as_they_stand(index: SearchIndex) -> None:
    index.add(
        [
            document(1, "甲", labels=("kind:01", "tag:差旅")),
            document(2, "甲", labels=("kind:010", "tag:差 旅")),
            document(3, "甲"),
        ]
    )
    assert found(index, "", "kind:01") == [1]
    assert found(index, "甲", "tag:差旅", "kind:01") == [1]
    assert found(index, "", "kind:0") == []
    assert found(index, "kind") == []


def test_a_changed_invoice_is_found_by_its_new_text_only(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add([document(1, "云杉", amounts=(100,)), document(2, "云杉")])
    fold(index, monkeypatch)
    index.add([document(1, "清溪", amounts=(200,))])
    for _ in range(2):
        assert found(index, "云杉") == [2]
        assert found(index, "清溪") == [1]
        assert found(index, "1") == []
        fold(index, monkeypatch)


def test_the_last_of_two_documents_of_one_invoice_counts(index: SearchIndex) -> None:
    index.add([document(1, "云杉"), document(1, "清溪")])
    assert found(index) == found(index, "清溪") == [1]


def test_a_removed_invoice_is_found_no_more_and_may_come_back(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add([document(n, "云杉", labels=("kind:01",)) for n in range(1, 4)])
    fold(index, monkeypatch)
    index.remove([3, 2, 77])
    assert found(index) == found(index, "云杉") == found(index, "", "kind:01") == [1]
    index.add([document(3, "清溪")])
    fold(index, monkeypatch)
    assert found(index) == [3, 1]
    assert found(index, "云杉") == [1]


def test_days_are_inclusive_and_months_between_are_whole(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2026, 8, 31) + timedelta(days=n) for n in range(125)]
    index.add([document(n, day=day) for n, day in enumerate(days, 1)])
    fold(index, monkeypatch)
    for since, until in [(3, 3), (0, 124), (10, 20), (5, 40), (5, 100), (90, 124), (20, 10)]:
        search = Search(since=days[since], until=days[until])
        expected = [n for n, day in enumerate(days, 1) if days[since] <= day <= days[until]]
        assert list(index.find(search, 200).invoices) == expected[::-1]
    assert index.find(Search(since=days[120]), 1).total == 5
    assert index.find(Search(until=days[3]), 1).total == 4


def test_a_page_deep_inside_many_hits_is_right(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = [document(n, "云杉", day=DAY - timedelta(days=n * 7 % 400)) for n in range(1, 5001)]
    index.add(ledger[:4000])
    fold(index, monkeypatch)
    index.add(ledger[4000:])
    newest = [x.invoice for x in sorted(ledger, key=lambda x: (x.day, x.invoice))][::-1]
    for offset in (0, 1, 49, 2500, 4990, 4999, 5000, 9000):
        hits = index.find(Search(words_of("云杉")), 50, offset)
        assert hits.total == 5000
        assert list(hits.invoices) == newest[offset : offset + 50]
    assert list(index.find(Search(), 9999).invoices) == newest


def test_a_word_longer_than_the_index_asks_for_is_found(index: SearchIndex) -> None:
    long = "云杉科技" * 60
    index.add([document(1, long), document(2, long[:-1])])
    assert found(index, long) == [1]


def test_many_documents_are_folded_without_being_asked(
    connection: Connection, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_sizes(monkeypatch, few=1000):
        for n in range(1, 30):
            index.add([document(n, "云杉")])
        segments = select(tables.search_postings.c.segment).distinct()
        assert len(connection.execute(segments).all()) >= 3
        assert found(index, "云杉") == [*range(29, 0, -1)]


def test_merging_clears_out_what_changed_again_and_again(
    connection: Connection, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_sizes(monkeypatch, few=1000):
        for _ in range(12):
            index.add([document(n, "云杉") for n in range(1, 9)])
            index.merge()
        segments = select(tables.search_postings.c.segment).distinct()
        assert len(connection.execute(segments).all()) <= 3
        assert found(index, "云杉") == [*range(8, 0, -1)]


def test_a_reader_sees_one_state_while_another_writes(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        SearchIndex(connection).add([document(1, "云杉")])
    other = make_engine(tmp_path / "ledger.db")
    with other.begin() as reading:
        before = found(SearchIndex(reading), "云杉")
        with engine.begin() as writing:
            SearchIndex(writing).add([document(2, "云杉"), document(1, "清溪")])
        assert found(SearchIndex(reading), "云杉") == before == [1]
    other.dispose()
    with engine.begin() as connection:
        assert found(SearchIndex(connection), "云杉") == [2]


def test_what_is_rolled_back_is_not_found(engine: Engine) -> None:
    with engine.connect() as connection:
        SearchIndex(connection).add([document(1, "云杉")])
        connection.rollback()
    with engine.begin() as connection:
        assert found(SearchIndex(connection)) == []


# Checking


@pytest.fixture
def ledger(connection: Connection, index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    party = insert(tables.parties).values(
        id=1, name="云杉", tax_id="", address_phone="", bank_account=""
    )
    connection.execute(party)
    for n in range(1, 6):
        connection.execute(insert(tables.invoices).values(**invoice_row(n)))
    index.add([document(n, "云杉", f"{n}" * 6, amounts=(n,)) for n in range(1, 5)])
    fold(index, monkeypatch)
    index.add([document(5, "清溪")])


def invoice_row(row_id: int) -> dict[str, object]:
    return {
        "id": row_id,
        "number": f"{row_id:020}",
        "issued_on": DAY,
        "other_charges": 0,
        "seller": 1,
        "buyer": 1,
        "status": "normal",
        "entered_how": "manual",
        "entered_by": "a",
        "entered_at": "2026-11-03T10:00:00+08:00",
        "offline": False,
        "late": False,
    }


def faults(index: SearchIndex) -> list[tuple[str, int]]:
    return [(fault.what, fault.number) for fault in index.verify()]


@pytest.mark.usefixtures("ledger")
def test_a_whole_index_has_no_faults(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(index) == []
    index.add([document(2, "改过", amounts=(7,))])
    assert faults(index) == []
    for state in ("none", "matches"):
        index.relabel("verification:", dict.fromkeys([1, 3, 5], state))
        assert faults(index) == []
    fold(index, monkeypatch)
    assert faults(index) == []


@pytest.mark.usefixtures("ledger")
def test_an_invoice_that_is_not_indexed_is_named(index: SearchIndex) -> None:
    index.remove([2, 5])
    assert faults(index) == [("missing", 2), ("missing", 5)]


@pytest.mark.usefixtures("ledger")
def test_an_invoice_of_the_recycle_bin_in_the_index_is_named(
    connection: Connection, index: SearchIndex
) -> None:
    binned = update(tables.invoices).where(tables.invoices.c.id == 3).values(deleted_at="x")
    connection.execute(binned)
    assert faults(index) == [("surplus", 3)]


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("key", ["-云", "1111", "", "@20261103", "#202611"])
def test_a_lost_key_is_noticed(connection: Connection, index: SearchIndex, key: str) -> None:
    table = tables.search_postings
    assert connection.execute(delete(table).where(table.c.gram == key)).rowcount == 1
    assert faults(index) == [("segment", 0)]


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("key", ["-云", "4444", ""])
def test_a_wrong_bitmap_is_noticed(connection: Connection, index: SearchIndex, key: str) -> None:
    table = tables.search_postings
    wrong = update(table).where(table.c.gram == key).values(bitmap=BitMap([2]).serialize())
    connection.execute(wrong)
    assert faults(index) == [("segment", 0)]


@pytest.mark.usefixtures("ledger")
def test_a_lost_amount_is_noticed(connection: Connection, index: SearchIndex) -> None:
    table = tables.search_amounts
    connection.execute(delete(table).where(table.c.magnitude == 3))
    assert faults(index) == [("segment", 0)]


@pytest.mark.usefixtures("ledger")
def test_a_lost_segment_is_noticed(connection: Connection, index: SearchIndex) -> None:
    Postings(connection, 1).drop(0)
    assert faults(index) == [("segment", 0)]
