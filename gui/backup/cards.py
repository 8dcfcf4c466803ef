"""The four small cards: automatic, rehearsal, second place, sheet; each its state and one link."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.backup.parts import Card
from gui.backup.view import View
from gui.states import Mark, State
from gui.theme import px
from words import backups
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.automatic import FolderState

BESIDE_EACH_OTHER = 840
"""The width from which the four stand in one row."""


class Cards(QWidget):
    """The four, in one row where there is room, else two and two."""

    def __init__(self) -> None:
        super().__init__()
        self.automatic = Card(tr("Automatic backup"), tr("Change…"))
        self.rehearsal = Card(tr("Restore rehearsal"), tr("Rehearse now"))
        self.second = Card(tr("Second place"), tr("Choose places…"))
        self.sheet = Card(tr("Recovery sheet"), tr("Sheet and key…"))
        self._all = (self.automatic, self.rehearsal, self.second, self.sheet)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(12))
        self._place(4)

    def say(self, view: View) -> None:
        """Say how each stands."""
        self.automatic.say(*_automatic(view))
        self.rehearsal.say(*_rehearsal(view))
        self.second.say(*_second(view))
        self.sheet.say(*_sheet(view))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put two under two where there is no room for four."""
        super().resizeEvent(event)
        self._place(4 if self.width() >= px(BESIDE_EACH_OTHER) else 2)

    def _place(self, columns: int) -> None:
        for at, card in enumerate(self._all):
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)


Said = tuple[State, str, str] | tuple[State, str, str, str]


def _automatic(view: View) -> Said:
    rules = view.state.rules
    what = backups.by_itself(rules.daily, rules.at, rules.on_closing, rules.after_changes)
    failed = [folder for folder in view.state.folders if folder.failed and folder.present]
    kept = tr("Missed ones are made at the next start")
    if failed:
        return State(Mark.WRONG, tr("Failed")), what, _why(failed[0])
    if not (rules.daily or rules.on_closing or rules.after_changes):
        return State(Mark.WAITING, tr("Off")), what, tr("The button makes them.")
    if not view.state.folders:
        return State(Mark.WAITING, tr("No place yet")), what, tr("Choose where they go.")
    return State(Mark.AGREES, tr("In order")), what, kept


def _why(folder: "FolderState") -> str:
    return backups.failed(folder.failed or "")


def _rehearsal(view: View) -> Said:
    found, now = view.state.rehearsal, view.now
    if found is None:
        line = tr("Restores one beside the ledger, compares all")
        return State(Mark.WAITING, tr("Not yet")), tr("Never rehearsed"), line
    day = {"day": backups.day(found.at, now)}
    if not found.ok:
        what = filled(tr("The rehearsal of {day} failed"), day)
        return State(Mark.WRONG, tr("Look")), what, backups.unrehearsed(found.failed or "")
    what = filled(tr("Rehearsal of {day} passed"), day)
    line = filled(
        tr("{n} invoices, {m} originals compared; monthly"),
        {"n": f"{found.invoices:,}", "m": f"{found.originals:,}"},
    )
    if view.state.rehearsal_due:
        return State(Mark.WAITING, tr("Due")), what, line
    return State(Mark.AGREES, tr("In order")), what, line


def _second(view: View) -> Said:
    folders = view.state.folders
    if len(folders) < 2:
        line = tr("One place is no help against fire or theft")
        return State(Mark.WAITING, tr("None yet")), tr("Only one place so far"), line
    absent = [folder for folder in folders if not folder.present]
    second = absent[0] if absent else folders[1]
    title = filled(tr("Second place · {name}"), {"name": second.folder.name or str(second.folder)})
    if second.last is None:
        what = tr("No backup there yet")
    else:
        values = {"day": backups.day(second.last.made_at, view.now)}
        what = filled(tr("Newest of {day}"), values)
    if absent:
        line = tr("Made up for by itself as soon as it is there again")
        return State(Mark.WAITING, tr("Not plugged in")), what, line, title
    line = counted(len(folders), tr("{n} place"), tr("{n} places, all of them there"))
    return State(Mark.AGREES, tr("There")), what, line, title


def _sheet(view: View) -> Said:
    proven = view.state.sheet_proven
    line = tr("On a new computer it opens the backups")
    if proven is None:
        what = tr("Not yet proven with its code")
        return State(Mark.WAITING, tr("Due")), what, line
    what = filled(tr("Proven {day}"), {"day": backups.day(proven, view.now)})
    if view.state.sheet_due:
        return State(Mark.WAITING, tr("Due")), what, tr("Once a year its code is typed once")
    return State(Mark.AGREES, tr("Kept")), what, line
