"""Backup (备份): what is proven, where it lies, and how one comes back to it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.domain.topic import Topic
from gui.backup.cards import Cards
from gui.backup.company import CompanyDialog
from gui.backup.headline import Headline
from gui.backup.history import History
from gui.backup.keeping import Keeping
from gui.backup.making import Making
from gui.backup.restoring import Restoring
from gui.backup.rules import RulesDialog
from gui.backup.view import Row, View, look
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.notices import EmptyState, Toast
from gui.states import State
from gui.tab import Tab
from gui.tabs import BACKUP
from gui.theme import named, px
from words.translate import tr

NARROW = 760
"""The width below which the large card leaves something out."""


class BackupTab(Tab):
    """The sentence, four cards, thirty days, the backups that are known."""

    place = BACKUP
    topics = frozenset({Topic.BACKUPS, Topic.INVOICES})

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self.view: View | None = None
        self.headline, self.cards, self.history = Headline(), Cards(), History()
        self.making, self.restoring = Making(self, desk), Restoring(self, desk)
        self.keeping, self.menu = Keeping(self, desk), QMenu(self)
        self.toast = Toast(self)
        self.empty = EmptyState("shield-check")
        self.first = self.empty.add(
            Button(tr("Choose a folder and back up…"), Kind.PRIMARY, icon="shield-check")
        )
        self.first_restore = self.empty.add(
            Button(tr("Restore…"), Kind.QUIET, icon="clock-counter-clockwise")
        )
        self._pages = QWidget()
        self._body = QStackedLayout(self._pages)  # on its own it would show a page as a window
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.headline.make)

    def refresh(self) -> None:
        """Gather anew what is known; an older answer must not overtake this one."""
        core = self.desk.core
        self.desk.jobs.run(self, lambda _: look(core), self._show)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(560), px(250))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a small window has no room for."""
        super().resizeEvent(event)
        self.headline.be_narrow(event.size().width() < px(NARROW))

    def make(self) -> None:
        """Back up now; who has no folder yet is asked for one."""
        view = self.view
        if view is None or self.making.busy:
            return
        if not view.state.folders:
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
        own = self.desk.home is not None  # the samples are made anew each time
        for part in (self.headline.restore, self.first_restore, self.cards.sheet.link):
            part.setEnabled(own)
        self.sheet_action.setEnabled(own)
        if view.newest is None:
            self._say_nothing_yet(view)
            return
        self.headline.say(view)
        self.cards.say(view)
        self.history.show_view(view)
        self._body.setCurrentIndex(0)

    def _say_nothing_yet(self, view: View) -> None:
        known = bool(view.state.folders)
        self.first.say(tr("Back up now") if known else tr("Choose a folder and back up…"))
        self.empty.say(
            tr("The first proven backup will stand here"),
            tr(
                "One encrypted file, opened and compared before it counts. A disk of its own is"
                " the best place: a USB stick, a network drive."
            ),
        )
        self._body.setCurrentIndex(1)

    def _on_news(self, topics: frozenset[object]) -> None:
        """Count for the rail also while the page is out of sight."""
        if Topic.BACKUPS in topics and self.desk.ready and not self.isVisible():
            self._count()

    def _on_opened(self) -> None:
        self.view = None
        self.badge.emit(0)
        self._count()

    def _count(self) -> None:
        core = self.desk.core
        self.desk.jobs.run(self, lambda _: look(core), lambda view: self.badge.emit(view.wants))

    def ask_rules(self) -> None:
        """Ask when backups are made by themselves, and where they go."""
        if self.view is not None:
            RulesDialog(self, self.desk, self.view.state).open()

    def ask_restore(self) -> None:
        """Ask which file is to be restored, beginning where the newest backup lies."""
        newest = self.view.newest if self.view else None
        self.restoring.ask_for_file(newest.folder if newest else None)

    def ask_archive(self) -> None:
        """Ask for the year of an archive, and where it goes."""
        from gui.backup.archiving import ArchiveDialog  # brings what writes workbooks

        dialog = ArchiveDialog(self, self.desk)
        dialog.said.connect(self._on_said)
        dialog.open()

    def ask_company(self) -> None:
        """Show what the company was called over the years."""
        CompanyDialog(self, self.desk).open()

    def _on_chosen(self, row: Row) -> None:
        if self.desk.home is not None:
            self.restoring.ask(row.known.file)

    def _on_said(self, state: State) -> None:
        self.toast.say(state)
        self.refresh_in_sight()

    def _show_more(self) -> None:
        under = self.headline.more.rect().bottomLeft()
        self.menu.popup(self.headline.more.mapToGlobal(under))

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
        making.said.connect(self._on_said)
        making.news.connect(lambda: self.desk.tell(frozenset({Topic.BACKUPS})))
        self.keeping.said.connect(self._on_said)
        head.restore.clicked.connect(self.ask_restore)
        self.first_restore.clicked.connect(self.ask_restore)
        head.undo.clicked.connect(self.restoring.undo)
        head.more.clicked.connect(self._show_more)
        self.menu.addAction(tr("Open the folder"), self._open_folder)
        self.menu.addAction(tr("Archive of a year…"), self.ask_archive)
        self.menu.addAction(tr("Company data over the years…"), self.ask_company)
        self.sheet_action = self.menu.addAction(tr("Sheet and key…"), self.keeping.open)
        self.history.chosen.connect(self._on_chosen)
        self.cards.automatic.pressed.connect(self.ask_rules)
        self.cards.second.pressed.connect(self.ask_rules)
        self.cards.rehearsal.pressed.connect(making.rehearse)
        self.cards.sheet.pressed.connect(self.keeping.open)
        self.desk.when_opened(self._on_opened)
        self.desk.changed.connect(self._on_news)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
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
        row.addWidget(named(QLabel(self.place.word()), "title"))
        box.addWidget(head)
        box.addWidget(self._pages, 1)
