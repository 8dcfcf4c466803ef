"""Amounts: two give the third, sums are worked out, what was typed is never overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core.domain.invoice import Draft, InvoiceKind, Line, Source
from gui.entry.rows import Said, Tone
from tests.gui.entry_forms import CTRL, SHIFT, Hands, hands

__all__ = ["hands"]


def amounts(hands: Hands) -> tuple[str, str, str]:
    return hands.text("net"), hands.text("tax"), hands.text("total")


def put(hands: Hands, path: str, text: str) -> None:
    hands.at(path)
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type(text) if text else hands.press(Qt.Key.Key_Backspace)


def said(hands: Hands) -> Said | None:
    return hands.form.face.lines.sum.said


@pytest.mark.parametrize(
    ("one", "other", "third"),
    [
        (("net", "100"), ("tax", "13"), ("total", "113.00")),
        (("net", "100"), ("total", "113"), ("tax", "13.00")),
        (("tax", "13"), ("total", "113"), ("net", "100.00")),
    ],
)
def test_any_two_give_the_third(
    hands: Hands, one: tuple[str, str], other: tuple[str, str], third: tuple[str, str]
) -> None:
    put(hands, *one)
    put(hands, *other)
    assert hands.text(third[0]) == third[1]
    assert hands.draft().sources[third[0]] is Source.COMPUTED
    assert hands.words("net").startswith("Computed from")
    assert hands.words("total") == "Net + tax = total"


def test_net_and_rate_give_tax_and_total_with_every_key(hands: Hands) -> None:
    put(hands, "rate", "13")
    put(hands, "net", "1000")
    hands.at("remark")
    assert hands.text("rate") == "13%"
    assert amounts(hands) == ("1,000.00", "130.00", "1,130.00")
    assert hands.words("net") == "Computed from net and rate; may be changed"
    put(hands, "rate", "6")
    assert amounts(hands) == ("1,000.00", "60.00", "1,060.00")


def test_total_and_rate_give_the_rest(hands: Hands) -> None:
    put(hands, "total", "3390")
    put(hands, "rate", "13")
    assert amounts(hands) == ("3,000.00", "390.00", "3,390.00")
    assert hands.words("net") == "Computed from total and rate; may be changed"


def test_what_was_typed_later_wins_and_is_never_overwritten(hands: Hands) -> None:
    put(hands, "rate", "13")
    put(hands, "net", "100")
    put(hands, "tax", "12.99")
    assert hands.text("total") == "112.99"
    put(hands, "total", "113")
    put(hands, "rate", "6")
    hands.at("remark")
    assert amounts(hands) == ("100.00", "12.99", "113.00")
    assert hands.tone("total") is Tone.ERROR
    assert hands.words("total") == "Net and tax make 112.99, but the total says 113.00."
    assert hands.field("total").property("state") == "error"
    put(hands, "total", "")
    assert hands.text("total") == "112.99"
    assert hands.field("total").property("state") == ""


def test_half_typed_is_not_overwritten_either(hands: Hands) -> None:
    put(hands, "net", "100")
    put(hands, "tax", "13")
    put(hands, "total", "100+")
    assert hands.text("total") == "100+"
    assert hands.tone("total") is Tone.ERROR
    hands.type("13")
    assert hands.draft().total == Decimal("113.00")


def test_a_sum_is_shown_while_it_is_typed_and_written_out_when_it_is_left(hands: Hands) -> None:
    put(hands, "net", "120*3+5.5")
    assert hands.text("net") == "120*3+5.5"
    assert hands.words("net") == "= 365.50"
    hands.press(Qt.Key.Key_Return)
    assert hands.text("net") == "365.50"
    put(hands, "tax", "（１０＋２）÷４×２")
    hands.press(Qt.Key.Key_Tab)
    assert hands.text("tax") == "6.00"


def test_a_division_by_zero_is_said_at_the_field(hands: Hands) -> None:
    put(hands, "net", "5/0")
    assert hands.words("net") == "A division by zero has no result."
    assert hands.field("net").property("state") == "error"
    assert hands.draft().net is None
    put(hands, "net", "5/2")
    assert hands.field("net").property("state") == ""


@pytest.mark.parametrize("pasted", ["¥1,234.50", "￥ 1,234.50元", "１２３４．５", "1 234.50"])
def test_pasted_amounts_are_read_as_they_come(hands: Hands, pasted: str) -> None:
    QGuiApplication.clipboard().setText(pasted)
    hands.at("net")
    hands.press(Qt.Key.Key_V, CTRL)
    assert hands.draft().net == Decimal("1234.50")
    hands.press(Qt.Key.Key_Tab)
    assert hands.text("net") == "1,234.50"


def test_separators_are_out_of_the_way_of_who_types(hands: Hands) -> None:
    put(hands, "net", "1234567.8")
    hands.at("tax")
    assert hands.text("net") == "1,234,567.80"
    hands.at("net")
    assert hands.text("net") == "1234567.80"


def test_a_negative_amount_is_red_with_its_own_minus(hands: Hands) -> None:
    put(hands, "net", "-50")
    hands.at("tax")
    assert hands.text("net") == "−50.00"
    assert hands.field("net").property("sign") == "negative"
    put(hands, "net", "50")
    assert hands.field("net").property("sign") == ""


def test_other_charges_stand_beside_where_the_kind_has_them(hands: Hands) -> None:
    hands.form.fill(Draft(kind=InvoiceKind.AIR))
    put(hands, "rate", "9")
    put(hands, "total", "1140")
    put(hands, "other_charges", "50")
    assert amounts(hands) == ("1,000.00", "90.00", "1,140.00")
    assert hands.draft().other_charges == Decimal("50.00")
    assert hands.words("total") == "Net + tax = total"


def test_rates_of_the_kind_and_the_day_are_offered(hands: Hands) -> None:
    rate = hands.form.face.sums.rate
    assert rate.offered()[:3] == ["13%", "9%", "6%"]
    hands.at("issued_on")
    hands.type("20180601")
    assert rate.offered()[0] == "16%"
    hands.form.fill(Draft(kind=InvoiceKind.RAIL, issued_on=date(2026, 1, 1)))
    assert rate.offered()[0] == "9%"


def test_a_rate_is_picked_by_keyboard(hands: Hands) -> None:
    put(hands, "net", "100")
    hands.at("rate")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert hands.text("rate") == "9%"
    assert hands.text("total") == "109.00"
    assert hands.where() == "rate"


@pytest.mark.parametrize(("typed", "shown"), [("1.5", "1.5%"), ("0.13", "13%"), ("免税", "免税")])
def test_any_rate_can_be_typed(hands: Hands, typed: str, shown: str) -> None:
    put(hands, "rate", typed)
    hands.press(Qt.Key.Key_Return)
    assert hands.text("rate") == shown


def test_what_is_no_rate_is_said_when_it_is_left(hands: Hands) -> None:
    put(hands, "rate", "120x")
    assert hands.said("net") is None
    hands.press(Qt.Key.Key_Return)
    assert hands.words("net") == "“120x” is no tax rate."


def test_where_the_face_prints_stars_the_tax_is_not_missing(hands: Hands) -> None:
    hands.form.fill(Draft(kind=InvoiceKind.DIGITAL_ORDINARY))
    put(hands, "total", "200")
    put(hands, "net", "198.04")
    put(hands, "tax", "1.96")
    put(hands, "tax", "")
    put(hands, "total", "")
    put(hands, "rate", "***")
    assert hands.draft().tax is None
    hands.form.point_at("net")
    assert "Tax" not in hands.words("net")


def test_a_scan_is_marked_as_such_and_the_rest_is_asked_for(hands: Hands) -> None:
    code = dict.fromkeys(("kind", "number", "issued_on", "total"), Source.CODE)
    hands.form.fill(
        Draft(
            kind=InvoiceKind.DIGITAL_SPECIAL,
            number="26312000000148273905",
            issued_on=date(2026, 11, 24),
            total=Decimal("3390.00"),
            sources=code,
        )
    )
    assert hands.words("seller.name") == "Still missing: Seller"
    assert hands.words("net") == "Still missing: Net, Tax"
    assert hands.words("total") == "Agrees with the QR code"
    hands.form.point_at("net")
    hands.at("rate")
    hands.type("13")
    assert hands.words("net") == "Computed from total and rate; may be changed"
    assert hands.words("total") == "Agrees with the QR code; net + tax = total"
    assert hands.draft().sources["total"] is Source.CODE
    put(hands, "total", "3391")
    assert hands.draft().sources["total"] is Source.TYPED
    assert hands.words("total") == "The QR code says 3,390.00"


def test_lines_are_typed_and_their_sum_stands_against_the_net(hands: Hands) -> None:
    put(hands, "net", "110")
    put(hands, "tax", "14.30")
    lines = hands.form.face.lines
    lines.toggle.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.enter("*纸制品*复印纸", "A4", "箱", "2", "50", "", "13", "")
    assert hands.draft().lines == (
        Line(
            name="*纸制品*复印纸",
            spec="A4",
            unit="箱",
            quantity=Decimal(2),
            unit_price=Decimal(50),
            net=Decimal("100.00"),
            rate="0.13",
            tax=Decimal("13.00"),
        ),
    )
    assert said(hands) == Said(Tone.ERROR, "The lines make 100.00 net and 13.00 tax")
    hands.enter("快递", "", "", "", "", "5*2", "13%", "")
    assert said(hands) == Said(Tone.PROOF, "The lines make 110.00 net and 14.30 tax")
    hands.enter("")
    assert hands.where() == "Save and next"
    assert lines.toggle.text() == "Lines 2"


def test_a_line_in_hand_does_no_harm_when_the_window_goes(hands: Hands) -> None:
    lines = hands.form.face.lines
    lines.open(True)
    hands.enter("餐费")
    hands.type("大")
    hands.form.window().close()
    assert hands.draft().lines[0].name == "餐费"


def test_esc_and_tab_lead_out_of_the_lines(hands: Hands) -> None:
    cleared: list[int] = []
    hands.form.clear_wanted.connect(lambda: cleared.append(1))
    lines = hands.form.face.lines
    lines.toggle.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.type("餐")
    hands.press(Qt.Key.Key_Escape)  # the cell first
    assert not cleared
    assert hands.draft().lines == ()
    hands.press(Qt.Key.Key_Tab, SHIFT)
    assert hands.where() == "Lines"
    hands.press(Qt.Key.Key_Tab)
    assert lines.table.hasFocus()
    hands.press(Qt.Key.Key_Tab)
    assert hands.where() == "Save and next"


def test_a_line_is_taken_out_again(hands: Hands) -> None:
    lines = hands.form.face.lines
    hands.form.fill(Draft(lines=(Line(name="一"), Line(name="二"))))
    lines.open(True)
    hands.press(Qt.Key.Key_Delete, CTRL)
    assert [line.name for line in hands.draft().lines] == ["二"]
    assert lines.toggle.text() == "Lines 1"


def test_lines_of_a_scan_keep_what_has_no_column(hands: Hands) -> None:
    line = Line(name="餐费", net=Decimal("10.00"), rate="0.06", tax=Decimal("0.60"), tax_code="307")
    hands.form.fill(Draft(kind=InvoiceKind.DIGITAL_ORDINARY, lines=(line,)))
    assert hands.draft().lines == (line,)
    assert hands.text("rate") == "6%"
