"""A pile goes through the entry screen: each once, in its order, and nothing of it is lost."""

import json
import shutil
import threading
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import qrcode
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core import settings
from core.app import Core
from core.domain.invoice import EntryMethod
from core.domain.qr import draft_of
from core.domain.query import Query
from core.secrets import MemoryKeys
from gui.entry.gun import SUFFIX
from gui.entry.moments import Silence, milliseconds
from gui.entry.recent import Fate
from gui.entry.showing import InvoiceCard
from gui.sounds import Loudspeaker, Sound, wav
from gui.states import Mark
from gui.tabs.entry import EntryTab
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.invoices import draft
from tests.ledgers import now

HEADER = "$01测试</>税号</>地址</>开户行</>CRC$"


def payload(n: int) -> str:
    """The code of the n-th digital invoice of a made-up year."""
    return f"01,31,,2631200000{n:010d},{100 + n}.50,20261101,,"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Sound]:
    return []


@pytest.fixture
def screen(core: Core, entering: Show, heard: list[Sound]) -> Shown:
    shown = entering(lambda: core)
    shown.entry.pile.sounds.player = heard.append
    return shown


def send(shown: Shown, text: str) -> None:
    """Type as a gun does: to the window, whatever has the focus there."""
    handle, gun = shown.window.windowHandle(), shown.entry.gun
    clock, at, silences = gun.clock, milliseconds(), gun.findChildren(Silence)
    gun.clock = lambda _: at  # a gun is as fast beside a slow machine
    for silence in silences:
        silence.blockSignals(True)
    for char in text:
        if char in "\r\t":
            QTest.keyClick(handle, Qt.Key.Key_Return if char == "\r" else Qt.Key.Key_Tab)
        else:
            QTest.keyClick(handle, Qt.Key(ord(char.upper())))
    gun.clock = clock
    for silence in silences:
        silence.blockSignals(False)


def fates(shown: Shown) -> list[Fate]:
    return [row.fate for row in shown.entry.pile.recent.rows]


def numbers(core: Core) -> list[str]:
    return sorted(invoice.number for invoice in core.lookup.find(Query(), 1000).invoices)


def save_at_once(shown: Shown, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.entry.options.at_once, Qt.MouseButton.LeftButton)


