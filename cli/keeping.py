"""The commands that keep the data safe: backup, rehearse, restore, archive, sheet, rekey, check."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.context import Context, context_of
from cli.output import DONE, NEEDS_A_LOOK, Outcome, print_json, print_shown, require_reader
from core.app import beijing_now, restore_folder, user_name
from core.domain.backup_schedule import Moment, Occasion
from core.errors import LedgerDamaged
from core.secrets import Keyring, recovery_code
from core.services import restoring
from core.services.checks import Finding, FindingCode, Severity
from core.services.damage import Damage, examine
from core.store.backup import Contents
from core.store.known_backups import KnownBackup
from words.archive import write_papers
from words.command_line import Words
from words.findings import finding


def backup(
    line: typer.Context,
    folder: Annotated[Path | None, typer.Argument()] = None,
    everywhere: Annotated[bool, typer.Option("--all")] = False,
    due: Annotated[bool, typer.Option("--due")] = False,
) -> Outcome:
    """Make one proven backup now; one in every folder, or in those where it is time."""
    context = context_of(line)
    if everywhere or due:
        if (folder is not None) or (everywhere and due):
            raise typer.BadParameter(Words().folder_or_all)
        return _in_folders(context, due=due)
    with context.core() as core, context.report() as report:
        made = core.backups.make(folder, report)
    document = {
        "file": str(made.file),
        "bytes": made.bytes,
        "invoices": made.invoices,
        "originals": made.originals,
        "verified": True,
        "seconds": round(made.seconds, 3),
    }
    return Outcome(document, DONE, [Words().backed_up(str(made.file), made.invoices)])


def rehearse(
    line: typer.Context,
    file: Annotated[Path | None, typer.Argument()] = None,
) -> Outcome:
    """Restore a backup for a trial, compare it, and remove the trial.

    With a recovery code in the place of the keyring's key the sheet is proven too.
    """
    context = context_of(line)
    with context.core() as core, context.report() as report:
        code = recovery_code(context.keys.get(core.key_id)) if context.has_sheet else None
        done = core.rehearsals.run(code, file, report)
    document = {
        "file": done.file,
        "made_at": done.made_at.isoformat(),
        "ok": done.ok,
        "failed": done.failed,
        "by_sheet": done.by_sheet,
        "invoices": done.invoices,
        "originals": done.originals,
        "seconds": round(done.seconds, 3),
    }
    said = Words().rehearsed(done)
    return Outcome(document, DONE if done.ok else NEEDS_A_LOOK, [said])


def archive(
    line: typer.Context,
    year: Annotated[int, typer.Argument(min=1990, max=2100)],
    target: Path,
    zipped: Annotated[bool, typer.Option("--zip")] = False,
) -> Outcome:
    """Write a year's originals with an index, readable without this program and not encrypted."""
    context = context_of(line)
    with context.core() as core, context.report() as report:
        done = core.archiving.run(year, target, papers=write_papers, zipped=zipped, report=report)
    document = {
        "target": str(done.target),
        "invoices": done.invoices,
        "originals": done.originals,
        "without_original": done.without_original,
        "bytes": done.bytes,
        "seconds": round(done.seconds, 3),
    }
    return Outcome(document, DONE, [Words().archived(done)])


def restore(
    line: typer.Context,
    file: Annotated[Path | None, typer.Argument()] = None,
    show: Annotated[bool, typer.Option("--show")] = False,
    undo: Annotated[bool, typer.Option("--undo")] = False,
) -> Outcome:
    """Restore a backup into a new generation, or go back to the one before."""
    context = context_of(line)
    if undo == (file is not None):
        raise typer.BadParameter(Words().file_or_undo)
    if file is None:
        done = restoring.undo(context.folder, context.keys, now=beijing_now, by=user_name())
        return _restored(None, done, [Words().undone(done.invoices)])
    if show:
        contents = restoring.show(file, context.keys, context.folder)
        return Outcome(_contents_json(file, contents), DONE, Words().holds(contents))
    with context.report() as report:
        done = restore_folder(file, context.folder, context.keys, keeper=Keyring(), report=report)
    return _restored(file, done, [Words().restored(done.invoices, done.kept)])


def sheet(
    line: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE.png")]
) -> Outcome:
    """Draw the recovery sheet once more."""
    with context_of(line).core() as core:
        core.sheet(file)
        document = {"file": str(file), "key_id": core.key_id}
    return Outcome(document, DONE, [Words().sheet_drawn(str(file))])


