from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.invoice import Draft, InvoiceKind, Line, Party, Source, Status
from core.domain.problem import ProblemCode
from core.files.format import Refused
from core.files.page_glyphs import Page
from core.files.page_text import drafts_of
from tests.data.glyphs import (
    DAY,
    FEET,
    HEADINGS,
    INVOICE,
    LINE,
    NUMBER,
    PARTIES,
    SUMS,
    TITLE,
    TOTAL,
    Text,
    changed,
    glyphs,
    page,
)


def read(*texts: Text) -> Draft:
    (draft,) = drafts_of([page(*texts)])
    return draft


def refusal(*pages: Page) -> tuple[ProblemCode, str | None]:
    with pytest.raises(Refused) as refused:
        drafts_of(pages)
    problem = refused.value.problem
    return problem.code, problem.values.get("what") or problem.values.get("reason")


def test_a_whole_invoice_is_read_with_every_field() -> None:
    draft = read(*INVOICE)
    assert draft == Draft(
        kind=InvoiceKind.DIGITAL_ORDINARY,
        number="24332000000012345678",
        issued_on=date(2024, 5, 6),
        net=Decimal("100.00"),
        tax=Decimal("13.00"),
        total=Decimal("113.00"),
        buyer=Party("杭州云杉科技有限公司", "91330106MA2CE71F6X"),
        seller=Party("上海清溪贸易有限公司", "91310105MA1FW0008T"),
        lines=(
            Line(
                "*纸制品*复印纸", "A4", "箱", Decimal(2), Decimal("50.00"), Decimal("100.00"),
                "0.13", Decimal("13.00"),
            ),
        ),
        drawer="沈清",
        sources=draft.sources,
    )  # fmt: skip
    assert set(draft.sources.values()) == {Source.TEXT}


def test_the_order_in_the_file_does_not_matter() -> None:
    assert read(*INVOICE[::-1]) == read(*INVOICE)


def test_pages_of_any_scale_read_the_same() -> None:
    large = [(3 * x, 3 * y, text) for x, y, text in INVOICE]
    (draft,) = drafts_of([Page(1800, 1200, glyphs(large, 27.0))])
    assert draft == read(*INVOICE)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024 年 05 月 06 日", date(2024, 5, 6)),
        ("2024-05-06", date(2024, 5, 6)),
        ("20240506", date(2024, 5, 6)),
        ("2024/5/6", date(2024, 5, 6)),
        ("2024年13月06日", None),
    ],
)
def test_days_are_read_as_issuers_write_them(written: str, day: date | None) -> None:
    assert read(*changed(("2024年05月06日", written))).issued_on == day


def test_a_number_without_its_label_is_taken_if_there_is_only_one() -> None:
    assert read(*changed(("发票号码：", ""))).number == "24332000000012345678"
    other = (30.0, 350.0, "24332000000099999999")
    assert refusal(page(*changed(("发票号码：", "")), other))[0] is ProblemCode.NOT_AN_INVOICE


def test_the_total_is_taken_from_its_words_where_the_figures_are_missing() -> None:
    assert read(*changed(("（小写）¥113.00", ""))).total == Decimal("113.00")


def test_words_that_say_another_amount_stand_as_a_problem() -> None:
    draft = read(*changed(("壹佰壹拾叁圆整", "壹佰壹拾肆圆整")))
    assert draft.total == Decimal("113.00")
    (problem,) = draft.problems
    assert (problem.code, problem.field) == (ProblemCode.SOURCES_DISAGREE, "total")


def test_a_line_whose_amount_is_lost_stands_as_a_problem() -> None:
    draft = read(
        *changed(("50.00", "50..00"), ("100.00", "1O0.00"), texts=LINE),
        TITLE,
        NUMBER,
        *HEADINGS,
        *SUMS,
    )
    assert [problem.code for problem in draft.problems] == [ProblemCode.LINES_DIFFER]


def test_a_red_invoice_names_the_blue_one_that_it_reverses() -> None:
    blue = "24332000000011111111"
    note = (32.0, 305.0, f"被红冲蓝字数电发票号码：{blue}")
    signs = (("100.00", "-100.00"), ("13.00", "-13.00"), ("壹佰", "（负数）壹佰"), ("113", "-113"))
    draft = read(*changed(*signs[:3], texts=changed(("¥113.00", "¥-113.00"))), note)
    assert (draft.status, draft.red_of) == (Status.RED, blue)
    assert draft.number == "24332000000012345678"


def test_an_old_red_invoice_names_code_and_number() -> None:
    note = (32.0, 305.0, "对应正数发票代码:033002000211号码:12345678")
    draft = read(*changed(("¥113.00", "¥-113.00")), note)
    assert draft.red_of == "03300200021112345678"


def test_a_remark_keeps_its_rows_and_the_labels_in_it() -> None:
    notes = [(32.0, 304.0, "订单号:A1；收款人：顾言；"), (32.0, 318.0, "开户行:示例银行")]
    draft = read(*INVOICE, *notes)
    assert draft.remark == "订单号:A1；收款人：顾言；\n开户行:示例银行"
    assert (draft.payee, draft.drawer) == (None, "沈清")


