"""The record of one outage: what became of what was entered in it, and what is written about it."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.domain.outage import OutageReport
from core.domain.query import Query
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.theme import named, px, tokens
from words import outage as words
from words.figures import moment
from words.translate import counted, filled, joined, tr

LINKS = 12
"""So many of the invoices that were not confirmed are named; the export names all."""
NAMES = ("cause", "effect", "measures", "conclusion")


class OutageRecord(Asking):
    """What was confirmed, what not and what waits; cause, effect, measures, conclusion.

    `change_wanted` when its times are to be changed, as this closes.
    """

    change_wanted = Signal()

    def __init__(self, parent: QWidget, desk: Desk, report: OutageReport, unmarked: int) -> None:
        now = desk.core.now()
        title = " · ".join((tr("Record of an outage"), words.state(report.outage, now)))
        super().__init__(parent, title, "", tr("Keep the record"))
        self._desk, self._report, self._unmarked = desk, report, unmarked
        self.texts = {
            name: _text(label, text)
            for name, (label, text) in zip(NAMES, words.write_up(report.outage), strict=True)
        }
        self.links = QLabel(_links(report))
        self.links.setWordWrap(True)
        self.links.setAccessibleName(tr("Not confirmed"))
        self.links.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.links.linkActivated.connect(self._look_up)
        self.copy = Button(tr("Copy the report"), Kind.QUIET, icon="copy")
        self.change = Button(tr("Change times…"), Kind.QUIET, icon="clock")
        self.copy.clicked.connect(self._copy)
        self.change.clicked.connect(self._change)
        for at, button in enumerate((self.copy, self.change), 1):
            button.setAutoDefault(False)
            self.foot.insertWidget(at, button)
        self._area = _Area(self._lay_out(now))
        self.body.addWidget(self._area, 1)
        self.setMaximumHeight(parent.window().height() - px(16))
        self.accepted.connect(self._keep)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of what it holds, which is known once the fonts are."""
        super().showEvent(event)
        lacks = self._area.lacks()
        self.resize(self.width(), min(self.height() + lacks, self.maximumHeight()))

    def _lay_out(self, now: datetime) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, px(6), 0)
        box.setSpacing(px(8))
        lines = [*_about(self._report, now), joined(*words.said(self._report, self._unmarked))]
        for line in lines:
            label = QLabel(line)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            box.addWidget(label)
        if self._report.failed_keys:
            box.addWidget(self.links)
        grid = QGridLayout()  # two by two: a small screen has no room for four in a column
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        for at, part in enumerate(self.texts.values()):
            label = named(QLabel(part.accessibleName()), "small")
            label.setBuddy(part)
            grid.addWidget(label, at // 2 * 2, at % 2)
            grid.addWidget(part, at // 2 * 2 + 1, at % 2)
        box.addLayout(grid)
        return page

    def _copy(self) -> None:
        text = words.report_text(self._report, self._unmarked, self._desk.core.now())
        QGuiApplication.clipboard().setText(text)
        self.copy.say(tr("Copied"), "check")

    def _change(self) -> None:
        self._keep()
        self.reject()
        self.change_wanted.emit()

    def _look_up(self, key: str) -> None:
        self._keep()
        self.reject()
        self._desk.look_up_wanted.emit(Query(text=key))

    def _keep(self) -> None:
        """Write down what was changed: another may have written the rest meanwhile."""
        outages, number = self._desk.core.outages, self._report.outage.id
        given = {name: part.toPlainText().strip() for name, part in self.texts.items()}
        before = {
            name: text
            for name, (_, text) in zip(NAMES, words.write_up(self._report.outage), strict=True)
        }
        changed = {name: text for name, text in given.items() if text != before[name]}
        if changed:
            self._desk.jobs.run(
                self._desk, lambda _: outages.write_up(number, **changed), lambda _: None
            )


def _about(report: OutageReport, now: datetime) -> list[str]:
    outage = report.outage
    noted = filled(
        tr("Noted by {who}, {at} · backup at its start: {backup}"),
        {
            "who": outage.by,
            "at": moment(outage.announced_at),
            "backup": words.backup(outage, now),
        },
    )
    return [words.times(outage, now), noted]


def _links(report: OutageReport) -> str:
    """Name the invoices that were not confirmed, each a link to the lookup."""
    colour = tokens().accent_text
    keys = report.failed_keys[:LINKS]
    links = [f'<a href="{key}" style="color: {colour}">{key}</a>' for key in keys]
    more = len(report.failed_keys) - len(keys)
    if more:
        links.append(counted(more, tr("and {n} more"), tr("and {n} more")))
    return " ".join((tr("Not confirmed:"), " · ".join(links)))


def _text(label: str, text: str) -> QPlainTextEdit:
    part = QPlainTextEdit(text)
    part.setFixedHeight(px(52))
    part.setTabChangesFocus(True)
    part.setAccessibleName(label)
    return part


class _Area(QScrollArea):
    """Scrolls what it holds where there is no room for it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        named(self, "clear")
        self._page = page
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(named(page, "clear"))

    def lacks(self) -> int:
        """Give how many pixels of height it lacks to show the whole page."""
        shown = self.viewport()
        return max(0, self._page.heightForWidth(shown.width()) - shown.height())

    def minimumSizeHint(self) -> QSize:
        """Ask for what the fields of one row need."""
        return QSize(px(200), px(100))
