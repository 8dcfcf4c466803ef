"""销方 and 购方: one of them is this company, the other is completed from those seen before."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from core.domain.invoice import NOBODY, Party
from core.domain.numbers import tax_id_plausible
from core.domain.text import clean, comparable, shown
from core.progress import Report
from gui.desk import Desk
from gui.entry.rows import Said, Tone
from gui.fields import LIKE_A_TAX_ID, Field
from gui.jobs import Job
from gui.theme import named
from words.translate import filled, tr

PAUSE = 80
"""Milliseconds without a key before the ledger is asked for parties."""

OFFERED = 8
SHORTEST_ID = 15
PARTY = Qt.ItemDataRole.UserRole


class PartyField(Field):
    """A name or a tax id; with a party of the list chosen, Enter is the list's, and Esc always."""

    def __init__(self, groups: tuple[int, ...] = ()) -> None:
        super().__init__(groups)
        self.offers: Offers | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the list's keys to the list; any other way out of the field closes it."""
        offers = self.offers
        if offers and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if offers.chosen:
                offers.take()
                return
            offers.close()
        super().keyPressEvent(event)


class PartyFields(QObject):
    """The two fields of one side, and the rest of the party that was chosen for them.

    `ours`: the side is this company as long as nothing else is typed into its name.
    """

    edited = Signal()
    chosen = Signal()
    hinted = Signal()

    def __init__(self, desk: Desk, side: str, parent: QObject) -> None:
        super().__init__(parent)
        self.side = side
        self.name = PartyField()
        self.tax_id = PartyField(LIKE_A_TAX_ID)
        self.tax_id.setMaxLength(40)
        self.ours = False
        self.us = NOBODY
        self.last: Party | None = None
        self._desk = desk
        self.typed = False
        self._rest = NOBODY
        self._job: Job[Party | None] | None = None
        self.tax_id.textChanged.connect(self._look_back)
        for field in (self.name, self.tax_id):
            field.textEdited.connect(self._on_edited)
            field.offers = Offers(desk, field, self)

    @property
    def is_us(self) -> bool:
        """Whether the side stands for this company."""
        return self.ours and not self.name.text().strip() and not self.tax_id.text().strip()

    def party(self) -> Party:
        """The party as it stands there; one that was filled in, to the letter of its face."""
        if not self.typed and self._rest != NOBODY:
            return self._rest
        if self.is_us:
            return self.us
        name, tax_id = shown(self.name.text()), clean(self.tax_id.text()).upper() or None
        if (name, tax_id) == (self._rest.name, self._rest.tax_id):
            return self._rest
        return Party(name, tax_id)

    def show_party(self, party: Party) -> None:
        """Put a party in; this company stands as such where the side is ours."""
        us = self.ours and self.names_us(party)
        self.name.setText("" if us else party.name or "")
        self.tax_id.setText("" if us else party.tax_id or "")
        self._rest, self.typed = party, False

    def names_us(self, party: Party) -> bool:
        """Whether a party is this company, by its id, or by its name where no id says otherwise."""
        if party.tax_id:
            return bool(self.us.tax_id) and _same(party.tax_id, self.us.tax_id)
        return bool(party.name and self.us.name) and _same(party.name, self.us.name)

    def close(self) -> None:
        """Take the lists away."""
        for field in (self.name, self.tax_id):
            if field.offers:
                field.offers.close()

    def be_ours(self, ours: bool, us: Party) -> None:
        """Become this company's side, or the other's."""
        self.ours, self.us = ours, us
        self.name.setPlaceholderText(
            filled(tr("This company: {name}"), {"name": us.name}) if ours and us.name else ""
        )

    def said(self) -> Said | None:
        """Say how the party of this tax id was called when it was entered last."""
        if self.last is None or not self.last.name or self.is_us:
            return None
        if _same(self.last.name, self.name.text()):
            return Said(Tone.HINT, tr("As last entered with this tax ID"))
        return Said(
            Tone.HINT, filled(tr("Last entered with this tax ID: {name}"), {"name": self.last.name})
        )

    def _on_edited(self) -> None:
        self.typed = True
        self.edited.emit()

    def _look_back(self, text: str) -> None:
        """Ask for the party of a whole tax id; its name is put in where none stands."""
        if self._job:
            self._job.cancel()
        self.last = None
        tax_id = clean(text).upper()
        if len(tax_id) < SHORTEST_ID or not self._desk.ready or not tax_id_plausible(tax_id):
            return
        entry = self._desk.core.entry
        self._job = self._desk.jobs.run(self, lambda _: entry.last_party(tax_id), self._remember)

    def _remember(self, last: Party | None) -> None:
        self.last = last
        if last is None:
            return
        if not self.name.text().strip() and not self.name.composing and last.name:
            self._rest = last
            self.name.setText(last.name)
            self.edited.emit()
        elif (
            self.typed
            and _same(last.name, self.name.text())
            and _same(last.tax_id, self.tax_id.text())
        ):
            self._rest = replace(last, name=shown(self.name.text()))
        self.hinted.emit()


