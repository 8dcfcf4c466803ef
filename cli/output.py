"""What the command line prints: one JSON document, or a table; words on standard error."""

import json
import os
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from core.domain.invoice import Entered, Face, Line, Party
from core.domain.problem import Problem
from core.errors import FileNotWritten
from core.services.imports import Row

DONE, NEEDS_A_LOOK, NOT_DONE = 0, 1, 2
"""The exit statuses of the contract."""


WIDTH = 240
"""Columns of a table that goes to a file or another program, where nothing should be folded."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command gives: the JSON document, the status, and the same for the eye."""

    document: Any
    status: int
    shown: Sequence[Any]


def use_utf8() -> None:
    """Write UTF-8 without BOM on every system, whatever its code page.

    Without a console, as under pythonw, there are no streams: what is said then goes nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - to the end
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def require_reader() -> None:
    """Raise FileNotWritten where nobody could receive a code that is printed once."""
    if getattr(sys.stdout, "name", None) == os.devnull:
        raise FileNotWritten(file="stdout", reason="damaged")


def print_json(document: Any) -> None:
    """Print the one document."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def print_shown(shown: Iterable[Any]) -> None:
    """Print tables and lines for the eye; nothing in them is read as markup."""
    width = None if sys.stdout.isatty() else WIDTH
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    for item in shown:
        console.print(visible(item) if isinstance(item, str) else item)


def say(text: str) -> None:
    """Say a sentence on standard error."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    console.print(visible(text))


def visible(text: str) -> str:
    """Put a sign in the place of each control character, which a terminal would obey."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""All but tab and line end; also those that turn the direction of what follows."""


class Listing(Table):
    """A table whose cells are shown as they stand."""

    def add_row(self, *cells: Any, **options: Any) -> None:
        """Add a row; names of files and parties may hold anything."""
        super().add_row(*map(visible, cells), **options)


def table(*titles: str, whole: Collection[int] = (), right: Collection[int] = ()) -> Listing:
    """Make a table; the columns in `whole` are never folded, those in `right` hold amounts."""
    made = Listing(box=None, pad_edge=False, header_style="bold")
    for place, title in enumerate(titles):
        made.add_column(
            title,
            justify="right" if place in right else "left",
            overflow="fold",
            no_wrap=place in whole or place in right,
        )
    return made


def invoice_json(face: Face) -> dict[str, Any]:
    """Write an invoice as the contract has it."""
    return {
        "kind": face.kind,
        "code": face.code,
        "number": face.number,
        "issued_on": _day(face.issued_on),
        "net": _amount(face.net),
        "tax": _amount(face.tax),
        "other_charges": _amount(face.other_charges),
        "total": _amount(face.total),
        "check_code": face.check_code,
        "seller": _party(face.seller),
        "buyer": _party(face.buyer),
        "lines": [_line(line) for line in face.lines],
        "remark": face.remark,
        "drawer": face.drawer,
        "payee": face.payee,
        "reviewer": face.reviewer,
        "direction": face.direction,
        "status": face.status,
        "red_of": face.red_of,
        "entered": _entered(face.entered),
        "category": face.category,
        "tags": list(face.tags),
    }


def problem_json(problem: Problem | None) -> dict[str, Any] | None:
    """Write a problem as its code and values; the field it is about is one of them."""
    if problem is None:
        return None
    place = {"field": problem.field} if problem.field else {}
    return {"code": problem.code, "values": place | dict(problem.values)}


def row_json(row: Row) -> dict[str, Any]:
    """Write one row of an import's review or rejections."""
    place = {"file": row.file, "sheet": row.sheet, "row": row.row, "column": row.column}
    problem = problem_json(row.problem) or {}
    return place | problem


def _party(party: Party) -> dict[str, str | None]:
    return {
        "name": party.name,
        "tax_id": party.tax_id,
        "address_phone": party.address_phone,
        "bank_account": party.bank_account,
    }


def _line(line: Line) -> dict[str, str | None]:
    return {
        "name": line.name,
        "spec": line.spec,
        "unit": line.unit,
        "quantity": _decimal(line.quantity),
        "unit_price": _decimal(line.unit_price),
        "net": _amount(line.net),
        "rate": line.rate,
        "tax": _amount(line.tax),
        "tax_code": line.tax_code,
    }


def _entered(entered: Entered | None) -> dict[str, Any] | None:
    if entered is None:
        return None
    return {
        "how": entered.how,
        "by": entered.by,
        "at": entered.at.isoformat(timespec="seconds"),
        "offline": entered.offline,
        "late": entered.late,
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, ".2f")


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
