"""What all small questions are: a title, a line, what is asked, done with Enter."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.buttons import Button, Kind
from gui.theme import named, px
from gui.views import TableView
from words.translate import tr

WIDTH = 520


class Asking(QDialog):
    """A title, a line, what is asked, the one thing to do and the way out."""

    def __init__(self, parent: QWidget, title: str, line: str, word: str) -> None:
        super().__init__(parent)
        named(self, "page")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(min(px(WIDTH), parent.window().width() - px(48)))
        self.go = Button(word, Kind.PRIMARY)
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.out = Button(tr("Cancel"), Kind.QUIET, key=QKeySequence(Qt.Key.Key_Escape))
        self.out.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(px(8))
        self.foot.addWidget(self.go)
        self.foot.addStretch()
        self.foot.addWidget(self.out)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(18), px(24), px(16))
        box.setSpacing(px(12))
        box.addWidget(_wrapped(title, "section"))
        if line:
            box.addWidget(_wrapped(line, "quiet"))
        box.addLayout(self.body, 1)
        box.addLayout(self.foot)

    def event(self, event: QEvent) -> bool:
        """Grow where a text asks for more lines than there were when it opened."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._grow()
        return done

    def add(self, label: str, part: QLineEdit | QPlainTextEdit | TableView) -> None:
        """Add a part under its label."""
        above = named(QLabel(label), "small")
        above.setBuddy(part)
        part.setAccessibleName(label)
        self.body.addWidget(above)
        self.body.addWidget(part)

    def _grow(self) -> None:
        layout = self.layout()
        needed = layout.totalMinimumHeightForWidth(self.width()) if layout else 0
        if self.height() < needed <= self.maximumHeight():
            self.resize(self.width(), needed)


def _wrapped(text: str, name: str) -> QLabel:
    label = named(QLabel(text), name)
    label.setWordWrap(True)
    return label
