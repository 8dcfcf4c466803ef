"""The first start asks for four things, and leaves nothing behind before the last is answered."""

import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import keyring
import pypdfium2
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core import settings
from core.app import Core, create_folder
from core.domain.company import Taxpayer
from core.files import scan
from core.folders import chosen_folder, default_folder
from core.home import Home
from core.secrets import Keyring, MemoryKeys, key_of
from core.store.generations import read_current
from gui import theme
from gui.app import furnish
from gui.first_start.wizard import FirstStart
from gui.main_window import MainWindow
from tests.gui.conftest import ENOUGH, Shown
from tests.ledgers import COMPANY
from words import language

BOTH = [language.CHINESE, language.ENGLISH]
SIZES = [(1366, 768), (1366, 688), (683, 384)]
Start = Callable[..., Shown]


class Held(KeyringBackend):
    """A keyring that keeps what it is given."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


class Denying(Held):
    """A keyring that refuses to keep anything."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError("denied")


@pytest.fixture
def begin(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Open the window as the program does, with a home; at the end no box waits for an answer."""
    opened: list[MainWindow] = []

    def open_window(
        named: Path | None = None,
        *,
        backend: KeyringBackend | None = None,
        spoken: str = language.ENGLISH,
        look: str = "light",
        size: tuple[int, int] = (1366, 768),
        open_demo: Callable[[], Core] | None = None,
    ) -> Shown:
        keyring.set_keyring(backend or Held())
        kept = settings.Settings(language=spoken, theme=look)
        theme.start(qapp, look)
        home = Home(named)

        def refuse() -> Core:
            raise AssertionError("no samples here")

        window = MainWindow(home.open, open_demo or refuse, lambda: furnish(qapp, kept), home)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.inside is not None, timeout=ENOUGH)
        opened.append(window)
        return Shown(window)

    yield open_window
    monkeypatch.setattr(QMessageBox, "exec", press(leaving=True))
    for window in opened:
        window.close()
        window.deleteLater()  # else each later change of theme dresses it once more
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def start_of(shown: Shown) -> FirstStart:
    start = shown.inside.first_start
    assert start is not None
    return start


def answer(
    qtbot: QtBot, start: FirstStart, folder: Path, backups: Path, *, until: int = 3
) -> FirstStart:
    """Answer with the keyboard alone, up to the step `until`."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is start.company.name, timeout=ENOUGH)
    start.company.name.insert(COMPANY.name)  # what an input method commits is no key
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), COMPANY.tax_id)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    for page, value, step in ((start.data, folder, 1), (start.backup, backups, 2)):
        if step > until:
            return start
        assert start.at == step
        assert QApplication.focusWidget() is page.field
        page.field.selectAll()
        page.field.insert(str(value))
        if step == until:
            return start
        qtbot.waitUntil(start.next_button.isEnabled, timeout=ENOUGH)
        qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert start.at == until
    return start


def code_of(start: FirstStart) -> str:
    sheet = start.sheet._sheet
    assert sheet is not None
    return sheet.code


def type_asked(qtbot: QtBot, start: FirstStart) -> None:
    groups = code_of(start).split("-")
    for number, field in zip(start.sheet._asked, start.sheet.fields, strict=True):
        field.setFocus()
        qtbot.keyClicks(field, groups[number - 1].lower())


def finish(qtbot: QtBot, shown: Shown) -> None:
    start = start_of(shown)
    type_asked(qtbot, start)
    assert start.next_button.isEnabled()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def open_company(shown: Shown) -> str:
    return shown.inside.status.company.text()


def press(*, leaving: bool) -> Callable[[QMessageBox], None]:
    """Answer the question whether to leave."""

    def answered(box: QMessageBox) -> None:
        role = QMessageBox.ButtonRole
        wanted = role.DestructiveRole if leaving else role.RejectRole
        next(b for b in box.buttons() if box.buttonRole(b) is wanted).click()

    return answered


def leave(monkeypatch: pytest.MonkeyPatch, shown: Shown) -> None:
    """Close the window in the middle and agree to what is asked."""
    monkeypatch.setattr(QMessageBox, "exec", press(leaving=True))
    shown.window.close()


