"""What is asked before a change: which tags or category, and whether many are to be changed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCompleter, QLabel, QWidget

from core.domain.change import Categorise, Change, Correct, Tag, TakeOut, ThrowAway, Untag
from core.domain.invoice import Invoice
from gui.asking import Asking
from gui.fields import Field
from gui.theme import named
from words import figures
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.corrections import Preview, Sample

SAMPLES = 5


class AskDialog(Asking):
    """One line to be typed, with what there is already offered; the button says what comes."""

    entered = Signal(str)

    def __init__(
        self, title: str, label: str, count: int, parent: QWidget, *, may_be_empty: bool = False
    ) -> None:
        many = tr("Show what changes")
        super().__init__(parent, title, "", many if count > 1 else tr("Change this invoice"))
        self._may_be_empty = may_be_empty
        self.line = Field()
        self.add(label, self.line)
        self.line.textChanged.connect(self._look)
        self.accepted.connect(lambda: self.entered.emit(self.line.text().strip()))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def offer(self, texts: Sequence[str]) -> None:
        """Offer what there is already."""
        completer = QCompleter(list(texts), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)

    def _look(self) -> None:
        self.go.setEnabled(self._may_be_empty or bool(self.line.text().strip()))


class PreviewDialog(Asking):
    """What a change of many would do, before it is done; the button says it."""

    def __init__(self, change: Change, found: "Preview", parent: QWidget) -> None:
        key = QKeySequence(QKeySequence.StandardKey.Undo)
        keys = key.toString(QKeySequence.SequenceFormat.NativeText)
        line = filled(tr("It can be undone afterwards with {keys}."), {"keys": keys})
        super().__init__(parent, _will(change, found.changes), line, _does(change, found.changes))
        self.go.setEnabled(found.changes > 0)
        for text in (*_besides(found), *map(_sampled, found.samples[:SAMPLES])):
            self._say(text)
        more = found.changes - len(found.samples[:SAMPLES])
        if found.samples and more > 0:
            self._say(counted(more, tr("and 1 more"), tr("and {n} more")))

    def _say(self, text: str) -> None:
        label = named(QLabel(text), "small")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.body.addWidget(label)


class QueueAsked(Asking):
    """Whether many are to wait for a verification that may cost money."""

    def __init__(self, count: int, parent: QWidget) -> None:
        line = tr(
            "They wait behind what waits already. What is confirmed is asked about once more; a "
            "service may charge for each."
        )
        title = counted(count, tr("Verify 1 invoice?"), tr("Verify {n} invoices?"))
        word = counted(count, tr("Queue 1 invoice"), tr("Queue {n} invoices"))
        super().__init__(parent, title, line, word)


def _besides(found: "Preview") -> list[str]:
    lines = []
    if found.same:
        lines.append(counted(found.same, tr("1 is so already."), tr("{n} are so already.")))
    if found.refused:
        one, many = tr("1 cannot be changed."), tr("{n} cannot be changed.")
        lines.append(counted(len(found.refused), one, many))
    return lines


def _sampled(sample: "Sample") -> str:
    """Say which invoice it is and what changes about it."""
    before, after = sample.before, sample.after
    parts = [before.key.name, before.seller.name or "", *_changes(before, after)]
    return " · ".join(filter(None, parts))


def _changes(before: Invoice, after: Invoice) -> Iterator[str]:
    for old, new in (
        (" ".join(before.tags), " ".join(after.tags)),
        (before.category or "", after.category or ""),
    ):
        if old != new:
            yield f"{old or figures.NOTHING} → {new or figures.NOTHING}"


def _will(change: Change, count: int) -> str:
    match change:
        case Tag(tags):
            text = tr("Tag {n} with “{what}”")
            return filled(text, {"n": f"{count:,}", "what": " ".join(tags)})
        case Untag(tags):
            text = tr("Take “{what}” from {n}")
            return filled(text, {"n": f"{count:,}", "what": " ".join(tags)})
        case Categorise(None):
            return filled(tr("Take {n} out of their category"), {"n": f"{count:,}"})
        case Categorise(name):
            return filled(tr("Put {n} into “{what}”"), {"n": f"{count:,}", "what": name})
        case ThrowAway():
            return filled(tr("Move {n} to the recycle bin"), {"n": f"{count:,}"})
        case TakeOut():
            return filled(tr("Take {n} out of the recycle bin"), {"n": f"{count:,}"})
        case Correct():
            return filled(tr("Correct {n}"), {"n": f"{count:,}"})


def _does(change: Change, count: int) -> str:
    match change:
        case ThrowAway():
            return counted(count, tr("Throw 1 invoice away"), tr("Throw {n} invoices away"))
        case TakeOut():
            return counted(count, tr("Take 1 invoice out"), tr("Take {n} invoices out"))
        case _:
            return counted(count, tr("Change 1 invoice"), tr("Change {n} invoices"))
