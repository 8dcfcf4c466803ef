"""Invoices by camera: what is held into the picture is read once, and what is wrong is said."""

import random
import sys
import threading
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import settings
from core.app import Core
from core.domain.query import Query
from core.files.qr.found import Code, Corners, Found, Seen
from gui.camera import pixels
from gui.camera.panel import CameraPanel
from gui.camera.pixels import Pixels
from gui.camera.sight import STAYS, Sight
from gui.camera.troubles import COMMAND, Trouble, line, sentence
from gui.entry.recent import Fate
from gui.sounds import Sound
from tests.gui.cameras import ONE, TWO, TestEye, code, page, view
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.test_accessibility import nameless, without_words
from words import language

FIRST = "01,31,,26312000000148273905,3390.00,20261101,,"
SECOND = "01,31,,26312000000148273913,128.50,20261101,,"
SQUARE: Corners = ((10.0, 10.0), (90.0, 10.0), (90.0, 90.0), (10.0, 90.0))


@pytest.fixture
def screen(core: Core, entering: Show) -> Shown:
    shown = entering(lambda: core)
    shown.entry.options.sounds.click()
    return shown


def opened(shown: Shown, qtbot: QtBot) -> tuple[CameraPanel, TestEye]:
    """Open the camera by its key, with cameras that a test can push frames into."""
    panel = shown.entry.looking.panel()
    panel.load = lambda: TestEye
    QTest.keyClick(shown.window.windowHandle(), Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: isinstance(panel.eye, TestEye), timeout=ENOUGH)
    assert isinstance(panel.eye, TestEye)
    return panel, panel.eye


def trouble(panel: CameraPanel) -> Trouble | None:
    """Why there is no picture, as it is now."""
    return panel.trouble


def fates(shown: Shown) -> list[Fate]:
    return [row.fate for row in shown.entry.pile.recent.rows]


def numbers(core: Core) -> list[str]:
    return sorted(invoice.number for invoice in core.lookup.find(Query(), 100).invoices)


def push_until(qtbot: QtBot, eye: TestEye, seen: QImage, holds: Callable[[], bool]) -> None:
    """Push a frame again and again, as a camera does, until something holds."""

    def pushed() -> bool:
        eye.sink.setVideoFrame(QVideoFrame(seen))
        return holds()

    qtbot.waitUntil(pushed, timeout=ENOUGH)