def test_a_sentence_that_wraps_in_the_remark_is_one() -> None:
    long = "本发票项下货物由远山仓库发出并已经验收合格" * 3
    draft = read(*INVOICE, (32.0, 304.0, long[:56]), (32.0, 316.0, long[56:]))
    assert draft.remark == long


def old_box(y: float, word: str, name: str) -> list[Text]:
    stack = [(14.0, y + 18 * place, letter) for place, letter in enumerate(word)]
    labels = ("名        称：", "纳税人识别号：", "地 址、电 话：", "开户行及账号：")
    values = (name, "91330106MA2CE71F6X", "松柏路1号0571-88888888", "示例银行33010200001234")
    texts = [(32.0, y + 15 * place, text) for place, text in enumerate(labels)]
    return [*stack, *texts, *((100.0, y + 15 * place, text) for place, text in enumerate(values))]


OLD: tuple[Text, ...] = (
    (200, 15, "浙江增值税电子普通发票"),
    (420, 10, "发票代码：033002000211"),
    (420, 24, "发票号码：12345678"),
    (420, 38, "开票日期：2020 年 07 月 23 日"),
    (420, 52, "校 验 码：16197 83356 74145 07415"),
    (20, 52, "机器编号：499098007002"),
    *old_box(80, "购买方", "杭州云杉科技有限公司"),
    *((345.0, 82.0 + 18 * place, letter) for place, letter in enumerate("密码区")),
    *((362.0, 82.0 + 14 * place, "03<5-/96+>8*2<4-+0369>/*4") for place in range(4)),
    *HEADINGS,
    *LINE,
    *SUMS,
    *TOTAL,
    *old_box(300, "销售方", "上海清溪贸易有限公司"),
    *((345.0, 306.0 + 26 * place, letter) for place, letter in enumerate("备注")),
    (362, 310, "项目款"),
    (40, 368, "收款人：顾言"),
    (190, 368, "复核：苏木"),
    (340, 368, "开票人：沈清"),
    (495, 368, "销售方：（章）"),
)


def test_an_old_invoice_has_the_buyer_above_and_the_seller_beneath() -> None:
    draft = read(*OLD)
    party = ("91330106MA2CE71F6X", "松柏路1号0571-88888888", "示例银行33010200001234")
    assert draft.buyer == Party("杭州云杉科技有限公司", *party)
    assert draft.seller == Party("上海清溪贸易有限公司", *party)
    assert (draft.code, draft.number) == ("033002000211", "12345678")
    assert draft.check_code == "16197833567414507415"
    assert (draft.payee, draft.reviewer, draft.drawer) == ("顾言", "苏木", "沈清")
    assert (draft.kind, draft.remark) == (InvoiceKind.ORDINARY_ELECTRONIC, "项目款")
    assert draft.total == Decimal("113.00")


def test_without_walls_the_left_party_is_the_buyer() -> None:
    stacks = {(x, y) for x, y, text in PARTIES if len(text) == 1}
    draft = read(*(text for text in INVOICE if text[:2] not in stacks))
    assert (draft.buyer.name, draft.seller.name) == ("杭州云杉科技有限公司", "上海清溪贸易有限公司")


def test_a_buyer_without_an_id_does_not_get_the_sellers() -> None:
    draft = read(*changed(("91330106MA2CE71F6X", "")))
    assert draft.buyer.tax_id is None
    assert draft.seller.tax_id == "91310105MA1FW0008T"


@pytest.mark.parametrize(
    "found", ["91330106MA2CE71F6X", "330106197001011", "51019800DK01187", "92xxxxxxxxxxxxxxx3"]
)
def test_ids_stand_as_on_the_face(found: str) -> None:
    assert read(*changed(("91330106MA2CE71F6X", found))).buyer.tax_id == found


def test_what_sticks_to_an_id_is_cut_off() -> None:
    assert read(*changed(("71F6X", "71F6X1"))).buyer.tax_id == "91330106MA2CE71F6X"


def test_a_page_with_the_same_number_goes_on_with_the_invoice() -> None:
    first = [
        TITLE,
        NUMBER,
        DAY,
        *PARTIES,
        *HEADINGS,
        *LINE,
        (60.0, 262.0, "小    计"),
        (402.0, 262.0, "¥100.00"),
    ]
    second = [
        TITLE,
        NUMBER,
        DAY,
        *HEADINGS,
        *LINE,
        *changed(("100.00", "200.00"), ("13.00", "26.00"), texts=SUMS),
        *FEET,
    ]
    (draft,) = drafts_of([page(*first), page(*second)])
    assert (draft.net, draft.tax, len(draft.lines)) == (Decimal("200.00"), Decimal("26.00"), 2)
    assert (draft.buyer.name, draft.drawer) == ("杭州云杉科技有限公司", "沈清")


def test_a_list_on_the_next_page_takes_the_place_of_the_line_that_points_to_it() -> None:
    first = changed(("*纸制品*复印纸", "（详见销货清单）"), ("A4", ""), ("箱", ""))
    goods = [(200.0, 15.0, "销售货物或者提供应税劳务清单"), *HEADINGS, *LINE, *SUMS]
    (draft,) = drafts_of([page(*first), page(*goods)])
    assert [line.name for line in draft.lines] == ["*纸制品*复印纸"]


