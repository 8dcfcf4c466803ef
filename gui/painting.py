"""Painting words and plates without Qt's big namespace of flags.

The first use of `PySide6.QtCore.Qt` makes a hundred enums and takes 20 ms, a sixth of the time
in which a bare window stands; what the first paint needs does without it.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0


def words(painter: QPainter, area: QRectF, text: str, colour: str, side: float = LEFT) -> float:
    """Write one line into the middle of an area's height and give where it ends."""
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(text)
    x = area.x() + (area.width() - width) * side
    line = area.y() + (area.height() + metrics.ascent() - metrics.descent()) / 2
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(x, line), text)
    return x + width


def plate(painter: QPainter, area: QRectF, radius: float, colour: str) -> None:
    """Fill an area with round corners."""
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    painter.fillPath(path, QColor(colour))