def test_four_answers_by_keyboard_alone_make_a_ledger_and_the_second_start_goes_to_work(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    backend, folder, backups = Held(), tmp_path / "票核", tmp_path / "备份"
    shown = begin(folder, backend=backend)
    start = answer(qtbot, start_of(shown), folder, backups)
    code = code_of(start)
    assert not folder.exists()
    finish(qtbot, shown)
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    assert shown.inside.tabs.isVisible()
    assert shown.inside.first_start is None
    assert Keyring().get(read_current(folder).key_id) == key_of(code)
    assert settings.load(folder).backups == str(backups)
    assert backups.is_dir()
    shown.window.close()
    again = begin(folder, backend=backend)
    assert again.inside.first_start is None
    qtbot.waitUntil(lambda: open_company(again) == COMPANY.name, timeout=ENOUGH)


def test_the_code_of_the_sheet_opens_what_was_made_on_any_computer(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = begin(tmp_path / "a")
    start = answer(qtbot, start_of(shown), tmp_path / "a", tmp_path / "b")
    code = code_of(start)
    finish(qtbot, shown)
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    shown.window.close()
    core = Core.open(tmp_path / "a", MemoryKeys(any_id=key_of(code)))
    assert core.company == COMPANY
    core.close()


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_leaving_at_any_question_leaves_nothing_behind(
    begin: Start, qtbot: QtBot, tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = Held()
    shown = begin(tmp_path / "a", backend=backend)
    if step:
        answer(qtbot, start_of(shown), tmp_path / "a", tmp_path / "b", until=step)
    leave(monkeypatch, shown)
    assert not shown.window.isVisible()
    assert list(tmp_path.iterdir()) == []
    assert backend.held == {}
    assert chosen_folder() is None


def test_a_printed_sheet_is_not_made_worthless_without_a_question(
    begin: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = begin(tmp_path / "a")
    start = answer(qtbot, start_of(shown), tmp_path / "a", tmp_path / "b")
    start.sheet.save(tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: start.sheet.copies == 1, timeout=ENOUGH)
    asked: list[str] = []

    def stay(box: QMessageBox) -> None:
        asked.append(box.informativeText())
        press(leaving=False)(box)

    monkeypatch.setattr(QMessageBox, "exec", stay)
    shown.window.close()
    assert shown.window.isVisible()
    assert "would then open nothing" in asked[0]
    leave(monkeypatch, shown)
    assert not shown.window.isVisible()


def test_an_id_whose_check_digit_fails_is_asked_about_and_taken(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    start = start_of(begin(tmp_path / "a"))
    page = start.company
    page.name.setText(COMPANY.name)
    page.tax_id.setFocus()
    qtbot.keyClicks(page.tax_id, "91110105MA01F1CT4")
    assert page.tax_id_message.text == ""  # still typing
    qtbot.keyClicks(page.tax_id, "7")
    assert "fails its check digit" in page.tax_id_message.text
    assert start.needed.text == "Confirm or correct the tax ID"
    assert not start.next_button.isEnabled()
    qtbot.keyClick(page.tax_id, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.keep_button
    qtbot.keyClick(page.keep_button, Qt.Key.Key_Return)
    assert start.next_button.isEnabled()
    assert page.company.tax_id == "91110105MA01F1CT47"
    qtbot.keyClick(page.tax_id, Qt.Key.Key_Backspace)
    qtbot.keyClicks(page.tax_id, "6")
    assert not start.next_button.isEnabled()  # another id is another question


@pytest.mark.parametrize("lacking", [1, 3])
def test_an_id_that_lost_a_sign_is_not_taken_for_an_older_one(
    begin: Start, tmp_path: Path, lacking: int
) -> None:
    start = start_of(begin(tmp_path / "a"))
    page = start.company
    page.name.setText(COMPANY.name)
    page.tax_id.setText(COMPANY.tax_id[:-lacking])
    assert not start.next_button.isEnabled()
    page.keep_button.setFocus()
    assert page.tax_id_message.text.startswith(f"{18 - lacking} characters: ")
    page.keep_button.click()
    assert start.next_button.isEnabled()


def test_an_id_typed_in_full_width_is_the_id(begin: Start, tmp_path: Path) -> None:
    page = start_of(begin(tmp_path / "a")).company
    page.tax_id.setText("".join(chr(ord(c) + 0xFEE0) for c in COMPANY.tax_id.lower()))
    assert page.company.tax_id == COMPANY.tax_id
    assert page.tax_id_message.text == "The check digit agrees."


def test_the_kind_of_taxpayer_is_chosen_with_the_arrow_keys(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    page = start_of(begin(tmp_path / "a")).company
    page.taxpayer.button(0).setFocus()
    qtbot.keyClick(page.taxpayer.button(0), Qt.Key.Key_Right)
    assert page.company.taxpayer is Taxpayer.SMALL


def test_a_folder_with_other_files_is_refused_at_once_and_one_within_is_offered(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").touch()
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path, tmp_path / "b", until=1)
    qtbot.waitUntil(lambda: "Other files" in start.data.message.text, timeout=ENOUGH)
    assert not start.next_button.isEnabled()
    start.data.action.click()
    qtbot.waitUntil(start.next_button.isEnabled, timeout=ENOUGH)
    assert start.data.folder == tmp_path / "Piaohe"


@pytest.mark.parametrize("text", ["", "books", "~nobody-there/x", "a\0b"])
def test_what_is_no_whole_path_is_no_folder(
    begin: Start, qtbot: QtBot, tmp_path: Path, text: str
) -> None:
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path / "a", tmp_path, until=1)
    start.data.field.setText(text)
    qtbot.waitUntil(lambda: "no folder" in start.data.message.text, timeout=ENOUGH)
    assert not start.next_button.isEnabled()


def test_a_folder_that_holds_a_ledger_is_opened_instead_and_found_again(
    begin: Start, qtbot: QtBot, folder: Path, keys: MemoryKeys, tmp_path: Path
) -> None:
    backend = Held()
    keyring.set_keyring(backend)
    key_id = read_current(folder).key_id
    Keyring().put(key_id, keys.get(key_id))
    shown = begin(tmp_path / "new", backend=backend)
    start = answer(qtbot, start_of(shown), folder, tmp_path / "b", until=1)
    qtbot.waitUntil(lambda: "There is a ledger" in start.data.message.text, timeout=ENOUGH)
    assert not start.next_button.isEnabled()
    start.data.action.click()
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    assert default_folder() == folder
    assert shown.inside.tabs.isVisible()


def test_backups_on_the_same_disk_are_warned_of_and_within_the_data_refused(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    data = tmp_path / "a"
    start = answer(qtbot, start_of(begin(data)), data, tmp_path / "b", until=2)
    qtbot.waitUntil(lambda: "same disk" in start.backup.message.text, timeout=ENOUGH)
    assert start.next_button.isEnabled()
    start.backup.field.setText(str(data / "backups"))
    qtbot.waitUntil(lambda: "lost with it" in start.backup.message.text, timeout=ENOUGH)
    assert not start.next_button.isEnabled()


def test_esc_goes_back_and_nothing_typed_is_lost(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path / "a", tmp_path / "b")
    for step in (2, 1, 0, 0):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert start.at == step
    assert start.company.company == COMPANY
    assert start.data.folder == tmp_path / "a"


def test_the_groups_that_are_asked_and_the_last_one_cannot_be_read_from_the_screen(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path / "a", tmp_path / "b")
    sheet, spoken = start.sheet, start.sheet.paper.accessibleDescription().splitlines()
    assert len(set(sheet._asked)) == 2
    for number in {*sheet._asked, 14}:
        assert spoken[number - 1] == f"{number}: covered"
    assert start.needed.text == "8 characters to go"


def test_a_wrong_group_is_named_and_can_be_typed_again_without_end(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path / "a", tmp_path / "b")
    first, number = start.sheet.fields[0], start.sheet._asked[0]
    for _ in range(5):
        first.setText("????")
        assert f"Group {number} is not" in start.sheet.message.text
        assert start.sheet._asked[0] == number
    assert start.needed.text == "4 characters to go"
    type_asked_after_clearing(qtbot, start)
    assert start.next_button.isEnabled()


def type_asked_after_clearing(qtbot: QtBot, start: FirstStart) -> None:
    for field in start.sheet.fields:
        field.clear()
    type_asked(qtbot, start)


def test_groups_are_read_however_they_are_typed(begin: Start, qtbot: QtBot, tmp_path: Path) -> None:
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path / "a", tmp_path / "b")
    groups = code_of(start).split("-")
    for number, field in zip(start.sheet._asked, start.sheet.fields, strict=True):
        slips = groups[number - 1].lower().replace("0", "o").replace("1", "l")
        field.setText("".join(chr(ord(c) + 0xFEE0) for c in slips) + " ")
    assert start.next_button.isEnabled()


def test_who_uncovers_the_groups_must_print_again_and_is_asked_for_others(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path / "a", tmp_path / "b")
    sheet = start.sheet
    type_asked(qtbot, start)
    sheet.show_button.click()
    assert "covered" not in sheet.paper.accessibleDescription()
    assert not start.next_button.isEnabled()
    assert start.needed.text == "Print or save it once more"
    assert not sheet.fields[0].isEnabled()
    sheet.save(tmp_path / "sheet.pdf")
    qtbot.waitUntil(sheet.fields[0].isEnabled, timeout=ENOUGH)
    assert sheet.paper.accessibleDescription().count("covered") >= 2
    type_asked(qtbot, start)
    assert start.next_button.isEnabled()


def test_the_pdf_holds_the_whole_code_and_is_read_by_this_user_alone(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path / "a", tmp_path / "b")
    file = tmp_path / "sheet.pdf"
    start.sheet.save(file)
    qtbot.waitUntil(lambda: start.sheet.copies == 1, timeout=ENOUGH)
    assert [found.payload for found in scan(file.read_bytes())] == [code_of(start)]
    document = pypdfium2.PdfDocument(file)
    text = document[0].get_textpage().get_text_range()
    document.close()
    for group in code_of(start).split("-"):
        assert group in text
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_printer_gets_the_whole_code(
    begin: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = answer(qtbot, start_of(begin(tmp_path / "a")), tmp_path / "a", tmp_path / "b")
    file = tmp_path / "printed.pdf"

    def choose(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(file))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, ctrl)
    qtbot.waitUntil(
        lambda: start.sheet.copies == 1, timeout=ENOUGH
    )  # the button is seen to go down
    assert start.sheet.done.text == "1 copy made"
    assert [found.payload for found in scan(file.read_bytes())] == [code_of(start)]


def test_the_code_gets_neither_into_the_clipboard_nor_into_any_file(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = begin(tmp_path / "a")
    start = answer(qtbot, start_of(shown), tmp_path / "a", tmp_path / "b")
    code = code_of(start)
    words = [b.accessibleName() for b in start.findChildren(QAbstractButton)]
    assert not any("opy" in word for word in words)
    assert code not in repr(start.sheet._sheet) + repr(start._draft)
    finish(qtbot, shown)
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    shown.window.close()
    assert code not in QGuiApplication.clipboard().text()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert code[:9].encode() not in file.read_bytes(), file.name


@pytest.mark.parametrize("backend", [Denying(), None], ids=["denied", "absent"])
def test_without_a_keyring_it_is_said_and_the_code_is_asked_at_each_start(
    begin: Start, qtbot: QtBot, tmp_path: Path, backend: KeyringBackend | None
) -> None:
    if backend is None:
        from keyring.backends.fail import Keyring as Absent

        backend = Absent()
    folder = tmp_path / "a"
    shown = begin(folder, backend=backend)
    start = answer(qtbot, start_of(shown), folder, tmp_path / "b")
    code = code_of(start)
    finish(qtbot, shown)
    qtbot.waitUntil(lambda: start.next_button.text() == "Begin", timeout=ENOUGH)
    page = start.scrolled.widget()
    assert page is not None
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "only key" in said
    assert "At each start" in said
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    shown.window.close()

    again = begin(folder, backend=backend)
    row = again.inside.not_open.code_row
    qtbot.waitUntil(row.isVisible, timeout=ENOUGH)
    qtbot.waitUntil(row.field.hasFocus, timeout=ENOUGH)
    qtbot.keyClicks(row.field, code.lower().replace("-", ""))
    assert row.field.text() == code
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_company(again) == COMPANY.name, timeout=ENOUGH)
    assert row.field.text() == ""


def needing_code(begin: Start, qtbot: QtBot, folder: Path, backend: KeyringBackend) -> Shown:
    shown = begin(folder, backend=backend)
    qtbot.waitUntil(shown.inside.not_open.code_row.isVisible, timeout=ENOUGH)
    return shown


def test_a_keyring_that_knows_nothing_gets_its_key_back_from_a_picture_of_the_sheet(
    begin: Start, qtbot: QtBot, core: Core, folder: Path, tmp_path: Path
) -> None:
    core.sheet(tmp_path / "sheet.png")
    backend = Held()
    shown = needing_code(begin, qtbot, folder, backend)
    shown.inside.not_open.picture.emit(tmp_path / "sheet.png")
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    assert Keyring().get(core.key_id).check()
    shown.window.close()
    again = begin(folder, backend=backend)
    qtbot.waitUntil(lambda: open_company(again) == COMPANY.name, timeout=ENOUGH)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("U" * 56, "Group 1 has a character"),
        ("0" * 56, "not as on the sheet"),
        ("0" * 60, "14 groups of 4"),
    ],
)
def test_a_code_that_cannot_be_right_is_answered_at_its_field(
    begin: Start, qtbot: QtBot, folder: Path, code: str, said: str
) -> None:
    shown = needing_code(begin, qtbot, folder, Held())
    row = shown.inside.not_open.code_row
    row.field.setText(code)
    row.open_button.click()
    qtbot.waitUntil(lambda: said in row.message.text(), timeout=ENOUGH)
    assert row.field.text()


def test_a_picture_without_a_code_says_so(begin: Start, qtbot: QtBot, folder: Path) -> None:
    shown = needing_code(begin, qtbot, folder, Held())
    row = shown.inside.not_open.code_row
    shown.inside.not_open.picture.emit(Path("/nowhere.png"))
    qtbot.waitUntil(lambda: "No recovery code" in row.message.text(), timeout=ENOUGH)


def test_a_folder_other_than_the_platforms_is_found_at_the_next_start(
    begin: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    backend, folder = Held(), tmp_path / "elsewhere"
    shown = begin(backend=backend)
    answer(qtbot, start_of(shown), folder, tmp_path / "b")
    finish(qtbot, shown)
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    shown.window.close()
    again = begin(backend=backend)
    qtbot.waitUntil(lambda: open_company(again) == COMPANY.name, timeout=ENOUGH)
    again.window.close()
    folder.rename(tmp_path / "unplugged")  # then no first start: a ledger is missed, not wanted
    missing = begin(backend=backend)
    not_open = missing.inside.not_open
    qtbot.waitUntil(not_open.isVisible, timeout=ENOUGH)
    assert not_open.set_up_button.isVisible()
    not_open.elsewhere.emit(tmp_path / "unplugged")
    qtbot.waitUntil(lambda: open_company(missing) == COMPANY.name, timeout=ENOUGH)
    assert default_folder() == tmp_path / "unplugged"


def test_a_folder_taken_meanwhile_is_said_and_nothing_is_remembered(
    begin: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    shown, backend = begin(), Held()
    folder = tmp_path / "a"
    start = answer(qtbot, start_of(shown), folder, tmp_path / "b")
    folder.mkdir()
    (folder / "letter.txt").touch()
    finish(qtbot, shown)
    qtbot.waitUntil(lambda: "Other files" in start.data.message.text, timeout=ENOUGH)
    assert start.at == 1
    assert backend.held == {}
    assert chosen_folder() is None
    start.data.field.setText(str(tmp_path / "c"))
    qtbot.waitUntil(start.next_button.isEnabled, timeout=ENOUGH)
    start.next()
    qtbot.waitUntil(start.next_button.isEnabled, timeout=ENOUGH)
    start.next()
    qtbot.waitUntil(start.next_button.isEnabled, timeout=ENOUGH)  # the groups still stand
    start.next()
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)


def test_samples_can_be_looked_at_first_and_left_for_the_first_start(
    begin: Start, qtbot: QtBot, core: Core, tmp_path: Path
) -> None:
    shown = begin(tmp_path / "a", open_demo=lambda: core)
    start = start_of(shown)
    start.company.name.setText("青禾")
    start.samples_button.click()
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    assert shown.inside.status.isVisible()
    assert not shown.window.has_own_ledger
    assert not (tmp_path / "a").exists()
    shown.inside.status.leave.click()
    qtbot.waitUntil(start.isVisible, timeout=ENOUGH)
    assert start.company.name.text() == "青禾"
    assert not shown.inside.status.isVisible()


def test_an_empty_ledger_offers_the_samples_and_they_lead_back_to_it(
    begin: Start, qtbot: QtBot, core: Core, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    backend = Held()
    keyring.set_keyring(backend)
    made = create_folder(folder, replace(COMPANY, name="上海青禾"), Keyring())
    assert made.keyring is None
    shown = begin(folder, backend=backend, open_demo=lambda: core)
    qtbot.waitUntil(lambda: open_company(shown) == "上海青禾", timeout=ENOUGH)
    shown.go_to(shown.tab)
    qtbot.waitUntil(shown.results.samples.isVisible, timeout=ENOUGH)
    shown.results.samples.click()
    qtbot.waitUntil(lambda: open_company(shown) == COMPANY.name, timeout=ENOUGH)
    shown.inside.status.leave.click()
    qtbot.waitUntil(lambda: open_company(shown) == "上海青禾", timeout=ENOUGH)
    assert not shown.inside.status.leave.isVisible()
    assert shown.window.has_own_ledger


def shown_at(
    begin: Start, qtbot: QtBot, tmp_path: Path, step: int, **options: object
) -> FirstStart:
    start = start_of(begin(tmp_path / "a", **options))
    return answer(qtbot, start, tmp_path / "a", tmp_path / "b", until=step)


@pytest.mark.parametrize(("spoken", "size", "step"), list(product(BOTH, SIZES, range(4))))
def test_no_text_is_cut_and_everything_can_be_reached(
    begin: Start, qtbot: QtBot, tmp_path: Path, spoken: str, size: tuple[int, int], step: int
) -> None:
    start = shown_at(begin, qtbot, tmp_path, step, spoken=spoken, size=size)
    if step == 0:
        start.company.tax_id.setText("91110105MA01F1CT47")
        start._show(0)
    if step == 3:
        start.sheet.uncover()
    for _ in range(3):  # each round of layouts may ask for another
        QApplication.processEvents()
    window = start.window()
    assert (window.width(), window.height()) == size
    for widget in start.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton) and widget.text():
            needed = widget.minimumSizeHint()
            high = (
                widget.heightForWidth(widget.width())
                if widget.hasHeightForWidth()
                else needed.height()
            )
            if isinstance(widget, QAbstractButton):
                high = widget.fontMetrics().height()
            assert widget.width() >= needed.width(), widget.text()
            assert widget.height() >= high, (widget.text(), widget.height(), high)
    page = start.scrolled.widget()
    assert page is not None
    assert page.width() <= start.scrolled.viewport().width()
    assert start.next_button.visibleRegion().boundingRect() == start.next_button.rect()
    if size[1] >= 688:
        assert page.height() <= start.scrolled.viewport().height()  # nothing scrolls


@pytest.mark.parametrize(("spoken", "step"), list(product(BOTH, range(4))))
def test_every_control_of_the_first_start_has_a_name(
    begin: Start, qtbot: QtBot, tmp_path: Path, spoken: str, step: int
) -> None:
    start = shown_at(begin, qtbot, tmp_path, step, spoken=spoken)
    for widget in start.findChildren(QWidget):
        takes = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and isinstance(widget, QAbstractButton | QLineEdit):
            assert widget.accessibleName(), widget


def test_tab_leads_through_the_proof_in_reading_order(
    begin: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    start = shown_at(begin, qtbot, tmp_path, 3)
    sheet = start.sheet
    assert QApplication.focusWidget() is sheet.print_button
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [
        sheet.print_button,
        sheet.pdf_button,
        sheet.show_button,
        *sheet.fields,
        start.back_button,
    ]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_sheet_is_paper_in_both_themes(
    begin: Start, qtbot: QtBot, tmp_path: Path, look: str
) -> None:
    start = shown_at(begin, qtbot, tmp_path, 3, look=look)
    picture = start.sheet.paper.grab().toImage()
    assert picture.pixelColor(320, 12).name() == "#ffffff"
    side = start.side.grab().toImage()
    worn = theme.DARK if look == "dark" else theme.LIGHT
    assert side.pixelColor(10, 700).name().upper() == worn.rail
