"""What nobody caught is shown calmly, with where the log is."""

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from core.errors import KeyMissing
from gui.errors import catch, show_error


def box(qtbot: QtBot) -> QMessageBox:
    def shown() -> list[QMessageBox]:
        found = QApplication.topLevelWidgets()
        return [w for w in found if isinstance(w, QMessageBox) and w.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def test_a_bug_in_the_window_says_that_the_data_are_unharmed_and_where_the_log_is(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "piaohe")
    catch(tmp_path / "piaohe.log")
    hook = sys.excepthook
    try:
        raise KeyError("示例商贸")
    except KeyError as error:
        hook(KeyError, error, error.__traceback__)
    said = box(qtbot)
    words = said.text() + said.informativeText()
    assert "KeyError" in words
    assert "unharmed" in words
    assert str(tmp_path / "piaohe.log") in words
    assert "示例商贸" not in words
    assert "Traceback" not in words
    assert any(record.exc_info for record in caplog.records)


def test_a_bug_on_a_thread_of_its_own_comes_to_the_window_too(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    catch(None)
    nothing: dict[str, str] = {}
    thread = threading.Thread(target=lambda: nothing["at all"])
    thread.start()
    thread.join()
    assert "KeyError" in box(qtbot).text()


def test_a_slot_that_fails_reaches_the_hook(qtbot: QtBot) -> None:
    with capture_exceptions() as caught:
        QTimer.singleShot(0, lambda: 1 // 0)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_known_error_is_told_with_what_to_do(qtbot: QtBot) -> None:
    show_error(None, KeyMissing(key_id="abc"))
    said = box(qtbot)
    assert "does not have the key" in said.text()
    assert "--recovery-code-stdin" in said.informativeText()
    said.accept()
    qtbot.waitUntil(lambda: not QApplication.topLevelWidgets() or not said.isVisible())
