"""Questions to the verification services and their answers: rows to values and back.

A question is written before it is sent. One without an answer was sent, or may have been.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from core.domain.answer import Answer, Charged, State
from core.domain.history import Asked, How
from core.domain.invoice import Draft, Face, Status
from core.domain.plain import draft_from, plain, problems_from
from core.domain.problem import Problem
from core.store.chunks import chunks
from core.store.tables import invoices, names, verifications

ASKED: Final = "asked"
"""The state of a question without an answer."""

OVER: Final = (Status.VOIDED, Status.RED_FULL)
"""Nothing becomes of such an invoice any more."""

_MATCHES: Final = "matches"  # as ledgers of the first schema have it
_CHARGED: Final = {Charged.YES: True, Charged.NO: False, Charged.UNKNOWN: None}


class VerificationTable:
    """The questions and answers as one transaction sees them."""

    def __init__(self, connection: Connection, at: datetime, by: str) -> None:
        """Work on the connection of a transaction."""
        self._connection = connection
        self._at = at
        self._by = by

    def ask(self, invoice: int, provider: str) -> int:
        """Note that a question is about to be sent, and give its number."""
        row = {"invoice": invoice, "provider": provider, "how": How.PROVIDER.value}
        return self._add(row | {"state": ASKED})

    def add(self, invoice: int, how: How, answer: Answer, at: datetime, **more: Any) -> int:
        """Keep what was not asked by the program: a person saw it, or a file holds it."""
        row = {"invoice": invoice, "provider": answer.provider, "how": how.value, "counted": True}
        return self._add(row | _answered(answer) | {"at": _moment(at)} | more)

    def answer(
        self,
        number: int,
        answer: Answer,
        *,
        fills: Sequence[str] = (),
        differs: Sequence[Problem] = (),
        counted: bool = True,
        alarm: bool = False,
        milliseconds: int | None = None,
    ) -> None:
        """Keep the answer to a question."""
        self._write(
            number,
            _answered(answer)
            | {
                "answered_at": _moment(self._at),
                "fills": _json(list(fills)) if fills else None,
                "differs": _json([plain(x) for x in differs]) if differs else None,
                "counted": counted,
                "alarm": alarm or None,
                "milliseconds": milliseconds,
            },
        )

    def settle(self, number: int, fills: Sequence[str], differs: Sequence[Problem]) -> None:
        """Note what an answer still holds and ours still lacks, and where they contradict."""
        self._write(
            number,
            {
                "fills": _json(list(fills)) if fills else None,
                "differs": _json([plain(x) for x in differs]) if differs else None,
            },
        )

    def withdraw(self, number: int) -> None:
        """Forget a question that was certainly not sent."""
        table = verifications
        mine = (table.c.id == number) & (table.c.state == ASKED)
        self._connection.execute(table.delete().where(mine))

    def unanswered(self) -> list[tuple[int, int]]:
        """Give the questions without an answer, with their invoices."""
        table = verifications
        query = select(table.c.id, table.c.invoice).where(table.c.state == ASKED)
        return [(row.id, row.invoice) for row in self._connection.execute(query)]

    def invoice_of(self, number: int) -> int | None:
        """Give the invoice of a question, which may have become one with another since."""
        query = select(verifications.c.invoice).where(verifications.c.id == number)
        return self._connection.execute(query).scalar()

    def tries(self, ids: Collection[int], day: date) -> dict[int, int]:
        """Say how often each invoice was asked about on a day, of all services together.

        A question that was noted before midnight and answered after it may have been sent on
        either day. What stands more than a day ahead was noted by a wrong clock.
        """
        table = verifications
        first = datetime.combine(day, time(), self._at.tzinfo)
        since, until = _moment(first), _moment(first + timedelta(days=2))
        ours = table.c.how.is_(None) | (table.c.how == How.PROVIDER.value)
        late = ours & table.c.answered_at.between(since, until)
        query = (
            select(table.c.invoice, func.count())
            .where(table.c.at.between(since, until) | late)
            .where(or_(table.c.counted.is_(None), table.c.counted))
            .group_by(table.c.invoice)
        )
        found: dict[int, int] = {}
        for chunk in chunks(sorted(ids)):
            rows = self._connection.execute(query.where(table.c.invoice.in_(chunk)))
            found.update({row[0]: row[1] for row in rows})
        return found

    def get(self, numbers: Collection[int]) -> list[Asked]:
        """Give questions by their numbers, oldest first."""
        return [
            _asked(row)
            for chunk in chunks(sorted(numbers))
            for row in self._connection.execute(_BY_NUMBER, {"numbers": chunk})
        ]

    def of(self, numbers: Iterable[int]) -> list[tuple[int, Asked, Face | None]]:
        """Give questions with the rows of their invoices and what the answers hold of them."""
        return [
            (row.invoice, _asked(row), face_of(row.face))
            for chunk in chunks(sorted(set(numbers)))
            for row in self._connection.execute(_BY_NUMBER, {"numbers": chunk})
        ]

    def find(self, where: "Where", limit: int, offset: int) -> list[Asked]:
        """Give the questions that fit, newest first."""
        query = where.on(_ASKED).order_by(verifications.c.id.desc()).limit(limit).offset(offset)
        return [_asked(row) for row in self._connection.execute(query)]

    def count(self, where: "Where") -> int:
        """Count the questions that fit."""
        query = where.on(select(func.count()).select_from(verifications))
        return int(self._connection.execute(query).scalar_one())

    def newest_definite(self, ids: Collection[int]) -> dict[int, Asked]:
        """Give the newest answer about each invoice that settled the question.

        The newest is the last that was kept: clocks may have been wrong.
        """
        table = verifications
        query = _ASKED.where(table.c.state.in_(_DEFINITE)).order_by(table.c.id)
        return {
            row.invoice: _asked(row)
            for chunk in chunks(sorted(ids))
            for row in self._connection.execute(query.where(table.c.invoice.in_(chunk)))
        }

    def settled(self, ids: Collection[int]) -> dict[int, State]:
        """Say for each invoice what the answer that was kept last and settled the question was."""
        table = verifications
        query = (
            select(table.c.invoice, table.c.state)
            .where(table.c.state.in_(_DEFINITE))
            .order_by(table.c.id)
        )
        return {
            row.invoice: State.MATCH if row.state == _MATCHES else State(row.state)
            for chunk in chunks(sorted(ids))
            for row in self._connection.execute(query.where(table.c.invoice.in_(chunk)))
        }

    def matched_before(self, moment: datetime, issued_since: date) -> list[int]:
        """Give what was found in order, is not known to be over, and last seen before a moment.

        What was seen more than a day ahead of now was seen by a wrong clock, nobody knows when.
        """
        table = verifications
        ahead = table.c.at > _moment(self._at + timedelta(days=1))
        matched = (
            select(table.c.invoice)
            .where(table.c.id.in_(_NEWEST), table.c.state == _MATCHES)
            .where((table.c.at < _moment(moment)) | ahead)
        )
        living = invoices.c.deleted_at.is_(None) & (invoices.c.issued_on >= issued_since)
        query = select(invoices.c.id).where(invoices.c.id.in_(matched), living)
        query = query.where(invoices.c.status.not_in([status.value for status in OVER]))
        return list(self._connection.execute(query.order_by(invoices.c.issued_on)).scalars())

    def offering(self, limit: int, offset: int) -> list[tuple[int, Asked, Face | None]]:
        """Give the answers that hold what ours lacks, newest first."""
        query = _ASKED.where(verifications.c.fills.is_not(None))
        query = query.order_by(verifications.c.id.desc()).limit(limit).offset(offset)
        rows = self._connection.execute(query)
        return [(row.invoice, _asked(row), face_of(row.face)) for row in rows]

    def mark_seen(self, numbers: Collection[int]) -> int:
        """Note that somebody has seen these alarms; give how many were new."""
        table = verifications
        return sum(
            self._connection.execute(
                update(table)
                .where(table.c.id.in_(chunk), table.c.alarm, table.c.seen_at.is_(None))
                .values(seen_at=_moment(self._at))
            ).rowcount
            for chunk in chunks(sorted(numbers))
        )

    def marks(self) -> Iterator[tuple[int, tuple[str, str, str, str]]]:
        """Give the number of every question with what it is told by in other ledgers.

        One of a name of its invoice, the moment, the service and how it was asked, for each name.
        """
        table = verifications
        query = select(table.c.id, names.c.name, table.c.at, table.c.provider, table.c.how)
        query = query.join(names, names.c.invoice == table.c.invoice)
        for number, name, at, provider, how in self._connection.execute(query):
            yield number, (name, at, provider, how or How.PROVIDER.value)

    def rows(self, numbers: Collection[int]) -> list[Mapping[str, Any]]:
        """Give questions as they are kept, oldest first."""
        table = verifications
        query = select(table).where(table.c.id.in_(sorted(numbers))).order_by(table.c.id)
        return [dict(row._mapping) for row in self._connection.execute(query)]

    def take(self, invoice: int, row: Mapping[str, Any]) -> None:
        """Keep a question of another ledger; the picture that it names stays there."""
        own = {name: value for name, value in row.items() if name != "id"}
        self._connection.execute(_NEW, own | {"invoice": invoice, "original": None})

    def counts(self) -> Mapping[str, int]:
        """Count the invoices by the newest answer that settled the question."""
        table = verifications
        query = select(table.c.state, func.count()).where(table.c.id.in_(_NEWEST))
        rows = self._connection.execute(query.group_by(table.c.state))
        return {state_of(row[0]) or ASKED: row[1] for row in rows}

    def charges(self, since: date, until: date) -> dict[str, Counter[Charged]]:
        """Count what each service was asked from a day on and before another, by its charges."""
        table = verifications
        asked = (table.c.how.is_(None)) | (table.c.how == How.PROVIDER.value)
        days = (table.c.at >= since.isoformat()) & (table.c.at < until.isoformat())
        query = select(table.c.provider, table.c.charged, func.count()).where(asked, days)
        query = query.group_by(table.c.provider, table.c.charged)
        found: dict[str, Counter[Charged]] = {}
        for provider, charged, count in self._connection.execute(query):
            found.setdefault(provider, Counter())[_charged(charged)] += count
        return found

    def milliseconds(self, limit: int, provider: str | None = None) -> list[int]:
        """Give how long the newest answers took, or those of them that a service gave."""
        table = verifications
        query = select(table.c.milliseconds, table.c.provider)
        query = query.where(table.c.milliseconds.is_not(None))
        rows = self._connection.execute(query.order_by(table.c.id.desc()).limit(limit))
        return [row.milliseconds for row in rows if provider in (None, row.provider)]

    def _add(self, values: Mapping[str, Any]) -> int:
        row = {"at": _moment(self._at), "by": self._by} | dict(values)
        made = self._connection.execute(_NEW, row)
        return int((made.inserted_primary_key or (0,))[0])

    def _write(self, number: int, values: Mapping[str, Any]) -> None:
        self._connection.execute(_CHANGED, {"number": number, **values})


class Where:
    """Which questions are looked for; everything that is given must fit."""

    def __init__(
        self,
        ids: Collection[int] | None = None,
        text: str = "",
        since: date | None = None,
        until: date | None = None,
        states: Collection[State] = (),
        *,
        alarms: bool = False,
        unseen: bool = False,
    ) -> None:
        table, self._conditions = verifications, list[Any]()
        if ids is not None:
            self._conditions.append(table.c.invoice.in_(sorted(ids)))
        for word in text.split():
            self._conditions.append(_holds(word))
        if since:
            self._conditions.append(table.c.at >= since.isoformat())
        if until:
            self._conditions.append(table.c.at < f"{until.isoformat()}U")  # after any T of the day
        if states:
            self._conditions.append(table.c.state.in_([_word(state) for state in states]))
        if alarms:
            self._conditions.append(table.c.alarm)
        if unseen:
            self._conditions.append(table.c.seen_at.is_(None))

    def on(self, query: Select[Any]) -> Select[Any]:
        """Give the query with the conditions."""
        return query.where(*self._conditions)


def face_of(text: str | None) -> Face | None:
    """Read what an answer holds of the invoice."""
    return draft_from(json.loads(text)) if text else None


def state_of(word: str) -> State | None:
    """Read a state as it is kept; None for a question without an answer."""
    if word == ASKED:
        return None
    return State.MATCH if word == _MATCHES else State(word)


def _holds(word: str) -> Any:
    like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    table = verifications
    named = select(names.c.invoice).where(names.c.name.like(like, escape="\\"))
    columns = ("provider", "by", "code", "message", "request_id", "note", "raw")
    texts = [table.c[name].like(like, escape="\\") for name in columns]
    return or_(table.c.invoice.in_(named), *texts)


def _answered(answer: Answer) -> dict[str, Any]:
    face = answer.face
    draft = Draft(**{f: getattr(face, f) for f in _FACE}) if face is not None else None
    return {
        "state": _word(answer.state),
        "status": answer.status and answer.status.value,
        "charged": _CHARGED[answer.charged],
        "code": answer.code or None,
        "message": answer.message or None,
        "request_id": answer.request_id or None,
        "raw": answer.raw or None,
        "face": _json(plain(draft)) if draft else None,
    }


def _word(state: State) -> str:
    return _MATCHES if state is State.MATCH else state.value


def _charged(kept: bool | None) -> Charged:
    return next(x for x, word in _CHARGED.items() if word is kept)


def _asked(row: Row[Any]) -> Asked:
    return Asked(
        row.id,
        row.key,
        How(row.how) if row.how else How.PROVIDER,
        row.provider,
        row.by or "",
        datetime.fromisoformat(row.at),
        datetime.fromisoformat(row.answered_at) if row.answered_at else None,
        state_of(row.state),
        Status(row.status) if row.status else None,
        _charged(row.charged),
        row.code or "",
        row.message or "",
        row.request_id or "",
        row.raw or "",
        tuple(json.loads(row.fills)) if row.fills else (),
        problems_from(json.loads(row.differs)) if row.differs else (),
        row.original,
        row.note or "",
        row.milliseconds,
        bool(row.alarm),
        row.seen_at is not None,
    )


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


_FACE: Final = tuple(Face.__dataclass_fields__)
_DEFINITE: Final = (_MATCHES, State.MISMATCH.value, State.NOT_FOUND.value)
_NEWEST: Final = (
    select(func.max(verifications.c.id))
    .where(verifications.c.state.in_(_DEFINITE))
    .group_by(verifications.c.invoice)
    .scalar_subquery()
)
_KEY: Final = (
    # a key of 20 digits comes before one of code and number
    select(names.c.name)
    .where(names.c.invoice == verifications.c.invoice)
    .order_by(func.length(names.c.name).desc(), names.c.name)
    .limit(1)
    .correlate(verifications)
    .scalar_subquery()
    .label("key")
)
_ASKED: Final = select(verifications, _KEY)
_BY_NUMBER: Final = _ASKED.where(
    verifications.c.id.in_(bindparam("numbers", expanding=True))
).order_by(verifications.c.id)
_NEW: Final = insert(verifications)
_CHANGED: Final = update(verifications).where(verifications.c.id == bindparam("number"))
_json = json.JSONEncoder(ensure_ascii=False).encode
