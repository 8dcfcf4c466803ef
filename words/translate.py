"""The one function through which every text goes on its way to the user."""

import string
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Say an English text in the user's language; the one empty context survives moved code."""
    return QCoreApplication.translate("", text)


def filled(text: str, values: Mapping[str, object]) -> str:
    """Put the values into the `{names}` of a text; a value that is not there becomes "…"."""
    return _Lenient().vformat(text, (), values)


def counted(number: int, one: str, many: str) -> str:
    """Say a number of things: English needs two texts, Chinese says the same twice."""
    return filled(one if number == 1 else many, {"n": f"{number:,}"})


def joined(*sentences: str) -> str:
    """Put sentences behind each other; Chinese ones stand without a blank."""
    text = ""
    for sentence in filter(None, sentences):
        blank = "" if not text or text[-1] in "。；：？！" else " "
        text += blank + sentence
    return text


class _Lenient(string.Formatter):
    """Fills what is known: an error text must never fail for want of a fact."""

    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, object]) -> object:
        return kwargs.get(str(key), "…")
