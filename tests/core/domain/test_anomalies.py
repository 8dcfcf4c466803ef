"""What makes no sense on an invoice is named; what makes sense, or is unknown, is not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.anomalies import problems_of
from core.domain.company import Company
from core.domain.invoice import Direction, Invoice, InvoiceKind, Line, Party, Status
from core.domain.problem import Problem, ProblemCode
from core.domain.qr import draft_of

US = Company("示例（北京）科技有限公司", "91110000MA0000001L")
OUR_SIDE = Party("示例（北京）科技有限公司", "91110000MA0000001L")
THEIR_SIDE = Party("范例信息技术有限公司", "91110000MA0000003T")
STRANGER = Party("样本商贸有限公司", "91310000MA0000004B")
TODAY = date(2025, 6, 30)

DIGITAL = Invoice(
    kind=InvoiceKind.DIGITAL_SPECIAL,
    number="25112000000048542163",
    issued_on=date(2025, 5, 28),
    net=Decimal("4197.17"),
    tax=Decimal("251.83"),
    total=Decimal("4449.00"),
    seller=THEIR_SIDE,
    buyer=OUR_SIDE,
    direction=Direction.IN,
)
OLD = replace(
    DIGITAL,
    kind=InvoiceKind.ORDINARY_ELECTRONIC,
    code="011002000211",
    number="83089647",
    issued_on=date(2020, 7, 23),
)
LINE = Line(
    name="*信息技术服务*技术服务",
    quantity=Decimal(3),
    unit_price=Decimal("1399.0566666667"),
    net=Decimal("4197.17"),
    rate="0.06",
    tax=Decimal("251.83"),
)


def found(invoice: Invoice, company: Company = US) -> list[tuple[ProblemCode, str | None]]:
    return [(p.code, p.field) for p in problems_of(invoice, company, TODAY)]


def only(invoice: Invoice) -> Problem:
    (problem,) = problems_of(invoice, US, TODAY)
    return problem


@pytest.mark.parametrize(
    "invoice",
    [
        DIGITAL,
        OLD,
        replace(DIGITAL, lines=(LINE,)),
        replace(DIGITAL, issued_on=TODAY),
        replace(DIGITAL, seller=OUR_SIDE, buyer=THEIR_SIDE, direction=Direction.OUT),
        replace(DIGITAL, net=None, tax=None),
        replace(DIGITAL, tax=None),  # *** on the face
        replace(DIGITAL, kind=None),
        replace(DIGITAL, seller=Party(), buyer=Party()),
    ],
)
def test_nothing_is_said_against_an_invoice_that_makes_sense(invoice: Invoice) -> None:
    assert found(invoice) == []


def test_net_and_tax_that_do_not_make_the_total_are_named_with_both_sums() -> None:
    problem = only(replace(DIGITAL, total=Decimal("4494.00")))
    assert (problem.code, problem.field) == (ProblemCode.SUM_DIFFERS, "total")
    assert problem.values == {"expected": "4449.00", "found": "4494.00"}


def test_what_stands_outside_vat_is_part_of_the_sum() -> None:
    ticket = replace(
        DIGITAL,
        kind=InvoiceKind.AIR,
        net=Decimal("522.93"),
        tax=Decimal("47.07"),
        other_charges=Decimal("50.00"),
        total=Decimal("620.00"),
    )
    assert found(ticket) == []
    assert found(replace(ticket, total=Decimal("621.00"))) == [(ProblemCode.SUM_DIFFERS, "total")]


def test_a_flight_whose_fund_is_not_known_is_not_blamed_for_it() -> None:
    ticket = replace(DIGITAL, kind=InvoiceKind.AIR, total=Decimal("4499.00"))
    assert found(ticket) == []
    assert found(replace(ticket, total=Decimal("4399.00"))) == [(ProblemCode.SUM_DIFFERS, "total")]


def test_a_roll_receipt_prints_its_amounts_with_tax() -> None:
    roll = replace(OLD, kind=InvoiceKind.ROLL, code="011002000107", net=Decimal("4449.00"))
    assert found(replace(roll, lines=(LINE,))) == []


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(0, 10**6, places=2))
def test_an_invoice_that_adds_up_is_never_blamed(net: Decimal, tax: Decimal) -> None:
    tax = tax if net >= 0 else -tax
    status = Status.RED if net < 0 else Status.NORMAL
    assert found(replace(DIGITAL, net=net, tax=tax, total=net + tax, status=status)) == []


@given(
    st.decimals(1, 10**9, places=2),
    st.decimals(0, 10**6, places=2),
    st.decimals("0.01", 10**6, places=2),
)
def test_a_total_that_is_off_by_a_fen_or_more_is_always_named(
    net: Decimal, tax: Decimal, off: Decimal
) -> None:
    invoice = replace(DIGITAL, net=net, tax=tax, total=net + tax + off)
    assert found(invoice) == [(ProblemCode.SUM_DIFFERS, "total")]


@pytest.mark.parametrize(
    ("net", "tax", "total"), [("-100.00", "13.00", "-87.00"), ("100.00", "-13.00", "87.00")]
)
def test_amounts_of_different_sign_are_named(net: str, tax: str, total: str) -> None:
    invoice = replace(DIGITAL, net=Decimal(net), tax=Decimal(tax), total=Decimal(total))
    assert found(invoice) == [(ProblemCode.SIGNS_DIFFER, None)]


def test_a_red_invoice_is_negative_throughout() -> None:
    red = replace(
        DIGITAL,
        status=Status.RED,
        net=Decimal("-495.05"),
        tax=Decimal("-4.95"),
        total=Decimal("-500.00"),
    )
    assert found(red) == []
    positive = replace(DIGITAL, status=Status.RED)
    assert found(positive) == [(ProblemCode.SIGNS_DIFFER, "status")]


def test_no_tax_at_all_is_no_difference_of_signs() -> None:
    zero = Decimal("0.00")
    assert found(replace(DIGITAL, net=Decimal("4449.00"), tax=zero)) == []
    assert found(replace(DIGITAL, net=zero, tax=zero, total=zero, status=Status.RED)) == []


def test_a_day_in_the_future_is_named() -> None:
    tomorrow = replace(DIGITAL, issued_on=date(2025, 7, 1))
    assert found(tomorrow) == [(ProblemCode.DATE_IN_FUTURE, "issued_on")]


@pytest.mark.parametrize(
    ("changes", "why", "field"),
    [
        ({"number": "22112000000048542163"}, "year", "number"),
        ({"number": "28112000000048542163"}, "year", "number"),
        ({"number": "25002000000048542163"}, "region", "number"),
        ({"number": "25722000000048542163"}, "region", "number"),
        ({"kind": InvoiceKind.ORDINARY_PAPER}, "kind", "number"),
        ({"number": "2511200000004854216"}, "kind", "number"),
    ],
)
def test_a_digital_number_that_cannot_be_is_named(
    changes: dict[str, object], why: str, field: str
) -> None:
    problem = only(replace(DIGITAL, **changes))  # type: ignore[arg-type]
    assert (problem.code, problem.field) == (ProblemCode.NUMBER_ODD, field)
    assert problem.values == {"why": why}


@pytest.mark.parametrize(
    ("changes", "why", "field"),
    [
        ({"code": "011002000104"}, "kind", "code"),
        ({"kind": InvoiceKind.SPECIAL_PAPER}, "kind", "code"),
        ({"code": "011002600211"}, "year", "code"),
        ({"code": "099002000211"}, "region", "code"),
        ({"number": "8308964"}, "length", "number"),
    ],
)
def test_a_code_that_cannot_be_is_named(changes: dict[str, object], why: str, field: str) -> None:
    problem = only(replace(OLD, **changes))  # type: ignore[arg-type]
    assert (problem.code, problem.field) == (ProblemCode.NUMBER_ODD, field)
    assert problem.values == {"why": why}


@pytest.mark.parametrize(
    "invoice",
    [
        replace(DIGITAL, number="24112000000048542163", issued_on=date(2025, 1, 1)),
        replace(DIGITAL, number="25924000000001260164"),
        replace(DIGITAL, number="25951000000001260164"),
        replace(DIGITAL, number="00048542", code="251120000000"),  # 20 digits as 12 and 8
        replace(DIGITAL, kind=InvoiceKind.DIGITAL_ORDINARY_PAPER, code="011002500104"),
        replace(
            DIGITAL,
            kind=InvoiceKind.DIGITAL_ORDINARY_PAPER,
            code="011002500104",
            number="48542163",
        ),
        replace(OLD, code="011001600211"),  # stock of 2016, used in 2020
        replace(OLD, code="011002000112"),  # a toll invoice that another calls ordinary
        replace(OLD, kind=InvoiceKind.TOLL, code="045002000112"),
        replace(OLD, kind=InvoiceKind.TOLL, code="045002000111"),
        replace(OLD, kind=InvoiceKind.BLOCKCHAIN, code="144032009110"),
        replace(OLD, code="011002080026"),  # says nothing of its kind
        replace(OLD, kind=InvoiceKind.FISCAL, code="00010126", number="0010925600"),
        replace(OLD, kind=InvoiceKind.OTHER, code="1", number="1"),
        replace(OLD, kind=InvoiceKind.CUSTOMS, code=None, number="020120201234567890"),
    ],
)
def test_a_number_that_may_be_is_not_named(invoice: Invoice) -> None:
    assert found(invoice) == []


def test_an_odd_tax_id_is_named_with_its_side() -> None:
    seller = replace(THEIR_SIDE, tax_id="91110000MA0000003U")
    assert found(replace(DIGITAL, seller=seller)) == [(ProblemCode.TAX_ID_ODD, "seller.tax_id")]
    ours = replace(OUR_SIDE, tax_id="91110000MA0000002L")
    problem = only(replace(DIGITAL, buyer=ours))
    assert (problem.code, problem.field) == (ProblemCode.TAX_ID_ODD, "buyer.tax_id")
    assert problem.values == {"text": "91110000MA0000002L"}


@pytest.mark.parametrize(
    ("seller", "buyer", "direction", "field"),
    [
        (THEIR_SIDE, STRANGER, Direction.IN, "buyer"),
        (THEIR_SIDE, STRANGER, Direction.OUT, "seller"),
        (THEIR_SIDE, STRANGER, None, None),
        (Party(), STRANGER, Direction.IN, "buyer"),
        (THEIR_SIDE, Party("个人"), Direction.IN, "buyer"),
    ],
)
def test_an_invoice_of_others_is_named(
    seller: Party, buyer: Party, direction: Direction | None, field: str | None
) -> None:
    invoice = replace(DIGITAL, seller=seller, buyer=buyer, direction=direction)
    assert found(invoice) == [(ProblemCode.OTHER_TAXPAYER, field)]


@pytest.mark.parametrize(
    ("seller", "buyer", "direction"),
    [
        (THEIR_SIDE, Party(), Direction.IN),  # who bought is not known
        (THEIR_SIDE, Party(), None),
        (Party(), STRANGER, None),
        (THEIR_SIDE, Party("示例(北京)科技有限公司"), Direction.IN),
        (THEIR_SIDE, Party("示例（北京） 科技有限公司", None), Direction.IN),
        (THEIR_SIDE, Party(None, "91110000ma0000001l"), Direction.IN),
        (THEIR_SIDE, Party("示例（旧）有限公司", "91110000MA0000001L"), Direction.IN),
        (OUR_SIDE, STRANGER, Direction.IN),  # a wrong direction is another matter
    ],
)
def test_an_invoice_that_may_be_ours_is_not_named(
    seller: Party, buyer: Party, direction: Direction | None
) -> None:
    assert found(replace(DIGITAL, seller=seller, buyer=buyer, direction=direction)) == []


def test_lines_that_do_not_add_up_are_named() -> None:
    half = replace(LINE, quantity=None, net=Decimal("2000.00"), tax=Decimal("120.00"))
    problems = problems_of(replace(DIGITAL, lines=(half, half)), US, TODAY)
    assert [(p.code, p.field, dict(p.values)) for p in problems] == [
        (ProblemCode.LINES_DIFFER, "net", {"expected": "4000.00", "found": "4197.17"}),
        (ProblemCode.LINES_DIFFER, "tax", {"expected": "240.00", "found": "251.83"}),
    ]


def test_a_discount_is_a_line_of_its_own() -> None:
    full = replace(LINE, quantity=None, net=Decimal("4198.13"), tax=Decimal("251.89"))
    discount = replace(LINE, quantity=None, net=Decimal("-0.96"), tax=Decimal("-0.06"))
    assert found(replace(DIGITAL, lines=(full, discount))) == []


def test_a_line_whose_amounts_disagree_is_named_with_its_place() -> None:
    wrong_net = replace(LINE, quantity=Decimal(4))
    assert found(replace(DIGITAL, lines=(wrong_net,))) == [
        (ProblemCode.LINES_DIFFER, "lines.0.net")
    ]
    wrong_tax = replace(DIGITAL, tax=Decimal("215.83"), total=Decimal("4413.00"))
    lines = (replace(LINE, tax=Decimal("215.83")),)
    assert found(replace(wrong_tax, lines=lines)) == [(ProblemCode.LINES_DIFFER, "lines.0.tax")]


def test_a_few_fen_of_rounding_in_the_tax_of_a_line_are_allowed() -> None:
    near = replace(DIGITAL, tax=Decimal("251.89"), total=Decimal("4449.06"))
    assert found(replace(near, lines=(replace(LINE, tax=Decimal("251.89")),))) == []


def test_a_margin_taxed_line_is_not_recomputed() -> None:
    margin = replace(DIGITAL, tax=Decimal("1.96"), net=Decimal("198.04"), total=Decimal("200.00"))
    line = Line(name="*人力资源服务*派遣", net=Decimal("198.04"), rate="***", tax=Decimal("1.96"))
    assert found(replace(margin, lines=(line,))) == []


def test_a_line_without_amounts_is_not_held_against_the_sum() -> None:
    assert found(replace(DIGITAL, lines=(Line(name="（详见销货清单）"),))) == []


def test_an_unknown_rate_is_named_once() -> None:
    lines = (replace(LINE, rate="0.12", tax=None, quantity=None, net=None),) * 3
    problem = only(replace(DIGITAL, lines=lines))
    assert (problem.code, problem.field) == (ProblemCode.RATE_UNKNOWN, "lines")
    assert problem.values == {"rate": "0.12"}


def test_a_rate_is_judged_by_the_day_but_not_on_a_red_letter() -> None:
    line = Line(rate="0.16")
    assert found(replace(DIGITAL, lines=(line,))) == [(ProblemCode.RATE_UNKNOWN, "lines")]
    red = replace(DIGITAL, net=-DIGITAL.amount, tax=None, total=None, status=Status.RED)
    assert found(replace(red, lines=(line,))) == []


def test_everything_odd_is_named_at_once() -> None:
    invoice = replace(
        DIGITAL,
        number="22112000000048542163",
        issued_on=date(2026, 1, 1),
        total=Decimal("1.00"),
        buyer=STRANGER,
        lines=(Line(rate="0.12"),),
    )
    assert [code for code, _ in found(invoice)] == [
        ProblemCode.NUMBER_ODD,
        ProblemCode.DATE_IN_FUTURE,
        ProblemCode.SUM_DIFFERS,
        ProblemCode.OTHER_TAXPAYER,
        ProblemCode.RATE_UNKNOWN,
    ]


def test_a_draft_of_a_code_can_be_judged_too() -> None:
    draft = draft_of("01,31,,24112000000048542163,4449.00,20240528,,B2B6")
    assert not isinstance(draft, Problem)
    assert problems_of(draft, US, TODAY) == ()


AMOUNT = st.none() | st.decimals(-(10**6), 10**6, places=2)
TEXT = st.none() | st.text(max_size=20)
DIGITS = st.text(st.sampled_from("0123456789"), min_size=1, max_size=22)


@given(
    kind=st.none() | st.sampled_from(InvoiceKind),
    code=st.none() | DIGITS | st.text(min_size=1, max_size=12),
    number=DIGITS | st.text(min_size=1, max_size=20),
    amounts=st.tuples(AMOUNT, AMOUNT, AMOUNT),
    texts=st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT),
    status=st.sampled_from(Status),
    day=st.dates(),
    line=st.builds(Line, quantity=AMOUNT, unit_price=AMOUNT, net=AMOUNT, tax=AMOUNT, rate=TEXT),
)
def test_whatever_was_saved_can_be_judged(
    kind: InvoiceKind | None,
    code: str | None,
    number: str,
    amounts: tuple[Decimal | None, Decimal | None, Decimal | None],
    texts: tuple[str | None, str | None, str | None, str | None, str | None],
    status: Status,
    day: date,
    line: Line,
) -> None:
    net, tax, total = amounts
    invoice = Invoice(
        kind=kind,
        code=code,
        number=number,
        issued_on=day,
        net=net,
        tax=tax,
        total=total,
        seller=Party(texts[0], texts[1]),
        buyer=Party(texts[2], texts[3]),
        status=status,
        lines=(line, replace(line, rate=texts[4])),
    )
    assert all(isinstance(problem, Problem) for problem in problems_of(invoice, US, TODAY))
