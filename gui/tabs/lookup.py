"""Looking up (查询): a search field over the table of all invoices."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.domain.topic import Topic
from gui.buttons import Kind
from gui.desk import Desk
from gui.dialogs.importing import Importing, import_button
from gui.fields import make_search
from gui.tab import Tab
from gui.tabs.results import Results
from gui.theme import named, px
from words.translate import tr


class LookupTab(Tab):
    """Finds while you type, newest first; imports a ledger."""

    topics = frozenset({Topic.INVOICES})
    icon = "magnifying-glass"

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        make_search(self.field, tr("Search"), tr("Number, name, amount, goods, remark, tag"))
        self.setFocusProxy(self.field)
        self.results = Results(desk, self.field)
        self.importing = Importing(self, desk)
        self.import_button = import_button(Kind.SECONDARY)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._main_page())
        self._pages.addWidget(self.importing.page)
        self._connect()

    @staticmethod
    def word() -> str:
        """查询."""
        return tr("Look up")

    def refresh(self) -> None:
        """Search again."""
        self.results.search()

    def _connect(self) -> None:
        for button in (self.import_button, self.results.first_import):
            button.clicked.connect(self.importing.ask)
            self.importing.running.connect(button.setDisabled)
        self.results.emptied.connect(lambda empty: self.import_button.setVisible(not empty))
        self.importing.done.connect(lambda: self._pages.setCurrentWidget(self.importing.page))
        self.importing.page.closed.connect(self._go_back)

    def _go_back(self) -> None:
        self._pages.setCurrentIndex(0)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _main_page(self) -> QWidget:
        page = named(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(24), 0, px(24), px(12))
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.importing.strip)
        column.addWidget(self._card(), 1)
        return page

    def _head(self) -> QHBoxLayout:
        self.field.setMinimumWidth(px(200))
        self.field.setMaximumWidth(px(446))
        head = QHBoxLayout()
        head.setContentsMargins(0, px(12), 0, px(12))
        head.setSpacing(px(20))
        head.addWidget(named(QLabel(self.word()), "title"))
        head.addWidget(self.field, 1)
        head.addStretch()
        head.addWidget(self.import_button)
        return head

    def _card(self) -> QFrame:
        card = named(QFrame(), "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.results)
        return card
