"""What became of an import, file by file: in which order, under which word, with which reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from gui.states import Mark, State
from words import figures
from words.problems import problem
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # come with the store, after the first paint
    from core.services.imported import FileResult, Held, Row
    from core.services.imports import Imported


class Part(Enum):
    """What a tile counts and filters by; the order is that of the table, `ALL` apart."""

    ALL = "all"
    REFUSED = "refused"
    LOOK = "look"
    HAD = "had"
    ADDED = "added"


_PARTS = {
    "added": Part.ADDED,
    "attached": Part.HAD,
    "unchanged": Part.HAD,
    "look": Part.LOOK,
    "refused": Part.REFUSED,
}
_ORDER = {part: at for at, part in enumerate(Part)}


@dataclass(slots=True)
class Result:
    """One import as it is shown; trying again what failed adds to it.

    `stopped`: it was cancelled; `failed`: an error ended it. What came before is kept either way.
    `settled` are the numbers of what was settled since; `undone`: it was taken back as a whole.
    """

    name: str
    at: datetime
    parts: "list[Imported]" = field(default_factory=list)
    stopped: bool = False
    failed: bool = False
    undone: bool = False
    files: "list[FileResult]" = field(default_factory=list)
    settled: set[int] = field(default_factory=set)

    def add(self, part: "Imported") -> None:
        """Add what a further run did; what it says of a file replaces what was said of it."""
        said = {each.file for each in part.files}
        self.files = [x for x in self.files if x.file not in said or not _is_refused(x)]
        self.files += part.files
        self.parts.append(part)
        self.undone = False

    @property
    def undoable(self) -> bool:
        """Whether it wrote anything that is not undone yet."""
        return any(part.undoable for part in self.parts)

    def held(self) -> "dict[str, Held]":
        """Give the refused files that lie on no disk."""
        return {label: file for part in self.parts for label, file in part.held.items()}

    def locked_with(self, file: str) -> tuple[str, ...]:
        """Name the locked files that one password may open: those of the same archive."""
        archive = file.partition("!")[0]
        locked = (x.file for x in self.files if x.step.value == "unlock" and _is_refused(x))
        return tuple(dict.fromkeys(x for x in locked if x.partition("!")[0] == archive))

    @property
    def seconds(self) -> float:
        """How long it took, all runs together."""
        return sum(part.seconds for part in self.parts)

    @property
    def amount(self) -> Decimal:
        """The total (价税合计) of the invoices that were added."""
        return sum((part.amount for part in self.parts if part.undoable), Decimal(0))

    def part_of(self, file: "FileResult") -> Part:
        """Say under which tile a file counts now."""
        if self.is_undone(file):
            return Part.REFUSED
        return Part.HAD if file.review in self.settled else _PARTS[file.became.value]

    def is_undone(self, file: "FileResult") -> bool:
        """Whether what came of a file was taken back; what the tax bureau says stays."""
        return self.undone and not _is_refused(file) and not file.stays

    def state_of(self, file: "FileResult") -> State:
        """Say what became of a file, and of what it needed since."""
        if self.is_undone(file):
            return State(Mark.NOT_HELD, tr("Undone"))
        if file.review in self.settled:
            return State(Mark.AGREES, tr("Settled"))
        return state(self.part_of(file))

    def rows(self, part: Part = Part.ALL) -> "list[FileResult]":
        """Give the files of a part, those that need a person first."""
        found = [x for x in self.files if part in (Part.ALL, self.part_of(x))]
        if part is Part.ADDED and not self.undone:  # also those that need a look
            found = [x for x in self.files if x.added or self.part_of(x) is part]
        return sorted(found, key=lambda x: _ORDER[self.part_of(x)])

    def count(self, part: Part) -> int:
        """Count what a tile counts: invoices that were added or there, else files."""
        if self.undone and part in (Part.ADDED, Part.HAD):
            return 0
        if part is Part.ADDED:
            return sum(each.added for each in self.parts)
        if part is Part.HAD:
            return sum(x.known for x in self.parts)
        if part is Part.ALL:
            return len({each.file for each in self.files})
        if part is Part.LOOK:  # the same file twice waits once
            return len({x.review or x.file for x in self.rows(part)})
        return len(self.rows(part))

    def refused(self) -> tuple[str, ...]:
        """Name the files that were refused."""
        return tuple(dict.fromkeys(x.file for x in self.files if _is_refused(x)))

    def rows_of(self, file: str) -> "Iterator[tuple[State, Row]]":
        """Give what is to be said about the rows of a workbook."""
        for part in self.parts:
            yield from ((state(Part.REFUSED), x) for x in part.rejected if x.file == file)
            yield from ((state(Part.LOOK), x) for x in part.review if x.file == file)

    def records(self) -> int:
        """Count the records of the tax bureau that it brought or met."""
        tallies = [part.records for part in self.parts]
        return sum(x.added + x.updated + x.unchanged for x in tallies)


def state(part: Part) -> State:
    """The mark and the word of a part."""
    return {
        Part.ALL: State(Mark.NOT_HELD, tr("All")),
        Part.REFUSED: State(Mark.WRONG, tr("Not imported")),
        Part.LOOK: State(Mark.LOOK, tr("Needs a look")),
        Part.HAD: State(Mark.AGREES, tr("Already here")),
        Part.ADDED: State(Mark.AGREES, tr("Added")),
    }[part]


def unit(part: Part, count: int) -> str:
    """Say what a tile counts."""
    one, many = {
        Part.ALL: (tr("file"), tr("files")),
        Part.REFUSED: (tr("file not imported"), tr("files not imported")),
        Part.LOOK: (tr("waits for you"), tr("wait for you")),
        Part.HAD: (tr("invoice, original attached"), tr("invoices, originals attached")),
        Part.ADDED: (tr("new invoice"), tr("new invoices")),
    }[part]
    return one if count == 1 else many


def reason(file: "FileResult", result: Result) -> str:
    """Say in words why a file became what it became."""
    if file.problem is not None:
        return problem(file.problem)
    rows = list(result.rows_of(file.file))
    if rows:
        return counted(len(rows), tr("1 row needs a look."), tr("{n} rows need a look."))
    if file.step.value == "show_rows":
        return tr("Every row is in.") if file.became.value == "added" else tr("Nothing new in it.")
    if file.entered is not None:
        text = (
            tr("Entered on {day}, the original was attached")
            if file.became.value == "attached"
            else tr("Entered on {day}, with this original")
        )
        return filled(text, {"day": figures.day(file.entered.at.date())})
    return {
        "added": tr("Entered, with its original"),
        "attached": tr("The original was attached"),
        "unchanged": tr("The same file was here before"),
    }.get(file.became.value, "")


def action(file: "FileResult", result: Result) -> str:
    """The word of the one thing to do about a file."""
    if result.is_undone(file):
        return ""
    if file.review in result.settled:
        return tr("View")
    if leads_to_review(file):
        return tr("Review…")
    return {
        "view": tr("View"),
        "review": tr("Settle…"),
        "enter": tr("Enter by hand…"),
        "unlock": tr("Enter the password…"),
        "show_file": tr("Open the folder"),
        "show_rows": tr("Show the rows…"),
        "say_kind": tr("Say what it is…"),
    }[file.step.value]


def leads_to_review(file: "FileResult") -> bool:
    """Whether it is a list of the tax bureau of which every row came in: it is compared next."""
    return file.stays and file.became.value == "added"


def name_in(label: str) -> str:
    """Call a file as the user knows it: its name, with the archive that holds it."""
    archive, _, member = label.rpartition("!")
    last = (member or label).replace("\\", "/").rpartition("/")[2]
    return f"{archive.replace(chr(92), '/').rpartition('/')[2]} / {last}" if archive else last


def _is_refused(file: "FileResult") -> bool:
    return _PARTS[file.became.value] is Part.REFUSED
