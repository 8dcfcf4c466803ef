"""Documents become bitmaps and amounts."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from core.store.folding import EVERY, Row, amount_key, amounts_of, bitmaps_of, magnitude
from core.store.grams import PLACES, beginnings_of, keys_of

FIELDS = st.lists(st.text("云杉12a-", min_size=1, max_size=6), max_size=3).map(" ".join)
ROWS = st.lists(
    st.tuples(FIELDS, FIELDS, FIELDS, st.lists(st.integers(-9999, 9999), max_size=3)), max_size=8
)


def row(doc: int, text: str, day: int = 20261103, labels: str = "", amounts: str = "") -> Row:
    return Row(doc, doc + 1000, day, text, labels, amounts)


def fold(*rows: Row) -> dict[str, BitMap]:
    return bitmaps_of(rows, amounts_of(rows))


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_each_key_has_exactly_the_documents_whose_texts_have_it(
    drawn: list[tuple[str, str, str, list[int]]],
) -> None:
    rows = [
        row(n, "\n".join(texts), amounts=" ".join(map(str, amounts)))
        for n, (*texts, amounts) in enumerate(drawn, 1)
    ]
    expected = dict[str, set[int]]()
    for doc, _, _, text, *_ in rows:
        for place, fields in zip(PLACES, text.split("\n"), strict=True):
            for key in (key for field in fields.split(" ") for key in keys_of(place, field)):
                for each in (key, *beginnings_of(key)):
                    expected.setdefault(each, set()).add(doc)
    found = {key: {*docs} for key, docs in fold(*rows).items() if key and key[0] not in "@#$"}
    assert found == expected


def test_days_months_and_labels_have_keys_of_their_own() -> None:
    found = fold(
        row(1, "\n\n", 20261103, "=kind:01\n=tag:差旅"),
        row(2, "\n\n", 20261103, "=kind:01"),
        row(3, "\n\n", 20261030),
    )
    assert {key: [*docs] for key, docs in found.items()} == {
        EVERY: [1, 2, 3],
        "@20261103": [1, 2],
        "@20261030": [3],
        "#202611": [1, 2],
        "#202610": [3],
        "=kind:01": [1, 2],
        "=tag:差旅": [1],
    }


def test_keys_that_one_text_alone_brings_share_its_bitmap() -> None:
    found = fold(row(1, "甲\n云杉科技\n"), row(2, "乙\n云杉科技\n"), row(3, "丙\n云海\n"))
    assert found["<杉科技"] is found["<科技"]
    assert found["<杉科技"] == BitMap([1, 2])
    assert found["<云"] == BitMap([1, 2, 3])


def test_amounts_stand_by_magnitude_with_their_documents() -> None:
    rows = [row(1, "\n\n", amounts="3 52600"), row(2, "\n\n", amounts="52601 -3")]
    assert amounts_of(rows) == {
        3: [(3, 1)],
        -3: [(-3, 2)],
        magnitude(52600): [(52600, 1), (52601, 2)],
    }
    assert bitmaps_of(rows, amounts_of(rows))[amount_key(magnitude(52600))] == BitMap([1, 2])


@settings(max_examples=300, deadline=None)
@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_a_higher_amount_never_has_a_lower_magnitude_nor_an_earlier_key(
    one: int, other: int
) -> None:
    low, high = sorted((one, other))
    assert magnitude(low) <= magnitude(high)
    assert amount_key(magnitude(low)) <= amount_key(magnitude(high))


def test_a_magnitude_is_narrow() -> None:
    for fen in (63, 64, 100, 12345, 10**9, 10**15):
        assert magnitude(fen + fen // 16 + 1) > magnitude(fen)
        assert magnitude(-fen) == -magnitude(fen)


def test_nothing_folds_to_nothing() -> None:
    assert fold() == {}
