"""The list of outages: what came of each, its record, its times, and a sheet for the file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from core.app import Core
from core.domain.answer import State
from core.domain.outage import Outage
from core.secrets import MemoryKeys
from gui.outage import OutageBar
from gui.outages.dialogs import OutageAsked, OutageChanged
from gui.outages.moments import Moment
from gui.outages.record import OutageRecord
from gui.tabs.lookup import LookupTab
from gui.tabs.verification import VerificationTab
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.test_accessibility import nameless
from tests.gui.verifications import enter, gone, tab_of, there
from tests.verifying import Clock, opened

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def one_over(core: Core, clock: Clock) -> Outage:
    """One that is over, with an invoice that was confirmed, one that was not, one that waits."""
    noted = core.outages.begin("notice 17")
    names = [each.key.name for each in enter(core, 1, 2, 3)]
    core.verification.record(names[0], State.MATCH, note="")
    core.verification.record(names[1], State.NOT_FOUND, note="")
    clock.at += timedelta(minutes=90)
    return core.outages.end(noted.id)


def listed(qtbot: QtBot, shown: Shown) -> VerificationTab:
    """Go to the list of outages; the words of its first row are there then."""
    tab = tab_of(shown)
    qtbot.mouseClick(tab.segments[3], LEFT)
    qtbot.waitUntil(lambda: tab.views.currentWidget() is tab.outages, timeout=ENOUGH)
    return tab


def row(tab: VerificationTab, at: int = 0) -> list[str]:
    model = tab.outages.model
    return [str(model.data(model.index(at, n))) for n in range(model.columnCount())]


def record_of(qtbot: QtBot, shown: Shown, tab: VerificationTab) -> OutageRecord:
    qtbot.waitUntil(lambda: tab.outages.model.rowCount() > 0, timeout=ENOUGH)
    tab.outages.table.selectRow(0)
    qtbot.mouseClick(tab.outages.open, LEFT)
    return there(qtbot, shown.window, OutageRecord)


def type_into(qtbot: QtBot, field: Moment, text: str) -> None:
    field.setFocus()
    field.setSelectedSection(Moment.Section.YearSection)
    qtbot.keyClicks(field, text)


def test_each_outage_says_what_came_of_it(
    core: Core, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    one_over(core, clock)
    tab = listed(qtbot, entering(lambda: core))
    qtbot.waitUntil(lambda: tab.outages.model.rowCount() == 1, timeout=ENOUGH)
    state, since, until, source, *rest = row(tab)
    assert (state, since, source) == ("Ended", "2026-11-24 09:30", "notice 17")
    assert until == "2026-11-24 11:00 (1 h 30 min)"
    assert rest[:4] == ["3", "1", "1", "1"]
    assert rest[5] == "no"
    core.outages.announce(clock.at + timedelta(days=1), None, "bureau")
    qtbot.waitUntil(lambda: row(tab)[0] == "Announced", timeout=ENOUGH)
    assert row(tab)[2] == "end not known"


def test_a_proven_backup_is_made_at_its_start_and_the_list_says_so(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    core.backups.make(tmp_path / "backups")
    tab = listed(qtbot, entering(lambda: core))
    core.outages.begin("notice")
    qtbot.waitUntil(lambda: row(tab)[8:9] == ["proven"], timeout=ENOUGH)
    assert len(list((tmp_path / "backups").iterdir())) == 2


def test_without_any_it_says_so(core: Core, entering: Show, qtbot: QtBot) -> None:
    tab = listed(qtbot, entering(lambda: core))
    qtbot.waitUntil(lambda: not tab.outages.export.isEnabled(), timeout=ENOUGH)
    assert not tab.outages.table.isVisible()
    assert tab.outages.add.isVisible()


def test_its_record_is_written_up_copied_and_leads_to_what_was_not_confirmed(
    core: Core, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    noted = one_over(core, clock)
    (key,) = core.outages.report(noted.id).failed_keys
    shown = entering(lambda: core)
    tab = listed(qtbot, shown)
    record = record_of(qtbot, shown, tab)
    assert nameless(record) == []
    record.texts["cause"].setPlainText("maintenance")
    qtbot.mouseClick(record.copy, LEFT)
    copied = QGuiApplication.clipboard().text()
    assert "1 is confirmed." in copied
    assert copied.endswith(key)
    record.links.linkActivated.emit(key)
    lookup = shown.inside.tabs.made(LookupTab)
    qtbot.waitUntil(lookup.isVisible, timeout=ENOUGH)
    gone(qtbot, shown.window, OutageRecord)
    qtbot.waitUntil(
        lambda: core.outages.report(noted.id).outage.cause == "maintenance", timeout=ENOUGH
    )


def test_one_that_nobody_noted_is_noted_afterwards(
    core: Core, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    enter(core, 1)
    clock.at += timedelta(hours=3)
    shown = entering(lambda: core)
    tab = listed(qtbot, shown)
    qtbot.mouseClick(tab.outages.add, LEFT)
    asked = there(qtbot, shown.window, OutageAsked)
    assert asked.times.since.lineEdit().width() > 100  # where its text is painted
    type_into(qtbot, asked.times.since, "2026-11-24 09:00")
    type_into(qtbot, asked.times.until, "202611241000")
    assert "noted as over" in asked.follows.text()
    qtbot.mouseClick(asked.go, LEFT)
    qtbot.waitUntil(lambda: tab.outages.model.rowCount() == 1, timeout=ENOUGH)
    assert row(tab)[0] == "Ended"
    (noted,) = core.outages.all()
    assert (noted.since.hour, noted.ended_at and noted.ended_at.hour) == (9, 10)
    assert not any(x.isVisible() for x in shown.inside.findChildren(OutageBar))
    record = record_of(qtbot, shown, tab)
    assert "1 was entered in this time" in " ".join(
        x.text() for x in record.findChildren(type(record.links))
    )


def test_the_times_of_one_that_is_on_are_changed_from_its_line(
    core: Core, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    core.outages.announce(clock.at, clock.at + timedelta(hours=2), "notice")
    shown = entering(lambda: core)
    bar = there(qtbot, shown.entry, OutageBar)
    assert bar.left.text() == "2 h left"
    qtbot.mouseClick(bar.change, LEFT)
    dialog = there(qtbot, shown.window, OutageChanged)
    assert nameless(dialog) == []
    type_into(qtbot, dialog.times.until, "2026.11.24 13:00")
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: bar.left.text() == "3 h 30 min left", timeout=ENOUGH)
    qtbot.mouseClick(bar.change, LEFT)
    dialog = there(qtbot, shown.window, OutageChanged)
    dialog.times.knows_end.setChecked(False)
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: bar.left.text() == "", timeout=ENOUGH)
    current = core.outages.current()
    assert current is not None
    assert (current.until, current.source) == (None, "notice")


def test_all_of_them_go_into_a_workbook(
    core: Core, clock: Clock, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    noted = one_over(core, clock)
    core.outages.write_up(noted.id, conclusion="nothing was lost")
    tab = listed(qtbot, entering(lambda: core))
    file = tmp_path / "outages.xlsx"
    with qtbot.waitSignal(tab.outages.written, timeout=ENOUGH):
        tab.outages.write(file)
    book = CalamineWorkbook.from_path(file)
    titles, values = book.get_sheet_by_name("Outages").to_python()
    said = dict(zip(titles, values, strict=True))
    assert said["State"] == "Ended"
    assert (said["Entered offline"], said["Confirmed"], said["Not confirmed"]) == (3, 1, 1)
    assert said["Conclusion"] == "nothing was lost"
    _, failed = book.get_sheet_by_name("Not confirmed").to_python()
    assert failed[-1] == core.outages.report(noted.id).failed_keys[0]
