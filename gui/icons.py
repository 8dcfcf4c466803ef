"""The icons: Phosphor (MIT), the font that comes with qtawesome.

Its glyphs are painted from the font itself: importing qtawesome takes longer than the whole
window, for it loads a dozen fonts and a second binding of Qt.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.painting import CENTRE, words
from gui.theme import px, tokens

FONT = "phosphor-1.3.0.ttf"
NAMES = "phosphor-charmap-1.3.0.json"


def paint(painter: QPainter, where: QRect | QRectF, name: str, colour: str) -> None:
    """Paint an icon into a square, in one colour."""
    family, glyphs = _loaded()
    area = QRectF(where)
    drawn = QFont(family)
    drawn.setPixelSize(max(1, round(area.height())))
    painter.save()
    painter.setFont(drawn)
    words(painter, area, glyphs[name], colour, CENTRE)
    painter.restore()


def paint_caret(box: QWidget) -> None:
    """Paint the caret of what opens a list, for which a style sheet takes files only."""
    side = px(14)
    area = QRectF(box.width() - side - px(8), (box.height() - side) / 2, side, side)
    paint(QPainter(box), area, "caret-down", tokens().text2)


class Icon(QWidget):
    """One icon in a colour of the theme."""

    def __init__(self, name: str, size: int, role: str = "text3") -> None:
        super().__init__()
        self._name = name
        self._role = role
        self.setFixedSize(px(size), px(size))

    @property
    def name(self) -> str:
        """What it shows."""
        return self._name

    def show_as(self, name: str, role: str) -> None:
        """Change the icon."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the theme of now."""
        painter = QPainter(self)
        colour = getattr(tokens(), self._role)
        paint(painter, QRectF(self.rect()), self._name, colour)


def names() -> frozenset[str]:
    """All icons there are."""
    return frozenset(_loaded()[1])


@cache
def _loaded() -> tuple[str, dict[str, str]]:
    spec = find_spec("qtawesome")  # finds it without importing it
    assert spec is not None, "qtawesome is not installed"
    assert spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0]) / "fonts"
    number = QFontDatabase.addApplicationFont(str(folder / FONT))
    family = QFontDatabase.applicationFontFamilies(number)[0]
    found = json.loads((folder / NAMES).read_text("utf-8"))
    return family, {name: chr(int(code, 16)) for name, code in found.items()}
