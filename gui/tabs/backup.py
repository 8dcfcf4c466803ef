"""Backup (备份): what is proven, where it lies, and how one comes back to it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.domain.topic import Topic
from gui.backup.cards import Cards
from gui.backup.headline import Headline
from gui.backup.history import History
from gui.backup.making import Making
from gui.backup.view import View, look
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.notices import EmptyState, Toast
from gui.states import Mark, State
from gui.tab import Tab
from gui.theme import named, px
from words.translate import tr


class BackupTab(Tab):
    """The sentence, four cards, thirty days, the backups that are known."""

    topics = frozenset({Topic.BACKUPS, Topic.INVOICES})
    icon = "shield-check"

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self.view: View | None = None
        self.headline, self.cards, self.history = Headline(), Cards(), History()
        self.making = Making(self, desk)
        self.toast = Toast(self)
        self.empty = EmptyState("shield-check")
        self.first = self.empty.add(
            Button(tr("Choose a folder and back up…"), Kind.PRIMARY, icon="shield-check")
        )
        self.first_restore = self.empty.add(
            Button(tr("Restore…"), Kind.QUIET, icon="clock-counter-clockwise")
        )
        self._body = QStackedLayout()
        self._lay_out()
        self._connect()

    @staticmethod
    def word() -> str:
        """备份."""
        return tr("Backup")

    def refresh(self) -> None:
        """Gather anew what is known; an older answer must not overtake this one."""
        core = self.desk.core
        self.desk.jobs.run(self, lambda _: look(core), self._show)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(560), px(250))

    def make(self) -> None:
        """Back up now; who has no folder yet is asked for one."""
        if not self.headline.make.isEnabled():
            return
        if self.view is not None and not self.view.state.folders:
            self.ask_for_folder()
        else:
            self.making.start()

    def ask_for_folder(self) -> None:
        """Ask where backups go, then make the first."""
        dialog = QFileDialog(self, tr("Folder for backups"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda found: self.making.start(Path(found)))
        dialog.open()

    def _show(self, view: View) -> None:
        self.view = view
        self.badge.emit(view.wants)
        if view.newest is None:
            self._say_nothing_yet()
            return
        self.headline.say(view)
        self.cards.say(view)
        self.history.show_view(view)
        self._body.setCurrentIndex(0)

    def _say_nothing_yet(self) -> None:
        self.empty.say(
            tr("The first proven backup will stand here"),
            tr(
                "One encrypted file, opened and compared before it counts. A disk of its own is"
                " the best place: a USB stick, a network drive."
            ),
        )
        self._body.setCurrentIndex(1)

    def _on_opened(self) -> None:
        self.badge.emit(0)
        core = self.desk.core
        self.desk.jobs.run(self, lambda _: look(core), lambda view: self.badge.emit(view.wants))

    def _on_made(self, word: str) -> None:
        self.toast.say(State(Mark.AGREES, word))
        self.refresh_in_sight()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.headline.place())))

    def _connect(self) -> None:
        head, making = self.headline, self.making
        head.make.clicked.connect(self.make)
        self.first.clicked.connect(self.make)
        head.open_folder.clicked.connect(self._open_folder)
        head.progress.cancelled.connect(making.cancel)
        making.began.connect(head.progress.begin)
        making.progress.connect(head.progress.tell)
        making.ended.connect(head.progress.end)
        making.waiting.connect(head.wait)
        making.waiting.connect(lambda on: self.first.setEnabled(not on))
        making.made.connect(self._on_made)
        self.desk.opened.connect(self._on_opened)

    def _lay_out(self) -> None:
        page = named(QWidget(), "clear")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(24), 0, px(24), px(12))
        column.setSpacing(px(12))
        column.addWidget(self.headline)
        column.addWidget(self.cards)
        column.addWidget(self.history, 1)
        scrolled = named(QScrollArea(), "clear")
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(page)
        blank = named(QFrame(), "card")
        inner = QVBoxLayout(blank)
        inner.addWidget(self.empty)
        around = QWidget()
        margin = QVBoxLayout(around)
        margin.setContentsMargins(px(24), 0, px(24), px(12))
        margin.addWidget(blank)
        self._body.addWidget(scrolled)
        self._body.addWidget(around)
        head = QWidget()
        head.setFixedHeight(px(56))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), 0, px(24), 0)
        row.addWidget(named(QLabel(self.word()), "title"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addLayout(self._body, 1)
