"""What an original says otherwise, marked on its page: a frame by the value, and in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.problem import Problem, ProblemCode
from gui.notices import StateIcon
from gui.states import Mark
from gui.status import Elided
from gui.theme import LIGHT, px
from words import figures
from words.problems import problem as sentence
from words.translate import filled, joined, tr
from words.vocabulary import field

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.originals import Marked

_SOFT = 40
_WIDTH = 2
_AROUND = 2
"""How far a frame stands off its value, so that the value stays readable."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame on a page, from 0; `area` in parts of its width and height, `text` what is odd."""

    page: int
    area: QRectF
    text: str


def frames_of(marked: "Iterable[Marked]") -> list[Frame]:
    """Give the frames of what is known by its place."""
    return [
        Frame(x.page, QRectF(x.left, x.top, x.right - x.left, x.bottom - x.top), told(each.problem))
        for each in marked
        for x in each.places
    ]


def told(found: Problem) -> str:
    """Say of one field what the original says, and what the ledger says."""
    if found.code is not ProblemCode.CONTRADICTS:
        return sentence(found)
    path = str(found.values.get("field", ""))
    values = {
        "field": field(path),
        "theirs": figures.of_field(path, str(found.values.get("theirs", ""))),
        "ours": figures.of_field(path, str(found.values.get("ours", ""))),
    }
    return filled(tr("{field}: {theirs} on the original, {ours} in the ledger"), values)


def in_words(marked: "Sequence[Marked]") -> str:
    """Say which fields are framed, and of which it is not known where they stand."""
    framed = [_named(x) for x in marked if x.places]
    others = [_named(x) for x in marked if not x.places]
    parts = []
    if framed:
        parts.append(filled(tr("Framed on the page: {fields}."), {"fields": _listed(framed)}))
    if others:
        text = tr("Where the page says {fields} is not known: compare by eye.")
        parts.append(filled(text, {"fields": _listed(others)}))
    return joined(*parts)


def turned(area: QRectF, degrees: int) -> QRectF:
    """Give where a frame stands on a page that was turned to the right."""
    middle = QPointF(0.5, 0.5)
    to = QTransform().translate(middle.x(), middle.y()).rotate(degrees)
    return to.translate(-middle.x(), -middle.y()).mapRect(area)


def placed(area: QRectF, on: QRectF) -> QRectF:
    """Give a frame in pixels on a sheet that is shown there."""
    left, top = on.x() + area.x() * on.width(), on.y() + area.y() * on.height()
    box = QRectF(left, top, area.width() * on.width(), area.height() * on.height())
    return box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)


def paint(painter: QPainter, frames: Iterable[Frame], on: QRectF) -> None:
    """Paint frames on a sheet; it is white in both themes, and so the colour is the light one."""
    colour = QColor(Mark.LOOK.colour(LIGHT))
    soft = QColor(colour)
    soft.setAlpha(_SOFT)
    painter.save()
    painter.setPen(QPen(colour, _WIDTH))
    painter.setBrush(soft)
    for frame in frames:
        painter.drawRect(placed(frame.area, on))
    painter.restore()


def text_at(frames: Iterable[Frame], on: QRectF, at: QPointF) -> str:
    """Say what is odd at a point of a sheet."""
    return "\n".join(x.text for x in frames if placed(x.area, on).contains(at))


class MarkedLine(QWidget):
    """One line under the tools: what is framed on the pages, and what could not be."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Elided()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), px(4))
        row.setSpacing(px(6))
        row.addWidget(StateIcon(Mark.LOOK, 14))
        row.addWidget(self.text, 1)
        self.hide()

    def say(self, marked: "Sequence[Marked]") -> None:
        """Say it, or nothing where nothing differs."""
        self.text.setText(in_words(marked))
        self.text.setToolTip("\n".join(told(each.problem) for each in marked))
        self.setVisible(bool(marked))


def _named(marked: "Marked") -> str:
    name = field(str(marked.problem.values.get("field", "")))
    pages = sorted({place.page for place in marked.places})
    if not pages or pages[0] == 0:
        return name
    return filled(tr("{field} (page {page})"), {"field": name, "page": pages[0] + 1})


def _listed(names: Iterable[str]) -> str:
    return tr(", ").join(dict.fromkeys(names))
