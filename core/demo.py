"""The main job from end to end on bundled fictional samples, and a ledger to look around in.

Everything happens in temporary folders, with keys that live in memory alone.
"""

import atexit
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from core.app import Core, beijing_now, create_folder, user_name
from core.domain.company import Company
from core.domain.covering import Stated
from core.domain.decision import Case, Decision, DecisionKind
from core.domain.discrepancy import CauseCode, DiscrepancyType
from core.domain.invoice import Draft, EntryMethod, Invoice
from core.domain.query import Query
from core.errors import AlreadyEntered, AppError, FolderTaken, FolderUnwritable
from core.files import read, scan, walk
from core.secrets import MemoryKeys, MemoryVault
from core.services.checks import Severity
from core.services.restoring import restore

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "demo"
COMPANY = Company("北京松果文具有限公司", "91110105MA01F1CT48")
"""The fictional company of the samples."""

Facts = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the demonstration: whether it held, what it found, and the cases it shows."""

    name: str
    ok: bool
    seconds: float
    facts: Facts
    cases: tuple[Case, ...] = ()


def demonstrate(folder: Path | None = None) -> list[Step]:
    """Do the main job in `folder`, or a temporary one, and say how each step went."""
    with _place(folder) as place:
        return Demonstration(place).run()


def open_demo() -> Core:
    """Open a ledger filled with the samples; it is gone when the program ends."""
    place = Path(tempfile.mkdtemp(prefix="piaohe-demo-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    core = _new_ledger(place / "ledger")
    core.imports.run(_workbooks())
    return core


class Demonstration:
    """The steps, each building on those before."""

    def __init__(self, place: Path) -> None:
        """Work in this folder, which is there."""
        self._place = place
        self._drafts: list[tuple[Draft, EntryMethod]] = []
        self._core: Core | None = None
        self._keys = MemoryKeys()
        self._backup = place
        self._cases: tuple[Case, ...] = ()
        self._shown: tuple[Case, ...] = ()

    def run(self) -> list[Step]:
        """Do all steps; a failed one ends the run, for the next ones need it."""
        steps: list[Step] = []
        for name, step in (
            ("scan", self._scan),
            ("read", self._read),
            ("init", self._init),
            ("import", self._import),
            ("import_again", self._import_again),
            ("bureau", self._bureau),
            ("reconcile", self._reconcile),
            ("explain", self._explain),
            ("decide", self._decide),
            ("bureau_again", self._bureau_again),
            ("enter", self._enter),
            ("find", self._find),
            ("export", self._export),
            ("compare", self._compare),
            ("check", self._check),
            ("back_up", self._back_up),
            ("restore", self._restore),
        ):
            self._shown = ()
            made = _timed(name, step)
            steps.append(replace(made, cases=self._shown))
            if not steps[-1].ok:
                break
        if self._core is not None:
            self._core.close()
        return steps

    @property
    def core(self) -> Core:
        """The open ledger of the demonstration."""
        assert self._core is not None, "the step before makes it"
        return self._core

    def _scan(self) -> tuple[bool, Facts]:
        codes = [code for file in walk(_samples(".png", ".pdf")) for code in scan(file.data)]
        drafts = [code.draft for code in codes if code.draft is not None]
        self._drafts.extend((draft, EntryMethod.SCAN) for draft in drafts)
        return bool(drafts) and len(drafts) == len(codes), {"codes": len(codes)}

    def _read(self) -> tuple[bool, Facts]:
        readings = [read(file.data) for file in walk(_samples(".xml"))]
        drafts = [draft for reading in readings for draft in reading.drafts]
        self._drafts.extend((draft, EntryMethod.FILE) for draft in drafts)
        whole = bool(drafts) and all(reading.problem is None for reading in readings)
        return whole, {"files": len(readings), "invoices": len(drafts)}

    def _init(self) -> tuple[bool, Facts]:
        self._core = _new_ledger(self._place / "ledger", self._keys)
        return True, {"encrypted": "SQLCipher"}

    def _import(self) -> tuple[bool, Facts]:
        done = self.core.imports.run(_ledgers())
        facts: Facts = {"added": done.added, "review": len(done.review)}
        return done.added > 0 and not done.rejected, facts

    def _import_again(self) -> tuple[bool, Facts]:
        done = self.core.imports.run(_ledgers())
        return not done.added and not done.updated, {"unchanged": done.unchanged}

    def _bureau(self) -> tuple[bool, Facts]:
        done = self.core.imports.run(_exports())
        facts: Facts = {"records": done.records.added, "review": len(done.review)}
        return done.records.added > 0 and not done.rejected, facts

    def _reconcile(self) -> tuple[bool, Facts]:
        found = self.core.reconciliation.run()
        self._cases = found.cases
        kinds = Counter(case.type.value for case in found.cases)
        facts: Facts = {"agree": found.matched, **kinds, "not_covered": found.not_covered}
        return len(kinds) == len(DiscrepancyType), facts

    def _explain(self) -> tuple[bool, Facts]:
        self._shown = self._cases
        causes = Counter(case.causes[0].cause.value for case in self._cases)
        return CauseCode.UNKNOWN not in causes, dict(causes)

    def _decide(self) -> tuple[bool, Facts]:
        """Correct what differs in an amount, and ignore what never stands in an export."""
        of = {case.causes[0].cause: case for case in self._cases}
        wrong, other = of[CauseCode.AMOUNT_MISTYPED], of[CauseCode.NOT_IN_EXPORT_BY_NATURE]
        self.core.deciding.decide([wrong], DecisionKind.CORRECT, note="demo")
        self.core.deciding.decide([other], DecisionKind.IGNORE, note="demo")
        left = self.core.reconciliation.run().cases
        kept = [case for case in left if case.decision is not None]
        self._shown = tuple(kept)
        return (len(left), len(kept)) == (len(self._cases) - 1, 1), {
            "corrected": len(self._cases) - len(left),
            "ignored": len(kept),
        }

    def _bureau_again(self) -> tuple[bool, Facts]:
        """A newer export of the same days, in which nothing has changed."""
        before = self.core.reconciliation.run().cases
        made = beijing_now().date()
        done = self.core.imports.run(_exports(), stated=Stated(made=made))
        after = self.core.reconciliation.run().cases
        again = sum(case.decision is None for case in after)
        again -= sum(case.decision is None for case in before)
        return _settled(after) == _settled(before), {
            "unchanged": done.records.unchanged,
            "reopened": again,
        }

    def _enter(self) -> tuple[bool, Facts]:
        added = already = 0
        for draft, how in self._drafts:
            try:
                self.core.entry.add(draft, how)
                added += 1
            except AlreadyEntered:
                already += 1
        return added > 0, {"added": added, "duplicates": already}

    def _find(self) -> tuple[bool, Facts]:
        everything = self.core.lookup.find(Query(), 1)
        name = everything.invoices[0].seller.name or ""
        found = self.core.lookup.find(Query(text=name[2:4]))
        return 0 < found.total <= everything.total, {
            "invoices": everything.total,
            "word": name[2:4],
            "hits": found.total,
        }

    def _export(self) -> tuple[bool, Facts]:
        count = self.core.exports.run(self._place / "ledger.xlsx", Query())
        return count == self.core.lookup.find(Query(), 0).total, {"invoices": count}

    def _compare(self) -> tuple[bool, Facts]:
        second = _new_ledger(self._place / "second")
        try:
            second.imports.run([self._place / "ledger.xlsx"])
            ours, theirs = _all(self.core), _all(second)
        finally:
            second.close()
        return ours == theirs, {"compared": len(ours)}

    def _check(self) -> tuple[bool, Facts]:
        findings = self.core.checks.run()
        broken = [f.code for f in findings if f.severity is Severity.BROKEN]
        return not broken, {"broken": len(broken)}

    def _back_up(self) -> tuple[bool, Facts]:
        folder = self._place / "backups"
        folder.mkdir(exist_ok=True)
        made = self.core.backups.make(folder)
        self._backup = made.file
        return made.invoices == self.core.lookup.find(Query(), 0).total, {"bytes": made.bytes}

    def _restore(self) -> tuple[bool, Facts]:
        folder = self._place / "restored"
        restore(self._backup, folder, self._keys, now=beijing_now, by=user_name())
        restored = Core.open(folder, self._keys, vault=MemoryVault())
        try:
            ours, theirs = _whole(self.core), _whole(restored)
            same = self.core.reconciliation.run().cases == restored.reconciliation.run().cases
        finally:
            restored.close()
        return ours == theirs and same, {"compared": len(ours)}


def _settled(cases: Sequence[Case]) -> list[tuple[str, Decision | None]]:
    return [(case.key, case.decision) for case in cases]


def _whole(core: Core) -> list[Invoice]:
    """Every invoice with all that is known of it."""
    found = core.lookup.find(Query(), 1_000_000).invoices
    return sorted(found, key=lambda x: x.key.name)


def _all(core: Core) -> list[Invoice]:
    """Every invoice, without the moment and the person of its entry."""
    return [replace(x, entered=None) for x in _whole(core)]


def _new_ledger(folder: Path, keys: MemoryKeys | None = None) -> Core:
    keys = keys or MemoryKeys()
    create_folder(folder, COMPANY, keys)
    return Core.open(folder, keys, vault=MemoryVault())  # nobody's account is the samples'


def _samples(*suffixes: str) -> list[Path]:
    return sorted(file for file in SAMPLES.iterdir() if file.suffix in suffixes)


def _workbooks() -> list[Path]:
    return _samples(".xlsx")


def _exports() -> list[Path]:
    return [file for file in _workbooks() if file.name.startswith("全量发票")]


def _ledgers() -> list[Path]:
    return [file for file in _workbooks() if file not in _exports()]


def _timed(name: str, step: Callable[[], tuple[bool, Facts]]) -> Step:
    started = time.monotonic()
    try:
        ok, facts = step()
    except AppError as error:
        ok, facts = False, {"error": error.code}
    return Step(name, ok, time.monotonic() - started, facts)


@contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise FolderTaken(folder=str(folder)) from None
        except OSError as error:
            raise FolderUnwritable(folder=str(folder)) from error
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="piaohe-demo-", ignore_cleanup_errors=True) as made:
        yield Path(made)
