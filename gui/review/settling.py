"""Taking the steps: what must be asked is asked, then it is decided off the thread, in one step."""

import webbrowser
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.domain.change import ThrowAway
from core.domain.decision import Case, DecisionKind
from core.domain.discrepancy import DiscrepancyType
from gui.asking import Asking
from gui.desk import Desk
from gui.review.actions import Do, first_step
from gui.review.dialogs import (
    DayAsked,
    LetterAsked,
    LinkAsked,
    ReasonAsked,
    candidates,
    changes,
    usual_reason,
)
from gui.review.findings import Findings
from words.causes import action
from words.review import proof
from words.translate import counted, filled, tr
from words.vocabulary import word

VERIFY_AT = "https://inv-veri.chinatax.gov.cn/"
"""The tax administration's own page (全国增值税发票查验平台)."""
MOST_LINES = 8


class Settling(QObject):
    """Decides about cases; `settled` gives those before, those after, and what was done."""

    settled = Signal(object, object, str)
    undone = Signal(str)
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, screen: QWidget, desk: Desk) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = desk
        self.busy = False

    def take(self, do: Do, cases: Sequence[Case], found: Findings) -> None:
        """Take a step about these cases, asking first what it needs."""
        if not cases or self.busy:
            return
        steps = {
            Do.CORRECT: self._correct,
            Do.ACCEPT: self._at_once(DecisionKind.ACCEPT),
            Do.LINK: self._at_once(DecisionKind.LINK),
            Do.CHOOSE: self._choose,
            Do.ASK: self._ask,
            Do.WAIT: self._wait,
            Do.IGNORE: self._ignore,
            Do.VERIFY: self._verify,
            Do.THROW_AWAY: self._throw_away,
            Do.REOPEN: self._reopen,
        }
        steps[do](cases, found)

    def undo(self) -> None:
        """Take back what was decided last, one decision or many."""
        deciding = self._desk.core.deciding
        self._run(deciding.undo, self._on_undone)

    def _correct(self, cases: Sequence[Case], found: Findings) -> None:
        lines = [line for case in cases[:MOST_LINES] for line in changes(case)][:MOST_LINES]
        more = len(cases) - MOST_LINES
        if more > 0:
            lines.append(counted(more, tr("and 1 more"), tr("and {n} more")))
        title = counted(len(cases), tr("Correct our invoice?"), tr("Correct {n} of our invoices?"))
        reason = filled(tr("{cause}; corrected from the tax bureau's record"), {
            "cause": usual_reason(cases[0])
        })  # fmt: skip
        asked = ReasonAsked(self._screen, title, lines, tr("Correct ours by theirs"), reason)
        asked.given.connect(lambda note: self._decide(cases, DecisionKind.CORRECT, note=note))
        asked.open()

    def _choose(self, cases: Sequence[Case], found: Findings) -> None:
        case = cases[0]
        if case.type is DiscrepancyType.DIFFERS:
            return
        asked = LinkAsked(self._screen, case, candidates(case, found.run.cases))
        asked.given.connect(lambda to: self._decide(cases[:1], DecisionKind.LINK, to=to))
        asked.open()

    def _ask(self, cases: Sequence[Case], found: Findings) -> None:
        asked = LetterAsked(self._screen, cases[0], self._desk.core.company, found.today)
        asked.given.connect(lambda until: self._decide(cases[:1], DecisionKind.ASK, until=until))
        asked.save_wanted.connect(lambda file: self._save(file, asked.text.toPlainText()))
        asked.open()

    def _wait(self, cases: Sequence[Case], found: Findings) -> None:
        step = first_step(cases[0], found.today)
        title = counted(len(cases), tr("Wait until when?"), tr("Let {n} wait until when?"))
        asked = DayAsked(self._screen, title, step.until or found.today, found.today)
        asked.given.connect(lambda day: self._decide(cases, DecisionKind.WAIT, until=day))
        asked.open()

    def _ignore(self, cases: Sequence[Case], found: Findings) -> None:
        title = counted(len(cases), tr("Ignore it, and why?"), tr("Ignore {n}, and why?"))
        line = tr("It is not asked again as long as both sides stay as they are.")
        asked = ReasonAsked(self._screen, title, [line], tr("Ignore"), usual_reason(cases[0]))
        asked.given.connect(lambda note: self._decide(cases, DecisionKind.IGNORE, note=note))
        asked.open()

    def _verify(self, cases: Sequence[Case], found: Findings) -> None:
        QGuiApplication.clipboard().setText(cases[0].key)
        webbrowser.open(VERIFY_AT)
        self.told.emit(tr("The number is copied; the tax administration's page opens."))

    def _throw_away(self, cases: Sequence[Case], found: Findings) -> None:
        key, corrections = cases[0].key, self._desk.core.corrections
        asked = Asking(
            self._screen,
            filled(tr("Put {key} into the recycle bin?"), {"key": key}),
            f"{proof(cases[0].causes[0])}\n{action(cases[0].causes[0].action)}",
            tr("Into the recycle bin"),
        )
        said = filled(tr("In the recycle bin, whence Look up takes it back: {key}"), {"key": key})

        def work() -> list[Case | None]:
            corrections.apply([key], ThrowAway())
            return []

        asked.accepted.connect(lambda: self._run(work, lambda _: self.undone.emit(said)))
        asked.open()

    def _reopen(self, cases: Sequence[Case], found: Findings) -> None:
        reopen, keys = self._desk.core.deciding.reopen, [case.key for case in cases]
        words = counted(len(cases), tr("Opened again"), tr("{n} opened again"))
        self._run(lambda: reopen(keys), lambda after: self.settled.emit(list(cases), after, words))

    def _at_once(self, kind: DecisionKind) -> Callable[[Sequence[Case], Findings], None]:
        return lambda cases, _: self._decide(cases, kind)

    def _decide(
        self,
        cases: Sequence[Case],
        kind: DecisionKind,
        *,
        to: str | None = None,
        until: date | None = None,
        note: str | None = None,
    ) -> None:
        decide = self._desk.core.deciding.decide
        words = _done(kind, cases)
        self._run(
            lambda: decide(cases, kind, to=to, until=until, note=note),
            lambda after: self.settled.emit(list(cases), after, words),
        )

    def _run(
        self,
        work: Callable[[], Sequence[Case | None]],
        then: Callable[[Sequence[Case | None]], None],
    ) -> None:
        self.busy = True

        def end(after: Sequence[Case | None]) -> None:
            self.busy = False
            then(after)

        self._desk.jobs.run(self._screen, lambda _: work(), end, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.busy = False
        self.failed.emit(error)

    def _on_undone(self, after: Sequence[Case | None]) -> None:
        self.undone.emit(counted(len(after), tr("Taken back"), tr("{n} taken back")))

    def _save(self, file: str, text: str) -> None:
        def work() -> None:
            Path(file).write_text(text, "utf-8")

        said = filled(tr("Saved: {file}"), {"file": Path(file).name})
        self._desk.jobs.run(self._screen, lambda _: work(), lambda _: self.told.emit(said))


def _done(kind: DecisionKind, cases: Sequence[Case]) -> str:
    if len(cases) == 1:
        return filled(tr("{what}: {which}"), {"what": word(kind), "which": cases[0].key})
    return filled(tr("{what}: {which}"), {"what": word(kind), "which": f"{len(cases):,}"})
