"""Cutting texts into the grams that the search index keeps, and words into those it asks for.

Kept are single characters, pairs and triples, but four characters where letters and digits run
on: parts of numbers need longer grams to be rare. A triple inside such a run has no key of its
own; it is what the fours that begin with it hold together.

A key is a gram behind its place (no party's text, the seller's, the buyer's), so that half a
name on this side and half on the other make no hit. Letters and digits alone need no place.
"""

from functools import lru_cache

OTHERS, SELLER, BUYER = PLACES = "-<>"

MOST = 60
"""How much of a word is asked for: more keys would say nothing new."""


def keys_of(place: str, text: str) -> list[str]:
    """Give the longest key at each character of a text, in order."""
    if _runs(text):
        return [text[i : i + 4] for i in range(len(text))]
    return [
        four if _runs(four := text[i : i + 4]) else _key(place, four[:3]) for i in range(len(text))
    ]


def beginnings_of(key: str) -> list[str]:
    """Give the keys of the one and the two characters with which a longer key begins."""
    place, gram = (key[0], key[1:]) if key[0] in PLACES and len(key) > 1 else ("", key)
    return [_key(place, gram[:size]) for size in (1, 2) if size < len(gram)]


@lru_cache(maxsize=1024)
def keys_asked(place: str, word: str) -> tuple[tuple[str, ...], str | None]:
    """Give the keys that a text with this word must have, and the beginning of one more.

    All of them together are exact for words of up to three characters, and for runs of four
    letters and digits. Of longer words every second key and the last are asked for: any two
    neighbours stand together in one of them.
    """
    word = word[:MOST]
    if len(word) < 3:
        return (_key(place, word),), None
    keys = keys_of(place, word)[:-2]
    beginning = None
    if _runs(word[-3:]):
        del keys[-1]
        if len(word) == 3 or not _runs(word[-4:]):
            beginning = word[-3:]  # what follows in a text is not known
    return tuple(dict.fromkeys([*keys[::2], *keys[-1:]])), beginning


def is_exact(word: str) -> bool:
    """Say whether the keys of a word prove that a text has it."""
    return len(word) <= 3 or (len(word) == 4 and _runs(word))


def _key(place: str, gram: str) -> str:
    return gram if _runs(gram) else place + gram


def _runs(text: str) -> bool:
    return text.isascii() and text.isalnum()
