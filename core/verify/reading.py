"""Taking an answer apart: any bytes, no exceptions, numbers from their text and never by float."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from core.domain.answer import Answer, Charged, Failure, State, Then
from core.domain.invoice import ZERO, Face, InvoiceKind, Line, Party, Status
from core.domain.tax import Unreadable, money, number, rate
from core.domain.text import clean, shown
from core.verify.provider import NOT_IN_THE_TABLE, Meaning, Token
from core.verify.wire import Reply

T = TypeVar("T")
_DECODER: Final = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_DEEPEST: Final = 8
_MANY_REQUESTS: Final = 429
_TEXTS: Final = ("code", "number", "check_code", "remark", "drawer", "payee", "reviewer")
_PARTS: Final = ("name", "tax_id", "address_phone", "bank_account")
_RETRIED: Final = frozenset((502, 503, 504))


class Told:
    """One block of an answer; it remembers what was taken, so that nothing told is lost."""

    __slots__ = ("_block", "_taken")

    def __init__(self, block: object = None) -> None:
        """Take a JSON object; anything else is an empty block."""
        self._block: Mapping[str, Any] = block if isinstance(block, dict) else {}
        self._taken: dict[str, tuple[Told, ...]] = {}

    def __bool__(self) -> bool:
        """Say whether anything stands in it; some services fill blocks with "" that say nothing."""
        return next(_leaves(self._block, "", 0), None) is not None

    def __contains__(self, name: str) -> bool:
        """Say whether it has the name, whatever it says."""
        return name in self._block

    def text(self, *names: str) -> str | None:
        """Give the first of these that says something."""
        for name in names:
            found = _written(self._block.get(name))
            if found is not None:
                self._taken[name] = ()
                return found
        return None

    def seen(self, name: str) -> str:
        """Give a text without taking it: it stays among the details."""
        return _written(self._block.get(name)) or ""

    def amount(self, *names: str) -> Decimal | None:
        """Give yuan; None, and the text among the details, where it is none."""
        return self._read(names, money)

    def number(self, *names: str) -> Decimal | None:
        """Give a quantity or a price with all its decimals."""
        return self._read(names, number)

    def rate(self, *names: str) -> str | None:
        """Give a tax rate, or the word in its place."""
        return self._read(names, rate)

    def day(self, *names: str) -> date | None:
        """Give a day: 2025-03-15, 20250315 or 2025年03月15日, a time behind it or none."""
        return self._read(names, _day)

    def block(self, name: str) -> "Told":
        """Give a block inside."""
        found = Told(self._block.get(name))
        self._taken[name] = (found,)
        return found

    def blocks(self, *names: str) -> "tuple[Told, ...]":
        """Give the first of these lists that holds blocks."""
        for name in names:
            rows = self._block.get(name)
            found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
            if found:
                self._taken[name] = made = tuple(Told(row) for row in found)
                return made
        return ()

    def rest(self, path: str = "") -> Iterator[tuple[str, str]]:
        """Give what was not taken, by its name and its way there."""
        for name, value in self._block.items():
            inside = self._taken.get(name)
            if inside is None:
                yield from _leaves(value, path + name, 0)
            elif len(inside) == 1 and not isinstance(value, list):
                yield from inside[0].rest(f"{path}{name}.")
            else:
                for place, each in enumerate(inside):
                    yield from each.rest(f"{path}{name}[{place}].")

    def _read(self, names: tuple[str, ...], reader: Callable[[str], T]) -> T | None:
        for name in names:
            found = _written(self._block.get(name))
            if found is not None:
                try:
                    read = reader(found)
                except (Unreadable, ValueError):
                    continue
                self._taken[name] = ()
                return read
        return None


def opened(text: str | None) -> dict[str, Any] | None:
    """Read a JSON object; all numbers in it stay text. None for whatever else."""
    try:
        found = _DECODER.decode(text or "")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def unread(provider: str, reply: Reply, code: str = "", message: str = "", **more: Any) -> Answer:
    """Make the answer of what no table explains: by its HTTP status, else not interpreted."""
    state, then, failure = State.UNINTERPRETED, Then.NOTHING, None
    charged = Charged.UNKNOWN
    if reply.status >= 500:
        state, failure = State.UNAVAILABLE, Failure.BUSY
        then = Then.RETRY if reply.status in _RETRIED else Then.LATER
    elif reply.status == _MANY_REQUESTS:
        state, then, charged = State.UNAVAILABLE, Then.BACK_OFF, Charged.NO
    elif 300 <= reply.status < 400:
        state, failure, charged = State.UNAVAILABLE, Failure.REDIRECTED, Charged.NO
    elif reply.text is None:
        failure = Failure.ENCODING
    code = code or ("" if reply.status == 200 else f"HTTP {reply.status}")
    return Answer(provider=provider, state=state, charged=charged, then=then, failure=failure,
                  wait=reply.wait, code=code, message=message, raw=reply.raw, **more)  # fmt: skip


def judged(
    provider: str, reply: Reply, meaning: Meaning, code: str, message: str, **more: Any
) -> Answer:
    """Make the answer that a row of the table stands for; what has no row is not interpreted."""
    if meaning == NOT_IN_THE_TABLE:
        return unread(provider, reply, code, message, **more)
    return Answer(provider=provider, state=meaning.state, charged=meaning.charged,
                  then=meaning.then, wait=reply.wait, code=code, message=message, raw=reply.raw,
                  **more)  # fmt: skip


def believed(
    provider: str, reply: Reply, meaning: Meaning, code: str, message: str, face: Face, **more: Any
) -> Answer:
    """Make the answer of a row of the table and a face: no match without one that names it."""
    if reply.status != 200:
        meaning = NOT_IN_THE_TABLE
    good = is_evident(face)
    if meaning.state is State.MATCH and not good:
        return unread(provider, reply, code, message, request_id=more.get("request_id", ""))
    return judged(provider, reply, meaning, code, message, face=face if good else None, **more)


def token_of(told: Told, at: datetime, most: timedelta) -> Token | None:
    """Read a token; it lasts as long as it says, and no longer than it is known to."""
    token, seconds = told.text("access_token"), told.number("expires_in")
    if not token or not seconds:
        return None
    return Token(
        token, at + timedelta(seconds=max(0, min(int(seconds), int(most.total_seconds()))))
    )


def times_of(text: str) -> int | None:
    """Read how often an invoice was checked."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def is_evident(face: Face) -> bool:
    """Say whether a face says enough to be believed: its number, and a day or an amount."""
    amounts = (face.total, face.net)
    return bool(face.number) and (face.issued_on is not None or any(a is not None for a in amounts))


