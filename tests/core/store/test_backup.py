"""A backup file: one proven snapshot of a ledger in use, in a place that can hold it, or none."""

import errno
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from core.app import Core
from core.domain.invoice import EntryMethod
from core.errors import (
    AppError,
    BackupDamaged,
    BackupInFolder,
    DiskFull,
    FolderUnwritable,
    KeyWrong,
    LedgerDamaged,
    NoBackup,
    NoRoom,
)
from core.progress import Cancelled, Progress, Report, ignore
from core.secrets import Key, MemoryKeys, recovery_code
from core.store import backup
from core.store.backup import Contents, key_prefix, prove, read_contents
from core.store.connection import name_of, open_file
from core.store.digests import as_json, digests
from core.store.generations import FolderLock, disk_errors, ledger_file, read_current
from core.store.schema import HEAD
from core.version import VERSION
from tests.invoices import draft
from tests.keeping import MOUNTING, ORDINARY, add_originals, can, files_of, fill
from tests.ledgers import COMPANY, NOW

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


def write(core: Core, folder: Path, report: Report = ignore) -> tuple[Path, Contents]:
    ledger = core._ledger
    return backup.write(
        ledger.file,
        ledger.key,
        ledger.current.key_id,
        folder,
        data=ledger.folder,
        now=NOW,
        version=VERSION,
        report=report,
    )


def test_a_backup_says_what_it_holds(core: Core, target: Path) -> None:
    fill(core, 7)
    add_originals(core._ledger.file, core._ledger.key, 2, 50_000)
    file, contents = write(core, target)
    key_id = core.key_id
    assert file.name == f"Piaohe 2026-11-24 093000 {key_id[:8]}.piaohe"
    assert read_contents(file, core._ledger.key) == contents
    assert (contents.company, contents.tax_id) == (COMPANY.name, COMPANY.tax_id)
    assert (contents.invoices, contents.originals, contents.audit_seq) == (7, 2, 8)
    assert (contents.version, contents.schema, contents.key_id) == (VERSION, HEAD, key_id)
    assert contents.made_at == contents.newest_entry == "2026-11-24T09:30:00+08:00"
    assert contents.digests["invoices"][0] == 7
    assert key_prefix(file) == key_id[:8]
    assert [x.name for x in target.iterdir()] == [file.name]


def test_a_backup_is_one_file_without_plain_text(core: Core, target: Path) -> None:
    fill(core, 3)
    file, _ = write(core, target)
    data = file.read_bytes()
    assert len(data) % backup.PAGE == 0
    for secret in (COMPANY.name, COMPANY.tax_id, "26112000000000", "SQLite", "Piaohe"):
        assert secret.encode() not in data
    with closing(open_file(file, core._ledger.key, "ro")) as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_what_is_entered_meanwhile_is_wholly_in_it_or_not_at_all(
    core: Core, folder: Path, target: Path
) -> None:
    fill(core, 30)
    add_originals(core._ledger.file, core._ledger.key, 3, 300_000)
    stop, entered = threading.Event(), 0

    def enter() -> None:
        nonlocal entered
        while not stop.is_set():
            core.entry.add(draft(100 + entered), EntryMethod.MANUAL)
            entered += 1

    def wait_for_two_more() -> Report:
        wanted = entered + 2
        return _waiting_for(lambda: entered >= wanted)

    thread = threading.Thread(target=enter)
    thread.start()
    try:
        made = []
        for _ in range(6):
            before = entered
            file, contents = write(core, target, wait_for_two_more())
            made.append((file, contents, before, entered))
    finally:
        stop.set()
        thread.join()
    assert entered > 12
    for file, contents, before, after in made:
        assert prove(file, core._ledger.key, ignore) == contents
        # an entry is its invoice, its names and its line in the trail
        assert contents.digests["names"][0] == contents.invoices
        assert contents.audit_seq == contents.invoices + 1
        assert before <= contents.invoices - 30 <= after
    assert len({contents.invoices for _, contents, _, _ in made}) > 1
    assert not list(target.glob("*.partial*"))


def _waiting_for(reached: Callable[[], bool]) -> Report:
    """Let others write in the middle of the copy."""

    def report(progress: Progress) -> None:
        if progress.step == "copy":
            for _ in range(200):
                if reached():
                    return
                threading.Event().wait(0.01)

    return report


