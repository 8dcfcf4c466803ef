"""The form in which an invoice is entered by hand, or what a scan left open is filled in."""

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.domain.invoice import Direction, Draft, Party, Source
from core.domain.problem import Problem, ProblemCode
from core.domain.rates import rates_offered
from core.domain.text import clean
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.entry import keeping, messages
from gui.entry.choices import RateField
from gui.entry.days import DayField
from gui.entry.face import Face
from gui.entry.layout import length_of_number
from gui.entry.money import MoneyField
from gui.entry.rows import FIELD, Said, Tone
from gui.fields import Field
from gui.theme import named, px
from words import vocabulary
from words.translate import filled, tr

if TYPE_CHECKING:
    from core.services.entry import Looked  # brings the database: not before the first paint

WIDTH = 588
PADDING = 20
LABELS = 80
GROWING = 10
"""Rows take what room is left, up to their most, before the ground under them does."""


SAVE = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_S)
COPY = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_D)
NEW = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_N)
CLEAR = QKeySequence(Qt.Key.Key_Escape)

ORDER = (
    "code", "number", "paper_number", "issued_on", "seller.name", "seller.tax_id", "buyer.name",
    "buyer.tax_id", "net", "rate", "tax", "total", "other_charges", "check_code", "remark", "tags",
)  # fmt: skip
"""The way of the Enter key; what is hidden or stands for this company is passed over."""


