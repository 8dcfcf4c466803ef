"""Restoring (恢复), undoing it, and re-keying: each writes a new generation and switches to it.

None of them touches the living ledger; a kill at any moment leaves it as it was, or the new
generation whole in its place.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from core.domain.topic import Topic
from core.errors import (
    AppError,
    BackupDamaged,
    FolderNeedsRest,
    FolderTaken,
    KeyMissing,
    KeyringAbsent,
    KeyringDenied,
    KeyringLocked,
    KeyTaken,
    KeyWrong,
    LedgerDamaged,
    NoBackup,
    NoFolder,
    NothingToUndo,
)
from core.progress import Progress, Report, ignore
from core.secrets import Key, KeySource, KeyStore, recovery_code
from core.services.carrying import carry_questions
from core.store import backup, schema
from core.store.backup import Contents
from core.store.database import Store, Transaction
from core.store.generations import (
    LEFT_BY_A_MAKER,
    LOCK,
    About,
    Current,
    FolderLock,
    Origin,
    clear_leftovers,
    generations,
    highest,
    is_folder,
    ledger_file,
    next_generation,
    read_about,
    read_current,
    switch,
)
from core.store.known_backups import KnownBackup
from core.store.ledger import Clock, living, names_in
from core.store.salvage import changes_after, readable_invoices, readable_names, tax_id_of
from core.store.tries import Rehearsal, Tries, Try

Confirm = Callable[[str, str, list[KnownBackup]], bool]
"""Shows the new code: key id, recovery code, backups that still need older codes."""


ABOUT_BACKUPS = frozenset(
    (
        *("backup", "discard_backup", "forget_key", "rehearse", "archive", "restore", "undo"),
        *("rekey", "sheet_kept"),
    )
)
"""Lines of the audit trail that change nothing of what a backup is made for."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore or an undo did; `kept` is the folder of the ledger that lived before.

    `saved` is the backup of it that was made just before, where one was needed and could be made.
    """

    contents: Contents | None
    kept: Path | None
    invoices: int
    saved: Path | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """What stands here and not in a backup: invoices, and changes since (None: unreadable)."""

    invoices: int
    changes: int | None
    other_company: bool


def show(file: Path, keys: KeySource, folder: Path) -> Contents:
    """Say what a backup holds, without touching anything."""
    return backup.read_contents(file, key_of_backup(file, keys, folder))


def gone_by(file: Path, folder: Path, keys: KeySource) -> Gone | None:
    """Say what would be gone after restoring a backup; None where nothing can be read here.

    Nothing is touched, and the ledger may be open or damaged.
    """
    try:
        current = read_current(folder)
        key, here = keys.get(current.key_id), living(folder, current)
        there = key_of_backup(file, keys, folder)
        contents = backup.read_contents(file, there)
    except (NoFolder, LedgerDamaged, KeyMissing, KeyringAbsent, KeyringLocked, KeyringDenied):
        return None
    if key.check() != current.key_check:
        return None
    kept = readable_names(file, there)
    ours = readable_invoices(here, key)
    names_there = {number for name, number in ours.items() if name in kept}
    tax_id = tax_id_of(here, key)
    return Gone(
        len(set(ours.values()) - names_there),
        changes_after(here, key, contents.audit_seq, ABOUT_BACKUPS),
        tax_id is not None and tax_id != contents.tax_id,
    )


def restore(
    file: Path,
    folder: Path,
    keys: KeySource,
    *,
    now: Clock,
    by: str,
    keeper: KeyStore | None = None,
    report: Report = ignore,
    migrations: Path = schema.MIGRATIONS,
) -> Restored:
    """Make what a backup holds the living ledger of a folder, which is made if it is missing.

    The living key stays the folder's key where it can be had; else the backup's key becomes it
    and is given to `keeper`. Raises NoBackup, BackupDamaged, KeyWrong, KeyMissing and its like,
    FolderNeedsRest, FolderTaken, NoRoom, DiskFull, LedgerNewer; the folder is then as before.
    """
    key = key_of_backup(file, keys, folder)
    contents = backup.read_contents(file, key)
    older = schema.is_older(contents.schema, migrations)
    with _place(folder), _alone(folder) as current:
        backup.require_room_for(folder, file.stat().st_size)
        ours, key_id = _living_key(current, keys) or (key, contents.key_id)
        number, before = highest(folder) + 1, _before(folder, current)
        about = About(key_id, ours.check(), Origin.RESTORED, before)
        with next_generation(folder, number, about) as made:
            backup.copy_out(file, key, made, ours, report)
            if older:
                schema.upgrade(made, ours, migrations)
                with closing(Store(made, ours, now, by)) as store:
                    store.label_anew()
            notes = _notes_of(folder, current, ours, now)
            notes.backups.append(_as_known(file, contents))
            _record(made, ours, now, by, "restore", notes, backup=file.name)
            _prove(made, ours, file, report)
        if keeper is not None:
            remember(keeper, key_id, ours)
        switch(folder, number)
        kept = ledger_file(folder, before).parent if before else None
    return Restored(contents, kept, contents.invoices)


def undo(folder: Path, keys: KeySource, *, now: Clock, by: str) -> Restored:
    """Go back from a restored generation to the one before, which stayed as it was.

    Only a restore is undone: to go back behind a migration or a re-keying would lose what was
    entered since. Raises NothingToUndo, KeyMissing and its like, KeyWrong, LedgerDamaged (the
    generation before), FolderNeedsRest; the restored generation then lives on.
    """
    read_current(folder)
    with _alone(folder) as current:
        assert current is not None, "read above"
        undone = read_about(folder, current.generation)
        before = undone.before
        if undone.origin is not Origin.RESTORED or before not in generations(folder):
            raise NothingToUndo()
        assert before is not None, "found among the generations"
        about = read_about(folder, before)
        key = keys.get(about.key_id)
        if key.check() != about.key_check:
            raise KeyWrong(folder=str(folder))
        file = ledger_file(folder, before)
        schema.prove(file, key)
        notes = _notes_of(folder, current, key, now)
        count = _record(file, key, now, by, "undo", notes, generation=current.generation)
        switch(folder, before)
        return Restored(None, ledger_file(folder, current.generation).parent, count)


def rekey(
    folder: Path,
    keys: KeySource,
    confirm: Confirm,
    *,
    now: Clock,
    by: str,
    keeper: KeyStore | None = None,
    report: Report = ignore,
) -> bool:
    """Give the ledger a new key in a new generation; the old one goes with the next backup.

    The new key is given to `keeper` and the new code shown before anything is switched: whoever
    is interrupted still has a code that works. False where `confirm` refuses.
    """
    found = read_current(folder)
    old = keys.get(found.key_id)
    if old.check() != found.key_check:
        raise KeyWrong(folder=str(folder))
    with _alone(folder) as current:
        assert current is not None, "read above"
        new, key_id, number = Key.new(), str(uuid.uuid4()), current.highest + 1
        about = About(key_id, new.check(), Origin.REKEYED, current.generation)
        try:
            with next_generation(folder, number, about) as made:
                report(Progress("copy", 0))
                schema.copy(living(folder, current), made, old, new)
                needing = _retire(made, new, current.key_id, now, by)
                schema.prove(made, new)
            # Not before it stands beside its generation: whoever clears that one away after a
            # kill drops the key too.
            if keeper is not None:
                keeper.put(key_id, new)
            confirmed = confirm(key_id, recovery_code(new), needing)
        except BaseException:
            _give_up(folder, current, keeper, key_id)
            raise
        if not confirmed:
            _give_up(folder, current, keeper, key_id)
            return False
        switch(folder, number)
    return True


def key_of_backup(file: Path, keys: KeySource, folder: Path) -> Key:
    """Find the key that opens a backup: by the id in its name, else any that the folder knows.

    Raises NoBackup, KeyMissing and its like; where none of the keys at hand opens it the first
    is given, and whoever opens the file with it says why.
    """
    if not file.is_file():
        raise NoBackup(file=file.name)
    found: list[Key] = []
    refused: AppError = KeyMissing(key_id=backup.key_prefix(file) or "")
    for key_id in _key_ids(file, keys, folder):
        try:
            found.append(keys.get(key_id))
        except AppError as error:
            refused = error if isinstance(refused, KeyMissing) else refused
        else:
            if backup.opens(file, found[-1]):
                return found[-1]
    if not found:
        raise refused
    return found[0]


def _key_ids(file: Path, keys: KeySource, folder: Path) -> Iterator[str]:
    """The ids of the keys that a backup may have, likeliest first."""
    prefix = backup.key_prefix(file)
    if prefix is not None:
        with suppress(KeyMissing):
            yield keys.full_id(prefix)
    with suppress(NoFolder, LedgerDamaged):
        current = read_current(folder)
        yield current.key_id
        for number in reversed(generations(folder)):
            with suppress(LedgerDamaged):
                yield read_about(folder, number).key_id
        with suppress(AppError):
            key = keys.get(current.key_id)
            yield from _notes_of(folder, current, key, _no_moment).retired
    yield ""  # a code that was typed answers for every id


def _no_moment() -> datetime:
    """A clock for what is only read."""
    return datetime.min.replace(tzinfo=UTC)


def remember(keeper: KeyStore, key_id: str, key: Key) -> AppError | None:
    """Give a key to the keyring where there is one; says why it is not there."""
    try:
        keeper.put(key_id, key)
    except (KeyringAbsent, KeyringLocked, KeyringDenied, KeyTaken) as error:
        return error
    return None


@contextmanager
def _place(folder: Path) -> Iterator[None]:
    """Make a folder that is missing; one that came to nothing is removed again."""
    missing = not folder.exists()
    try:
        _require_folder(folder)
        yield
    except FolderNeedsRest:
        raise  # what stands there is another program's
    except BaseException:
        if not is_folder(folder) and not generations(folder):
            with suppress(OSError):
                (folder / "generations").rmdir()
                for file in (LOCK, f"{LOCK}-journal"):
                    (folder / file).unlink(missing_ok=True)
            with suppress(OSError):
                if missing:
                    folder.rmdir()
        raise


def _before(folder: Path, current: Current | None) -> int | None:
    """The generation that lives, or where `current` is lost the newest that is there."""
    return current.generation if current else max(generations(folder), default=None)


def _require_folder(folder: Path) -> None:
    """A folder that holds no generation of a ledger must be missing or empty."""
    found = names_in(folder)
    ours = is_folder(folder) or generations(folder)
    if not ours and found - LEFT_BY_A_MAKER:
        raise FolderTaken(folder=str(folder))


@contextmanager
def _alone(folder: Path) -> Iterator[Current | None]:
    """Hold the folder alone, with what a killed maker left cleared away.

    None where there is no ledger yet, or `current` can no longer be read.
    """
    lock = FolderLock.alone(folder)
    try:
        current = None
        with suppress(NoFolder, LedgerDamaged):
            current = read_current(folder)
        if current is not None:
            clear_leftovers(folder, current)
        yield current
    finally:
        lock.release()


def _living_key(current: Current | None, keys: KeySource) -> tuple[Key, str] | None:
    if current is None:
        return None
    try:
        key = keys.get(current.key_id)
    except (KeyMissing, KeyringAbsent, KeyringLocked, KeyringDenied):
        return None
    return (key, current.key_id) if key.check() == current.key_check else None


@dataclass(frozen=True, slots=True)
class _Notes:
    """What a generation knew of backups, keys, tries, for the one that takes its place.

    `ledger` is its file, where it can be read.
    """

    ledger: Path | None = None
    backups: list[KnownBackup] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)
    rehearsals: list[Rehearsal] = field(default_factory=list)


def _notes_of(folder: Path, current: Current | None, key: Key, now: Clock) -> _Notes:
    """Read them as far as they can be read."""
    if current is None or key.check() != current.key_check:
        return _Notes()
    notes = _Notes(living(folder, current))
    with (
        suppress(AppError, RuntimeError),
        _opened(living(folder, current), key, now, "") as store,
        store.reading() as work,
    ):
        notes.backups.extend(work.backups.in_order())
        notes.retired.extend(work.backups.retired())
        notes.tries.extend(work.tries.all())
        notes.rehearsals.extend(reversed(work.tries.rehearsals()))
    return notes


def _as_known(file: Path, contents: Contents) -> KnownBackup:
    return KnownBackup(
        file.resolve(),
        datetime.fromisoformat(contents.made_at),
        contents.key_id,
        file.stat().st_size,
        contents.invoices,
        contents.originals,
        contents.audit_seq,
    )


def _prove(made: Path, key: Key, file: Path, report: Report) -> None:
    """Prove a restored ledger; what does not hold was so in the backup."""
    try:
        schema.prove(made, key, report)
    except LedgerDamaged as error:
        raise BackupDamaged(file=file.name, what=error.facts["what"]) from error


def _record(
    file: Path, key: Key, now: Clock, by: str, action: str, notes: _Notes, **details: object
) -> int:
    """Write an audit line into a ledger that nobody else has open; gives its invoices."""
    with _opened(file, key, now, by) as store, store.writing() as work:
        for known in notes.backups:
            work.backups.add(known)
        for key_id in set(notes.retired) - set(work.backups.retired()):
            work.backups.retire(key_id, work.at)
        _add_tries(work.tries, notes)
        if carried := _carried(work, notes, key, now):
            details["questions"] = carried
        work.record(action, None, Topic.COMPANY, **details)
        return work.invoices.count()


def _carried(work: Transaction, notes: _Notes, key: Key, now: Clock) -> int:
    """Carry on what services were asked since; of a damaged ledger what can be read."""
    if notes.ledger is not None:
        with (
            suppress(AppError, RuntimeError),
            _opened(notes.ledger, key, now, "") as store,
            store.reading() as since,
        ):
            return carry_questions(since, work)
    return 0


def _add_tries(tries: Tries, notes: _Notes) -> None:
    """Note what was tried and rehearsed since: a restored ledger does not know it."""
    known, rehearsed = tries.all(), tries.rehearsals()
    for made in notes.tries:
        if made not in known:
            tries.add(made)
    for rehearsal in notes.rehearsals:
        if rehearsal not in rehearsed:
            tries.add_rehearsal(rehearsal)


@contextmanager
def _opened(file: Path, key: Key, now: Clock, by: str) -> Iterator[Store]:
    store = Store(file, key, now, by)
    try:
        yield store
    finally:
        store.close()


def _retire(made: Path, key: Key, old_id: str, now: Clock, by: str) -> list[KnownBackup]:
    """Note the old key as retired and give the backups that still need it or older ones."""
    with _opened(made, key, now, by) as store, store.writing() as work:
        work.backups.retire(old_id, work.at)
        work.record("rekey", None, Topic.COMPANY)
        return work.backups.all()


def _give_up(folder: Path, current: Current, keeper: KeyStore | None, key_id: str) -> None:
    clear_leftovers(folder, current)
    if keeper is not None:
        with suppress(AppError):  # why the work was given up is said, not this
            keeper.forget(key_id)
