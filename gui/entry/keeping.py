"""What was typed into the form as a text, so that it survives the program."""

import json
from contextlib import suppress
from typing import Any

from core.domain.invoice import Direction, InvoiceKind, Source
from gui.entry.face import Face


def written(face: Face) -> str:
    """Write all texts with where they came from; empty if there is none."""
    texts = {path: field.text() for path, field in face.fields.items() if field.text()}
    lines = face.lines.texts()
    if not texts and not lines:
        return ""
    kept = {
        "kind": face.kind.kind().value,
        "kind_chosen": face.kind_chosen,
        "direction": face.direction.direction().value,
        "texts": texts,
        "sources": face.sources(),
        "lines": lines,
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
    face.clear()
    with suppress(ValueError):
        face.show_direction(Direction(kept.get("direction", "")))
    with suppress(ValueError):
        face.show_kind(InvoiceKind(kept.get("kind", "")))
    face.kind_chosen = kept.get("kind_chosen") is True
    for path, found in _texts(kept.get("texts")).items():
        if path in face.fields:
            face.fields[path].setText(found)
    sources = _texts(kept.get("sources"))
    face.take_sources(
        {path: Source(found) for path, found in sources.items() if found in tuple(Source)}
    )
    lines = kept.get("lines")
    face.lines.show_texts(lines if isinstance(lines, list) else [])


def _texts(found: Any) -> dict[str, str]:
    if not isinstance(found, dict):
        return {}
    return {str(name): text for name, text in found.items() if isinstance(text, str)}
