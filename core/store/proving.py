"""Proofs of a ledger file, side by side, each in a connection of its own.

The longest of them read and decipher every page: on two processors they take half the time.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from core.progress import Progress, Report
from core.secrets import Key
from core.store.connection import open_file

SECONDS = 0.2
"""How long a proof runs between two reports."""

Proof = Callable[[dbapi2.Connection], str | None]
"""Gives None, or the name of what does not hold."""


def cipher(connection: dbapi2.Connection) -> str | None:
    """Prove that every page can be deciphered, also those that hold nothing any more."""
    return _holds(connection, "cipher_integrity_check", [])


def _structure(connection: dbapi2.Connection) -> str | None:
    return _holds(connection, "integrity_check", [("ok",)])


def _references(connection: dbapi2.Connection) -> str | None:
    return _holds(connection, "foreign_key_check", [])


BUILT_IN: tuple[Proof, ...] = (cipher, _structure, _references)
"""What the database itself can say of a file."""


def first_failure(
    file: Path, key: Key, mode: str, proofs: Sequence[Proof], report: Report
) -> str | None:
    """Carry out the proofs and name what the first one that fails found.

    Raises the driver's errors where the file cannot be read, and what `report` raises: the
    proofs under way are then stopped.
    """
    with ExitStack() as opened:
        connections = [opened.enter_context(closing(open_file(file, key, mode))) for _ in proofs]
        with ThreadPoolExecutor(len(proofs)) as pool:
            running = [
                pool.submit(proof, connection)
                for proof, connection in zip(proofs, connections, strict=True)
            ]
            try:
                for place, done in enumerate(running):
                    report(Progress("prove", place, len(running)))
                    while wait([done], SECONDS).not_done:
                        report(Progress("prove", place, len(running)))
                    if failed := done.result():
                        return failed
            finally:
                for connection in connections:
                    connection.interrupt()
    return None


@contextmanager
def alongside(file: Path, key: Key, proof: Proof) -> Iterator[Callable[[], str | None]]:
    """Carry out a proof while the block works; what is given waits for it and says what failed."""
    with closing(open_file(file, key, "ro")) as connection, ThreadPoolExecutor(1) as pool:
        running = pool.submit(proof, connection)
        try:
            yield running.result
        finally:
            connection.interrupt()


def _holds(connection: dbapi2.Connection, check: str, good: list[tuple[str, ...]]) -> str | None:
    found = connection.execute(f"PRAGMA {check}").fetchall()
    return None if found == good else check