def rekey(line: typer.Context) -> Outcome | None:
    """Give the ledger a new key; the new code is printed once, before anything is switched."""
    require_reader()
    context = context_of(line)

    def show(key_id: str, code: str, needing: list[KnownBackup]) -> bool:
        document = {
            "key_id": key_id,
            "recovery_code": code,
            "old_codes_needed_by": [
                {"file": str(known.file), "key_id": known.key_id} for known in needing
            ],
        }
        if context.options.json:
            print_json(document)
        else:
            print_shown([Words().code, code, *Words().old_codes(needing)])
        sys.stdout.flush()  # a code that nobody received must stop the switch
        return True

    with context.report() as report:
        restoring.rekey(
            context.folder,
            context.keys,
            show,
            now=beijing_now,
            by=user_name(),
            keeper=context.keeper(),
            report=report,
        )
    return None


def check(line: typer.Context) -> Outcome:
    """Prove the store, the audit trail and the newest backup."""
    context = context_of(line)
    try:
        with context.core() as core, context.report() as report:
            findings = core.checks.run(report)
    except LedgerDamaged as error:
        findings = _of_damage(context, error)
    ok = all(found.severity is not Severity.BROKEN for found in findings)
    document = {
        "ok": ok,
        "findings": [
            {"code": f.code, "severity": f.severity, "values": f.values} for f in findings
        ],
    }
    shown = [Words().whole if ok else Words().broken, *(finding(found) for found in findings)]
    return Outcome(document, DONE if ok else NEEDS_A_LOOK, shown)


def _in_folders(context: Context, *, due: bool) -> Outcome:
    """Back up as the user has set it; what is absent is said, and no failure while one is there."""
    with context.core() as core, context.report() as report:
        runs = (
            core.automatic.run_due(Moment.TICK, report)
            if due
            else core.automatic.run_now(Occasion.SCHEDULER, report)
        )
    document = {
        "runs": [
            {
                "folder": str(run.folder),
                "file": str(run.made.file) if run.made else None,
                "absent": run.absent,
                "error": run.error.code if run.error else None,
            }
            for run in runs
        ]
    }
    made = any(run.made for run in runs) or not runs
    well = made and not any(run.error for run in runs)
    return Outcome(document, DONE if well else NEEDS_A_LOOK, Words().runs(runs))


def _of_damage(context: Context, error: LedgerDamaged) -> tuple[Finding, ...]:
    """Say what can be read of a ledger that cannot be opened or checked to its end."""
    what = str(error.facts.get("what", ""))
    found = [Finding(FindingCode.FILE_DAMAGED, Severity.BROKEN, {"check": what, "count": "1"})]
    return (*found, *damage_findings(examine(context.folder, context.keys)))


def damage_findings(damage: Damage) -> list[Finding]:
    """Put a damage into findings: the tables, and what the newest backup can give back."""
    found = [
        Finding(
            FindingCode.TABLE_DAMAGED, Severity.BROKEN, {"table": table, "rows": str(read.rows)}
        )
        for table, read in damage.tables.items()
        if not read.whole
    ]
    if damage.backup is None or damage.contents is None:
        return [*found, Finding(FindingCode.NO_BACKUP, Severity.WARNING)]
    values = {
        "file": str(damage.backup),
        "invoices": str(damage.contents.invoices),
        "missing": str(damage.missing),
        "since": damage.contents.made_at,
    }
    return [*found, Finding(FindingCode.BACKUP_CAN_HELP, Severity.WARNING, values)]


def _restored(file: Path | None, done: restoring.Restored, shown: list[Any]) -> Outcome:
    document = {
        "restored_from": str(file) if file else None,
        "kept": str(done.kept) if done.kept else None,
        "invoices": done.invoices,
    }
    return Outcome(document, DONE, shown)


def _contents_json(file: Path, contents: Contents) -> dict[str, Any]:
    return {
        "restored_from": None,
        "kept": None,
        "file": str(file),
        "company": contents.company,
        "tax_id": contents.tax_id,
        "made_at": contents.made_at,
        "version": contents.version,
        "invoices": contents.invoices,
        "originals": contents.originals,
        "newest_entry": contents.newest_entry,
    }
