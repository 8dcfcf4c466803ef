"""The one door to the data: `Store.reading()` and `Store.writing()`.

A writing block is one commit or nothing; what it changed it names in `record`, which writes the
audit line in the same transaction and, after the commit, the news.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from threading import Lock

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.engine import Connection

from core.domain.company import Company, CompanyEntry, Former, Taxpayer
from core.domain.invoice import Face, InvoiceKey
from core.domain.record import BureauList
from core.domain.topic import Topic
from core.domain.waiting import Hold, Why, asked_otherwise
from core.errors import FolderUnwritable, LedgerDamaged
from core.secrets import Key
from core.store import tables
from core.store.archived import Archived
from core.store.askers import AskerTable
from core.store.audit import Trail
from core.store.changes import ChangeTable
from core.store.connection import engine_of, explained
from core.store.decisions import DecisionTable
from core.store.filters import FilterTable
from core.store.invoices import InvoiceTable
from core.store.known_backups import BackupTable
from core.store.ordered import Orders
from core.store.originals import Original, OriginalTable
from core.store.outages import OutageTable
from core.store.parties import PartyTable
from core.store.record_import import RecordImport
from core.store.records import RecordTable
from core.store.reviews import ReviewTable
from core.store.search import SearchIndex
from core.store.seen import Seen
from core.store.slim import Sides
from core.store.tries import Tries
from core.store.typed import Typed
from core.store.verifications import VerificationTable
from core.store.waiting import WaitingTable

News = Callable[[frozenset[Topic]], None]


class Transaction:
    """One consistent view of the ledger, and in a writing block its one change."""

    def __init__(
        self, connection: Connection, at: datetime, by: str, orders: Orders | None = None
    ) -> None:
        """Made by the store alone; `at` and `by` stand in the audit lines."""
        self.connection = connection
        self.search = SearchIndex(connection, orders)
        company = partial(_company, connection)
        self.invoices = InvoiceTable(connection, self.search, company, self._await_anew)
        self.parties = PartyTable(connection)
        self.originals = OriginalTable(connection, at)
        self.typed = Typed(connection)
        self.backups = BackupTable(connection)
        self.tries = Tries(connection)
        self.records = RecordTable(connection)
        self.sides = Sides(connection)
        self.decisions = DecisionTable(connection, at, by)
        self.reviews = ReviewTable(connection, at, by)
        self.seen = Seen(connection)
        self.changes = ChangeTable(connection, at, by)
        self.filters = FilterTable(connection)
        self.waiting = WaitingTable(connection, at)
        self.verifications = VerificationTable(connection, at, by)
        self.askers = AskerTable(connection, at)
        self.outages = OutageTable(connection, at, by)
        self.trail = Trail(connection, at, by)
        self.archived = Archived(connection)
        self.at = at
        self.by = by
        self.topics: set[Topic] = set()

    def attach(self, invoice: int, original: Original) -> bool:
        """Keep a file with an invoice, which may be found otherwise then; False if it had it."""
        return self.give(invoice, self.originals.keep(original))

    def give(self, invoice: int, original: int) -> bool:
        """Give a kept file to an invoice, which may be found otherwise then; False if it had it."""
        given = self.originals.link(invoice, original)
        if given:
            self.invoices.index_anew([invoice])
        return given

    @cached_property
    def offline(self) -> bool:
        """Whether an outage is on: what is entered now is marked as entered offline."""
        return self.outages.current() is not None

    def await_verification(self, rows: Sequence[int], *, always: bool = True) -> None:
        """Let new invoices wait for their verification, as the plan says, or during an outage.

        `always` False: of those that no person entered, during an outage alone.
        """
        outage = self.outages.current()
        if outage is not None:
            self.waiting.add(rows, Why.OFFLINE, outage.id)
        elif always and self.askers.plan().entered:
            self.waiting.add(rows, Why.ENTERED)

    def _await_anew(self, changed: Mapping[int, tuple[Face, Face]]) -> None:
        """Let go on what its old values held back, and ask again what was answered of others."""
        of_its_values = (Hold.MISSING, Hold.REFUSED, Hold.UNFIT, Hold.TOO_OLD, Hold.SAME_DAY)
        self.waiting.set_holds(None, of_its_values, list(changed))
        corrected = [row for row, (then, now) in changed.items() if asked_otherwise(then, now)]
        answered = self.verifications.newest_definite(corrected)
        if self.waiting.add(sorted(answered), Why.AGAIN):
            self.topics.add(Topic.VERIFICATION)

    def record(self, action: str, key: InvoiceKey | None, topic: Topic, **details: object) -> None:
        """Write the audit line of a change and mark its topic."""
        self.record_all(action, [key.name if key else None], topic, **details)

    def record_all(
        self, action: str, names: Iterable[str | None], topic: Topic, **details: object
    ) -> None:
        """Write the audit lines of one change to many invoices, by their keys' names."""
        self.trail.append(action, names, details)
        self.topics.add(topic)

    def company(self) -> Company:
        """The company of this ledger."""
        return _company(self.connection)

    def company_entries(self) -> list[CompanyEntry]:
        """What the company is called now, and what it was called before, newest first."""
        row, table = self.connection.execute(select(tables.company)).one(), tables.company_history
        details = row.address_phone, row.bank_account
        now = CompanyEntry(row.name, row.tax_id, *details, _day(row.valid_from))
        rows = self.connection.execute(select(table).order_by(table.c.id.desc()))
        before = [
            CompanyEntry(
                *(x.name, x.tax_id, x.address_phone, x.bank_account),
                *(_day(x.since), _day(x.until), x.id),
            )
            for x in rows
        ]
        return [now, *sorted(before, key=lambda x: x.until or x.since or date.min, reverse=True)]

    def set_entry(self, entry: CompanyEntry) -> None:
        """Write what the company is called now (id 0), or was called before."""
        table = tables.company_history if entry.id else tables.company
        values: dict[str, str | None] = {
            "name": entry.name,
            "tax_id": entry.tax_id,
            "address_phone": entry.address_phone,
            "bank_account": entry.bank_account,
        }
        if entry.id:
            values |= {"since": _iso(entry.since), "until": _iso(entry.until)}
        else:
            values["valid_from"] = _iso(entry.since)
        self.connection.execute(update(table).where(table.c.id == (entry.id or 1)).values(values))

    def add_entry(self, entry: CompanyEntry) -> None:
        """Keep what the company was called before."""
        table = tables.company_history
        number = self.connection.execute(select(func.max(table.c.id))).scalar() or 0
        self.connection.execute(
            insert(table).values(id=number + 1, name=entry.name, tax_id=entry.tax_id)
        )
        self.set_entry(replace(entry, id=number + 1))

    def remove_entry(self, entry: int) -> None:
        """Know something no longer that the company was called before."""
        table = tables.company_history
        self.connection.execute(delete(table).where(table.c.id == entry))

    def set_company(self, company: Company) -> None:
        """Write the company of a new ledger."""
        self.connection.execute(
            insert(tables.company).values(
                id=1,
                name=company.name,
                tax_id=company.tax_id,
                taxpayer=company.taxpayer,
                since=self.at.isoformat(timespec="seconds"),
            )
        )

    def bring_in(
        self, file_name: str, sha256: str, kind: BureauList, made: datetime
    ) -> RecordImport:
        """Begin to bring in a file of the tax bureau; its moment is of one zone with ours."""
        taken = RecordImport(self.connection, file_name, sha256, kind, made)
        taken.open(self.by, self.at)
        return taken

    def former(self) -> list[Former]:
        """What the company was called before, oldest first."""
        return _former(self.connection)

    def add_former(self, known: Former) -> None:
        """Keep what the company was called before."""
        self.connection.execute(
            insert(tables.company_history).values(
                name=known.name,
                tax_id=known.tax_id,
                since=known.since and known.since.isoformat(),
                until=known.until and known.until.isoformat(),
            )
        )

    def problems_of_file(self, thorough: bool) -> Mapping[str, list[str]]:
        """Ask the engine whether the file is whole: what each of its own checks says."""
        checks = {"foreign_key_check": "PRAGMA foreign_key_check"}
        if thorough:
            checks["cipher_integrity_check"] = "PRAGMA cipher_integrity_check"
            checks["integrity_check"] = "PRAGMA integrity_check"
        found = {
            name: [str(row[0]) for row in self.connection.execute(text(sql))]
            for name, sql in checks.items()
        }
        return {name: [line for line in lines if line != "ok"] for name, lines in found.items()}


