import pytest

from core.domain.invoice import InvoiceKind
from core.files.page_title import instead_of_an_invoice, is_fiscal, kind_of, title_of
from tests.core.files.test_page_labels import sheet

DIGITAL = "24332000000012345678"


@pytest.mark.parametrize(
    "text",
    [
        "电子发票（普通发票）",
        "电子发票(增值税专用发票)",
        "北京增值税电子普通发票",
        "贵州增值税电子专用发票",
        "电子发票（铁路电子客票）",
        "电子发票（航空运输电子客票行程单）",
        "机动车销售统一发票",
        "深圳电子普通发票",
        "中央非税收入统一票据（电子）",
        "北京市医疗门诊收费票据（电子）",
        "杭州市出租汽车统一发票",
        "增值税电子普通发票（通行费）",
    ],
)
def test_a_title_stands_alone_and_names_an_invoice(text: str) -> None:
    made = sheet((200, 15, text), (20, 60, "发票号码：123"), (20, 80, "名称：云杉公司"))
    assert title_of(made.rows, made.em) == text.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize(
    "text",
    [
        "请凭增值税发票报销",
        "开具增值税专用发票",
        "红字增值税专用发票信息确认单",
        "增值税专用发票开票信息",
        "发票号码：24332000000012345678",
        "应收到发票后付款",
        "电子回单",
        "发票",
        "采购合同",
        "请于月底前提交发票。",
    ],
)
def test_other_texts_are_no_title(text: str) -> None:
    made = sheet((200, 15, text), (20, 60, "名称：云杉公司"))
    assert title_of(made.rows, made.em) is None


def test_a_title_may_share_its_row_with_other_texts() -> None:
    made = sheet(
        (150, 15, "电子发票（普通发票）"), (400, 15, "发票号码："), (20, 60, "名称：云杉公司")
    )
    assert title_of(made.rows, made.em) == "电子发票(普通发票)"


def test_a_title_may_be_spaced_letter_by_letter() -> None:
    letters = [(200.0 + 22 * at, 15.0, letter) for at, letter in enumerate("电子发票（普通发票）")]
    made = sheet(*letters, (20, 60, "名称：云杉公司"))
    assert title_of(made.rows, made.em) == "电子发票(普通发票)"


@pytest.mark.parametrize(
    ("title", "code", "number", "kind"),
    [
        ("电子发票(普通发票)", None, DIGITAL, InvoiceKind.DIGITAL_ORDINARY),
        ("电子发票(增值税专用发票)", None, DIGITAL, InvoiceKind.DIGITAL_SPECIAL),
        ("电子发票(铁路电子客票)", None, DIGITAL, InvoiceKind.RAIL),
        ("电子发票(航空运输电子客票行程单)", None, DIGITAL, InvoiceKind.AIR),
        ("电子发票(机动车销售统一发票)", None, DIGITAL, InvoiceKind.DIGITAL_VEHICLE),
        ("电子发票(普通发票)", None, "26337904450900255091", InvoiceKind.DIGITAL_TOLL),
        ("浙江增值税电子普通发票", "033002000211", "12345678", InvoiceKind.ORDINARY_ELECTRONIC),
        ("贵州增值税电子专用发票", "052002100113", "12345678", InvoiceKind.SPECIAL_ELECTRONIC),
        ("广西增值税电子普通发票", "045002100112", "12345678", InvoiceKind.TOLL),
        ("机动车销售统一发票", "133001923201", "12345678", InvoiceKind.VEHICLE),
        ("北京市医疗门诊收费票据(电子)", "11060121", "0010925600", InvoiceKind.FISCAL),
        ("杭州市出租汽车统一发票", "233010000000", "12345678", InvoiceKind.OTHER),
        ("某某发票", None, "1", None),
    ],
)
def test_title_code_and_number_say_the_kind(
    title: str, code: str | None, number: str, kind: InvoiceKind | None
) -> None:
    assert kind_of(title, code, number, toll=False) is kind


def test_plates_in_columns_make_a_digital_invoice_one_of_tolls() -> None:
    assert kind_of("电子发票(普通发票)", None, DIGITAL, toll=True) is InvoiceKind.DIGITAL_TOLL


def test_fiscal_bills_are_told_by_their_title() -> None:
    assert is_fiscal("中央非税收入统一票据(电子)")
    assert not is_fiscal("电子发票(普通发票)")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("网上银行电子回单", "bank_receipt"),
        ("增值税专用发票开票信息", "buyer_header"),
        ("红字发票信息确认单", "red_letter_form"),
        ("销售货物或者提供应税劳务清单", "list_of_goods"),
        ("税收完税证明", "tax_receipt"),
        ("采购合同", "business_paper"),
        ("通知", "text"),
    ],
)
def test_what_is_no_invoice_is_named(text: str, what: str) -> None:
    assert instead_of_an_invoice(sheet((20, 20, text)).rows) == what
