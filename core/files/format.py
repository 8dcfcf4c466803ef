"""What an e-invoice format is, and what reading a file gives."""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.invoice import Draft
from core.domain.problem import Problem, ProblemCode


class Refused(Exception):
    """Raised by a reader: the bytes hold no invoice that can be read; `problem` says why."""

    def __init__(self, code: ProblemCode, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, values)


@dataclass(frozen=True, slots=True)
class Format:
    """An e-invoice format, recognised by content; `suffixes` are for file dialogs only.

    `read` is a pure function of bytes that `matches`; it gives at least one draft or raises
    Refused, whatever the bytes are.
    """

    name: str
    suffixes: tuple[str, ...]
    matches: Callable[[bytes], bool]
    read: Callable[[bytes], list[Draft]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in one file: `format` None where it is of no known kind.

    No drafts and a problem: refused. A problem beside drafts: they must be looked at.
    """

    format: str | None
    drafts: tuple[Draft, ...]
    problem: Problem | None = None
