from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.domain.invoice import Draft, InvoiceKind, Line, Party, Source, Status
from core.domain.problem import Problem, ProblemCode
from core.domain.red_letter import blue_of
from core.files.crosscheck import RAILWAY, settle, words_disagree

DIGITAL = "26112000000123456789"
BLUE = "25112000000123456780"


def account(source: Source, **values: Any) -> Draft:
    return Draft(**values, sources=dict.fromkeys(values, source))


def whole(source: Source = Source.XML, **changes: Any) -> Draft:
    values: dict[str, Any] = {
        "kind": InvoiceKind.DIGITAL_SPECIAL,
        "number": DIGITAL,
        "issued_on": date(2026, 3, 2),
        "net": Decimal("100.00"),
        "tax": Decimal("13.00"),
        "total": Decimal("113.00"),
        "seller": Party("北京青榆纸业有限公司", "91110108MA01K2QX35"),
        "buyer": Party("北京松果文具有限公司", "91110105MA01F1CT48"),
        "lines": (
            Line("*纸制品*复印纸", net=Decimal("100.00"), rate="0.13", tax=Decimal("13.00")),
        ),
    }
    return account(source, **(values | changes))


def disagreements(draft: Draft) -> dict[str | None, tuple[str, str]]:
    return {
        p.field: (p.values["ours"], p.values["theirs"])
        for p in draft.problems
        if p.code is ProblemCode.SOURCES_DISAGREE
    }


def test_accounts_that_agree_make_one_draft_without_a_word() -> None:
    settled = settle([whole(), whole(Source.TAGS), whole(Source.TEXT)])
    assert settled.problems == ()
    assert replace(settled, sources={}) == replace(whole(), sources={})
    assert {settled.sources[n] for n in ("number", "total", "seller.name", "lines")} == {Source.XML}


def test_a_later_account_fills_what_the_trusted_one_leaves_out_and_is_named_as_source() -> None:
    xml = whole(buyer=Party(None, "91110105MA01F1CT48"), lines=())
    settled = settle([xml, whole(Source.TEXT, drawer="林小满")])
    assert settled.buyer.name == "北京松果文具有限公司"
    assert (settled.sources["buyer.tax_id"], settled.sources["buyer.name"]) == ("xml", "text")
    assert (settled.sources["lines"], settled.sources["drawer"]) == (Source.TEXT, Source.TEXT)


def test_the_trusted_account_wins_and_the_other_stands_beside_it_with_both_sources() -> None:
    other = whole(Source.TEXT, total=Decimal("131.00"), tax=Decimal("31.00"))
    settled = settle([whole(), other])
    assert settled.total == Decimal("113.00")
    assert disagreements(settled)["total"] == ("113.00", "131.00")
    (problem,) = [p for p in settled.problems if p.field == "total"]
    assert (problem.values["ours_from"], problem.values["theirs_from"]) == ("xml", "text")


def test_every_field_that_differs_is_named() -> None:
    other = whole(
        Source.TAGS,
        kind=InvoiceKind.DIGITAL_ORDINARY,
        number="26112000000123456788",
        issued_on=date(2026, 3, 3),
        seller=Party("北京青榆纸业有限公司", "91110108MA01K2QX36"),
        buyer=Party("北京松果文具公司"),
    )
    found = disagreements(settle([whole(), other]))
    assert set(found) == {"kind", "number", "issued_on", "seller.tax_id", "buyer.name"}
    assert found["issued_on"] == ("2026-03-02", "2026-03-03")


def test_the_same_difference_told_twice_is_one_problem() -> None:
    other = {"total": Decimal("114.00")}
    settled = settle([whole(), account(Source.TAGS, **other), account(Source.TEXT, **other)])
    assert list(disagreements(settled)) == ["total"]


def test_brackets_blanks_and_width_are_no_difference() -> None:
    ours = whole(seller=Party("成都锦里（集团）有限公司", "91110108MA01K2QX35"))
    theirs = whole(Source.TEXT, seller=Party("成都锦里(集团) 有限公司", "９1110108ma01k2qx35"))
    assert settle([ours, theirs]).problems == ()


