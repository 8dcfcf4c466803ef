"""Review (核对): what does not agree with the tax bureau, why, and what is done about it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLineEdit

from core.domain.decision import Case
from core.domain.topic import Topic
from gui.desk import Desk
from gui.entry import arriving
from gui.errors import show_error
from gui.importing.wanted import of_paths
from gui.notices import SHOWN_AFTER, Toast
from gui.rail import COMPACT_HEIGHT, COMPACT_WIDTH
from gui.review.actions import Do
from gui.review.bringing import Bringing
from gui.review.choosing import Choosing
from gui.review.consulting import Consulting
from gui.review.counting import Counting
from gui.review.findings import OPEN, Findings, Group, Order
from gui.review.keys import add_key, add_keys
from gui.review.reporting import Reporting
from gui.review.running import Days, Running
from gui.review.sentences import agreeing
from gui.review.settling import Settling
from gui.review.stage import Stage
from gui.review.telling import Telling
from gui.states import Mark, State
from gui.tab import Tab
from gui.tabs import REVIEW
from gui.theme import px
from words.translate import filled, tr


class ReviewTab(Tab):
    """Tiles over a list and the pair; one at a time in a small window."""

    place = REVIEW
    topics = frozenset({Topic.INVOICES, Topic.RECORDS, Topic.DECISIONS})

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self.found: Findings | None = None
        self.loaded = False
        self.group = Group.DIFFER
        self._chosen_by_hand = self._reads_news = False
        self.running = Running(self, desk)
        self.settling = Settling(self, desk)
        self.bringing = Bringing(self, desk)
        self.reporting = Reporting(self, desk)
        self.consulting = Consulting(self, desk)
        self.counting = Counting(self, desk, self.topics)
        self.stage = Stage(self, desk, self.place.word(), self.bringing.strip)
        self.header, self.tiles = self.stage.header, self.stage.tiles
        self.list, self.pair, self.bulk = self.stage.list, self.stage.pair, self.stage.bulk
        self.news, self.result = self.stage.news, self.stage.result
        self.blank, self.whole = self.stage.blank, self.stage.whole
        self.choosing = Choosing(self, desk, self.stage)
        self.telling = Telling(self, desk, self.news, self.result)
        self.toast = Toast(self, (self.list.view, self.pair.sides))
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOWN_AFTER)
        self._connect()
        add_keys(self.stage, self.take, self.choosing.step)
        add_key(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        add_key(QKeySequence(Qt.Key.Key_Escape), self, self._on_escape)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.list.view)

    def refresh(self) -> None:
        """Compare again; news that come close together make one run."""
        if self.loaded:
            self.running.soon()
        else:
            self.running.now()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if arriving.paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        event.acceptProposedAction()
        self.bringing.take(arriving.paths_of(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus into the list."""
        super().showEvent(event)
        self._share()
        if self.focusWidget() is None:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pair in place of the list, not beside it, where the window is small."""
        super().resizeEvent(event)
        self._share()

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
        self.badge.emit(found.badge if found else 0)
        self.telling.show_found(found)
        if found is None:
            self._say_nothing_yet()
        else:
            self._show(found)
        if old:
            self.running.forget(old)

    def _show(self, found: Findings) -> None:
        self.header.show_counts(found)
        self.tiles.show_counts(found)
        self.stage.news_list.show_news(found.news)
        if not self._chosen_by_hand and not found.count(self.group):
            self.group = next((x for x in OPEN if found.count(x)), Group.DIFFER)
        self._reads_news = self._reads_news and bool(found.news)
        self.choosing.show_group(found, self.group)
        if self._reads_news:
            self._share()
        elif not found.run.cases or self.group is Group.AGREE:
            self._show_agreeing(found)
        else:
            self.stage.show_body(self.stage.cases)
            self.tiles.choose(self.group)
            self._share()

    def choose_group(self, group: Group | None) -> None:
        """Filter by a tile; None is that of news."""
        found = self.found
        if found is None:
            return
        self._reads_news = group is None
        self.stage.pair_in_front = False
        if group is None:
            self.tiles.choose(None)
            self.stage.show_body(self.stage.news_list)
        elif group is Group.AGREE or not found.run.cases:
            self._chosen_by_hand, self.group = True, group
            self._show_agreeing(found)
        else:
            self._chosen_by_hand = True
            self.stage.show_body(self.stage.cases)
            self.list.view.scrollToTop()
            self._show_group(found, group, keep=group is self.group)
        self._share()

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
            self._show_group(found, self.group)
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

    def take(self, do: Do, cases: Sequence[Case] | None = None) -> None:
        """Take a step about the chosen cases."""
        chosen = list(cases) if cases is not None else self.list.selected()
        if do is Do.BRING:
            self.bringing.ask()
        elif self.found is not None:
            self.settling.take(do, chosen, self.found)

    def undo(self) -> None:
        """Take back the last decision, or the last many."""
        if self.desk.ready:
            self.settling.undo()

    def _show_group(self, found: Findings, group: Group, *, keep: bool = True) -> None:
        self.group = group
        self.tiles.choose(group)
        self.choosing.show_group(found, group, keep=keep)
        self._share()

    def _on_emptied(self) -> None:
        self.stage.pair_in_front = False

    def _on_enter(self) -> None:
        if self.compact and not self.stage.pair_in_front and self.list.values:
            self.stage.pair_in_front = True
            self._share()
            self.pair.foot.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.stage.right.currentWidget() is self.bulk:
            self.bulk.go.click()
        elif self.stage.right.currentWidget() is self.pair:
            self.pair.foot.first.click()

    def _on_escape(self) -> None:
        if self.bringing.strip.isVisible():
            self.bringing.stop()
        elif self.stage.pair_in_front:
            self.stage.pair_in_front = False
            self._share()
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.pair.with_original:
            self.pair.turn_original()
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif len(self.list.view.selected()) > 1:
            self.list.choose(self.list.view.currentIndex().row())

    def _on_settled(self, before: Sequence[Case], after: Sequence[Case | None], words: str) -> None:
        self.running.again()
        if self.found is not None:
            self.found = self.found.with_changed(before, after)
            self.show_found(self.found)
        self.toast.say(State(Mark.AGREES, words), undo=True)
        if self.list.isVisible():
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
        if self.isVisible():
            show_error(self, error)
        else:
            self._stale = True

    def _say_nothing_yet(self) -> None:
        self.header.show_nothing()
        self.blank.say(
            tr("What does not agree with the tax bureau will stand here"),
            tr("Drop its exports (全量发票查询) here, for purchases and sales."),
        )
        self.stage.show_body(self.blank)
        self._share()
        if self.isVisible() and (self.list.view.hasFocus() or self.focusWidget() is None):
            self.stage.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_agreeing(self, found: Findings) -> None:
        """Show the list of what agrees, or say so where all does and nobody asked for the list."""
        asked = self._chosen_by_hand and self.group is Group.AGREE and found.run.agreeing
        self.tiles.choose(self.group if self._chosen_by_hand else Group.AGREE)
        self.whole.say(*agreeing(found), "check-circle" if found.run.matched else "scales")
        self.stage.look.setVisible(found.run.matched > 0)
        if asked:
            self.stage.agreeing.show_found(found)
        self.stage.show_body(self.stage.agreeing if asked else self.whole)
        self._share()

    def _open_reports(self) -> None:
        if self.found is not None:
            menu = self.reporting.menu(self.found, self.pair.case)
            menu.aboutToHide.connect(menu.deleteLater)
            button = self.header.report
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

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
        self.bringing.done.connect(self.telling.show_imported)
        self.bringing.passed_on.connect(lambda x: self.desk.import_wanted.emit(of_paths(x)))
        self.bringing.running.connect(self.header.bring.setDisabled)
        self.bringing.running.connect(self.stage.first.setDisabled)
        self.news.wanted.connect(partial(self.choose_group, None))
        self.reporting.signed.connect(self.running.soon)
        self.reporting.written.connect(self._on_written)
        self._connect_parts()

    def _connect_parts(self) -> None:
        self.header.bring.clicked.connect(self.bringing.ask)
        self.header.report.clicked.connect(self._open_reports)
        self.header.period.clicked.connect(self.consulting.open_calendar)
        self.stage.first.clicked.connect(self.bringing.ask)
        self.stage.guide.clicked.connect(self.consulting.open_guide)
        self.stage.look.clicked.connect(partial(self.choose_group, Group.AGREE))
        self.stage.news_list.opened.connect(self.open_case)
        self.stage.news_list.seen.clicked.connect(self.telling.mark_seen)
        self.telling.seen.connect(self._on_seen)
        self.choosing.emptied.connect(self._on_emptied)
        self.consulting.period.connect(self._on_period)
        self.consulting.bring.connect(self.bringing.ask)
        self.consulting.told.connect(lambda text: self.toast.say(State(Mark.AGREES, text)))
        self.counting.compare.connect(self._compare_unseen)
        self.counting.news.connect(self.badge.emit)
        self.tiles.chosen.connect(self.choose_group)
        self.list.ordered.connect(self.choose_order)
        self.list.view.entered_case.connect(self._on_enter)
        self.list.view.doubleClicked.connect(self._on_enter)
        self.pair.wanted.connect(self.take)
        self.pair.story_wanted.connect(self._open_story)
        self.pair.back.connect(self._on_escape)
        self.pair.unfolded.connect(self._on_unfolded)
        self.bulk.wanted.connect(self.take)
        self.desk.when_opened(self._on_opened)

    def _on_seen(self) -> None:
        self._reads_news = False
        self.running.soon()

    def _on_period(self, period: Days | None) -> None:
        self.running.period = period
        self._chosen_by_hand = False
        self.running.now()

    def _open_story(self) -> None:
        if self.pair.case is not None:
            self.consulting.open_story(self.pair.case)

    def _compare_unseen(self) -> None:
        """Compare while nobody looks; then the screen is ready when it is opened."""
        self._stale = False
        self.running.now()

    def _on_unfolded(self) -> None:
        """Let the list give way to the original, and the keys go on."""
        had = self.list.view.hasFocus()
        self._share()
        if had and not self.list.isVisible():
            self.pair.foot.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share(self) -> None:
        self.stage.share_room(self.compact)

    def _on_opened(self) -> None:
        self.found, self.loaded, self.running.period = None, False, None
        self.choosing.forget()
        self.badge.emit(0)

    def _on_written(self, name: str) -> None:
        self.toast.say(State(Mark.AGREES, filled(tr("Saved: {file}"), {"file": name})))
