"""A damaged ledger at the start: what can be read of it, and what can be done, without alarm."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.errors import AppError
from core.home import Home
from gui.buttons import Button, Kind
from gui.jobs import Jobs
from gui.notices import EmptyState
from gui.theme import named, px
from words import backups, figures
from words.errors import said
from words.translate import filled, joined, tr

if TYPE_CHECKING:  # comes with the store, which the first job imports
    from core.services.damage import Damage


class Damaged(QWidget):
    """Looks into the ledger without touching it, and leads to the backup that helps most.

    `restore` carries the file of that backup, `choose` asks for another one, `again` opens anew.
    """

    restore = Signal(Path)
    choose = Signal()
    again = Signal()

    def __init__(self, home: Home, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("page")
        self._home, self._jobs = home, jobs
        self._file: Path | None = None
        self.state = EmptyState("first-aid-kit")
        self.restore_button = self.state.add(
            Button(tr("Look at the newest backup…"), Kind.PRIMARY, icon="clock-counter-clockwise")
        )
        self.choose_button = self.state.add(Button(tr("Choose a backup…"), icon="folder-open"))
        self.again_button = self.state.add(Button(tr("Try again"), Kind.QUIET))
        self.restore_button.clicked.connect(self._on_restore)
        self.choose_button.clicked.connect(self.choose)
        self.again_button.clicked.connect(self.again)
        scrolled = named(QScrollArea(), "clear")
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(named(self.state, "clear"))
        card = named(QFrame(), "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(scrolled)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(24), px(24), px(12))
        box.addWidget(card)

    def look(self) -> None:
        """Look into the ledger, off this thread."""
        self._say(tr("Looking what can be read, and which backup helps…"))
        self.restore_button.hide()
        home = self._home
        self._jobs.run(self, lambda _: home.damage(), self._show, failed=self._show_error)

    def _show(self, damage: "Damage") -> None:
        contents = damage.contents
        read = damage.tables.get("invoices")
        parts = [backups.readable(read.rows if read else 0)]
        if damage.backup is None or contents is None:
            parts.append(tr("No proven backup was found where they go. Choose one yourself."))
        else:
            made = figures.moment(datetime.fromisoformat(contents.made_at))
            text = tr("The newest proven backup is of {made} and holds {what}.")
            what = backups.counts(contents.invoices, contents.originals)
            parts.append(filled(text, {"made": made, "what": what}))
            parts.append(backups.given_back(damage.missing))
            self._file = damage.backup
        self.restore_button.setVisible(self._file is not None)
        self._say("\n".join(filter(None, parts)))
        first = self.restore_button if self._file is not None else self.choose_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_error(self, error: Exception) -> None:
        """Say why nothing can be told of it; a backup can still be chosen."""
        text = ""
        if isinstance(error, AppError):
            words = said(error)
            text = joined(words.what, words.now)
        self._say("\n".join(filter(None, (text, tr("A backup that you choose can be restored.")))))
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, line: str) -> None:
        kept = tr("Nothing was changed: what is there stays as it is, also after a restore.")
        self.state.say(tr("The ledger is damaged; here is what can be done"), f"{line}\n{kept}")

    def _on_restore(self) -> None:
        if self._file is not None:
            self.restore.emit(self._file)
