"""What happened to an invoice (经过), newest first, with what stood before and why it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.domain.invoice import Direction, InvoiceKind, Status
from gui.theme import named, px, tokens
from words import figures
from words.translate import filled, joined, tr
from words.vocabulary import field as field_word
from words.vocabulary import word

NEWEST = 4
"""So many are shown at once."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the audit trail about an invoice; `changes` by path are old and new."""

    at: str
    by: str
    action: str
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""


class History(QWidget):
    """A line of dots, a moment beside each, and what was done."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._page = QWidget()
        self._box.addWidget(self._page)
        self.texts: list[str] = []

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these, the newest first."""
        self._box.removeWidget(self._page)
        self._page.hide()
        self._page.deleteLater()
        self._page = QWidget()
        grid = QGridLayout(self._page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        self.texts = []
        for row, event in enumerate(events):
            self._add(grid, row, event, last=row == len(events) - 1)
        self._box.addWidget(self._page)

    def _add(self, grid: QGridLayout, row: int, event: Event, *, last: bool) -> None:
        what, under = said(event), why(event)
        self.texts.append("\n".join(filter(None, (what, under))))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(_Dot(first=row == 0, last=last), row, 0)
        when = named(QLabel(_moment(event.at)), "small")
        when.setToolTip(event.at)
        grid.addWidget(when, row, 1, top)
        cell = QWidget()
        box = QVBoxLayout(cell)
        box.setContentsMargins(0, 0, 0, px(8))
        box.setSpacing(0)
        for text, name in ((what, ""), (under, "small")):
            if text:
                label = named(QLabel(text), name)
                label.setWordWrap(True)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                box.addWidget(label)
        grid.addWidget(cell, row, 2, top)


class _Dot(QWidget):
    """A dot on the line of time."""

    def __init__(self, *, first: bool, last: bool) -> None:
        super().__init__()
        self._first, self._last = first, last
        self.setFixedWidth(px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and the dot on it."""
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y, radius = self.width() / 2, px(9), px(4)
        top = y if self._first else 0
        bottom = y if self._last else self.height()
        painter.fillRect(QRectF(x - 0.5, top, 1, bottom - top), QColor(look.line))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent_text if self._first else look.grey_mark))
        painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))


def said(event: Event) -> str:
    """Say who did what, with the old and the new value where there is one."""
    names = {path: field_word(path) for path in event.changes}
    values = {"who": event.by, "what": _actions().get(event.action, event.action)}
    values["fields"] = tr(", ").join(dict.fromkeys(names.values()))
    if event.action == "correct" and event.changes:
        return filled(tr("{who} corrected {fields}"), values)
    return filled(tr("{who} {what}"), values)


def why(event: Event) -> str:
    """Say what stood before and stands now, and the reason."""
    lines = [
        filled(
            tr("{field}: {old} → {new}"),
            {"field": field_word(path), "old": in_words(path, old), "new": in_words(path, new)},
        )
        for path, (old, new) in event.changes.items()
        if path != "lines"
    ]
    if event.reason:
        lines.append(filled(tr("Reason: {reason}"), {"reason": event.reason}))
    return "\n".join(lines)


def in_words(path: str, value: Any) -> str:
    """Write a plain value of the trail as it is shown elsewhere."""
    if value in (None, "", []):
        return tr("nothing")
    if isinstance(value, list):
        return " ".join(map(str, value))
    groups = {"kind": InvoiceKind, "direction": Direction, "status": Status}
    if path in groups:
        try:
            return word(groups[path](value))
        except ValueError:
            return str(value)
    if path in ("net", "tax", "total", "other_charges"):
        return str(value).replace("-", figures.MINUS)
    return str(value)


def _moment(at: str) -> str:
    try:
        return datetime.fromisoformat(at).strftime("%m-%d %H:%M")
    except ValueError:
        return at


def _actions() -> dict[str, str]:
    return {
        "add": tr("entered it"),
        "import": tr("imported it"),
        "merge": tr("filled it in"),
        "attach": tr("attached an original"),
        "correct": tr("corrected it"),
        "tag": tr("tagged it"),
        "untag": tr("took a tag away"),
        "categorise": tr("changed the category"),
        "delete": tr("moved it to the recycle bin"),
        "take_out": tr("took it out of the recycle bin"),
        "undo": tr("took a change back"),
        "decide": tr("decided about it"),
        "verify_matches": tr("confirmed it"),
        "verify_mismatch": tr("says otherwise about it"),
        "verify_not_found": tr("does not know it"),
    }


def spoken(events: Sequence[Event]) -> str:
    """All of it in one text, for a screen reader."""
    return joined(*(f"{_moment(event.at)} {said(event)}" for event in events))
