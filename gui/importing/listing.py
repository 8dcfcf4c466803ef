"""The list of an import, written as a workbook or as CSV."""

from pathlib import Path

from core.progress import Progress, Report
from gui.importing.result import Part, Result, action, name_in, reason
from words.translate import tr


def write_list(result: Result, part: Part, file: Path, report: Report) -> int:
    """Write what stands in the table, for a job; gives the number of rows.

    Raises FileNotWritten, DiskFull.
    """
    from core.files.report_writer import ReportSheet, Value, write_report  # heavy

    files = result.rows(part)
    report(Progress("export", 0, len(files)))
    titles = [
        *(tr("Result"), tr("File"), tr("Invoice number"), tr("Total")),
        *(tr("Reason"), tr("What can be done")),
    ]
    rows: list[list[Value]] = [
        [
            *(result.state_of(x).word, name_in(x.file), x.key, x.amount),
            *(reason(x, result), action(x, result)),
        ]
        for x in files
    ]
    write_report(file, [ReportSheet(tr("Import result"), titles, rows)])
    return len(rows)
