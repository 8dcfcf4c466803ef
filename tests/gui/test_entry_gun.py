"""A scanner gun works wherever the focus is, whatever it puts behind a code, and spoils nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.entry.arriving import is_file
from gui.entry.gun import HELD, LEAST, REST, SUFFIX, WHOLE, Gun, Pace, payloads
from gui.entry.moments import PAUSE, Moments, milliseconds
from tests.gui.conftest import ENOUGH

ONE = "01,31,,24322000000489101796,20000.00,20241205,,BBBB"
OLD = "01,10,045002100112,40541075,27.97,20240311,05010859151453369093,90D6"
RAIL = "01,10,22119130671000000049,166.05,20220317,b2b2"
LINK = (
    "https://bcfp.shenzhen.chinatax.gov.cn/verify/scan?hash=01645d47765dd7aec052188019747d2b9ff4"
    "a734a5a7c45ffec86832c070910a19&bill_num=09826096&total_amount=96200"
)
FISCAL = "CZ-EI-00,1.1.0,00010126,0010925600,b05e2a,20260609,90.00"
WIDE = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in "0123456789,"})


@dataclass
class Clock:
    at: float = 10_000.0

    def __call__(self, _: QEvent | None = None) -> float:
        return self.at


@dataclass
class Screen:
    """A screen with a scan field, a field of a form and a button, under a clock of the test."""

    widget: QWidget
    scan: QLineEdit
    money: QLineEdit
    button: QPushButton
    gun: Gun
    clock: Clock
    fired: list[str] = field(default_factory=list)
    entered: list[int] = field(default_factory=list)

    def send(self, text: str, gap: float = 5) -> None:
        """Type as a keyboard does: to the window, whatever has the focus there."""
        for char in text:
            self.clock.at += gap
            if char == "\r":
                self.press(Qt.Key.Key_Return)
            elif char == "\n":
                self.press(Qt.Key.Key_Enter)
            elif char == "\t":
                self.press(Qt.Key.Key_Tab)
            elif char.isascii():
                QTest.keyClick(self.widget.windowHandle(), ord(char))
            else:  # QTest knows the keys of ASCII alone
                click, none = QTest.KeyAction.Click, Qt.KeyboardModifier.NoModifier
                handle = self.widget.windowHandle()
                QTest.sendKeyEvent(click, handle, Qt.Key.Key_unknown, char, none)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.widget.windowHandle(), key)

    def compose(self, to: QWidget, letters: str = "", commit: str = "") -> None:
        event = QInputMethodEvent(letters, [])
        event.setCommitString(commit)
        QCoreApplication.sendEvent(to, event)


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[Screen]:
    widget = QWidget()
    scan, money, button = QLineEdit(), QLineEdit("3000.00"), QPushButton("Save")
    box = QVBoxLayout(widget)
    for part in (scan, money, button):
        box.addWidget(part)
    gun = Gun(widget, scan, is_file)
    made = Screen(widget, scan, money, button, gun, Clock())
    gun.clock = made.clock
    gun.fired.connect(made.fired.append)
    gun.entered.connect(lambda: made.entered.append(1))
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is widget, timeout=ENOUGH)
    scan.setFocus()
    yield made
    widget.close()


@pytest.fixture
def stamped(screen: Screen) -> Screen:
    """A screen that goes by the stamps of its keys, as the program's does."""
    screen.gun.clock = Moments(milliseconds)
    screen.money.clear()
    screen.money.setFocus()
    return screen


def post(screen: Screen, text: str, at: int, gap: int) -> None:
    """Put keys into the queue as a platform does, pressed at these moments."""
    for place, char in enumerate(text):
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper()))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, char)
        event.setTimestamp(at + place * gap)
        QCoreApplication.postEvent(screen.widget.windowHandle(), event)


def stall(least: float) -> None:
    """Keep the event loop busy for so many milliseconds."""
    until = milliseconds() + least
    while milliseconds() < until:
        pass


