"""What the review is laid out of, and how its parts share the room of large and small windows."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.notices import EmptyState
from gui.review.bulk import BulkPanel
from gui.review.case_list import WIDTH, CaseList
from gui.review.header import Header
from gui.review.lists import AgreeList, NewsList
from gui.review.pair import PairPanel
from gui.review.parts import Apart, Banner
from gui.review.tiles import Tiles
from gui.theme import named, px
from words.translate import tr

SIDE = 24
LIST_WHOLE, LIST_LEAST = 1100, 300
ALL_THREE = 1500
"""The width from which the original has room beside list and fields; else the list gives way."""


class Stage:
    """The parts on a screen: header, banners, tiles, below them one of several bodies."""

    def __init__(self, screen: QWidget, desk: Desk, word: str, strip: QWidget) -> None:
        self._screen = screen
        self.header, self.tiles = Header(word), Tiles()
        self.list, self.pair, self.bulk = CaseList(), PairPanel(desk), BulkPanel()
        self.news, self.result = Banner(tr("Look at them…")), Banner(tr("Show the rows…"))
        self.blank = EmptyState("scales")
        self.first = self.blank.add(
            Button(tr("Import tax files…"), Kind.PRIMARY, icon="upload-simple")
        )
        self.guide = self.blank.add(Button(tr("How to get the exports"), Kind.QUIET))
        self.whole = EmptyState("check-circle")
        self.look = self.whole.add(Button(tr("Show what agrees"), Kind.QUIET))
        self.agreeing, self.news_list = AgreeList(desk), NewsList()
        self.cases = named(QWidget(), "clear")
        self.body, self.right = QStackedLayout(), QStackedLayout()
        self._right_holder = named(QWidget(), "clear")
        self._page = QVBoxLayout(screen)
        self.pair_in_front = False
        self._lay_out(strip)

    def show_body(self, body: QWidget) -> None:
        """Bring one of the bodies forward."""
        self.body.setCurrentWidget(body)

    def show_right(self, panel: QWidget | None) -> None:
        """Bring the pair or the many forward; None is an empty card."""
        self.right.setCurrentWidget(panel or self._nothing)

    def share_room(self, small: bool) -> None:
        """Give every part its room; in a small window the pair stands in place of the list."""
        pair = small and self.pair_in_front and self.body.currentWidget() is self.cases
        self.header.set_compact(small)
        self.tiles.set_compact(small)
        for banner in self._banners:
            banner.allow(not pair)
        self.header.setVisible(not pair)
        self.tiles.setVisible(not pair and self.body.currentWidget() is not self.blank)
        self.list.set_compact(small)
        self.pair.set_compact(small)
        beside = self.pair.with_original and self._screen.width() < px(ALL_THREE)
        self.list.setVisible(not pair and (small or not beside))
        self._right_holder.setVisible(not small or pair)
        self.list.setMaximumWidth(16_777_215 if small else px(WIDTH))
        wide = self._screen.width() >= px(LIST_WHOLE)
        self.list.setMinimumWidth(0 if small else px(WIDTH if wide else LIST_LEAST))
        edge = px(12 if small else SIDE)
        self._page.setContentsMargins(edge, 0, edge, px(6 if small else 12))

    def _lay_out(self, strip: QWidget) -> None:
        self._page.setSpacing(0)
        self._page.addWidget(self.header)
        self._banners = [Apart(part) for part in (self.result, self.news, strip)]
        for banner in self._banners:
            self._page.addWidget(banner)
        self._page.addWidget(self.tiles)
        self._page.addSpacing(px(12))
        self._page.addLayout(self.body, 1)
        both = QHBoxLayout(self.cases)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(px(12))
        self._right_holder.setLayout(self.right)
        both.addWidget(self.list)
        both.addWidget(self._right_holder, 1)
        self._nothing = named(QFrame(), "card")
        for part in (self.pair, self.bulk, self._nothing):
            self.right.addWidget(part)
        for body in (self.cases, self.blank, self.whole, self.agreeing, self.news_list):
            self.body.addWidget(body)