def test_cancelling_at_any_report_leaves_nothing(
    core: Core, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(core, 20)
    monkeypatch.setattr(backup, "PAGES", 10)
    seen: list[Progress] = []
    write(core, target, seen.append)
    assert {x.step for x in seen} == {"digest", "copy", "prove"}
    assert len(seen) > 8
    whole = sorted(x.name for x in target.iterdir())
    for last in range(len(seen)):
        with pytest.raises(Cancelled):
            write(core, target, _cancelling_at(last))
        assert sorted(x.name for x in target.iterdir()) == whole


def _cancelling_at(last: int) -> Report:
    seen: list[Progress] = []

    def report(progress: Progress) -> None:
        if len(seen) == last:
            raise Cancelled
        seen.append(progress)

    return report


def test_a_place_that_would_be_lost_with_the_ledger_is_refused(
    core: Core, folder: Path, tmp_path: Path
) -> None:
    (folder / "mine").mkdir()
    (tmp_path / "way-in").symlink_to(folder / "mine")
    before = files_of(folder)
    for place in (folder, folder / "mine", folder / "generations", tmp_path / "way-in"):
        with pytest.raises(BackupInFolder):
            write(core, place)
    assert list((folder / "mine").iterdir()) == []
    assert {k: v for k, v in files_of(folder).items() if "ledger.db-" not in k} == {
        k: v for k, v in before.items() if "ledger.db-" not in k
    }


def test_a_place_that_is_missing_or_no_folder_is_named(core: Core, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "none", tmp_path / "file"):
        with pytest.raises(FolderUnwritable) as caught:
            write(core, place)
        assert caught.value.facts == {"folder": str(place)}
    assert (tmp_path / "file").read_text() == "mine"


def test_no_name_is_ever_overwritten(core: Core, target: Path) -> None:
    mine = target / f"Piaohe 2026-11-24 093000 {core.key_id[:8]}.piaohe"
    mine.write_text("somebody else's")
    (target / mine.name.replace(".piaohe", " (2).piaohe")).mkdir()
    names = [write(core, target)[0].name for _ in range(3)]
    stem = mine.name.removesuffix(".piaohe")
    assert names == [f"{stem} ({n}).piaohe" for n in (3, 4, 5)]
    assert mine.read_text() == "somebody else's"


def test_two_backups_at_the_same_moment_do_not_meet(core: Core, target: Path) -> None:
    fill(core, 5)
    inner: list[Path] = []

    def another(progress: Progress) -> None:
        if not inner:
            inner.append(write(core, target)[0])

    outer, _ = write(core, target, another)
    assert outer != inner[0]
    for file in (outer, *inner):
        assert prove(file, core._ledger.key, ignore).invoices == 5
    assert len(list(target.iterdir())) == 2


def test_what_a_killed_backup_left_goes_with_the_next_one(core: Core, target: Path) -> None:
    stem = f"Piaohe 2026-11-20 101010 {core.key_id[:8]}"
    left = [f"{stem}.piaohe.partial", f"{stem}.piaohe.partial-wal", f"{stem} (2).piaohe.partial"]
    others = [
        "Piaohe 2026-11-20 101010 01234567.piaohe.partial",
        f"{stem}.piaohe",
        "my notes.partial",
    ]
    for name in left + others:
        (target / name).write_text("x")
    held = FolderLock.shared(core.folder, "backing-up")  # another backup is under way
    write(core, target)
    assert {x.name for x in target.iterdir()} >= {*left, *others}
    held.release()
    write(core, target)
    names = {x.name for x in target.iterdir()}
    assert names >= set(others)
    assert not names & set(left)


def test_another_key_opens_nothing(core: Core, target: Path) -> None:
    file, _ = write(core, target)
    with pytest.raises(KeyWrong):
        read_contents(file, Key.new())
    with pytest.raises(KeyWrong):
        prove(file, Key.new(), ignore)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"hello" * 5000, b"SQLite format 3\0" + bytes(4080), b"\x89PNG" + bytes(9000)],
)
def test_what_is_no_backup_is_called_so(core: Core, target: Path, data: bytes) -> None:
    (target / "letter.piaohe").write_bytes(data)
    with pytest.raises(NoBackup):
        read_contents(target / "letter.piaohe", core._ledger.key)
    with pytest.raises(NoBackup):
        read_contents(target / "none.piaohe", core._ledger.key)
    with pytest.raises(NoBackup):
        read_contents(target, core._ledger.key)


