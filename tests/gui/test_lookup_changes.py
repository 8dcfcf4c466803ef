"""The panel beside the table, and changes of one and of many that can be taken back."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Direction, Status
from core.domain.query import Query
from gui.lookup.correcting import CorrectDialog
from gui.lookup.facts import all_facts
from gui.lookup.questions import AskDialog, PreviewDialog, QueueAsked
from gui.tabs.review import ReviewTab
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.lookups import choose, dialog, fill, names, pick, said
from tests.gui.test_accessibility import nameless, without_words
from tests.reconciling import bring_in, enter, january
from words import language
from words.vocabulary import word

LEFT = Qt.MouseButton.LeftButton


def tag(qtbot: QtBot, shown: Shown, text: str) -> None:
    """Answer the question for tags."""
    asked = dialog(qtbot, shown, AskDialog)
    asked.line.setText(text)
    qtbot.mouseClick(asked.go, LEFT)


def toasted(qtbot: QtBot, shown: Shown, text: str) -> None:
    qtbot.waitUntil(lambda: shown.tab.toast._text.text() == text, timeout=ENOUGH)


def undo(qtbot: QtBot, shown: Shown) -> None:
    shown.window.activateWindow()  # without a screen a dialog does not give the focus back
    qtbot.waitUntil(shown.window.isActiveWindow, timeout=ENOUGH)
    shown.results.table.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(shown.results.table, Qt.Key.Key_Z, control)


def test_the_panel_shows_the_invoice_that_is_chosen(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    choose(qtbot, shown, 4)
    invoice, panel = shown.results.current(), shown.tab.panel
    assert invoice is not None
    assert panel.isVisible()
    assert panel._party.toolTip() == invoice.seller.name
    assert panel._amount.text() == f"{invoice.total:,.2f}"
    assert panel.facts.copy is not None
    qtbot.mouseClick(panel.facts.copy, LEFT)
    assert QGuiApplication.clipboard().text() == invoice.number


def test_what_was_sold_shows_the_buyer(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 3, lambda n, x: replace(x, direction=Direction.OUT))
    shown = ready(lambda: core)
    choose(qtbot, shown, 0)
    invoice = shown.results.current()
    assert invoice is not None
    assert shown.tab.panel._party.toolTip() == invoice.buyer.name


def test_all_fields_and_lines_unfold(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 3)
    shown = ready(lambda: core)
    choose(qtbot, shown, 0)
    facts, invoice = shown.tab.panel.facts, shown.results.current()
    assert invoice is not None
    assert not facts._all.isVisible()
    qtbot.mouseClick(facts.more, LEFT)
    qtbot.waitUntil(facts._all.isVisible, timeout=ENOUGH)
    assert all(name and value for name, value in all_facts(invoice))


def assert_told(qtbot: QtBot, shown: Shown, *parts: str) -> None:
    """The history of the invoice in the panel says all of this."""

    def told() -> None:
        texts = "\n".join(shown.tab.panel.history.texts)
        assert [part for part in parts if part not in texts] == [], texts

    qtbot.waitUntil(told, timeout=ENOUGH)


def test_a_correction_needs_its_reason_and_can_be_undone(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    choose(qtbot, shown, 2)
    before = shown.results.current()
    assert before is not None
    qtbot.keyClick(shown.results.table, Qt.Key.Key_F2)
    form = dialog(qtbot, shown, CorrectDialog)
    assert not form.go.isEnabled()
    form.fields["seller.name"].setText("示例改名有限公司")
    assert form.said.text() == "The reason is missing."
    form.reason.setText("typed wrong")
    assert "示例改名有限公司" in form.said.text()
    qtbot.mouseClick(form.go, LEFT)
    name = before.key.name
    qtbot.waitUntil(
        lambda: core.lookup.by_name(name).seller.name == "示例改名有限公司", timeout=ENOUGH
    )
    assert core.lookup.by_name(name).seller.tax_id == before.seller.tax_id
    qtbot.waitUntil(shown.tab.toast.isVisible, timeout=ENOUGH)
    assert_told(qtbot, shown, "示例改名有限公司", "Reason: typed wrong", "tester entered it")
    undo(qtbot, shown)
    toasted(qtbot, shown, "Taken back, 1 invoice")
    assert core.lookup.by_name(name) == before
    assert_told(qtbot, shown, "tester took a change back")


def test_a_correction_takes_a_sum_and_shows_all_that_it_would_change(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    choose(qtbot, shown, 2)
    before = shown.results.current()
    assert before is not None
    qtbot.keyClick(shown.results.table, Qt.Key.Key_F2)
    form = dialog(qtbot, shown, CorrectDialog)
    form.reason.setText("typed wrong")
    form.fields["net"].setText("100+abc")
    assert form.said.text() == "“100+abc” cannot be read here."
    assert not form.go.isEnabled()
    form.fields["net"].setText("1200+95.5")
    form.status.setCurrentIndex(form.status.findData(Status.VOIDED))
    assert "1295.50" in form.said.text()
    assert word(Status.VOIDED) in form.said.text()
    qtbot.mouseClick(form.go, LEFT)
    name = before.key.name
    qtbot.waitUntil(lambda: core.lookup.by_name(name).status is Status.VOIDED, timeout=ENOUGH)
    assert core.lookup.by_name(name).net == Decimal("1295.50")


def test_a_number_that_another_invoice_has_is_refused_in_the_form(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    invoices = fill(core, 12)
    shown = ready(lambda: core)
    choose(qtbot, shown, 2)
    qtbot.keyClick(shown.results.table, Qt.Key.Key_F2)
    form = dialog(qtbot, shown, CorrectDialog)
    form.fields["number"].setText(invoices[0].number)
    form.reason.setText("typed wrong")
    qtbot.mouseClick(form.go, LEFT)
    qtbot.waitUntil(lambda: form.said.property("state") == "wrong", timeout=ENOUGH)
    assert form.isVisible()
    assert form.reason.text() == "typed wrong"


@pytest.mark.parametrize(
    ("path", "text"),
    [("issued_on", "2026-13-40"), ("total", "twelve"), ("net", "1.2.3"), ("issued_on", "")],
)
def test_what_cannot_be_read_is_said_while_typing(
    core: Core, ready: Show, qtbot: QtBot, path: str, text: str
) -> None:
    fill(core, 1)
    shown = ready(lambda: core)
    choose(qtbot, shown, 0)
    qtbot.keyClick(shown.results.table, Qt.Key.Key_F2)
    form = dialog(qtbot, shown, CorrectDialog)
    form.reason.setText("why")
    form.fields[path].setText(text)
    assert not form.go.isEnabled()
    assert form.said.property("state") == "wrong"
    form.reject()


def test_an_untouched_form_changes_nothing(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 9, lambda n, x: replace(x, other_charges=Decimal(n), remark=None if n % 2 else "r"))
    shown = ready(lambda: core)
    for row in range(9):
        choose(qtbot, shown, row)
        qtbot.keyClick(shown.results.table, Qt.Key.Key_F2)
        form = dialog(qtbot, shown, CorrectDialog)
        assert form.changes() == {}
        form.reject()
        qtbot.waitUntil(lambda: not shown.tab.findChildren(CorrectDialog), timeout=ENOUGH)
        shown.window.activateWindow()  # without a screen the dialog does not give it back
        qtbot.waitUntil(shown.window.isActiveWindow, timeout=ENOUGH)


def test_one_is_tagged_at_once(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    choose(qtbot, shown, 1)
    qtbot.mouseClick(shown.tab.panel.tag, LEFT)
    tag(qtbot, shown, "差旅 travel")
    toasted(qtbot, shown, "1 tagged with “差旅 travel”")
    qtbot.waitUntil(
        lambda: (x := shown.results.current()) is not None and x.tags == ("travel", "差旅"),
        timeout=ENOUGH,
    )


def test_many_are_tagged_after_they_were_shown_and_it_can_be_undone(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    choose(qtbot, shown, 1)
    choose(qtbot, shown, 5, shift=True)
    assert shown.tab.bulk.isVisible()
    assert shown.tab.bulk.sentence.text() == "5 chosen"
    qtbot.mouseClick(shown.tab.bulk.tag, LEFT)
    tag(qtbot, shown, "差旅")
    preview = dialog(qtbot, shown, PreviewDialog)
    assert nameless(preview) == []
    said_there = [label.text() for label in preview.findChildren(QLabel)]
    assert said_there[:2] == ["Tag 5 with “差旅”", "It can be undone afterwards with Ctrl+Z."]
    assert sum("— → 差旅" in text for text in said_there) == 5
    assert preview.go.text() == "Change 5 invoices"
    assert core.lookup.find(Query(tags=("差旅",))).total == 0
    qtbot.mouseClick(preview.go, LEFT)
    toasted(qtbot, shown, "5 tagged with “差旅”")
    assert core.lookup.find(Query(tags=("差旅",))).total == 5
    qtbot.waitUntil(lambda: len(shown.results.names_chosen()) == 5, timeout=ENOUGH)
    undo(qtbot, shown)
    toasted(qtbot, shown, "Taken back, 5 invoices")
    assert core.lookup.find(Query(tags=("差旅",))).total == 0


def test_a_preview_that_is_declined_changes_nothing(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 6)
    shown = ready(lambda: core)
    shown.results.table.selectAll()
    qtbot.waitUntil(lambda: len(shown.results.names_chosen()) == 6, timeout=ENOUGH)
    qtbot.mouseClick(shown.tab.bulk.throw, LEFT)
    preview = dialog(qtbot, shown, PreviewDialog)
    assert preview.go.text() == "Throw 6 invoices away"
    assert "and 1 more" in [label.text() for label in preview.findChildren(QLabel)]
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert core.lookup.find(Query()).total == 6
    assert shown.tab.chips.isVisible()


def test_many_are_queued_for_their_verification_after_a_question(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 6)
    shown = ready(lambda: core)
    before = core.verification.figures().waiting
    shown.results.table.selectAll()
    qtbot.waitUntil(lambda: len(shown.results.names_chosen()) == 6, timeout=ENOUGH)
    qtbot.mouseClick(shown.tab.bulk.verify, LEFT)
    asked = dialog(qtbot, shown, QueueAsked)
    assert nameless(asked) == []
    assert asked.go.text() == "Queue 6 invoices"
    qtbot.mouseClick(asked.go, LEFT)
    toasted(qtbot, shown, "6 more wait for verification")
    assert core.verification.figures().waiting == before + 6
    qtbot.mouseClick(shown.tab.bulk.verify, LEFT)
    qtbot.mouseClick(dialog(qtbot, shown, QueueAsked).go, LEFT)
    toasted(qtbot, shown, "All of them wait already")


def test_what_lies_in_the_bin_is_found_there_and_taken_out(
    core: Core, ready: Show, qtbot: QtBot
) -> None:
    fill(core, 6)
    shown = ready(lambda: core)
    choose(qtbot, shown, 0)
    pick(shown.tab.panel.menu(), "Move to the recycle bin")
    said(qtbot, shown, "5 invoices")
    shown.tab._ask(Query(binned=True))
    said(qtbot, shown, "1 invoice")
    choose(qtbot, shown, 0)
    panel = shown.tab.panel
    qtbot.waitUntil(panel.take_out.isVisible, timeout=ENOUGH)
    assert not panel.correct.isVisible()
    qtbot.mouseClick(panel.take_out, LEFT)
    qtbot.waitUntil(shown.results.no_hit.isVisible, timeout=ENOUGH)
    assert core.lookup.find(Query()).total == 6


def test_an_invoice_is_copied_into_the_entry_form(core: Core, ready: Show, qtbot: QtBot) -> None:
    fill(core, 6)
    shown = ready(lambda: core)
    choose(qtbot, shown, 0)
    invoice = shown.results.current()
    assert invoice is not None
    pick(shown.tab.panel.menu(), "Copy into entry")
    assert shown.inside.tabs.currentWidget() is shown.entry
    form = shown.entry.pile.form
    qtbot.waitUntil(
        lambda: form.face.fields["seller.name"].text() == invoice.seller.name, timeout=ENOUGH
    )
    assert form.face.fields["number"].text() == ""


def test_what_is_shown_is_exported(core: Core, ready: Show, qtbot: QtBot, tmp_path: Path) -> None:
    fill(core, 12)
    shown = ready(lambda: core)
    shown.tab._ask(Query(direction=Direction.OUT))
    said(qtbot, shown, "4 invoices")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(shown.field, Qt.Key.Key_E, control)
    asked = dialog(qtbot, shown, QFileDialog)
    assert Path(asked.directory().absolutePath()) != Path.cwd()
    asked.reject()
    file = tmp_path / "shown.xlsx"
    shown.tab.exporting.start(file, shown.results.query, shown.results.layout_chosen.order)
    toasted(qtbot, shown, "4 invoices in shown.xlsx")
    sheet = openpyxl.load_workbook(file)["发票"]
    numbers = {str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row}
    assert all(
        invoice.number in numbers for invoice in core.lookup.find(shown.results.query).invoices
    )


@pytest.mark.parametrize("spoken", [language.CHINESE, language.ENGLISH])
def test_everything_of_the_panel_has_a_name(
    core: Core, ready: Show, qtbot: QtBot, spoken: str
) -> None:
    fill(core, 6)
    shown = ready(lambda: core, spoken=spoken)
    choose(qtbot, shown, 1)
    shown.tab.panel.facts.more.setChecked(True)
    for part in (shown.tab.panel, shown.tab.bulk, shown.tab.chips):
        assert nameless(part) == []
        assert without_words(part) == []
    menus = (
        shown.tab.panel.menu(),
        shown.tab.filters.menu(Query()),
        shown.tab.saved.menu(Query()),
        shown.tab.choosing.menu(shown.results.table.layout_now()),
    )
    assert all(menu.accessibleName() for menu in menus)


def test_what_the_tax_bureau_says_otherwise_stands_in_the_panel_and_leads_to_the_review(
    core: Core, ready: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    theirs = [x for x in january(8) if not x.invoice.red_of][:3]
    ours = [x.invoice for x in theirs]
    ours[0] = replace(ours[0], total=(ours[0].total or 0) + Decimal("900.00"))
    enter(core, ours)
    bring_in(core, tmp_path, theirs)
    shown = ready(lambda: core)
    found = names(shown)
    choose(qtbot, shown, found.index(ours[0].key.name))
    line = shown.tab.panel.case
    qtbot.waitUntil(line.isVisible, timeout=ENOUGH)
    assert line.said.text().startswith("Differs · Total")
    choose(qtbot, shown, found.index(ours[1].key.name))
    qtbot.waitUntil(line.isHidden, timeout=ENOUGH)
    choose(qtbot, shown, found.index(ours[0].key.name))
    qtbot.waitUntil(line.isVisible, timeout=ENOUGH)
    qtbot.mouseClick(line.review, LEFT)
    assert isinstance(shown.inside.tabs.currentWidget(), ReviewTab)
