"""What comes in by itself: a watched folder and a mailbox, set up in the settings."""

import shutil
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from core import settings
from core.app import Core
from core.domain.query import Query
from core.secrets import Passwords
from gui.importing.asking import LinksShown
from gui.settings.folder import FolderPage
from gui.settings.mail import MailPage
from gui.settings.window import SettingsWindow
from gui.tabs.incoming import IncomingTab
from tests.data.imap_server import PASSWORD, USER, Server, serving
from tests.data.invoice_files import as_xml
from tests.gui.conftest import ENOUGH as ENOUGH_OF_A_JOB
from tests.gui.conftest import Show, Shown
from tests.invoices import draft

ENOUGH = 4 * ENOUGH_OF_A_JOB


class OneKeyring(KeyringBackend):
    """A keyring of this test alone."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def passwords(no_keyring: None) -> OneKeyring:
    made = OneKeyring()
    keyring.set_keyring(made)
    return made


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate of the server")
    messages = {3: message(3, "发票.xml", as_xml(draft(2))), 9: message(9)}
    with serving(tmp_path, messages) as made:
        yield made


def message(n: int, name: str = "", data: bytes = b"") -> bytes:
    made = EmailMessage()
    made["Subject"] = f"发票 {n}"
    made["Message-ID"] = f"<{n}@example.com>"
    made.set_content("您好" if name else "https://example.com/fp?id=1")
    if name:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


@pytest.fixture
def screen(core: Core, entering: Show) -> Shown:
    return entering(lambda: core)


def tab_of(shown: Shown) -> IncomingTab:
    return shown.inside.tabs.made(IncomingTab)


def settings_of(shown: Shown, page: type[QWidget]) -> SettingsWindow:
    shown.inside.open_settings(page.__name__)
    window = shown.inside.findChild(SettingsWindow)
    assert isinstance(window, SettingsWindow)
    return window


def page_in(window: SettingsWindow, kind: type[FolderPage] | type[MailPage]) -> QWidget:
    page = window.findChild(kind)
    assert page is not None
    assert page.isVisible()
    return page


def boxes(shown: Shown) -> list[QMessageBox]:
    return [box for box in shown.window.findChildren(QMessageBox) if box.isVisible()]


def fill(page: MailPage, server: Server, password: str) -> None:
    page.host.setText("localhost")
    page.port.setText(str(server.port))
    page.user.setText(USER)
    page.password.setText(password)


def test_what_arrives_in_the_watched_folder_is_imported_while_the_user_stays_where_they_are(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    tab = tab_of(screen)
    page = page_in(settings_of(screen, FolderPage), FolderPage)
    assert isinstance(page, FolderPage)
    page.watch(str(folder))
    qtbot.waitUntil(tab.folder.timer.isActive, timeout=ENOUGH)
    assert settings.load(core.folder).watched == str(folder)
    (folder / "a.xml").write_bytes(as_xml(draft(2)))
    for _ in range(2):  # it is whole when two looks agree
        qtbot.waitUntil(lambda: tab.folder._job is None, timeout=ENOUGH)
        tab.folder.look()
    qtbot.waitUntil(lambda: core.lookup.find(Query()).total == 1, timeout=ENOUGH)
    qtbot.waitUntil(lambda: tab.result.result is not None, timeout=ENOUGH)
    assert screen.inside.tabs.currentWidget() is screen.entry
    assert (folder / "a.xml").exists()
    page.watch("")
    qtbot.waitUntil(lambda: not tab.folder.timer.isActive(), timeout=ENOUGH)


def test_the_folder_is_watched_again_when_the_ledger_is_opened(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    settings.change(core.folder, watched=str(tmp_path))
    tab = tab_of(entering(lambda: core))
    qtbot.waitUntil(tab.folder.timer.isActive, timeout=ENOUGH)


def test_a_folder_that_is_gone_is_said_once(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(screen)
    failed: list[object] = []
    tab.folder.failed.connect(failed.append)
    tab.folder.set_up(settings.Settings(watched=str(tmp_path / "gone")))
    qtbot.waitUntil(lambda: len(failed) == 1, timeout=ENOUGH)
    tab.folder.look()
    qtbot.waitUntil(lambda: tab.folder._job is None, timeout=ENOUGH)
    assert len(failed) == 1
    assert len(boxes(screen)) == 1
    boxes(screen)[0].accept()


def test_a_mailbox_is_set_up_and_looked_at_and_its_links_are_listed(
    core: Core, screen: Shown, qtbot: QtBot, server: Server, passwords: OneKeyring
) -> None:
    tab = tab_of(screen)
    tab.mail.context = server.context()
    window = settings_of(screen, MailPage)
    page = page_in(window, MailPage)
    assert isinstance(page, MailPage)
    fill(page, server, PASSWORD)
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.mail.is_set_up, timeout=ENOUGH)
    assert page.password.text() == ""
    assert Passwords().get(f"{USER}@localhost:{server.port}") == PASSWORD
    assert PASSWORD not in (core.folder / settings.FILE).read_text("utf-8")
    with qtbot.waitSignal(tab.mail.brought, timeout=ENOUGH):
        qtbot.mouseClick(page.look_button, Qt.MouseButton.LeftButton)
    assert core.lookup.find(Query()).total == 1
    assert not [x for x in server.commands if "STORE" in x]
    screen.go_to(tab)
    qtbot.mouseClick(tab.links_button, Qt.MouseButton.LeftButton)
    shown = tab.findChild(LinksShown)
    assert isinstance(shown, LinksShown)
    shown.accept()
    assert QGuiApplication.clipboard().text() == "https://example.com/fp?id=1"


def test_a_refused_password_is_said_and_nothing_else_happens(
    core: Core, screen: Shown, qtbot: QtBot, server: Server, passwords: OneKeyring
) -> None:
    tab = tab_of(screen)
    tab.mail.context = server.context()
    page = page_in(settings_of(screen, MailPage), MailPage)
    assert isinstance(page, MailPage)
    fill(page, server, "wrong")
    page.save()
    qtbot.waitUntil(lambda: tab.mail.is_set_up, timeout=ENOUGH)
    with qtbot.waitSignal(tab.mail.failed, timeout=ENOUGH):
        tab.mail.look_now()
    assert len(boxes(screen)) == 1
    boxes(screen)[0].accept()
    assert not tab.strip.isVisible()


def test_without_a_keyring_the_page_says_so(
    core: Core, screen: Shown, qtbot: QtBot, server: Server
) -> None:
    page = page_in(settings_of(screen, MailPage), MailPage)
    assert isinstance(page, MailPage)
    fill(page, server, PASSWORD)
    page.save()
    qtbot.waitUntil(lambda: bool(page.message.text), timeout=ENOUGH)
    assert "keyring" in page.message.text
    assert page.save_button.isEnabled()


def test_the_mailbox_is_looked_at_as_often_as_it_is_set(screen: Shown) -> None:
    mail = tab_of(screen).mail
    account = settings.Settings(mail_host="imap.example.com", mail_user="a", mail_every="60")
    mail.set_up(account)
    assert (mail.timer.isActive(), mail.timer.interval()) == (True, 3_600_000)
    mail.set_up(settings.Settings(mail_host="imap.example.com", mail_user="a"))
    assert not mail.timer.isActive()
