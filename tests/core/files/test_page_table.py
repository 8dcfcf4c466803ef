from decimal import Decimal

import pytest

from core.domain.invoice import Line
from core.files.page_glyphs import Rule
from core.files.page_lines import lines_of, without_pointer
from core.files.page_table import Column, Table, cells_of, laid, sums_of, table_of
from tests.core.files.test_page_labels import sheet
from tests.data.glyphs import HEADINGS, LINE, SUMS, Text

COLUMNS = ["name", "spec", "unit", "quantity", "price", "net", "rate", "tax"]


def lines(*texts: Text, rules: tuple[Rule, ...] = (), size: float = 9.0) -> list[Line]:
    made = sheet(*HEADINGS, *texts, *SUMS, size=size)
    table = table_of(made, fiscal=False)
    assert table is not None
    return lines_of(made, table, rules)


def row(y: float, **cells: str) -> list[Text]:
    places = {
        "name": 12, "spec": 136, "unit": 202, "quantity": 270, "price": 335, "net": 406,
        "rate": 470, "tax": 550,
    }  # fmt: skip
    return [(places[name], y, text) for name, text in cells.items()]


def test_the_headings_make_columns_in_order() -> None:
    table = table_of(sheet(*HEADINGS, *SUMS), fiscal=False)
    assert table is not None
    assert [column.name for column in table.columns] == COLUMNS
    assert table.top < 168 < table.bottom <= 262


def test_headings_may_stand_a_little_higher_or_lower_than_each_other() -> None:
    lifted = [(x, y + (3 if place % 2 else 0), text) for place, (x, y, text) in enumerate(HEADINGS)]
    table = table_of(sheet(*lifted, *SUMS), fiscal=False)
    assert table is not None
    assert [column.name for column in table.columns] == COLUMNS


@pytest.mark.parametrize("text", ["合同金额：100.00", "金额 税额", "项目名称 数量 单价"])
def test_other_rows_are_no_headings(text: str) -> None:
    assert table_of(sheet((20, 20, text)), fiscal=False) is None


def test_a_fiscal_table_needs_no_tax() -> None:
    heads = [
        (30.0, 20.0, "项目名称"),
        (200.0, 20.0, "数量"),
        (300.0, 20.0, "标准"),
        (400.0, 20.0, "金额（元）"),
    ]
    assert table_of(sheet(*heads), fiscal=False) is None
    table = table_of(sheet(*heads), fiscal=True)
    assert table is not None
    assert [column.name for column in table.columns] == ["name", "quantity", "price", "net"]


def test_sums_stand_under_their_headings_with_or_without_the_sign_for_yuan() -> None:
    for yuan in ("¥", "￥", ""):
        sums = [
            (60.0, 262.0, "合计"),
            (402.0, 263.0, f"{yuan}100.00"),
            (546.0, 262.0, f"{yuan}13.00"),
        ]
        made = sheet(*HEADINGS, *sums)
        table = table_of(made, fiscal=False)
        assert table is not None
        found = {name: text.strip("¥") for name, text in sums_of(made, table).items()}
        assert found == {"net": "100.00", "tax": "13.00"}


def test_the_sum_of_a_page_is_not_that_of_the_invoice() -> None:
    page_sum = [(60.0, 230.0, "小    计"), (402.0, 230.0, "¥40.00"), (546.0, 230.0, "¥5.20")]
    made = sheet(*HEADINGS, *page_sum, *SUMS)
    table = table_of(made, fiscal=False)
    assert table is not None
    assert table.bottom < 231
    assert sums_of(made, table)["net"] == "¥100.00"


def test_a_tax_that_is_hidden_stays_as_it_stands() -> None:
    made = sheet(*HEADINGS, (60, 262, "合计"), (402, 262, "¥100.00"), (552, 262, "***"))
    table = table_of(made, fiscal=False)
    assert table is not None
    assert sums_of(made, table) == {"net": "¥100.00", "tax": "***"}


