"""Many chosen: how many, and what can be done with all of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from gui.buttons import Button, Kind
from gui.theme import named, px
from words.translate import counted, tr


class BulkPanel(QFrame):
    """Stands in the place of the invoice while several are chosen."""

    tag_wanted = Signal()
    untag_wanted = Signal()
    category_wanted = Signal()
    bin_wanted = Signal()
    out_wanted = Signal()
    print_wanted = Signal()
    verify_wanted = Signal()
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "card")
        self.setAccessibleName(tr("Chosen invoices"))
        self.sentence = named(QLabel(), "title")
        self.tag = Button(tr("Tag…"), icon="tag")
        self.untag = Button(tr("Take a tag away…"), Kind.QUIET)
        self.category = Button(tr("Category…"), icon="folder-open")
        self.print = Button(tr("Print the originals…"), icon="printer")
        self.verify = Button(tr("Verify…"), icon="check")
        self.throw = Button(tr("Move to the recycle bin"), Kind.QUIET, icon="trash")
        self.out = Button(tr("Take out of the bin"), icon="arrow-counter-clockwise")
        self.close_button = Button(tr("Choose none"), Kind.QUIET, icon="x", hint="Esc")
        for button, signal in (
            (self.tag, self.tag_wanted),
            (self.untag, self.untag_wanted),
            (self.category, self.category_wanted),
            (self.print, self.print_wanted),
            (self.verify, self.verify_wanted),
            (self.throw, self.bin_wanted),
            (self.out, self.out_wanted),
            (self.close_button, self.let_go),
        ):
            button.clicked.connect(signal)
        self._top = (self.tag, self.category, self.print, self.verify, self.out)
        self._lay_out()

    def show_count(self, count: int, *, binned: bool) -> None:
        """Say how many are chosen."""
        self.sentence.setText(counted(count, tr("1 chosen"), tr("{n} chosen")))
        for button in (self.tag, self.untag, self.category, self.verify, self.throw):
            button.setVisible(not binned)
        self.out.setVisible(binned)

    def set_ready(self, ready: bool) -> None:
        """Wait until it is known which ones they are."""
        for button in (*self._top, self.untag, self.throw):
            button.setEnabled(ready)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go."""
        if event.key() == Qt.Key.Key_Escape:
            self.let_go.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(8), px(16), px(16))
        box.setSpacing(px(8))
        top = QHBoxLayout()
        top.addStretch()
        top.addWidget(self.close_button)
        box.addLayout(top)
        box.addWidget(self.sentence)
        hint = named(QLabel(tr("What is done to many is shown first and can be undone.")), "small")
        hint.setWordWrap(True)
        box.addWidget(hint)
        box.addSpacing(px(8))
        for button in (*self._top, self.untag, self.throw):
            box.addWidget(button)
        box.addStretch()
