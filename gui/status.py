"""The line at the bottom: whose ledger is open."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from gui.icons import Icon
from gui.notices import SHOWN_AFTER
from gui.rail import Tabs
from gui.theme import named, px, tokens
from words.translate import tr


class StatusLine(QStatusBar):
    """Names the company; at its left it is rail, so that the rail reaches the bottom."""

    def __init__(self, tabs: Tabs) -> None:
        super().__init__()
        self._tabs = tabs
        self.setSizeGripEnabled(False)
        self.setFixedHeight(px(28))
        self._edge = QWidget()
        self._icon = Icon("buildings", 14, "text2")
        self.company = named(QLabel(), "small")
        self._sample = named(QLabel(tr("Sample data")), "sample")
        for part in (self._edge, self._icon, self.company):
            self.addWidget(part)
        self.addPermanentWidget(self._sample)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOWN_AFTER)
        self._slow.timeout.connect(lambda: self.company.setText(tr("Opening the ledger…")))
        self.say_nothing()

    def say_opening(self) -> None:
        """Say that the ledger is being opened, if that takes longer than a blink."""
        self._slow.start()

    def say_open(self, company: str, *, sample: bool) -> None:
        """Name the company."""
        self._slow.stop()
        self.company.setText(company)
        self._icon.show()
        self._sample.setVisible(sample)

    def say_nothing(self) -> None:
        """Name nobody."""
        self._slow.stop()
        self.company.clear()
        self._icon.hide()
        self._sample.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rail's end and the hairline above the rest."""
        look = tokens()
        painter = QPainter(self)
        rail = self._tabs.rail.width_now() if self._tabs.isVisible() else 0
        painter.fillRect(self.rect(), QColor(look.canvas))
        painter.fillRect(0, 0, rail, self.height(), QColor(look.rail))
        painter.fillRect(rail, 0, self.width() - rail, 1, QColor(look.line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin where the screens begin."""
        self._edge.setFixedWidth(self._tabs.rail.width_now() + px(16))
        super().resizeEvent(event)
