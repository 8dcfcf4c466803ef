"""From when to when: two moments that are typed, the second of which nobody may know."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QGridLayout, QLabel, QWidget

from gui.theme import named, px
from words.translate import tr

SHOWN = "yyyy-MM-dd HH:mm"
BETWEEN = "-/.: "


class Moment(QDateTimeEdit):
    """A moment that is typed as digits, with or without what stands between its parts."""

    def __init__(self, at: datetime, name: str) -> None:
        super().__init__(QDateTime(at.year, at.month, at.day, at.hour, at.minute, 0))
        self._went_on = False
        self.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.setDisplayFormat(SHOWN)
        self.setFixedHeight(px(32))
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(name)
        self.lineEdit().setTextMargins(px(7), 0, 0, 0)  # the style sheet does not reach in there
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a wheel over it changes no moment

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A part that is full goes on by itself: what is typed behind it must not skip the next."""
        text, before = event.text(), self.currentSection()
        if self._went_on and text and text in BETWEEN:
            self._went_on = False
            return
        super().keyPressEvent(event)
        self._went_on = text.isdigit() and self.currentSection() != before


class Times(QWidget):
    """Asks for a beginning and an end; `changed` comes with every change."""

    changed = Signal()

    def __init__(self, since: datetime, until: datetime, *, knows_end: bool = True) -> None:
        super().__init__()
        self._zone: tzinfo | None = since.tzinfo
        self.since, self.until = Moment(since, tr("Begins")), Moment(until, tr("Ends"))
        self.knows_end = QCheckBox(tr("The end is known"))
        self.knows_end.setChecked(knows_end)
        self.until.setEnabled(knows_end)
        self.knows_end.toggled.connect(self.until.setEnabled)
        self.setFocusProxy(self.since)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        for at, part in enumerate((self.since, self.until)):
            label = named(QLabel(part.accessibleName()), "small")
            label.setBuddy(part)
            grid.addWidget(label, 0, at)
            grid.addWidget(part, 1, at)
            grid.setColumnStretch(at, 1)
            part.dateTimeChanged.connect(self.changed)
        grid.addWidget(self.knows_end, 1, 2)
        self.knows_end.toggled.connect(self.changed)

    @property
    def ordered(self) -> bool:
        """Whether it ends after it begins, or nobody knows when."""
        begin, end = self.given()
        return end is None or begin < end

    def given(self) -> tuple[datetime, datetime | None]:
        """Give the moments; None where nobody knows the end."""
        known = self.knows_end.isChecked()
        return self._moment(self.since), self._moment(self.until) if known else None

    def _moment(self, field: Moment) -> datetime:
        day, time = field.date(), field.time()
        return datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone
        )
