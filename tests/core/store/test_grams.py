"""How texts are cut for the search index, and what is asked of it for a word."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.text import comparable
from core.store.grams import (
    BUYER,
    MOST,
    OTHERS,
    PLACES,
    SELLER,
    beginnings_of,
    is_exact,
    keys_asked,
    keys_of,
)

TEXTS = st.text("云杉科技公司12ab-9 （<>", max_size=12).map(comparable)


def all_keys(place: str, text: str) -> set[str]:
    longest = keys_of(place, text)
    return {*longest, *(shorter for key in longest for shorter in beginnings_of(key))}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", []),
        ("云", ["<云"]),
        ("云杉科技", ["<云杉科", "<杉科技", "<科技", "<技"]),
        ("26112", ["2611", "6112", "112", "12", "2"]),
        ("12票", ["<12票", "<2票", "<票"]),
        ("票123", ["<票12", "123", "23", "3"]),
        ("a-b", ["<a-b", "<-b", "b"]),
    ],
)
def test_a_text_is_cut_at_every_character(text: str, keys: list[str]) -> None:
    assert keys_of(SELLER, text) == keys


@pytest.mark.parametrize(
    ("key", "beginnings"),
    [
        ("<云杉科", ["<云", "<云杉"]),
        ("<杉科", ["<杉"]),
        ("<云", []),
        ("2611", ["2", "26"]),
        ("26", ["2"]),
        ("<12票", ["1", "12"]),
        ("<a-b", ["a", "<a-"]),
        ("<<", []),
        ("<--", ["<-"]),
    ],
)
def test_shorter_keys_are_what_a_longer_one_begins_with(key: str, beginnings: list[str]) -> None:
    assert beginnings_of(key) == beginnings


@pytest.mark.parametrize(
    ("word", "keys", "beginning"),
    [
        ("云", (">云",), None),
        ("云杉", (">云杉",), None),
        ("云杉科", (">云杉科",), None),
        ("云杉科技", (">云杉科", ">杉科技"), None),
        ("云杉科技有", (">云杉科", ">科技有"), None),
        ("5", ("5",), None),
        ("52", ("52",), None),
        ("526", (), "526"),
        ("5261", ("5261",), None),
        ("52617", ("5261", "2617"), None),
        ("261120", ("2611", "1120"), None),
        ("号526", (">号52",), "526"),
        ("12号", (">12号",), None),
        ("123号", ("123", ">23号"), None),
    ],
)
def test_a_word_asks_for_keys_that_cover_it(
    word: str, keys: tuple[str, ...], beginning: str | None
) -> None:
    assert keys_asked(BUYER, word) == (keys, beginning)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(0, 12), st.integers(1, 12))
def test_every_part_of_a_text_is_found_by_what_it_asks_for(
    text: str, start: int, length: int
) -> None:
    word = text[start : start + length]
    if word:
        keys = all_keys(OTHERS, text)
        asked, beginning = keys_asked(OTHERS, word)
        assert {*asked} <= keys
        assert beginning is None or any(key.startswith(beginning) for key in keys)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.text("云杉科12ab-（", min_size=1, max_size=4).map(comparable))
def test_an_exact_word_is_in_every_text_that_has_its_keys(text: str, word: str) -> None:
    asked, beginning = keys_asked(OTHERS, word)
    keys = all_keys(OTHERS, text)
    has_all = {*asked} <= keys and (
        beginning is None or any(beginning <= key < beginning + "{" for key in keys)
    )
    if is_exact(word):
        assert has_all == (word in text)
    else:
        assert has_all or word not in text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_keys_of_words_stand_apart_by_place_and_those_of_numbers_do_not(text: str) -> None:
    at_place = {place: all_keys(place, text) for place in PLACES}
    shared = at_place[SELLER] & at_place[BUYER]
    assert all(key.isascii() and key.isalnum() for key in shared)
    assert {key for key in at_place[SELLER] if key.isascii() and key.isalnum()} == shared


def test_two_neighbours_always_stand_together_in_one_key() -> None:
    word = "北京云杉松柏科技有限公司"
    keys, _ = keys_asked(SELLER, word)
    for first, second in pairwise(word):
        assert any(first + second in key for key in keys)
    assert len(keys) < len(word) * 2 / 3


def test_an_endless_word_asks_for_no_more_than_a_long_one() -> None:
    keys, _ = keys_asked(OTHERS, "".join(map(chr, range(0x4E00, 0x5E00))))
    assert len(keys) <= MOST
