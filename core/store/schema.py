"""Which version of the schema a ledger has, and bringing an older one up.

An older ledger is never changed in place: it is copied into the next generation, brought up
there, proven, and switched to; the old generation stays.
"""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from core.errors import LedgerDamaged, LedgerNewer
from core.progress import Report, ignore
from core.secrets import Key
from core.store.connection import connect, engine_of, explained
from core.store.digests import digests
from core.store.proving import BUILT_IN, first_failure

HEAD = "0006"
"""The newest revision in `migrations/versions`; a test holds the two together."""

MIGRATIONS = Path(__file__).parent / "migrations"


def version(file: Path, key: Key) -> str:
    """Read the schema version of a ledger file; raises LedgerDamaged where there is none."""
    with explained(file):
        connection = connect(file, key)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except dbapi2.OperationalError:
            row = None
        finally:
            connection.close()
    if row is None:
        raise LedgerDamaged(folder=str(file.parent), what="version")
    return str(row[0])


def known_versions(migrations: Path = MIGRATIONS) -> list[str]:
    """Give the versions that this program knows, oldest first."""
    # Alembic takes a third of a second to import, and only an unusual start needs it.
    from alembic.script import ScriptDirectory

    revisions = list(ScriptDirectory(str(migrations)).walk_revisions())
    return [revision.revision for revision in reversed(revisions)]


def upgrade(file: Path, key: Key, migrations: Path = MIGRATIONS, to: str = "head") -> None:
    """Bring a ledger file that nobody else uses up to a version, in one transaction."""
    from alembic import command  # see known_versions
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    engine = engine_of(file, key)
    try:
        with (
            explained(file),
            engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    finally:
        engine.dispose()


def require_known(file: Path, key: Key, migrations: Path = MIGRATIONS) -> bool:
    """Say whether the ledger is older than the program; raise LedgerNewer if it is newer."""
    return is_older(version(file, key), migrations)


def is_older(found: str, migrations: Path = MIGRATIONS) -> bool:
    """Say whether a version of the schema is older than the program's; raise LedgerNewer."""
    if found == HEAD and migrations == MIGRATIONS:
        return False
    known = known_versions(migrations)
    if found not in known:
        raise LedgerNewer(found=found, known=known[-1])
    return found != known[-1]


def copy(source: Path, target: Path, key: Key, new_key: Key | None = None) -> None:
    """Copy a ledger page by page from one pinned snapshot into a new file, under its own key.

    The copy is read again and held against the snapshot. Raises LedgerDamaged, DiskFull and
    their like.
    """
    with explained(source), closing(connect(source, key)) as origin:
        origin.execute("BEGIN")
        origin.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with explained(target), closing(connect(target, new_key or key, make=True)) as copied:
            origin.backup(copied)
            found = digests(copied)
        if found != digests(origin):
            raise LedgerDamaged(folder=str(source.parent), what="copy")


def prove(file: Path, key: Key, report: Report = ignore) -> None:
    """Reopen a ledger file and prove it whole; raises LedgerDamaged naming the failed check."""
    with explained(file), closing(connect(file, key)) as connection:
        failed = first_failure(file, key, "rw", BUILT_IN, report)
        if failed:
            raise LedgerDamaged(folder=str(file.parent), what=failed)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
