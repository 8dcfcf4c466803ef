"""The verification screen: what waits, what was answered, what needs a look."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from core import settings
from core.app import Core
from core.domain.answer import State
from core.domain.batch_shape import DEFAULT, BatchColumn, Shape, read_shape
from core.domain.history import How
from core.domain.invoice import EntryMethod, Party, Status
from core.domain.waiting import Hold
from core.secrets import MemoryKeys
from gui.states import Mark
from gui.tables import CELL
from gui.tabs.verification import VerificationTab
from gui.verification.answers import AnswerShown
from gui.verification.batch import BatchLeft
from gui.verification.points import OfferAsked
from gui.verification.shaping import BatchAsked
from gui.verification.site import SiteDialog
from tests.core.services.test_batch import book
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.lookups import choose, said
from tests.gui.lookups import names as shown_names
from tests.gui.lookups import pick as menu_pick
from tests.gui.test_accessibility import nameless
from tests.gui.test_lookup import choose as choose_file
from tests.gui.verifications import enter, gone, keys, pick, tab_of, there
from tests.invoices import draft
from tests.verifying import Clock, Service, opened, running, set_up

K = Qt.Key


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


def shown_with(qtbot: QtBot, shown: Shown, waiting: int) -> VerificationTab:
    """Give the tab once so many rows are shown."""
    tab = tab_of(shown)
    qtbot.waitUntil(lambda: tab.waiting.model.rowCount() == waiting, timeout=ENOUGH)
    return tab


def click(qtbot: QtBot, button: Any) -> None:
    qtbot.waitUntil(button.isEnabled, timeout=ENOUGH)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def in_menu(qtbot: QtBot, tab: VerificationTab, row: int, word: str) -> None:
    tab.waiting.table.selectRow(row)
    at = tab.waiting.table.visualRect(tab.waiting.model.index(row, 0)).center()
    pick(qtbot, tab, lambda: tab.waiting.table.customContextMenuRequested.emit(at), word)


def hold_of(tab: VerificationTab) -> Hold | None:
    first = tab.waiting.model.value(0)
    return first.hold if first is not None else None


def test_what_waits_is_shown_in_its_order_and_works_off(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    names = [each.key.name for each in enter(core, 1, 2, 3)]
    service.answers[names[1]] = {"Error": {"Code": "FailedOperation.InvoiceMismatch"}}
    set_up(core, service)
    shown = entering(lambda: core)
    tab = shown_with(qtbot, shown, 3)
    assert keys(tab) == names
    assert tab.numbers.waiting.figure.text() == "3"
    assert shown.inside.status.waiting.isVisible()
    click(qtbot, tab.go)
    qtbot.waitUntil(lambda: tab.waiting.model.rowCount() == 0, timeout=ENOUGH)
    assert service.asked == names
    qtbot.waitUntil(lambda: tab.numbers.confirmed.figure.text() == "2", timeout=ENOUGH)
    assert tab.numbers.failed.figure.text() == "1"
    qtbot.waitUntil(lambda: not shown.inside.status.waiting.isVisible(), timeout=ENOUGH)
    click(qtbot, tab.segments[1])
    qtbot.waitUntil(lambda: tab.answers.model.rowCount() == 3, timeout=ENOUGH)


def test_without_a_service_nothing_is_sent_and_the_button_says_why(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    enter(core, 1)
    tab = shown_with(qtbot, entering(lambda: core), 1)
    assert not tab.go.isEnabled()
    assert "No service" in tab.lacks.text()
    assert tab.lacks.isVisible()
    assert service.asked == []


def test_pausing_and_going_on_by_menu(core: Core, entering: Show, qtbot: QtBot) -> None:
    enter(core, 1, 2)
    tab = shown_with(qtbot, entering(lambda: core), 2)
    in_menu(qtbot, tab, 0, "Pause")
    qtbot.waitUntil(lambda: core.verification.waiting()[0].hold is Hold.PAUSED, timeout=ENOUGH)
    assert core.verification.waiting()[1].hold is None
    qtbot.waitUntil(lambda: hold_of(tab) is Hold.PAUSED, timeout=ENOUGH)
    in_menu(qtbot, tab, 0, "Resume")
    qtbot.waitUntil(lambda: core.verification.waiting()[0].hold is None, timeout=ENOUGH)


def test_the_order_is_changed_by_menu(core: Core, entering: Show, qtbot: QtBot) -> None:
    names = [each.key.name for each in enter(core, 1, 2, 3)]
    tab = shown_with(qtbot, entering(lambda: core), 3)
    in_menu(qtbot, tab, 2, "To the front")
    qtbot.waitUntil(lambda: keys(tab) == [names[2], names[0], names[1]], timeout=ENOUGH)
    in_menu(qtbot, tab, 0, "To the end")
    qtbot.waitUntil(lambda: keys(tab) == names, timeout=ENOUGH)


def test_what_is_taken_out_waits_no_more(core: Core, entering: Show, qtbot: QtBot) -> None:
    names = [each.key.name for each in enter(core, 1, 2)]
    tab = shown_with(qtbot, entering(lambda: core), 2)
    in_menu(qtbot, tab, 0, "Take out of the queue")
    qtbot.waitUntil(lambda: keys(tab) == names[1:], timeout=ENOUGH)
    assert core.verification.figures().waiting == 1


def test_what_may_have_been_charged_is_asked_again_only_when_a_person_says_so(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    (invoice,) = enter(core, 1)
    service.answers[invoice.key.name] = None
    set_up(core, service)
    tab = shown_with(qtbot, entering(lambda: core), 1)
    click(qtbot, tab.go)
    qtbot.waitUntil(lambda: hold_of(tab) is Hold.MAYBE_CHARGED, timeout=ENOUGH)
    assert not tab.go.isEnabled()
    service.answers.clear()
    in_menu(qtbot, tab, 0, "Ask once more, it may be charged again")
    click(qtbot, tab.go)
    qtbot.waitUntil(lambda: tab.waiting.model.rowCount() == 0, timeout=ENOUGH)
    assert service.times()[invoice.key.name] == 2


def test_what_the_official_site_says_is_kept_with_a_screenshot(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    (invoice,) = enter(core, 1)
    tab = shown_with(qtbot, entering(lambda: core), 1)
    tab.waiting.table.selectRow(0)
    click(qtbot, tab.waiting.site)
    dialog = there(qtbot, tab.window(), SiteDialog)
    assert not dialog.go.isEnabled()
    click(qtbot, dialog.copies["number"])
    assert QGuiApplication.clipboard().text() == invoice.number
    click(qtbot, dialog.copies["issued_on"])
    assert QGuiApplication.clipboard().text() == f"{invoice.issued_on:%Y%m%d}"
    picture = tmp_path / "seen.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    dialog.attach(picture)
    dialog.note.setText("seen by the bookkeeper")
    dialog.said.setCurrentIndex(2)
    click(qtbot, dialog.go)
    qtbot.waitUntil(lambda: tab.waiting.model.rowCount() == 0, timeout=ENOUGH)
    (asked,) = core.verification.history(invoice.key.name)
    assert (asked.how, asked.state, asked.status) == (How.SITE, State.MATCH, Status.VOIDED)
    assert asked.note == "seen by the bookkeeper"
    assert asked.original is not None
    assert [x.file_name for x in core.originals.of(invoice.key.name)] == ["seen.png"]


def test_a_voided_invoice_is_an_alarm_until_somebody_has_seen_it(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    (invoice,) = enter(core, 1)
    core.verification.record(invoice.key.name, State.MATCH, status=Status.VOIDED)
    shown = entering(lambda: core)
    tab = shown_with(qtbot, shown, 0)
    click(qtbot, tab.segments[2])
    qtbot.waitUntil(lambda: tab.points.alarm_model.rowCount() == 1, timeout=ENOUGH)
    state = tab.points.alarm_model.index(0, 0).data(CELL)
    assert state.mark is Mark.WRONG
    click(qtbot, tab.points.seen)
    qtbot.waitUntil(lambda: tab.points.alarm_model.rowCount() == 0, timeout=ENOUGH)
    assert core.verification.alarms() == ()


def test_an_alarm_leads_to_its_invoice(core: Core, entering: Show, qtbot: QtBot) -> None:
    invoice, _ = enter(core, 1, 2)
    core.verification.record(invoice.key.name, State.MATCH, status=Status.VOIDED)
    shown = entering(lambda: core)
    tab = shown_with(qtbot, shown, 1)
    click(qtbot, tab.segments[2])
    qtbot.waitUntil(lambda: tab.points.alarm_model.rowCount() == 1, timeout=ENOUGH)
    tab.points.alarm_table.selectRow(0)
    tab.points.alarm_table.setFocus()
    qtbot.keyClick(tab.points.alarm_table, K.Key_Return)
    qtbot.waitUntil(lambda: shown.inside.tabs.currentWidget() is shown.tab, timeout=ENOUGH)
    qtbot.waitUntil(lambda: shown.results.count.text() != "", timeout=ENOUGH)
    qtbot.waitUntil(lambda: shown_names(shown) == [invoice.key.name], timeout=ENOUGH)


def test_what_an_answer_holds_and_ours_lacks_is_shown_and_taken_over(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    invoice = core.entry.add(draft(1, seller=Party()), EntryMethod.MANUAL)
    service.answers[invoice.key.name] = {
        "Invoice": {"IsAbandoned": "N", "SellerName": "上海青禾餐饮有限公司"},
        "RequestId": "r-1",
    }
    set_up(core, service)
    core.verification.work_off()
    tab = shown_with(qtbot, entering(lambda: core), 0)
    click(qtbot, tab.segments[2])
    qtbot.waitUntil(lambda: tab.points.offer_model.rowCount() == 1, timeout=ENOUGH)
    click(qtbot, tab.points.take)
    click(qtbot, there(qtbot, tab.window(), OfferAsked).go)
    qtbot.waitUntil(lambda: tab.points.offer_model.rowCount() == 0, timeout=ENOUGH)
    assert core.lookup.by_name(invoice.key.name).seller.name == "上海青禾餐饮有限公司"


def test_what_an_answer_adds_is_taken_over_field_by_field(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    names = []
    for n in (1, 2):
        invoice = core.entry.add(draft(n, seller=Party()), EntryMethod.MANUAL)
        names.append(invoice.key.name)
        service.answers[invoice.key.name] = {
            "Invoice": {
                "IsAbandoned": "N",
                "SellerName": "上海青禾餐饮有限公司",
                "SellerTaxCode": "91310000MA1FL0A17C",
                "BuyerName": "北京另一家商贸有限公司",
            },
            "RequestId": "r-1",
        }
    set_up(core, service)
    core.verification.work_off()
    tab = shown_with(qtbot, entering(lambda: core), 0)
    click(qtbot, tab.segments[2])
    qtbot.waitUntil(lambda: tab.points.offer_model.rowCount() == 2, timeout=ENOUGH)
    click(qtbot, tab.points.take)
    asked = there(qtbot, tab.window(), OfferAsked)
    assert nameless(asked) == []
    at = {(x.number, x.field): n for n, x in enumerate(asked.lines)}
    assert asked.lines[at[names[0], "buyer.name"]].differs
    asked.turn({at[names[0], "buyer.name"]})
    assert at[names[0], "buyer.name"] not in asked.ticked
    asked.boxes[""].click()
    assert asked.ticked == set()
    assert not asked.go.isEnabled()
    asked.boxes["seller.tax_id"].click()
    asked.turn({at[names[1], "seller.tax_id"], at[names[1], "seller.name"]})
    click(qtbot, asked.go)
    qtbot.waitUntil(
        lambda: (
            [core.lookup.by_name(name).seller for name in names]
            == [Party(tax_id="91310000MA1FL0A17C"), Party("上海青禾餐饮有限公司")]
        ),
        timeout=ENOUGH,
    )
    assert core.lookup.by_name(names[0]).buyer == draft(1).buyer
    qtbot.waitUntil(lambda: tab.points.offer_model.rowCount() == 2, timeout=ENOUGH)


def test_answers_are_searched_shown_as_they_came_and_exported(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = enter(core, 1, 2)
    core.verification.record(first.key.name, State.MATCH, status=Status.NORMAL, note="by phone")
    core.verification.record(second.key.name, State.NOT_FOUND)
    tab = shown_with(qtbot, entering(lambda: core), 0)
    click(qtbot, tab.segments[1])
    qtbot.waitUntil(lambda: tab.answers.model.rowCount() == 2, timeout=ENOUGH)
    qtbot.keyClicks(tab.answers.search, "phone")
    qtbot.waitUntil(lambda: tab.answers.model.rowCount() == 1, timeout=ENOUGH)
    tab.answers.table.setFocus()
    tab.answers.table.selectRow(0)
    qtbot.keyClick(tab.answers.table, K.Key_Return)
    dialog = there(qtbot, tab.window(), AnswerShown)
    assert first.key.name in dialog.windowTitle()
    qtbot.keyClick(dialog, K.Key_Escape)
    gone(qtbot, tab.window(), AnswerShown)
    click(qtbot, tab.answers.export)
    with qtbot.waitSignal(tab.answers.written, timeout=ENOUGH):
        choose_file(qtbot, tab.window(), tmp_path / "history")  # its suffix comes by itself
    file = tmp_path / "history.xlsx"
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    text = str(rows)
    assert first.key.name in text
    assert second.key.name not in text


def test_the_count_over_an_empty_queue_says_what_will_stand_here(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    tab = tab_of(entering(lambda: core))
    qtbot.waitUntil(lambda: tab.numbers.answers.figure.text() == "–", timeout=ENOUGH)
    assert tab.waiting.model.rowCount() == 0
    assert "No invoice waits" in tab.waiting._empty.sentence.text()


def test_cancelling_keeps_what_was_answered_and_the_rest_waits(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    names = [each.key.name for each in enter(core, *range(1, 8))]
    set_up(core, service)
    tab = shown_with(qtbot, entering(lambda: core), 7)
    reached, may_go = Event(), Event()

    def held(_: str) -> object:
        reached.set()
        may_go.wait(ENOUGH / 1000)
        return service.usual

    service.answers[names[2]] = held
    click(qtbot, tab.go)
    qtbot.waitUntil(reached.is_set, timeout=ENOUGH)
    tab.cancel()
    may_go.set()
    qtbot.waitUntil(lambda: tab.waiting.model.rowCount() == 4, timeout=ENOUGH)
    assert service.asked == names[:3]
    assert core.verification.figures().confirmed == 3


def test_the_screen_asks_for_no_more_than_a_small_window_has(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core, size=(683, 384))
    tab_of(shown)
    assert shown.window.width() <= 683
    assert shown.window.height() <= 384


def test_files_for_the_batch_check_are_written_and_their_answer_settles_what_waits(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = enter(core, 1, 2)
    core.entry.add(draft(3, total=None), EntryMethod.MANUAL)
    tab = shown_with(qtbot, entering(lambda: core), 3)
    with qtbot.waitSignal(tab.waiting.batch.done, timeout=ENOUGH) as written:
        tab.waiting.batch.write(tmp_path)
    assert written.args[0].word == "2 invoices written · 1 file · 1 lacks a value"
    (file,) = tmp_path.glob("*.xlsx")
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[1:]] == [first.number, second.number]
    answer = book(
        tmp_path / "back.xlsx",
        ("发票代码", "发票号码", "查验结果", "发票状态"),
        ("", first.number, "查验成功,一致", "正常"),
        ("", second.number, "不一致", ""),
        ("", "26990000000000000001", "一致", "正常"),
    )
    with qtbot.waitSignal(tab.waiting.batch.done, timeout=ENOUGH) as read:
        tab.waiting.batch.read(answer)
    assert read.args[0].word == "2 answers kept · 1 not in the ledger"
    there(qtbot, tab.window(), BatchLeft).reject()
    qtbot.waitUntil(lambda: tab.waiting.model.rowCount() == 1, timeout=ENOUGH)
    assert tab.numbers.failed.figure.text() == "1"


def test_the_columns_of_the_batch_check_are_chosen_previewed_kept_and_reset(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    first, second = enter(core, 1, 2)
    tab = shown_with(qtbot, entering(lambda: core), 2)
    asked = BatchAsked(tab.window(), tab.desk, None)  # as the button does, but for the folder
    asked.open()
    qtbot.waitUntil(lambda: asked.model.rowCount() == 2, timeout=ENOUGH)
    assert nameless(asked) == []
    assert asked.shape() == DEFAULT
    by_field = {row.field: row for row in asked.columns}
    for field in ("code", "check_code", "amount"):
        by_field[field].tick.click()
    by_field["number"].title.setText("票号")
    qtbot.mouseClick(by_field["issued_on"].buttons[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(by_field["issued_on"].buttons[0], Qt.MouseButton.LeftButton)
    asked.rows.setText("")
    assert not asked.go.isEnabled()
    asked.rows.setText("1")
    wanted = Shape(
        (BatchColumn("issued_on", "开票日期"), BatchColumn("number", "票号")), 1, DEFAULT.bytes
    )
    assert asked.shape() == wanted
    shown = [(f"{each.issued_on:%Y%m%d}", each.number) for each in (first, second)]
    qtbot.waitUntil(
        lambda: [asked.model.value(n) for n in range(asked.model.rowCount())] == shown,
        timeout=ENOUGH,
    )
    with qtbot.waitSignal(asked.chosen, timeout=ENOUGH) as chosen:
        click(qtbot, asked.go)
    assert chosen.args == [wanted]
    gone(qtbot, tab.window(), BatchAsked)
    qtbot.waitUntil(lambda: read_shape(settings.load(core.folder).batch) == wanted, timeout=ENOUGH)
    tab.waiting.batch.ask()
    again = there(qtbot, tab.window(), BatchAsked)
    qtbot.waitUntil(lambda: again.shape() == wanted, timeout=ENOUGH)
    qtbot.mouseClick(again.reset, Qt.MouseButton.LeftButton)
    assert again.shape() == DEFAULT


def toast_text(tab: VerificationTab) -> str:
    return " ".join(each.text() for each in tab.toast.findChildren(QLabel))


def from_menu(qtbot: QtBot, tab: VerificationTab, word: str) -> None:
    pick(qtbot, tab, lambda: click(qtbot, tab.waiting.batch), word)


def answered(folder: Path, file: Path, results: dict[str, str]) -> Path:
    """Fill a written file in as the tax bureau does: one more column, by invoice number."""
    titles, *rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    at = titles.index("票号")
    lines = [tuple(map(str, (*row, results[str(row[at])]))) for row in rows]
    return book(folder / f"已查验 {file.name}", (*map(str, titles), "查验结果"), *lines)


def test_from_chosen_columns_over_files_on_disk_to_answers_in_the_history(
    core: Core, entering: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    one, two, three = enter(core, 1, 2, 3)
    tab = shown_with(qtbot, entering(lambda: core), 3)
    from_menu(qtbot, tab, "Write files for the tax bureau…")
    asked = there(qtbot, tab.window(), BatchAsked)
    qtbot.waitUntil(lambda: asked.model.rowCount() == 3, timeout=ENOUGH)
    by_field = {row.field: row for row in asked.columns}
    for field in ("code", "check_code"):
        by_field[field].tick.click()
    for field, title in (("number", "票号"), ("issued_on", "哪天"), ("amount", "钱")):
        by_field[field].title.setText(title)
    qtbot.mouseClick(by_field["amount"].buttons[0], Qt.MouseButton.LeftButton)
    asked.rows.setText("2")
    click(qtbot, asked.go)
    out = tmp_path / "给税务局"
    out.mkdir()
    choose_file(qtbot, tab.window(), out)
    qtbot.waitUntil(lambda: len([*out.glob("*.xlsx")]) == 2, timeout=ENOUGH)
    qtbot.waitUntil(lambda: "3 invoices written · 2 files" in toast_text(tab), timeout=ENOUGH)
    files = sorted(out.glob("*.xlsx"))
    sheets = [CalamineWorkbook.from_path(str(x)).get_sheet_by_index(0).to_python() for x in files]
    assert [sheet[0] for sheet in sheets] == [["票号", "钱", "哪天"]] * 2
    assert [row[0] for sheet in sheets for row in sheet[1:]] == [
        one.number,
        two.number,
        three.number,
    ]

    results = {str(one.number): "一致", str(two.number): "不一致", str(three.number): "看不清"}
    backs = [answered(tmp_path, file, results) for file in files]
    from_menu(qtbot, tab, "Read its answer…")
    choose_file(qtbot, tab.window(), backs[0])
    qtbot.waitUntil(lambda: keys(tab) == [three.key.name], timeout=ENOUGH)
    from_menu(qtbot, tab, "Read its answer…")
    choose_file(qtbot, tab.window(), backs[1])
    left = there(qtbot, tab.window(), BatchLeft)
    assert nameless(left) == []
    assert left.model.index(0, 0).data() == "2"
    assert "not known here" in left.model.index(0, 3).data()
    click(qtbot, left.copy)
    assert "看不清" in QGuiApplication.clipboard().text()
    click(qtbot, left.go)
    gone(qtbot, tab.window(), BatchLeft)
    click(qtbot, tab.segments[1])
    qtbot.waitUntil(lambda: tab.answers.model.rowCount() == 2, timeout=ENOUGH)
    kept = core.verification.history()
    assert {x.key: (x.how, x.state, x.note) for x in kept} == {
        one.key.name: (How.BATCH, State.MATCH, backs[0].name),
        two.key.name: (How.BATCH, State.MISMATCH, backs[0].name),
    }
    assert keys(tab) == [three.key.name]


def test_a_title_that_stands_for_something_else_is_said_and_not_taken(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    enter(core, 1)
    tab = shown_with(qtbot, entering(lambda: core), 1)
    tab.waiting.batch.ask()
    asked = there(qtbot, tab.window(), BatchAsked)
    qtbot.waitUntil(lambda: asked.model.rowCount() == 1, timeout=ENOUGH)
    by_field = {row.field: row for row in asked.columns}
    for title in ("发票代码", "查验结果"):
        by_field["number"].title.setText(title)
        assert not asked.go.isEnabled()
        assert title in asked.told.text()
    by_field["number"].title.setText("票号")
    qtbot.waitUntil(asked.go.isEnabled, timeout=ENOUGH)


def test_an_invoice_says_what_was_asked_about_it_and_can_be_asked_about_next(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    enter(core, 1, 2, 3)
    shown = ready(lambda: core)
    said(qtbot, shown, "3 invoices")
    choose(qtbot, shown, 0)
    panel = shown.tab.panel
    qtbot.waitUntil(lambda: panel.invoice is not None, timeout=ENOUGH)
    assert panel.invoice is not None
    name = panel.invoice.key.name
    assert panel.verified.lines == []
    menu_pick(panel.menu(), "Verify next")
    qtbot.waitUntil(lambda: core.verification.waiting()[0].key == name, timeout=ENOUGH)
    menu_pick(panel.menu(), "Check on the official site…")
    dialog = there(qtbot, shown.window, SiteDialog)
    dialog.said.setCurrentIndex(1)
    click(qtbot, dialog.go)
    qtbot.waitUntil(lambda: len(panel.verified.lines) == 1, timeout=ENOUGH)
    assert "Agrees" in panel.verified.lines[0].text()
    click(qtbot, panel.verified.lines[0])
    there(qtbot, shown.window, AnswerShown).reject()
    assert core.verification.figures().waiting == 2


def test_no_part_of_the_screens_opens_a_window_of_its_own(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core)
    tab_of(shown)
    qtbot.waitUntil(shown.window.isActiveWindow, timeout=ENOUGH)
