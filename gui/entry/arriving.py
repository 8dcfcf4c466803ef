"""What arrives to be entered: text of codes, files, pictures; dropped, opened, pasted or scanned.

What reads is called in jobs; a file is read by its content, and one that cannot be read says why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from core.domain.invoice import Draft, EntryMethod, Source, is_digital_number
from core.domain.numbers import kind_of_code, kind_of_number
from core.domain.problem import Problem, ProblemCode
from core.domain.qr import draft_of
from core.domain.text import clean
from core.progress import Progress, Report
from gui.entry.gun import payloads
from words.translate import tr

if TYPE_CHECKING:  # the jobs import them: SQLAlchemy and the readers are heavy
    from core.files import Found, Scanned
    from core.store.originals import Original


FEW = 5
"""How many files at once are read into the form and the list; more are an import."""

_PILES = frozenset(("", ".zip", ".xlsx", ".xls", ".csv"))


@dataclass(frozen=True, slots=True)
class Arrival:
    """One invoice to be entered, or why there is none; `file` is what it came in.

    `payload` is the text of its code, where it came by one.
    """

    how: EntryMethod
    draft: Draft | None = None
    problem: Problem | None = None
    payload: str | None = None
    file: "Original | None" = field(default=None, repr=False)
    label: str = ""


def is_file(mime: QMimeData) -> bool:
    """Say whether this holds files or a picture, which no field takes."""
    return bool(paths_of(mime)) or mime.hasImage()


def is_pile(paths: Sequence[Path]) -> bool:
    """Say whether these are for the import: folders, archives, workbooks, or many files.

    By their names alone, for the window's thread does not wait for a disk.
    """
    return len(paths) > FEW or any(path.suffix.lower() in _PILES for path in paths)


def can_be_taken(mime: QMimeData) -> bool:
    """Say whether anything in this can be entered."""
    return is_file(mime) or mime.hasText()


def paths_of(mime: QMimeData) -> list[Path]:
    """Give the local files and folders that were dropped or copied."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def of_text(text: str) -> list[Arrival]:
    """Read the codes in a text, several of a line or one a line; at least one arrival.

    The number of an invoice, or its code (发票代码), alone is the beginning of one to be typed.
    """
    found = payloads(text) or [text]
    begun = _begun(clean(found[0])) if len(found) == 1 else None
    return [begun] if begun else [_of_payload(payload) for payload in found]


def of_path(path: Path, report: Report) -> list[Arrival]:
    """Read a file, a folder or a ZIP; in a job."""
    from core.files import walk  # heavy: readers of every format

    arrivals: list[Arrival] = []
    for found in walk([path]):
        report(Progress("read", len(arrivals)))
        arrivals += _of_found(found, report)
    return arrivals


def of_code(text: str, *, guessed: bool) -> Arrival:
    """Give what a camera read; `guessed`: a person must say whether it is right."""
    arrival = _of_payload(text)
    draft = arrival.draft
    if draft is None or not guessed:
        return arrival
    return replace(arrival, draft=replace(draft, guessed=True))


def of_image(image: QImage, name: str, report: Report) -> list[Arrival]:
    """Read the codes of a picture that was pasted or grabbed; in a job."""
    from core.files import Found

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return list(_of_found(Found(f"{name}.png", bytes(buffer.data().data())), report))


def ask(screen: QWidget) -> QFileDialog:
    """Make the system's dialog that asks for files."""
    dialog = QFileDialog(screen, tr("Open pictures and invoice files"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    kinds = "*.ofd *.pdf *.xml *.zip *.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.gif"
    name = tr("Invoice files and pictures")
    dialog.setNameFilters([f"{name} ({kinds})", tr("All files (*)")])
    return dialog


def url_of(file: str) -> QUrl:
    """Give a chosen file as a drop would."""
    return QUrl.fromLocalFile(file)


def name_of(label: str) -> str:
    """Give the name of a file without its folders."""
    return PurePath(label.rpartition("!")[2] or label).name


def _begun(digits: str) -> Arrival | None:
    if is_digital_number(digits):
        draft = Draft(kind=kind_of_number(digits), number=digits, sources={"number": Source.TYPED})
    elif (kind := kind_of_code(digits)) is not None:
        draft = Draft(kind=kind, code=digits, sources={"code": Source.TYPED})
    else:
        return None
    return Arrival(EntryMethod.MANUAL, draft)


def _of_payload(payload: str) -> Arrival:
    found = draft_of(payload)
    if isinstance(found, Problem):
        return Arrival(EntryMethod.SCAN, problem=found, payload=payload)
    return Arrival(EntryMethod.SCAN, found, payload=payload)


def _of_found(found: "Found", report: Report) -> Iterator[Arrival]:
    from core.files import read
    from core.files.barcode import is_picture
    from core.store.originals import Original

    name = name_of(found.label)
    if found.problem is not None:
        yield Arrival(EntryMethod.FILE, problem=found.problem, label=name)
        return
    if is_picture(found.data):
        yield from _of_codes(Original(name, found.data, "PICTURE"), report)
        return
    reading = read(found.data)
    file = Original(name, found.data, reading.format)
    if reading.drafts:
        for draft in reading.drafts:
            yield Arrival(EntryMethod.FILE, draft, file=file, label=name)
        for problem in (x for draft in reading.drafts for x in draft.problems):
            if problem.code is ProblemCode.CODE_UNREAD:
                yield Arrival(EntryMethod.SCAN, problem=problem, file=file, label=name)
    else:
        yield Arrival(EntryMethod.FILE, problem=reading.problem, file=file, label=name)


def _of_codes(file: "Original", report: Report) -> Iterator[Arrival]:
    """Give every code of a picture once, also those that are no invoice's.

    Those that are there and cannot be read are told last, all in one.
    """
    from core.files import scan

    found = scan(file.data, report)
    unread = [code for code in found if _is_unread(code)]
    seen: set[str | None] = set()
    for code in found:
        if code.payload not in seen and not _is_unread(code):
            seen.add(code.payload)
            problem = None if code.draft else code.problem
            yield Arrival(EntryMethod.SCAN, code.draft, problem, code.payload, file, file.file_name)
    if unread:
        counts = {"codes": str(len(found)), "unread": str(len(unread))}
        problem = Problem(ProblemCode.CODE_UNREAD, counts)
        yield Arrival(EntryMethod.SCAN, problem=problem, file=file, label=file.file_name)


def _is_unread(code: "Scanned") -> bool:
    return code.problem is not None and code.problem.code is ProblemCode.CODE_UNREAD
