"""A field for a day: shorthand, + and - by a day, a calendar on its sign."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QToolButton, QWidget

from core.domain.dates import day_of, is_day_alone
from core.domain.problem import Problem, ProblemCode
from core.domain.tax import Unreadable
from core.domain.text import clean
from gui import icons
from gui.entry.rows import Said, Tone
from gui.fields import Field
from gui.theme import px, tokens
from words.problems import problem
from words.translate import tr

STEPS = {"+": 1, "-": -1}


class DayField(Field):
    """Reads 3.1, 0301, 20260301 and their like; the latest such day that is past."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.setPlaceholderText(tr("3.1 or 0301"))
        self.editingFinished.connect(self.tidy)
        self.setToolTip(tr("+ and - go by days; F4 opens the calendar"))
        self._sign = CalendarSign(self)
        self._sign.clicked.connect(self.open_calendar)
        self.setTextMargins(0, 0, px(22), 0)

    def day(self) -> date | None:
        """The day; None for nothing and for what is none."""
        try:
            return day_of(self.text(), self._today()) if self.text().strip() else None
        except Unreadable:
            return None

    def show_day(self, day: date | None) -> None:
        """Put a day in."""
        self.setText("" if day is None else day.isoformat())

    def fault(self) -> Said | None:
        """Say that this is no day, where it is none; while it is typed it may still become one."""
        text = self.text().strip()
        if (
            not text
            or self.day() is not None
            or (self.hasFocus() and len(text) < len("2026-03-01"))
        ):
            return None
        return Said(Tone.ERROR, problem(Problem(ProblemCode.DATE_UNREADABLE, {"text": text})))

    def tidy(self) -> None:
        """Write the day out, once the field is left."""
        if (day := self.day()) is not None and self.text() != day.isoformat():
            self.setText(day.isoformat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by a day with + and -, where they cannot be part of a day."""
        if event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        elif not self._stepped(event.text()):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take + and - from an input method, too."""
        if not (not self.composing and self._stepped(event.commitString())):
            super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be tidy, also where Enter was not pressed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.tidy()

    def open_calendar(self) -> None:
        """Let a day be picked."""
        from PySide6.QtWidgets import QCalendarWidget  # seldom wanted, and slow to make

        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(tr("Calendar"))
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(tokens().red))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, weekend)
        day = self.day() or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))

        def pick(picked: QDate) -> None:
            self._type(date(picked.year(), picked.month(), picked.day()))
            calendar.close()

        calendar.activated.connect(pick)
        calendar.clicked.connect(pick)
        calendar.adjustSize()
        calendar.move(self.mapToGlobal(self.rect().bottomRight()) - calendar.rect().topRight())
        calendar.show()
        calendar.setFocus()

    def _stepped(self, typed: str) -> bool:
        step = STEPS.get(clean(typed).replace("−", "-"))
        if step is None or not self._complete():
            return False
        self._type((self.day() or self._today()) + timedelta(days=step))
        return True

    def _complete(self) -> bool:
        """Whether a sign cannot belong to the day that is being typed."""
        text = clean(self.text())
        if not text or self.selectedText() == self.text():
            return True
        whole = len(text) == len("2026-03-01") or ("-" not in text and not is_day_alone(text))
        return whole and self.day() is not None

    def _type(self, day: date) -> None:
        self.setText(day.isoformat())
        self.textEdited.emit(self.text())


class CalendarSign(QToolButton):
    """The sign of a calendar in the right end of a field."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setAccessibleName(tr("Calendar"))
        self.setToolTip(tr("Calendar"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F4 in the field is its key
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(px(24), px(24))
        field.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep to the right end of the field."""
        if event.type() == QEvent.Type.Resize:
            field = self.parentWidget()
            assert field is not None
            self.move(field.width() - self.width() - px(6), (field.height() - self.height()) // 2)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the theme of now."""
        side = px(14)
        area = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), area, "calendar-blank", tokens().text2)