def test_a_remark_or_drawer_told_in_part_is_no_difference_but_another_one_is() -> None:
    ours = whole(remark="合同号 HT-0421；项目：示例", drawer="林小满")
    part = account(Source.TEXT, remark="合同号HT-0421", drawer="林小满")
    assert settle([ours, part]).problems == ()
    other = account(Source.TEXT, remark="合同号HT-0422", drawer="周知秋")
    assert set(disagreements(settle([ours, other]))) == {"remark", "drawer"}


def test_a_check_code_may_be_told_by_its_end() -> None:
    ours = whole(check_code="03272875819686271285")
    assert settle([ours, account(Source.CODE, check_code="271285")]).problems == ()
    assert "check_code" in disagreements(settle([ours, account(Source.CODE, check_code="271284")]))


def test_the_code_is_compared_in_number_code_day_and_amount() -> None:
    code = account(
        Source.CODE, number=DIGITAL, issued_on=date(2026, 3, 2), total=Decimal("1130.00")
    )
    assert disagreements(settle([whole(), code])) == {"total": ("113.00", "1130.00")}


def test_a_doubtful_check_value_says_nothing_against_a_code_that_others_confirm() -> None:
    doubt = Problem(ProblemCode.CRC_MISMATCH)
    code = replace(account(Source.CODE, number=DIGITAL), problems=(doubt,))
    assert settle([whole(), code]).problems == ()
    assert settle([code]).problems == (doubt,)


def test_problems_of_the_accounts_are_kept_once() -> None:
    odd = Problem(ProblemCode.AMOUNT_UNREADABLE, {"text": "x"}, "tax")
    first = replace(whole(), problems=(odd,))
    assert settle([first, replace(whole(Source.TAGS), problems=(odd,))]).problems == (odd,)


def test_one_kind_may_have_two_names_and_the_closer_one_is_taken() -> None:
    for general, close in (
        (InvoiceKind.ORDINARY_ELECTRONIC, InvoiceKind.TOLL),
        (InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_TOLL),
    ):
        for order in ((general, close), (close, general)):
            one, other = order
            settled = settle([account(Source.XML, kind=one), account(Source.TEXT, kind=other)])
            assert (settled.kind, settled.problems) == (close, ())


def test_the_code_of_an_invoice_tells_its_kind_where_nothing_else_does() -> None:
    settled = settle([account(Source.TEXT, code="033002100212", number="12345678")])
    assert (settled.kind, settled.sources["kind"]) == (InvoiceKind.TOLL, Source.COMPUTED)


def test_a_kind_without_a_name_here_keeps_its_words() -> None:
    assert settle([account(Source.TEXT, kind_name="通用机打发票")]).kind_name == "通用机打发票"


def test_paper_of_the_digital_system_goes_by_either_number() -> None:
    paper = whole(code="033002600111", number="12345678")
    settled = settle([paper, whole(Source.TEXT)])
    assert (settled.number, settled.paper_number, settled.code) == (
        DIGITAL,
        "12345678",
        "033002600111",
    )
    assert settled.problems == ()


def test_twenty_digits_written_as_twelve_and_eight_are_one_number() -> None:
    split = whole(code=DIGITAL[:12], number=DIGITAL[12:])
    settled = settle([whole(), split])
    assert (settled.number, settled.paper_number, settled.problems) == (DIGITAL, None, ())


def test_a_total_is_computed_from_its_parts_and_marked_so() -> None:
    parts = account(Source.TAGS, net=Decimal("100.00"), tax=Decimal("13.00"))
    settled = settle([parts])
    assert (settled.total, settled.sources["total"]) == (Decimal("113.00"), Source.COMPUTED)


def test_net_is_computed_from_total_and_tax() -> None:
    parts = account(Source.TEXT, total=Decimal("113.00"), tax=Decimal("13.00"))
    assert settle([parts]).net == Decimal("100.00")


def test_a_tax_that_the_face_does_not_print_is_never_made_up() -> None:
    face = account(Source.TEXT, net=Decimal("100.00"), total=Decimal("100.00"))
    assert settle([face]).tax is None


