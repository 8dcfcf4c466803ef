"""The header of the review: its title, the period with the counts, reports and import."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.buttons import Button, Kind
from gui.review.findings import Findings
from gui.review.parts import Text
from gui.theme import named, px
from words import figures
from words.translate import filled, tr


class Header(QWidget):
    """One line; in a small window the counts give way first."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = named(QLabel(title), "title")
        self.period = Button(tr("All months"), Kind.QUIET, icon="calendar-blank")
        self.period.setToolTip(tr("What the exports cover, month by month"))
        self.counts = Text(13, "text2")
        export = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_E)
        self.report = Button(tr("Report"), icon="export", key=export)
        self.bring = Button(
            tr("Import tax files…"),
            icon="upload-simple",
            key=QKeySequence(QKeySequence.StandardKey.Open),
        )
        self._row = QHBoxLayout(self)
        self._row.setSpacing(px(8))
        self._row.addWidget(self.title)
        self._row.addWidget(self.period)
        self._row.addWidget(self.counts, 1)
        self._row.addWidget(self.report)
        self._row.addWidget(self.bring)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Take less room."""
        edge = px(6 if compact else 12)
        self._row.setContentsMargins(0, edge, 0, edge)
        self.counts.setVisible(not compact)

    def show_nothing(self) -> None:
        """Say nothing of counts: there is no export yet."""
        self.counts.say("")
        self.report.setEnabled(False)

    def show_counts(self, found: Findings) -> None:
        """Say which period, and how much was compared."""
        run = found.run
        self.period.say(_period(found))
        values = {"ours": f"{run.ours:,}", "theirs": f"{run.theirs:,}"}
        text = filled(tr("ours {ours}, theirs {theirs}"), values)
        if run.not_covered:
            outside = tr("{n} of ours not covered")
            text += " · " + filled(outside, {"n": f"{run.not_covered:,}"})
        self.counts.say(text)
        self.report.setEnabled(True)


def _period(found: Findings) -> str:
    since, until = found.run.period
    if (since.year, since.month) == (until.year, until.month):
        return filled(tr("{year}-{month}"), {"year": since.year, "month": f"{since.month:02d}"})
    return f"{figures.day(since)[:7]} … {figures.day(until)[:7]}"