def test_a_ledger_is_no_backup(core: Core, target: Path) -> None:
    copy = target / "ledger.db"
    with closing(open_file(core._ledger.file, core._ledger.key, "rw")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    copy.write_bytes(core._ledger.file.read_bytes())
    with pytest.raises(NoBackup):
        read_contents(copy, core._ledger.key)


def changed(file: Path, key: Key, *statements: str) -> None:
    with closing(open_file(file, key, "rw")) as db:
        for statement in statements:
            db.execute(statement)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE invoices SET net = net + 1 WHERE id = 3", "invoices"),
        ("UPDATE originals SET bytes = zeroblob(length(bytes)) WHERE id = 1", "originals"),
        ("DELETE FROM audit WHERE seq = 4", "audit"),
        ("CREATE TABLE more (a)", "tables"),
        ("DROP TABLE tags", "tags"),
        ("UPDATE lines SET invoice = 99 WHERE invoice = 1", "foreign_key_check"),
        ("UPDATE backup SET contents = '{}'", "contents"),
        ("UPDATE backup SET contents = '[1]'", "contents"),
        ("UPDATE backup SET contents = 'x'", "contents"),
        ("DELETE FROM backup", "contents"),
    ],
)
def test_whoever_holds_the_key_and_changes_a_backup_is_found_out(
    core: Core, target: Path, statement: str, what: str
) -> None:
    fill(core, 5)
    add_originals(core._ledger.file, core._ledger.key, 1, 9_000)
    file, _ = write(core, target)
    changed(file, core._ledger.key, "PRAGMA foreign_keys = OFF", statement)
    with pytest.raises(BackupDamaged) as caught:
        prove(file, core._ledger.key, ignore)
    assert caught.value.facts == {"file": file.name, "what": what}


def test_what_a_later_version_adds_to_its_contents_is_passed_over(core: Core, target: Path) -> None:
    file, contents = write(core, target)
    more = json.dumps(asdict(contents) | {"mood": "calm"})
    changed(file, core._ledger.key, f"UPDATE backup SET contents = '{more}'")
    assert read_contents(file, core._ledger.key) == contents


def test_originals_that_changed_under_their_hash_are_the_ledgers_damage(
    core: Core, target: Path
) -> None:
    ledger = core._ledger
    add_originals(ledger.file, ledger.key, 2, 50_000)
    changed(ledger.file, ledger.key, "UPDATE originals SET bytes = zeroblob(9) WHERE id = 2")
    with pytest.raises(LedgerDamaged) as caught:
        write(core, target)
    assert caught.value.facts == {"folder": str(core.folder), "what": "originals"}
    assert list(target.iterdir()) == []


def test_the_digests_of_a_table_tell_every_value_apart(core: Core) -> None:
    with closing(open_file(core._ledger.file, core._ledger.key, "rw")) as db:
        db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b BLOB)")
        found = set()
        for values in ("NULL, NULL", "'', NULL", "1, NULL", "'1', NULL", "'a,b', x'00'"):
            db.execute("DELETE FROM t")
            db.execute(f"INSERT INTO t VALUES (1, {values})")
            found.add(str(as_json(digests(db))["t"]))
        assert len(found) == 5
        db.execute("DROP TABLE t")


SMALL = """
import sys
from pathlib import Path
from core.errors import AppError
from core.app import Core
from core.secrets import MemoryKeys, key_of
from tests.ledgers import now
core = Core.open(Path(sys.argv[1]), MemoryKeys(any_id=key_of(sys.stdin.read())), now=now, by="t")
try:
    print(core.backups.make(Path(sys.argv[2])).invoices)
except AppError as error:
    print(error.code, sorted(error.facts.items()), [x.name for x in Path(sys.argv[2]).iterdir()])
core.close()
"""


