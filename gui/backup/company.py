"""What the company is called, and was called over the years: kept, added to, corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from core.domain.company import CompanyEntry
from core.domain.dates import day_of
from core.domain.tax import Unreadable
from core.errors import AppError
from gui.asking import Asking
from gui.backup.parts import Tall
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.errors import fault
from gui.first_start.parts import Message
from gui.states import Mark, State
from gui.tables import Cell, Column, ValueTable
from gui.theme import px
from gui.views import TableView
from words.errors import sentence
from words.translate import tr


class CompanyDialog(Asking):
    """A list with days, newest first; below it three things that can be done."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent,
            tr("Company data over the years"),
            tr("A former name or tax ID is still ours; the sheet has the name of now."),
            tr("Changed from a day on…"),
        )
        self.out.say(tr("Close"))
        self._desk = desk
        self.model: ValueTable[CompanyEntry] = ValueTable(_columns())
        self.table = TableView(self.model, tr("Company data"))
        self.table.setMinimumHeight(px(32 * 3))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.message = Message(2)
        self.correct = Button(tr("Correct…"))
        self.former = Button(tr("Add a former name…"))
        self.remove = Button(tr("Remove"), Kind.QUIET)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.correct, self.former, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.message)
        self.go.clicked.disconnect()
        self.go.clicked.connect(self._ask_change)
        self.correct.clicked.connect(self._ask_correct)
        self.former.clicked.connect(self._ask_former)
        self.remove.clicked.connect(self._remove)
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._look())
        window = parent.window()
        width, height = window.width() - px(32), window.height() - px(16)
        self.resize(min(px(760), width), min(px(400), height))
        self._refresh()

    def do(self, change: Callable[[], None]) -> None:
        """Change something; what speaks against it is said here."""
        company = self._desk.core.company_data

        def work(_: object) -> tuple[CompanyEntry, ...]:
            change()
            return company.all()

        self.message.say(None)
        self._desk.jobs.run(self, work, self._show, failed=self._refuse)

    def _refresh(self) -> None:
        company = self._desk.core.company_data
        self._desk.jobs.run(self, lambda _: company.all(), self._show)

    def _show(self, entries: tuple[CompanyEntry, ...]) -> None:
        self.model.show(entries)
        self.table.selectRow(0)
        self._look()

    def _refuse(self, error: Exception) -> None:
        text = sentence(error) if isinstance(error, AppError) else fault(error)
        self.message.say(State(Mark.WRONG, text))

    def _chosen(self) -> CompanyEntry | None:
        index = self.table.currentIndex()
        return self.model.value(index.row()) if index.isValid() else None

    def _look(self) -> None:
        chosen = self._chosen()
        self.correct.setEnabled(chosen is not None)
        self.remove.setEnabled(chosen is not None and chosen.id != 0)

    def _on_activated(self, _: QModelIndex) -> None:
        self._ask_correct()

    def _ask_change(self) -> None:
        now = self.model.value(0)
        if now is None:
            return
        today = self._desk.core.now().date()
        dialog = EntryDialog(
            self,
            tr("Changed from a day on"),
            tr("What held until then is kept with its last day."),
            replace(now, since=today, until=None),
            today,
            ends=False,
        )
        dialog.given.connect(
            lambda entry: self.do(lambda: self._desk.core.company_data.change(entry))
        )
        dialog.open()

    def _ask_correct(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        today = self._desk.core.now().date()
        line = tr("Correct what was typed wrongly; for a change there is “Changed from a day on”.")
        dialog = EntryDialog(self, tr("Correct"), line, chosen, today, ends=chosen.id != 0)
        dialog.given.connect(
            lambda entry: self.do(lambda: self._desk.core.company_data.correct(entry))
        )
        dialog.open()

    def _ask_former(self) -> None:
        today = self._desk.core.now().date()
        line = tr("A name or tax ID from before this ledger was made, with its days if known.")
        empty = CompanyEntry("", "")
        dialog = EntryDialog(self, tr("A former name"), line, empty, today, ends=True)
        dialog.given.connect(
            lambda entry: self.do(lambda: self._desk.core.company_data.add_former(entry))
        )
        dialog.open()

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.id != 0:
            self.do(lambda: self._desk.core.company_data.remove(chosen.id))


class EntryDialog(Tall):
    """The fields of one entry; `given` carries it when it can be read."""

    given = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        line: str,
        entry: CompanyEntry,
        today: date,
        *,
        ends: bool,
    ) -> None:
        super().__init__(parent, title, line, tr("Keep it"))
        self._entry, self._today = entry, today
        self.name, self.tax_id = QLineEdit(entry.name), QLineEdit(entry.tax_id)
        self.address = QLineEdit(entry.address_phone or "")
        self.bank = QLineEdit(entry.bank_account or "")
        self.since = QLineEdit(entry.since.isoformat() if entry.since else "")
        self.until = QLineEdit(entry.until.isoformat() if entry.until else "")
        self.add(tr("Company name"), self.name)
        self.add(tr("Tax ID"), self.tax_id)
        self.add(tr("Address and phone"), self.address)
        self.add(tr("Bank and account"), self.bank)
        self.add(tr("First day"), self.since)
        if ends:
            self.add(tr("Last day"), self.until)
        for field in (self.name, self.tax_id, self.since, self.until):
            field.textChanged.connect(self._check)
        self.accepted.connect(lambda: self.given.emit(self.entry()))
        self._check()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def entry(self) -> CompanyEntry:
        """What was typed."""
        return replace(
            self._entry,
            name=self.name.text().strip(),
            tax_id=self.tax_id.text().strip(),
            address_phone=self.address.text().strip() or None,
            bank_account=self.bank.text().strip() or None,
            since=self._day(self.since),
            until=self._day(self.until),
        )

    def _check(self) -> None:
        named = bool(self.name.text().strip() and self.tax_id.text().strip())
        self.go.setEnabled(named and all(map(self._readable, (self.since, self.until))))

    def _readable(self, field: QLineEdit) -> bool:
        return not field.text().strip() or self._day(field) is not None

    def _day(self, field: QLineEdit) -> date | None:
        try:
            return day_of(field.text(), self._today) if field.text().strip() else None
        except Unreadable:
            return None


def _columns() -> list[Column[CompanyEntry]]:
    return [
        Column(tr("First day"), lambda entry: entry.since, Cell.DAY, 104),
        Column(tr("Last day"), lambda entry: entry.until, Cell.DAY, 104),
        Column(tr("Company name"), lambda entry: entry.name),
        Column(tr("Tax ID"), lambda entry: entry.tax_id, Cell.NUMBER, 190),
        Column(tr("Bank and account"), lambda entry: entry.bank_account),
    ]
