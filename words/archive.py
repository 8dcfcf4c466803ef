"""The papers of an archive: a workbook that lists everything, and a text that explains it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from core.domain.decision import DecisionKind
from core.files.report_writer import ReportSheet, Value, write_report
from core.files.sealed import SUMS
from core.services.archiving import DATA, ArchivedInvoice, ArchiveIndex
from words.figures import moment
from words.translate import filled, tr
from words.vocabulary import field, word

Row = list[Value]


def write_papers(index: ArchiveIndex, folder: Path) -> None:
    """Write the workbook and the text into an archive; raises FileNotWritten, DiskFull."""
    write_report(folder / "index.xlsx", sheets(index))
    (folder / "README.txt").write_text("\r\n".join((*readme(index), "")), "utf-8-sig")


def readme(index: ArchiveIndex) -> tuple[str, ...]:
    """What somebody must know who finds the archive in thirty years."""
    company = index.company
    facts = {
        "company": company.name,
        "tax_id": company.tax_id,
        "year": index.year,
        "at": moment(index.made_at),
        "invoices": len(index.invoices),
        "without": index.without_original,
        "sums": SUMS,
        "data": DATA,
    }
    return tuple(
        filled(line, facts)
        for line in (
            tr("Invoices of {year}: {company} ({tax_id})"),
            tr("Written on {at}; {invoices} invoices, {without} of them without an original."),
            "",
            tr("originals/ holds every original exactly as it arrived, by month."),
            tr("index.xlsx lists the invoices, their files, and what was decided about them."),
            tr("{data} holds the same for machines."),
            tr("{sums} holds the SHA-256 of every file; `sha256sum -c` proves them."),
            "",
            tr("This archive is not encrypted: whoever has it can read it. No program is needed."),
        )
    )


def sheets(index: ArchiveIndex) -> list[ReportSheet]:
    """The tables of the workbook; the first also makes the index on paper."""
    return [
        ReportSheet(tr("Invoices"), invoice_titles(), list(invoice_rows(index))),
        ReportSheet(tr("Originals"), _file_titles(), list(_files(index.invoices))),
        ReportSheet(tr("Verifications"), _verification_titles(), _verifications(index)),
        ReportSheet(tr("Decisions"), _decision_titles(), _decisions(index)),
        ReportSheet(tr("Audit trail"), _line_titles(), _lines(index)),
    ]


def invoice_titles() -> tuple[str, ...]:
    """The titles of the list of invoices."""
    return (
        field("issued_on"),
        field("kind"),
        field("code"),
        field("number"),
        field("direction"),
        field("seller"),
        field("buyer"),
        field("net"),
        field("tax"),
        field("total"),
        field("status"),
        tr("Files"),
    )


def invoice_rows(index: ArchiveIndex) -> Iterator[Row]:
    """One row for each invoice, by day and number."""
    for each in index.invoices:
        x = each.invoice
        yield [
            x.issued_on,
            word(x.kind) if x.kind else x.kind_name,
            x.code,
            x.number,
            word(x.direction) if x.direction else None,
            x.seller.name or x.seller.tax_id,
            x.buyer.name or x.buyer.tax_id,
            x.net,
            x.tax,
            x.total,
            word(x.status),
            len(each.files),
        ]


def _file_titles() -> tuple[str, ...]:
    return (
        field("number"),
        tr("File"),
        tr("Name on arrival"),
        tr("Arrived"),
        tr("Bytes"),
        "SHA-256",
    )


def _files(invoices: Iterable[ArchivedInvoice]) -> Iterator[Row]:
    for each in invoices:
        for x in each.files:
            name = each.invoice.key.name
            yield [name, x.path, x.file_name, x.arrived_at, x.size, x.sha256]


def _verification_titles() -> tuple[str, ...]:
    return (field("number"), tr("Result"), field("status"), tr("Asked of"), tr("At"))


def _verifications(index: ArchiveIndex) -> list[Row]:
    return [[x.name, x.state, x.status, x.provider, x.at] for x in index.verifications]


def _decision_titles() -> tuple[str, ...]:
    return (field("number"), tr("Decision"), tr("By"), tr("At"), tr("Note"), tr("Taken back"))


def _decisions(index: ArchiveIndex) -> list[Row]:
    return [
        [x.name, word(DecisionKind(x.kind)), x.by, x.at, x.note, x.undone_at]
        for x in index.decisions
    ]


def _line_titles() -> tuple[str, ...]:
    return ("#", tr("At"), tr("By"), tr("What"), field("number"), tr("Details"), "SHA-256")


def _lines(index: ArchiveIndex) -> list[Row]:
    return [[x.seq, x.at, x.by, x.action, x.name, x.details, x.hash] for x in index.lines]