def test_what_is_held_into_the_picture_is_outlined_and_entered_once(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    screen.entry.options.at_once.click()
    panel, eye = opened(screen, qtbot)
    push_until(qtbot, eye, view(FIRST), lambda: numbers(core) == ["26312000000148273905"])
    for _ in range(3):
        with qtbot.waitSignal(eye.frames.looked, timeout=ENOUGH):
            eye.sink.setVideoFrame(QVideoFrame(view(FIRST)))
    qtbot.waitUntil(lambda: fates(screen) == [Fate.ENTERED], timeout=ENOUGH)
    assert panel.count.text() == "1 code read"
    ((outline, known),) = panel.preview.outlines()
    assert known
    box = outline.boundingRect()
    assert panel.preview.rect().contains(box.toRect())
    assert box.width() == pytest.approx(box.height(), rel=0.1)
    qtbot.waitUntil(lambda: not panel.preview._pause.isActive(), timeout=ENOUGH)
    green = QColor("#22884A").rgb()
    painted = panel.preview.grab().toImage()
    spot = outline.at(0).toPoint()
    near = [(spot.x() + x, spot.y() + y) for x in range(-3, 4) for y in range(-3, 4)]
    assert any(painted.pixelColor(x, y).rgb() == green for x, y in near)


def test_the_next_code_follows_without_a_key_and_several_on_a_page_give_several_rows(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    screen.entry.options.at_once.click()
    _, eye = opened(screen, qtbot)
    push_until(qtbot, eye, view(FIRST), lambda: len(numbers(core)) == 1)
    push_until(qtbot, eye, view(FIRST, SECOND), lambda: len(numbers(core)) == 2)
    qtbot.waitUntil(lambda: fates(screen) == [Fate.ENTERED, Fate.ENTERED], timeout=ENOUGH)


def test_what_the_ledger_has_is_told_as_a_guns_would_be(screen: Shown, qtbot: QtBot) -> None:
    screen.entry.options.at_once.click()
    heard: list[Sound] = []
    screen.entry.pile.sounds.player = heard.append
    screen.entry.options.sounds.click()
    panel, eye = opened(screen, qtbot)
    push_until(qtbot, eye, view(FIRST), lambda: fates(screen) == [Fate.ENTERED])
    late = panel.sight.clock() + STAYS + 1
    panel.sight.clock = lambda: late
    push_until(qtbot, eye, view(FIRST), lambda: Fate.DUPLICATE in fates(screen))
    qtbot.waitUntil(lambda: heard == [Sound.ENTERED, Sound.DUPLICATE], timeout=ENOUGH)


def test_frames_that_come_while_one_is_read_make_room_for_the_newest(
    screen: Shown, qtbot: QtBot
) -> None:
    _, eye = opened(screen, qtbot)
    may_go_on, widths = threading.Event(), []

    def slow(shot: Pixels, seconds: float) -> Found:
        widths.append(shot.width)
        may_go_on.wait(ENOUGH / 1000)
        return Found(())

    eye.frames.read = slow
    shots = [QImage(64 + n, 64, QImage.Format.Format_RGB32) for n in range(31)]
    eye.sink.setVideoFrame(QVideoFrame(shots[0]))
    qtbot.waitUntil(lambda: len(widths) == 1, timeout=ENOUGH)
    for shot in shots[1:]:
        eye.sink.setVideoFrame(QVideoFrame(shot))
    with qtbot.waitSignals([eye.frames.looked, eye.frames.looked], timeout=ENOUGH):
        may_go_on.set()
    assert widths == [64, 94]


def test_a_frame_that_cannot_be_read_stops_nothing(core: Core, screen: Shown, qtbot: QtBot) -> None:
    _, eye = opened(screen, qtbot)
    right, calls = eye.frames.read, []

    def failing(shot: Pixels, seconds: float) -> Found:
        calls.append(shot)
        if len(calls) == 1:
            raise ValueError("too few bytes")
        return right(shot, seconds)

    eye.frames.read = failing
    push_until(qtbot, eye, view(FIRST), lambda: bool(screen.entry.pile.form.kept()))


def test_some_frames_without_a_code_give_one_more_time(screen: Shown, qtbot: QtBot) -> None:
    _, eye = opened(screen, qtbot)
    allowed: list[float] = []

    def empty(shot: Pixels, seconds: float) -> Found:
        allowed.append(seconds)
        return Found(())

    eye.frames.read = empty
    push_until(qtbot, eye, view(), lambda: len(allowed) >= 16)
    assert [at for at, seconds in enumerate(allowed[:16]) if seconds > 0.1] == [7, 15]


def test_a_guess_never_fills_the_form_without_asking(
    core: Core, screen: Shown, qtbot: QtBot
) -> None:
    screen.entry.options.at_once.click()
    _, eye = opened(screen, qtbot)
    eye.frames.read = lambda shot, seconds: Found((Code(FIRST, SQUARE, guessed=True),))
    push_until(qtbot, eye, view(), lambda: fates(screen) == [Fate.UNSURE])
    strip = screen.entry.pile.strip
    assert not screen.entry.pile.form.kept()
    assert numbers(core) == []
    assert "compare" in strip.verdict.words
    assert strip.verdict.number == "26312000000148273905"
    assert "3,390.00" in strip.verdict.facts
    assert strip.confirm_button.isVisible()
    QTest.keyClick(screen.window.windowHandle(), Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: fates(screen) == [Fate.ENTERED], timeout=ENOUGH)
    assert numbers(core) == ["26312000000148273905"]


def test_a_guess_can_be_confirmed_in_the_list_later_and_stands_there_once(
    screen: Shown, qtbot: QtBot
) -> None:
    panel, eye = opened(screen, qtbot)
    eye.frames.read = lambda shot, seconds: Found((Code(FIRST, SQUARE, guessed=True),))
    push_until(qtbot, eye, view(), lambda: fates(screen) == [Fate.UNSURE])
    late = panel.sight.clock() + STAYS + 1
    panel.sight.clock = lambda: late
    push_until(qtbot, eye, view(), lambda: panel.count.text() == "2 codes read")
    qtbot.waitUntil(lambda: not screen.entry.pile.checking.waiting, timeout=ENOUGH)
    assert fates(screen) == [Fate.UNSURE]
    eye.sink.setVideoFrame(QVideoFrame())
    screen.entry.pile.open(screen.entry.pile.recent.rows[0])
    qtbot.waitUntil(lambda: bool(screen.entry.pile.form.kept()), timeout=ENOUGH)
    assert fates(screen) == []


def test_what_is_seen_and_not_read_is_outlined_and_enters_nothing(
    screen: Shown, qtbot: QtBot
) -> None:
    panel, eye = opened(screen, qtbot)
    eye.frames.read = lambda shot, seconds: Found((), (Seen(SQUARE),))
    push_until(qtbot, eye, view(), lambda: [known for _, known in panel.preview.outlines()] != [])
    assert [known for _, known in panel.preview.outlines()] == [False]
    assert fates(screen) == []


def test_a_code_is_news_again_when_it_was_away(qtbot: QtBot) -> None:
    sight, now = Sight(), [0.0]
    sight.clock = lambda: now[0]
    shown = [Code(FIRST, SQUARE)]
    assert sight.fresh(shown) == shown
    for at in (1.0, STAYS, 2 * STAYS):
        now[0] = at
        assert sight.fresh(shown) == []
    now[0] = 3 * STAYS + 0.1
    assert sight.fresh(shown) == shown


Format = QVideoFrameFormat.PixelFormat


@pytest.mark.parametrize(
    ("kind", "first", "step"),
    [
        (Format.Format_NV12, 0, 1),
        (Format.Format_YUV420P, 0, 1),
        (Format.Format_Y8, 0, 1),
        (Format.Format_YUYV, 0, 2),
        (Format.Format_UYVY, 1, 2),
        (Format.Format_P010, 1, 2),
    ],
)
def test_the_brightness_of_a_cameras_own_formats_is_read(
    qapp: QApplication, kind: Format, first: int, step: int
) -> None:
    grey = page([FIRST]).convert("L")
    shot = QVideoFrame(QVideoFrameFormat(QSize(grey.width, grey.height), kind))
    assert shot.map(QVideoFrame.MapMode.WriteOnly)
    stride, plane = shot.bytesPerLine(0), memoryview(shot.bits(0))
    plane[:] = bytes([128]) * len(plane)
    for y in range(grey.height):
        row = grey.crop((0, y, grey.width, y + 1)).tobytes()
        start = y * stride + first
        plane[start : start + step * grey.width : step] = row
    shot.unmap()
    copy = pixels.copied(shot)
    assert copy is not None
    assert [code.text for code in pixels.read(copy(), 0.1).codes] == [FIRST]


def test_other_formats_are_read_by_way_of_a_picture(qapp: QApplication) -> None:
    copy = pixels.copied(QVideoFrame(view(FIRST)))
    assert copy is not None
    assert [code.text for code in pixels.read(copy(), 0.1).codes] == [FIRST]
    assert pixels.copied(QVideoFrame()) is None


def test_esc_puts_the_camera_away_when_there_is_nothing_to_clear(
    screen: Shown, qtbot: QtBot
) -> None:
    panel, eye = opened(screen, qtbot)
    push_until(qtbot, eye, view(FIRST), lambda: bool(screen.entry.pile.form.kept()))
    QTest.keyClick(screen.window.windowHandle(), Qt.Key.Key_Escape)
    assert not screen.entry.pile.form.kept()
    assert panel.isVisible()
    QTest.keyClick(screen.window.windowHandle(), Qt.Key.Key_Escape)
    QTest.keyClick(screen.window.windowHandle(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert eye.started[-1] == ""
    assert screen.entry.field.hasFocus()


def test_esc_in_the_cameras_own_card_closes_it_and_leaves_the_form(
    screen: Shown, qtbot: QtBot
) -> None:
    panel, eye = opened(screen, qtbot)
    push_until(qtbot, eye, view(FIRST), lambda: bool(screen.entry.pile.form.kept()))
    panel.close_button.setFocus()
    QTest.keyClick(screen.window.windowHandle(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert screen.entry.pile.form.kept()


def test_the_camera_is_let_go_where_it_is_out_of_sight(screen: Shown, qtbot: QtBot) -> None:
    _, eye = opened(screen, qtbot)
    screen.go_to(screen.tab)
    assert eye.started == ["one", ""]
    screen.go_to(screen.entry)
    assert eye.started == ["one", "", "one"]


def test_the_camera_that_was_chosen_is_remembered(core: Core, screen: Shown, qtbot: QtBot) -> None:
    panel, eye = opened(screen, qtbot)
    assert [panel.choice.itemText(n) for n in range(2)] == [ONE.name, TWO.name]
    panel.choice.setFocus()
    QTest.keyClick(panel.choice, Qt.Key.Key_Down)
    assert eye.started[-1] == TWO.key
    qtbot.waitUntil(lambda: settings.load(core.folder).camera == TWO.key, timeout=ENOUGH)
    panel.close_button.click()
    screen.entry.options.load()
    qtbot.waitUntil(lambda: screen.entry.options.camera == TWO.key, timeout=ENOUGH)
    QTest.keyClick(screen.window.windowHandle(), Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: eye.started[-1] == TWO.key, timeout=ENOUGH)
    assert panel.choice.currentText() == TWO.name


def test_a_camera_that_is_unplugged_is_spoken_of_and_goes_on_when_it_is_back(
    screen: Shown, qtbot: QtBot
) -> None:
    panel, eye = opened(screen, qtbot)
    eye.there = []
    eye.changed.emit()
    assert trouble(panel) is Trouble.GONE
    assert panel.why.sentence.text() == "The camera was unplugged"
    assert panel.why.isVisible()
    eye.there = [TWO]
    eye.changed.emit()
    assert trouble(panel) is None
    assert eye.started[-1] == TWO.key
    assert panel.preview.isVisible()


def test_no_camera_a_busy_and_a_silent_one_are_said_in_words(screen: Shown, qtbot: QtBot) -> None:
    panel, eye = opened(screen, qtbot)
    eye.failed.emit()
    assert trouble(panel) is Trouble.FAILED
    assert "Another program" in panel.why.line.text()
    panel.again.click()
    assert trouble(panel) is None
    panel.silence.timeout.emit()
    assert trouble(panel) is Trouble.SILENT
    eye.sink.setVideoFrame(QVideoFrame(view()))
    assert trouble(panel) is None
    eye.there = []
    panel.begin()
    assert trouble(panel) is Trouble.NO_CAMERA


def test_without_leave_no_camera_is_started_and_the_place_to_allow_it_is_named(
    screen: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = screen.entry.looking.panel()
    answers = [False, True]

    def ask(owner: QObject, then: Callable[[bool], None]) -> None:
        then(answers.pop(0))

    panel.ask = ask
    monkeypatch.setattr(sys, "platform", "darwin")
    _, eye = opened(screen, qtbot)
    assert trouble(panel) is Trouble.REFUSED
    assert panel.why.sentence.text() == "Piaohe may not use the camera"
    assert "Privacy" in panel.why.line.text()
    assert [key for key in eye.started if key] == []
    panel.again.click()
    assert trouble(panel) is None
    assert eye.started[-1] == ONE.key


class Blocked:
    """Has no QtMultimedia, like an installation without the optional part."""

    def __init__(self, error: ImportError) -> None:
        self.error = error

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: object = None
    ) -> ModuleSpec | None:
        if name == "PySide6.QtMultimedia":
            raise self.error
        return None


def block(monkeypatch: pytest.MonkeyPatch, error: ImportError) -> None:
    for name in (
        "PySide6.QtMultimedia",
        "gui.camera.eye",
        "gui.camera.frames",
        "gui.camera.pixels",
    ):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "meta_path", [Blocked(error), *sys.meta_path])


def test_without_the_optional_part_the_panel_says_how_to_get_it(
    screen: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    block(monkeypatch, ModuleNotFoundError("No module named 'PySide6.QtMultimedia'"))
    panel = screen.entry.looking.panel()
    screen.entry.looking.camera_button.click()
    qtbot.waitUntil(lambda: trouble(panel) is Trouble.ABSENT, timeout=ENOUGH)
    assert panel.why.isVisible()
    assert 'pip install "PySide6-Addons==6.11.3"' in panel.why.line.text()
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == COMMAND


def test_a_part_that_does_not_load_names_the_library_that_lacks(
    screen: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    block(monkeypatch, ImportError("libpulse.so.0: cannot open shared object file"))
    panel = screen.entry.looking.panel()
    screen.entry.looking.camera_button.click()
    qtbot.waitUntil(lambda: trouble(panel) is Trouble.DOES_NOT_LOAD, timeout=ENOUGH)
    assert "apt install libpulse0" in panel.why.line.text()


def test_an_installed_program_names_its_installer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "installer" in line(Trouble.ABSENT)
    assert "pip" not in line(Trouble.ABSENT)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_trouble_says_what_is_wrong_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    said = [(sentence(each), line(each, "a fact")) for each in Trouble]
    assert all(what and how for what, how in said)
    assert len({what for what, _ in said}) == len(Trouble)


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_whatever_takes_the_keyboard_in_the_cameras_card_has_a_name(
    core: Core, entering: Show, qtbot: QtBot, spoken: str
) -> None:
    shown = entering(lambda: core, spoken=spoken)
    panel, eye = opened(shown, qtbot)
    assert nameless(panel) == []
    assert without_words(panel) == []
    eye.failed.emit()
    assert nameless(panel) == []
    assert without_words(panel) == []


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_the_camera_fits_the_notebook_at_twice_the_scale(
    core: Core, entering: Show, qtbot: QtBot, spoken: str
) -> None:
    shown = entering(lambda: core, spoken=spoken, size=(683, 384))
    panel, _ = opened(shown, qtbot)
    assert shown.window.width() == 683
    assert panel.isVisible()
    assert panel.preview.height() >= 90


def test_a_page_of_three_codes_with_one_that_cannot_be_read_says_so(
    core: Core, screen: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    screen.entry.options.at_once.click()
    laid = page([FIRST, SECOND, FIRST.replace("3905", "3999")], (1400, 500))
    left = 60 + 2 * (laid_width(FIRST) + 80)
    size = (laid_width(FIRST) - 110, 90)
    noise = random.Random(1).randbytes(size[0] * size[1])  # the same each time
    laid.paste(Image.frombytes("L", size, noise).convert("RGB"), (left + 55, 150 + 70))
    file = tmp_path / "page.png"
    laid.save(file)
    screen.entry.reading.read_files([file])
    qtbot.waitUntil(lambda: Fate.UNREAD in fates(screen), timeout=ENOUGH)
    qtbot.waitUntil(lambda: len(numbers(core)) == 2, timeout=ENOUGH)
    qtbot.waitUntil(lambda: fates(screen).count(Fate.ENTERED) == 2, timeout=ENOUGH)
    verdict = screen.entry.pile.strip.verdict
    assert Fate.NO_INVOICE not in fates(screen)
    assert verdict.words


def laid_width(payload: str) -> int:
    """How wide a code is laid on a page."""
    return code(payload).width
