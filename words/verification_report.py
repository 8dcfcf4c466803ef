"""The history of verifications as sheets of a report."""

from collections.abc import Sequence
from datetime import datetime

from core.domain.history import Asked
from core.files.report_writer import ReportSheet
from words.problems import problem
from words.translate import joined, tr
from words.verification import verification_word
from words.verifying import asked_of
from words.vocabulary import word


def history_report(asked: Sequence[Asked]) -> list[ReportSheet]:
    """Put questions and answers into one sheet, with what was answered word by word."""
    titles = (
        *(tr("Number"), tr("Asked at"), tr("Answered at"), tr("By"), tr("Asked of")),
        *(tr("Result"), tr("Status"), tr("Charge"), tr("Code"), tr("Message")),
        *(tr("Number of the request"), tr("Contradicts ours"), tr("Note"), tr("Answer as it came")),
    )
    return [ReportSheet(tr("Verification"), titles, [_row(each) for each in asked])]


def _row(asked: Asked) -> tuple[str | datetime | None, ...]:
    return (
        asked.key,
        _moment(asked.at),
        _moment(asked.answered_at),
        asked.by,
        asked_of(asked),
        verification_word(asked.state) if asked.state else tr("No answer is kept"),
        word(asked.status) if asked.status else None,
        verification_word(asked.charged),
        asked.code,
        asked.message,
        asked.request_id,
        joined(*map(problem, asked.differs)),
        asked.note,
        asked.raw,
    )


def _moment(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=None) if at else None
