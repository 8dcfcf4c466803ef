"""Looking up (查询): a search field, conditions as chips, the table, one invoice beside it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.domain.decision import Case
from core.domain.invoice import Invoice
from core.domain.query import Query
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.dialogs.importing import import_button
from gui.fields import make_search
from gui.jobs import Job
from gui.lookup.bulk import BulkPanel
from gui.lookup.changing import Changing
from gui.lookup.chips import ChipBar
from gui.lookup.choosing import Choosing
from gui.lookup.columns import Layout, chosen
from gui.lookup.conditions import chips_of, settled
from gui.lookup.exporting import Exporting
from gui.lookup.filters import Filters
from gui.lookup.history import Event
from gui.lookup.panel import WIDTH, Panel
from gui.lookup.printing import LIST, Asked, PrintDialog
from gui.lookup.saving import SavedFilters
from gui.lookup.table import turned
from gui.notices import Toast
from gui.rail import COMPACT_WIDTH
from gui.states import Mark, State
from gui.tab import Tab
from gui.tabs import LOOKUP
from gui.tabs.results import Results, make_timer
from gui.theme import named, px
from words.translate import tr


class LookupTab(Tab):
    """Finds while you type; what is chosen stands beside the table and can be changed there."""

    place = LOOKUP
    topics = frozenset({Topic.INVOICES, Topic.FILTERS})

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        make_search(self.field, tr("Search"), tr("Number, name, amount, goods, remark, tag"))
        self.setFocusProxy(self.field)
        self.results = Results(desk, self.field)
        self.chips = ChipBar()
        self.filters = Filters(desk, self)
        self.saved = SavedFilters(desk, self)
        self.choosing = Choosing(desk, self)
        self.panel = Panel(desk)
        self.bulk = BulkPanel()
        self._side = QStackedWidget()
        self.toast = Toast(self.results)
        self.changing = Changing(desk, self, self.toast)
        self.exporting = Exporting(desk, self, self.toast)
        self.import_button = import_button(Kind.QUIET)
        ctrl, keys = Qt.Modifier.CTRL, Qt.Key
        self.print_button = Button(tr("Print"), icon="printer", key=QKeySequence(ctrl | keys.Key_P))
        self.export_button = Button(
            tr("Export"), icon="export", key=QKeySequence(ctrl | keys.Key_E)
        )
        self.title = named(QLabel(self.place.word()), "title")
        self._panel_open = True
        self._busy = False
        self._more_job: Job[list[Event]] | None = None
        self._case_job: Job[Case | None] | None = None
        self._keep_layout = make_timer(self, 500)
        self._learning = make_timer(self, 500)
        self._telling = make_timer(self, 120)
        self._lay_out()
        self._connect()
        self._show_chips()

    def refresh(self) -> None:
        """Search again; which tags and saved filters there are comes after the rows."""
        self.results.search()
        self._learning.start()

    def look_up(self, query: Query) -> None:
        """Show what a query finds; its text goes into the field."""
        self.field.clear()
        self._ask(query)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the search field lead into the table."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.ignore()  # some systems go to the end of a line with Ctrl+E
            return True
        if event.type() != QEvent.Type.KeyPress or event.key() not in _INTO_TABLE:
            return False
        if event.key() != Qt.Key.Key_Down:
            self._settle(f"{self.field.text()} ")
        self._enter_table()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show table and panel one at a time where the window is small."""
        super().resizeEvent(event)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(560), px(250))

    @property
    def _small(self) -> bool:
        return self.window().width() < px(COMPACT_WIDTH)

    def _connect(self) -> None:
        results, panel, bulk, changing = self.results, self.panel, self.bulk, self.changing
        for button in (self.import_button, results.first_import):
            button.clicked.connect(self.desk.files_wanted)
        results.emptied.connect(self._on_emptied)
        results.chosen.connect(self._on_chosen)
        results.searched.connect(self._on_searched)
        results.clear_search.clicked.connect(self._clear)
        results.table.laid_out.connect(self._on_laid_out)
        results.table.sort_wanted.connect(self._sort)
        results.table.menu_wanted.connect(self._open_columns_at)
        results.table.opened.connect(self._open_panel)
        results.table.left.connect(self._leave_table)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._settle)
        self.chips.changed.connect(self._ask)
        self.chips.add.clicked.connect(self._open_filters)
        self.chips.saved.clicked.connect(self._open_saved)
        self.chips.columns.clicked.connect(self._open_columns)
        self.filters.changed.connect(self._ask)
        self.saved.chosen.connect(self.look_up)
        self.choosing.changed.connect(self._arrange)
        self._keep_layout.timeout.connect(lambda: self.choosing.keep(results.table.layout_now()))
        self._learning.timeout.connect(self._learn)
        self._telling.timeout.connect(self._tell_history)
        self.desk.when_opened(self.choosing.recall)
        self.desk.look_up_wanted.connect(self.look_up)
        self.print_button.clicked.connect(lambda: self._print(LIST, ()))
        self.export_button.clicked.connect(self._export)
        for running in (changing.running, self.exporting.running):
            running.connect(self._on_running)
        panel.closed.connect(self._close_panel)
        panel.correct_wanted.connect(self._correct)
        panel.queued.connect(self.toast.say)
        panel.copy_wanted.connect(lambda: self.desk.copy_wanted.emit(panel.invoice))
        panel.print_wanted.connect(lambda: self._print(1, results.names_chosen()))
        bulk.print_wanted.connect(lambda: self._print(2, results.names_chosen()))
        bulk.let_go.connect(self._choose_none)
        bulk.verify_wanted.connect(lambda: changing.queue(results.names_chosen()))
        for part in (panel, bulk):
            part.tag_wanted.connect(lambda: changing.tag(results.names_chosen()))
            part.category_wanted.connect(lambda: changing.categorise(results.names_chosen()))
            part.bin_wanted.connect(lambda: changing.throw_away(results.names_chosen()))
            part.out_wanted.connect(lambda: changing.take_out(results.names_chosen()))
            part.untag_wanted.connect(self._untag)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(changing.undo)

    def _learn(self) -> None:
        if self.desk.ready:
            self.filters.learn()
            self.saved.learn()

    def _settle(self, text: str) -> None:
        """Make chips of the finished words that are periods or amounts with a sign."""
        if not self.desk.ready:
            return
        taken, rest = settled(text, self.desk.core.lookup.understood(text))
        if taken:
            self.field.setText(rest)
            asked = self.results.asked
            self._ask(replace(asked, text=" ".join((asked.text, *taken)).strip()))

    def _ask(self, query: Query) -> None:
        self.results.ask(query)
        self._show_chips()

    def _clear(self) -> None:
        self.field.clear()
        self._ask(Query())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chips(self) -> None:
        asked = self.results.asked
        if self.desk.ready:
            found = self.desk.core.lookup.understood(asked.text)
            self.chips.show_chips(chips_of(asked, found))

    def _on_emptied(self, empty: bool) -> None:
        self.import_button.setVisible(not empty and not self._small)
        for button in (self.print_button, self.export_button):
            button.setEnabled(not empty)
        self._share_room()

    def _on_searched(self) -> None:
        self.print_button.setEnabled(self.results.total > 0)
        self.export_button.setEnabled(self.results.total > 0 and not self._busy)
        self._share_room()

    def _on_running(self, running: bool) -> None:
        self._busy = running
        self._share_room()
        self.export_button.setEnabled(not running and self.results.total > 0)

    def _on_chosen(self, invoice: Invoice | None, count: int) -> None:
        binned = self.results.asked.binned
        if count > 1:
            self.bulk.show_count(count, binned=binned)
            self.bulk.set_ready(bool(self.results.names_chosen()))
            self._side.setCurrentWidget(self.bulk)
        elif invoice is not None:
            self.panel.show_invoice(invoice, binned=binned)
            self._side.setCurrentWidget(self.panel)
            self._telling.start()
        self._share_room()

    def _tell_history(self) -> None:
        """Tell the rest once a row has been looked at for a moment: arrows pass many by."""
        invoice = self.panel.invoice
        if invoice is None or not self.desk.ready:
            return
        for job in (self._more_job, self._case_job):
            if job is not None:
                job.cancel()
        history, name = self.desk.core.corrections.history, invoice.key.name

        def work(_: object) -> list[Event]:
            return [Event(x.at, x.by, x.action, x.changes, x.reason) for x in history(name)]

        self._more_job = self.desk.jobs.run(self, work, self.panel.history.show_events)
        about = self.desk.core.reconciliation.about
        self._case_job = self.desk.jobs.run(self, lambda _: about(name), self.panel.case.show_case)

    def _share_room(self) -> None:
        """Place the panel beside the table, or in its place where the window is small."""
        count = self.results.table.count_chosen()
        has = count > 1 or (count == 1 and self.results.current() is not None)
        hits = self.results.total > 0 and self.results.table.isVisibleTo(self.results)
        shown = has and hits and (self._panel_open or count > 1)
        small = self._small
        self._side.setVisible(shown)
        self._card.setVisible(not (small and shown))
        self.chips.setVisible(not self._busy and not (small and shown))
        self.title.setVisible(not small)
        self.import_button.setVisible(
            not small and not self.results.empty.isVisibleTo(self.results)
        )
        if small:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_NO_LIMIT)
        else:
            self._side.setFixedWidth(px(WIDTH))

    def _open_panel(self) -> None:
        self._panel_open = True
        self._share_room()
        if self._side.isVisible():
            first = (
                self.panel.correct if self._side.currentWidget() is self.panel else self.bulk.tag
            )
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_panel(self) -> None:
        self._panel_open = False
        self._share_room()
        self.results.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_none(self) -> None:
        row = self.results.table.currentIndex().row()
        self.results.table.choose_rows(((row, row),), row)
        self.results.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_table(self) -> None:
        table = self.results.table
        if not table.isVisible() or not self.results.total:
            return
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not table.count_chosen():
            table.setCurrentIndex(self.results.model.index(0, 0))

    def _leave_table(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self) -> None:
        if self.panel.invoice is not None:
            self.changing.correct(self.panel.invoice)

    def _untag(self) -> None:
        names = self.results.names_chosen()
        invoice = self.panel.invoice
        had = invoice.tags if len(names) == 1 and invoice is not None else ()
        self.changing.untag(names, had)

    def _sort(self, key: str) -> None:
        now = self.results.table.layout_now()
        self._arrange(replace(now, order=turned(now.order, key)))
        self._on_laid_out()

    def _arrange(self, layout: Layout) -> None:
        self.results.arrange(layout)
        self._keep_layout.start()

    def _on_laid_out(self) -> None:
        self.results.layout_chosen = self.results.table.layout_now()
        self._keep_layout.start()

    def _open_filters(self) -> None:
        _drop(self.filters.menu(self.results.asked), self.chips.add)

    def _open_saved(self) -> None:
        _drop(self.saved.menu(self.results.query), self.chips.saved)

    def _open_columns(self) -> None:
        _drop(self.choosing.menu(self.results.table.layout_now()), self.chips.columns)

    def _open_columns_at(self, at: QPoint) -> None:
        header = self.results.table.horizontalHeader()
        menu = self.choosing.menu(self.results.table.layout_now())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(header.mapToGlobal(at))

    def _export(self) -> None:
        self.exporting.ask(self.results.query, self.results.layout_chosen.order)

    def _print(self, each: int, names: tuple[str, ...]) -> None:
        conditions = self.results.asked
        found = self.desk.core.lookup.understood(conditions.text)
        parts = [chip.words for chip in chips_of(conditions, found)]
        words = " · ".join(filter(None, (*parts, self.field.text().strip())))
        layout = self.results.table.layout_now()
        asked = Asked(self.results.query, layout.order, words, chosen(layout), names)
        dialog = PrintDialog(self.desk, asked, self, each)
        dialog.told.connect(lambda words: self.toast.say(State(Mark.AGREES, words)))
        dialog.open()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), 0, px(24), px(12))
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.chips)
        for strip in (self.changing.strip, self.exporting.strip):
            column.addWidget(strip)
        self._card = self._make_card()
        self._side.addWidget(self.panel)
        self._side.addWidget(self.bulk)
        self._side.hide()
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self._card, 1)
        row.addWidget(self._side)
        column.addLayout(row, 1)

    def _head(self) -> QHBoxLayout:
        self.field.setMinimumWidth(px(200))
        self.field.setMaximumWidth(px(446))
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(8))
        head.addWidget(self.title)
        head.addSpacing(px(12))
        head.addWidget(self.field, 1)
        head.addStretch()
        for button in (self.import_button, self.print_button, self.export_button):
            head.addWidget(button)
        return head

    def _make_card(self) -> QFrame:
        card = named(QFrame(), "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.results)
        return card


_NO_LIMIT = 16_777_215
_OURS = (Qt.Key.Key_E, Qt.Key.Key_P, Qt.Key.Key_L)
_INTO_TABLE = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _is_ours(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _OURS


def _drop(menu: QMenu, button: QWidget) -> None:
    """Open a menu under its button; it goes when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
