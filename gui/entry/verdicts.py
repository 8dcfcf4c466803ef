"""The sentences of the strip: what became of a scan, and the facts around it."""

from core.domain.invoice import EntryMethod, Face, Invoice
from core.domain.problem import Problem, ProblemCode
from core.domain.qr import Foreign
from gui.entry.recent import party_of
from gui.entry.strip import Verdict
from gui.states import Mark
from words import figures
from words.problems import problem
from words.translate import filled, tr
from words.vocabulary import field


def entered(invoice: Invoice) -> Verdict:
    """It is in the ledger."""
    offline = invoice.entered is not None and invoice.entered.offline
    words = tr("Entered, marked offline") if offline else tr("Entered")
    return Verdict(Mark.AGREES, words, invoice.key.name, _facts("", invoice))


def duplicate(first: Invoice, *, binned: bool, attaches: bool, typed: bool = False) -> Verdict:
    """It was entered before; who entered it, and when."""
    if binned:
        words = tr("Duplicate: the first one is in the recycle bin")
    elif typed:
        words = tr("This number was entered before")
    else:
        words = tr("Duplicate: not entered again")
    facts = _facts(_who(first), first)
    return Verdict(Mark.LOOK, words, first.key.name, facts, shows=True, attaches=attaches)


def refused(found: Problem, label: str) -> Verdict:
    """It is no invoice, or cannot be read; why."""
    return Verdict(
        Mark.WRONG, tr("Not an invoice: not entered"), facts=_joined(label, problem(found))
    )


def in_short(found: Problem) -> str:
    """Say in two words what was scanned instead of an invoice."""
    words = {
        ProblemCode.BUYER_HEADER_CODE: tr("Buyer's header code"),
        ProblemCode.LINK_CODE: tr("Link"),
        ProblemCode.ENCRYPTED_CODE: tr("Encrypted code"),
        ProblemCode.NO_CODE: tr("No code"),
    }
    if found.code is ProblemCode.NOT_AN_INVOICE:
        cut = found.values.get("what") == Foreign.CUT_SHORT
        return tr("Code cut short") if cut else tr("Another code")
    return words.get(found.code) or problem(found)


def unreadable(found: Problem, label: str) -> Verdict:
    """A file holds nothing that can be read; why."""
    return Verdict(Mark.WRONG, tr("Nothing could be read"), facts=_joined(label, problem(found)))


def some_unread(found: Problem, label: str) -> Verdict:
    """Codes are on the picture that cannot be read; how many there are."""
    words = filled(tr("Codes on the picture: {codes}; not readable: {unread}"), dict(found.values))
    facts = _joined(label, tr("Enter what is missing by hand, or scan it closer."))
    return Verdict(Mark.LOOK, words, facts=facts)


def unsure(face: Face) -> Verdict:
    """It was read from a damaged code by a guess; a person must compare."""
    issued = "" if face.issued_on is None else figures.day(face.issued_on)
    words = tr("Read with a guess: compare it with the paper")
    facts = _joined(issued, _facts("", face))
    return Verdict(Mark.LOOK, words, face.number or "", facts, confirms=True)


def wanting(face: Face, missing: tuple[str, ...], *, aside: bool) -> Verdict:
    """It stands in the form and something is missing."""
    fields = tr(", ").join(dict.fromkeys(field(name) for name in missing))
    words = filled(tr("Still missing: {fields}"), {"fields": fields})
    return Verdict(Mark.LOOK, words, face.number or "", _after_aside(face, aside))


def doubtful(face: Face, found: Problem, *, aside: bool) -> Verdict:
    """It stands in the form and something makes no sense."""
    facts = _joined(_after_aside(face, aside))
    return Verdict(Mark.LOOK, problem(found), face.number or "", facts)


def filled_in(face: Face, *, aside: bool) -> Verdict:
    """It stands in the form, whole, and waits for Enter."""
    return Verdict(
        Mark.AGREES, tr("Complete: Enter saves it"), face.number or "", _after_aside(face, aside)
    )


def not_entered(found: Problem, face: Face) -> Verdict:
    """It was to be saved and cannot be."""
    return Verdict(Mark.LOOK, tr("Not saved yet"), face.number or "", problem(found))


def restored() -> Verdict:
    """What an earlier run of the program left stands in the form."""
    return Verdict(
        Mark.LOOK, tr("This was not saved last time"), facts=tr("It stands as you left it.")
    )


def cleared() -> Verdict:
    """The form was emptied; nothing is lost yet."""
    return Verdict(Mark.WAITING, tr("The form is empty"), reopens=True)


def attached(first: Invoice, *, new: bool) -> Verdict:
    """The file is kept with the invoice that was entered first."""
    words = tr("The file is attached") if new else tr("The file was attached already")
    return Verdict(Mark.AGREES, words, first.key.name, _facts("", first))


def reading(name: str) -> Verdict:
    """A file is being read."""
    return Verdict(Mark.WAITING, filled(tr("Reading {file}…"), {"file": name}))


def money_of(face: Face) -> str:
    """The total as it is; what is known in its place by its name, never as if it were the total."""
    money = f"¥ {figures.money(face.amount)}"
    if face.total is None and face.net is not None:
        return f"{field('net')} {money}"
    return money


def _who(invoice: Invoice) -> str:
    mark = invoice.entered
    if mark is None:
        return ""
    text = {
        EntryMethod.SCAN: tr("scanned by {who}, {when}"),
        EntryMethod.MANUAL: tr("typed by {who}, {when}"),
        EntryMethod.FILE: tr("read from a file by {who}, {when}"),
        EntryMethod.WORKBOOK: tr("imported by {who}, {when}"),
    }[mark.how]
    return filled(text, {"who": mark.by, "when": figures.moment(mark.at)})


def _after_aside(face: Face, aside: bool) -> str:
    before = tr("the one before is in the list, not saved") if aside else ""
    return _joined(before, _facts("", face))


def _facts(first: str, face: Face) -> str:
    return _joined(first, party_of(face) or "", money_of(face))


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
