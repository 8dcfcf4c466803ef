"""From when to when: two moments that are typed, the second of which nobody may know."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QGridLayout, QLabel, QWidget

from gui.theme import named, px
from words.translate import tr

SHOWN = "yyyy-MM-dd HH:mm"


class Times(QWidget):
    """Asks for a beginning and an end; `changed` comes with every change."""

    changed = Signal()

    def __init__(self, since: datetime, until: datetime, *, knows_end: bool = True) -> None:
        super().__init__()
        self._zone: tzinfo | None = since.tzinfo
        self.since, self.until = _field(since, tr("Begins")), _field(until, tr("Ends"))
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

    def _moment(self, field: QDateTimeEdit) -> datetime:
        day, time = field.date(), field.time()
        return datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone
        )


def _field(at: datetime, name: str) -> QDateTimeEdit:
    field = QDateTimeEdit(QDateTime(at.year, at.month, at.day, at.hour, at.minute, 0))
    field.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
    field.setDisplayFormat(SHOWN)
    field.setFixedHeight(px(32))
    field.setAlignment(Qt.AlignmentFlag.AlignLeft)
    field.setAccessibleName(name)
    field.lineEdit().setTextMargins(px(7), 0, 0, 0)  # the style sheet does not reach in there
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a wheel over it changes no moment
    return field
