"""`reconcile` and `decide`: the ledger against the tax bureau's records."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.context import context_of
from cli.output import DONE, NEEDS_A_LOOK, Outcome, table
from core.app import Core, user_name
from core.domain.decision import Case, Decision, DecisionKind
from core.domain.discrepancy import Cause
from core.errors import NoDiscrepancy
from core.files.report_writer import ReportSheet, write_report
from core.services.reconciliation import Reconciled
from words.causes import action, cause, discrepancy, evidence
from words.command_line import Words
from words.figures import day, money, text
from words.reconciliation_report import full_report
from words.reconciling import decided, letter, not_covered, summary
from words.translate import joined

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="D")]
Since = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="D")]
Until = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="D")]


def reconcile(
    line: typer.Context,
    since: Since = None,
    until: Until = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
) -> Outcome:
    """Compare the ledger with the tax bureau's records that were imported."""
    context = context_of(line)
    first, last = since and since.date(), until and until.date()
    with context.core() as core, context.report() as report:
        found = core.reconciliation.run(first, last, report)
        if xlsx is not None:
            write_report(xlsx, _report(core, found))
        is_open = any(case.is_open(core.now().date()) for case in found.cases)
    shown: list[Any] = [summary(found), *filter(None, [not_covered(found.not_covered)])]
    if found.cases:
        shown.append(case_table(found.cases))
    if xlsx is not None:
        shown.append(Words().report_written(str(xlsx)))
    return Outcome(_reconciled_json(found), NEEDS_A_LOOK if is_open else DONE, shown)


def decide(
    line: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="KEY... DECISION")],
    to: Annotated[str | None, typer.Option(metavar="KEY2")] = None,
    until: Day = None,
    note: Annotated[str | None, typer.Option(metavar="T")] = None,
) -> Outcome:
    """Settle discrepancies: correct, link, accept, ask, wait, ignore, reopen."""
    *named, word = keys
    try:
        kind = DecisionKind(word)
    except ValueError:
        raise typer.BadParameter(Words().keys_then_decision) from None
    if not named:
        raise typer.BadParameter(Words().keys_then_decision)
    day_until = until.date() if until else None
    with context_of(line).core() as core:
        cases = _named(core, named, kind)
        if kind is DecisionKind.REOPEN:
            names = [case.key if isinstance(case, Case) else case for case in cases]
            after = core.deciding.reopen(names)
        else:
            found = [case for case in cases if isinstance(case, Case)]
            after = core.deciding.decide(found, kind, to=to, until=day_until, note=note)
        documents = [_after_json(case, kind, core) for case in after]
    left = [case for case in after if case is not None]
    return Outcome(
        documents, DONE, [Words().decided(len(after)), *([case_table(left)] if left else [])]
    )


def _named(core: Core, names: Sequence[str], kind: DecisionKind) -> list[Case | str]:
    """Give the case of each key, of either end; what is settled can be reopened by its key."""
    by_name: dict[str, Case] = {}
    for case in core.reconciliation.run().cases:
        theirs = case.found.theirs.invoice.key.names if case.found.theirs else ()
        ours = case.found.ours.key.names if case.found.ours else ()
        for name in (*theirs, *ours):
            by_name[name] = case
    cases: list[Case | str] = []
    for name in dict.fromkeys(names):
        found = by_name.get(name)
        if found is None and kind is not DecisionKind.REOPEN:
            raise NoDiscrepancy()
        cases.append(found or name)
    return cases


def _report(core: Core, found: Reconciled) -> list[ReportSheet]:
    imports, decisions = core.reconciliation.imports(), core.deciding.all()
    return full_report(found, core.company, imports, decisions, user_name(), core.now())


def _reconciled_json(found: Reconciled) -> dict[str, Any]:
    return {
        "period": {"from": found.period[0].isoformat(), "to": found.period[1].isoformat()},
        "compared": {"ours": found.ours, "theirs": found.theirs},
        "matched": found.matched,
        "not_covered": found.not_covered,
        "seconds": round(found.seconds, 3),
        "discrepancies": [_case_json(case) for case in found.cases],
    }


def _case_json(case: Case) -> dict[str, Any]:
    return {
        "type": case.type,
        "key": case.key,
        "pair": case.pair,
        "fields": [{"field": x.field, "ours": x.ours, "theirs": x.theirs} for x in case.fields],
        "causes": [_cause_json(cause) for cause in case.causes],
        "decision": _decision_json(case.decision),
    }


def _after_json(case: Case | None, kind: DecisionKind, core: Core) -> dict[str, Any] | None:
    if case is None:
        return None
    asked = {"text": letter(case, core.company)} if kind is DecisionKind.ASK else {}
    return _case_json(case) | asked


def _cause_json(found: Cause) -> dict[str, Any]:
    return {
        "cause": found.cause,
        "score": round(found.score, 3),
        "evidence": [{"code": x.code, "values": dict(x.values)} for x in found.evidence],
        "action": {"code": found.action.code, "values": dict(found.action.values)},
    }


def _decision_json(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "kind": decision.kind,
        "by": decision.by,
        "at": decision.at.isoformat(timespec="seconds"),
        "until": decision.until.isoformat() if decision.until else None,
        "note": decision.note,
    }


def case_table(cases: Sequence[Case]) -> Any:
    """Show cases with the sentence of their likeliest cause, and what was decided."""
    made = table(*Words().case_titles, whole=(1, 2), right=(4,))
    for case in cases:
        first, invoice = case.causes[0], case.invoice
        made.add_row(
            discrepancy(case.type),
            case.key if case.pair is None else f"{case.key} → {case.pair}",
            day(invoice.issued_on),
            text(invoice.seller.name),
            money(invoice.amount),
            joined(cause(first.cause) + ":", *(evidence(x) for x in first.evidence)),
            action(first.action),
            decided(case.decision),
        )
    return made
