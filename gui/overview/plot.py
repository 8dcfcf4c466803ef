"""The months of a year as a chart of pyqtgraph; each month is a button over its bars.

The buttons are what the keyboard and a screen reader find: a scene of graphics has none. pyqtgraph
takes half a second to import, so that a job does it when the page is first shown.
"""

from collections.abc import Sequence
from decimal import Decimal

import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame

from gui.overview.charts import Month, Part
from gui.theme import font, px, tokens
from words import figures
from words.translate import tr

WIDE = 0.3
"""The width of a bar; a month is 1 wide."""

APART = 0.17
"""How far from the middle of its month the middle of a bar stands."""


class MonthPlot(pyqtgraph.PlotWidget):  # type: ignore[misc]  # has no types
    """Two bars for each month; `pressed` gives the query of one."""

    pressed = Signal(object)

    def __init__(self) -> None:
        self._money = _MoneyAxis(orientation="left")
        super().__init__(axisItems={"left": self._money})
        self.months: Sequence[Month] = ()
        self.parts: list[MonthPart] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Months, in and out"))
        for scene in (self, self.viewport()):
            scene.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons take it
        plot = self.getPlotItem()
        plot.setMouseEnabled(x=False, y=False)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.getAxis("bottom").setStyle(tickLength=0)
        self._money.setStyle(tickLength=0, maxTickLevel=0)
        self._money.setTickDensity(0.6)
        self._money.setZValue(-1)  # its hairlines lie under the bars
        self._zero = pyqtgraph.InfiniteLine(pos=0, angle=0)
        self._zero.setZValue(1)
        plot.addItem(self._zero, ignoreBounds=True)
        self._sides = [pyqtgraph.BarGraphItem(x=[], height=[], width=WIDE) for _ in range(2)]
        for bars in self._sides:
            plot.addItem(bars)
        plot.getViewBox().sigResized.connect(self._place)

    def show_months(self, months: Sequence[Month]) -> None:
        """Show these."""
        self.months = months
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts = [MonthPart(month, self) for month in months]
        for part in self.parts:
            part.clicked.connect(lambda _=False, query=part.month.query: self.pressed.emit(query))
            part.show()
        self._draw()
        self._place()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the buttons over their bars."""
        super().resizeEvent(event)
        if hasattr(self, "parts"):  # the base class calls it while it is being made
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the theme of now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "parts"):
            self._draw()

    def _draw(self) -> None:
        look, plot = tokens(), self.getPlotItem()
        self.setBackground(look.surface)
        line, grey = pyqtgraph.mkPen(look.line), pyqtgraph.mkPen(look.text2)
        names = list(enumerate((month.name for month in self.months), 1))
        for name in ("left", "bottom"):
            axis = plot.getAxis(name)
            axis.setPen(line if name == "bottom" else pyqtgraph.mkPen(None))
            axis.setTextPen(grey)
            axis.setTickFont(font(12))
        plot.getAxis("bottom").setTicks([names])
        self._zero.setPen(line)
        in_, out = (
            [float(month.purchases) for month in self.months],
            [float(month.sales) for month in self.months],
        )
        for at, amounts, colour in ((-APART, in_, look.accent), (APART, out, look.grey_mark)):
            places = [n + at for n, _ in names]
            brushes = [QColor(look.red if amount < 0 else colour) for amount in amounts]
            bars = self._sides[0 if at < 0 else 1]
            bars.setOpts(x=places, height=amounts, pen=pyqtgraph.mkPen(None), brushes=brushes)
        low, high = min(0.0, *in_, *out), max(0.0, *in_, *out)
        room = (high - low) * 0.06 or 1.0
        bottom = low - room if low < 0 else 0.0
        plot.setRange(xRange=(0.5, len(names) + 0.5), yRange=(bottom, high + room), padding=0)
        self._money.show_lines(look.line)

    def _place(self) -> None:
        box = self.getPlotItem().getViewBox()
        for n, part in enumerate(self.parts, 1):
            left = self.mapFromScene(box.mapViewToScene(QPointF(n - 0.5, 0))).x()
            right = self.mapFromScene(box.mapViewToScene(QPointF(n + 0.5, 0))).x()
            part.setGeometry(QRect(left, 0, right - left, self.height()))


class MonthPart(Part):
    """The room of a month, over its bars."""

    def __init__(self, month: Month, plot: MonthPlot) -> None:
        super().__init__(month.said)
        self.setParent(plot)
        self.month = month

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing but what shows that it can be pressed."""
        painter, look = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().toRectF().adjusted(1, 1, -1, -1)
        if self.underMouse():
            shade = QColor(look.text)
            shade.setAlpha(14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(area, px(4), px(4))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent_text), 2))
            painter.drawRoundedRect(area, px(4), px(4))


class _MoneyAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # has no types
    """Amounts beside hairlines."""

    def show_lines(self, colour: str) -> None:
        """Draw the hairlines in this colour."""
        self.setPen(pyqtgraph.mkPen(colour))
        self.setGrid(255)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Write whole yuan."""
        return [figures.money(Decimal(round(value)))[:-3] for value in values]