def test_net_and_tax_come_from_the_lines_only_where_they_make_the_total() -> None:
    lines = (Line(net=Decimal("60.00"), tax=Decimal("7.80")),) * 2
    made = settle([account(Source.TEXT, total=Decimal("135.60"), lines=lines)])
    assert (made.net, made.tax) == (Decimal("120.00"), Decimal("15.60"))
    assert made.sources["net"] is Source.COMPUTED
    unmade = settle([account(Source.TEXT, total=Decimal("135.61"), lines=lines)])
    assert (unmade.net, unmade.tax) == (None, None)


def test_sums_that_do_not_add_up_are_a_problem() -> None:
    settled = settle([whole(total=Decimal("114.00"))])
    assert [p.code for p in settled.problems] == [ProblemCode.SUM_DIFFERS]


def test_lines_that_do_not_make_the_invoice_are_a_problem() -> None:
    lines = (Line(net=Decimal("99.00"), rate="0.13", tax=Decimal("12.87")),)
    codes = {(p.code, p.field) for p in settle([whole(lines=lines)]).problems}
    assert codes == {(ProblemCode.LINES_DIFFER, "net"), (ProblemCode.LINES_DIFFER, "tax")}


def test_lines_are_compared_one_by_one() -> None:
    line = whole().lines[0]
    other = whole(Source.TEXT, lines=(replace(line, name="*纸制品*卡纸", rate="0.06"),))
    assert set(disagreements(settle([whole(), other]))) == {"lines.0.name", "lines.0.rate"}
    more = whole(Source.TEXT, lines=(line, line))
    assert disagreements(settle([whole(), more])) == {"lines": ("1", "2")}


def test_a_unit_price_that_is_rounded_elsewhere_is_no_difference() -> None:
    line = whole().lines[0]
    ours = whole(lines=(replace(line, unit_price=Decimal("9.91150442")),))
    near = whole(Source.TEXT, lines=(replace(line, unit_price=Decimal("9.91")),))
    far = whole(Source.TEXT, lines=(replace(line, unit_price=Decimal("9.81")),))
    assert settle([ours, near]).problems == ()
    assert "lines.0.unit_price" in disagreements(settle([ours, far]))


def test_a_list_on_further_pages_takes_the_place_of_the_line_that_points_to_it() -> None:
    pointer = whole(lines=(Line("(详见销货清单)", net=Decimal("100.00"), tax=Decimal("13.00")),))
    half = Line("*纸制品*复印纸", net=Decimal("50.00"), rate="0.13", tax=Decimal("6.50"))
    for accounts in ([pointer, whole(Source.TEXT, lines=(half, half))],):
        settled = settle(accounts)
        assert (len(settled.lines), settled.sources["lines"]) == (2, Source.TEXT)
        assert settled.problems == ()
    other = whole(Source.TEXT, lines=(half,))
    assert disagreements(settle([pointer, other]))["lines"] == ("100.00", "50.00")


def test_a_negative_invoice_is_red_and_its_remark_names_the_blue_one() -> None:
    red = whole(
        net=Decimal("-100.00"),
        tax=Decimal("-13.00"),
        total=Decimal("-113.00"),
        lines=(),
        remark=f"被红冲蓝字数电发票号码：{BLUE} 红字发票信息确认单编号：{DIGITAL}",
    )
    settled = settle([red])
    assert (settled.status, settled.red_of) == (Status.RED, BLUE)
    assert settled.sources["red_of"] is Source.COMPUTED


def test_a_blue_invoice_whose_remark_names_another_is_not_red() -> None:
    settled = settle([whole(remark=f"被红冲蓝字数电发票号码：{BLUE}")])
    assert (settled.status, settled.red_of) == (Status.NORMAL, None)


