"""Reviewing what does not agree, driven as a bookkeeper does, from the drop to the signature."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.demo import COMPANY
from core.domain.causes import explain
from core.domain.decision import Case, DecisionKind
from core.domain.discrepancy import (
    CauseCode,
    Circumstances,
    Discrepancy,
    DiscrepancyType,
    ExportFacts,
)
from core.domain.invoice import Direction, Invoice, Party, Status
from core.domain.record import Coverage, Record
from core.domain.topic import Topic
from core.services.checks import Severity
from core.store.originals import Original
from gui.asking import Asking
from gui.importing.result import Result
from gui.main_window import MainWindow
from gui.review.actions import Do, first_step
from gui.review.around import CalendarShown, GuideShown, SignAsked, StoryShown
from gui.review.dialogs import DayAsked, LetterAsked, LinkAsked, ReasonAsked
from gui.review.findings import OPEN, Group
from gui.tabs import REVIEW, TABS
from gui.tabs.incoming import IncomingTab
from gui.tabs.review import ReviewTab
from tests.data.bureau_maker import export
from tests.data.invoice_files import as_xml
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.invoices import draft
from tests.reconciling import NAME, bring_in, by_key, enter, january, with_fields
from words import language
from words.review import counterpart

K = Qt.Key
Open = Callable[..., ReviewTab]
MORE = "26992000000000000001"


def records() -> list[Record]:
    """Plain digital purchases and sales."""
    found = [x for x in january(90) if not x.invoice.red_of and len(x.invoice.number) == 20]
    return [with_fields(x, status=Status.NORMAL) for x in found if not x.invoice.code][:12]


def mistyped(invoice: Invoice) -> Invoice:
    number = invoice.number[:12] + str((int(invoice.number[12]) + 5) % 10) + invoice.number[13:]
    return replace(invoice, number=number)


FIRST, SECOND, THIRD, FOURTH = (x.invoice.key.name for x in records()[:4])
TYPED = mistyped(records()[1].invoice).number


@pytest.fixture
def spoiled(core: Core, tmp_path: Path) -> Core:
    """Two with another total, one number mistyped, one lacking on each side."""
    base = records()
    dear = [replace(x.invoice, total=(x.invoice.total or Decimal(0)) + 900) for x in base]
    more = replace(base[4].invoice, number=MORE, net=Decimal("7.00"), tax=None,
                   total=Decimal("7.00"), lines=())  # fmt: skip
    rest = [x.invoice for x in base[4:]]
    enter(core, [dear[0], mistyped(base[1].invoice), dear[3], more, *rest])
    bring_in(core, tmp_path, base)
    return core


@pytest.fixture
def reviewing(show: Show, qtbot: QtBot) -> Open:
    """Open a window at the review and wait for its first run."""

    def open_it(core: Core, **options: object) -> ReviewTab:
        shown: Shown = show(lambda: core, **options)
        tab = shown.inside.tabs.made(ReviewTab)
        shown.go_to(tab)
        qtbot.waitUntil(lambda: tab.loaded, timeout=ENOUGH)
        tab.list.view.setFocus()
        return tab

    return open_it


def figures(tab: ReviewTab) -> dict[Group, int]:
    return {group: int(tab.tiles.tile(group).figure.replace(",", "")) for group in Group}


def asked(qtbot: QtBot, tab: ReviewTab, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: any(x.isVisible() for x in tab.findChildren(kind)), timeout=ENOUGH)
    return next(x for x in tab.findChildren(kind) if x.isVisible())


def press(qtbot: QtBot, tab: ReviewTab, key: Qt.Key) -> None:
    in_front(qtbot, tab)
    qtbot.keyClick(tab.list.view, key)


def in_front(qtbot: QtBot, tab: ReviewTab) -> None:
    """Wait until the dialog is gone and the list has the keys: no window manager does it here."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=ENOUGH)
    tab.window().activateWindow()
    tab.list.view.setFocus()
    qtbot.waitUntil(tab.list.view.hasFocus, timeout=ENOUGH)


def counts(qtbot: QtBot, tab: ReviewTab, **wanted: int) -> None:
    expected = {Group(name): count for name, count in wanted.items()}
    qtbot.waitUntil(lambda: expected.items() <= figures(tab).items(), timeout=ENOUGH)


