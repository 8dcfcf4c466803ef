"""The line at the bottom: whose ledger is open, what waits, and the last proven backup."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from core.domain.backup_schedule import LATE
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.icons import Icon
from gui.notices import SHOWN_AFTER, StateIcon
from gui.painting import words
from gui.rail import Tabs
from gui.states import Mark
from gui.theme import font, named, px, tokens
from words.translate import counted, tr

HOUR = 3_600_000
"""Milliseconds after which the days since the last backup are counted anew."""


class StatusLine(QStatusBar):
    """Names the company; at its left it is rail, so that the rail reaches the bottom.

    `leave` is the way from the samples to a ledger of one's own.
    """

    def __init__(self, tabs: Tabs, desk: Desk) -> None:
        super().__init__()
        self._tabs = tabs
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.setFixedHeight(px(28))
        self._edge = QWidget()
        self._icon = Icon("buildings", 14, "text2")
        self.company = Elided()
        self._sample = named(QLabel(tr("Sample data")), "small")
        self.leave = Button(tr("Leave the samples"), Kind.LINK)
        self.leave.setFont(font(12))
        self.leave.setFixedHeight(px(24))
        self.waiting = Sign()
        self.backup = Sign()
        for part in (self._edge, self._icon):
            self.addWidget(part)
        self.addWidget(self.company, 1)
        for part in (self._sample, self.leave, self.waiting, self.backup):
            self.addPermanentWidget(part)
        self._end = QWidget()
        self._end.setFixedWidth(px(12))
        self.addPermanentWidget(self._end)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOWN_AFTER)
        self._slow.timeout.connect(lambda: self.company.setText(tr("Opening the ledger…")))
        self._day = QTimer(self)
        self._day.setInterval(HOUR)
        self._day.timeout.connect(self._look)
        desk.opened.connect(self._look)
        desk.changed.connect(self._on_changed)
        self.say_nothing()

    def say_opening(self) -> None:
        """Say that the ledger is being opened, if that takes longer than a blink."""
        self._slow.start()

    def say_open(self, company: str, *, sample: bool) -> None:
        """Name the company."""
        self._slow.stop()
        self._day.start()
        self.company.setText(company)
        self._icon.show()
        self._sample.setVisible(sample)
        self.leave.setVisible(sample)

    def say_nothing(self) -> None:
        """Name nobody."""
        self._slow.stop()
        self._day.stop()
        self.company.setText("")
        for part in (self._icon, self._sample, self.leave, self.waiting, self.backup):
            part.hide()

    def say_waiting(self, count: int) -> None:
        """Say how many invoices wait for their verification; nothing for none."""
        self.waiting.say(
            Mark.WAITING,
            counted(count, tr("{n} waits for verification"), tr("{n} wait for verification")),
        )
        self.waiting.setVisible(count > 0)

    def say_backup(self, days: int | None, *, seen: bool = True) -> None:
        """Say how many days ago the last proven backup was made; None for never.

        One that cannot be `seen` is on a disk that is not there now: no alarm, but not well either.
        """
        away = days is not None and not seen
        unseen = tr("its file is not there now")
        words = f"{_since(days)} · {unseen}" if away else _since(days)
        mark = _mark(days)
        self.backup.say(Mark.WAITING if away and mark is Mark.AGREES else mark, words)
        self.backup.show()

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

    def _on_changed(self, topics: frozenset[object]) -> None:
        if Topic.BACKUPS in topics:
            self._look()
        if not topics.isdisjoint((Topic.VERIFICATION, Topic.INVOICES)):
            self._count()

    def _look(self) -> None:
        automatic = self._desk.core.automatic
        self._desk.jobs.run(
            self,
            lambda _: (automatic.days(), automatic.in_sight()),
            lambda found: self.say_backup(found[0], seen=found[1]),
        )
        self._count()

    def _count(self) -> None:
        verification = self._desk.core.verification
        self._desk.jobs.run(self, lambda _: verification.figures().waiting, self.say_waiting)


class Sign(QWidget):
    """A mark with its word."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(8), 0, px(4), 0)
        self._row.setSpacing(px(6))
        self.mark: Mark | None = None
        self._icon: StateIcon | None = None
        self.label = named(QLabel(), "small")
        self._row.addWidget(self.label)

    def say(self, mark: Mark, word: str) -> None:
        """Change both."""
        if self._icon is not None:
            self._row.removeWidget(self._icon)
            self._icon.deleteLater()
        self.mark, self._icon = mark, StateIcon(mark, 13)
        self._row.insertWidget(0, self._icon)
        self.label.setText(word)


class Elided(QWidget):
    """A small text that gives way where there is no room; its tooltip has the whole."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for all of it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + px(4), px(20))

    def minimumSizeHint(self) -> QSize:
        """Give way."""
        return QSize(px(40), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setFont(font(12))
        right = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self._text, right, self.width())
        words(painter, self.rect().toRectF(), text, tokens().text2)


def _mark(days: int | None) -> Mark:
    if days is None:
        return Mark.WAITING
    return Mark.LOOK if days > LATE else Mark.AGREES


def _since(days: int | None) -> str:
    if days is None:
        return tr("No backup yet")
    if days == 0:
        return tr("Last proven backup: today")
    return counted(
        days, tr("Last proven backup: yesterday"), tr("Last proven backup: {n} days ago")
    )