def test_both_wordings_of_a_red_remark_are_read() -> None:
    old = "033002100211" + "12345678"
    for remark, key in (
        (f"被红冲蓝字数电票号码：{BLUE}", BLUE),
        (f"被红冲蓝字数电发票号码: {BLUE} 红字发票信息确认单编号：{DIGITAL}", BLUE),
        (f"被红冲蓝字全电发票号码：{BLUE}；", BLUE),
        ("对应正数发票代码:033002100211号码:12345678", old),
        ("对应正数发票代码：033002100211，发票号码：12345678 开具", old),
        ("对应蓝字发票代码：0330021002 号码：12345678", "033002100212345678"),
        ("开具红字增值税专用发票信息表编号1234567890123456", None),
        (f"合同号码：{BLUE}", None),
        (f"被红冲蓝字数电发票号码：{BLUE}1", None),
        ("", None),
        (None, None),
    ):
        assert blue_of(remark) == key, remark


def test_a_rail_ticket_that_names_no_seller_has_the_railway_as_its_seller() -> None:
    settled = settle([account(Source.XBRL, kind=InvoiceKind.RAIL, total=Decimal("56.00"))])
    assert settled.seller == Party(RAILWAY)
    assert settled.sources["seller"] is Source.COMPUTED
    named = account(Source.XBRL, kind=InvoiceKind.RAIL, seller=Party("示例铁路有限公司"))
    assert settle([named]).seller.name == "示例铁路有限公司"


def test_the_capitals_are_compared_with_the_total() -> None:
    assert words_disagree(Decimal("526.00"), "伍佰贰拾陆圆整", Source.TEXT) is None
    assert words_disagree(Decimal("-526.00"), "（负数）伍佰贰拾陆圆整", Source.TEXT) is None
    assert words_disagree(None, "伍佰贰拾陆圆整", Source.TEXT) is None
    assert words_disagree(Decimal("526.00"), None, Source.TEXT) is None
    assert words_disagree(Decimal("526.00"), "看不清", Source.TEXT) is None
    problem = words_disagree(Decimal("526.00"), "伍佰贰拾柒圆整", Source.XML)
    assert problem
    assert (problem.values["ours"], problem.values["theirs"]) == ("526.00", "527.00")


def test_a_flood_of_differences_is_cut_off() -> None:
    ours = whole(lines=tuple(Line(f"甲{n}", net=Decimal(n)) for n in range(500)))
    theirs = whole(Source.TEXT, lines=tuple(Line(f"乙{n}", net=Decimal(-n)) for n in range(500)))
    assert len(settle([ours, theirs]).problems) == 50


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "number": st.sampled_from((DIGITAL, "12345678", "87654321")),
        "code": st.sampled_from(("033002100211", DIGITAL[:12])),
        "kind": st.sampled_from(InvoiceKind),
        "issued_on": st.dates(date(2020, 1, 1), date(2026, 12, 31)),
        "net": st.decimals(-1000, 1000, places=2),
        "tax": st.decimals(-100, 100, places=2),
        "total": st.decimals(-1000, 1000, places=2),
        "seller": st.builds(Party, st.none() | st.text(max_size=4), st.none() | st.text()),
        "lines": st.lists(
            st.builds(Line, st.text(max_size=3), net=st.none() | st.decimals(0, 9, places=2)),
            max_size=3,
        ).map(tuple),
        "remark": st.text(max_size=20),
        "status": st.sampled_from((Status.NORMAL, Status.RED)),
    },
)


@given(st.lists(st.builds(account, st.sampled_from(Source)), max_size=0), st.data())
def test_any_accounts_settle_and_every_field_has_a_source(empty: list[Draft], data: Any) -> None:
    accounts = [account(s, **data.draw(FIELDS)) for s in data.draw(st.permutations(list(Source)))]
    settled = settle([*empty, *accounts])
    for name, value in data.draw(st.just(accounts[0])).sources.items():
        del value
        first = getattr(accounts[0], name)
        if name in ("total", "issued_on", "tax", "net") and first is not None:
            assert getattr(settled, name) == first
    for name in ("number", "net", "total", "issued_on", "kind"):
        assert (getattr(settled, name) is None) == (name not in settled.sources)


@given(st.lists(FIELDS, min_size=1, max_size=4))
def test_an_account_agrees_with_itself(drawn: list[dict[str, Any]]) -> None:
    one = account(Source.XML, **drawn[0])
    assert not disagreements(settle([one, one, one]))