class EntryForm(QFrame):
    """The form of one invoice, 588 wide: what stands there, what is odd about it, and the keys.

    `save_wanted`: Enter in the last field, Ctrl+S or the button, whether valid or not.
    `changed`: any field was changed, by the user or by `fill`. `copy_wanted`: Ctrl+D.
    `clear_wanted`: Esc or Ctrl+N; whoever listens calls `clear`. The form writes nothing; it asks
    the ledger only for parties, through the desk's jobs.
    """

    save_wanted = Signal()
    changed = Signal()
    copy_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        self._scanned: Draft | None = None
        self._looked: Looked | None = None
        self._asked = False
        self.face = Face(desk, self._today, self)
        self.save = Button(tr("Save and next"), Kind.PRIMARY, hint="Enter")
        self.copy = Button(tr("Copy last"), hint=_shown(COPY))
        self.reset = Button(tr("Clear"), Kind.QUIET, hint=_shown(CLEAR))
        self.setFixedWidth(px(WIDTH))
        self._lay_out()
        self._connect()
        desk.opened.connect(self._on_opened)
        if desk.ready:
            self._on_opened()
        self._refresh()

    def draft(self) -> Draft:
        """What stands there now; fields may be missing, `sources` says where each came from."""
        return self.face.draft()

    def fill(self, draft: Draft) -> None:
        """Put a draft in, in place of all that stands there; what is typed later overrides it."""
        self.clear()
        self.face.show_draft(draft)
        self._know_scan(draft)
        self._on_edited()

    def clear(self) -> None:
        """Empty the form; the kind and the direction stay for the next of the pile."""
        self._scanned, self._looked, self._asked = None, None, False
        self.face.clear()
        self._on_edited()

    def say(self, looked: "Looked") -> None:
        """Show at the fields what the ledger says of the draft that stands there."""
        self._looked = looked
        self._refresh()

    def point_at(self, field: str) -> None:
        """Lead to the field at fault, named as in a Problem or in `Looked.missing`."""
        self._asked = True
        self._refresh()
        widget = self._widget_of(field)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(widget, 0, px(24))

    def kept(self) -> str:
        """All that was typed, half-typed texts too, to be restored; empty if nothing was."""
        return keeping.written(self.face)

    def restore(self, text: str) -> None:
        """Put back what `kept` gave; what cannot be understood is left out."""
        keeping.read(self.face, text)
        self._know_scan(self.draft())
        self._on_edited()

    def start(self) -> None:
        """Put the cursor where entering begins."""
        first = self.face.code if not self.face.code.isHidden() else self.face.number
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know_scan(self, draft: Draft) -> None:
        """Hold what a code said against what is typed later, and name what it did not say."""
        self._scanned = draft if Source.CODE in draft.sources.values() else None
        self._asked = self._scanned is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter lead on from what is chosen to what is typed."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        leads_on = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if leads_on:
            self.start()
        return leads_on

    def _on_opened(self) -> None:
        company = self._desk.core.company
        self.face.know_us(Party(company.name, company.tax_id))
        self._refresh()

    def _today(self) -> date:
        if self._desk.ready:
            return self._desk.core.entry.today()
        return datetime.now(timezone(timedelta(hours=8))).date()

    def _on_edited(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        """Say at each field what is to be said; pure, and quick enough for every key."""
        draft = self.face.draft()
        self._offer_rates(draft)
        said: dict[str, list[Said | None]] = {path: [] for path in self.face.rows}
        at_fault: dict[str, Tone] = {}
        for problem in self._problems(draft):
            one = messages.said_of(problem)
            said[self._row_in_sight(messages.row_of(problem.field))].append(one)
            if one.tone is Tone.ERROR and problem.field:
                at_fault[problem.field] = one.tone
        for path, field in self.face.fields.items():
            if (fault := self._fault(path)) and not field.isHidden():
                said[messages.row_of(path)].append(fault)
                at_fault[path] = fault.tone
            if isinstance(field, MoneyField):
                said[messages.row_of(path)].append(field.result())
        self._say_missing(draft, said)
        said["number"].append(self._of_number(draft))
        said["net"].append(self.face.sums.said())
        for side in (self.face.seller, self.face.buyer):
            said[f"{side.side}.name"].append(side.said())
        said["total"].append(messages.of_total(draft, self._scanned))
        self.face.lines.compare(draft.net, draft.tax)
        for path, row in self.face.rows.items():
            row.say(messages.worst(said[path]))
        for path, field in self.face.fields.items():
            field.set_look("state", "error" if path in at_fault else "")
            message = self.face.rows[self._row_in_sight(messages.row_of(path))].message.said
            field.setAccessibleDescription(message.text if message else "")

    def _problems(self, draft: Draft) -> list[Problem]:
        found = list(self._desk.core.entry.problems(draft)) if self._desk.ready else []
        if self._looked:
            known = (ProblemCode.NEAR_DUPLICATE, ProblemCode.IN_RECYCLE_BIN)
            found += [each for each in self._looked.problems if each.code in known]
        return [each for each in found if not self._half_typed(each)]

    def _half_typed(self, problem: Problem) -> bool:
        """Whether a problem is only that the field in hand is not yet typed to its end."""
        field = self.face.fields.get(problem.field or "")
        if field is None or not field.hasFocus():
            return False
        length = len(clean(field.text()))
        if problem.code is ProblemCode.TAX_ID_ODD:
            return length < 18
        if problem.code is ProblemCode.NUMBER_ODD and field is self.face.number:
            return length < length_of_number(self.face.kind.kind())
        return problem.code is ProblemCode.NUMBER_ODD and length < 10

    def _fault(self, path: str) -> Said | None:
        """Say why what stands in a field cannot be read."""
        field = self.face.fields[path]
        if isinstance(field, MoneyField | DayField | RateField):
            return field.fault()
        return None

    def _say_missing(self, draft: Draft, said: dict[str, list[Said | None]]) -> None:
        """Name what the kind still needs, once it was asked for: after a scan, or in vain."""
        if not self._asked or not self._desk.ready:
            return
        rows: dict[str, list[str]] = {}
        for path in self._desk.core.entry.missing(draft):
            if path == "number" and draft.number:
                continue  # that it names nothing is said already
            rows.setdefault(self._row_in_sight(messages.row_of(path)), []).append(
                vocabulary.field(path)
            )
        for path, names in rows.items():
            text = filled(tr("Still missing: {fields}"), {"fields": tr(", ").join(names)})
            said[path].append(Said(Tone.DOUBT, text))

    def _of_number(self, draft: Draft) -> Said | None:
        if self._looked and self._looked.first:
            return Said(Tone.DOUBT, tr("This invoice was entered before"))
        number = self.face.number
        length = length_of_number(self.face.kind.kind())
        typing = number.hasFocus()
        return messages.of_number(clean(number.text()), length, typing=typing)

    def _offer_rates(self, draft: Draft) -> None:
        seller = None
        if draft.direction is Direction.OUT and self._desk.ready:
            seller = self._desk.core.company.taxpayer
        self.face.sums.rate.offer(
            rates_offered(draft.kind, draft.issued_on or self._today(), seller)
        )

    def _row_in_sight(self, row: str) -> str:
        """Give the row itself, or the one that stands for it where it is hidden."""
        if row not in self.face.rows:
            return "total"
        if row in ("kind", "paper"):
            return "number"  # those have no line for a message
        if not self.face.rows[row].isHidden():
            return row
        return row.replace("tax_id", "name") if "tax_id" in row else "number"

    def _widget_of(self, field: str) -> QWidget:
        if field in self.face.fields and not self.face.fields[field].isHidden():
            return self.face.fields[field]
        if field in ("kind", "direction"):
            return self.face.kind
        if field.startswith("lines"):
            return self.face.lines.toggle
        return self.face.fields.get(f"{field}.name", self.face.number)

    def _next(self, field: Field) -> None:
        """Go on to the next field to be filled in; after the last one, save."""
        paths = [
            path for path in ORDER if self._is_to_fill(path) or self.face.fields[path] is field
        ]
        at = next(n for n, path in enumerate(paths) if self.face.fields[path] is field)
        if at + 1 == len(paths):
            self._save()
            return
        following = self.face.fields[paths[at + 1]]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(following, 0, px(24))

    def _is_to_fill(self, path: str) -> bool:
        field = self.face.fields[path]
        row = self.face.rows.get(messages.row_of(path))
        sides = (self.face.seller, self.face.buyer)
        ours = any(field is side.name and side.is_us for side in sides)
        return not (ours or field.isHidden() or (row is not None and row.isHidden()))

    def _save(self) -> None:
        for side in (self.face.seller, self.face.buyer):
            side.close()
        self._asked = True
        self.save_wanted.emit()

    def _escape(self) -> None:
        """Close the list that is open under a field, else ask to be cleared."""
        if (opened := QApplication.activePopupWidget()) is not None:
            opened.hide()
        else:
            self.clear_wanted.emit()

    def _connect(self) -> None:
        self.face.edited.connect(self._on_user_edited)
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(self.copy_wanted)
        self.reset.clicked.connect(self.clear_wanted)
        for side in (self.face.seller, self.face.buyer):
            side.hinted.connect(self._refresh)
        self.face.lines.opened.connect(lambda: QTimer.singleShot(0, self, self._show_lines))
        self.face.lines.left.connect(self.save.setFocus)
        # Not the buttons' own shortcuts: those click a tenth of a second later.
        QShortcut(SAVE, self, self._save)
        QShortcut(COPY, self, self.copy_wanted.emit)
        QShortcut(NEW, self, self.clear_wanted.emit)
        QShortcut(CLEAR, self, self._escape)
        for field in self.face.fields.values():
            field.returnPressed.connect(lambda field=field: self._next(field))
            field.editingFinished.connect(self._refresh)
        for chosen in (*self.face.direction.buttons.values(), self.face.kind):
            chosen.installEventFilter(self)
        widgets = list(self.face.order())
        for one, other in zip(widgets, [*widgets[1:], self.save], strict=True):
            QWidget.setTabOrder(one, other)
        QWidget.setTabOrder(self.save, self.copy)
        QWidget.setTabOrder(self.copy, self.reset)

    def _on_user_edited(self) -> None:
        self._looked = None
        self._on_edited()

    def _show_lines(self) -> None:
        """Bring the lines into sight, once they have their place."""
        self._scroll.ensureWidgetVisible(self.face.lines.panel, 0, 0)

    def _lay_out(self) -> None:
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(px(PADDING), px(13), px(PADDING), 0)
        column.setSpacing(0)
        width = px(LABELS)
        for row in self.face.rows.values():
            column.addWidget(row, GROWING)
            width = max(width, row.label.sizeHint().width())
        for row in self.face.rows.values():
            row.label.setFixedWidth(width)
        column.addWidget(self.face.lines.panel)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(fields)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        named(self._scroll, "clear")
        named(fields, "clear")
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._foot(width))

    def _foot(self, labels: int) -> QFrame:
        foot = named(QFrame(), "sum")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(PADDING + 12) + labels, px(10), px(PADDING), px(11))
        row.setSpacing(px(8))
        row.addWidget(self.save)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.reset)
        foot.setFixedHeight(px(FIELD + 22))
        return foot


def _shown(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)
