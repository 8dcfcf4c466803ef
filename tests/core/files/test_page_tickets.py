from datetime import date
from decimal import Decimal

from core.domain.invoice import InvoiceKind, Line, Party
from core.files.page_text import drafts_of
from tests.data.glyphs import Text, changed, page

AIR: tuple[Text, ...] = (
    (160, 15, "电子发票（航空运输电子客票行程单）"),
    (420, 40, "发票号码：24118000000012345678"),
    (20, 60, "旅客姓名"),
    (20, 76, "沈清"),
    (110, 200, "票价"),
    (170, 200, "燃油附加费"),
    (240, 200, "增值税税率"),
    (290, 200, "增值税税额"),
    (350, 200, "民航发展基金"),
    (420, 200, "其他税费"),
    (480, 200, "合计"),
    (125, 216, "CNY477.06"),
    (190, 216, "CNY45.87"),
    (260, 216, "9%"),
    (305, 216, "CNY47.07"),
    (370, 216, "CNY50.00"),
    (430, 216, "CNY0.00"),
    (520, 216, "CNY620.00"),
    (20, 240, "电子客票号码：7841234567890"),
    (200, 260, "填开单位：远山航空有限公司"),
    (440, 260, "填开日期：2024-07-28"),
    (20, 280, "购买方名称：杭州云杉科技有限公司"),
    (300, 280, "统一社会信用代码/纳税人识别号：91330106MA2CE71F6X"),
)
RAIL: tuple[Text, ...] = (
    (190, 15, "电子发票（铁路电子客票）"),
    (30, 50, "发票号码：24119000000012345678"),
    (430, 50, "开票日期：2024年05月06日"),
    (60, 90, "杭州东站"),
    (430, 90, "北京南站"),
    (60, 120, "2024年05月01日"),
    (180, 120, "06:23开"),
    (60, 150, "票价：￥181.00"),
    (60, 180, "3301**********1627"),
    (200, 180, "沈清"),
    (60, 230, "电子客票号：306712A086012090014302022"),
    (30, 260, "购买方名称：杭州云杉科技有限公司"),
    (330, 260, "统一社会信用代码：91330106MA2CE71F6X"),
)
FISCAL: tuple[Text, ...] = (
    (200, 15, "北京市医疗门诊收费票据（电子）"),
    (30, 60, "票据代码：11060121"),
    (400, 60, "票据号码：0010925600"),
    (30, 76, "交款人统一社会信用代码："),
    (400, 76, "校验码：b05e2a"),
    (30, 92, "交款人：沈清"),
    (400, 92, "开票日期：2024-05-06"),
    (30, 116, "项目名称"),
    (260, 116, "数量/单位"),
    (330, 116, "标准"),
    (420, 116, "金额（元）"),
    (32, 134, "检查费"),
    (265, 134, "1"),
    (332, 134, "90.00"),
    (422, 134, "90.00"),
    (30, 260, "金额合计（大写）"),
    (150, 260, "玖拾圆整"),
    (380, 260, "（小写）90.00"),
    (30, 360, "收款单位（章）：北京市清溪医院"),
    (300, 360, "复核人：顾言"),
    (450, 360, "收款人：苏木"),
)


def test_an_itinerary_adds_fare_and_fuel_and_keeps_the_fund_apart() -> None:
    (draft,) = drafts_of([page(*AIR)])
    assert draft.kind is InvoiceKind.AIR
    assert (draft.number, draft.issued_on) == ("24118000000012345678", date(2024, 7, 28))
    assert (draft.net, draft.tax) == (Decimal("522.93"), Decimal("47.07"))
    assert (draft.other_charges, draft.total) == (Decimal("50.00"), Decimal("620.00"))
    assert draft.buyer == Party("杭州云杉科技有限公司", "91330106MA2CE71F6X")
    assert draft.seller == Party("远山航空有限公司")


def test_an_itinerary_without_a_fund_has_no_other_charges() -> None:
    (draft,) = drafts_of([page(*changed(("CNY50.00", "CNY0.00"), texts=AIR))])
    assert draft.other_charges == 0
    assert "other_charges" not in draft.sources


def test_a_rail_ticket_tells_its_fare_and_no_tax() -> None:
    (draft,) = drafts_of([page(*RAIL)])
    assert draft.kind is InvoiceKind.RAIL
    assert (draft.net, draft.tax, draft.total) == (None, None, Decimal("181.00"))
    assert draft.issued_on == date(2024, 5, 6)
    assert draft.buyer == Party("杭州云杉科技有限公司", "91330106MA2CE71F6X")


def test_a_rail_ticket_that_prints_its_tax_is_read_whole() -> None:
    amounts = [
        (60.0, 165.0, "金额：￥166.05"),
        (160.0, 165.0, "税率：9%"),
        (260.0, 165.0, "税额：￥14.95"),
    ]
    (draft,) = drafts_of([page(*RAIL, *amounts)])
    assert (draft.net, draft.tax, draft.total) == (
        Decimal("166.05"),
        Decimal("14.95"),
        Decimal("181.00"),
    )


def test_the_number_of_a_ticket_that_was_changed_is_not_that_of_the_new_one() -> None:
    old = (330.0, 230.0, "原发票号码：24119000000000000001")
    (draft,) = drafts_of([page(*RAIL, old)])
    assert draft.number == "24119000000012345678"


def test_a_refund_is_a_ticket_with_its_fee() -> None:
    (draft,) = drafts_of([page(*changed(("票价：￥181.00", "退票费：￥48.00"), texts=RAIL))])
    assert draft.total == Decimal("48.00")


def test_a_fiscal_bill_has_payer_and_receiver_and_no_tax() -> None:
    (draft,) = drafts_of([page(*FISCAL)])
    assert draft.kind is InvoiceKind.FISCAL
    assert (draft.code, draft.number, draft.check_code) == ("11060121", "0010925600", "b05e2a")
    assert (draft.net, draft.tax, draft.total) == (None, None, Decimal("90.00"))
    assert (draft.buyer, draft.seller) == (Party("沈清"), Party("北京市清溪医院"))
    assert (draft.payee, draft.reviewer) == ("苏木", "顾言")
    price = Decimal("90.00")
    assert draft.lines == (Line("检查费", quantity=Decimal(1), unit_price=price, net=price),)


def test_a_taxi_slip_has_a_total_alone() -> None:
    slip = [
        (200.0, 15.0, "杭州市出租汽车统一发票"),
        (30.0, 50.0, "发票代码：133011860021"),
        (30.0, 66.0, "发票号码：12345678"),
        (30.0, 98.0, "金额：￥26.00"),
    ]
    (draft,) = drafts_of([page(*slip)])
    assert (draft.kind, draft.net, draft.total) == (InvoiceKind.OTHER, None, Decimal("26.00"))
