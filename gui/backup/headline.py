"""The large card: one sentence that can be believed, its mark, three facts, and the one button."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.backup.parts import Facts, Line
from gui.backup.view import View
from gui.buttons import Button, Kind
from gui.icons import Icon
from gui.notices import ProgressStrip
from gui.theme import named, px
from words import backups
from words.translate import tr

ROOMY = 640
"""The width from which the strip of progress also says what cancelling leaves."""


class Headline(QFrame):
    """How things stand, and what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.icon = Icon("shield-check-fill", 48, "green_mark")
        self.sentence = named(QLabel(), "big")
        self.sentence.setWordWrap(True)
        self.line = Line("quiet")
        self.facts = Facts([tr("Holds"), tr("Where"), tr("How proven")])
        self.make = Button(
            tr("Back up now"),
            Kind.PRIMARY,
            icon="shield-check",
            key=QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_B),
        )
        self.restore = Button(tr("Restore…"), icon="clock-counter-clockwise")
        self.undo = Button(tr("Undo the restore"), icon="arrow-counter-clockwise")
        self.undo.hide()
        self.open_folder = Button(tr("Open the folder"), Kind.QUIET, icon="folder-open")
        self.more = Button(tr("More"), Kind.QUIET, icon="caret-down")
        self.progress = Progressing()
        self._buttons = QWidget()
        self._box = QHBoxLayout(self)
        self.progress.shown.connect(lambda shown: self._buttons.setVisible(not shown))
        self._lay_out()

    def say(self, view: View) -> None:
        """Say how things stand."""
        newest, state = view.newest, view.state
        if newest is None:
            return
        if view.is_late:
            self._show("warning-fill", "amber_mark", backups.overdue(state.days or 0))
        elif not newest.there:
            text = backups.out_of_sight(newest.known.made_at, view.now)
            self._show("warning-fill", "amber_mark", text)
        else:
            text = backups.proven(newest.known.made_at, view.now)
            self._show("shield-check-fill", "green_mark", text)
        known = newest.known
        self.undo.setVisible(state.undo)
        self.line.setText(backups.since(state.changes, state.next, view.now))
        self.facts.say(
            [
                backups.holds(known.invoices, known.originals, known.bytes),
                str(known.file),
                backups.how_proven(),
            ]
        )

    def place(self) -> Path:
        """The folder of the newest backup."""
        return Path(self.facts.values[1].text()).parent

    def be_narrow(self, narrow: bool) -> None:
        """Leave out what a small window has no room for; the menu has it too."""
        self.icon.setFixedSize(px(24 if narrow else 48), px(24 if narrow else 48))
        self.open_folder.setVisible(not narrow)
        for button in (self.make, self.restore):
            button.write_key(written=not narrow)
        side = px(16 if narrow else 28)
        self._box.setContentsMargins(side, px(20), px(16), px(16))

    def wait(self, waiting: bool) -> None:
        """Take no second wish while the first is under way."""
        for button in (self.make, self.restore, self.undo):
            button.setEnabled(not waiting)

    def _show(self, icon: str, role: str, sentence: str) -> None:
        self.icon.show_as(icon, role)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for button in (self.make, self.restore, self.undo, self.open_folder, self.more):
            row.addWidget(button)
        row.addStretch()
        foot = QWidget()
        foot.setFixedHeight(px(36))
        below = QVBoxLayout(foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._buttons)
        below.addWidget(self.progress)
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(self.sentence)
        words.addWidget(self.line)
        words.addSpacing(px(9))
        words.addWidget(self.facts)
        words.addSpacing(px(9))
        words.addWidget(foot)
        box = self._box
        box.setContentsMargins(px(28), px(20), px(16), px(16))
        box.setSpacing(px(24))
        box.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)


class Progressing(ProgressStrip):
    """The strip of progress, which says when it takes the place of the buttons."""

    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(36))
        self.setProperty("flat", True)

    def minimumSizeHint(self) -> QSize:
        """Give way in a small window."""
        return QSize(px(240), px(36))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what cancelling leaves, where there is no room to say it."""
        super().resizeEvent(event)
        self._leaves.setVisible(event.size().width() >= px(ROOMY))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the place."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give it back."""
        super().hideEvent(event)
        self.shown.emit(False)
