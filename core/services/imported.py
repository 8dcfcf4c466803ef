"""What an import did, and what there is to say about its rows."""

from dataclasses import dataclass, field

from core.domain.problem import Problem


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
    """What an import did; `review` is what a person should look at, `rejected` was not kept."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    attached: int = 0
    records: Tally = field(default_factory=Tally)
    review: list[Row] = field(default_factory=list)
    rejected: list[Row] = field(default_factory=list)
    seconds: float = 0.0
