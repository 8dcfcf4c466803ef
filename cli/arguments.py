"""The options that stand anywhere on the line, before or after the command."""

import re
from dataclasses import dataclass
from pathlib import Path

FLAGS = {"--json": "json", "--recovery-code-stdin": "code_from_stdin"}
VALUES = {"--data": "data", "--recovery-code-picture": "code_picture"}


_NEGATIVE = re.compile(r"-\d[\d.,-]*").fullmatch
"""A negative amount to look for is no option."""


class MissingValue(Exception):
    """An option that needs a value stands last."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was said for every command alike."""

    data: Path | None = None
    json: bool = False
    code_from_stdin: bool = False
    code_picture: Path | None = None


def split(arguments: list[str]) -> tuple[Options, list[str]]:
    """Take these options out of the line and give what is left; "--" ends them."""
    found: dict[str, bool | Path] = {}
    rest: list[str] = []
    amounts: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest.extend([argument, *waiting])
        elif argument in FLAGS:
            found[FLAGS[argument]] = True
        elif name in VALUES:
            text = value if equals else next(waiting, None)
            if not text:
                raise MissingValue(name)
            found[VALUES[name]] = Path(text)
        elif _NEGATIVE(argument):
            amounts.append(argument)
        else:
            rest.append(argument)
    if amounts:
        rest = [*rest, *([] if "--" in rest else ["--"]), *amounts]
    return Options(**found), rest  # type: ignore[arg-type]
