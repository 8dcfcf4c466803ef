"""What the watched child does: it works, fails in every way of a database, and is killed.

Run as `python -m tests.survival.spilling FOLDER WORKBOOK EXPORT`, with the recovery code on
standard input. Everything a face prints or logs of an error is printed and logged.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import insert, text
from sqlcipher3 import dbapi2

from cli.output import say
from core.app import Core
from core.domain.invoice import FACE_FIELDS, Draft, EntryMethod, Invoice
from core.domain.query import Query
from core.domain.topic import Topic
from core.errors import AppError
from core.logs import log
from core.secrets import MemoryKeys, key_of
from core.store import tables
from core.store.connection import connect
from core.store.database import Store
from words.errors import sentence


def spill(folder: Path, workbook: Path, export: Path, code: str) -> None:
    """Work with the ledger, and fail."""
    core = Core.open(folder, MemoryKeys(any_id=key_of(code)))
    done = core.imports.run([workbook])
    print("added", done.added, flush=True)
    core.exports.run(export, Query())
    store = core._ledger.store
    invoice = core.lookup.find(Query(), 1).invoices[0]
    for name, fail in FAILURES.items():
        print("failing", name, flush=True)
        _show(partial(fail, store, invoice))
    _show(lambda: core.entry.add(_draft(invoice), EntryMethod.MANUAL))
    _show(lambda: core.lookup.by_name(invoice.key.name + "0"))
    _show(lambda: connect(folder / "generations" / "1" / "ledger.db", key_of(code), make=False))
    print("done", flush=True)
    sys.stdin.readline()  # killed here, with the ledger open


def _draft(invoice: Invoice) -> Draft:
    return Draft(**{name: getattr(invoice, name) for name in FACE_FIELDS})


def _show(work: Callable[[], object]) -> None:
    """Print and log an error as the faces do."""
    try:
        work()
    except AppError as error:
        say(sentence(error))
        log.error("an error", exc_info=error)
    except Exception as error:  # noqa: BLE001 - shown and logged, whatever it is
        say(type(error).__name__ + str(error))
        log.error("a bug", exc_info=error)


def _constraint(store: Store, invoice: Invoice) -> None:
    with store.writing() as work:
        work.invoices.add([invoice])
        work.record("add", invoice.key, Topic.INVOICES)


def _not_null(store: Store, invoice: Invoice) -> None:
    with store.writing() as work:
        values = {
            "name": invoice.seller.name,
            "tax_id": None,
            "address_phone": "",
            "bank_account": "",
        }
        work.connection.execute(insert(tables.parties).values(**values))


def _foreign_key(store: Store, invoice: Invoice) -> None:
    with store.writing() as work:
        work.connection.execute(insert(tables.tags).values(invoice=10**9, tag=invoice.seller.name))


def _syntax(store: Store, invoice: Invoice) -> None:
    with store.reading() as work:
        work.connection.execute(text(f"SELEC '{invoice.seller.name}'"))


def _no_table(store: Store, invoice: Invoice) -> None:
    with store.reading() as work:
        work.connection.execute(text("SELECT * FROM none WHERE a = :a"), {"a": invoice.seller.name})


def _wrong_type(store: Store, invoice: Invoice) -> None:
    with store.writing() as work:
        work.connection.execute(
            text("INSERT INTO tags VALUES (:a, :b)"), {"a": object(), "b": invoice.seller.name}
        )


def _too_large(store: Store, invoice: Invoice) -> None:
    with store.writing() as work:
        work.connection.execute(
            text("INSERT INTO tags VALUES (:a, :b)"), {"a": 2**80, "b": invoice.seller.name}
        )


def _full(store: Store, invoice: Invoice) -> None:
    with store.writing() as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        try:
            many = [replace(invoice, number=f"9{n:019d}", code=None) for n in range(3000)]
            work.invoices.add(many)
        finally:
            work.connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")


def _read_only(store: Store, invoice: Invoice) -> None:
    with store.writing() as work:
        work.connection.exec_driver_sql("PRAGMA query_only = ON")
        try:
            work.invoices.add([replace(invoice, number="9" * 20, code=None)])
        finally:
            work.connection.exec_driver_sql("PRAGMA query_only = OFF")


def _interrupted(store: Store, invoice: Invoice) -> None:
    with store.reading() as work:
        driver = work.connection.connection.driver_connection
        assert isinstance(driver, dbapi2.Connection)
        driver.set_progress_handler(lambda: 1, 1)
        try:
            work.invoices.similar([invoice]).__next__()
        finally:
            driver.set_progress_handler(None, 1)


def _unrecorded(store: Store, invoice: Invoice) -> None:
    with store.writing() as work:
        work.connection.execute(text("UPDATE invoices SET remark = :a"), {"a": invoice.seller.name})


FAILURES: dict[str, Callable[[Store, Invoice], None]] = {
    "constraint": _constraint,
    "not null": _not_null,
    "foreign key": _foreign_key,
    "syntax": _syntax,
    "no table": _no_table,
    "wrong type": _wrong_type,
    "too large": _too_large,
    "full": _full,
    "read only": _read_only,
    "interrupted": _interrupted,
    "unrecorded": _unrecorded,
}

if __name__ == "__main__":
    spill(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.stdin.readline())
