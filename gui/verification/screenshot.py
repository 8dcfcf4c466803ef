"""A screenshot that a person attached to an answer, straight from the ledger."""

from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.buttons import Button
from gui.desk import Desk
from gui.jobs import Job
from gui.original import PageView, image_of
from gui.theme import named, px
from words.translate import tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.originals import Originals


class ScreenshotShown(QDialog):
    """Its pages, drawn in memory; no file is written for it."""

    def __init__(self, parent: QWidget, desk: Desk, number: int) -> None:
        super().__init__(parent)
        named(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Screenshot"))
        room = parent.window().size()
        self.resize(min(px(1000), room.width()), min(px(700), room.height()))
        self._desk, self._number, self._source = desk, number, desk.core.originals
        self._job: Job[QImage] | None = None
        self.view = PageView()
        self.view.wanted.connect(self._draw)
        close = Button(tr("Close"), key=QKeySequence(Qt.Key.Key_Escape))
        close.clicked.connect(self.accept)
        bar = QHBoxLayout()
        bar.addStretch()
        bar.addWidget(close)
        box = QVBoxLayout(self)
        box.addWidget(self.view, 1)
        box.addLayout(bar)
        source = self._source
        desk.jobs.run(self, lambda _: _count(source, number), self.view.begin)

    def _draw(self, page: int, dots: float) -> None:
        if self._job is not None:
            self._job.cancel()
        source, number = self._source, self._number
        self._job = self._desk.jobs.run(
            self, lambda _: _drawn(source, number, page, dots), self.view.show_page
        )


def _count(source: "Originals", number: int) -> int:
    with closing(source.pages(number)) as pages:
        return len(pages)


def _drawn(source: "Originals", number: int, page: int, dots: float) -> QImage:
    with closing(source.pages(number)) as pages:
        return image_of(pages.picture(page, dots))
