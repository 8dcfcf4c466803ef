"""An invoice entered by hand, by keyboard alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.domain.invoice import Direction, Draft, EntryMethod, InvoiceKind, Party, Source, Status
from gui.desk import Desk
from gui.entry.form import EntryForm
from gui.entry.rows import Tone
from tests.gui.entry_forms import CTRL, SHIFT, Hands, hands, shown
from tests.invoices import IDS
from tests.invoices import numbers as invoice_numbers
from tests.invoices import rest as invoice_rest
from tests.ledgers import COMPANY

__all__ = ["hands"]

NUMBER = "26312000000148273905"
US = Party(COMPANY.name, COMPANY.tax_id)


def test_an_invoice_is_typed_and_saved_without_the_mouse(hands: Hands) -> None:
    saved = hands.saves()
    hands.enter(
        NUMBER, "3.1", "上海青禾餐饮有限公司", IDS[1], "100", "6", "", "", "差旅", "餐费 市场部"
    )
    assert saved == [hands.draft()]
    draft = saved[0]
    assert draft.number == NUMBER
    assert draft.kind is InvoiceKind.DIGITAL_SPECIAL
    assert draft.direction is Direction.IN
    assert draft.issued_on == date(2026, 3, 1)
    assert draft.seller == Party("上海青禾餐饮有限公司", IDS[1])
    assert draft.buyer == US
    assert (draft.net, draft.tax, draft.total) == (
        Decimal("100.00"), Decimal("6.00"), Decimal("106.00"),
    )  # fmt: skip
    assert draft.remark == "差旅"
    assert draft.tags == ("餐费", "市场部")
    assert draft.sources["number"] is Source.TYPED
    assert draft.sources["tax"] is Source.COMPUTED
    assert draft.complete().key.name == NUMBER


def test_what_was_typed_is_what_the_ledger_holds(hands: Hands, desk: Desk) -> None:
    hands.enter(NUMBER, "1124", "上海青禾餐饮有限公司", IDS[1], "-100", "13", "", "", "", "")
    kept = desk.core.entry.add(hands.draft(), EntryMethod.MANUAL)
    assert kept.total == Decimal("-113.00")
    assert kept.status is Status.RED


def test_enter_goes_through_the_fields_in_the_order_of_the_face(hands: Hands) -> None:
    way = []
    for _ in range(10):
        way.append(hands.where())
        hands.press(Qt.Key.Key_Return)
    assert way == [
        "number", "issued_on", "seller.name", "seller.tax_id", "net", "rate", "tax", "total",
        "remark", "tags",
    ]  # fmt: skip


def test_enter_leads_from_the_kind_to_the_number(hands: Hands) -> None:
    hands.form.face.kind.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert hands.where() == "number"


def test_tab_reaches_everything_and_comes_back(hands: Hands) -> None:
    forward = []
    for _ in range(40):
        hands.press(Qt.Key.Key_Tab)
        forward.append(hands.where())
        if forward[-1] == "number":
            break
    assert forward == [
        "issued_on", "seller.name", "seller.tax_id", "buyer.name", "net", "rate", "tax", "total",
        "remark", "tags", "Lines", "Save and next", "Copy last", "Clear", "Purchase", "Kind",
        "number",
    ]  # fmt: skip
    hands.press(Qt.Key.Key_Tab, SHIFT)
    assert hands.where() == "Kind"


def test_the_keys_of_the_buttons_work_in_every_field(hands: Hands) -> None:
    asked: list[str] = []
    hands.form.save_wanted.connect(lambda: asked.append("save"))
    hands.form.copy_wanted.connect(lambda: asked.append("copy"))
    hands.form.clear_wanted.connect(lambda: asked.append("clear"))
    for path in ("number", "issued_on", "seller.name", "net", "rate", "remark"):
        hands.at(path)
        hands.type("1")
        for key in (Qt.Key.Key_S, Qt.Key.Key_D, Qt.Key.Key_N):
            hands.press(key, CTRL)
        hands.press(Qt.Key.Key_Escape)
        assert asked == ["save", "copy", "clear", "clear"], path
        assert hands.text(path) == "1"
        asked.clear()
        hands.press(Qt.Key.Key_Backspace)


def test_an_invalid_form_asks_to_be_saved_too_and_then_names_what_is_missing(
    hands: Hands,
) -> None:
    saved = hands.saves()
    assert hands.words("number") == ""
    hands.press(Qt.Key.Key_S, CTRL)
    assert len(saved) == 1
    hands.form.point_at("issued_on")
    assert hands.where() == "issued_on"
    assert hands.words("number") == "Still missing: Invoice number, Date"
    hands.type("3.1")
    assert hands.words("number") == "Still missing: Invoice number"
    hands.form.clear()
    assert hands.words("number") == ""


@pytest.mark.parametrize("field", ["net", "seller", "buyer.name", "kind", "lines", "check_code"])
def test_any_field_that_can_be_named_can_be_pointed_at(hands: Hands, field: str) -> None:
    hands.form.point_at(field)
    assert hands.focus() is not None


def test_a_number_stands_in_fours_and_is_whole_in_the_clipboard(hands: Hands) -> None:
    hands.type(NUMBER)
    assert hands.text("number") == NUMBER
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == NUMBER
    field = hands.field("number")
    field.deselect()
    wide, plain = field.cursorRect().x(), QLineEdit(NUMBER)
    assert wide > plain.fontMetrics().horizontalAdvance(NUMBER) + 20
    hands.press(Qt.Key.Key_Backspace)
    assert hands.text("number") == NUMBER[:-1]
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.text("number") == NUMBER


def test_a_pasted_number_with_blanks_and_full_width_is_forgiven(hands: Hands) -> None:
    QGuiApplication.clipboard().setText(" ２６３１ 2000 0001 4827 3905 ")
    hands.press(Qt.Key.Key_V, CTRL)
    assert hands.draft().number == NUMBER
    hands.press(Qt.Key.Key_Return)
    assert hands.text("number") == NUMBER


def test_a_number_tells_what_it_says_and_how_much_is_left(hands: Hands) -> None:
    hands.type(NUMBER[:12])
    assert hands.words("number") == "12 of 20 digits"
    hands.type(NUMBER[12:])
    assert hands.words("number") == "Structure right: 2026, Shanghai"
    assert hands.tone("number") is Tone.PROOF


def test_a_half_typed_number_is_said_to_be_wrong_only_when_it_is_left(hands: Hands) -> None:
    hands.type("2631")
    assert hands.tone("number") is Tone.HINT
    hands.press(Qt.Key.Key_Return)
    assert hands.tone("number") is Tone.DOUBT
    assert hands.words("number") == "The number is not built as such numbers are."


def test_a_number_that_can_only_be_of_one_kind_chooses_it(hands: Hands) -> None:
    hands.type("26339132621000219582")
    assert hands.draft().kind is InvoiceKind.RAIL
    assert hands.field("other_charges").isVisible()
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type(NUMBER)
    assert hands.draft().kind is InvoiceKind.DIGITAL_SPECIAL
    assert not hands.field("other_charges").isVisible()


def test_a_chosen_kind_stays_whatever_the_number_says(hands: Hands) -> None:
    hands.form.face.kind.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert hands.draft().kind is InvoiceKind.DIGITAL_ORDINARY
    hands.at("number")
    hands.type("26339132621000219582")
    assert hands.draft().kind is InvoiceKind.DIGITAL_ORDINARY


def test_a_code_typed_in_the_place_of_the_number_finds_its_own(hands: Hands) -> None:
    hands.enter("031001900104")
    assert hands.draft().kind is InvoiceKind.ORDINARY_PAPER
    assert hands.text("code") == "031001900104"
    assert hands.where() == "number"
    hands.enter("12345678", "3.1")
    hands.at("total")
    hands.type("106")
    assert hands.draft().complete().key.name == "03100190010412345678"
    assert hands.field("check_code").isVisible()


def test_a_20_digit_number_needs_no_code(hands: Hands) -> None:
    hands.enter("031001900104")
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type(NUMBER)
    assert hands.draft().kind is InvoiceKind.DIGITAL_SPECIAL
    assert hands.draft().code is None


def test_digital_invoices_on_paper_have_both_numbers(hands: Hands) -> None:
    hands.form.fill(Draft(kind=InvoiceKind.DIGITAL_SPECIAL_PAPER))
    hands.at("code")
    hands.enter("031001900104", NUMBER, "12345678")
    draft = hands.draft()
    assert (draft.code, draft.number, draft.paper_number) == ("031001900104", NUMBER, "12345678")


@pytest.mark.parametrize("typed", ["3.1", "0301", "20260301", "2026-3-1", "2026年3月1日", "３．１"])
def test_a_date_is_written_out_when_it_is_left(hands: Hands, typed: str) -> None:
    hands.at("issued_on")
    hands.type(typed)
    assert hands.draft().issued_on == date(2026, 3, 1)
    hands.press(Qt.Key.Key_Tab)
    assert hands.text("issued_on") == "2026-03-01"


def test_plus_and_minus_go_by_days(hands: Hands) -> None:
    hands.at("issued_on")
    hands.type("+")
    assert hands.text("issued_on") == "2026-11-25"
    assert "future" in hands.words("number")
    hands.type("--")
    assert hands.text("issued_on") == "2026-11-23"
    hands.commit("＋")
    assert hands.text("issued_on") == "2026-11-24"
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type("3.1-")
    assert hands.text("issued_on") == "2026-02-28"
    assert hands.draft().sources["issued_on"] is Source.TYPED


def test_what_is_no_date_is_said_when_it_is_left_and_never_blocks(hands: Hands) -> None:
    hands.at("issued_on")
    hands.type("2.30")
    assert hands.said("number") is None
    hands.press(Qt.Key.Key_Return)
    assert hands.tone("number") is Tone.ERROR
    assert hands.words("number") == "“2.30” is no date."
    assert hands.field("issued_on").property("state") == "error"
    assert hands.where() == "seller.name"


def test_the_calendar_opens_by_key(hands: Hands, qtbot: QtBot) -> None:
    hands.at("issued_on")
    hands.type("3.1")
    hands.press(Qt.Key.Key_F4)
    from PySide6.QtWidgets import QCalendarWidget

    calendar = hands.form.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate().toPython() == date(2026, 3, 1)
    calendar.close()


def test_the_form_is_restored_as_it_was_half_typed(hands: Hands, qtbot: QtBot, desk: Desk) -> None:
    assert hands.form.kept() == ""
    hands.form.face.direction.buttons[Direction.OUT].click()
    hands.at("number")
    hands.enter(NUMBER[:7], "3.", "云杉")
    hands.at("net")
    hands.type("120*")
    hands.at("rate")
    hands.type("1")
    text = hands.form.kept()
    again = EntryForm(desk)
    host = shown(qtbot, again)
    again.restore(text)
    assert again.kept() == text
    assert Hands(again).text("net") == "120*"
    assert again.draft() == hands.draft()
    for broken in (
        "",
        "{",
        "[]",
        '{"kind": 3, "texts": [], "lines": {}}',
        '{"sources": {"net": 1}}',
    ):
        again.restore(broken)
    host.close()


@settings(max_examples=60)
@given(st.data())
def test_what_was_filled_in_and_not_touched_stays_to_the_letter(
    hands: Hands, data: st.DataObject
) -> None:
    filled = Draft(**data.draw(invoice_numbers), **data.draw(invoice_rest))
    hands.form.fill(filled)
    found = hands.draft()
    ours = "seller" if found.direction is Direction.OUT else "buyer"
    if getattr(filled, ours) == Party():
        assert getattr(found, ours) == US
        found = replace(found, **{ours: Party()})  # type: ignore[arg-type]
    if filled.direction is not None:
        assert found.direction is filled.direction
    known = {"direction": filled.direction, "sources": filled.sources}
    if "***" in hands.text("rate") and not filled.lines:
        known["lines"] = ()  # type: ignore[assignment]
    follow = [name for name in ("net", "tax") if getattr(filled, name) is None]
    if filled.net is None or filled.tax is None:  # the third, or all by the rate of the lines
        known |= dict.fromkeys(follow)
    assert replace(found, **known) == filled  # type: ignore[arg-type]
    text, stood = hands.form.kept(), hands.draft()
    hands.form.clear()
    hands.form.restore(text)
    assert hands.draft() == stood
    assert hands.form.kept() == text


def test_clearing_keeps_kind_and_direction_for_the_next_of_the_pile(hands: Hands) -> None:
    hands.form.face.kind.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.form.face.direction.buttons[Direction.OUT].click()
    hands.at("number")
    hands.enter(NUMBER, "3.1", "云杉")
    hands.form.clear()
    draft = hands.draft()
    assert (draft.number, draft.issued_on, draft.buyer) == (None, None, Party())
    assert draft.kind is InvoiceKind.DIGITAL_ORDINARY
    assert draft.seller == US
    assert draft.sources == {}


def test_every_change_is_told(hands: Hands) -> None:
    told: list[Draft] = []
    hands.form.changed.connect(lambda: told.append(hands.draft()))
    hands.type("26")
    assert [each.number for each in told] == ["2", "26"]
