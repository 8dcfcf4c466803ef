"""What was put aside because the next scan came before it was saved, and how it is written."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.domain.invoice import EntryMethod

if TYPE_CHECKING:
    from core.store.originals import Original


@dataclass(frozen=True, slots=True)
class Aside:
    """A form as it stood: `text` is what the form gives to be restored.

    The file it came in is held as long as the program runs.
    """

    text: str
    number: str = ""
    party: str | None = None
    amount: str | None = None
    how: EntryMethod = EntryMethod.MANUAL
    file: "Original | None" = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """All that is not in the ledger yet: the form, what was put aside, codes not looked up."""

    form: str = ""
    asides: Sequence[Aside] = ()
    codes: Sequence[str] = ()


def written(unsaved: Unsaved) -> str:
    """Write it as one text; "" where there is nothing."""
    if not (unsaved.form or unsaved.asides or unsaved.codes):
        return ""
    asides = [
        [aside.text, aside.number, aside.party, aside.amount, aside.how.value]
        for aside in unsaved.asides
    ]
    kept = {"form": unsaved.form, "asides": asides, "codes": list(unsaved.codes)}
    return json.dumps(kept, ensure_ascii=False)


def read(text: str) -> Unsaved:
    """Read what `written` gave; what cannot be understood is left out."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return Unsaved()
    if not isinstance(kept, dict):
        return Unsaved()
    asides = [aside for found in _list(kept.get("asides")) if (aside := _aside(found))]
    codes = [code for code in _list(kept.get("codes")) if isinstance(code, str)]
    form = kept.get("form")
    return Unsaved(form if isinstance(form, str) else "", asides, codes)


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def _aside(found: Any) -> Aside | None:
    match found:
        case [str(text), str(number), str() | None as party, str() | None as amount, str(how)]:
            methods = {method.value: method for method in EntryMethod}
            return Aside(text, number, party, amount, methods.get(how, EntryMethod.MANUAL))
    return None