@pytest.mark.parametrize("suffix", ["\r", "\t", "\r\n", "\n", "\t\r"])
@pytest.mark.parametrize("where", ["scan", "money", "button"])
@pytest.mark.parametrize("text", [ONE, ONE.lower(), ONE.translate(WIDE), FISCAL, LINK])
def test_a_burst_is_taken_wherever_the_focus_is_whatever_ends_it(
    screen: Screen, where: str, suffix: str, text: str
) -> None:
    getattr(screen, where).setFocus()
    screen.send(text + suffix)
    assert screen.fired == [text]
    assert screen.money.text() == "3000.00"
    assert screen.scan.text() == ""
    assert screen.entered == []


def test_a_burst_over_a_chosen_text_leaves_it(screen: Screen) -> None:
    screen.money.setFocus()
    screen.money.setSelection(1, 3)
    screen.send(ONE + "\r")
    assert screen.money.text() == "3000.00"


@pytest.mark.parametrize("where", ["scan", "money"])
def test_a_whole_code_without_a_suffix_is_taken_after_a_moment(
    screen: Screen, qtbot: QtBot, where: str
) -> None:
    getattr(screen, where).setFocus()
    screen.send(ONE)
    assert screen.fired == []
    qtbot.waitUntil(lambda: screen.fired == [ONE], timeout=ENOUGH)


def test_a_burst_that_is_no_invoice_and_has_no_suffix_is_taken_too(
    screen: Screen, qtbot: QtBot
) -> None:
    screen.button.setFocus()
    screen.send("6901234567892")
    qtbot.waitUntil(lambda: screen.fired == ["6901234567892"], timeout=ENOUGH)


def test_a_code_cut_in_its_middle_waits_for_its_rest(screen: Screen, qtbot: QtBot) -> None:
    screen.money.setFocus()
    screen.send(ONE[:20])
    QTest.qWait(WHOLE + REST + 200)
    assert screen.fired == []
    screen.clock.at += 1000
    screen.send(ONE[20:] + "\r")
    assert screen.fired == [ONE]


@pytest.mark.parametrize("queued", [True, False])
def test_a_burst_is_a_guns_though_the_loop_stalls_behind_its_first_key(
    stamped: Screen, qtbot: QtBot, queued: bool
) -> None:
    def come(text: str) -> None:
        post(stamped, text, at=5005, gap=5)

    def be_busy() -> None:
        if queued:
            come(ONE[1:] + "\r")
        else:  # the system hands them over when the program looks again
            QTimer.singleShot(0, stamped.widget, lambda: come(ONE[1:] + "\r"))
        stall(HELD * 4)

    post(stamped, ONE[0], at=5000, gap=5)
    QTimer.singleShot(0, stamped.widget, be_busy)
    qtbot.waitUntil(lambda: stamped.fired == [ONE], timeout=ENOUGH)
    assert stamped.money.text() == ""


def test_a_key_behind_which_the_loop_stalls_reaches_its_field_by_itself(
    stamped: Screen, qtbot: QtBot
) -> None:
    post(stamped, "7", at=5000, gap=0)
    QTimer.singleShot(0, stamped.widget, lambda: stall(HELD * 4))
    qtbot.waitUntil(lambda: stamped.money.text() == "7", timeout=ENOUGH)


def test_what_a_person_typed_while_the_loop_was_stalled_is_no_guns(
    stamped: Screen, qtbot: QtBot
) -> None:
    text = "1234567.89"
    post(stamped, text, at=5000, gap=120)
    qtbot.waitUntil(lambda: stamped.money.text() == text, timeout=ENOUGH)
    assert (stamped.fired, stamped.scan.text()) == ([], "")


def test_an_enter_pressed_long_behind_a_burst_is_no_suffix_though_it_comes_at_once(
    stamped: Screen, qtbot: QtBot
) -> None:
    post(stamped, ONE + "\r", at=5000, gap=5)
    post(stamped, "\r", at=7000, gap=0)
    qtbot.waitUntil(lambda: stamped.entered == [1], timeout=ENOUGH)
    assert stamped.fired == [ONE]


