"""Figures in bitmaps: what they say of a value is what the values say themselves."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from core.store.figures import Slices

NUMBERS = st.integers(0, 20) | st.integers(0, 2**32 - 1)


def sliced(values: list[int]) -> Slices:
    bits = defaultdict[int, BitMap](BitMap)
    for doc, value in enumerate(values):
        for bit in range(32):
            if value >> bit & 1:
                bits[bit].add(doc)
    return Slices(bits)


@given(st.lists(NUMBERS, max_size=30), st.sets(NUMBERS, max_size=5), st.sets(st.integers(0, 29)))
def test_those_of_some_values_are_found(
    values: list[int], wanted: set[int], asked: set[int]
) -> None:
    docs = BitMap([doc for doc in asked if doc < len(values)])
    for some in (wanted, {*wanted, *values[:3]}):
        found = sliced(values).among(docs, some)
        assert {*found} == {doc for doc in docs if values[doc] in some}


@given(st.lists(NUMBERS, max_size=30))
def test_groups_divide_by_value(values: list[int]) -> None:
    groups = sliced(values).groups(BitMap(range(len(values))))
    assert {n: [*docs] for n, docs in groups.items()} == {
        n: [doc for doc, value in enumerate(values) if value == n] for n in values
    }
