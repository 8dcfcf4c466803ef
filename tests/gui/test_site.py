"""The official page: what is typed there by kind, copied by keyboard, kept with a screenshot."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.answer import State
from core.domain.history import How
from core.domain.invoice import Invoice, InvoiceKind
from core.domain.site_values import SITE
from core.secrets import MemoryKeys
from gui.tabs.verification import VerificationTab
from gui.verification.answers import AnswerShown
from gui.verification.screenshot import ScreenshotShown
from gui.verification.site import SiteDialog
from tests.core.verify.asked import DIGITAL, DIGITAL_NUMBER, invoice, paper
from tests.gui.conftest import ENOUGH, Show
from tests.gui.test_accessibility import nameless
from tests.gui.test_lookup import choose as choose_file
from tests.gui.verifications import enter, gone, tab_of, there
from tests.verifying import Clock, opened

K = Qt.Key
CLOCK = Clock()


@pytest.fixture
def core(folder: Path, keys: MemoryKeys) -> Iterator[Core]:
    with opened(folder, keys, CLOCK, CLOCK.wait) as made:
        yield made


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    qapp.clipboard().clear()
    yield
    qapp.clipboard().clear()


def clipped() -> str:
    return QGuiApplication.clipboard().text()


def of_kind(kind: InvoiceKind, **changes: Any) -> Invoice:
    return (invoice if kind in DIGITAL else paper)(kind, **changes).complete()


def asking(qtbot: QtBot, tab: VerificationTab, about: Invoice) -> SiteDialog:
    tab.check_on_site(about)
    dialog = there(qtbot, tab.window(), SiteDialog)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=ENOUGH)
    return dialog


def words(dialog: SiteDialog) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


OLD = {"code": "1300000000", "number": "04000000", "issued_on": "20191211"}
NEW = {"number": DIGITAL_NUMBER, "issued_on": "20250315"}
BY_KIND = {
    InvoiceKind.SPECIAL_PAPER: (OLD | {"net": "12035.40"}, "Amount without tax"),
    InvoiceKind.ORDINARY_PAPER: (OLD | {"check_code": "921630"}, "Last 6 digits of the check code"),
    InvoiceKind.ROLL: (OLD | {"check_code": "921630"}, "Last 6 digits of the check code"),
    InvoiceKind.TOLL: (OLD | {"check_code": "921630"}, "Last 6 digits of the check code"),
    InvoiceKind.VEHICLE: (OLD | {"net": "12035.40"}, "Price without tax"),
    InvoiceKind.USED_VEHICLE: (OLD | {"total": "13600.00"}, "Price of the vehicle"),
    InvoiceKind.DIGITAL_SPECIAL: (NEW | {"total": "13600.00"}, "Total"),
    InvoiceKind.DIGITAL_ORDINARY: (NEW | {"total": "13600.00"}, "Total"),
    InvoiceKind.DIGITAL_TOLL: (NEW | {"total": "13600.00"}, "Total"),
    InvoiceKind.RAIL: (NEW | {"total": "13600.00"}, "Total"),
    InvoiceKind.BLOCKCHAIN: (
        OLD | {"net": "12035.40", "check_code": "921630"},
        "Last 6 digits of the check code",
    ),
}


@pytest.mark.parametrize("kind", BY_KIND)
def test_each_kind_is_copied_value_by_value_with_the_keyboard_alone(
    core: Core, entering: Show, qtbot: QtBot, kind: InvoiceKind
) -> None:
    values, word = BY_KIND[kind]
    tab = tab_of(entering(lambda: core, size=(683, 384)))
    dialog = asking(qtbot, tab, of_kind(kind))
    assert word in words(dialog)
    assert nameless(dialog) == []
    assert dialog.height() <= 384
    assert dialog.browser.hasFocus()
    copied = {}
    for name in dialog.copies:
        qtbot.keyClick(dialog.focusWidget(), K.Key_Tab)
        assert dialog.copies[name].hasFocus()
        qtbot.keyClick(dialog.focusWidget(), K.Key_Return)
        copied[name] = clipped()
        assert dialog.isVisible()  # Enter has copied, and kept nothing
    assert copied == values
    assert "is copied" in dialog.copies[name].accessibleName()
    first = next(iter(dialog.copies.values()))
    assert first.accessibleName() == f"Copy Invoice {next(iter(values))}"
    qtbot.keyClick(dialog.focusWidget(), K.Key_Tab)
    assert dialog.said.hasFocus()


def test_a_blockchain_invoice_with_five_characters_is_asked_by_all_of_them(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    tab = tab_of(entering(lambda: core))
    dialog = asking(qtbot, tab, of_kind(InvoiceKind.BLOCKCHAIN, check_code="c2ef5"))
    qtbot.mouseClick(dialog.copies["check_code"], Qt.MouseButton.LeftButton)
    assert clipped() == "c2ef5"
    assert "Last 5 digits" in words(dialog)


def test_what_is_missing_is_named_and_the_page_can_be_asked_all_the_same(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    tab = tab_of(entering(lambda: core, size=(683, 384)))
    dialog = asking(qtbot, tab, of_kind(InvoiceKind.ORDINARY_PAPER, check_code=None))
    assert "lacks what is asked there: Check code" in words(dialog)
    assert set(dialog.copies) == {"code", "number", "issued_on"}
    assert dialog.browser.isEnabled()
    assert dialog.height() <= 384


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (InvoiceKind.FISCAL, "pjcy.mof.gov.cn"),
        (InvoiceKind.CUSTOMS, "electronic tax bureau"),
        (InvoiceKind.OTHER, "not checked there"),
    ],
)
def test_a_kind_that_is_not_checked_there_says_so_and_takes_no_result(
    core: Core, entering: Show, qtbot: QtBot, kind: InvoiceKind, where: str
) -> None:
    tab = tab_of(entering(lambda: core))
    dialog = asking(qtbot, tab, of_kind(kind))
    assert where in words(dialog)
    assert dialog.copies == {}
    for part in (dialog.browser, dialog.said, dialog.picture, dialog.go):
        assert not part.isEnabled()


def test_an_old_kind_of_today_says_that_it_can_be_checked_tomorrow(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    tab = tab_of(entering(lambda: core))
    today = CLOCK().date()
    dialog = asking(qtbot, tab, of_kind(InvoiceKind.SPECIAL_PAPER, issued_on=today))
    assert "can be checked tomorrow" in words(dialog)


class Browser(QObject):
    """Takes the addresses that the system's browser would get."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_the_page_opens_in_the_users_browser(core: Core, entering: Show, qtbot: QtBot) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "take")  # type: ignore[arg-type]  # the stub says bytes
    try:
        tab = tab_of(entering(lambda: core))
        dialog = asking(qtbot, tab, of_kind(InvoiceKind.DIGITAL_SPECIAL))
        qtbot.keyClick(dialog.browser, K.Key_Return)
        assert browser.opened == [SITE]
        assert not dialog.unopened.isVisible()
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_where_no_browser_opens_the_address_is_copied_and_said(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    if QGuiApplication.platformName() != "offscreen":
        pytest.skip("here a browser would open")
    tab = tab_of(entering(lambda: core))
    dialog = asking(qtbot, tab, of_kind(InvoiceKind.DIGITAL_SPECIAL))
    qtbot.mouseClick(dialog.browser, Qt.MouseButton.LeftButton)
    assert dialog.unopened.isVisible()
    assert SITE in dialog.unopened.text()
    assert clipped() == SITE


def test_a_screenshot_is_pasted_kept_in_the_ledger_alone_and_shown_again(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    (ours,) = enter(core, 1)
    tab = tab_of(entering(lambda: core))
    dialog = asking(qtbot, tab, ours)
    assert not dialog.paste.isVisible()
    seen = QImage(320, 200, QImage.Format.Format_RGB32)
    seen.fill(QColor("#3366cc"))
    QGuiApplication.clipboard().setImage(seen)
    qtbot.waitUntil(dialog.paste.isVisible, timeout=ENOUGH)
    qtbot.keyClick(dialog, K.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog.said.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "Attached" in dialog.picture.accessibleName(), timeout=ENOUGH)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=ENOUGH)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(core.verification.history(ours.key.name)) == 1, timeout=ENOUGH)
    qtbot.waitUntil(lambda: tab.waiting.model.rowCount() == 0, timeout=ENOUGH)
    (asked,) = core.verification.history(ours.key.name)
    assert (asked.how, asked.state) == (How.SITE, State.MATCH)
    assert asked.original is not None
    kept = core.originals.data(asked.original)
    assert kept.startswith(b"\x89PNG")
    assert QImage.fromData(kept).size() == seen.size()
    for file in core.folder.rglob("*"):
        assert not file.is_file() or kept[:200] not in file.read_bytes()

    qtbot.mouseClick(tab.segments[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.answers.model.rowCount() == 1, timeout=ENOUGH)
    tab.answers.table.selectRow(0)
    tab.answers.table.setFocus()
    qtbot.keyClick(tab.answers.table, K.Key_Return)
    answer = there(qtbot, tab.window(), AnswerShown)
    assert nameless(answer) == []
    qtbot.mouseClick(answer.picture, Qt.MouseButton.LeftButton)
    viewer = there(qtbot, answer, ScreenshotShown)
    qtbot.waitUntil(lambda: viewer.view.pages == 1, timeout=ENOUGH)
    assert nameless(viewer) == []
    viewer.accept()
    answer.accept()


def test_a_screenshot_that_cannot_be_read_is_said_before_anything_is_kept(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    (ours,) = enter(core, 1)
    tab = tab_of(entering(lambda: core))
    dialog = asking(qtbot, tab, ours)
    dialog.said.setCurrentIndex(1)
    dialog.attach(tmp_path / "gone.png")
    qtbot.waitUntil(lambda: "cannot be read" in words_of_all(), timeout=ENOUGH)
    assert core.verification.history_count() == 0
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
    assert "Attach" in dialog.picture.text()


def words_of_all() -> str:
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    return " ".join(x.text() for each in shown for x in each.findChildren(QLabel))


def test_a_screenshot_is_chosen_among_the_files(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    (ours,) = enter(core, 1)
    file = tmp_path / "查验结果截图.png"
    assert QImage(20, 20, QImage.Format.Format_RGB32).save(str(file))
    tab = tab_of(entering(lambda: core))
    dialog = asking(qtbot, tab, ours)
    qtbot.mouseClick(dialog.picture, Qt.MouseButton.LeftButton)
    choose_file(qtbot, dialog, file)
    gone(qtbot, dialog, QFileDialog)
    qtbot.waitUntil(lambda: file.name in dialog.picture.accessibleName(), timeout=ENOUGH)
    dialog.said.setCurrentIndex(4)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=ENOUGH)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(core.originals.of(ours.key.name)) == 1, timeout=ENOUGH)
    (kept,) = core.originals.of(ours.key.name)
    assert core.originals.data(kept.id) == file.read_bytes()