def test_a_key_is_as_old_as_its_stamp_says_and_without_one_it_is_new() -> None:
    clock = Clock()
    moments = Moments(clock)

    def press(stamp: int) -> float:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(stamp)
        return moments(event)

    assert press(500) == 10_000
    clock.at += 300
    assert (press(510), press(630), press(0)) == (10_010, 10_130, 10_300)
    assert moments(QInputMethodEvent("a", [])) == 10_300
    assert press(640) == 10_300


@pytest.mark.parametrize("stamp", [7, 2**32 - 1, 501 + 9 * PAUSE])
def test_a_stamp_of_a_clock_that_ran_over_or_was_set_is_as_good_as_the_first(stamp: int) -> None:
    clock = Clock()
    moments = Moments(clock)
    for at in (500 + 8 * PAUSE, stamp, stamp + 20):
        clock.at += 20
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(at)
        assert moments(event) == clock.at


def test_a_slow_gun_is_taken_in_the_scan_field(screen: Screen) -> None:
    screen.send(ONE + "\r", gap=120)
    assert screen.fired == [ONE]


@given(st.text("0123456789.,+-*/abXYZ", min_size=1, max_size=30))
def test_what_a_person_types_reaches_the_field_unchanged(text: str) -> None:
    field, scan, widget = QLineEdit(), QLineEdit(), QWidget()
    gun = Gun(widget, scan, is_file)
    clock = gun.clock = Clock()
    box = QVBoxLayout(widget)
    box.addWidget(scan)
    box.addWidget(field)
    widget.show()
    widget.activateWindow()
    field.setFocus()
    for char in text:
        clock.at += 61
        QTest.keyClick(widget.windowHandle(), ord(char))
    QTest.keyClick(widget.windowHandle(), Qt.Key.Key_End)
    assert (field.text(), scan.text()) == (text, "")
    widget.close()


def test_a_key_that_waits_comes_before_the_one_behind_it(screen: Screen) -> None:
    screen.money.clear()
    screen.money.setFocus()
    screen.send("12")
    screen.press(Qt.Key.Key_Backspace)
    screen.send("3")
    screen.press(Qt.Key.Key_Tab)
    assert screen.money.text() == "13"
    assert QApplication.focusWidget() is screen.button


def test_a_single_key_reaches_its_field_by_itself(screen: Screen, qtbot: QtBot) -> None:
    screen.money.clear()
    screen.money.setFocus()
    screen.send("7")
    qtbot.waitUntil(lambda: screen.money.text() == "7", timeout=ENOUGH)


def test_a_key_held_down_repeats(screen: Screen) -> None:
    screen.money.clear()
    screen.money.setFocus()
    screen.send("1", gap=500)
    press, none = QKeyEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
    for _ in range(LEAST * 2):
        screen.clock.at += 30
        again = QKeyEvent(press, Qt.Key.Key_1, none, "1", True)
        QCoreApplication.sendEvent(screen.money, again)
    assert screen.money.text() == "1" * (LEAST * 2 + 1)


def test_an_input_method_that_commits_pieces_spoils_nothing(screen: Screen) -> None:
    screen.money.setFocus()
    for char in ONE[:LEAST].translate(WIDE):
        screen.clock.at += 5
        screen.compose(screen.money, commit=char)
    assert QApplication.focusWidget() is screen.scan
    screen.send(ONE[LEAST:] + "\r")
    assert payloads(screen.fired[0]) == [ONE]
    assert screen.money.text() == "3000.00"


def test_letters_that_an_input_method_swallows_are_taken_from_it(screen: Screen) -> None:
    screen.money.setFocus()
    for length in range(1, LEAST + 1):
        screen.clock.at += 5
        screen.compose(screen.money, "'".join(LINK[:5].ljust(LEAST, "s")[:length]))
    assert screen.money.text() == "3000.00"
    assert QApplication.focusWidget() is screen.scan