def test_pages_with_other_numbers_are_other_invoices() -> None:
    other = changed(("12345678", "87654321"), ("云杉", "松柏"))
    drafts = drafts_of([page(*INVOICE), page(*other)])
    assert [draft.number for draft in drafts] == ["24332000000012345678", "24332000000087654321"]
    assert [draft.buyer.name for draft in drafts] == [
        "杭州云杉科技有限公司",
        "杭州松柏科技有限公司",
    ]


def test_two_invoices_on_one_sheet_are_two() -> None:
    other = [
        (x, y + 410, text)
        for x, y, text in changed(("12345678", "87654321"), ("*纸制品*复印纸", "*餐饮服务*餐费"))
    ]
    drafts = drafts_of([Page(595, 842, glyphs([*INVOICE, *other]))])
    assert [draft.number for draft in drafts] == ["24332000000012345678", "24332000000087654321"]
    assert [draft.lines[0].name for draft in drafts] == ["*纸制品*复印纸", "*餐饮服务*餐费"]
    assert all(draft.seller.name == "上海清溪贸易有限公司" for draft in drafts)


def test_one_bad_page_does_not_stop_the_others() -> None:
    bad = Page(100, 100, glyphs([(400, 20, "发票号码发票号码")]))
    (draft,) = drafts_of([bad, page(*INVOICE)])
    assert draft.number == "24332000000012345678"


def test_tolls_have_columns_of_plates_and_days_that_are_no_part_of_a_line() -> None:
    heads = changed(
        ("规格型号", "车牌号"),
        ("单 位", "类型"),
        ("数 量", "通行日期起"),
        ("单 价", "通行日期止"),
        texts=HEADINGS,
    )
    line = [
        (12, 168, "*经营租赁*通行费"),
        (130, 168, "浙A12345"),
        (198, 168, "客车"),
        (258, 168, "20240227"),
        (330, 168, "20240228"),
        *LINE[5:],
    ]
    draft = read(TITLE, NUMBER, DAY, *PARTIES, *heads, *line, *SUMS, *TOTAL, *FEET)
    assert draft.kind is InvoiceKind.DIGITAL_TOLL
    (found,) = draft.lines
    assert found == Line(
        "*经营租赁*通行费", net=Decimal("100.00"), rate="0.13", tax=Decimal("13.00")
    )


def test_an_empty_page_has_no_text() -> None:
    assert refusal(Page(595, 400, [])) == (ProblemCode.UNREADABLE, "no_text")
    assert refusal() == (ProblemCode.UNREADABLE, "no_text")


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        (
            [
                (200, 15, "网上银行电子回单"),
                (20, 60, "金额：¥100.00"),
                (20, 80, "流水号：00821220525000049303"),
            ],
            "bank_receipt",
        ),
        ([(200, 15, "增值税专用发票开票信息"), *PARTIES], "buyer_header"),
        ([(200, 15, "红字增值税专用发票信息确认单"), NUMBER, *HEADINGS], "red_letter_form"),
        ([TITLE, (420, 20, "发票号码："), (420, 36, "开票日期："), *HEADINGS, *FEET], "empty_form"),
        ([(200, 15, "费用报销单"), NUMBER, (20, 60, "金额：¥100.00")], "text"),
        (
            [(200, 15, "采购合同"), (20, 60, "乙方应开具增值税专用发票，发票号码以实际为准")],
            "business_paper",
        ),
    ],
)
def test_what_is_no_invoice_is_refused_by_what_it_is(texts: list[Text], what: str) -> None:
    assert refusal(page(*texts)) == (ProblemCode.NOT_AN_INVOICE, what)


WORDS = (
    "发票号码： 发票代码： 开票日期： 名称： 纳税人识别号： 购 买 方 信 息 销 售 备 注 密 码 区 "
    "项目名称 规格型号 单位 数量 单价 金额 税率 税额 合计 小计 价税合计（大写） （小写） 壹佰圆整 "
    "（负数） 电子发票（普通发票） 增值税电子普通发票 医疗票据（电子） 行程单 ¥100.00 13% *** 免税 "
    "*纸*纸 -1.00 1.5 24332000000012345678 12345678 033002000211 2024年05月06日 出行人 出发地 "
    "91330106MA2CE71F6X 票价： 开票人： 收款人： 地址、电话： 0 . - %"
).split()
places = st.tuples(st.integers(-20, 620), st.integers(-20, 420), st.sampled_from(WORDS))
layouts = st.lists(places, max_size=60)


@settings(deadline=None, max_examples=150)
@given(layouts, st.floats(0, 40), st.booleans())
def test_any_layout_gives_drafts_or_a_reason(
    texts: list[tuple[int, int, str]], size: float, whole: bool
) -> None:
    words = [*(INVOICE if whole else ()), *((float(x), float(y), text) for x, y, text in texts)]
    try:
        drafts = drafts_of([Page(595, 400, glyphs(words, size))])
    except Refused:
        return
    assert all(draft.number for draft in drafts)