def in_namespace(core: Core, script: str, *arguments: object, before: list[str]) -> str:
    """Run a script that opens the ledger of a closed core, where the system is another."""
    done = subprocess.run(
        [*before, sys.executable, "-c", script, *map(str, arguments)],
        input=recovery_code(core._ledger.key),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(not can(*MOUNTING), reason="needs `unshare`, and leave to mount a small disk")
def test_too_little_room_is_said_before_anything_is_written(core: Core, target: Path) -> None:
    add_originals(core._ledger.file, core._ledger.key, 3, 500_000)
    mount = f'mount -t tmpfs -o size=1M tmpfs "{target}"; exec "$@"'
    said = in_namespace(
        core, SMALL, core.folder, target, before=["unshare", *MOUNTING, "sh", "-c", mount, "sh"]
    )
    assert said.startswith("no_room")
    assert "('free', 1048576)" in said
    assert said.endswith("[]")


@pytest.mark.skipif(not can(*ORDINARY), reason="needs `unshare`")
def test_a_place_that_is_read_only_is_named(core: Core, target: Path) -> None:
    target.chmod(0o555)
    said = in_namespace(core, SMALL, core.folder, target, before=["unshare", *ORDINARY])
    assert said == f"folder_unwritable [('folder', '{target}')] []"


FAT = """
import resource
from core.store import backup
backup.FAT32 = 100_000
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file of a process")
def test_a_disk_that_takes_no_file_so_large_is_named_before_anything_is_copied(
    core: Core, target: Path
) -> None:
    fill(core, 3)
    assert in_namespace(core, FAT + SMALL, core.folder, target, before=[]) == "3"
    add_originals(core._ledger.file, core._ledger.key, 3, 500_000)
    core._ledger.store.close()
    said = in_namespace(core, FAT + SMALL, core.folder, target, before=[])
    assert said.startswith("file_too_large [('folder'")
    assert "('needed', 18" in said
    assert said.count(".piaohe'") == 1  # the one that fitted
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1_000_000


def test_the_systems_errors_of_writing_are_named(tmp_path: Path) -> None:
    for number, expected in (
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, FolderUnwritable),
        (errno.EIO, FolderUnwritable),
        (errno.ENOENT, FolderUnwritable),
    ):
        with pytest.raises(expected), disk_errors(tmp_path):
            raise OSError(number, "text")
    assert name_of(Exception("database or disk is full")) == "SQLITE_FULL"
    with pytest.raises(FolderUnwritable):
        backup.require_room_for(tmp_path / "none", 1)
    with pytest.raises(NoRoom):
        backup.require_room_for(tmp_path, 10**18)


MEDIA = """
import sys
from pathlib import Path
from core.app import Core
from core.progress import ignore
from core.secrets import MemoryKeys, key_of
from core.services.restoring import restore, show
from core.store import backup
from tests.ledgers import now
file, new, key = Path(sys.argv[1]), Path(sys.argv[2]), key_of(sys.stdin.read())
keys = MemoryKeys(any_id=key)
try:
    (file.parent / "x").touch()
except PermissionError:
    print(show(file, keys, new).invoices, backup.prove(file, key, ignore).invoices, end=" ")
    print(restore(file, new, keys, now=now, by="t").invoices)
"""


@pytest.mark.skipif(not can(*ORDINARY), reason="needs `unshare`")
def test_a_backup_on_a_write_protected_disk_can_be_proven_and_restored(
    core: Core, target: Path, tmp_path: Path
) -> None:
    fill(core, 6)
    file, _ = write(core, target)
    file.chmod(0o444)
    target.chmod(0o555)
    said = in_namespace(core, MEDIA, file, tmp_path / "new", before=["unshare", *ORDINARY])
    assert said == "6 6 6"


def test_a_name_without_a_key_id_names_none(tmp_path: Path) -> None:
    for name in ("backup.piaohe", "Piaohe 2026-11-24 093000.piaohe", "旧备份.piaohe", ""):
        assert key_prefix(Path(name)) is None
    assert key_prefix(Path("Piaohe 2026-11-24 093000 89abcdef (2).piaohe")) == "89abcdef"


def test_nothing_of_a_backup_is_known_where_it_failed(
    core: Core, folder: Path, keys: MemoryKeys, target: Path
) -> None:
    with pytest.raises(AppError):
        core.backups.make(target / "none")
    assert core.backups.known() == []
    assert read_current(folder).generation == 1
    assert ledger_file(folder, 1).exists()
