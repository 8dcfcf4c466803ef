"""The pile: what arrives goes into the form, the ledger or the list, and nothing of it is lost."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.invoice import FACE_FIELDS, Draft, EntryMethod, Invoice
from core.domain.problem import Problem, ProblemCode
from core.errors import InvalidInvoice
from gui.desk import Desk
from gui.entry import aside, verdicts
from gui.entry.arriving import Arrival, of_text
from gui.entry.aside import Aside, Unsaved
from gui.entry.checking import Checking, Entry, Keeping
from gui.entry.form import EntryForm
from gui.entry.recent import Fate, RecentList, Row, party_of
from gui.entry.strip import Strip, ready
from gui.errors import show_error
from gui.sounds import Sound, Sounds

if TYPE_CHECKING:
    from core.services.entry import First, Looked
    from core.store.originals import Original

TYPING = 150
"""Milliseconds without a key before the ledger is asked about the number that stands there."""

MILD = frozenset((ProblemCode.CRC_MISMATCH, ProblemCode.DETAILS_ONLINE))
"""What speaks against a code without asking a person to stop: some issuers compute it wrongly."""


class Pile(QObject):
    """Brings form, strip, list, ledger and sounds together; the screen gives them their places.

    `undone` gives the invoice that was taken back, None where there was none; `carries` the file
    that is kept with what stands in the form, None for no file.
    """

    undone = Signal(object)
    carries = Signal(object)

    def __init__(self, desk: Desk, scan: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scan = scan
        self.at_once = False
        self.may_lead: Callable[[], bool] = lambda: True
        """Whether the focus may be led elsewhere just now; the next burst may be under way."""
        self.form = EntryForm(desk)
        self.strip = Strip()
        self.recent = RecentList()
        self.sounds = Sounds(desk.jobs, self)
        self.checking = Checking(desk, self)
        self.keeping = Keeping(desk, self._unsaved, self)
        self._how = EntryMethod.MANUAL
        self._file: Original | None = None
        self._first: First | None = None
        self._at_hand: Original | None = None
        self._cleared: Aside | None = None
        self._unsure: Arrival | None = None
        self._warned = False
        self._count = 0
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._connect()

    def take(self, arrivals: Sequence[Arrival]) -> None:
        """Take what was scanned or read; it is kept before anything is done with it."""
        self.checking.take(arrivals)
        self.keeping.now()

    def save(self) -> None:
        """Save what stands in the form; what it cannot be saved without is pointed at."""
        if not self.form.kept():
            self._scan.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        draft = self.form.draft()
        try:
            draft.complete()
        except InvalidInvoice as invalid:
            self.strip.say(verdicts.not_entered(invalid.problems[0], draft))
            self.form.point_at(invalid.problems[0].field or "number")
            return
        self._save(draft)

    def begin(self) -> None:
        """Begin with the ledger that is open now: bring back what an earlier run left."""
        self.keeping.restore(self._restore)
        self.checking.go_on()

    def start_anew(self) -> None:
        """Leave all that belongs to another ledger."""
        self.keeping.ready = False
        self.checking.start_anew()
        self.recent.start_anew()
        self._empty_form()
        self.strip.say(ready())

    def undo(self) -> None:
        """Take the last entry back."""
        undo = self._desk.core.entry.undo
        self._desk.jobs.run(self, lambda _: undo(), self._on_undone)

    def copy_last(self) -> None:
        """Begin the next one as the last one was, but for what names it."""
        last = self.recent.newest
        if last is not None:
            self.copy(last)

    def copy(self, invoice: Invoice) -> None:
        """Begin one as another is, but for what names it; what was not saved is put aside."""
        self._put_aside()
        self.form.fill(_next_of(invoice))
        self.form.start()

    def begin_from(self, file: "Original") -> None:
        """Begin one that is typed from a file, which is kept with it; the rest is put aside."""
        self._put_aside()
        self._carry(EntryMethod.MANUAL, file)
        self.form.start()

    def let_go(self) -> None:
        """Keep no file with what stands in the form."""
        self._carry(self._how, None)

    def clear(self) -> None:
        """Empty the form; one step back is offered."""
        self._cleared = self._as_aside() if self.form.kept() else None
        self._empty_form()
        self.strip.say(verdicts.cleared() if self._cleared else ready())
        self._scan.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keeping.now()

    def open(self, row: Row) -> Invoice | None:
        """Bring back what was put aside, or give the invoice of a row to be shown."""
        if row.unsure is not None:
            self._confirm(row)
        elif row.aside is not None:
            self._put_aside()
            self.recent.drop(row)
            self._bring_back(row.aside)
        return row.invoice

    def shown_first(self) -> Invoice | None:
        """Give the invoice that the strip speaks of as the first one."""
        return self._first.invoice if self._first is not None else None

    def attach(self) -> None:
        """Keep the file at hand with the invoice that was entered first."""
        first, file = self._first, self._at_hand
        if first is None or file is None:
            return
        attach, name = self._desk.core.entry.attach, first.invoice.key.name
        self._desk.jobs.run(
            self,
            lambda _: attach(name, file.file_name, file.data, file.format),
            lambda new: self.strip.say(verdicts.attached(first.invoice, new=new)),
        )

    def confirm(self) -> None:
        """Take what the strip asks about: a person has compared it."""
        row = next((row for row in self.recent.rows if row.unsure is self._unsure), None)
        if row is not None and row.unsure is not None:
            self._confirm(row)

    def reopen(self) -> None:
        """Go back to what was cleared."""
        if self._cleared is not None:
            self._put_aside()
            self._bring_back(self._cleared)
            self._cleared = None

    def _connect(self) -> None:
        self.checking.found.connect(self._on_found)
        self.checking.saved.connect(self._on_saved)
        self.checking.twice.connect(self._on_twice)
        self.checking.failed.connect(self._on_failed)
        self.form.changed.connect(self._on_changed)
        self.form.save_wanted.connect(self.save)
        self.form.clear_wanted.connect(self.clear)
        self.form.copy_wanted.connect(self.copy_last)
        self.recent.undo_wanted.connect(self.undo)
        self.strip.attach_wanted.connect(self.attach)
        self.strip.reopen_wanted.connect(self.reopen)
        self.strip.confirm_wanted.connect(self.confirm)
        self._typing.timeout.connect(self._look)

    def _on_found(self, arrival: Arrival, looked: "Looked | None") -> None:
        if arrival.draft is None or looked is None:
            self._refuse(arrival)
        elif looked.first is not None:
            self._tell_duplicate(arrival, looked.first)
        elif arrival.draft.guessed:
            self._ask(arrival, arrival.draft)
        else:
            self._fill(arrival, arrival.draft, looked)
        self.keeping.now()

    def _ask(self, arrival: Arrival, draft: Draft) -> None:
        """Ask a person whether a guess is right, once for each text."""
        for row in [
            r for r in self.recent.rows if r.unsure and r.unsure.payload == arrival.payload
        ]:
            self.recent.drop(row)
        self._unsure = arrival
        self.strip.say(verdicts.unsure(draft))
        row = Row(Fate.UNSURE, self._now(), draft.number or "", party_of(draft), draft.total)
        self.recent.add(replace(row, unsure=arrival))
        self.sounds.sound(Sound.FILLED)

    def _confirm(self, row: Row) -> None:
        arrival = row.unsure
        assert arrival is not None, "only what is unsure is confirmed"
        assert arrival.draft is not None, "only what was read can be unsure"
        self.recent.drop(row)
        self.take([replace(arrival, draft=replace(arrival.draft, guessed=False))])

    def _tell_unread(self, arrival: Arrival, found: Problem) -> None:
        self.strip.say(verdicts.some_unread(found, arrival.label))
        self.recent.add(Row(Fate.UNREAD, self._now(), arrival.label))
        self.sounds.sound(Sound.WRONG)

    def _refuse(self, arrival: Arrival) -> None:
        found = arrival.problem or Problem(ProblemCode.NO_CODE)
        if found.code is ProblemCode.CODE_UNREAD:
            self._tell_unread(arrival, found)
            return
        say = verdicts.unreadable if arrival.label else verdicts.refused
        self.strip.say(say(found, arrival.label))
        words = arrival.label or verdicts.in_short(found)
        self.recent.add(Row(Fate.NO_INVOICE, self._now(), words))
        self.sounds.sound(Sound.WRONG)

    def _tell_duplicate(self, arrival: Arrival, first: "First") -> None:
        self._first, self._at_hand = first, arrival.file
        invoice = first.invoice
        self.strip.say(
            verdicts.duplicate(
                invoice, binned=first.in_recycle_bin, attaches=arrival.file is not None
            )
        )
        row = Row(
            Fate.DUPLICATE,
            self._now(),
            invoice.key.name,
            party_of(invoice),
            invoice.total,
            invoice,
        )
        self.recent.add(row)
        self.sounds.sound(Sound.DUPLICATE)

    def _fill(self, arrival: Arrival, draft: Draft, looked: "Looked") -> None:
        before = self._put_aside()
        self.form.fill(draft)
        self.form.say(looked)
        self._carry(arrival.how, arrival.file)
        drawn = self.form.draft()
        doubts = [found for found in looked.problems if found.code not in MILD]
        if self.at_once and not doubts and _can_be_kept(drawn):
            self._save(drawn)
            return
        self.sounds.sound(Sound.FILLED)
        missing = self._desk.core.entry.missing(drawn)
        if missing:
            self.strip.say(verdicts.wanting(drawn, missing, aside=before))
            if self.may_lead():
                self.form.point_at(missing[0])
        elif doubts:
            self.strip.say(verdicts.doubtful(drawn, doubts[0], aside=before))
        else:
            self.strip.say(verdicts.filled_in(drawn, aside=before))

    def _save(self, draft: Draft) -> None:
        """Have the draft saved; the form is free for the next one at once."""
        entry = Entry(draft, self._how, self.form.kept(), self._file)
        self._empty_form()
        if self.may_lead():
            self._scan.setFocus(Qt.FocusReason.OtherFocusReason)
        self.checking.save(entry)

    def _on_saved(self, entry: Entry, invoice: Invoice) -> None:
        self._count += 1
        self.recent.undo.setEnabled(True)
        self.recent.add_entered(invoice)
        self.strip.say(verdicts.entered(invoice))
        self.sounds.sound(Sound.ENTERED)
        self.keeping.now()

    def _on_twice(self, entry: Entry, first: "First | None") -> None:
        """The ledger has it already: give the form back what it held, to be corrected."""
        self._give_back(entry)
        if first is not None:
            self._tell_duplicate(Arrival(entry.how, entry.draft, file=entry.file), first)
        self.keeping.now()

    def _on_failed(self, entry: Entry, error: Exception) -> None:
        self._give_back(entry)
        self.keeping.now()
        show_error(self.parent(), error)

    def _give_back(self, entry: Entry) -> None:
        kept = self._aside_of(entry.draft, entry.text, entry.how, entry.file)
        if self.form.kept():
            self._list_aside(kept)
        else:
            self._bring_back(kept)

    def _put_aside(self) -> bool:
        """Put what stands in the form into the list, where it waits; say if there was anything."""
        if not self.form.kept():
            return False
        self._list_aside(self._as_aside())
        self._empty_form()
        return True

    def _list_aside(self, kept: Aside) -> None:
        amount = Decimal(kept.amount) if kept.amount else None
        row = Row(Fate.ASIDE, self._now(), kept.number, kept.party, amount, aside=kept)
        self.recent.add(row)

    def _as_aside(self) -> Aside:
        return self._aside_of(self.form.draft(), self.form.kept(), self._how, self._file)

    def _aside_of(
        self, draft: Draft, text: str, how: EntryMethod, file: "Original | None"
    ) -> Aside:
        shown = None if draft.total is None else str(draft.total)
        return Aside(text, draft.number or "", party_of(draft), shown, how, file)

    def _bring_back(self, kept: Aside) -> None:
        self.form.restore(kept.text)
        self._carry(kept.how, kept.file)
        if self.may_lead():
            self.form.start()
        self._look()

    def _empty_form(self) -> None:
        self.form.clear()
        self._carry(EntryMethod.MANUAL, None)
        self._typing.stop()

    def _carry(self, how: EntryMethod, file: "Original | None") -> None:
        self._how, self._file = how, file
        self.carries.emit(file)

    def _on_changed(self) -> None:
        self.keeping.soon()
        if self.form.kept():
            self._typing.start()
        else:
            self._typing.stop()

    def _look(self) -> None:
        """Ask the ledger about what stands in the form."""
        if not self._desk.ready or not self.form.kept():
            return
        look, draft = self._desk.core.entry.look, self.form.draft()

        def then(looked: "Looked") -> None:
            now = self.form.draft()
            if (now.number, now.code) == (draft.number, draft.code):
                self._on_looked(looked)

        self._desk.jobs.run(self, lambda _: look(draft), then)

    def _on_looked(self, looked: "Looked") -> None:
        self.form.say(looked)
        first = looked.first
        if first is not None:
            self._first, self._at_hand = first, self._file
            attaches = self._file is not None
            binned = first.in_recycle_bin
            self.strip.say(
                verdicts.duplicate(first.invoice, binned=binned, attaches=attaches, typed=True)
            )
        elif self._warned:
            self.strip.say(ready())
        self._warned = first is not None

    def _on_undone(self, invoice: Invoice | None) -> None:
        self._count -= 1
        self.recent.undo.setEnabled(self._count > 0 and invoice is not None)
        if invoice is not None:
            self.strip.say(ready())
        self.undone.emit(invoice)

    def _unsaved(self) -> str:
        """Write down all that is not in the ledger yet."""
        saving = [
            self._aside_of(entry.draft, entry.text, entry.how, None)
            for entry in self.checking.saving
        ]
        waiting = self.checking.waiting
        codes = [a.payload for a in waiting if a.payload and a.draft and not a.draft.guessed]
        return aside.written(Unsaved(self.form.kept(), [*saving, *self.recent.asides()], codes))

    def _restore(self, text: str) -> None:
        unsaved = aside.read(text)
        for kept in reversed(unsaved.asides):
            self._list_aside(kept)
        if unsaved.form and not self.form.kept():
            self._bring_back(Aside(unsaved.form))
            self.strip.say(verdicts.restored())
        elif unsaved.form:
            self._list_aside(Aside(unsaved.form))
        if unsaved.asides and not unsaved.form:
            self.strip.say(verdicts.restored())
        self.take([arrival for code in unsaved.codes for arrival in of_text(code)])

    def _now(self) -> datetime:
        return self._desk.core.now()


def _can_be_kept(draft: Draft) -> bool:
    try:
        draft.complete()
    except InvalidInvoice:
        return False
    return True


def _next_of(last: Invoice) -> Draft:
    """Give a draft like an invoice, but for all that names it."""
    left = ("number", "paper_number", "code", "check_code", "entered", "lines", "red_of", "status")
    return Draft(**{name: getattr(last, name) for name in FACE_FIELDS if name not in left})
