"""The page of a file that no reader could make an invoice of, beside the form that it is typed in.

It is read from where it lies, or was held since it came, and is in memory alone: nothing of it is
written anywhere before the invoice is entered, which then keeps it as its original.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.entry.arriving import name_of
from gui.jobs import Job
from gui.paper import Paper
from gui.status import Elided
from gui.theme import named, px
from words.translate import tr

if TYPE_CHECKING:  # come with the readers and the store
    from core.services.imported import Holding
    from core.store.originals import Original


class Beside(QFrame):
    """`opened` gives the file, to be kept with what is typed; `closed`: that it shall not be.

    `turned`: it opened or closed; the screen shows it where there is room.
    """

    opened = Signal(object)
    closed = Signal()
    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.is_open = False
        self._file: Original | None = None
        self._job: Job[Original] | None = None
        self.name = Elided()
        self.close_button = Button(tr("Close"), Kind.QUIET, icon="x")
        self.close_button.setToolTip(tr("The form stays; the file is not kept with it."))
        self.close_button.clicked.connect(self.closed)
        self.paper = Paper(desk)
        self.paper.save.hide()
        self._lay_out()
        self.hide()

    def open(self, label: str, held: "Holding") -> None:
        """Read a file as an import calls it, and show it; `held`: those that lie on no disk."""
        if self._job is not None:
            self._job.cancel()

        def read(_: object) -> "Original":
            from core.files.archive import one, within  # heavy: readers of every format
            from core.services.imported import holder
            from core.store.originals import Original

            source = holder(held, label)
            if source is None:
                found = one(label)
                return Original(name_of(found.label), found.data)
            file = held[source]
            found = within(label, source, file.data)
            return Original(name_of(found.label), found.data, message_id=file.message_id)

        self._job = self._desk.jobs.run(self, read, self._take)

    def follow(self, file: "Original | None") -> None:
        """Stay as long as the form is that of this file."""
        self._turn(file is not None and file is self._file)

    def _take(self, file: "Original") -> None:
        from core.files.render import Pages  # heavy: draws every format

        self.name.setText(file.file_name)
        self._file = file
        self.paper.show_pages(lambda: Pages(file.data))
        if file.data:
            self.opened.emit(file)
        else:
            self._turn(True)

    def _turn(self, is_open: bool) -> None:
        if is_open != self.is_open:
            self.is_open = is_open
            self.turned.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(4), px(8), px(4))
        head.addWidget(named(self.name, "small"), 1)
        head.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.paper, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