def press(shown: Shown, key: Qt.Key, *, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier
    QTest.keyClick(
        shown.window.windowHandle(), key, modifier.ControlModifier if ctrl else modifier.NoModifier
    )


def words(shown: Shown) -> str:
    return shown.entry.pile.strip.verdict.words


def test_a_scan_fills_the_form_and_asks_for_what_the_code_does_not_hold(
    screen: Shown, qtbot: QtBot, heard: list[Sound]
) -> None:
    send(screen, payload(1) + "\r")
    form = screen.entry.pile.form
    qtbot.waitUntil(lambda: form.draft().number is not None, timeout=ENOUGH)
    found = form.draft()
    assert (found.number, found.total) == ("26312000000000000001", Decimal("101.50"))
    assert found.issued_on == date(2026, 11, 1)
    assert words(screen).startswith("Still missing: Seller")
    assert QApplication.focusWidget() is form.face.fields["seller.name"]
    qtbot.waitUntil(lambda: heard == [Sound.FILLED], timeout=ENOUGH)


def test_two_hundred_land_each_once_in_order_without_another_touch(
    core: Core, screen: Shown, qtbot: QtBot, heard: list[Sound]
) -> None:
    save_at_once(screen, qtbot)
    for n in range(200):
        send(screen, payload(n) + "\r")
    recent = screen.entry.pile.recent
    qtbot.waitUntil(lambda: recent.count.text() == "200 today", timeout=6 * ENOUGH)
    qtbot.waitUntil(lambda: len(recent.rows) == 200, timeout=ENOUGH)
    wanted = [f"2631200000{n:010d}" for n in range(200)]
    assert [invoice.number for invoice in core.entry.recent(500)] == wanted[::-1]
    assert [row.number for row in recent.rows] == wanted[::-1]
    qtbot.waitUntil(lambda: Sound.ENTERED in heard, timeout=ENOUGH)
    assert set(heard) == {Sound.ENTERED}
    assert screen.entry.pile.form.kept() == ""
    assert QApplication.focusWidget() is screen.entry.field


def test_the_next_scan_puts_an_unsaved_one_aside_and_it_can_be_opened_again(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    for n in (1, 2, 3):
        send(screen, payload(n) + "\r")
    form, recent = screen.entry.pile.form, screen.entry.pile.recent
    qtbot.waitUntil(lambda: form.draft().number == "26312000000000000003", timeout=ENOUGH)
    assert [(row.fate, row.number[-1]) for row in recent.rows] == [
        (Fate.ASIDE, "2"),
        (Fate.ASIDE, "1"),
    ]
    assert "not saved" in screen.entry.pile.strip.verdict.facts
    qtbot.wait(SUFFIX)  # what a person presses sooner is the burst's suffix
    recent.table.setFocus()
    recent.table.setCurrentIndex(recent.model.index(1, 0))
    press(screen, Qt.Key.Key_Return)
    assert form.draft().number == "26312000000000000001"
    assert [row.number[-1] for row in recent.rows] == ["3", "2"]
    assert numbers(core) == []


def test_a_duplicate_shows_the_first_one_and_is_not_entered(
    core: Core, screen: Shown, qtbot: QtBot, heard: list[Sound]
) -> None:
    first = core.entry.add(draft(7), EntryMethod.SCAN)
    send(screen, f"01,31,,{first.number},120.91,20260108,,\r")
    qtbot.waitUntil(lambda: Fate.DUPLICATE in fates(screen), timeout=ENOUGH)
    strip = screen.entry.pile.strip
    assert strip.verdict.words == "Duplicate: not entered again"
    assert strip.verdict.number == first.number
    for fact in ("tester", "2026-11-24 09:30", first.seller.name, "¥ 120.91"):
        assert fact is not None
        assert fact in strip.verdict.facts
    assert not strip.attach_button.isVisible()
    qtbot.waitUntil(lambda: heard == [Sound.DUPLICATE], timeout=ENOUGH)
    assert len(numbers(core)) == 1
    assert screen.entry.pile.form.kept() == ""
    press(screen, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: bool(screen.entry.findChildren(InvoiceCard)), timeout=ENOUGH)
    (card,) = screen.entry.findChildren(InvoiceCard)
    assert any(first.number == value for _, value in card.facts)
    card.accept()


def test_a_number_typed_a_second_time_is_spoken_of_before_it_is_saved(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    first = core.entry.add(draft(7), EntryMethod.SCAN)
    field = screen.entry.pile.form.face.fields["number"]
    field.setFocus()
    qtbot.keyClicks(field, first.number, delay=60)  # no quicker than a hand
    qtbot.waitUntil(lambda: words(screen) == "This number was entered before", timeout=ENOUGH)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: words(screen) == "Waiting for a scan", timeout=ENOUGH)
    field.setText("")
    QGuiApplication.clipboard().setText(first.number)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: words(screen) == "This number was entered before", timeout=ENOUGH)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: words(screen) == "Waiting for a scan", timeout=ENOUGH)


def test_what_is_no_invoice_is_said_and_stops_nothing(
    core: Core, screen: Shown, qtbot: QtBot, heard: list[Sound]
) -> None:
    save_at_once(screen, qtbot)
    send(screen, "6901234567892\r")
    send(screen, payload(1) + "\r")
    qtbot.waitUntil(lambda: fates(screen) == [Fate.ENTERED, Fate.NO_INVOICE], timeout=ENOUGH)
    assert numbers(core) == ["26312000000000000001"]
    qtbot.waitUntil(lambda: heard[-1:] == [Sound.ENTERED], timeout=ENOUGH)
    assert screen.entry.pile.recent.besides.text() == "Besides: no invoice 1; not counted"


@pytest.mark.parametrize(
    ("typed", "filled", "next_field"),
    [
        ("26312000000000000001", "number", "issued_on"),
        ("033002000211", "code", "number"),
    ],
)
def test_a_number_typed_where_scans_go_begins_an_invoice(
    screen: Shown, qtbot: QtBot, typed: str, filled: str, next_field: str
) -> None:
    form = screen.entry.pile.form
    screen.entry.field.setFocus()
    screen.entry.field.insert(typed)
    press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.face.fields[filled].text() == typed, timeout=ENOUGH)
    assert words(screen).startswith("Still missing: ")
    qtbot.waitUntil(
        lambda: QApplication.focusWidget() is form.face.fields[next_field], timeout=ENOUGH
    )
    assert fates(screen) == []