def status_of(words: Mapping[str, Status], said: str, face: Face) -> Status | None:
    """Give the state of an invoice; a normal one with negative amounts is a red one."""
    found = words.get(said)
    return Status.RED if found is Status.NORMAL and face.amount < ZERO else found


Names = Mapping[str, tuple[str, ...]]
"""By our name of a field, what a service calls it; of several the first that says something."""


def face_of(
    told: Told, names: Names, kind: InvoiceKind | None, lines: tuple[Line, ...] = ()
) -> Face:
    """Read a face from a block that has its fields side by side."""
    texts = {field: told.text(*names.get(field, ())) for field in _TEXTS}
    amounts = {field: told.amount(*names.get(field, ())) for field in ("net", "tax", "total")}
    parties = {
        side: Party(*(told.text(*names.get(f"{side}.{part}", ())) for part in _PARTS))
        for side in ("seller", "buyer")
    }
    issued_on = told.day(*names.get("issued_on", ()))
    return Face(kind=kind, issued_on=issued_on, lines=lines, **texts, **amounts, **parties)  # type: ignore[arg-type]


def line_of(told: Told, names: Names) -> Line:
    """Read a line."""
    return Line(
        name=told.text(*names["name"]),
        spec=told.text(*names["spec"]),
        unit=told.text(*names["unit"]),
        quantity=told.number(*names["quantity"]),
        unit_price=told.number(*names["unit_price"]),
        net=told.amount(*names["net"]),
        rate=told.rate(*names["rate"]),
        tax=told.amount(*names["tax"]),
        tax_code=told.text(*names.get("tax_code", ())),
    )


def _written(value: object) -> str | None:
    if isinstance(value, str):
        return shown(value)
    return str(value).lower() if isinstance(value, bool) else None


def _day(text: str) -> date:
    found = clean(text).replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-")
    if found[:8].isdigit():
        return date(int(found[:4]), int(found[4:6]), int(found[6:8]))
    year, month, day = found[:10].split("-")
    return date(int(year), int(month), int(day[:2]))


def _leaves(value: object, path: str, depth: int) -> Iterator[tuple[str, str]]:
    found = _written(value)
    if found is not None:
        yield shown(path) or "", found
    elif depth < _DEEPEST and isinstance(value, dict):
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}", depth + 1)
    elif depth < _DEEPEST and isinstance(value, list):
        for place, each in enumerate(value):
            yield from _leaves(each, f"{path}[{place}]", depth + 1)
