"""Bringing in a workbook of the tax bureau (税局数据): whole, or not at all."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path, PurePath

from core.domain.covering import UNSTATED, Named, Stated, covered
from core.domain.invoice import Direction
from core.domain.problem import Problem
from core.domain.record import BureauList, Coverage, UnreadRow
from core.domain.topic import Topic
from core.files.archive import Found
from core.files.bureau_origin import direction_in, made_at, period_in
from core.files.bureau_rows import RowTold
from core.files.reading_apart import WorkbookReading
from core.progress import Progress, Report
from core.services.imported import Imported, Row
from core.store.database import Store
from core.store.record_import import RecordImport

__all__ = ["UNSTATED", "BureauFile", "Stated"]


class _Spoiled(Exception):
    """The file turned out unreadable while it was read: nothing of it is kept."""


class BureauFile:
    """One workbook, with what is known of it beside its rows."""

    def __init__(self, store: Store, found: Found, stated: Stated) -> None:
        """Bring it into this store."""
        self._store = store
        self._found = found
        self._stated = stated

    def take_in(self, reading: WorkbookReading, result: Imported, report: Report) -> Problem | None:
        """Bring it in by one commit, or say why nothing of it was kept.

        The same file once more changes nothing. When `report` raises, nothing is kept.
        """
        if reading.facts is None:
            return reading.problem
        told: list[RowTold] = []
        try:
            taken = self._written(reading, told, result, report)
        except _Spoiled:
            return reading.problem
        for each in told:
            noted = result.rejected if each.rejected else result.review
            noted.append(Row(self._found.label, each.sheet, each.row, each.column, each.problem))
        result.records.added += taken.counts.added
        result.records.updated += taken.counts.updated
        result.records.unchanged += taken.counts.unchanged
        return None

    def _written(
        self, reading: WorkbookReading, told: list[RowTold], result: Imported, report: Report
    ) -> RecordImport:
        assert reading.facts is not None, "a workbook that is no list is not taken in"
        kind, digest = reading.facts.list, hashlib.sha256(self._found.data).hexdigest()
        with self._store.writing() as work:
            before = work.trail.reached()
            made = self._made(work.at)
            taken = work.bring_in(self._name, digest, kind, made)
            unread: list[UnreadRow] = []
            for rows, about, lost in reading.records():
                taken.take(rows)
                told += about
                unread += lost
                done = taken.counts.rows
                report(Progress("import", done, max(done, reading.total)))
            if reading.problem:
                raise _Spoiled
            if taken.finish(self._covered(kind, reading.spans, made), unread):
                counts = taken.counts
                work.record(
                    "bureau",
                    None,
                    Topic.RECORDS,
                    list=kind,
                    sha256=digest,
                    added=counts.added,
                    updated=counts.updated,
                    lacking=counts.lacking,
                )
            reached = work.trail.reached()
        result.wrote(before, reached)
        return taken

    @property
    def _name(self) -> str:
        """The name of the file itself, also of one in an archive."""
        return PurePath(self._found.label.replace("!", "/")).name

    def _covered(
        self,
        kind: BureauList,
        spans: Mapping[str | None, tuple[str, str]],
        made: datetime,
    ) -> Sequence[Coverage]:
        """Say what the list covers: the lists of deductions and uses cover nothing."""
        if kind is not BureauList.EXPORT:
            return ()
        named = Named(direction_in(self._name), period_in(self._name))
        days = {
            Direction(direction) if direction else None: (
                date.fromisoformat(first),
                date.fromisoformat(last),
            )
            for direction, (first, last) in spans.items()
        }
        return covered(self._stated, named, days, made)

    def _made(self, now: datetime) -> datetime:
        """When the list was made: as stated, as the workbook says, else the time of the file."""
        if self._stated.made:
            return datetime.combine(self._stated.made, time(), now.tzinfo)
        return made_at(self._found.data) or self._changed(now)

    def _changed(self, now: datetime) -> datetime:
        """When the file, or the archive that holds it, was written last."""
        label = self._found.label
        while label:
            try:
                return datetime.fromtimestamp(Path(label).stat().st_mtime, now.tzinfo)
            except (OSError, ValueError):
                label = label.rpartition("!")[0]
        return now
