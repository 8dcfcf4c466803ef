"""What an import did, and what there is to say about its files and rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from core.domain.invoice import ZERO, Entered
from core.domain.problem import Problem, ProblemCode

MOST_HELD: Final = 64 * 2**20
"""How many bytes of refused files one import holds in memory."""


class Became(StrEnum):
    """What became of a file, or of one invoice in it."""

    ADDED = "added"
    ATTACHED = "attached"  # the invoice was there: its original was added, what lacked was filled
    UNCHANGED = "unchanged"
    LOOK = "look"
    REFUSED = "refused"


class NextStep(StrEnum):
    """The one thing to do about a row of the result."""

    VIEW = "view"  # show the invoice
    REVIEW = "review"  # settle what needs a look
    ENTER = "enter"  # enter it by hand, the file beside
    UNLOCK = "unlock"  # give its password
    SHOW_FILE = "show_file"  # show it where it lies
    SHOW_ROWS = "show_rows"  # of a workbook
    SAY_KIND = "say_kind"  # say which workbook it is


@dataclass(frozen=True, slots=True)
class Held:
    """A file that lies on no disk, pasted or mailed: in memory as long as it may be wanted."""

    data: bytes = field(repr=False)
    message_id: str | None = None


Holding = Mapping[str, Held]
"""Such files by their label; that of a member of an archive goes on with `!`."""


def holder(held: Holding, file: str) -> str | None:
    """Name the held file that a label of a result is, or lies in."""
    return next((x for x in held if file == x or file.startswith(f"{x}!")), None)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one invoice of a file, of a workbook, or of a file that was refused.

    `file` as `Found.label`. `key` and `amount`, its total, where they are known; `problem` the
    first thing to say; `review` the number of what needs a look; `entered` how and when an
    invoice that was there had come in; `added`: an invoice came into the ledger, also one to be
    looked at; `stays`: it said what the tax bureau has, which no undoing takes back.
    """

    file: str
    became: Became
    step: NextStep
    key: str | None = None
    amount: Decimal | None = None
    problem: Problem | None = None
    review: int | None = None
    entered: Entered | None = None
    added: bool = False
    stays: bool = False


def refused(file: str, problem: Problem) -> FileResult:
    """Say what became of a file of which nothing was kept."""
    step = _STEPS.get(problem.code, _OTHERWISE)
    if problem.values.get("reason") == "layout":  # it can be seen, and a person can read it
        step = NextStep.ENTER
    return FileResult(file, Became.REFUSED, step, problem=problem)


_OTHERWISE = NextStep.SHOW_FILE
_STEPS = {
    ProblemCode.PASSWORD_PROTECTED: NextStep.UNLOCK,
    ProblemCode.WRONG_PASSWORD: NextStep.UNLOCK,
    ProblemCode.NO_CODE: NextStep.ENTER,
    ProblemCode.NOT_AN_INVOICE: NextStep.ENTER,
    ProblemCode.ENCRYPTED_CODE: NextStep.ENTER,
    ProblemCode.LINK_CODE: NextStep.ENTER,
    ProblemCode.HEADER_UNKNOWN: NextStep.SAY_KIND,
    ProblemCode.SHEET_UNKNOWN: NextStep.SAY_KIND,
}


@dataclass(slots=True)
class Tally:
    """How many records of the tax bureau an import added, changed, or met as they were."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Something to say about a row or a file; `row` as Excel counts, None where there is none."""

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    problem: Problem


@dataclass(slots=True)
class Imported:
    """What an import did; `review` is what a person should look at, `rejected` was not kept.

    `files` say the same file by file, in their order, a file of several invoices several times.
    """

    added: int = 0
    added_in_rows: Decimal = ZERO
    """The totals (价税合计) of those of the added that are rows of a workbook."""
    updated: int = 0
    unchanged: int = 0
    attached: int = 0
    both: int = 0
    """Of those that were updated and of those that got a file, the same ones."""
    waiting: int = 0
    """Of those that stay unchanged, those that were met again while they wait for a look."""
    records: Tally = field(default_factory=Tally)
    review: list[Row] = field(default_factory=list)
    rejected: list[Row] = field(default_factory=list)
    files: list[FileResult] = field(default_factory=list)
    seconds: float = 0.0
    held: dict[str, Held] = field(default_factory=dict, repr=False)
    """Refused files that lie on no disk, to be tried again, unlocked, or entered by hand."""
    lines: list[range] = field(default_factory=list, repr=False)
    """Which lines of the audit trail it wrote and are not undone."""
    _undone: list[range] = field(default_factory=list, repr=False)

    @property
    def undoable(self) -> bool:
        """Say whether it wrote anything that is not undone."""
        return bool(self.lines)

    def has_line(self, seq: int) -> bool:
        """Say whether a line of the trail is of this import, or of its undoing."""
        return any(seq in lines for lines in (*self.lines, *self._undone))

    def wrote(self, before: int, reached: int) -> None:
        """Note the lines of a commit: those after `before`, up to `reached`."""
        _append(self.lines, range(before + 1, reached + 1))

    def undid(self, lines: range, wrote: range) -> None:
        """Note that the last lines were undone, by a commit that wrote others."""
        rest = self.lines.pop()
        _append(self.lines, rest[: len(rest) - len(lines)])
        self._undone.append(lines)
        _append(self._undone, wrote)

    @property
    def amount(self) -> Decimal:
        """The total (价税合计) of the invoices that were added."""
        added = [x.amount for x in self.files if x.added]
        return sum((x for x in added if x is not None), self.added_in_rows)

    @property
    def known(self) -> int:
        """How many invoices were there before, each counted once a file; none that waits."""
        return self.attached + self.updated - self.both + self.unchanged - self.waiting

    def figures(self) -> tuple[int, ...]:
        """Give what was counted, and last how much there is to say about rows."""
        records = self.records
        return (
            *(self.added, self.updated, self.attached, records.added, records.updated),
            len(self.review) + len(self.rejected),
        )

    def join(self, part: "Imported") -> None:
        """Add what a part of the work did."""
        self.added += part.added
        self.added_in_rows += part.added_in_rows
        self.updated += part.updated
        self.unchanged += part.unchanged
        self.attached += part.attached
        self.both += part.both
        self.waiting += part.waiting
        self.review += part.review
        self.rejected += part.rejected
        self.files += part.files
        self.held |= part.held
        for lines in part.lines:
            _append(self.lines, lines)

    def refuse(self, file: str, problem: Problem) -> None:
        """Note a file of which nothing was kept."""
        self.rejected.append(Row(file, None, None, None, problem))
        self.files.append(refused(file, problem))

    def hold(self, held: Holding) -> None:
        """Keep in memory what of these was refused, as far as there is room for it."""
        refused = {holder(held, x.file) for x in self.files if x.became is Became.REFUSED}
        left = MOST_HELD - sum(len(x.data) for x in self.held.values())
        for label, file in held.items():
            if label in refused and len(file.data) <= left:
                self.held[label] = file
                left -= len(file.data)

    def look(self, file: str, problems: Sequence[Problem]) -> None:
        """Note what a person should look at in a file."""
        self.review += [Row(file, None, None, None, problem) for problem in problems]


def _append(spans: list[range], lines: range) -> None:
    """Add lines of the trail; those that follow the last ones make them longer."""
    if spans and spans[-1].stop == lines.start:
        lines = range(spans.pop().start, lines.stop)
    if lines:
        spans.append(lines)
