"""Keeping an answer, with what it adds to ours and where it contradicts."""

import json
from collections.abc import Sequence
from dataclasses import replace

from core.domain.answer import Answer
from core.domain.history import compared, offered
from core.domain.invoice import Draft, Face, Invoice, Source
from core.domain.plain import plain
from core.domain.problem import Problem, ProblemCode
from core.domain.topic import Topic
from core.domain.waiting import counts, is_alarm
from core.store.database import Transaction
from core.store.originals import Original


def keep_before(work: Transaction, number: int, row: int, answer: Answer) -> int:
    """Keep what was answered before each repetition; give the number of the last question."""
    for each in filter(counts, answer.before):
        work.verifications.answer(number, each)
        number = work.verifications.ask(row, each.provider)
    return number


def keep_answer(
    work: Transaction,
    number: int,
    row: int,
    ours: Invoice,
    answer: Answer,
    *,
    milliseconds: int | None = None,
    how: str = "provider",
) -> bool:
    """Keep an answer with what it adds and contradicts; say whether it settles the question.

    What contradicts ours waits for a look, with the answer as its document. What is no definite
    answer is no evidence: its face is neither offered nor held against ours.
    """
    face = answer.face if answer.definite else None
    merged = compared(ours, face) if face is not None else None
    differs = list(merged.contradictions) if merged else []
    alarm = is_alarm(ours.status, answer.status)
    if alarm and answer.status is not None:
        values = {"field": "status", "ours": ours.status.value, "theirs": answer.status.value}
        differs.append(Problem(ProblemCode.CONTRADICTS, values, "status"))
    fills = tuple(x.field for x in offered(ours, face)) if face is not None else ()
    work.verifications.answer(
        number,
        answer,
        fills=fills,
        differs=differs,
        counted=counts(answer),
        alarm=alarm,
        milliseconds=milliseconds,
    )
    facts = {"provider": answer.provider, "state": answer.state, "status": answer.status}
    work.record("verify", ours.key, Topic.VERIFICATION, how=how, charged=answer.charged, **facts)
    if answer.definite:
        work.invoices.answered([row])  # it is found by what was said of it
    if differs:
        _let_look(work, row, ours, answer, differs)
    return answer.definite


def _let_look(
    work: Transaction, row: int, ours: Invoice, answer: Answer, differs: Sequence[Problem]
) -> None:
    """Put the answer into the queue of what needs a look, once."""
    name = ours.key.name
    draft = _account(ours, answer)
    data = (answer.raw or json.dumps(plain(draft), ensure_ascii=False)).encode()
    label = f"{answer.provider} {name}.json"
    original = work.originals.keep(Original(label, data, None, electronic=False))
    if work.reviews.find(original, 0) is None:
        work.reviews.add(original, 0, label, draft, differs, name, row)
        work.record("review", ours.key, Topic.REVIEWS, file=label)


def _account(ours: Invoice, answer: Answer) -> Draft:
    """What the answer says of the invoice, under the numbers that were asked about."""
    face = answer.face or Face()
    values = {name: getattr(face, name) for name in Face.__dataclass_fields__}
    numbers = {"code": ours.code, "number": ours.number, "paper_number": ours.paper_number}
    draft = Draft(**(values | numbers | {"issued_on": face.issued_on or ours.issued_on}))
    if answer.status is None:
        return draft
    return replace(draft, status=answer.status, sources={"status": Source.ANSWER})