class Store:
    """An open ledger. Safe to use from several threads; each block has its own connection."""

    def __init__(self, file: Path, key: Key, now: Callable[[], datetime], by: str) -> None:
        """Open a ledger whose schema is the program's; the caller holds the folder's lock."""
        self._file = file
        self._engine = engine_of(file, key)
        self._now = now
        self._by = by
        self._listeners: list[News] = []
        self._seen = 0
        self._foreign = False
        self._damage: dict[str, str | int] | None = None
        self._guard = Lock()
        self._orders = Orders()
        self._identity = _identity(file)
        with self.reading() as work:
            self._seen = work.trail.head()[0]

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give one consistent view; nothing that the block writes is kept."""
        with self._watched(), self._engine.connect() as connection:
            yield Transaction(connection, self._now(), self._by, self._orders)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Give a view to change; one commit when the block ends, nothing when it raises.

        A ledger in which damage was met can be read on as far as it goes, and is no longer
        written: LedgerDamaged.

        A block that changed rows and recorded nothing raises a RuntimeError: a change without
        its audit line is a bug. Raises FolderUnwritable where the ledger was moved or removed
        while it was open: the database goes on writing into what nobody will find.
        """
        with self._changing() as connection:
            before = _changes(connection)
            work = Transaction(connection, self._now(), self._by)
            head = work.trail.head()[0]
            yield work
            if _changes(connection) != before and not work.topics:
                raise RuntimeError("a change without its audit line")
            reached = work.trail.flush()
        if _identity(self._file) != self._identity:
            raise FolderUnwritable(folder=str(self._file.parents[2]))
        if work.topics:
            self._saw(head, reached)
            self._tell(frozenset(work.topics))

    @contextmanager
    def typing(self) -> Iterator[Typed]:
        """Give what is being typed, to change; no fact of the ledger, so no line and no news."""
        with self._changing() as connection:
            yield Typed(connection)

    @contextmanager
    def asking(self) -> Iterator[Transaction]:
        """Give a view in which to note that a question is about to be sent.

        No fact of the ledger yet, so no line and no news: its answer makes both.
        """
        with self._changing() as connection:
            yield Transaction(connection, self._now(), self._by)

    @contextmanager
    def noting(self) -> Iterator[Seen]:
        """Give how far folders and mailboxes were seen, to change; no fact of the ledger either."""
        with self._changing() as connection:
            yield Seen(connection)

    @contextmanager
    def trying(self) -> Iterator[Tries]:
        """Give what was tried of backups, to note it; no fact of the ledger either."""
        with self._changing() as connection:
            yield Tries(connection)

    def housekeeping(self) -> None:
        """Bring the search index in order where it is due; changes no fact and makes no news."""
        with self.reading() as work:
            if not work.search.crowded:
                return
        with self._changing() as connection:
            SearchIndex(connection).merge()

    def label_anew(self) -> None:
        """Find as odd what this version finds odd, after an older ledger was brought up."""
        with self._changing() as connection:
            Transaction(connection, self._now(), self._by).invoices.label_anew()

    def listen(self, listener: News) -> None:
        """Tell the listener after each commit what it was about, on the thread that wrote."""
        self._listeners.append(listener)

    def poll(self) -> frozenset[Topic]:
        """Say what another program may have changed since the last time."""
        with self.reading() as work:
            head = work.trail.head()[0]
        with self._guard:
            changed = self._foreign or head > self._seen
            self._foreign, self._seen = False, max(head, self._seen)
        return frozenset(Topic) if changed else frozenset()

    def close(self) -> None:
        """Close every connection; the last one folds the log into the file."""
        self._engine.dispose()

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        if self._damage is not None:
            raise LedgerDamaged(**self._damage)
        with (
            self._watched(),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Explain the driver's errors, and remember damage."""
        try:
            with explained(self._file):
                yield
        except LedgerDamaged as error:
            self._damage = error.facts
            raise

    def refuse_writing(self, what: str) -> None:
        """A check has found damage, though reading did not meet it: write no more."""
        self._damage = {"folder": str(self._file.parents[2]), "what": what}

    def _saw(self, before: int, reached: int) -> None:
        with self._guard:
            self._foreign = self._foreign or before > self._seen
            self._seen = max(self._seen, reached)

    def _tell(self, topics: frozenset[Topic]) -> None:
        for listener in self._listeners:
            listener(topics)


def _company(connection: Connection) -> Company:
    """No method of a transaction, which would hold itself by it, and stay until it is collected."""
    row = connection.execute(select(tables.company)).one()
    return Company(row.name, row.tax_id, Taxpayer(row.taxpayer), tuple(_former(connection)))


def _former(connection: Connection) -> list[Former]:
    table = tables.company_history
    rows = connection.execute(select(table).order_by(table.c.id))
    return [Former(x.name, x.tax_id, _day(x.since), _day(x.until)) for x in rows]


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another one of its name; None where it cannot be seen."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _changes(connection: Connection) -> int:
    """How many rows the connection has changed since it was opened."""
    driver = connection.connection.driver_connection
    return int(driver.total_changes) if driver is not None else 0