def test_words_of_an_input_method_reach_their_field(screen: Screen) -> None:
    screen.money.clear()
    screen.money.setFocus()
    for letters in ("s", "sh", "sha", "shan", "shang"):
        screen.clock.at += 90
        screen.compose(screen.money, letters)
    screen.compose(screen.money, commit="上海")
    assert screen.money.text() == "上海"


def test_no_input_method_works_in_the_scan_field(screen: Screen) -> None:
    for line, takes in ((screen.scan, False), (screen.money, True)):
        asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
        QCoreApplication.sendEvent(line, asked)
        assert asked.value(Qt.InputMethodQuery.ImEnabled) == takes


def test_enter_in_the_empty_scan_field_is_no_scan(screen: Screen) -> None:
    screen.press(Qt.Key.Key_Return)
    assert (screen.entered, screen.fired) == ([1], [])
    screen.send(ONE + "\r")
    screen.clock.at += SUFFIX + 1
    screen.press(Qt.Key.Key_Return)
    assert (screen.entered, screen.fired) == ([1, 1], [ONE])


def test_typed_text_and_enter_is_taken(screen: Screen) -> None:
    screen.send(FISCAL + "\r", gap=150)
    assert screen.fired == [FISCAL]


def test_a_pasted_text_asks_to_be_taken(screen: Screen) -> None:
    asked: list[int] = []
    screen.gun.pasted.connect(lambda: asked.append(1))
    QGuiApplication.clipboard().setText(ONE)
    QTest.keyClick(screen.widget.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (asked, screen.scan.text()) == ([1], "")
    screen.money.setFocus()
    screen.money.selectAll()
    QTest.keyClick(screen.widget.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (asked, screen.money.text()) == ([1], ONE)


@pytest.mark.parametrize(
    "glued", [[ONE, OLD], [OLD, ONE, OLD], [FISCAL, ONE], [ONE, LINK], [RAIL, ONE], [ONE, FISCAL]]
)
def test_codes_glued_together_are_taken_apart(glued: list[str]) -> None:
    assert payloads("".join(glued)) == glued
    assert payloads("\r\n".join(glued)) == glued


digits8, digits20 = (st.text("0123456789", min_size=n, max_size=n) for n in (8, 20))
old_codes = st.builds(
    "01,{},{},{},{},{},{},{:04X}".format,
    st.sampled_from(["01", "04", "10"]),
    st.text("01", min_size=12, max_size=12),
    digits8,
    st.integers(0, 10**6),
    st.sampled_from(["20240301", "20260101", "20010101"]),
    digits20 | st.just(""),
    st.integers(0, 0xFFFF),
)
new_codes = st.builds(
    "01,{},,{},{},{},,{:04X}".format,
    st.sampled_from(["31", "32"]),
    digits20,
    st.integers(0, 10**6),
    st.sampled_from(["20240301", "20260101"]),
    st.integers(0, 0xFFFF),
)


@given(st.lists(old_codes | new_codes, min_size=1, max_size=5))
def test_whatever_stands_in_them_codes_come_apart_where_they_begin(codes: list[str]) -> None:
    assert payloads("".join(codes)) == codes


@pytest.mark.parametrize(
    ("gaps", "gun"),
    [
        ([5] * 6, True),
        ([1] * 60, True),
        ([30] * 6, True),
        ([5, 5, 300, 5, 5, 5], True),
        ([60] * 20, False),
        ([5] * 4, False),
        ([40, 45, 38, 42, 41, 44], False),
    ],
)
def test_the_pace_tells_a_gun_from_a_person(gaps: list[float], gun: bool) -> None:
    pace, at = Pace(), 0.0
    for gap in gaps:
        at += gap
        pace.key(at, REST)
    assert pace.is_gun == gun
