"""The banners of the review: one at a time, and nothing grave behind another."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Status
from gui.tabs.review import ReviewTab
from tests.data.bureau_maker import export
from tests.gui.conftest import ENOUGH, Show
from tests.reconciling import NAME, bring_in, enter, january, with_fields

BEFORE = date(2026, 2, 2)
"""The workbook that is written says that it was made a day later."""


def test_an_import_that_brings_news_says_both_in_one_banner(
    core: Core, tmp_path: Path, show: Show, qtbot: QtBot
) -> None:
    plain = [x for x in january(90) if not x.invoice.red_of and not x.invoice.code][:12]
    base = [with_fields(x, status=Status.NORMAL) for x in plain]
    enter(core, [x.invoice for x in base])
    bring_in(core, tmp_path, base, made=BEFORE)
    shown = show(lambda: core)
    tab = shown.inside.tabs.made(ReviewTab)
    shown.go_to(tab)
    qtbot.waitUntil(lambda: tab.loaded, timeout=ENOUGH)

    base[3] = with_fields(base[3], status=Status.RED_FULL)
    file = tmp_path / f"2-{NAME}"
    file.write_bytes(export(base))
    tab.bringing.take([file])
    told = "1 booked invoice was reversed or voided since"
    qtbot.waitUntil(lambda: told in tab.result.accessibleName(), timeout=ENOUGH)
    assert tab.result.what.text() == "12 records are in"
    assert tab.result.property("soft") == "wrong"
    assert tab.result.isVisible()
    assert not tab.news.isVisible()

    qtbot.mouseClick(tab.result.close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(tab.news.isVisible, timeout=ENOUGH)
    assert tab.news.what.text() == told
    assert not tab.result.isVisible()
    qtbot.mouseClick(tab.news.close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not core.reconciliation.news(), timeout=ENOUGH)
    qtbot.waitUntil(lambda: not tab.news.isVisible(), timeout=ENOUGH)
    assert not tab.result.isVisible()
