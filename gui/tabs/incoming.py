"""Import (导入): what came in, what became of it, and what of it still needs a look."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.domain.query import Query
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.errors import show_error
from gui.importing import asking
from gui.importing.listing import write_list
from gui.importing.page import ResultPage
from gui.importing.result import Part, Result, leads_to_review, name_in, state, unit
from gui.importing.runs import Runs
from gui.importing.wanted import Wanted, of_failed, of_kind, of_locked, of_paths
from gui.importing.watching import FolderWatch, MailWatch
from gui.jobs import Job
from gui.needs_look.queue import QueueList
from gui.needs_look.settling import SettlePage
from gui.notices import ProgressStrip, Toast
from gui.rail import COMPACT_WIDTH
from gui.states import Mark, State
from gui.tab import Tab
from gui.tabs import INCOMING
from gui.theme import named, px
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # come with the store, after the first paint
    from core.services.imported import FileResult
    from core.services.mailing import Mailed
    from core.services.previewing import Preview
    from core.services.undoing import Undone
    from core.store.reviews import Review

SIDE = 24


class IncomingTab(Tab):
    """The queue of what needs a look; the result of an import and one entry take its place."""

    place = INCOMING
    topics = frozenset({Topic.REVIEWS, Topic.INVOICES})

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self.runs = Runs(desk, self)
        self.strip = ProgressStrip()
        self.result = ResultPage()
        self.queue = QueueList(desk)
        self.settling = SettlePage(desk)
        self.toast = Toast(self)
        self.folder = FolderWatch(desk, self)
        self.mail = MailWatch(desk, self)
        self._number = 0
        self._undoing: Job[list[Undone]] | None = None
        self.title = named(QLabel(self.place.word()), "title")
        self.last_button = Button(tr("Last result"), Kind.QUIET, icon="files")
        self.mail_button = Button(tr("Look at mail"), Kind.QUIET, icon="envelope-simple")
        self.links_button = Button(tr("Mails with links"), Kind.QUIET, icon="link-simple")
        self.print_link = Button(tr("Only a print"), Kind.QUIET, icon="printer")
        self.folder_button = Button(tr("Open a folder…"), icon="folder-open")
        self.open_button = Button(
            tr("Open files…"),
            icon="upload-simple",
            key=QKeySequence(QKeySequence.StandardKey.Open),
        )
        self._pages = QStackedWidget()
        self._list = self._list_page()
        self._behind: QWidget = self._list
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.queue)

    def refresh(self) -> None:
        """Read the queue again, and how many hold a print alone."""
        self.queue.refresh()
        find = self.desk.core.lookup.find
        self.desk.jobs.run(self, lambda _: find(Query(print_only=True), 1).total, self._say_prints)

    def show_result(self, result: Result) -> None:
        """Show what became of an import."""
        self.result.show_result(result)
        self.last_button.show()
        if self._pages.currentWidget() is self.settling:  # whoever is at work there stays there
            self.toast.say(_in_short(result))
            return
        self._pages.setCurrentWidget(self.result)
        if self.isVisible():
            self.result.begin()
        else:
            Toast(self.window()).say(_in_short(result))

    def open_review(self, number: int) -> None:
        """Open one that needs a look."""
        self._number = number
        self._pages.setCurrentWidget(self.settling)
        self.settling.open(number, self.queue.far(number))

    def undo(self) -> None:
        """Take back what was settled last."""
        undo = self.desk.core.reviews.undo
        self.desk.jobs.run(self, lambda _: undo(), self._on_undone)

    def export(self, file: Path) -> None:
        """Write the list that is shown into a file."""
        result, part = self.result.result, self.result.part
        if result is None:
            return
        said = State(Mark.AGREES, filled(tr("Saved: {file}"), {"file": file.name}))
        self.desk.jobs.run(
            self,
            lambda report: write_list(result, part, file, report),
            lambda _: self.toast.say(said),
        )

    def do(self, file: "FileResult") -> None:
        """Do the one thing that can be done about a file."""
        step = file.step.value
        done = self.result.result.settled if self.result.result is not None else set()
        if step == "review" and file.review in done:
            step = "view"
        if not self.result.offers(file):
            return
        if step == "review" and file.review is not None:
            self._behind = self.result
            self.open_review(file.review)
        elif step == "view" and file.key:
            self.desk.look_up_wanted.emit(Query(text=file.key))
        elif leads_to_review(file):
            self.desk.work_wanted.emit(Topic.RECORDS)
        elif step == "show_rows":
            self._show_rows(file)
        elif step == "say_kind":
            self._ask_kind(file)
        elif step == "unlock":
            self._ask_password(file)
        elif step == "enter":
            held = self.result.result.held() if self.result.result is not None else {}
            self.desk.enter_wanted.emit(file.file, held)
        else:
            self._show_folder(file)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the strip its room while it is shown, and Esc, which else closes a page."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            shown = event.type() == QEvent.Type.Show
            room = self._strip_room.contentsMargins()
            room.setTop(px(12) if shown else 0)
            self._strip_room.setContentsMargins(room)
            escape = QKeySequence() if shown else QKeySequence(Qt.Key.Key_Escape)
            for button in (self.result.done_button, self.settling.back):
                button.setShortcut(escape)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where the window is small."""
        super().resizeEvent(event)
        small = self.window().width() < px(COMPACT_WIDTH)
        edge = px(12 if small else SIDE)
        self._column.setContentsMargins(edge, 0, edge, px(6 if small else 12))
        top = px(12) if self.strip.isVisible() else 0
        self._strip_room.setContentsMargins(edge, top, edge, 0)
        self.title.setVisible(not small)
        self.open_button.write_key(written=not small)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(560), px(250))

    def _on_doubt(self, wanted: Wanted, preview: "Preview") -> None:
        self.strip.end()
        company = self.desk.core.company.name
        asked = asking.WrongCompany(self, wanted.name, preview, company)
        asked.accepted.connect(self.runs.go_on)
        asked.accepted.connect(partial(self._on_begun, wanted.name))
        asked.rejected.connect(self._on_left_out)
        asked.open()

    def _on_left_out(self) -> None:
        self.runs.leave_out()
        self.toast.say(State(Mark.WAITING, tr("Nothing was imported, nothing was written.")))

    def _on_begun(self, name: str) -> None:
        what = filled(tr("Importing {file}"), {"file": name})
        more = self.runs.waiting
        if more:
            one, many = tr("1 more waits"), tr("{n} more wait")
            what += f" · {counted(more, one, many)}"
        self.strip.begin(what, tr("Cancel keeps what is in so far."))

    def _on_ended(self, result: Result) -> None:
        self.strip.end()
        self.show_result(result)
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        if not self.runs.busy:
            self.strip.end()
        show_error(self, error)

    def _on_settled(self, number: int, words: str) -> None:
        self.toast.say(State(Mark.AGREES, words), undo=True)
        if self.result.result is not None:
            self.result.result.settled.add(number)
            self.result.show_result(self.result.result)
        following = self.queue.after(number)
        self.queue.forget(number)
        if following is not None:
            self.open_review(following)
        else:
            self._go_back()

    def _on_later(self) -> None:
        following = self.queue.after(self._number)
        if following is None:
            self._go_back()
        else:
            self.open_review(following)

    def _on_missing(self, error: Exception) -> None:
        show_error(self, error)
        self._show_list()
        self.refresh()

    def _on_undone(self, review: "Review | None") -> None:
        if review is None:
            self.toast.say(State(Mark.WAITING, tr("There is nothing left to take back.")))
        else:
            self._on_reopened(review)

    def _on_reopened(self, review: "Review") -> None:
        self.toast.say(State(Mark.AGREES, tr("Taken back; it waits again.")))
        if self.result.result is not None:
            self.result.result.settled.discard(review.id)
            self.result.show_result(self.result.result)
        self.queue.refresh()
        self.open_review(review.id)

    def _reopen(self, number: int) -> None:
        reopen = self.desk.core.reviews.reopen
        self.desk.jobs.run(self, lambda _: reopen(number), self._on_reopened)

    def _go_back(self) -> None:
        """Go back to where an entry was opened: the result of an import, or the list."""
        if self._behind is self.result and self.result.result is not None:
            self._show_last()
        else:
            self._show_list()

    def _show_list(self) -> None:
        self._behind = self._list
        self._pages.setCurrentWidget(self._list)
        if self.isVisible():
            self.queue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_prints(self, count: int) -> None:
        one, many = tr("1 invoice has only a print"), tr("{n} invoices have only a print")
        self.print_link.say(counted(count, one, many))
        self.print_link.setToolTip(
            tr("Their electronic original must be kept as well (Cai Kuai [2020] No. 6).")
        )
        self.print_link.setVisible(count > 0)

    def _show_rows(self, file: "FileResult") -> None:
        result = self.result.result
        if result is not None:
            asking.RowsAsked(self, file.file, list(result.rows_of(file.file))).open()

    def _ask_kind(self, file: "FileResult") -> None:
        result = self.result.result
        if result is not None:
            asked = asking.KindAsked(self, file.file)
            asked.given.connect(lambda kind: self.runs.want(of_kind(result, file.file, kind)))
            asked.open()

    def _ask_password(self, file: "FileResult") -> None:
        result = self.result.result
        if result is None:
            return
        files = result.locked_with(file.file) or (file.file,)
        asked = asking.PasswordAsked(self, files)
        asked.given.connect(lambda word: self.runs.want(of_locked(result, files, word)))
        asked.open()

    def _ask_undo(self) -> None:
        if self.result.result is not None and not self.runs.busy:
            asked = asking.UndoAsked(self, self.result.result)
            asked.accepted.connect(self.undo_import)
            asked.open()

    def undo_import(self) -> None:
        """Take the import back that is shown, its newest part first."""
        result, imports = self.result.result, self.desk.core.imports
        if result is None or self._undoing is not None:
            return
        parts = [part for part in reversed(result.parts) if part.undoable]
        self.strip.begin(
            filled(tr("Undoing {file}"), {"file": result.name}), tr("Cancel keeps what is undone.")
        )
        self._undoing = self.desk.jobs.run(
            self,
            lambda report: [imports.undo(part, report=report) for part in parts],
            lambda undone: self._on_import_undone(result, undone),
            failed=self._on_undo_failed,
            progress=self.strip.tell,
        )

    def _on_import_undone(self, result: Result, undone: "list[Undone]") -> None:
        self._undoing = None
        self.strip.end()
        result.undone = not result.undoable
        self.result.show_result(result)
        self.refresh()
        binned = sum(each.binned for each in undone)
        one, many = tr("1 invoice is in the recycle bin"), tr("{n} invoices are in the recycle bin")
        said = counted(binned, one, many) if binned else tr("The import is undone")
        self.toast.say(State(Mark.AGREES, said))
        for each in undone:
            if each.remaining:
                asking.Stayed(self, each).open()

    def _on_undo_failed(self, error: Exception) -> None:
        self._undoing = None
        self._on_failed(error)

    def _stop(self) -> None:
        """Stop what the strip speaks of."""
        self.mail.stop()
        if self._undoing is not None:
            self._undoing.cancel()
            self._undoing = None
            self.strip.end()
        elif self.runs.busy:
            self.runs.stop()
        else:
            self.strip.end()

    def _show_folder(self, file: "FileResult") -> None:
        """Open the folder in which a file lies with the system's own program."""
        place = asking.on_disk(file.file)
        if place is None:
            words = filled(tr("{file} did not come from a folder."), {"file": name_in(file.file)})
            self.toast.say(State(Mark.WAITING, words))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place.parent)))

    def _ask_for(self, dialog: QFileDialog) -> None:
        dialog.filesSelected.connect(self._take)
        dialog.open()

    def _ask_for_files(self) -> None:
        self._ask_for(asking.ask_for_files(self))

    def _ask_for_folder(self) -> None:
        self._ask_for(asking.ask_for_folder(self))

    def _ask_where(self) -> None:
        dialog = asking.ask_where(self)
        dialog.fileSelected.connect(lambda file: self.export(Path(file)))
        dialog.open()

    def _take(self, files: Sequence[str]) -> None:
        if files:
            self.desk.import_wanted.emit(of_paths([Path(file) for file in files]))

    def _try_again(self) -> None:
        if self.result.result is not None:
            self.runs.want(of_failed(self.result.result))

    def _show_last(self) -> None:
        self._pages.setCurrentWidget(self.result)
        self.result.begin()

    def _on_opened(self) -> None:
        self.result.result = None
        self.last_button.hide()
        self._show_list()
        count = self.desk.core.reviews.count
        self.desk.jobs.run(self, lambda _: count(), self.badge.emit)

    def _on_changed(self, topics: frozenset[object]) -> None:
        """Keep the count on the rail right, also while the screen is out of sight."""
        super()._on_changed(topics)
        if Topic.REVIEWS in topics and not self.isVisible() and self.desk.ready:
            count = self.desk.core.reviews.count
            self.desk.jobs.run(self, lambda _: count(), self.badge.emit)

    def _connect(self) -> None:
        runs, result, queue, settling = self.runs, self.result, self.queue, self.settling
        runs.begun.connect(self._on_begun)
        runs.told.connect(self.strip.tell)
        runs.doubted.connect(self._on_doubt)
        runs.ended.connect(self._on_ended)
        runs.failed.connect(self._on_failed)
        runs.idle.connect(self.strip.end)
        self.strip.cancelled.connect(self._stop)
        self.strip.installEventFilter(self)
        result.undo.connect(self._ask_undo)
        result.wanted.connect(self.do)
        result.again.connect(self._try_again)
        result.export.connect(self._ask_where)
        result.closed.connect(self._show_list)
        queue.opened.connect(self.open_review)
        queue.reopened.connect(self._reopen)
        queue.told.connect(self.badge)
        queue.open_files.clicked.connect(self._ask_for_files)
        settling.settled.connect(self._on_settled)
        settling.later.connect(self._on_later)
        settling.closed.connect(self._go_back)
        settling.missing.connect(self._on_missing)
        settling.told.connect(self.toast.say)
        self.toast.undo.connect(self.undo)
        self.open_button.clicked.connect(self._ask_for_files)
        self.folder_button.clicked.connect(self._ask_for_folder)
        self.last_button.clicked.connect(self._show_last)
        self.print_link.clicked.connect(
            lambda: self.desk.look_up_wanted.emit(Query(print_only=True))
        )
        self.desk.files_wanted.connect(self._ask_for_files)
        self.desk.when_opened(self._on_opened)
        self._connect_watching()
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo)

    def _connect_watching(self) -> None:
        for watching in (self.folder, self.mail):
            watching.brought.connect(self._on_brought)
            watching.failed.connect(self._on_failed)
        self.mail_button.clicked.connect(self.desk.mail_wanted)
        self.links_button.clicked.connect(self._show_links)
        self.mail.begun.connect(self._on_mail_begun)
        self.mail.told.connect(self.strip.tell)
        self.mail.looked.connect(self._on_mail_looked)
        self.mail.able.connect(self.mail_button.setVisible)

    def _on_brought(self, result: Result) -> None:
        """Say what came by itself; whoever works goes on working."""
        if self._pages.currentWidget() is not self.result:
            self.result.show_result(result)
            self.last_button.show()
        Toast(self.window()).say(_in_short(result))
        self.refresh_in_sight()

    def _on_mail_begun(self) -> None:
        if not self.runs.busy:
            self.strip.begin(tr("Looking at the mailbox"), tr("Cancel keeps what is in so far."))

    def _on_mail_looked(self, mailed: "Mailed") -> None:
        self.strip.end()
        self.links_button.setVisible(bool(self.mail.linked))
        if not mailed.imported.files:
            one, many = tr("1 new mail, no invoice"), tr("{n} new mails, no invoice")
            said = counted(mailed.messages, one, many) if mailed.messages else tr("No new mail")
            self.toast.say(State(Mark.AGREES, said))
        if mailed.too_large:
            one, many = tr("1 mail is too large"), tr("{n} mails are too large")
            words = counted(len(mailed.too_large), one, many)
            self.toast.say(State(Mark.LOOK, f"{words}: {mailed.too_large[0]}"))

    def _show_links(self) -> None:
        asking.LinksShown(self, self.mail.linked).open()

    def _list_page(self) -> QWidget:
        page = named(QWidget(), "clear")
        self._column = QVBoxLayout(page)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(8))
        head.addWidget(self.title)
        head.addStretch()
        quiet = (self.print_link, self.links_button, self.last_button, self.mail_button)
        for button in (*quiet, self.folder_button, self.open_button):
            head.addWidget(button)
        for button in quiet:
            button.hide()
        self._column.addLayout(head)
        self._column.addWidget(self.queue, 1)
        return page

    def _lay_out(self) -> None:
        self._strip_room = QVBoxLayout()
        self._strip_room.addWidget(self.strip)
        for page in (self._list, self.result, self.settling):
            self._pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._strip_room)
        box.addWidget(self._pages, 1)


def _in_short(result: Result) -> State:
    """Say what became of an import in one line."""
    parts = [
        f"{result.count(part):,} {unit(part, result.count(part))}"
        for part in (Part.ADDED, Part.LOOK, Part.REFUSED)
        if result.count(part)
    ]
    worst = next((p for p in (Part.REFUSED, Part.LOOK) if result.count(p)), Part.ADDED)
    return State(state(worst).mark, f"{result.name}: " + ", ".join(parts or [tr("nothing new")]))
