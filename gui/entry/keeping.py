"""What was typed into the form as a text, so that it survives the program."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.domain.invoice import (
    FACE_FIELDS,
    Direction,
    Draft,
    Entered,
    EntryMethod,
    InvoiceKind,
    Line,
    Party,
    Source,
    Status,
)
from core.domain.plain import plain
from gui.entry.face import Face


def written(face: Face) -> str:
    """Write all texts with where they came from; empty if there is none."""
    texts = {path: field.text() for path, field in face.fields.items() if field.text()}
    lines = face.lines.texts()
    if not texts and not lines:
        return ""
    kind = face.kind.kind()
    kept = {
        "kind": kind.value if kind else None,
        "kind_chosen": face.kind_chosen,
        "direction": face.direction.direction().value,
        "texts": texts,
        "sources": face.sources(),
        "touched": sorted(face.touched),
        "lines": lines,
        "base": plain(replace(face.base, sources={}, problems=())),
    }
    return json.dumps(kept, ensure_ascii=False)


def read(face: Face, text: str) -> None:
    """Put the texts back; what cannot be understood is left out."""
    try:
        kept = json.loads(text)
    except ValueError:
        return
    if not isinstance(kept, dict):
        return
    face.show_draft(_draft(kept.get("base")))
    with suppress(ValueError):
        face.show_direction(Direction(kept.get("direction", "")))
    with suppress(ValueError):
        face.show_kind(InvoiceKind(kept["kind"]) if kept.get("kind") else None)
    face.kind_chosen = kept.get("kind_chosen") is True
    texts = _texts(kept.get("texts"))
    for path, field in face.fields.items():
        if field.text() != texts.get(path, ""):
            field.setText(texts.get(path, ""))
    lines, touched = kept.get("lines"), kept.get("touched")
    touched = (
        {name for name in touched if isinstance(name, str)} if isinstance(touched, list) else set()
    )
    if "lines" in touched:
        face.lines.show_texts(lines if isinstance(lines, list) else [])
    sources = _texts(kept.get("sources"))
    known = {path: Source(found) for path, found in sources.items() if found in tuple(Source)}
    face.take_sources(known, touched)


def _texts(found: Any) -> dict[str, str]:
    if not isinstance(found, dict):
        return {}
    return {str(name): text for name, text in found.items() if isinstance(text, str)}


def _draft(found: Any) -> Draft:
    """Read back what `plain` wrote of a draft; nothing where it cannot be understood."""
    try:
        return Draft(**{name: _READERS[name](value) for name, value in found.items()})
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError):
        return Draft()


def _line(found: dict[str, str]) -> Line:
    figures = {"quantity", "unit_price", "net", "tax"}
    return Line(**{name: Decimal(x) if name in figures else x for name, x in found.items()})  # type: ignore[arg-type]


def _entered(found: dict[str, Any]) -> Entered:
    how, at = EntryMethod(found["how"]), datetime.fromisoformat(found["at"])
    return Entered(how, found["by"], at, found["offline"], found["late"])


_READERS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(FACE_FIELDS, str),
    **dict.fromkeys(("net", "tax", "total", "other_charges"), Decimal),
    "kind": InvoiceKind,
    "issued_on": date.fromisoformat,
    "seller": lambda found: Party(**found),
    "buyer": lambda found: Party(**found),
    "lines": lambda found: tuple(_line(each) for each in found),
    "direction": Direction,
    "status": Status,
    "entered": _entered,
    "tags": tuple,
    "sources": dict,
    "problems": tuple,
    "guessed": bool,
}