def _same(one: str | None, other: str | None) -> bool:
    return comparable(one or "") == comparable(other or "")


class Offers(QObject):
    """The list under a field: this company first where it fits, then those seen before.

    An answer that comes after the text has changed is not shown.
    """

    offered = Signal()

    def __init__(self, desk: Desk, field: PartyField, side: PartyFields) -> None:
        super().__init__(side)
        self._desk = desk
        self._field = field
        self._side = side
        self._job: Job[tuple[Party, ...]] | None = None
        self._model = QStandardItemModel(self)
        self._list = QCompleter(self._model, self)
        self._popup = QListView()
        self._list.setPopup(self._popup)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setWidget(field)
        self._list.setMaxVisibleItems(OFFERED + 1)
        self._popup.clicked.connect(self._choose)
        named(self._popup, "choices")
        self._popup.setAccessibleName(tr("Choices"))
        self._popup.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        field.textEdited.connect(self._on_edited)
        field.editingFinished.connect(self._pause.stop)

    @property
    def chosen(self) -> bool:
        """Whether the list stands there with one of its rows chosen."""
        return self._popup.isVisible() and self._popup.currentIndex().isValid()

    def texts(self) -> list[str]:
        """What the open list offers; nothing while it is closed."""
        if not self._popup.isVisible():
            return []
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def take(self) -> None:
        """Take the chosen party."""
        self._choose(self._popup.currentIndex())
        self._popup.hide()

    def close(self) -> None:
        """Take the list away."""
        self._pause.stop()
        if self._job:
            self._job.cancel()
        self._popup.hide()

    def _on_edited(self, text: str) -> None:
        if self._job:
            self._job.cancel()
        if len(text.strip()) > 0 and self._desk.ready:
            self._pause.start()
        else:
            self.close()

    def _ask(self) -> None:
        text, entry = self._field.text().strip(), self._desk.core.entry

        def ask(_: Report) -> tuple[Party, ...]:
            return entry.parties(text, limit=OFFERED)

        self._job = self._desk.jobs.run(self, ask, self._offer)

    def _offer(self, found: tuple[Party, ...]) -> None:
        text = comparable(self._field.text())
        us = self._side.us
        ours = us.name and (text in comparable(us.name) or text in comparable(us.tax_id or ""))
        others = [party for party in found if not self._side.names_us(party)]
        parties = ([Party(us.name, us.tax_id)] if ours else []) + others
        stands = Party(self._side.name.text(), self._side.tax_id.text())
        if not self._field.hasFocus() or parties in ([], [stands]):
            self._popup.hide()
            return
        self._model.clear()
        for party in parties:
            item = QStandardItem("　".join(filter(None, (party.name, party.tax_id))))
            item.setData(party, PARTY)
            self._model.appendRow(item)
        self._list.complete()
        self._popup.setCurrentIndex(QModelIndex())
        self.offered.emit()

    def _choose(self, index: QModelIndex) -> None:
        party = index.data(PARTY)
        self._side.show_party(party)
        self._side.typed = True  # by choosing it: the rest of it comes from the ledger
        self._side.chosen.emit()
