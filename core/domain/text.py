"""What people, scanners and files write, brought into one form.

Full width, compatibility characters, blanks of all sorts and NULs never spoil a number:
`clean` is for codes, numbers, amounts and dates, `comparable` for telling whether two names are
the same, `shown` for names and remarks as they stand on the face.
"""

import re
from functools import lru_cache
from unicodedata import is_normalized, normalize

_ASCII_REST = dict.fromkeys((*range(33), 127))
"""What ASCII has of blanks and control characters."""

_REST = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff9-\ufffb]+"
)
"""Blanks, controls and what has no width; lone surrogates cannot be stored."""

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff\ufeff]")
_OUTER = re.compile(rf"^{_REST.pattern}|{_REST.pattern}$")

_BRACKETS = str.maketrans("[]{}【】〔〕〖〗", "()()()()()")


def clean(text: str) -> str:
    """Give a code, number, amount or date in half width, without any blank or control.

    NFKC; a second cleaning changes nothing. Case stays.
    """
    if text.isascii():
        return text if text.isalnum() else text.translate(_ASCII_REST)
    text = _REST.sub("", normalize("NFKC", text))
    # without what stood between them, two characters may now make one
    return text if is_normalized("NFKC", text) else normalize("NFKC", text)


@lru_cache(maxsize=8192)
def comparable(name: str) -> str:
    """Give what two spellings of one name or tax id have in common.

    NFKC, one kind of brackets, no white space, no case: the contract of reconciliation.
    """
    text = clean(name).translate(_BRACKETS).casefold()
    return text if text.isascii() else normalize("NFKC", text)


def shown(text: str) -> str | None:
    """Give a text as on the face, without outer blanks and NULs; None if nothing is left."""
    if text.isascii():
        text = text.replace("\0", "") if "\0" in text else text
        return text.strip() or None
    return _OUTER.sub("", _UNSTORABLE.sub("", text)) or None
