import pytest

from core.files.page_glyphs import chars_of, em_of, rows_of
from core.files.page_labels import Label, Sheet, key_of, labels_of, text_of
from core.files.page_walls import walls_of
from tests.data.glyphs import Text, page


def sheet(*texts: Text, size: float = 9.0) -> Sheet:
    chars, _ = chars_of(page(*texts, size=size))
    em = em_of(chars)
    walls = walls_of(chars, em)
    rows = rows_of([char for char in chars if not char.taken])
    return Sheet(rows, walls, labels_of(rows, em), em, 595.0)


def label(made: Sheet, name: str) -> Label:
    return next(each for each in made.labels if each.name == name)


def value(name: str, *texts: Text, beneath: bool = False) -> str:
    made = sheet(*texts)
    return text_of(made.value(label(made, name), beneath=beneath), made.em)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("发票号码：", "number"),
        ("发 票 号 码:", "number"),
        ("票据号码：", "number"),
        ("发票代码：", "code"),
        ("开票日期：", "issued_on"),
        ("填开日期：", "issued_on"),
        ("校 验 码：", "check_code"),
        ("名      称：", "name"),
        ("统一社会信用代码/纳税人识别号：", "tax_id"),
        ("纳税人识别号:", "tax_id"),
        ("地 址、电 话：", "address"),
        ("开户行及账号：", "bank"),
        ("价税合计（大写）", "words"),
        ("购买方名称：", "buyer_name"),
        ("填开单位：", "seller_name"),
        ("收款单位（章）：", "seller_name"),
        ("收 款 人：", "payee"),
        ("复核：", "reviewer"),
        ("开票人：", "drawer"),
        ("票价：", "fare"),
    ],
)
def test_labels_are_found_however_they_are_spaced(text: str, name: str) -> None:
    assert [each.name for each in sheet((20, 20, text)).labels] == [name]


@pytest.mark.parametrize(
    "text",
    ["项目名称", "货物名称：", "原发票号码：", "被红冲蓝字数电发票号码：", "品名称：", "服务名称:"],
)
def test_words_that_hold_a_label_are_none(text: str) -> None:
    names = {each.name for each in sheet((20, 20, text)).labels}
    assert names <= {"other"}


def test_letters_that_stand_too_far_apart_make_no_label() -> None:
    assert sheet((20, 20, "开票"), (300, 20, "日期：")).labels == []


def test_a_value_stands_right_of_its_label() -> None:
    assert (
        value("name", (20, 20, "名称："), (50, 20, "杭州云杉科技有限公司"))
        == "杭州云杉科技有限公司"
    )


def test_a_value_may_overlap_the_box_of_the_colon() -> None:
    assert value("number", (20, 20, "发票号码："), (61.5, 20, "2433")) == "2433"


def test_a_value_may_be_lifted_a_little() -> None:
    assert value("tax_id", (20, 100, "纳税人识别号："), (90, 95, "91330106MA2CE71F6X")) == (
        "91330106MA2CE71F6X"
    )


def test_a_value_of_two_rows_about_the_middle_of_its_label_is_one() -> None:
    rows = ((90.0, 94.5, "贵州省清溪市松柏路十三号"), (90.0, 105.5, "一层一号"))
    texts = [(20.0, 100.0, "地址、电话："), *rows]
    assert value("address", *texts) == "贵州省清溪市松柏路十三号一层一号"


def test_a_value_ends_at_the_next_label() -> None:
    texts = [(20.0, 20.0, "收款人：沈清"), (90.0, 20.0, "复核：顾言")]
    assert value("payee", *texts) == "沈清"
    assert value("reviewer", *texts) == "顾言"


def test_a_value_ends_at_a_wide_gap() -> None:
    assert value("name", (20, 20, "名称：云杉公司"), (150, 20, "下一项")) == "云杉公司"


def test_a_value_ends_at_a_wall() -> None:
    wall = [(120.0, 80.0 + 12 * place, letter) for place, letter in enumerate("密码区")]
    assert value("name", (20, 90, "名称：云杉有限公司"), (131, 90, "3<8>"), *wall) == "云杉有限公司"


def test_an_empty_value_takes_nothing_of_the_label_beneath() -> None:
    texts = [(20.0, 20.0, "名称："), (20.0, 34.0, "纳税人识别号：91330106MA2CE71F6X")]
    assert value("name", *texts) == ""


def test_the_first_letter_of_a_value_may_stand_far_off() -> None:
    assert value("words", (45, 20, "价税合计（大写）"), (180, 20, "伍拾圆整")) == "伍拾圆整"


def test_beneath_a_label_stands_its_value_only_where_that_is_asked_for() -> None:
    texts = [(20.0, 20.0, "发票号码"), (20.0, 34.0, "24332000000012345678")]
    assert value("number", *texts) == ""
    assert value("number", *texts, beneath=True) == "24332000000012345678"


def test_blanks_stand_between_latin_words_and_unlike_scripts_only() -> None:
    made = sheet(
        (20, 20, "Acme  Co Ltd"),
        (20, 40, "松柏路1号"),
        (66, 40, "0571-88"),
        (20, 60, "张"),
        (33, 60, "三"),
    )
    texts = [text_of(row.chars, made.em) for row in made.rows]
    assert texts == ["Acme Co Ltd", "松柏路1号 0571-88", "张三"]


def test_full_width_signs_are_shown_and_searched_each_in_its_way() -> None:
    made = sheet((20, 20, "云杉（杭州）公司"))
    assert text_of(made.rows[0].chars, made.em) == "云杉（杭州）公司"
    assert key_of(made.rows[0].chars) == "云杉(杭州)公司"


def test_the_same_page_at_another_scale_reads_the_same() -> None:
    for size in (4.5, 9.0, 25.0):
        k = size / 9
        made = sheet((20 * k, 20 * k, "名称："), (52 * k, 21 * k, "云杉公司"), size=size)
        assert text_of(made.value(label(made, "name")), made.em) == "云杉公司"
