"""What can be done about a case, as the program proposes it: values and names."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.domain.decision import Case
from core.domain.discrepancy import ActionCode, DiscrepancyType
from words.review import asked, verb
from words.translate import tr


class Do(Enum):
    """A step that a person may take."""

    CORRECT = "correct"
    LINK = "link"
    CHOOSE = "choose"
    ACCEPT = "accept"
    ASK = "ask"
    WAIT = "wait"
    IGNORE = "ignore"
    VERIFY = "verify"
    THROW_AWAY = "throw away"
    BRING = "bring"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Step:
    """One step with the words of its button; `until` where the cause names a day."""

    do: Do
    words: str
    icon: str
    until: date | None = None


ICONS = {
    Do.CORRECT: "pencil-simple",
    Do.LINK: "link",
    Do.CHOOSE: "link",
    Do.ACCEPT: "plus",
    Do.ASK: "chat-centered-text",
    Do.WAIT: "clock",
    Do.IGNORE: "x",
    Do.VERIFY: "eye",
    Do.THROW_AWAY: "trash",
    Do.BRING: "upload-simple",
    Do.REOPEN: "arrow-counter-clockwise",
}


def first_step(case: Case, today: date) -> Step:
    """Give the step of the first cause; what was decided is reopened."""
    if not case.is_open(today):
        return Step(Do.REOPEN, tr("Reopen"), ICONS[Do.REOPEN])
    action = case.causes[0].action
    do = _DO[action.code]
    if do is Do.LINK and (case.pair is None or "to" not in action.values):
        do = Do.CHOOSE
    if do is Do.VERIFY and "twin" in action.values:
        do = Do.THROW_AWAY
    if do is Do.CORRECT and not case.fields:
        do = Do.ASK
    words = verb(case) if do is not Do.ASK else asked(case)
    told = action.values.get("until")
    until = date.fromisoformat(told) if told else None
    if until is not None and until <= today:
        return Step(Do.BRING, tr("Import a newer list…"), ICONS[Do.BRING])
    return Step(do, words, ICONS[do], until)


def fits(do: Do, case: Case) -> bool:
    """Say whether a step can be taken about a case."""
    if do is Do.CORRECT:
        return bool(case.fields)
    if do is Do.LINK:
        return case.pair is not None
    if do is Do.CHOOSE:
        return case.type is not DiscrepancyType.DIFFERS
    if do is Do.THROW_AWAY:
        return case.found.twin is not None
    if do is Do.ACCEPT:
        return case.type is DiscrepancyType.MISSING_IN_LEDGER
    return True


_DO = {
    ActionCode.CORRECT: Do.CORRECT,
    ActionCode.LINK: Do.LINK,
    ActionCode.ACCEPT: Do.ACCEPT,
    ActionCode.ASK_SELLER: Do.ASK,
    ActionCode.ASK_BUYER: Do.ASK,
    ActionCode.ASK_BUREAU: Do.ASK,
    ActionCode.WAIT: Do.WAIT,
    ActionCode.VERIFY: Do.VERIFY,
    ActionCode.RED_LETTER: Do.ASK,
    ActionCode.IGNORE: Do.IGNORE,
}