def test_the_number_of_an_invoice_that_is_here_says_so_where_scans_go(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    first = core.entry.add(draft(7), EntryMethod.SCAN)
    send(screen, f"{first.number}\r")
    qtbot.waitUntil(lambda: Fate.DUPLICATE in fates(screen), timeout=ENOUGH)
    assert screen.entry.pile.strip.verdict.number == first.number


def test_not_an_invoice_sounds_and_says_why(
    screen: Shown, qtbot: QtBot, heard: list[Sound]
) -> None:
    screen.entry.take_text(HEADER)
    qtbot.waitUntil(lambda: heard == [Sound.WRONG], timeout=ENOUGH)
    assert screen.entry.pile.strip.verdict.mark is Mark.WRONG
    assert "header" in screen.entry.pile.strip.verdict.facts


def test_a_burst_in_a_money_field_leaves_what_stands_there(screen: Shown, qtbot: QtBot) -> None:
    fields = screen.entry.pile.form.face.fields
    fields["total"].setFocus()
    qtbot.keyClicks(fields["total"], "3000", delay=70)
    qtbot.keyClick(fields["total"], Qt.Key.Key_Tab)
    fields["net"].setFocus()
    before = screen.entry.pile.form.kept()
    send(screen, "6901234567892\r")
    qtbot.waitUntil(lambda: Fate.NO_INVOICE in fates(screen), timeout=ENOUGH)
    assert screen.entry.pile.form.kept() == before


def test_undo_takes_the_last_one_back_and_it_can_be_entered_again(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    save_at_once(screen, qtbot)
    assert not screen.entry.pile.recent.undo.isEnabled()
    for n in (1, 2):
        send(screen, payload(n) + "\r")
    qtbot.waitUntil(lambda: len(numbers(core)) == 2, timeout=ENOUGH)
    qtbot.waitUntil(screen.entry.pile.recent.undo.isEnabled, timeout=ENOUGH)
    qtbot.waitUntil(lambda: len(fates(screen)) == 2, timeout=ENOUGH)
    press(screen, Qt.Key.Key_Z, ctrl=True)
    qtbot.waitUntil(lambda: numbers(core) == ["26312000000000000001"], timeout=ENOUGH)
    qtbot.waitUntil(screen.entry.toast.isVisible, timeout=ENOUGH)
    qtbot.waitUntil(lambda: len(fates(screen)) == 1, timeout=ENOUGH)
    screen.entry.field.setFocus()
    send(screen, payload(2) + "\r")
    qtbot.waitUntil(lambda: len(numbers(core)) == 2, timeout=ENOUGH)


def test_enter_saves_a_filled_form_and_the_form_is_free_at_once(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    form = screen.entry.pile.form
    form.fill(draft(3))
    screen.entry.field.setFocus()
    press(screen, Qt.Key.Key_Return)
    assert form.kept() == ""
    qtbot.waitUntil(lambda: fates(screen) == [Fate.ENTERED], timeout=ENOUGH)
    (invoice,) = core.entry.recent()
    assert invoice.entered is not None
    assert (invoice.number, invoice.entered.how) == (draft(3).number, EntryMethod.MANUAL)
    assert words(screen) == "Entered"


def test_what_cannot_be_saved_yet_is_pointed_at(screen: Shown, qtbot: QtBot) -> None:
    form = screen.entry.pile.form
    form.fill(draft(3, number=None))
    press(screen, Qt.Key.Key_S, ctrl=True)
    assert words(screen) == "Not saved yet"
    assert QApplication.focusWidget() is form.face.fields["number"]
    assert form.kept()


def test_one_that_was_entered_meanwhile_comes_back_into_the_form(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    form = screen.entry.pile.form
    form.fill(draft(3))
    core.entry.add(draft(3), EntryMethod.FILE)
    screen.entry.pile.save()
    qtbot.waitUntil(lambda: Fate.DUPLICATE in fates(screen), timeout=ENOUGH)
    assert form.draft().number == draft(3).number
    assert len(numbers(core)) == 1


def test_clearing_can_be_taken_back(screen: Shown, qtbot: QtBot) -> None:
    form = screen.entry.pile.form
    form.fill(draft(3))
    kept = form.kept()
    screen.entry.field.setFocus()
    press(screen, Qt.Key.Key_Escape)
    assert form.kept() == ""
    qtbot.mouseClick(screen.entry.pile.strip.reopen_button, Qt.MouseButton.LeftButton)
    assert json.loads(form.kept())["texts"] == json.loads(kept)["texts"]


def test_the_last_one_is_copied_but_for_what_names_it(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    core.entry.add(draft(3), EntryMethod.SCAN)
    qtbot.waitUntil(lambda: len(fates(screen)) == 1, timeout=ENOUGH)
    press(screen, Qt.Key.Key_D, ctrl=True)
    found = screen.entry.pile.form.draft()
    assert (found.number, found.check_code) == (None, None)
    assert (found.seller.name, found.total) == (draft(3).seller.name, draft(3).total)


# What is dropped, pasted, opened


def picture(*payloads: str) -> Image.Image:
    """A page with codes one under the other."""
    codes = [qrcode.make(text, box_size=5).get_image().convert("RGB") for text in payloads]
    width = max(code.width for code in codes)
    page = Image.new("RGB", (width, sum(code.height for code in codes)), "white")
    top = 0
    for code in codes:
        page.paste(code, (0, top))
        top += code.height
    return page


def drop(widget: EntryTab, mime: QMimeData) -> bool:
    """Drop as the system does; says whether it was taken."""
    where, copy = QPointF(300, 300), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), copy, mime, left, none)
    QCoreApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QCoreApplication.sendEvent(widget, QDropEvent(where, copy, mime, left, none))
    return True


def urls(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_a_dropped_picture_gives_all_its_codes_and_is_kept_with_them(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "page.png"
    picture(payload(1), "https://example.com/menu", payload(2)).save(file)
    save_at_once(screen, qtbot)
    assert drop(screen.entry, urls(file))
    qtbot.waitUntil(lambda: len(fates(screen)) == 3, timeout=ENOUGH)
    assert sorted(fates(screen), key=lambda fate: fate.value) == [
        Fate.ENTERED,
        Fate.ENTERED,
        Fate.NO_INVOICE,
    ]
    for number in numbers(core):
        assert not core.entry.attach(number, file.name, file.read_bytes(), "PICTURE")


def test_what_cannot_be_read_is_named_and_the_others_go_on(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    broken, text, good = tmp_path / "a.pdf", tmp_path / "b.txt", tmp_path / "c.png"
    broken.write_bytes(b"%PDF-1.7 broken")
    text.write_text("hello")
    picture(payload(1)).save(good)
    save_at_once(screen, qtbot)
    assert drop(screen.entry, urls(broken, text, good, tmp_path / "gone.ofd"))
    qtbot.waitUntil(lambda: len(fates(screen)) == 4, timeout=ENOUGH)
    rows = screen.entry.pile.recent.rows
    assert [row.number for row in rows if row.fate is Fate.NO_INVOICE] == [
        "gone.ofd",
        "b.txt",
        "a.pdf",
    ]
    assert numbers(core) == ["26312000000000000001"]
    assert words(screen) == "Nothing could be read"


def test_a_file_too_large_is_refused_in_words(screen: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "huge.pdf"
    with file.open("wb") as huge:
        huge.truncate(2**31)  # takes no room on the disk
    assert drop(screen.entry, urls(file))
    qtbot.waitUntil(lambda: fates(screen) == [Fate.NO_INVOICE], timeout=ENOUGH)
    assert "larger than" in screen.entry.pile.strip.verdict.facts


@pytest.mark.parametrize("name", ["*.xml", "*.pdf"])
def test_an_invoice_file_fills_the_form(screen: Shown, qtbot: QtBot, name: str) -> None:
    demo = Path(__file__).parents[2] / "resources" / "demo"
    files = sorted(demo.rglob(name))
    if not files:
        pytest.skip(f"no {name} among the samples")
    assert drop(screen.entry, urls(files[0]))
    qtbot.waitUntil(lambda: screen.entry.pile.form.kept() != "", timeout=ENOUGH)
    assert screen.entry.pile.form.draft().number


def test_the_picture_at_hand_is_attached_to_the_first_one(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    found = draft_of(payload(1))
    first = core.entry.add(found, EntryMethod.SCAN)  # type: ignore[arg-type]
    file = tmp_path / "again.png"
    picture(payload(1)).save(file)
    assert drop(screen.entry, urls(file))
    strip = screen.entry.pile.strip
    qtbot.waitUntil(strip.attach_button.isVisible, timeout=ENOUGH)
    qtbot.mouseClick(strip.attach_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(screen) == "The file is attached", timeout=ENOUGH)
    assert not core.entry.attach(first.number, file.name, file.read_bytes(), "PICTURE")


def test_a_pasted_picture_is_read(screen: Shown, qtbot: QtBot) -> None:
    data = BytesIO()
    picture(payload(5)).save(data, "PNG")
    image = QImage()
    assert image.loadFromData(data.getvalue())
    QGuiApplication.clipboard().setImage(image)
    screen.entry.pile.form.face.fields["seller.name"].setFocus()
    press(screen, Qt.Key.Key_V, ctrl=True)
    form = screen.entry.pile.form
    qtbot.waitUntil(lambda: form.draft().number == "26312000000000000005", timeout=ENOUGH)


def test_pasted_codes_are_taken_and_other_text_stays_to_be_looked_at(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    save_at_once(screen, qtbot)
    screen.entry.field.setFocus()
    QGuiApplication.clipboard().setText(f"{payload(1)}\n{payload(2)}\n")
    press(screen, Qt.Key.Key_V, ctrl=True)
    qtbot.waitUntil(lambda: len(numbers(core)) == 2, timeout=ENOUGH)
    QGuiApplication.clipboard().setText("no code at all")
    press(screen, Qt.Key.Key_V, ctrl=True)
    assert screen.entry.field.text() == "no code at all"
    press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: Fate.NO_INVOICE in fates(screen), timeout=ENOUGH)


def test_text_can_be_dropped_as_well(screen: Shown, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText(payload(9))
    assert drop(screen.entry, mime)
    form = screen.entry.pile.form
    qtbot.waitUntil(lambda: form.draft().number == "26312000000000000009", timeout=ENOUGH)


def test_no_field_takes_a_drop_for_itself(screen: Shown) -> None:
    assert screen.entry.acceptDrops()
    assert not [line for line in screen.entry.findChildren(QLineEdit) if line.acceptDrops()]


def test_files_are_opened_by_their_key(screen: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "page.png"
    picture(payload(4)).save(file)
    press(screen, Qt.Key.Key_O, ctrl=True)
    qtbot.waitUntil(lambda: bool(screen.entry.findChildren(QFileDialog)), timeout=ENOUGH)
    (dialog,) = screen.entry.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(file)])
    dialog.close()
    form = screen.entry.pile.form
    qtbot.waitUntil(lambda: form.draft().number == "26312000000000000004", timeout=ENOUGH)


# What a crash or a closed window leaves


def test_what_was_typed_survives_the_death_of_the_program(
    core: Core, folder: Path, keys: MemoryKeys, screen: Shown, entering: Show, qtbot: QtBot
) -> None:
    for n in (1, 2):
        send(screen, payload(n) + "\r")
    form = screen.entry.pile.form
    qtbot.waitUntil(lambda: form.draft().number == "26312000000000000002", timeout=ENOUGH)
    field = form.face.fields["seller.name"]
    qtbot.keyClicks(field, "Shili", delay=60)
    qtbot.waitUntil(lambda: "Shili" in (core.entry.kept() or ""), timeout=ENOUGH)
    again = Core.open(folder, keys, now=now, by="tester")  # while the first is still there
    try:
        other = entering(lambda: again)
        qtbot.waitUntil(lambda: other.entry.pile.form.kept() != "", timeout=ENOUGH)
        restored = other.entry.pile.form.draft()
        assert (restored.number, restored.seller.name) == ("26312000000000000002", "Shili")
        assert [row.number for row in other.entry.pile.recent.rows] == ["26312000000000000001"]
        assert words(other) == "This was not saved last time"
        other.window.close()
    finally:
        again.close()


def test_closing_in_the_middle_of_a_pile_loses_nothing(
    core: Core, folder: Path, keys: MemoryKeys, screen: Shown, qtbot: QtBot
) -> None:
    save_at_once(screen, qtbot)
    screen.entry.take_text("\n".join(payload(n) for n in range(20)))
    screen.window.close()
    again = Core.open(folder, keys, now=now, by="tester")
    entered = set(numbers(again))
    kept = again.entry.kept() or ""
    missing = [n for n in range(20) if f"2631200000{n:010d}" not in entered]
    assert [n for n in missing if f"2631200000{n:010d}" not in kept] == []
    again.close()


def test_a_scan_before_the_ledger_is_open_is_not_lost(core: Core, show: Show, qtbot: QtBot) -> None:
    go = threading.Event()

    def slowly() -> Core:
        go.wait(60)
        return core

    shown = show(slowly)
    shown.entry.pile.sounds.player = lambda _: None
    send(shown, payload(1) + "\r")
    send(shown, "6901234567892\r")
    go.set()
    qtbot.waitUntil(lambda: fates(shown) == [Fate.NO_INVOICE], timeout=ENOUGH)
    assert shown.entry.pile.form.draft().number == "26312000000000000001"


def test_what_was_saved_is_kept_no_longer(core: Core, screen: Shown, qtbot: QtBot) -> None:
    screen.entry.pile.form.fill(draft(3))
    qtbot.waitUntil(lambda: core.entry.kept() is not None, timeout=ENOUGH)
    screen.entry.pile.save()
    qtbot.waitUntil(lambda: core.entry.kept() is None, timeout=ENOUGH)
    assert numbers(core) == [draft(3).number]


def test_another_ledger_takes_nothing_over(
    made_folder: tuple[Path, MemoryKeys], screen: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    send(screen, payload(1) + "\r")
    send(screen, payload(2) + "\r")
    pile = screen.entry.pile
    qtbot.waitUntil(lambda: Fate.ASIDE in fates(screen), timeout=ENOUGH)
    place = Path(shutil.copytree(made_folder[0], tmp_path / "other"))
    other = Core.open(place, made_folder[1], now=now, by="tester")
    screen.inside.desk.open(other)
    qtbot.waitUntil(lambda: pile.keeping.ready and pile.recent.loaded, timeout=ENOUGH)
    assert (pile.form.kept(), fates(screen)) == ("", [])
    screen.window.close()
    assert other.entry.kept() is None
    other.close()


# What is remembered, heard and said


def test_the_choices_are_remembered(core: Core, screen: Shown, qtbot: QtBot, show: Show) -> None:
    options = screen.entry.options
    save_at_once(screen, qtbot)
    qtbot.mouseClick(options.sounds, Qt.MouseButton.LeftButton)
    settings = core.folder / "settings.json"
    qtbot.waitUntil(
        lambda: settings.exists() and json.loads(settings.read_text())["sounds"] == "off",
        timeout=ENOUGH,
    )
    other = show(lambda: core)
    qtbot.waitUntil(other.entry.options.at_once.isChecked, timeout=ENOUGH)
    assert not other.entry.options.sounds.isChecked()


def test_what_is_chosen_before_the_ledger_is_open_stands_and_the_rest_comes_from_it(
    core: Core, show: Show, qtbot: QtBot
) -> None:
    settings.save(core.folder, settings.Settings(sounds="off"))
    go = threading.Event()

    def slowly() -> Core:
        go.wait(60)
        return core

    options = show(slowly).entry.options
    qtbot.mouseClick(options.at_once, Qt.MouseButton.LeftButton)
    go.set()
    qtbot.waitUntil(lambda: not options.sounds.isChecked(), timeout=ENOUGH)
    assert options.at_once.isChecked()
    qtbot.waitUntil(lambda: settings.load(core.folder).scans == "on", timeout=ENOUGH)
    assert settings.load(core.folder).sounds == "off"


def test_without_sound_nothing_is_heard(screen: Shown, qtbot: QtBot, heard: list[Sound]) -> None:
    qtbot.mouseClick(screen.entry.options.sounds, Qt.MouseButton.LeftButton)
    screen.entry.take_text(HEADER)
    qtbot.waitUntil(lambda: fates(screen) == [Fate.NO_INVOICE], timeout=ENOUGH)
    assert heard == []


def test_the_sounds_are_all_different_and_short() -> None:
    made = {sound: wav(sound) for sound in Sound}
    assert len(set(made.values())) == len(Sound)
    for data in made.values():
        assert data[:4] == b"RIFF"
        assert len(data) < 44 + 2 * 22_050 // 2


def test_the_files_of_the_sounds_go_with_what_plays_them() -> None:
    player = Loudspeaker()
    file = Path(player._file(Sound.ENTERED))
    assert file.read_bytes()[:4] == b"RIFF"
    del player
    assert not file.parent.exists()


def test_what_another_program_enters_comes_into_the_list(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    core.entry.add(draft(1), EntryMethod.FILE)
    qtbot.waitUntil(lambda: fates(screen) == [Fate.ENTERED], timeout=ENOUGH)


def test_a_word_of_an_input_method_reaches_the_form(screen: Shown, qtbot: QtBot) -> None:
    field = screen.entry.pile.form.face.fields["seller.name"]
    field.setFocus()
    event = QInputMethodEvent()
    event.setCommitString("上海示例")
    QCoreApplication.sendEvent(field, event)
    assert field.text() == "上海示例"


@pytest.mark.parametrize("before", ["entered", "kept"])
def test_the_screen_speaks_chinese(core: Core, entering: Show, qtbot: QtBot, before: str) -> None:
    if before == "entered":
        core.entry.add(draft(1), EntryMethod.SCAN)
    shown = entering(lambda: core, spoken="zh_CN")
    shown.entry.pile.sounds.player = lambda _: None
    send(shown, f"01,31,,{draft(1).number},114.13,20260102,,\r")
    expected = "重复，没有再录" if before == "entered" else "还缺："
    qtbot.waitUntil(lambda: words(shown).startswith(expected), timeout=ENOUGH)


@pytest.mark.parametrize("size", [(1366, 768), (1229, 657), (683, 384)])
@pytest.mark.parametrize("spoken", ["zh_CN", "en"])
def test_no_text_of_the_entry_screen_is_cut(
    core: Core, entering: Show, qtbot: QtBot, spoken: str, size: tuple[int, int]
) -> None:
    for n in range(3):
        core.entry.add(draft(n), EntryMethod.SCAN)
    shown = entering(lambda: core, spoken=spoken, size=size)
    assert (shown.window.width(), shown.window.height()) == size

    def nothing_is_cut() -> None:
        for widget in shown.entry.findChildren(QWidget):
            if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible():
                needed = widget.minimumSizeHint().width() if widget.text() else 0
                assert widget.width() >= needed, (widget.text(), widget.width(), needed)

    qtbot.waitUntil(nothing_is_cut, timeout=ENOUGH)  # what was written just now is laid out next
    header = shown.entry.pile.recent.table.horizontalHeader()
    for at in range(header.count()):
        if header.isVisible() and not header.isSectionHidden(at):
            title = header.model().headerData(at, Qt.Orientation.Horizontal)
            room = header.sectionSize(at) - 16
            assert QFontMetrics(header.font()).horizontalAdvance(title) <= room, title


def test_in_a_small_window_the_list_takes_the_place_of_the_form(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core, size=(683, 384))
    pile = shown.entry.pile
    assert pile.form.isVisible()
    assert not pile.recent.isVisible()
    assert shown.entry.list_button.text() == "Just entered"
    qtbot.mouseClick(shown.entry.list_button, Qt.MouseButton.LeftButton)
    assert pile.recent.isVisible()
    assert not pile.form.isVisible()
    assert shown.entry.list_button.text() == "Form"
    qtbot.mouseClick(shown.entry.lists.segments.button(1), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.entry.list_button, Qt.MouseButton.LeftButton)
    assert pile.form.isVisible()
    assert shown.entry.list_button.text() == "To verify"
