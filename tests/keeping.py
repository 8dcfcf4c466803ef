"""What the tests of backups share: filled ledgers, everything that a ledger holds, old keys."""

import hashlib
import json
import os
import subprocess
from contextlib import closing
from pathlib import Path

from core.app import Core
from core.domain.invoice import EntryMethod, Invoice
from core.domain.query import Query
from core.errors import KeyMissing, KeyTaken
from core.secrets import Key, KeySource
from core.services.checks import Severity
from core.store import schema
from core.store.backup import Contents
from core.store.connection import connect
from core.store.database import Store
from core.store.digests import Digest, digests
from core.store.ledger import open_ledger
from core.store.search import Search
from tests.invoices import draft
from tests.ledgers import now

BOOKKEEPING = {
    *("alembic_version", "audit", "audit_head", "backups", "retired_keys"),
    *("backup_tries", "rehearsals"),
}
"""The tables that say what happened to the ledger; the others are what the user entered."""

LATER = """
from alembic import op
import sqlalchemy as sa

revision = "later"
down_revision = "{head}"

def upgrade():
    op.add_column("company", sa.Column("mood", sa.String(), server_default="calm"))
"""
"""What a later version of the program adds, in a table of its own choosing."""

Held = tuple[tuple[Invoice, ...], dict[str, Digest]]


def fill(core: Core, count: int, start: int = 0) -> None:
    """Enter so many invoices."""
    for n in range(start, start + count):
        core.entry.add(draft(n), EntryMethod.MANUAL)


def add_originals(file: Path, key: Key, count: int, size: int, start: int = 0) -> None:
    """Put files of noise beside the invoices, each with its true hash."""
    with closing(connect(file, key)) as db:
        for n in range(start, start + count):
            data = os.urandom(size)
            db.execute(
                "INSERT INTO originals (sha256, format, file_name, arrived_at, bytes) "
                "VALUES (?, 'PDF', ?, '2026-11-24', ?)",
                (hashlib.sha256(data).hexdigest(), f"{n}.pdf", data),
            )


def held(core: Core) -> Held:
    """Every record of an open ledger, and the digest of every table of the user's."""
    with closing(connect(core._ledger.file, core._ledger.key)) as db:
        found = digests(db)
    records = core.lookup.find(Query(), 10**6).invoices
    return records, {name: x for name, x in found.items() if name not in BOOKKEEPING}


def held_in(folder: Path, keys: KeySource) -> Held:
    """The same of a folder that is not open; it must be whole."""
    core = Core.open(folder, keys, now=now, by="reader")
    try:
        assert broken(core) == []
        return held(core)
    finally:
        core.close()


def held_later(folder: Path, keys: KeySource, migrations: Path) -> tuple[Invoice, ...]:
    """Every record, read by a later version of the program."""
    ledger = open_ledger(folder, keys, now=now, by="reader", migrations=migrations)
    try:
        with ledger.store.reading() as work:
            assert work.trail.broken_at() is None
            ids = work.search.find(Search(), 10**6).invoices
            return tuple(work.invoices.load(ids))
    finally:
        ledger.close()


def broken(core: Core) -> list[str]:
    """The codes of what a check finds broken."""
    return [x.code for x in core.checks.run() if x.severity is Severity.BROKEN]


def actions(core: Core) -> list[str]:
    """What the audit trail says was done, an entry as "add"; the trail must be whole."""
    store: Store = core._ledger.store
    with store.reading() as work:
        assert work.trail.broken_at() is None
        return [line.action for line in work.trail.lines()]


def later_migrations(place: Path) -> Path:
    """The migrations of a later version of the program."""
    made = place / "migrations"
    (made / "versions").mkdir(parents=True)
    for file in schema.MIGRATIONS.rglob("*.py"):
        (made / file.relative_to(schema.MIGRATIONS)).write_bytes(file.read_bytes())
    (made / "versions" / "later_mood.py").write_text(LATER.format(head=schema.HEAD), "utf-8")
    return made


FACTS = "number issued_on net tax total status remark tags seller lines entered_at".split()
"""What is compared of an invoice of an older version: `facts_of` gives them in this order."""


def facts_of(invoice: Invoice) -> list[object]:
    """Write an invoice down so that any later version can be held against it."""
    x = invoice
    amounts = [str(amount) for amount in (x.net, x.tax, x.total)]
    lines = [[line.name, str(line.net), line.rate, str(line.tax)] for line in x.lines]
    at = x.entered.at.isoformat() if x.entered else None
    seller = [x.seller.name, x.seller.tax_id]
    texts = [x.status.value, x.remark, list(x.tags)]
    return [x.number, x.issued_on.isoformat(), *amounts, *texts, seller, lines, at]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a data folder with its bytes, but the locks and the log."""
    passed = {"lock", "backing-up", "logs"}
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not passed & set(file.relative_to(folder).parts)
    }


def summary(contents: Contents) -> tuple[str, int, int]:
    """What a person looks at before restoring."""
    return contents.company, contents.invoices, contents.originals


class FileKeys:
    """A keyring that survives the death of its process: what the operating system offers."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def held(self) -> dict[str, str]:
        return dict(json.loads(self._file.read_text())) if self._file.exists() else {}

    def get(self, key_id: str) -> Key:
        if key_id not in self.held:
            raise KeyMissing(key_id=key_id)
        return Key(bytes.fromhex(self.held[key_id]))

    def full_id(self, prefix: str) -> str:
        for key_id in self.held:
            if key_id.startswith(prefix):
                return key_id
        raise KeyMissing(key_id=prefix)

    def put(self, key_id: str, key: Key) -> None:
        if self.held.get(key_id, key.hex) != key.hex:
            raise KeyTaken(key_id=key_id)
        self._write(self.held | {key_id: key.hex})

    def forget(self, key_id: str) -> None:
        self._write({name: key for name, key in self.held.items() if name != key_id})

    def _write(self, keys: dict[str, str]) -> None:
        partial = self._file.with_suffix(".partial")
        partial.write_text(json.dumps(keys))
        os.replace(partial, self._file)


def can(*namespace: str) -> bool:
    """Whether this system lets us be in a namespace of our own: `unshare` with these options."""
    try:
        done = subprocess.run(["unshare", *namespace, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


ORDINARY = ("--user", "--map-user=1000", "--map-group=1000")
"""To be nobody special: also where root runs the tests, the modes of files hold."""
MOUNTING = ("--user", "--map-root-user", "--mount")
"""To mount small file systems that nobody else sees."""
