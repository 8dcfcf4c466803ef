"""`verify`: works off the queue of invoices that wait for their verification."""

from typing import Annotated, Any

import typer

from cli.context import context_of
from cli.output import DONE, NEEDS_A_LOOK, Outcome, table
from core.domain.answer import Charged, State
from core.domain.history import Asked
from core.services.working_off import Worked
from words.command_line import Words
from words.verification import verification_word
from words.verifying import stopped
from words.vocabulary import word

_CHARGED = {Charged.YES: True, Charged.NO: False, Charged.UNKNOWN: None}


def verify(
    line: typer.Context, limit: Annotated[int | None, typer.Option(min=0)] = None
) -> Outcome:
    """Work off the verification queue with the services that were chosen."""
    context = context_of(line)
    with context.core() as core, context.report() as report:
        worked = core.verification.work_off(report, limit=limit, anew=True)
    document = {
        "done": worked.done,
        "waiting": worked.waiting,
        "answers": [_asked_json(asked) for asked in worked.answers],
    }
    return Outcome(document, _status(worked), _shown(worked))


def _status(worked: Worked) -> int:
    """A person must look where a service gave up, or said anything but that all is in order."""
    fine = all(x.state is State.MATCH and not x.alarm and not x.differs for x in worked.answers)
    return DONE if fine and not worked.stopped else NEEDS_A_LOOK


def _shown(worked: Worked) -> list[Any]:
    shown: list[Any] = [Words().verified(worked.done, worked.waiting)]
    if worked.answers:
        made = table(*Words().verification_titles, whole=(0,))
        for asked in worked.answers:
            status = word(asked.status) if asked.status else ""
            state = verification_word(asked.state) if asked.state else ""
            charged = verification_word(asked.charged)
            made.add_row(asked.key, state, status, asked.provider, charged)
        shown.append(made)
    return [*shown, *map(stopped, worked.stopped)]


def _asked_json(asked: Asked) -> dict[str, Any]:
    at = asked.answered_at or asked.at
    return {
        "key": asked.key,
        "state": asked.state,
        "status": asked.status,
        "provider": asked.provider,
        "charged": _CHARGED[asked.charged],
        "at": at.isoformat(timespec="seconds"),
    }
