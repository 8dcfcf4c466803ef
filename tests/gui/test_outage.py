"""Outages: announced ahead, shown while they last, reported and written up when they end."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.waiting import Why
from core.secrets import MemoryKeys
from gui.outage import OutageBar
from gui.outages.dialogs import OutageAsked, OutageChanged
from gui.outages.record import OutageRecord
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.test_accessibility import nameless
from tests.gui.verifications import enter, gone, tab_of, there
from tests.verifying import Clock, Service, opened, running, set_up


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as made:
        yield made


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def bar_of(qtbot: QtBot, shown: Shown) -> OutageBar:
    """Give the line on the entry screen once it is in sight."""
    return there(qtbot, shown.entry, OutageBar)


def moment(at: datetime) -> QDateTime:
    return QDateTime(at.year, at.month, at.day, at.hour, at.minute, at.second)


def test_nothing_is_said_while_nothing_is_down(core: Core, entering: Show, qtbot: QtBot) -> None:
    shown = entering(lambda: core)
    assert not any(each.isVisible() for each in shown.inside.findChildren(OutageBar))
    assert tab_of(shown).down.isVisible()


def test_an_outage_is_noted_from_the_screen_and_entry_goes_on_offline(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core)
    tab = tab_of(shown)
    qtbot.mouseClick(tab.down, Qt.MouseButton.LeftButton)
    asked = there(qtbot, shown.window, OutageAsked)
    assert nameless(asked) == []
    now = core.now()
    asked.times.since.setDateTime(moment(now.replace(tzinfo=None) - timedelta(minutes=5)))
    asked.times.until.setDateTime(moment(now.replace(tzinfo=None) - timedelta(minutes=6)))
    assert not asked.go.isEnabled()
    asked.times.until.setDateTime(moment(now.replace(tzinfo=None) + timedelta(hours=4)))
    asked.source.setText("notice")
    qtbot.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    bar = there(qtbot, tab, OutageBar)
    assert "is down" in bar.what.text()
    assert "notice" in bar.rest.text()
    assert "to be verified afterwards" in bar.rest.text()
    assert bar.left.text() == "4 h left"
    assert not tab.down.isVisible()
    (invoice,) = enter(core, 1)
    assert invoice.entered is not None
    assert invoice.entered.offline
    assert core.verification.waiting()[0].why is Why.OFFLINE
    shown.go_to(shown.entry)
    assert bar_of(qtbot, shown).what.text() == bar.what.text()


def test_one_whose_end_nobody_knows_can_be_noted(core: Core, entering: Show, qtbot: QtBot) -> None:
    shown = entering(lambda: core)
    tab = tab_of(shown)
    qtbot.mouseClick(tab.down, Qt.MouseButton.LeftButton)
    asked = there(qtbot, shown.window, OutageAsked)
    asked.times.since.setDateTime(moment(core.now().replace(tzinfo=None)))
    asked.times.knows_end.setChecked(False)
    qtbot.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    bar = there(qtbot, tab, OutageBar)
    assert bar.left.text() == ""
    current = core.outages.current()
    assert current is not None
    assert current.until is None


def test_maintenance_is_announced_ahead_with_ready_letters(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    now = core.now()
    core.outages.announce(now + timedelta(hours=3), now + timedelta(hours=9), "notice 17")
    shown = entering(lambda: core)
    bar = bar_of(qtbot, shown)
    assert "announced" in bar.what.text()
    assert bar.left.text() == "in 3 h"
    (invoice,) = enter(core, 1)
    assert invoice.entered is not None
    assert not invoice.entered.offline
    qtbot.mouseClick(bar.change, Qt.MouseButton.LeftButton)
    dialog = there(qtbot, shown.window, OutageChanged)
    assert nameless(dialog) == []
    qtbot.mouseClick(dialog.colleagues, Qt.MouseButton.LeftButton)
    ours = QGuiApplication.clipboard().text()
    qtbot.mouseClick(dialog.customers, Qt.MouseButton.LeftButton)
    theirs = QGuiApplication.clipboard().text()
    assert "notice 17" in ours
    assert core.company.name in theirs
    assert ours != theirs
    qtbot.mouseClick(dialog.end, Qt.MouseButton.LeftButton)
    gone(qtbot, shown.window, OutageChanged)
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=ENOUGH)
    assert core.outages.ahead() == ()


def test_when_its_time_is_over_the_queue_works_off_and_the_report_is_written_up(
    core: Core, service: Service, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    now = core.now()
    set_up(core, service)
    noted = core.outages.announce(now - timedelta(hours=1), now + timedelta(hours=1), "notice")
    names = [each.key.name for each in enter(core, 1, 2)]
    shown = entering(lambda: core)
    bar = bar_of(qtbot, shown)
    assert service.asked == []
    clock.at += timedelta(hours=2)
    shown.inside.minding.look()
    qtbot.waitUntil(lambda: sorted(service.asked) == sorted(names), timeout=ENOUGH)
    qtbot.waitUntil(lambda: "2 are confirmed." in bar.rest.text(), timeout=ENOUGH)
    assert bar.what.text() == "Service is back"
    qtbot.mouseClick(bar.change, Qt.MouseButton.LeftButton)
    report = there(qtbot, shown.window, OutageRecord)
    assert nameless(report) == []
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=ENOUGH)
    report.texts["cause"].setPlainText("maintenance of the tax bureau")
    report.texts["conclusion"].setPlainText("nothing was lost")
    qtbot.mouseClick(report.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: (
            next(x for x in core.outages.all() if x.id == noted.id).conclusion == "nothing was lost"
        ),
        timeout=ENOUGH,
    )


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
@pytest.mark.parametrize("spoken", ["zh_CN", "en"])
def test_nothing_of_what_is_asked_about_one_is_cut(
    core: Core, entering: Show, qtbot: QtBot, spoken: str, size: tuple[int, int]
) -> None:
    now = core.now()
    core.outages.announce(now - timedelta(hours=5), now + timedelta(hours=4), "notice 17")
    shown = entering(lambda: core, spoken=spoken, size=size)
    qtbot.mouseClick(bar_of(qtbot, shown).change, Qt.MouseButton.LeftButton)
    whole(qtbot, there(qtbot, shown.window, OutageChanged))
    asked = OutageAsked(shown.window, shown.inside.desk)
    asked.open()
    whole(qtbot, asked)
    asked.times.since.setDateTime(moment(now.replace(tzinfo=None) - timedelta(hours=9)))
    asked.times.until.setDateTime(moment(now.replace(tzinfo=None) - timedelta(hours=8)))
    whole(qtbot, asked)


def whole(qtbot: QtBot, dialog: OutageAsked | OutageChanged) -> None:
    """Wait until nothing of it is cut by what stands around it."""
    qtbot.waitUntil(dialog.isVisible, timeout=ENOUGH)

    def seen() -> bool:
        texts = [x for x in dialog.findChildren(QLabel) if x.isVisible()]
        parts: list[QWidget] = [*texts, dialog.times.since, dialog.times.until, dialog.source]
        return all(x.visibleRegion().boundingRect().size() == x.size() for x in parts) and all(
            x.height() >= x.heightForWidth(x.width()) for x in texts
        )

    qtbot.waitUntil(seen, timeout=ENOUGH)


def test_a_person_ends_one_and_what_waits_goes_on(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    set_up(core, service)
    core.outages.begin("noticed here")
    enter(core, 1)
    shown = entering(lambda: core)
    bar = bar_of(qtbot, shown)
    assert "verified by themselves" in bar.rest.text()
    qtbot.mouseClick(bar.change, Qt.MouseButton.LeftButton)
    dialog = there(qtbot, shown.window, OutageChanged)
    qtbot.mouseClick(dialog.end, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: core.outages.current() is None, timeout=ENOUGH)
    qtbot.waitUntil(lambda: core.verification.figures().confirmed == 1, timeout=ENOUGH)
    qtbot.waitUntil(lambda: "1 is confirmed." in bar.rest.text(), timeout=ENOUGH)
    qtbot.mouseClick(bar.seen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=ENOUGH)


def test_a_service_that_is_not_there_is_noticed_and_that_it_is_back_too(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    set_up(core, service)
    enter(core, 1)
    service.close()
    core.verification.work_off()
    shown = entering(lambda: core)
    bar = bar_of(qtbot, shown)
    assert bar.left.text() == ""
    current = core.outages.current()
    assert current is not None
    assert current.noticed
    with running() as again:
        core.providers.set_settings("tencent", {"address": again.address})
        shown.inside.minding.look()
        qtbot.waitUntil(lambda: core.outages.current() is None, timeout=ENOUGH)
        qtbot.waitUntil(lambda: core.verification.figures().confirmed == 1, timeout=ENOUGH)
        qtbot.waitUntil(lambda: not bar.isVisible(), timeout=ENOUGH)  # nothing was entered in it


def test_what_ended_while_the_program_was_closed_is_told_at_the_next_start(
    core: Core, service: Service, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    set_up(core, service)
    outage = core.outages.begin("notice")
    enter(core, 1)
    clock.at += timedelta(hours=1)
    core.outages.end(outage.id)
    shown = entering(lambda: core)
    bar = bar_of(qtbot, shown)
    qtbot.waitUntil(lambda: "1 is confirmed." in bar.rest.text(), timeout=ENOUGH)
    assert len(service.asked) == 1


def test_a_second_outage_comes_before_the_report_of_the_first_which_is_told_behind_it(
    core: Core, service: Service, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    set_up(core, service)
    first = core.outages.begin("first")
    enter(core, 1)
    clock.at += timedelta(hours=1)
    core.outages.end(first.id)
    clock.at += timedelta(minutes=1)
    second = core.outages.begin("second")
    enter(core, 2, 3)
    shown = entering(lambda: core)
    bar = bar_of(qtbot, shown)
    qtbot.waitUntil(lambda: "second" in bar.rest.text(), timeout=ENOUGH)
    assert service.asked == []
    clock.at += timedelta(hours=1)
    core.outages.end(second.id)
    qtbot.waitUntil(lambda: "1 is confirmed." in bar.rest.text(), timeout=ENOUGH)
    qtbot.mouseClick(bar.seen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 are confirmed." in bar.rest.text(), timeout=ENOUGH)


def test_with_one_announced_ahead_another_can_still_be_noted(
    core: Core, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    core.outages.announce(clock.at + timedelta(days=1), None, "notice")
    shown = entering(lambda: core)
    tab = tab_of(shown)
    bar = there(qtbot, tab, OutageBar)
    assert "its end is not known" in bar.rest.text()
    assert tab.down.isVisible()
    core.outages.begin("network")
    qtbot.waitUntil(lambda: "network" in bar.rest.text(), timeout=ENOUGH)
    qtbot.waitUntil(lambda: not tab.down.isVisible(), timeout=ENOUGH)
