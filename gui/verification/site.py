"""The official site (全国增值税发票查验平台): the values beside it, the result by hand.

The program opens the page and touches nothing on it: a person types, reads the captcha and sees.
"""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
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
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.fields import ChoiceBox
from gui.theme import named, px
from words.translate import filled, tr
from words.vocabulary import field, word

RESULTS = (
    (State.MATCH, Status.NORMAL),
    (State.MATCH, Status.VOIDED),
    (State.MATCH, Status.RED_FULL),
    (State.MATCH, Status.RED_PARTIAL),
    (State.MISMATCH, None),
    (State.NOT_FOUND, None),
)


class SiteDialog(Asking):
    """What to type there with a copy button each, and what was seen there."""

    def __init__(self, parent: QWidget, desk: Desk, invoice: Invoice) -> None:
        line = tr(
            "Open the page, copy the values, type the captcha there, and note here what it says."
        )
        super().__init__(parent, tr("Check on the official site"), line, tr("Keep the result"))
        self._desk = desk
        self._invoice = invoice
        self._screenshot: Path | None = None
        self.values = site_values(invoice)
        self.copies: dict[str, Button] = {}
        self.browser = Button(tr("Open the page"), Kind.SECONDARY, icon="globe")
        self.browser.setAutoDefault(False)
        self.browser.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(SITE)))
        self.said = ChoiceBox()
        self.note = QLineEdit()
        self.note.setMaxLength(400)
        self.picture = Button(tr("Attach a screenshot…"), Kind.QUIET, icon="paperclip")
        self.picture.setAutoDefault(False)
        self.picture.clicked.connect(self._ask_picture)
        self._lay_out()
        self.accepted.connect(self._keep)
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def attach(self, file: Path) -> None:
        """Take a picture or PDF of what was seen; it is kept with the invoice."""
        self._screenshot = file
        self.picture.say(file.name, "image")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        for row, value in enumerate(self.values.values):
            self._add_value(grid, row, value)
        self.body.addLayout(grid)
        if not self.values.fit:
            self.body.addWidget(_line(tr("This kind of invoice is not checked there.")))
        elif self.values.missing:
            names = " · ".join(field(name) for name in self.values.missing)
            lacks = filled(tr("The invoice lacks what is asked there: {names}"), {"names": names})
            self.body.addWidget(_line(lacks))
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
        self.add(tr("Remark"), self.note)
        self.foot.insertWidget(1, self.picture)
        self._on_result()

    def _add_value(self, grid: QGridLayout, row: int, value: SiteValue) -> None:
        name = field(value.field)
        shown = named(QLabel(value.text), "figures")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = Button(tr("Copy"), Kind.QUIET, icon="copy")
        copy.setAccessibleName(filled(tr("Copy {what}"), {"what": name}))
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: self._copy(value, copy))
        self.copies[value.field] = copy
        grid.addWidget(named(QLabel(name), "quiet"), row, 0)
        grid.addWidget(shown, row, 1)
        grid.addWidget(copy, row, 2)
        grid.setColumnStretch(1, 1)

    def _copy(self, value: SiteValue, button: Button) -> None:
        QGuiApplication.clipboard().setText(value.text)
        for other in self.copies.values():
            other.say(tr("Copy"), "copy")
        button.say(tr("Copied"), "check")

    def _on_result(self) -> None:
        self.go.setEnabled(self.said.currentData() is not None)

    def _ask_picture(self) -> None:
        kinds = tr("Pictures and PDF (*.png *.jpg *.jpeg *.pdf)")
        path, _ = QFileDialog.getOpenFileName(self, tr("Attach a screenshot"), "", kinds)
        if path:
            self.attach(Path(path))

    def _keep(self) -> None:
        state, status = self.said.currentData()
        service, name = self._desk.core.verification, self._invoice.key.name
        note, file = self.note.text().strip(), self._screenshot

        def work(_: object) -> object:
            picture = (file.name, file.read_bytes()) if file is not None else None
            return service.record(name, state, status=status, note=note, screenshot=picture)

        self._desk.jobs.run(self._desk, work, lambda _: None)  # this dialog is gone by then


def _word_of(state: State, status: Status | None) -> str:
    if state is State.MATCH:
        return filled(tr("It is there and agrees: {status}"), {"status": word(status or _NORMAL)})
    if state is State.MISMATCH:
        return tr("It does not agree with what was typed")
    return tr("There is no such invoice")


_NORMAL = Status.NORMAL


def _line(text: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    label = named(QLabel(text), "small")
    label.setWordWrap(True)
    row.addWidget(label)
    return holder
