"""The official site (全国增值税发票查验平台): the values beside it, the result by hand.

The program opens the page and touches nothing on it: a person types, reads the captcha and sees.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from core.domain.answer import State
from core.domain.invoice import Invoice, Status
from core.domain.site_values import SITE, SiteValue, site_values
from core.domain.waiting import Hold, held
from core.errors import FileUnreadable
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.errors import show_error
from gui.fields import ChoiceBox
from gui.theme import named, px
from words.translate import filled, tr
from words.verifying import elsewhere, site_field, verifying_word
from words.vocabulary import field, word

RESULTS = (
    (State.MATCH, Status.NORMAL),
    (State.MATCH, Status.VOIDED),
    (State.MATCH, Status.RED_FULL),
    (State.MATCH, Status.RED_PARTIAL),
    (State.MATCH, Status.OUT_OF_CONTROL),
    (State.MISMATCH, None),
    (State.NOT_FOUND, None),
)
LOW = 560
"""Under so many pixels of a window there is no room for more than a FEW values one by one."""
FEW = 3


class SiteDialog(Asking):
    """What to type there with a copy button each, and what was seen there."""

    def __init__(self, parent: QWidget, desk: Desk, invoice: Invoice) -> None:
        line = tr(
            "Open the page, copy the values, type the captcha there, and note here what it says."
        )
        super().__init__(parent, tr("Check on the official site"), line, tr("Keep the result"))
        self._desk = desk
        self._invoice = invoice
        self._room = parent.size()
        self._screenshot: tuple[str, bytes] | None = None
        self._reading = False
        self.values = site_values(invoice)
        self.copies: dict[str, Button] = {}
        self.browser = Button(tr("Open the page"), Kind.SECONDARY, icon="globe")
        self.browser.setAutoDefault(True)  # Enter on it opens, and does not keep
        self.browser.clicked.connect(self._browse)
        self.unopened = _line("")
        self.said = ChoiceBox()
        self.note = QLineEdit()
        self.note.setMaxLength(400)
        self.picture = Button(tr("Attach a screenshot…"), Kind.QUIET, icon="paperclip")
        self.picture.clicked.connect(self._ask_picture)
        self.paste = Button(tr("Paste a screenshot"), Kind.QUIET, icon="image")
        self.paste.clicked.connect(self._paste)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        key.activated.connect(self._paste)
        self._lay_out()
        self._order_tabs()
        self.accepted.connect(self._keep)
        QGuiApplication.clipboard().dataChanged.connect(self._on_clipboard)
        self._on_clipboard()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def attach(self, file: Path) -> None:
        """Take a picture or PDF of what was seen; it is kept with the invoice."""

        def read(_: object) -> tuple[str, bytes]:
            try:
                return file.name, file.read_bytes()
            except OSError as error:
                reason = error.strerror or "unreadable"
                raise FileUnreadable(file=file.name, reason=reason) from error

        self._take(read)

    def _take(self, read: Callable[[object], tuple[str, bytes]]) -> None:
        """Have the picture in memory before the result can be kept: no file is written."""
        self._reading = True
        self._on_result()
        self._desk.jobs.run(self, read, self._on_taken, failed=self._on_not_taken)

    def _on_taken(self, taken: tuple[str, bytes]) -> None:
        self._screenshot, self._reading = taken, False
        name = self.picture.fontMetrics().elidedText(
            taken[0], Qt.TextElideMode.ElideMiddle, px(150)
        )
        self.picture.say(name, "image")
        self.picture.setAccessibleName(filled(tr("Attached: {file}"), {"file": taken[0]}))
        self._on_result()

    def _on_not_taken(self, error: Exception) -> None:
        self._reading = False
        self._on_result()
        show_error(self, error)

    def _lay_out(self) -> None:
        self.body.addLayout(self._grid())
        for text in self._hints():
            self.body.addWidget(_line(text))
        self.said.addItem(tr("Choose what the page says"), None)
        for state, status in RESULTS:
            self.said.addItem(_word_of(state, status), (state, status))
        self.said.currentIndexChanged.connect(self._on_result)
        self.said.setAccessibleName(tr("What the page says"))
        beside = QHBoxLayout()
        beside.setSpacing(px(8))
        beside.addWidget(self.browser)
        beside.addWidget(self.said, 1)
        self.body.addLayout(beside)
        self.body.addWidget(self.unopened)
        self.unopened.hide()
        note = QHBoxLayout()
        note.setSpacing(px(12))
        label = named(QLabel(tr("Remark")), "quiet")
        label.setBuddy(self.note)
        self.note.setAccessibleName(tr("Remark"))
        note.addWidget(label)
        note.addWidget(self.note, 1)
        self.body.addLayout(note)
        self.foot.insertWidget(1, self.picture)
        self.foot.insertWidget(2, self.paste)
        for part in (self.browser, self.said, self.note, self.picture, self.paste, label):
            part.setEnabled(self.values.fit)
        self._on_result()

    def _grid(self) -> QGridLayout:
        """Give the values below each other; where there is no room for many, two beside."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        many = self._room.height() < px(LOW) and len(self.values.values) > FEW
        if many:
            self.setMinimumWidth(self._room.width() - px(48))
        for at, value in enumerate(self.values.values):
            row, column = divmod(at, 2) if many else (at, 0)
            self._add_value(grid, row, column * 3, value)
        return grid

    def _add_value(self, grid: QGridLayout, row: int, column: int, value: SiteValue) -> None:
        name = site_field(self._invoice.kind, value)
        shown = named(QLabel(value.text), "figures")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = Button(tr("Copy"), Kind.QUIET, icon="copy")
        copy.setAutoDefault(True)  # Enter on it copies, and does not keep
        copy.clicked.connect(lambda: self._copy(value.field))
        self.copies[value.field] = copy
        grid.addWidget(named(QLabel(name), "quiet"), row, column)
        grid.addWidget(shown, row, column + 1)
        grid.addWidget(copy, row, column + 2)
        grid.setColumnStretch(column + 1, 1)
        self._say_copied("")

    def _hints(self) -> Iterator[str]:
        if not self.values.fit:
            yield elsewhere(self._invoice.kind)
            return
        if self.values.missing:
            names = " · ".join(field(name) for name in self.values.missing)
            lacks = tr("The invoice lacks what is asked there: {names}. Take it from the face.")
            yield filled(lacks, {"names": names})
        hold = held(self._invoice, 0, self._desk.core.now())
        if hold is not None and hold.hold in (Hold.SAME_DAY, Hold.TOO_OLD):
            yield verifying_word(hold.hold)

    def _order_tabs(self) -> None:
        parts = [
            self.browser,
            *self.copies.values(),
            *(self.said, self.note, self.go, self.picture, self.paste, self.out),
        ]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _browse(self) -> None:
        opened = QDesktopServices.openUrl(QUrl(SITE))
        if not opened:
            QGuiApplication.clipboard().setText(SITE)
            line = tr(
                "No browser opened. Its address is copied: paste it into a browser. {address}"
            )
            self.unopened.setText(filled(line, {"address": SITE}))
        self.unopened.setVisible(not opened)

    def _copy(self, name: str) -> None:
        text = next(each.text for each in self.values.values if each.field == name)
        QGuiApplication.clipboard().setText(text)
        self._say_copied(name)

    def _say_copied(self, name: str) -> None:
        for each in self.values.values:
            button = self.copies.get(each.field)
            if button is not None:
                done = each.field == name
                button.say(tr("Copied") if done else tr("Copy"), "check" if done else "copy")
                word = tr("{what} is copied") if done else tr("Copy {what}")
                what = site_field(self._invoice.kind, each)
                button.setAccessibleName(filled(word, {"what": what}))

    def _on_result(self) -> None:
        self.go.setEnabled(self.said.currentData() is not None and not self._reading)

    def _on_clipboard(self) -> None:
        self.paste.setVisible(self.values.fit and not _clipped().isNull())

    def _paste(self) -> None:
        image, name = _clipped(), f"{self._desk.core.now():%Y-%m-%d %H%M}.png"
        if self.values.fit and not image.isNull():
            self._take(lambda _: (name, _png(image)))

    def _ask_picture(self) -> None:
        dialog = QFileDialog(self, tr("Attach a screenshot"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Pictures and PDF (*.png *.jpg *.jpeg *.pdf)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.attach(Path(file)))
        dialog.open()

    def _keep(self) -> None:
        state, status = self.said.currentData()
        service, name = self._desk.core.verification, self._invoice.key.name
        note, picture = self.note.text().strip(), self._screenshot
        self._desk.jobs.run(
            self._desk,  # this dialog is gone by then
            lambda _: service.record(name, state, status=status, note=note, screenshot=picture),
            lambda _: None,
        )


def _clipped() -> QImage:
    """Give the picture in the clipboard; a null one where there is none."""
    return QGuiApplication.clipboard().image()


def _png(image: QImage) -> bytes:
    """Write a picture in memory; for a job."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(kept, "PNG")  # type: ignore[call-overload]  # its stubs know the bytes alone
    return bytes(kept.data().data())


def _word_of(state: State, status: Status | None) -> str:
    if state is State.MATCH:
        return filled(tr("It is there and agrees: {status}"), {"status": word(status or _NORMAL)})
    if state is State.MISMATCH:
        return tr("It does not agree with what was typed")
    return tr("There is no such invoice")


_NORMAL = Status.NORMAL


def _line(text: str) -> QLabel:
    label = named(QLabel(text), "small")
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
