"""The commands: each drives a service and gives what it found. The contract: docs/CLI.md."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import keeping, reconciling, verifying
from cli.context import context_of
from cli.output import (
    DONE,
    NEEDS_A_LOOK,
    Outcome,
    invoice_json,
    problem_json,
    require_reader,
    row_json,
    say,
    table,
)
from cli.reconciling import case_table
from core.app import create_folder
from core.demo import Step, demonstrate
from core.domain.company import Company, Taxpayer
from core.domain.invoice import Direction, Face, Invoice, InvoiceKind, Status
from core.domain.numbers import tax_id_problem
from core.domain.query import Query
from core.domain.text import shown
from core.errors import NothingToRead
from core.files import Reading, Scanned, read, scan, walk
from core.files.workbook import WorkbookKind
from core.secrets import Keyring
from core.services.imports import Row, Stated
from words.command_line import Words
from words.errors import sentence
from words.figures import day, money
from words.problems import problem
from words.vocabulary import kinds_in_short, word

app = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)

Files = Annotated[list[str], typer.Argument(metavar="FILE...")]
Since = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="D")]
Until = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="D")]
Made = Annotated[datetime | None, typer.Option("--made", formats=["%Y-%m-%d"], metavar="D")]
Text = Annotated[list[str] | None, typer.Argument()]
Line = typer.Context


@app.command()
def init(
    line: Line,
    name: Annotated[str, typer.Option()],
    tax_id: Annotated[str, typer.Option()],
    taxpayer: Taxpayer = Taxpayer.GENERAL,
) -> Outcome:
    """Make the data folder of one company, and print its recovery code."""
    require_reader()
    context = context_of(line)
    company = Company(_given("--name", name), _given("--tax-id", tax_id), taxpayer)
    odd = tax_id_problem(company.tax_id)
    if odd is not None:
        say(problem(odd))
    made = create_folder(context.folder, company, Keyring())
    if made.keyring is not None:
        say(f"{sentence(made.keyring)} {Words().only_key}")
    document = {
        "data": str(made.folder),
        "key_id": made.key_id,
        "recovery_code": made.recovery_code,
        "in_keyring": made.keyring is None,
    }
    return Outcome(document, DONE, [Words().made(made.folder), Words().code, made.recovery_code])


@app.command("scan")
def scan_command(files: Files) -> Outcome:
    """Read the QR codes in pictures and PDF pages."""
    found = [
        (file.label, scanned)
        for file in walk(files)
        for scanned in (
            [Scanned(None, None, None, problem=file.problem)] if file.problem else scan(file.data)
        )
    ]
    if not found:
        raise NothingToRead()
    return Outcome(
        [_scanned_json(label, scanned) for label, scanned in found],
        _status(scanned.problem is not None or scanned.payload is None for _, scanned in found),
        [_scanned_table(found)],
    )


@app.command("read")
def read_command(files: Files) -> Outcome:
    """Read e-invoice files."""
    found = [
        (file.label, Reading(None, (), file.problem) if file.problem else read(file.data))
        for file in walk(files)
    ]
    if not found:
        raise NothingToRead()
    return Outcome(
        [_reading_json(label, reading) for label, reading in found],
        _status(reading.problem is not None for _, reading in found),
        [_reading_table(found)],
    )


@app.command("import")
def import_command(
    line: Line,
    files: Files,
    as_: Annotated[WorkbookKind | None, typer.Option("--as")] = None,
    since: Since = None,
    until: Until = None,
    made: Made = None,
    *,
    partial: Annotated[bool, typer.Option("--partial")] = False,
) -> Outcome:
    """Bring files in: invoices, ledgers, and lists of the tax bureau."""
    context = context_of(line)
    stated = Stated(
        since and since.date(), until and until.date(), made and made.date(), partial=partial
    )
    with context.core() as core, context.report() as report:
        done = core.imports.run(files, kind=as_, stated=stated, report=report)
    records = done.records
    document = {
        "added": done.added,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "attached": done.attached,
        "review": [row_json(row) for row in done.review],
        "rejected": [row_json(row) for row in done.rejected],
        "records": {
            "added": records.added,
            "updated": records.updated,
            "unchanged": records.unchanged,
        },
        "seconds": round(done.seconds, 3),
    }
    return Outcome(
        document,
        _status([bool(done.review or done.rejected)]),
        [
            Words().imported(done.added, done.updated, done.unchanged, done.attached),
            *Words().records(records.added, records.updated, records.unchanged),
            *_rows(Words().rejected, done.rejected),
            *_rows(Words().review, done.review),
        ],
    )


@app.command()
def find(
    line: Line,
    text: Text = None,
    since: Since = None,
    until: Until = None,
    kind: InvoiceKind | None = None,
    status: Status | None = None,
    direction: Direction | None = None,
    tag: str | None = None,
    limit: Annotated[int, typer.Option(min=0)] = 50,
    offset: Annotated[int, typer.Option(min=0)] = 0,
) -> Outcome:
    """Look invoices up, newest first."""
    query = _query(text or [], since, until, kind, status, direction, tag)
    with context_of(line).core() as core:
        found = core.lookup.find(query, limit, offset)
    document = {"total": found.total, "invoices": [invoice_json(x) for x in found.invoices]}
    return Outcome(document, DONE, [_invoices(found.invoices), Words().found(found.total)])


@app.command()
def export(
    line: Line,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx|FILE.csv")],
    text: Text = None,
    since: Since = None,
    until: Until = None,
    kind: InvoiceKind | None = None,
    status: Status | None = None,
    direction: Direction | None = None,
    tag: str | None = None,
) -> Outcome:
    """Write what is found as a ledger workbook."""
    query = _query(text or [], since, until, kind, status, direction, tag)
    context = context_of(line)
    with context.core() as core, context.report() as report:
        count = core.exports.run(file, query, report)
    return Outcome(
        {"file": str(file), "invoices": count}, DONE, [Words().exported(str(file), count)]
    )


for command in (
    *(reconciling.reconcile, reconciling.decide, verifying.verify),
    *(keeping.backup, keeping.rehearse, keeping.restore, keeping.archive),
    *(keeping.sheet, keeping.rekey, keeping.check),
):
    app.command()(command)


@app.command()
def demo(folder: Annotated[Path | None, typer.Argument()] = None) -> Outcome:
    """Show the main job from end to end on bundled fictional samples."""
    steps = demonstrate(folder)
    ok = all(step.ok for step in steps)
    document = {"steps": [_step_json(step) for step in steps], "ok": ok}
    cases = [case_table(step.cases) for step in steps if step.cases]
    shown = [_step_table(steps), *cases, Words().demo_held if ok else Words().demo_failed]
    return Outcome(document, _status([not ok]), shown)


def _given(option: str, text: str) -> str:
    """A text as it can be kept; a blank one is none."""
    found = shown(text)
    if found is None:
        raise typer.BadParameter(Words().needs_value(option))
    return found


def _query(
    words: Sequence[str],
    since: datetime | None,
    until: datetime | None,
    kind: InvoiceKind | None,
    status: Status | None,
    direction: Direction | None,
    tag: str | None,
) -> Query:
    first, last = since and since.date(), until and until.date()
    return Query(
        " ".join(words),
        first,
        last,
        kinds=(kind,) if kind else (),
        statuses=(status,) if status else (),
        direction=direction,
        tags=(tag,) if tag else (),
    )


def _status(odd: Any) -> int:
    return NEEDS_A_LOOK if any(odd) else DONE


def _scanned_json(label: str, scanned: Scanned) -> dict[str, Any]:
    return {
        "file": label,
        "page": scanned.page,
        "payload": scanned.payload,
        "crc": scanned.crc,
        "guessed": scanned.guessed,
        "invoice": invoice_json(scanned.draft) if scanned.draft else None,
        "problem": problem_json(scanned.problem),
    }


def _scanned_table(found: Sequence[tuple[str, Scanned]]) -> Any:
    made = table(*Words().scan_titles, whole=(2, 3), right=(4,))
    for label, scanned in found:
        made.add_row(label, str(scanned.page or ""), *_face(scanned.draft), _said(scanned))
    return made


def _reading_json(label: str, reading: Reading) -> dict[str, Any]:
    return {
        "file": label,
        "format": reading.format,
        "invoices": [invoice_json(draft) for draft in reading.drafts],
        "problem": problem_json(reading.problem),
    }


def _reading_table(found: Sequence[tuple[str, Reading]]) -> Any:
    made = table(*Words().read_titles, whole=(2, 3), right=(4,))
    for label, reading in found:
        for draft in reading.drafts or (None,):
            made.add_row(label, reading.format or "", *_face(draft), _said(reading))
    return made


def _said(found: Scanned | Reading) -> str:
    return problem(found.problem) if found.problem else ""


def _face(face: Face | None) -> tuple[str, str, str]:
    if face is None:
        return "", "", ""
    amount = face.total if face.total is not None else face.net
    return " ".join(filter(None, (face.code, face.number))), day(face.issued_on), money(amount)


def _invoices(invoices: Sequence[Invoice]) -> Any:
    made = table(*Words().find_titles, whole=(0, 1, 2, 6), right=(5,))
    short = kinds_in_short()
    for x in invoices:
        number, issued_on, amount = _face(x)
        kind = short[x.kind] if x.kind else x.kind_name or ""
        parties = (x.seller.name or "", x.buyer.name or "")
        made.add_row(issued_on, kind, number, *parties, amount, word(x.status))
    return made


def _rows(title: str, rows: Sequence[Row]) -> list[Any]:
    if not rows:
        return []
    made = table(*Words().row_titles)
    for row in rows:
        place = (row.file, row.sheet or "", str(row.row or ""), row.column or "")
        made.add_row(*place, problem(row.problem))
    return [f"\n{title}", made]


def _step_json(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "ok": step.ok,
        "seconds": round(step.seconds, 3),
        "facts": step.facts,
    }


def _step_table(steps: Sequence[Step]) -> Any:
    made = table(*Words().step_titles, right=(2,))
    for step in steps:
        facts = ", ".join(f"{name} {value}" for name, value in step.facts.items())
        made.add_row("✓" if step.ok else "✗", Words().step(step.name), f"{step.seconds:.2f}", facts)
    return made