def test_tiles_add_up_and_filter(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled)
    counts(qtbot, tab, agree=8, differ=2, ours=2, theirs=1, waiting=0, decided=0)
    run = spoiled.reconciliation.run()
    assert sum(figures(tab).values()) == run.matched + len(run.cases)
    qtbot.mouseClick(tab.tiles.tile(Group.THEIRS), Qt.MouseButton.LeftButton)
    assert [x.key for x in tab.list.values] == [THIRD]
    assert tab.window().findChild(QWidget) is not None


def test_the_rail_says_how_many_need_a_person(spoiled: Core, reviewing: Open) -> None:
    tab = reviewing(spoiled)
    rail = tab.window().inside.tabs.rail  # type: ignore[attr-defined]
    at = tab.window().inside.tabs.indexOf(tab)  # type: ignore[attr-defined]
    assert rail.badge(at) == 5
    assert rail.accessibleTabName(at) == "Review 5"


def test_enter_corrects_after_asking_why_and_goes_to_the_next(
    spoiled: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    first = tab.list.values[0]
    press(qtbot, tab, K.Key_Return)
    dialog = asked(qtbot, tab, ReasonAsked)
    assert isinstance(dialog, ReasonAsked)
    assert dialog.reason.text()
    qtbot.keyClick(dialog.reason, K.Key_Return)
    counts(qtbot, tab, agree=9, differ=1)
    theirs = first.found.theirs
    assert theirs is not None
    assert by_key(spoiled)[first.key].total == theirs.invoice.total
    assert tab.list.selected()[0].key != first.key
    assert tab.toast.isVisible()


def test_ctrl_z_takes_a_decision_back(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled)
    before = by_key(spoiled)
    press(qtbot, tab, K.Key_Return)
    qtbot.keyClick(asked(qtbot, tab, ReasonAsked), K.Key_Return)
    counts(qtbot, tab, differ=1)
    in_front(qtbot, tab)
    qtbot.keyClick(tab.list.view, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    counts(qtbot, tab, differ=2, agree=8)
    assert by_key(spoiled) == before


def test_waiting_ignoring_and_asking_by_key(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled)
    press(qtbot, tab, K.Key_W)
    day = asked(qtbot, tab, DayAsked)
    assert isinstance(day, DayAsked)
    day.day.setText("2026-12-01")
    qtbot.keyClick(day.day, K.Key_Return)
    counts(qtbot, tab, waiting=1, differ=1)
    press(qtbot, tab, K.Key_I)
    qtbot.keyClick(asked(qtbot, tab, ReasonAsked), K.Key_Return)
    counts(qtbot, tab, decided=1, differ=0)
    tab.choose_group(Group.THEIRS)
    press(qtbot, tab, K.Key_A)
    letter = asked(qtbot, tab, LetterAsked)
    qtbot.keyClick(letter, K.Key_Return)
    counts(qtbot, tab, waiting=2, theirs=0)
    assert THIRD in QGuiApplication.clipboard().text()
    kinds = {x.decision.kind for x in spoiled.deciding.all()}
    assert kinds == {DecisionKind.WAIT, DecisionKind.IGNORE, DecisionKind.ASK}


def test_what_was_decided_can_be_opened_again(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled)
    press(qtbot, tab, K.Key_I)
    qtbot.keyClick(asked(qtbot, tab, ReasonAsked), K.Key_Return)
    counts(qtbot, tab, decided=1)
    tab.choose_group(Group.DECIDED)
    assert tab.pair.foot.first.text() == "Reopen"
    press(qtbot, tab, K.Key_Return)
    counts(qtbot, tab, decided=0, differ=2)


def test_a_counterpart_is_chosen_among_those_that_have_none(
    spoiled: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    tab.choose_group(Group.THEIRS)
    press(qtbot, tab, K.Key_L)
    link = asked(qtbot, tab, LinkAsked)
    assert isinstance(link, LinkAsked)
    QAbstractItemModelTester(link.model)
    chosen = link.model.value(0)
    assert chosen is not None
    assert chosen.key == MORE
    qtbot.keyClick(link.table, K.Key_Return)
    counts(qtbot, tab, theirs=0)


def test_many_are_previewed_done_in_one_step_and_taken_back(
    spoiled: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    tab.list.view.selectAll()
    qtbot.waitUntil(tab.bulk.isVisible, timeout=ENOUGH)
    QAbstractItemModelTester(tab.bulk.model)
    planned = [tab.bulk.model.value(row) for row in range(2)]
    assert all("→" in x.happens for x in planned if x is not None)
    press(qtbot, tab, K.Key_Return)
    qtbot.keyClick(asked(qtbot, tab, ReasonAsked), K.Key_Return)
    counts(qtbot, tab, differ=0, agree=10)
    qtbot.mouseClick(tab.toast._action, Qt.MouseButton.LeftButton)
    counts(qtbot, tab, differ=2, agree=8)


def test_all_of_one_cause_are_chosen_at_once(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled)
    same = tab.list.values[0].causes[0].cause
    qtbot.mouseClick(tab.pair.cause.same, Qt.MouseButton.LeftButton)
    assert {x.causes[0].cause for x in tab.list.selected()} == {same}


def test_an_export_is_dropped_and_its_result_said(
    core: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    enter(core, [x.invoice for x in records()[:11]])
    tab = reviewing(core)
    assert tab.blank.isVisible()
    assert not tab.tiles.isVisible()
    file = tmp_path / NAME
    file.write_bytes(export(records()))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    tab.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none.NoModifier))
    qtbot.waitUntil(tab.result.isVisible, timeout=ENOUGH)
    assert tab.result.what.text() == "12 records are in"
    counts(qtbot, tab, agree=11, theirs=1)


def test_what_is_dropped_here_and_is_no_list_goes_to_the_import(
    core: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(core)
    window = tab.window()
    assert isinstance(window, MainWindow)
    assert window.inside is not None
    inside = window.inside.tabs.made(IncomingTab)
    paths = [tmp_path / NAME, tmp_path / "one.xml", tmp_path / "notes.csv"]
    for path, data in zip(
        paths, (export(records()), as_xml(draft(2)), "甲,乙\n1,2\n".encode()), strict=True
    ):
        path.write_bytes(data)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    results: list[Result] = []
    inside.runs.ended.connect(results.append)
    tab.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none.NoModifier))
    qtbot.waitUntil(lambda: len(results) == 2, timeout=4 * ENOUGH)
    became = {Path(x.file).name: x.step.value for each in results for x in each.files}
    assert became == {"one.xml": "view", "notes.csv": "say_kind"}
    assert tab.result.what.text() == "12 records are in"


def test_what_agrees_altogether_says_so(
    core: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    enter(core, [x.invoice for x in records()])
    bring_in(core, tmp_path, records())
    tab = reviewing(core)
    qtbot.waitUntil(tab.whole.isVisible, timeout=ENOUGH)
    assert tab.whole.sentence.text() == "All 12 invoices agree"


def test_news_of_a_booked_invoice_stand_at_the_top_until_seen(
    spoiled: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    base = records()
    base[6] = with_fields(base[6], status=Status.RED_FULL)
    bring_in(spoiled, tmp_path, base, name=f"2-{NAME}", made=date(2026, 3, 1))
    tab = reviewing(spoiled)
    qtbot.waitUntil(tab.news.isVisible, timeout=ENOUGH)
    assert "1 booked invoice" in tab.news.what.text()
    qtbot.mouseClick(tab.news.action, Qt.MouseButton.LeftButton)
    news = tab.stage.news_list
    qtbot.waitUntil(news.isVisible, timeout=ENOUGH)
    QAbstractItemModelTester(news.model)
    qtbot.mouseClick(news.seen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not spoiled.reconciliation.news(), timeout=ENOUGH)
    qtbot.waitUntil(lambda: not tab.news.isVisible(), timeout=ENOUGH)


def told(qtbot: QtBot, spoiled: Core, folder: Path, reviewing: Open, status: Status) -> ReviewTab:
    base = records()
    base[6] = with_fields(base[6], status=status)
    bring_in(spoiled, folder, base, name=f"2-{NAME}", made=date(2026, 3, 1))
    tab = reviewing(spoiled)
    qtbot.waitUntil(tab.news.isVisible, timeout=ENOUGH)
    return tab


def test_news_are_a_number_that_filters_while_there_are_any(
    spoiled: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    tab = told(qtbot, spoiled, tmp_path, reviewing, Status.RED_FULL)
    tile, listed = tab.tiles.tile(None), tab.stage.news_list
    assert tile.figure == "1"
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert listed.isVisible()
    listed.table.activated.emit(listed.model.index(0, 0))
    assert tab.list.isVisible()
    assert tab.list.selected()[0].key == records()[6].invoice.key.name
    qtbot.mouseClick(tab.news.close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tile.isVisible(), timeout=ENOUGH)
    assert not spoiled.reconciliation.news()


def test_news_come_back_until_they_were_seen(
    spoiled: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    told(qtbot, spoiled, tmp_path, reviewing, Status.RED_FULL).window().close()
    again = reviewing(spoiled)
    qtbot.waitUntil(again.news.isVisible, timeout=ENOUGH)


def test_what_agrees_is_listed_pair_by_pair(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled)
    qtbot.mouseClick(tab.tiles.tile(Group.AGREE), Qt.MouseButton.LeftButton)
    listed = tab.stage.agreeing
    qtbot.waitUntil(lambda: listed.model.rowCount() == 8, timeout=ENOUGH)
    QAbstractItemModelTester(listed.model)
    pairs = [listed.model.value(row) for row in range(8)]
    assert all(x and x.ours.total == x.theirs.invoice.total for x in pairs)
    qtbot.mouseClick(tab.tiles.tile(Group.OURS), Qt.MouseButton.LeftButton)
    assert tab.list.isVisible()


def test_a_tick_stands_where_something_agrees_and_nowhere_else(
    core: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    enter(core, [replace(records()[0].invoice, issued_on=date(2025, 3, 1))])  # not covered
    bring_in(core, tmp_path, [records()[1]])
    tab = reviewing(core)
    qtbot.mouseClick(tab.tiles.tile(Group.AGREE), Qt.MouseButton.LeftButton)
    assert tab.whole.isVisible()
    assert tab.whole.sentence.text() == "No invoice agrees yet"
    assert tab.whole.icon.name == "scales"
    enter(core, [records()[1].invoice])
    counts(qtbot, tab, agree=1, theirs=0)
    qtbot.waitUntil(lambda: "1 invoice agrees" in tab.whole.sentence.text(), timeout=ENOUGH)
    assert tab.whole.icon.name == "check-circle"


def test_where_everything_agrees_the_list_is_one_step_away(
    core: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    enter(core, [x.invoice for x in records()])
    bring_in(core, tmp_path, records())
    tab = reviewing(core)
    qtbot.waitUntil(tab.whole.isVisible, timeout=ENOUGH)
    qtbot.mouseClick(tab.stage.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.stage.agreeing.model.rowCount() == 12, timeout=ENOUGH)


def test_the_rail_counts_before_the_review_was_opened(
    spoiled: Core, show: Show, qtbot: QtBot
) -> None:
    shown: Shown = show(lambda: spoiled)
    rail, at = shown.inside.tabs.rail, TABS.index(REVIEW)
    qtbot.waitUntil(lambda: rail.badge(at) == 5, timeout=ENOUGH)
    tab = shown.inside.tabs.made(ReviewTab)
    assert not tab.isVisible()
    enter(spoiled, [records()[2].invoice])  # what stood alone on their side
    qtbot.waitUntil(lambda: rail.badge(at) == 4, timeout=ENOUGH)


def test_news_of_a_booked_invoice_count_in_the_rail(
    spoiled: Core, tmp_path: Path, show: Show, qtbot: QtBot
) -> None:
    base = records()
    base[6] = with_fields(base[6], status=Status.RED_FULL)
    bring_in(spoiled, tmp_path, base, name=f"2-{NAME}", made=date(2026, 3, 1))
    shown: Shown = show(lambda: spoiled)
    at = TABS.index(REVIEW)
    qtbot.waitUntil(lambda: shown.inside.tabs.rail.badge(at) == 7, timeout=ENOUGH)


def test_no_export_yet_says_so_and_how_to_get_one(
    core: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(core)
    assert tab.blank.isVisible()
    assert "will stand here" in tab.blank.sentence.text()
    assert not tab.header.report.isEnabled()
    qtbot.mouseClick(tab.stage.guide, Qt.MouseButton.LeftButton)
    guide = asked(qtbot, tab, GuideShown)
    said = " ".join(label.text() for label in guide.findChildren(QLabel))
    for word in (
        "电子税务局",
        "税务数字账户",
        "发票查询统计",
        "全量发票查询",
        "31 days",
        "Not certain",
    ):
        assert word in said
    guide.reject()


def test_an_import_is_cancelled_where_it_is_watched(
    core: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(core)
    files = []
    for n in range(6):
        file = tmp_path / f"{n}-{NAME}"
        file.write_bytes(export(records()[: 7 + n]))
        files.append(file)
    tab.bringing.take(files)
    assert not tab.header.bring.isEnabled()
    tab.bringing.stop()
    assert tab.header.bring.isEnabled()
    assert not tab.bringing.strip.isVisible()
    with qtbot.waitSignal(tab.bringing.done, timeout=ENOUGH):
        tab.bringing.take(files)  # what was cancelled left nothing in the way
    counts(qtbot, tab, theirs=12)
    assert not [x for x in core.checks.run() if x.severity is Severity.BROKEN]


def test_a_letter_is_saved_as_it_stands(
    spoiled: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    press(qtbot, tab, K.Key_A)
    letter = asked(qtbot, tab, LetterAsked)
    assert isinstance(letter, LetterAsked)
    texts = set()
    for reader in letter.readers:
        qtbot.mouseClick(letter.readers[reader], Qt.MouseButton.LeftButton)
        texts.add(letter.text.toPlainText())
        assert tab.list.selected()[0].key in letter.text.toPlainText()
    assert len(texts) == 3
    file = tmp_path / "信.txt"
    with qtbot.waitSignal(tab.settling.told, timeout=ENOUGH):
        letter.save_wanted.emit(str(file))
    assert file.read_text("utf-8") == letter.text.toPlainText()
    letter.reject()


def test_reports_for_the_boss_and_for_a_counterpart_are_written(
    spoiled: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    assert tab.found is not None
    case = tab.list.selected()[0]
    menu = tab.reporting.menu(tab.found, case)
    assert [x.text() for x in menu.actions() if x.text()] == [
        "Everything, for the boss…", "For a counterpart", "Monthly check…"]  # fmt: skip
    for file, write in (
        (tmp_path / "全部.xlsx", tab.reporting.write_full),
        (tmp_path / "对方.xlsx", partial(tab.reporting.write_for, party=counterpart(case))),
    ):
        with qtbot.waitSignal(tab.reporting.written, timeout=ENOUGH):
            write(tab.found, file=str(file))
        assert openpyxl.load_workbook(file).sheetnames
    assert "对方.xlsx" in tab.toast._text.text()


@pytest.mark.parametrize("key", [K.Key_W, K.Key_I])
def test_many_wait_or_are_ignored_in_one_step_that_is_taken_back(
    spoiled: Core, reviewing: Open, qtbot: QtBot, key: Qt.Key
) -> None:
    tab = reviewing(spoiled)
    tab.list.view.selectAll()
    qtbot.waitUntil(tab.bulk.isVisible, timeout=ENOUGH)
    assert tab.bulk.title.text() == "2 selected"
    press(qtbot, tab, key)
    if key is K.Key_W:
        day = asked(qtbot, tab, DayAsked)
        assert isinstance(day, DayAsked)
        day.day.setText("2026-12-15")
        qtbot.keyClick(day.day, K.Key_Return)
        counts(qtbot, tab, waiting=2, differ=0)
    else:
        qtbot.keyClick(asked(qtbot, tab, ReasonAsked), K.Key_Return)
        counts(qtbot, tab, decided=2, differ=0)
    in_front(qtbot, tab)
    qtbot.keyClick(tab.list.view, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    counts(qtbot, tab, waiting=0, decided=0, differ=2)
    assert all(x.decision is None for x in spoiled.reconciliation.run().cases)


def test_the_check_is_signed_by_name_in_the_dialog(
    spoiled: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    assert tab.found is not None
    tab.reporting.sign(tab.found)
    dialog = asked(qtbot, tab, SignAsked)
    assert isinstance(dialog, SignAsked)
    assert not dialog.go.isEnabled()
    dialog.name.setText("王小满")
    with qtbot.waitSignal(tab.reporting.signed, timeout=ENOUGH):
        qtbot.keyClick(dialog.name, K.Key_Return)
    signed = spoiled.reviewing.signed(tab.found.run.period)
    assert signed is not None
    assert (signed.by, signed.undecided) == ("王小满", 5)
    for file in QApplication.topLevelWidgets():
        if isinstance(file, QFileDialog):
            file.reject()


def test_what_differs_says_why_it_cannot_be_linked(
    spoiled: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    assert not tab.pair.foot.link.isEnabled()
    assert "same number" in tab.pair.foot.link.toolTip()
    tab.choose_group(Group.THEIRS)
    assert tab.pair.foot.link.isEnabled()
    assert tab.pair.foot.link.toolTip() == ""


@pytest.fixture
def photographed(spoiled: Core, tmp_path: Path) -> Core:
    """The first of ours has a scanned page beside it, the others have none."""
    page = Image.new("RGB", (640, 400), "white")
    page.save(tmp_path / "页.pdf", save_all=True, append_images=[page])
    data = (tmp_path / "页.pdf").read_bytes()
    with spoiled._ledger.store.writing() as work:
        rows = work.invoices.ids_of([FIRST])
        kept = work.originals.keep(Original("页.pdf", data))
        work.originals.link(rows[FIRST], kept)
        work.record("original", None, Topic.INVOICES)
    return spoiled


def test_the_original_is_read_beside_the_fields(
    photographed: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(photographed)
    tab.open_case(FIRST)
    button, pane = tab.pair.head.original, tab.pair.original
    qtbot.waitUntil(button.isVisible, timeout=ENOUGH)
    assert not pane.isVisible()
    press(qtbot, tab, K.Key_O)
    qtbot.waitUntil(lambda: pane.page.text() == "Page 1 of 2", timeout=ENOUGH)
    assert tab.pair.sides.isVisible()
    assert not tab.list.isVisible()  # it gives way at this width
    qtbot.waitUntil(lambda: not pane.view._image.isNull(), timeout=ENOUGH)
    first = pane.view._image.width()
    qtbot.mouseClick(pane.nearer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.view._image.width() > first, timeout=ENOUGH)
    qtbot.mouseClick(pane.next, Qt.MouseButton.LeftButton)
    assert pane.page.text() == "Page 2 of 2"
    qtbot.keyClick(tab.pair, K.Key_Escape)
    qtbot.waitUntil(tab.list.isVisible, timeout=ENOUGH)


def test_where_no_original_is_kept_nothing_is_offered(
    photographed: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(photographed)
    tab.open_case(FIRST)
    qtbot.waitUntil(tab.pair.head.original.isVisible, timeout=ENOUGH)
    tab.choose_group(Group.THEIRS)
    assert not tab.pair.head.original.isVisible()


def test_in_a_small_window_the_original_takes_the_place_of_the_fields(
    photographed: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(photographed, size=(683, 384))
    tab.open_case(FIRST)
    press(qtbot, tab, K.Key_Return)
    qtbot.waitUntil(tab.pair.head.original.isVisible, timeout=ENOUGH)
    qtbot.mouseClick(tab.pair.head.original, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(tab.pair.original.isVisible, timeout=ENOUGH)
    assert not tab.pair.sides.isVisible()
    assert (tab.window().width(), tab.window().height()) == (683, 384)


def test_a_note_is_kept_in_the_history(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled)
    case = tab.list.selected()[0]
    press(qtbot, tab, K.Key_H)
    dialog = asked(qtbot, tab, StoryShown)
    assert isinstance(dialog, StoryShown)
    dialog.note.setText("电话问过对方")
    qtbot.keyClick(dialog.note, K.Key_Return)

    def notes() -> list[object]:
        return [x.details["text"] for x in spoiled.reviewing.story(case) if x.what == "note"]

    qtbot.waitUntil(lambda: notes() == ["电话问过对方"], timeout=ENOUGH)


def test_the_calendar_says_what_is_covered_and_chooses_a_month(
    spoiled: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    qtbot.mouseClick(tab.header.period, Qt.MouseButton.LeftButton)
    dialog = asked(qtbot, tab, CalendarShown)
    assert isinstance(dialog, CalendarShown)
    QAbstractItemModelTester(dialog.model)
    rows = [dialog.model.value(row) for row in range(dialog.model.rowCount())]
    january_row = next(n for n, x in enumerate(rows) if x and x.bought.first == date(2026, 1, 1))
    assert dialog.model.index(january_row, 1).data() == "complete"
    assert dialog.model.index(january_row - 1, 1).data() == "missing"
    dialog.table.selectRow(january_row)
    dialog.accept()
    qtbot.waitUntil(lambda: tab.header.period.text() == "2026-01", timeout=ENOUGH)
    assert tab.running.period == (date(2026, 1, 1), date(2026, 1, 31))


def test_the_monthly_check_is_signed_and_says_what_changed_since(
    spoiled: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    assert tab.found is not None
    spoiled.reviewing.sign(tab.found.run, "王小满")
    press(qtbot, tab, K.Key_I)
    qtbot.keyClick(asked(qtbot, tab, ReasonAsked), K.Key_Return)
    qtbot.waitUntil(lambda: bool(tab.found and tab.found.changed), timeout=ENOUGH)
    tab.reporting.sign(tab.found)
    dialog = asked(qtbot, tab, SignAsked)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Since then: 1 changed." in said
    assert any(text.startswith("Signed by 王小满 on 2026-11-24") for text in said)
    file = tmp_path / "核对.xlsx"
    with qtbot.waitSignal(tab.reporting.written, timeout=ENOUGH):
        tab.reporting.write_full(tab.found, str(file), "王小满")
    assert file.stat().st_size > 5000
    dialog.reject()


def test_place_and_choice_stay_when_news_come(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled)
    tab.list.choose(1)
    key = tab.list.selected()[0].key
    enter(spoiled, [replace(records()[0].invoice, number="26992000000000000777")])
    counts(qtbot, tab, ours=3)
    assert [x.key for x in tab.list.selected()] == [key]


def test_a_small_window_shows_one_at_a_time(spoiled: Core, reviewing: Open, qtbot: QtBot) -> None:
    tab = reviewing(spoiled, size=(683, 384))
    qtbot.waitUntil(lambda: tab.compact, timeout=ENOUGH)
    assert tab.list.isVisible()
    assert not tab.pair.isVisible()
    press(qtbot, tab, K.Key_Return)
    qtbot.waitUntil(tab.pair.isVisible, timeout=ENOUGH)
    assert not tab.list.isVisible()
    assert tab.pair.foot.more.isVisible()
    qtbot.keyClick(tab.pair, K.Key_Escape)
    qtbot.waitUntil(tab.list.isVisible, timeout=ENOUGH)
    assert not tab.pair.isVisible()


SIZES = ((1366, 768), (1366, 688), (1229, 657), (683, 384))
BOTH = list(product((language.CHINESE, language.ENGLISH), SIZES))


@pytest.mark.parametrize(("spoken", "size"), BOTH)
def test_nothing_is_cut_off(
    spoiled: Core, reviewing: Open, qtbot: QtBot, spoken: str, size: tuple[int, int]
) -> None:
    tab = reviewing(spoiled, spoken=spoken, size=size)
    window = tab.window()
    assert (window.width(), window.height()) == size
    for group in OPEN:
        tab.choose_group(group)
        for pair in (False, True):
            if pair and tab.compact:
                press(qtbot, tab, K.Key_Return)
            QApplication.processEvents()
            for widget in tab.findChildren(QAbstractButton):
                if widget.isVisible():
                    assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
                    inside = widget.mapTo(tab, widget.rect().bottomRight())
                    assert inside.x() <= tab.width(), widget.text()
            for label in tab.findChildren(QLabel):
                if label.isVisible() and not label.wordWrap() and label.text():
                    wide = QFontMetrics(label.font()).horizontalAdvance(label.text())
                    assert label.width() >= wide, label.text()


def test_a_run_that_looked_before_a_decision_does_not_show_it_as_open_again(
    spoiled: Core, reviewing: Open, qtbot: QtBot
) -> None:
    tab = reviewing(spoiled)
    counts(qtbot, tab, differ=2, waiting=0)
    told: list[int] = []
    tab.running.found.connect(lambda found: told.append(found.count(Group.WAITING)))
    tab.running.now()
    tab.desk.jobs._pool.waitForDone()  # it has looked; what it found is on its way
    (case,) = tab.list.values[:1]
    until = spoiled.reviewing.today() + timedelta(days=9)
    after = spoiled.deciding.decide([case], DecisionKind.WAIT, until=until)
    tab.settling.settled.emit([case], after, "It waits")
    assert figures(tab)[Group.WAITING] == 1
    qtbot.waitUntil(lambda: told != [], timeout=ENOUGH)
    assert set(told) == {1}


def test_the_whole_way_from_the_drop_to_the_signature(
    core: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    base = records()
    dear = [replace(x.invoice, total=(x.invoice.total or Decimal(0)) + 900) for x in base[:2]]
    enter(core, [*dear, *(x.invoice for x in base[3:])])
    tab = reviewing(core)
    file = tmp_path / NAME
    file.write_bytes(export(base))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    with qtbot.waitSignals([tab.bringing.running, tab.bringing.done], timeout=ENOUGH):
        tab.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none.NoModifier))
    qtbot.waitUntil(tab.result.isVisible, timeout=ENOUGH)
    counts(qtbot, tab, agree=9, differ=2, theirs=1)

    qtbot.mouseClick(tab.tiles.tile(Group.THEIRS), Qt.MouseButton.LeftButton)
    press(qtbot, tab, K.Key_Return)  # what the list has is entered late
    counts(qtbot, tab, agree=10, theirs=0)
    assert by_key(core)[THIRD].total == base[2].invoice.total

    qtbot.mouseClick(tab.tiles.tile(Group.DIFFER), Qt.MouseButton.LeftButton)
    press(qtbot, tab, K.Key_W)
    qtbot.keyClick(asked(qtbot, tab, DayAsked), K.Key_Return)
    counts(qtbot, tab, waiting=1, differ=1)
    in_front(qtbot, tab)
    qtbot.keyClick(tab.list.view, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    counts(qtbot, tab, waiting=0, differ=2)

    in_front(qtbot, tab)
    tab.list.view.selectAll()
    qtbot.waitUntil(lambda: tab.bulk.isVisible() and tab.bulk.model.rowCount() == 2, timeout=ENOUGH)
    press(qtbot, tab, K.Key_Return)
    qtbot.keyClick(asked(qtbot, tab, ReasonAsked), K.Key_Return)
    counts(qtbot, tab, agree=12, differ=0)

    qtbot.mouseClick(tab.result.close_button, Qt.MouseButton.LeftButton)  # one banner at a time
    base[6] = with_fields(base[6], status=Status.RED_FULL)
    bring_in(core, tmp_path, base, name=f"2-{NAME}", made=date(2099, 1, 1))
    qtbot.waitUntil(tab.news.isVisible, timeout=ENOUGH)
    counts(qtbot, tab, agree=11, differ=1)
    qtbot.mouseClick(tab.news.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(tab.stage.news_list.isVisible, timeout=ENOUGH)
    qtbot.mouseClick(tab.stage.news_list.seen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.news.isVisible(), timeout=ENOUGH)

    assert tab.found is not None
    tab.reporting.sign(tab.found)
    dialog = asked(qtbot, tab, SignAsked)
    assert isinstance(dialog, SignAsked)
    dialog.name.setText("王小满")
    with qtbot.waitSignal(tab.reporting.signed, timeout=ENOUGH):
        qtbot.keyClick(dialog.name, K.Key_Return)
    for asking in QApplication.topLevelWidgets():
        if isinstance(asking, QFileDialog):
            asking.reject()
    qtbot.waitUntil(lambda: bool(tab.found and tab.found.signed), timeout=ENOUGH)

    qtbot.mouseClick(tab.tiles.tile(Group.DIFFER), Qt.MouseButton.LeftButton)
    press(qtbot, tab, K.Key_I)
    qtbot.keyClick(asked(qtbot, tab, ReasonAsked), K.Key_Return)
    qtbot.waitUntil(lambda: bool(tab.found and tab.found.changed), timeout=ENOUGH)
    tab.reporting.sign(tab.found)
    again = asked(qtbot, tab, SignAsked)
    assert "Since then: 1 changed." in [label.text() for label in again.findChildren(QLabel)]
    again.reject()


def test_what_was_entered_twice_goes_into_the_recycle_bin_from_the_review(
    core: Core, tmp_path: Path, reviewing: Open, qtbot: QtBot
) -> None:
    base = records()
    again = mistyped(base[0].invoice)
    enter(core, [*(x.invoice for x in base), again])
    bring_in(core, tmp_path, base)
    tab = reviewing(core)
    counts(qtbot, tab, ours=1, differ=0)
    assert "entered twice" in tab.pair.cause.sentence.text()
    press(qtbot, tab, K.Key_Return)
    dialog = asked(qtbot, tab, Asking)
    dialog.accept()
    counts(qtbot, tab, ours=0)
    assert again.key.name not in by_key(core)


def test_what_has_waited_long_enough_wants_a_newer_list() -> None:
    ours = replace(records()[0].invoice, issued_on=date(2026, 1, 31))
    covered = Coverage(Direction.IN, date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1))
    us = Circumstances(COMPANY, exports=(ExportFacts(NAME, covered, 3),))
    mine = replace(ours, direction=Direction.IN, buyer=Party(COMPANY.name, COMPANY.tax_id))
    found = Discrepancy(DiscrepancyType.MISSING_IN_EXPORT, mine)
    case = Case(found, (), explain(found, us), None, 1, None)
    assert case.causes[0].cause is CauseCode.TOO_RECENT
    assert first_step(case, date(2026, 2, 1)).do is Do.WAIT
    assert first_step(case, date(2026, 2, 9)).do is Do.BRING
