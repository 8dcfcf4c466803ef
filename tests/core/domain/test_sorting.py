"""Sorting in pieces gives what sorting at once gives."""

from hypothesis import given
from hypothesis import strategies as st

from core.domain.sorting import PIECE, in_order

VALUES = st.lists(st.tuples(st.integers(0, 5), st.integers()), max_size=60)


@given(VALUES, st.sampled_from([1, 70]))
def test_pieces_merge_into_one_stable_order(few: list[tuple[int, int]], times: int) -> None:
    values = few * times
    assert list(in_order(values, lambda x: x[0])) == sorted(values, key=lambda x: x[0])


def test_what_cannot_be_compared_is_never_asked() -> None:
    values = [{"n": n % 3} for n in range(2 * PIECE + 1)]
    assert list(in_order(values, lambda x: x["n"])) == sorted(values, key=lambda x: x["n"])
