"""What is wanted to be imported: files, a pasted picture, or what failed once more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from core.progress import Report
from words.translate import filled, tr

if TYPE_CHECKING:  # come with the store, after the first paint
    from core.files.workbook import WorkbookKind
    from core.services.imports import Imported, Imports
    from gui.importing.result import Result

Run = Callable[["Imports", Report, "Imported"], "Imported"]
"""Imports into the last one, which says how far it came; on a thread of the pool."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One import: its name, what to look at before anything is written, and how it is done.

    `paths` are looked at first, to see whose invoices they are; () for what was asked about
    already. `onto` is the result that this one continues.
    """

    name: str
    run: Run
    paths: tuple[Path, ...] = ()
    onto: "Result | None" = None


def of_paths(paths: Sequence[Path]) -> Wanted:
    """Want files, folders and archives."""
    wanted = tuple(paths)

    def run(imports: "Imports", report: Report, into: "Imported") -> "Imported":
        return imports.run(wanted, report=report, into=into)

    return Wanted(name_of(wanted), run, wanted)


def of_picture(image: QImage) -> Wanted:
    """Want a picture that was pasted or dropped."""
    name = tr("Pasted picture")

    def run(imports: "Imports", report: Report, into: "Imported") -> "Imported":
        from core.files import Found  # heavy: readers of every format

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        from core.services.imported import Held  # comes with the store

        label, data = f"{name}.png", bytes(buffer.data().data())
        held = {label: Held(data)}
        return imports.take([Found(label, data)], held=held, report=report, into=into)

    return Wanted(name, run)


def of_failed(result: "Result") -> Wanted:
    """Want what was refused once more, now that it may have been put right."""
    files, held = result.refused(), result.held()

    def run(imports: "Imports", report: Report, into: "Imported") -> "Imported":
        return imports.again(files, held=held, report=report, into=into)

    return Wanted(result.name, run, onto=result)


def of_locked(result: "Result", files: Sequence[str], password: str) -> Wanted:
    """Want locked files once more, with their password."""
    wanted, held = tuple(files), result.held()

    def run(imports: "Imports", report: Report, into: "Imported") -> "Imported":
        return imports.unlock(wanted, password, held=held, report=report, into=into)

    return Wanted(result.name, run, onto=result)


def of_kind(result: "Result", file: str, kind: "WorkbookKind") -> Wanted:
    """Want a workbook once more, now that a person said which it is."""

    def run(imports: "Imports", report: Report, into: "Imported") -> "Imported":
        return imports.run([file], kind=kind, report=report, into=into)

    return Wanted(result.name, run, onto=result)


def name_of(paths: Sequence[Path]) -> str:
    """Call some paths by a name."""
    if len(paths) == 1:
        return paths[0].name or str(paths[0])
    more = len(paths) - 1
    text = tr("{file} and 1 more") if more == 1 else tr("{file} and {n} more")
    return filled(text, {"file": paths[0].name, "n": f"{more:,}"})
