"""Review (核对): what does not agree with the tax bureau, why, and what is done about it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from core.domain.decision import Case
from core.domain.topic import Topic
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.entry import arriving
from gui.errors import show_error
from gui.jobs import Job
from gui.notices import SHOWN_AFTER, EmptyState, Toast
from gui.rail import COMPACT_HEIGHT, COMPACT_WIDTH
from gui.review.actions import Do
from gui.review.around import CalendarShown, GuideShown, NewsShown, StoryShown
from gui.review.bringing import Bringing, RowsShown, came_of
from gui.review.bulk import BulkPanel, Plan, plan
from gui.review.case_list import WIDTH, CaseList
from gui.review.findings import OPEN, Findings, Group, Order
from gui.review.header import Header
from gui.review.pair import PairPanel
from gui.review.parts import Banner
from gui.review.reporting import Reporting
from gui.review.running import Days, Running
from gui.review.settling import Settling
from gui.review.tiles import Tiles
from gui.states import Mark, State
from gui.tab import Tab
from gui.theme import named, px
from words.translate import counted, filled, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.imports import Imported

SIDE = 24
LIST_WHOLE, LIST_LEAST = 1100, 300
PLANNED_AT_ONCE = 50


class ReviewTab(Tab):
    """Tiles over a list and the pair; one at a time in a small window."""

    topics = frozenset({Topic.INVOICES, Topic.RECORDS, Topic.DECISIONS})
    icon = "scales"
    settles = Topic.RECORDS

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self.found: Findings | None = None
        self.loaded = False
        self.group = Group.DIFFER
        self._chosen_by_hand = False
        self._pair_in_front = False
        self._lasting: Imported | None = None
        self._planning: Job[Plan] | None = None
        self.running = Running(self, desk)
        self.settling = Settling(self, desk)
        self.bringing = Bringing(self, desk)
        self.reporting = Reporting(self, desk)
        self.header = Header(self.word())
        self.tiles, self.list = Tiles(), CaseList()
        self.pair, self.bulk = PairPanel(), BulkPanel()
        self.news, self.result = Banner(tr("Look at them…")), Banner(tr("Show the rows…"))
        self.toast = Toast(self)
        self.blank = EmptyState("scales")
        self.first = self.blank.add(
            Button(tr("Import tax files…"), Kind.PRIMARY, icon="upload-simple")
        )
        self.guide_button = self.blank.add(Button(tr("How to get the exports"), Kind.QUIET))
        self.whole = EmptyState("check-circle")
        self._main, self._body, self._right = QWidget(), QStackedLayout(), QStackedLayout()
        self._page, self._both = QVBoxLayout(self), QHBoxLayout()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOWN_AFTER)
        self._lay_out()
        self._connect()
        self._make_keys()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.list.view)

    @staticmethod
    def word() -> str:
        """核对."""
        return tr("Review")

    def refresh(self) -> None:
        """Compare again; news that come close together make one run."""
        if self.loaded:
            self.running.soon()
        else:
            self.running.now()

    def take_files(self, paths: Sequence[object]) -> None:
        """Import files of the tax bureau."""
        self.bringing.start([path for path in paths if path])  # type: ignore[misc]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if arriving.paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        event.acceptProposedAction()
        self.bringing.start(arriving.paths_of(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus into the list."""
        super().showEvent(event)
        self._share_room()
        if self.focusWidget() is None:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pair in place of the list, not beside it, where the window is small."""
        super().resizeEvent(event)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has."""
        return QSize(px(560), px(250))

    @property
    def compact(self) -> bool:
        """Whether the window is small."""
        window = self.window()
        return window.width() < COMPACT_WIDTH or window.height() < COMPACT_HEIGHT

    def show_found(self, found: Findings | None) -> None:
        """Show what a run found; the place and the choice stay."""
        self._slow.stop()
        old = [self.found] if self.found is not None and self.found is not found else []
        self.loaded, self.found = True, found
        self.badge.emit(found.open if found else 0)
        if found is None:
            self._say_nothing_yet()
            return
        self.header.show_counts(found)
        self.tiles.show_counts(found)
        self._show_news(found)
        if not self._chosen_by_hand and not found.count(self.group):
            self.group = next((x for x in OPEN if found.count(x)), Group.DIFFER)
        if not found.run.cases or self.group is Group.AGREE:
            self._say_all_agrees(found)
            return
        self._body.setCurrentWidget(self._main)
        self._show_group(self.group)
        if old:
            self.running.forget(old)

    def choose_group(self, group: Group) -> None:
        """Filter by a tile."""
        self._chosen_by_hand = True
        self._pair_in_front = False
        if self.found is not None:
            if group is Group.AGREE or not self.found.run.cases:
                self.group = group
                self._say_all_agrees(self.found)
                return
            self._body.setCurrentWidget(self._main)
            self.list.view.scrollToTop()
            self._show_group(group, keep=group is self.group)
        self._share_room()

    def choose_order(self, order: Order) -> None:
        """Sort the lists."""
        self.running.order = order
        if self.found is not None:
            found = self.found
            self.desk.jobs.run(self, lambda _: found.sorted_by(order), self._on_sorted)

    def _on_sorted(self, found: Findings) -> None:
        """Show another order, unless the cases have changed meanwhile: then that run is sorted."""
        if self.found is not None and self.found.run is found.run:
            self.found = found
            self._show_group(self.group)
        else:
            self.running.soon()

    def open_case(self, key: str) -> None:
        """Go to a case, whatever list it stands in."""
        if self.found is None:
            return
        for group, bucket in self.found.groups.items():
            if key in bucket.keys:
                self.choose_group(group)
                self.list.choose(self.list.row_of(key) or 0)
                return
        self.toast.say(State(Mark.AGREES, tr("It agrees: there is nothing to decide about it.")))

    def step(self, by: int) -> None:
        """Go to the next case, or the one before."""
        self.list.choose(self.list.view.currentIndex().row() + by)

    def take(self, do: Do, cases: Sequence[Case] | None = None) -> None:
        """Take a step about the chosen cases."""
        chosen = list(cases) if cases is not None else self.list.selected()
        if self.found is not None:
            self.settling.take(do, chosen, self.found)

    def undo(self) -> None:
        """Take back the last decision, or the last many."""
        if self.desk.ready:
            self.settling.undo()

    def _show_group(self, group: Group, *, keep: bool = True) -> None:
        found, view = self.found, self.list.view
        assert found is not None, "there is something to show"
        row = max(view.currentIndex().row(), 0) if keep else 0
        key = self.pair.case.key if keep and self.pair.case else ""
        place = view.verticalScrollBar().value()
        rows = view.selected() if keep else []
        many = [self.list.bucket.keys[at] for at in rows] if len(rows) > 1 else []
        self.group = group
        self.tiles.choose(group)
        self.list.show_group(group, found)
        at = self.list.row_of(key)
        self.list.choose(row if at is None else at)
        if len(many) > 1:
            kept = set(many)
            rows = [at for at, name in enumerate(self.list.bucket.keys) if name in kept]
            self.list.choose_all(rows)
        if keep:
            view.verticalScrollBar().setValue(place)
            view.scrollTo(view.currentIndex())
        if not self.list.values:
            self._pair_in_front = False
            self._right.setCurrentIndex(2)
        self._share_room()

    def _on_chosen(self) -> None:
        found, rows = self.found, self.list.view.selected()
        if found is None or not rows or rows[-1] >= len(self.list.values):
            return
        if len(rows) > 1:
            self._plan(self.list.selected(), found)
        else:
            case = self.list.values[rows[0]]
            same = self.list.bucket.causes[case.causes[0].cause]
            self.pair.show_case(case, rows[0], found, self.group, same)
            self._right.setCurrentWidget(self.pair)

    def _plan(self, cases: Sequence[Case], found: Findings) -> None:
        """Show what will happen to many; a plan for thousands is made off the thread."""
        if self._planning is not None:
            self._planning.cancel()
        self._right.setCurrentWidget(self.bulk)
        if len(cases) <= PLANNED_AT_ONCE:
            self.bulk.show_plan(plan(cases, found.today))
            return
        self._planning = self.desk.jobs.run(
            self, lambda _: plan(cases, found.today), self.bulk.show_plan
        )

    def _choose_same(self) -> None:
        case = self.pair.case
        if case is not None:
            cause = case.causes[0].cause
            rows = [n for n, x in enumerate(self.list.values) if x.causes[0].cause is cause]
            self.list.choose_all(rows)
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_enter(self) -> None:
        if self.compact and not self._pair_in_front and self.list.values:
            self._pair_in_front = True
            self._share_room()
            self.pair.foot.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._right.currentWidget() is self.bulk:
            self.bulk.go.click()
        elif self._right.currentWidget() is self.pair:
            self.pair.foot.first.click()

    def _on_escape(self) -> None:
        if self.bringing.strip.isVisible():
            self.bringing.stop()
        elif self._pair_in_front:
            self._pair_in_front = False
            self._share_room()
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif len(self.list.view.selected()) > 1:
            self.list.choose(self.list.view.currentIndex().row())

    def _on_settled(self, before: Sequence[Case], after: Sequence[Case | None], words: str) -> None:
        if self.found is not None:
            self.found = self.found.with_changed(before, after)
            self.show_found(self.found)
        self.toast.say(State(Mark.AGREES, words), undo=True)
        if not self._pair_in_front:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undone(self, words: str) -> None:
        self.toast.say(State(Mark.AGREES, words))
        self.running.now()

    def _on_failed(self, error: Exception) -> None:
        self._slow.stop()
        show_error(self, error)
        self.running.soon()

    def _on_run_failed(self, error: Exception) -> None:
        self._slow.stop()
        show_error(self, error)

    def _say_nothing_yet(self) -> None:
        self.header.show_nothing()
        self.blank.say(
            tr("What does not agree with the tax bureau will stand here"),
            tr("Drop its exports (全量发票查询) here, for purchases and sales."),
        )
        self._body.setCurrentWidget(self.blank)
        self._share_room()
        if self.list.view.hasFocus() or self.focusWidget() is None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_all_agrees(self, found: Findings) -> None:
        self.tiles.choose(self.group if self._chosen_by_hand else Group.AGREE)
        run = found.run
        if run.cases:
            agree = counted(run.matched, tr("1 invoice agrees"), tr("{n} invoices agree"))
        else:
            agree = counted(run.matched, tr("The 1 invoice agrees"), tr("All {n} invoices agree"))
        line = tr("Every fact that both sides hold is the same, in the period that is covered.")
        if run.not_covered:
            outside = tr("{n} of ours lie outside of it and were not judged.")
            line += " " + filled(outside, {"n": f"{run.not_covered:,}"})
        self.whole.say(agree, line)
        self._share_room()
        self._body.setCurrentWidget(self.whole)

    def _show_news(self, found: Findings) -> None:
        grave = [x for x in found.news if x.stands_out]
        mine = [x for x in found.news if x.in_ledger]
        if not mine or self.result.isVisible():
            self.news.hide()
            return
        if grave:
            what = counted(
                len(grave),
                tr("1 booked invoice was reversed or voided since"),
                tr("{n} booked invoices were reversed or voided since"),
            )
        else:
            what = counted(
                len(mine),
                tr("A newer list says otherwise about 1 invoice"),
                tr("A newer list says otherwise about {n} invoices"),
            )
        self.news.say(Mark.WRONG if grave else Mark.LOOK, what, found.news[0].file_name)

    def _open_news(self) -> None:
        if self.found is not None:
            shown = NewsShown(self, self.found.news)
            shown.opened.connect(self.open_case)
            shown.accepted.connect(self._mark_seen)
            shown.open()

    def _mark_seen(self) -> None:
        if self.found is None:
            return
        ids = [each.id for each in self.found.news]
        seen = self.desk.core.reconciliation.mark_seen
        self.news.hide()
        self.desk.jobs.run(self, lambda _: seen(ids), lambda _: self.running.soon())

    def _open_calendar(self) -> None:
        if self.desk.ready:
            calendar = self.desk.core.reviewing.calendar
            self.desk.jobs.run(self, lambda _: calendar(), self._show_calendar)

    def _show_calendar(self, months: Sequence[object]) -> None:
        shown = CalendarShown(self, months)  # type: ignore[arg-type]
        shown.given.connect(self._on_period)
        shown.guide_wanted.connect(self._open_guide)
        shown.open()

    def _on_period(self, period: Days | None) -> None:
        self.running.period = period
        self._chosen_by_hand = False
        self.running.now()

    def _open_guide(self) -> None:
        shown = GuideShown(self)
        shown.accepted.connect(self.bringing.ask)
        shown.open()

    def _open_story(self) -> None:
        case = self.pair.case
        if case is None or not self.desk.ready:
            return
        story = self.desk.core.reviewing.story

        def show(events: object) -> None:
            shown = StoryShown(self, case.key, events)  # type: ignore[arg-type]
            shown.given.connect(partial(self._keep_note, case))
            shown.open()

        self.desk.jobs.run(self, lambda _: story(case), show)

    def _keep_note(self, case: Case, text: str) -> None:
        note = self.desk.core.reviewing.note
        said = State(Mark.AGREES, tr("The note is kept."))
        self.desk.jobs.run(self, lambda _: note(case, text), lambda _: self.toast.say(said))

    def _open_reports(self) -> None:
        if self.found is not None:
            menu = self.reporting.menu(self.found, self.pair.case)
            menu.aboutToHide.connect(menu.deleteLater)
            button = self.header.report
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_imported(self, imported: "Imported") -> None:
        self._lasting = imported
        self.result.say(*came_of(imported))
        self.result.action.setVisible(bool(imported.rejected or imported.review))
        self.news.hide()

    def _on_result_closed(self) -> None:
        if self.found is not None:
            self._show_news(self.found)

    def _show_rows(self) -> None:
        if self._lasting is not None:
            RowsShown(self, self._lasting).open()

    def _share_room(self) -> None:
        small = self.compact
        alone = small and self._body.currentWidget() is self._main
        pair = alone and self._pair_in_front
        self.header.set_compact(small)
        self.tiles.set_compact(small)
        self.header.setVisible(not pair)
        self.tiles.setVisible(not pair and self._body.currentWidget() is not self.blank)
        self.list.set_compact(small)
        self.pair.set_compact(small)
        self.list.setVisible(not pair)
        self._right_holder.setVisible(not small or pair)
        self.list.setMaximumWidth(16_777_215 if small else px(WIDTH))
        wide = self.width() >= px(LIST_WHOLE)
        self.list.setMinimumWidth(0 if small else px(WIDTH if wide else LIST_LEAST))
        edge = px(12 if small else SIDE)
        self._page.setContentsMargins(edge, 0, edge, px(6 if small else 12))

    def _connect(self) -> None:
        self.running.found.connect(self.show_found)
        self.running.failed.connect(self._on_run_failed)
        self.running.begun.connect(self._slow.start)
        self._slow.timeout.connect(lambda: self.header.counts.say(tr("Comparing…")))
        self.settling.settled.connect(self._on_settled)
        self.settling.undone.connect(self._on_undone)
        self.settling.failed.connect(self._on_failed)
        self.settling.told.connect(lambda text: self.toast.say(State(Mark.AGREES, text)))
        self.toast.undo.connect(self.undo)
        self.bringing.done.connect(self._on_imported)
        self.bringing.running.connect(self.header.bring.setDisabled)
        self.bringing.running.connect(self.first.setDisabled)
        self.result.wanted.connect(self._show_rows)
        self.result.closed.connect(self._on_result_closed)
        self.news.wanted.connect(self._open_news)
        self.news.closed.connect(self._mark_seen)
        self.reporting.signed.connect(self.running.soon)
        self.reporting.written.connect(self._on_written)
        self._connect_parts()

    def _connect_parts(self) -> None:
        self.header.bring.clicked.connect(self.bringing.ask)
        self.header.report.clicked.connect(self._open_reports)
        self.header.period.clicked.connect(self._open_calendar)
        self.first.clicked.connect(self.bringing.ask)
        self.guide_button.clicked.connect(self._open_guide)
        self.tiles.chosen.connect(self.choose_group)
        self.list.ordered.connect(self.choose_order)
        self.list.view.chosen.connect(self._on_chosen)
        self.list.view.entered_case.connect(self._on_enter)
        self.list.view.doubleClicked.connect(self._on_enter)
        self.pair.wanted.connect(self.take)
        self.pair.stepped.connect(self.step)
        self.pair.same_wanted.connect(self._choose_same)
        self.pair.story_wanted.connect(self._open_story)
        self.pair.back.connect(self._on_escape)
        self.bulk.wanted.connect(self.take)
        self.desk.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        self.found, self.loaded, self.running.period = None, False, None
        self.badge.emit(0)

    def _on_written(self, name: str) -> None:
        self.toast.say(State(Mark.AGREES, filled(tr("Saved: {file}"), {"file": name})))

    def _make_keys(self) -> None:
        foot = self.pair.foot
        keys: list[tuple[QKeySequence | str, Callable[[], object]]] = [
            ("L", foot.link.click),
            ("A", foot.ask.click),
            ("C", foot.correct.click),
            ("W", partial(self.take, Do.WAIT)),
            ("I", partial(self.take, Do.IGNORE)),
            ("H", foot.story.click),
        ]
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for place in (self.list.view, self.pair):
            for key, does in keys:
                QShortcut(QKeySequence(key), place, does).setContext(within)
        for key, by in (("Up", -1), ("Down", 1)):
            QShortcut(QKeySequence(key), self.pair, partial(self.step, by)).setContext(within)
        for key, does in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (QKeySequence(Qt.Key.Key_Escape), self._on_escape),
        ):
            QShortcut(key, self, does).setContext(within)

    def _lay_out(self) -> None:
        self._page.setSpacing(0)
        self._page.addWidget(self.header)
        for banner in (self.result, self.news):
            self._page.addWidget(banner)
        self._page.addWidget(self.bringing.strip)
        self._page.addSpacing(0)
        self._page.addWidget(self.tiles)
        self._page.addSpacing(px(12))
        self._page.addLayout(self._body, 1)
        named(self._main, "clear")
        self._both = QHBoxLayout(self._main)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(px(12))
        self._right_holder = named(QWidget(), "clear")
        self._right_holder.setLayout(self._right)
        self._both.addWidget(self.list)
        self._both.addWidget(self._right_holder, 1)
        for part in (self.pair, self.bulk, named(QFrame(), "card")):
            self._right.addWidget(part)
        for body in (self._main, self.blank, self.whole):
            self._body.addWidget(body)
