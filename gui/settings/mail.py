"""The mailbox (邮箱): where it is, how often it is looked at; its password is in the keyring."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from core import settings
from core.progress import Report
from core.settings import Settings
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.first_start.parts import Message, Segments
from gui.importing.watching import account_of
from gui.settings.page import column_of, told
from gui.states import Mark, State
from gui.theme import named, px
from words.errors import said
from words.translate import filled, joined, tr

EVERY = ("", "15", "60", "240")
USUAL_PORT = "993"


class MailPage(QWidget):
    """Server, account, password, folder, how often; saved by its button, for a password is."""

    icon: ClassVar[str] = "envelope-simple"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.host, self.port, self.user = QLineEdit(), QLineEdit(), QLineEdit()
        self.password, self.folder = QLineEdit(), QLineEdit()
        self.host.setPlaceholderText("imap.example.com")
        self.port.setPlaceholderText(USUAL_PORT)
        self.port.setValidator(QIntValidator(1, 65535, self))
        self.folder.setPlaceholderText("INBOX")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(tr("Empty: as it is in the keyring"))
        hour, hours = tr("Every hour"), tr("Every {n} hours")
        quarter = filled(tr("Every {n} minutes"), {"n": 15})
        words = [tr("On demand"), quarter, hour, filled(hours, {"n": 4})]
        self.every = Segments(words, tr("How often"))
        self.save_button = Button(tr("Save"), Kind.PRIMARY)
        self.look_button = Button(tr("Look now"), icon="envelope-simple")
        self.message = Message(2)
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.look_button.clicked.connect(self._look)
        for field in (self.host, self.user):
            field.textChanged.connect(self._check)
        self._check()

    @staticmethod
    def word() -> str:
        """邮箱."""
        return tr("Mailbox")

    def refresh(self) -> None:
        """Show what is set now."""
        folder = self._desk.core.folder
        self._desk.jobs.run(self, lambda _: settings.load(folder), self._show)

    def save(self) -> None:
        """Keep what stands here, and the password in the keyring."""
        changes: dict[str, str | None] = {
            "mail_host": self.host.text().strip() or None,
            "mail_port": self.port.text().strip() or None,
            "mail_user": self.user.text().strip() or None,
            "mail_folder": self.folder.text().strip() or None,
            "mail_every": EVERY[self.every.at] or None,
        }
        folder, password = self._desk.core.folder, self.password.text()

        def work(_: Report) -> Settings:
            from core.secrets import Passwords  # the keyring may ask the user

            now = settings.change(folder, **changes)
            if password and now.mail_host and now.mail_user:
                Passwords().put(account_of(now).name, password)
            return now

        self.save_button.setEnabled(False)
        self._desk.jobs.run(self, work, self._on_saved, failed=self._on_failed)

    def _look(self) -> None:
        self._desk.mail_wanted.emit()
        self.window().close()

    def _on_saved(self, now: Settings) -> None:
        self.password.clear()
        self._desk.set_up.emit(now)
        self._check()
        self.look_button.setEnabled(bool(now.mail_host and now.mail_user))
        self.message.say(State(Mark.AGREES, tr("Saved; the password is in the keyring alone.")))

    def _on_failed(self, error: Exception) -> None:
        from core.errors import AppError

        self._check()
        if not isinstance(error, AppError):
            raise error
        words = said(error)
        self.message.say(State(Mark.WRONG, joined(words.what, words.now)))

    def _show(self, now: Settings) -> None:
        for field, value in (
            (self.host, now.mail_host),
            (self.port, now.mail_port),
            (self.user, now.mail_user),
            (self.folder, now.mail_folder),
        ):
            field.setText(value or "")
        every = now.mail_every or ""
        self.every.button(EVERY.index(every) if every in EVERY else 0).setChecked(True)
        self.look_button.setEnabled(bool(now.mail_host and now.mail_user))

    def _check(self) -> None:
        self.save_button.setEnabled(bool(self.host.text().strip()) == bool(self.user.text()))

    def _lay_out(self) -> None:
        column = column_of(self, self.word())
        column.addWidget(
            told(
                tr(
                    "Attached invoices are imported. Nothing in the mailbox is marked, moved or"
                    " deleted; links are listed, not followed. The connection is always encrypted."
                ),
                "quiet",
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(8))
        for row, (word, field) in enumerate(
            (
                (tr("IMAP server"), self.host),
                (tr("Port"), self.port),
                (tr("User name"), self.user),
                (tr("Password"), self.password),
                (tr("Mail folder"), self.folder),
            )
        ):
            label = named(QLabel(word), "quiet")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setBuddy(field)
            field.setAccessibleName(word)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        column.addLayout(grid)
        column.addWidget(self.every)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self.save_button, self.look_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        column.addWidget(self.message)
        column.addLayout(buttons)
        column.addStretch()