def test_a_plain_line_gives_every_cell() -> None:
    assert lines(*LINE) == [
        Line(
            "*纸制品*复印纸", "A4", "箱", Decimal(2), Decimal("50.00"), Decimal("100.00"),
            "0.13", Decimal("13.00"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("shift", [-18.0, 0.0, 12.0])
def test_figures_may_stand_left_or_right_under_their_headings(shift: float) -> None:
    moved = [(x + (shift if x > 250 else 0), y, text) for x, y, text in LINE]
    (line,) = lines(*moved)
    assert (line.quantity, line.unit_price) == (Decimal(2), Decimal("50.00"))
    assert line.net == Decimal("100.00")


def test_a_price_may_be_far_wider_than_its_heading() -> None:
    cells = row(168, name="*服务*咨询", quantity="1", net="47.17", rate="6%", tax="2.83")
    (line,) = lines(*cells, (300, 168, "47.1698113207547"))
    assert line.unit_price == Decimal("47.1698113207547")
    assert line.quantity == 1


def test_a_name_goes_on_in_the_rows_beneath() -> None:
    first = row(168, name="*信息技术服务*软件开发", net="100.00", rate="6%", tax="6.00")
    second = row(180, name="及现场安装调试")
    other = row(192, name="*纸制品*复印纸", net="1.00", rate="13%", tax="0.13")
    found = lines(*first, *second, *other)
    assert [line.name for line in found] == [
        "*信息技术服务*软件开发及现场安装调试",
        "*纸制品*复印纸",
    ]


def test_a_name_may_begin_above_its_amounts() -> None:
    first = row(168, name="*信息技术服务*软件")
    second = row(174.5, net="100.00", rate="6%", tax="6.00")
    third = row(181, name="开发费")
    (line,) = lines(*first, *second, *third)
    assert (line.name, line.net) == ("*信息技术服务*软件开发费", Decimal("100.00"))


def test_a_discount_is_a_line_of_its_own() -> None:
    first = row(168, name="*餐饮服务*餐费", net="100.00", rate="6%", tax="6.00")
    second = row(182, name="*餐饮服务*餐费", net="-10.00", rate="6%", tax="-0.60")
    assert [line.net for line in lines(*first, *second)] == [Decimal("100.00"), Decimal("-10.00")]


def test_lines_without_a_star_are_told_apart_by_their_amounts() -> None:
    first = row(168, name="餐费", net="100.00", rate="6%", tax="6.00")
    second = row(182, name="住宿费", net="200.00", rate="6%", tax="12.00")
    assert [line.name for line in lines(*first, *second)] == ["餐费", "住宿费"]


@pytest.mark.parametrize("word", ["免税", "不征税", "***"])
def test_words_in_place_of_a_rate_stand_as_they_are(word: str) -> None:
    (line,) = lines(*row(168, name="*农产品*小麦", net="100.00", rate=word, tax="***"))
    assert (line.rate, line.tax) == (word, None)


def test_a_spec_of_digits_is_no_quantity() -> None:
    cells = row(168, name="*五金*螺丝", spec="62202", unit="批", net="9.91", rate="13%", tax="1.29")
    (line,) = lines(*cells)
    assert (line.spec, line.quantity) == ("62202", None)


def test_a_rule_parts_what_touches_it() -> None:
    columns = [125.0, 190.0, 250.0, 320.0, 395.0, 445.0, 500.0]
    rules = tuple(Rule(x, 140, 270) for x in columns)
    cells = row(168, net="9.91", rate="13%", tax="1.29")
    texts = [(12.0, 168.0, "*五金*甲型加长螺丝刀"), (127.0, 168.0, "甲型"), *cells]
    (line,) = lines(*texts, rules=rules)
    assert (line.name, line.spec) == ("*五金*甲型加长螺丝刀", "甲型")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([(300.0, "1"), (304.5, "47.1698113207547")], ("1", "47.1698113207547", "47.17")),
        (
            [(262.0, "2.06"), (330.0, "5001.495145631068"), (406.5, "10303.08")],
            ("2.06", "5001.495145631068", "10303.08"),
        ),
        ([(202.0, "千克28.5"), (330.0, "10.00"), (406.0, "285.00")], ("28.5", "10.00", "285.00")),
    ],
)  # fmt: skip
def test_figures_that_run_together_are_cut_where_they_multiply(
    texts: list[tuple[float, str]], expected: tuple[str, str, str]
) -> None:
    cells = [(x, 168.0, text) for x, text in texts]
    if len(texts) == 2:
        cells.append((406.0, 168.0, "47.17"))
    (line,) = lines((12, 168, "*服务*咨询"), *cells, *row(168, rate="6%", tax="0.00"))
    assert (line.quantity, line.unit_price, line.net) == tuple(map(Decimal, expected))


def test_serial_numbers_before_the_star_are_no_part_of_a_name() -> None:
    (line,) = lines(*row(168, name="1 *纸制品*复印纸", net="100.00", rate="13%", tax="13.00"))
    assert line.name == "*纸制品*复印纸"


def test_travellers_beneath_the_lines_are_no_lines() -> None:
    cells = row(168, name="*运输服务*客运费", net="100.00", rate="9%", tax="9.00")
    heads = [
        (20.0, 190.0, "出行人"),
        (120.0, 190.0, "有效身份证件号"),
        (300.0, 190.0, "出行日期"),
        (420.0, 190.0, "出发地"),
    ]
    people = [
        (20.0, 204.0, "沈清"),
        (120.0, 204.0, "3301"),
        (300.0, 204.0, "2024-05-06"),
        (420.0, 204.0, "杭州"),
    ]
    (line,) = lines(*cells, *heads, *people)
    assert (line.name, line.spec, line.net) == ("*运输服务*客运费", None, Decimal("100.00"))


def test_a_line_that_points_to_a_list_goes_where_the_list_follows() -> None:
    pointer, goods = (
        Line("(详见销货清单)", net=Decimal("5.00")),
        Line("*纸*纸", net=Decimal("5.00")),
    )
    assert without_pointer([pointer]) == (pointer,)
    assert without_pointer([pointer, goods]) == (goods,)


def test_cells_are_laid_in_order_and_by_type() -> None:
    columns = [Column("name", 50, 90), Column("quantity", 200, 220), Column("net", 300, 320)]
    made = sheet((20, 20, "纸"), (205, 20, "7"), (305, 20, "9.00"))
    placed = laid(cells_of(made.rows[0], made.em, ()), columns, made.em)
    assert placed is not None
    assert [(name, cell.key) for name, cell in placed] == [
        ("name", "纸"),
        ("quantity", "7"),
        ("net", "9.00"),
    ]
    assert laid(cells_of(made.rows[0], made.em, ()), columns[1:], made.em) is None


def test_a_table_without_sums_ends_at_the_total() -> None:
    made = sheet(*HEADINGS, *LINE, (45, 280, "价税合计（大写）"), (180, 280, "壹佰圆整"))
    table = table_of(made, fiscal=False)
    assert isinstance(table, Table)
    assert 168 < table.bottom < 284
    assert len(lines_of(made, table, ())) == 1
