"""What each service's answers come to: every row of its own table, every field of its face."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.domain.answer import Answer, Charged, State, Then
from core.domain.invoice import Face, InvoiceKind, Line, Party, Status
from core.verify import PROVIDERS, provider
from core.verify.baidu import Baidu
from core.verify.baiwang import Baiwang
from core.verify.nuonuo import Nuonuo
from core.verify.provider import Token
from tests.core.verify.asked import moment, reply

YES, NO, MAYBE = Charged.YES, Charged.NO, Charged.UNKNOWN
Row = tuple[str, State, Charged, Then]


def rows(codes: str, state: State, charged: Charged, then: Then = Then.NOTHING) -> list[Row]:
    return [(code, state, charged, then) for code in codes.split()]


TENCENT = [
    *rows("FailedOperation.InvoiceMismatch", State.MISMATCH, YES),
    *rows("ResourceNotFound.NoInvoice", State.NOT_FOUND, YES),
    *rows("ResourceNotFound.NotSupportCurrentInvoiceQuery", State.TOO_EARLY, NO),
    *rows("FailedOperation.CountLimitError", State.LIMITED, NO),
    *rows(
        "ResourceNotFound.NoAreaCode InvalidParameterValue.InvalidParameterValueLimit"
        " InvalidParameterValue.PriceOrVerificationParameterValueLimit"
        " InvalidParameterValue.TicketCodeParameterValueLimit"
        " InvalidParameterValue.TicketDateParameterValueLimit"
        " InvalidParameterValue.TicketSnParameterValueLimit",
        State.INPUT_ERROR,
        NO,
    ),
    *rows(
        "FailedOperation.ArrearsError FailedOperation.UnOpenError ResourceUnavailable.InArrears"
        " ResourceUnavailable.ResourcePackageRunOut ResourcesSoldOut.ChargeStatusException",
        State.ACCOUNT_ERROR,
        NO,
    ),
    *rows(
        "AuthFailure.SignatureExpire AuthFailure.SignatureFailure UnauthorizedOperation"
        " AuthFailure.SecretIdNotFound",
        State.CONFIG_ERROR,
        NO,
    ),
    *rows("ResourceUnavailable.TaxNetworkError", State.UNAVAILABLE, NO, Then.LATER),
    *rows(
        "RequestLimitExceeded RequestLimitExceeded.UinLimitExceeded",
        State.UNAVAILABLE,
        NO,
        Then.BACK_OFF,
    ),
    *rows("InternalError FailedOperation.UnKnowError", State.UNAVAILABLE, NO, Then.RETRY),
]
ALIBABA = [
    *rows("006", State.MISMATCH, YES),
    *rows("009", State.NOT_FOUND, YES),
    *rows("1005", State.INPUT_ERROR, YES),
    *rows("002 104", State.LIMITED, NO),
    *rows("10014", State.TOO_EARLY, NO),
    *rows("10017", State.OUT_OF_RANGE, NO),
    *rows("115 10020 131002 131003 131004", State.ACCOUNT_ERROR, NO),
    *rows("131005 152000", State.UNAVAILABLE, NO, Then.BACK_OFF),
    *rows(
        "005 105 108 109 110 111 112 113 114 1010 1011 10015 10016 10018 111000 111001",
        State.INPUT_ERROR,
        NO,
    ),
    *rows("106 1021 000001 101000 121000 121001 121002 171000", State.UNAVAILABLE, NO, Then.LATER),
]
ALIBABA_GATEWAY = [
    *rows(
        "InvalidAccessKeyId.NotFound SignatureDoesNotMatch Forbidden.RAM", State.CONFIG_ERROR, NO
    ),
    *rows("Throttling.User", State.UNAVAILABLE, NO, Then.BACK_OFF),
]
BAIDU = [
    *rows("0006", State.MISMATCH, MAYBE),
    *rows("0009", State.NOT_FOUND, MAYBE),
    *rows("0002 1004", State.LIMITED, MAYBE),
    *rows("1014", State.TOO_EARLY, MAYBE),
    *rows("1015", State.OUT_OF_RANGE, MAYBE),
    *rows("0005 1005 1008 1009", State.INPUT_ERROR, MAYBE),
    *rows("1020", State.ACCOUNT_ERROR, NO),
    *rows("1006 1021 9999", State.UNAVAILABLE, MAYBE, Then.LATER),
]
BAIDU_GATEWAY = [
    *rows("100 110 111", State.CONFIG_ERROR, NO, Then.NEW_TOKEN),
    *rows("1 2 282000", State.UNAVAILABLE, MAYBE, Then.RETRY),
    *rows("18", State.UNAVAILABLE, NO, Then.BACK_OFF),
    *rows("4 17 19", State.ACCOUNT_ERROR, NO),
    *rows("6 14", State.CONFIG_ERROR, NO),
    *rows("216100 216101", State.INPUT_ERROR, MAYBE),
]
BAIWANG = [
    *rows("100001 100002", State.CONFIG_ERROR, NO, Then.NEW_TOKEN),
    *rows("100006 100007", State.CONFIG_ERROR, NO),
    *rows("100008", State.UNAVAILABLE, MAYBE, Then.RETRY),
    *rows("100006/1", State.MISMATCH, MAYBE),
    *rows("100006/409", State.NOT_FOUND, MAYBE),
    *rows("100006/402", State.LIMITED, MAYBE),
    *rows("100006/0014 100006/907 100006/910", State.ACCOUNT_ERROR, NO),
    *rows("100006/005 100006/406 100006/704", State.INPUT_ERROR, NO),
    *rows("100006/513 100006/703 100006/1000", State.CONFIG_ERROR, NO),
    *rows("100006/-1 100006/410 100006/411 100006/416", State.UNAVAILABLE, MAYBE, Then.RETRY),
    *rows("100006/099 100006/421", State.UNAVAILABLE, MAYBE, Then.LATER),
]
NUONUO = rows("070101 070304 070305 070306 070307 070601", State.CONFIG_ERROR, NO)


def tencent(code: str) -> dict[str, Any]:
    return {"Response": {"Error": {"Code": code, "Message": "一句话"}, "RequestId": "r-1"}}


def alibaba(code: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
    inside = json.dumps({"code": code, "msg": "一句话", "data": data or {}})
    return {"RequestId": "r-1", "Data": inside}


def alibaba_gateway(code: str) -> dict[str, Any]:
    return {"Code": code, "Message": "一句话", "RequestId": "r-1"}


def baidu(code: str) -> dict[str, Any]:
    return {"log_id": "r-1", "VerifyResult": code, "VerifyMessage": "一句话", "words_result": {}}


def baidu_gateway(code: str) -> dict[str, Any]:
    return {"log_id": "r-1", "error_code": int(code), "error_msg": "一句话"}


def baiwang(code: str) -> dict[str, Any]:
    code, _, sub = code.partition("/")
    error = {"code": code, "message": "一句话", "subCode": sub}
    return {"success": False, "requestId": "r-1", "errorResponse": error}


def nuonuo(code: str) -> dict[str, Any]:
    return {"code": code, "describe": "一句话"}


TABLES = [
    ("tencent", tencent, TENCENT),
    ("alibaba", alibaba, ALIBABA),
    ("alibaba", alibaba_gateway, ALIBABA_GATEWAY),
    ("baidu", baidu, BAIDU),
    ("baidu", baidu_gateway, BAIDU_GATEWAY),
    ("baiwang", baiwang, BAIWANG),
    ("nuonuo", nuonuo, NUONUO),
]


@pytest.mark.parametrize(("name", "body", "table"), TABLES, ids=lambda each: str(each)[:20])
def test_every_row_of_the_table_comes_to_its_state(name: str, body: Any, table: list[Row]) -> None:
    for code, state, charged, then in table:
        answer = parsed(name, body(code))
        assert (answer.state, answer.charged, answer.then) == (state, charged, then), code
        assert (answer.code, answer.message) == (code, "一句话")
        assert answer.request_id == ("" if name == "nuonuo" else "r-1")


@pytest.mark.parametrize(("name", "body", "table"), TABLES, ids=lambda each: str(each)[:20])
def test_a_code_that_no_table_has_is_not_interpreted(name: str, body: Any, table: Any) -> None:
    del table
    answer = parsed(name, body("987654"))
    assert (answer.state, answer.charged) == (State.UNINTERPRETED, Charged.UNKNOWN)
    assert answer.code == "987654"
    assert "987654" in answer.raw


@pytest.mark.parametrize("each", PROVIDERS, ids=lambda each: each.id)
@pytest.mark.parametrize("body", ["", "{}", "[]", "null", "<html>", '{"Response":{}}', '{"code":"'])
def test_an_empty_or_foreign_answer_is_never_a_match(each: Any, body: str) -> None:
    answer = each.parse(reply(body))
    assert answer.state is State.UNINTERPRETED
    assert answer.raw == body


def parsed(name: str, body: Any) -> Answer:
    return provider(name).parse(reply(json.dumps(body, ensure_ascii=False)))


FACE = Face(
    kind=InvoiceKind.DIGITAL_SPECIAL,
    number="24000000000000000001",
    issued_on=date(2025, 3, 15),
    net=Decimal("12035.40"),
    tax=Decimal("1564.60"),
    total=Decimal("13600.00"),
    seller=Party("北京云杉科技有限公司", "911", "地址 电话", "银行 账号"),
    buyer=Party("北京松果文具有限公司", "922", "买方地址", "买方银行"),
    lines=(
        Line("*文具*铅笔", "HB", "支", Decimal(3), Decimal("1.1234567"), Decimal("12035.40"),
             "0.13", Decimal("1564.60"), "1060105020000000000"),
    ),
    remark="备注",
)  # fmt: skip


def test_tencent_gives_the_whole_face() -> None:
    body = tencent_invoice(ReviewerName="审", IssuerName="开", PayeeName="收", CheckCode="")
    answer = parsed("tencent", body)
    assert (answer.state, answer.charged, answer.status) == (State.MATCH, YES, Status.NORMAL)
    face = answer.face
    assert face is not None
    assert (face.reviewer, face.drawer, face.payee) == ("审", "开", "收")
    for name in ("kind", "number", "issued_on", "net", "tax", "total", "seller", "buyer", "lines"):
        assert getattr(face, name) == getattr(FACE, name), name


def tencent_invoice(**more: Any) -> dict[str, Any]:
    invoice = {
        "Code": "", "Number": "24000000000000000001", "Date": "20250315", "Type": "0920",
        "BuyerName": "北京松果文具有限公司", "BuyerTaxCode": "922", "BuyerAddressPhone": "买方地址",
        "BuyerBankAccount": "买方银行", "SellerName": "北京云杉科技有限公司",
        "SellerTaxCode": "911", "SellerAddressPhone": "地址 电话",
        "SellerBankAccount": "银行 账号", "Remark": "备注",
        "IsAbandoned": "N", "AmountWithoutTax": "12035.40", "TaxAmount": "1564.60",
        "AmountWithTax": "13600.00",
        "Items": [{
            "LineNo": "1", "Name": "*文具*铅笔", "Spec": "HB", "Unit": "支", "Quantity": "3",
            "UnitPrice": "1.1234567", "AmountWithoutTax": "12035.40", "TaxRate": "13%",
            "TaxAmount": "1564.60", "TaxClassifyCode": "1060105020000000000",
        }],
    }  # fmt: skip
    return {"Response": {"Invoice": invoice | more, "RequestId": "r-1"}}


BLOCKS = {
    "Invoice": "Code Number BuyerName BuyerTaxCode BuyerAddressPhone BuyerBankAccount SellerName"
    " SellerTaxCode SellerAddressPhone SellerBankAccount Remark MachineNo Type ElectronicType"
    " CheckCode IsAbandoned HasSellerList SellerListTitle SellerListTax AmountWithTaxCN TaxBureau"
    " TrafficFreeFlag RedLetterInvoiceMark IssuingTypeMark SellerAgentName SellerAgentTaxID"
    " RegionCode ReviewerName IssuerName PayeeName MachineCode TaxControlCode TaxRate"
    " SpecialTicketCode FullElectronicType OfdUrl PdfUrl OriginalCode OriginalNumber",
    "VehicleInvoiceInfo": "CarType PlateModel ProduceAddress CertificateNo ImportNo VinNo"
    " PayTaxesNo Tonnage LimitCount EngineNo BizCheckFormNo TaxtationOrgCode TaxtationOrgName"
    " MotorTaxRate MotorBankName MotorBankAccount SellerAddress SellerTel BuyerNo",
    "UsedVehicleInvoiceInfo": "TaxBureau Buyer BuyerNo BuyerAddress BuyerTel Seller SellerNo"
    " SellerAddress SellerTel VehicleLicenseNo RegisterNo VehicleIdentifyNo ManagementOffice"
    " VehicleTotalPrice Auctioneer AuctioneerAddress AuctioneerTaxpayerNum AuctioneerBankAccount"
    " AuctioneerTel Market MarketTaxpayerNum MarketAddress MarketBankAccount MarketTel"
    " TaxClassifyCode ZeroTaxRateMark",
    "ElectronicTrainTicket": "BuyerName BuyerTaxCode Number Code CheckCode TaxRate TotalCN"
    " ServiceType TrainNumber TrainCabin Seat SeatType StationGetOn StationGetOff DateGetOn"
    " TimeGetOn ElectronicNumber PassengerName PassengerNo StateCode Type AirConditionerFeature"
    " TicketType OriginalTaxRate FullElectronicNumber",
    "ElectronicAirTransport": "Code Number CheckCode Amount Tax TaxAmount Fare FuelSurcharge"
    " DevelopmentFund DeductionMark StateCode BuyerName BuyerTaxCode DomesticInternationalMark"
    " PassengerName PassengerNo ElectronicNumber",
    "FinancialBill": "Code Number BuyerTaxID Buyer CheckCode SellerCompany Seller Reviewer Title"
    " TotalCn RushRedStateCode RushRedDate RushRedTime RushRedReason",
}
LISTS = {
    "Items": "LineNo Name Spec Unit TaxClassifyCode VehicleType VehicleBrand DeparturePlace"
    " ArrivalPlace TransportItemsName ConstructionPlace ConstructionName OriginalTaxRate"
    " OriginalTaxAmount ZeroTaxRateMark TaxIncludedUnitPrice TaxIncludedAmount",
    "RedLetterInvoices": "Code Number Date State",
}
TRIPS = "FlightSegment StationGetOn StationGetOff Carrier FlightNumber SeatLevel FlightDate"


@pytest.mark.parametrize("first", ["Invoice", "ElectronicTrainTicket", "ElectronicAirTransport",
                                   "FinancialBill"])  # fmt: skip
def test_tencent_loses_no_field_that_its_page_names(first: str) -> None:
    names = [first, "VehicleInvoiceInfo", "UsedVehicleInvoiceInfo"]
    response: dict[str, Any] = {
        block: {name: f"{block} {name}" for name in BLOCKS[block].split()} for block in names
    }
    response[first] |= {"Date": "2025-03-15", "Amount": "7.01", "Total": "9.13"}
    if first == "Invoice":
        response[first] |= {
            block: [{name: f"{block} {name}" for name in text.split()}]
            for block, text in LISTS.items()
        }
    if first == "ElectronicAirTransport":
        details = [{name: f"trip {name}" for name in TRIPS.split()}]
        response[first]["ElectronicAirTransportDetails"] = details
    response["PassInvoiceInfoList"] = [{"NumberPlate": "京A00000", "PassDateBegin": "20250301"}]
    answer = parsed("tencent", {"Response": response | {"RequestId": "r-1"}})
    assert answer.state is State.MATCH
    told = f"{answer.face} {answer.details}"
    assert [text for text in _leaves(response) if text not in told] == []


def _leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _leaves(each)]
    if isinstance(value, list):
        return [text for each in value for text in _leaves(each)]
    # a day and an amount are told as such
    return [] if value == "2025-03-15" else [value]


@pytest.mark.parametrize("name", ["Number", "FullElectronicNumber", "ElectronicNumber"])
def test_a_tickets_own_numbers_are_not_taken_for_the_invoices(name: str) -> None:
    ticket = {"Number": "E123", "FullElectronicNumber": "E456", "ElectronicNumber": "E789"}
    ticket |= {name: "25119110001000000011", "Total": "56.00", "StateCode": "3"}
    answer = parsed("tencent", {"Response": {"ElectronicTrainTicket": ticket}})
    assert answer.face is not None
    assert (answer.face.kind, answer.face.number) == (InvoiceKind.RAIL, "25119110001000000011")
    assert (answer.state, answer.status) == (State.MATCH, Status.RED_FULL)


@pytest.mark.parametrize(
    ("code", "status"),
    [("Y", Status.VOIDED), ("N", Status.NORMAL), ("H", Status.RED_FULL), ("HF", Status.RED_FULL),
     ("HP", Status.RED_PARTIAL), ("?", None), ("", None)],
)  # fmt: skip
def test_tencent_says_what_became_of_an_invoice(code: str, status: Status | None) -> None:
    answer = parsed("tencent", tencent_invoice(IsAbandoned=code))
    assert answer.state is State.MATCH
    assert answer.status is status


def test_a_red_invoice_is_red_by_its_amounts() -> None:
    answer = parsed("tencent", tencent_invoice(AmountWithTax="-13600.00", OriginalNumber="2" * 20))
    assert answer.status is Status.RED
    assert answer.face is not None
    assert answer.face.red_of == "2" * 20


@pytest.mark.parametrize(
    ("type_code", "electronic", "kind"),
    [("01", "", InvoiceKind.SPECIAL_PAPER), ("09", "01", InvoiceKind.DIGITAL_SPECIAL),
     ("09", "03", InvoiceKind.RAIL), ("83", "", InvoiceKind.RAIL), ("61", "", InvoiceKind.AIR),
     ("0930", "", InvoiceKind.DIGITAL_VEHICLE), ("08", "", InvoiceKind.DIGITAL_SPECIAL),
     ("10", "", InvoiceKind.DIGITAL_ORDINARY), ("0901", "", InvoiceKind.DIGITAL_SPECIAL_PAPER),
     ("8208", "", InvoiceKind.DIGITAL_TOLL), ("102", "", None)],
)  # fmt: skip
def test_tencents_kinds_are_its_own(
    type_code: str, electronic: str, kind: InvoiceKind | None
) -> None:
    body = tencent_invoice(Type=type_code, ElectronicType=electronic)
    face = parsed("tencent", body).face
    assert face is not None
    assert face.kind is kind


def test_83_is_rail_with_one_service_and_a_vehicle_with_another() -> None:
    tencents = parsed("tencent", tencent_invoice(Type="83")).face
    alibabas = parsed("alibaba", alibaba("001", ALIBABA_DATA | {"invoiceType": "83"})).face
    assert tencents is not None
    assert alibabas is not None
    assert tencents.kind is InvoiceKind.RAIL
    assert alibabas.kind is InvoiceKind.DIGITAL_VEHICLE


ALIBABA_DATA = {
    "invoiceType": "31", "invoiceCode": "", "invoiceNumber": "24000000000000000001",
    "invoiceDate": "20250315", "cyjgxx": "查验成功发票一致", "inspectionAmount": "2",
    "invalidMark": "N", "invoiceMoney": "12035.40", "allTax": "1564.60",
    "allValoremTax": "13600.00", "purchaserName": "北京松果文具有限公司",
    "purchaserTaxpayerNumber": "922", "purchaserAddressOrPhone": "买方地址",
    "purchaserBankAndNumber": "买方银行", "salerName": "北京云杉科技有限公司",
    "salerTaxpayerNumber": "911", "salerAddressOrPhone": "地址 电话",
    "salerBankAndNumber": "银行 账号", "note": "备注", "machineCode": "661",
    "detailList": [{
        "rowNo": "1", "goodsName": "*文具*铅笔", "standard": "HB", "unit": "支", "num": "3",
        "netValue": "1.1234567", "detailAmount": "12035.40", "taxRate": "13%", "allTax": "1564.60",
        "taxClassifyCode": "1060105020000000000",
    }],
}  # fmt: skip


@pytest.mark.parametrize("code", ["001", "000000"])
def test_alibaba_gives_the_whole_face(code: str) -> None:
    answer = parsed("alibaba", alibaba(code, ALIBABA_DATA))
    assert (answer.state, answer.charged, answer.times) == (State.MATCH, YES, 2)
    assert answer.face == FACE
    assert ("data.machineCode", "661") in answer.details


@pytest.mark.parametrize(
    ("mark", "status"),
    [("Y", Status.VOIDED), ("H", Status.RED_FULL), ("7", Status.RED_PARTIAL),
     ("8", Status.RED_FULL), ("", None)],
)  # fmt: skip
def test_alibaba_says_what_became_of_an_invoice(mark: str, status: Status | None) -> None:
    answer = parsed("alibaba", alibaba("001", ALIBABA_DATA | {"invalidMark": mark}))
    assert answer.status is status


def test_a_success_without_any_invoice_is_no_match() -> None:
    assert parsed("alibaba", alibaba("001")).state is State.UNINTERPRETED
    assert parsed("baidu", baidu("0001")).state is State.UNINTERPRETED
    assert parsed("tencent", {"Response": {"Invoice": {"Code": ""}}}).state is State.UNINTERPRETED
    found = {"success": True, "response": {"data": {"checkResult": "一致"}}}
    assert parsed("baiwang", found).state is State.UNINTERPRETED


@pytest.mark.parametrize("inside", [False, True])
def test_baidu_gives_the_whole_face(inside: bool) -> None:
    def column(text: str) -> list[dict[str, str]]:
        return [{"row": "1", "word": text}]

    head = {
        "InvalidSign": "N", "InvoiceType": "elec_invoice_special", "InvoiceCode": "",
        "InvoiceNum": "24000000000000000001", "InvoiceDate": "20250315", "MachineCode": "661",
    }  # fmt: skip
    words = {
        "PurchaserName": "北京松果文具有限公司", "PurchaserRegisterNum": "922",
        "PurchaserAddress": "买方地址", "PurchaserBank": "买方银行",
        "SellerName": "北京云杉科技有限公司", "SellerRegisterNum": "911",
        "SellerAddress": "地址 电话", "SellerBank": "银行 账号", "TotalAmount": "12035.40",
        "TotalTax": "1564.60", "AmountInFiguers": "13600.00", "Remarks": "备注",
        "CommodityName": column("*文具*铅笔"), "CommodityType": column("HB"),
        "CommodityUnit": column("支"), "CommodityNum": column("3"),
        "CommodityPrice": column("1.1234567"), "CommodityAmount": column("12035.40"),
        "CommodityTaxRate": column("13%"), "CommodityTax": column("1564.60"),
        "CommodityPlateNum": column("京A00000"),
    }  # fmt: skip
    body = {"log_id": 1, "VerifyResult": "0001", "VerifyMessage": "成功", "VerifyFrequency": "3"}
    body |= {"words_result": words | head} if inside else {"words_result": words} | head
    answer = parsed("baidu", body)
    assert (answer.state, answer.charged, answer.times) == (State.MATCH, YES, 3)
    assert answer.status is Status.NORMAL
    (line,) = FACE.lines
    untold = Line(**{n: getattr(line, n) for n in Line.__slots__} | {"tax_code": None})
    face = answer.face
    assert face is not None
    assert face.lines == (untold,)
    for name in ("kind", "number", "issued_on", "net", "tax", "total", "seller", "buyer", "remark"):
        assert getattr(face, name) == getattr(FACE, name), name
    assert "京A00000" in str(answer.details)


def test_baidus_lines_are_joined_by_their_rows_even_where_one_is_missing() -> None:
    words = {
        "AmountInFiguers": "13600.00",
        "CommodityName": [{"row": "1", "word": "甲"}, {"row": "2", "word": "乙"}],
        "CommodityUnit": [{"row": "2", "word": "个"}],
    }
    head = {"InvoiceNum": "1" * 20, "VerifyResult": "0001", "InvoiceDate": "20250315"}
    face = parsed("baidu", head | {"words_result": words}).face
    assert face is not None
    assert [(line.name, line.unit) for line in face.lines] == [("甲", None), ("乙", "个")]


BAIWANG_DATA = {
    "checkResult": "一致", "state": "0", "invoiceType": "数电票（增值税专用发票）",
    "invoiceNumber": "24000000000000000001", "billingDate": "2025-03-15",
    "amountTax": "13600.00", "amountWithoutTax": "12035.40", "taxAmount": "1564.60",
    "sellerName": "北京云杉科技有限公司", "sellerTaxNo": "911", "buyerName": "某",
    "items": [{"goodsName": "*文具*铅笔", "goodsTotalPrice": "12035.40"}],
}  # fmt: skip


@pytest.mark.parametrize("envelope", ["response", "model"])
@pytest.mark.parametrize(
    ("verdict", "state", "status"),
    [("一致", State.MATCH, Status.NORMAL), ("已作废", State.MATCH, Status.VOIDED),
     ("已红冲", State.MATCH, Status.RED_FULL), ("失控", State.MATCH, Status.OUT_OF_CONTROL),
     ("不一致", State.MISMATCH, Status.NORMAL), ("查无此票", State.NOT_FOUND, Status.NORMAL),
     ("基本一致", State.UNINTERPRETED, None), ("", State.MATCH, Status.NORMAL)],
)  # fmt: skip
def test_baiwangs_words_decide_and_unknown_words_do_not(
    envelope: str, verdict: str, state: State, status: Status | None
) -> None:
    data = BAIWANG_DATA | {"checkResult": verdict}
    answer = parsed("baiwang", {"success": True, "requestId": "b", envelope: {"data": data}})
    assert (answer.state, answer.status) == (state, status)
    assert answer.charged is Charged.UNKNOWN
    face = answer.face
    assert face is not None
    assert (face.total, face.lines[0].name) == (Decimal("13600.00"), "*文具*铅笔")
    if state is not State.UNINTERPRETED:
        assert ("response.data.buyerName" if envelope == "response" else "model.data.buyerName",
                "某") in answer.details  # fmt: skip


def test_an_unknown_subcode_behind_baiwangs_gateway_is_not_interpreted() -> None:
    assert parsed("baiwang", baiwang("100006/777")).state is State.UNINTERPRETED
    assert parsed("baiwang", baiwang("100002/777")).then is Then.NEW_TOKEN


@pytest.mark.parametrize(
    "result",
    [{"invoiceNo": "24000000000000000001", "jshj": "13600.00", "checkResult": "一致"},
     '{"invoiceNo":"24000000000000000001","jshj":"13600.00","cyjgxx":"查验成功发票一致"}'],
)  # fmt: skip
def test_nuonuos_result_is_shown_and_never_called_a_match(result: Any) -> None:
    answer = parsed("nuonuo", {"code": "E0000", "describe": "成功", "result": result})
    assert (answer.state, answer.charged) == (State.UNINTERPRETED, Charged.UNKNOWN)
    assert answer.face is not None
    assert answer.face.total == Decimal("13600.00")
    assert "一致" in str(answer.details)
    assert "一致" in answer.raw


def test_nuonuo_names_a_token_that_is_over_in_words_alone() -> None:
    body = {"code": "070302", "describe": "accessToken 已失效"}
    assert parsed("nuonuo", body).then is Then.NEW_TOKEN
    assert parsed("nuonuo", {"code": "E0000", "describe": "授权成功"}).then is Then.NOTHING


def test_tokens_are_read_with_their_ends() -> None:
    at = moment().at
    nuonuos = Nuonuo().parse_token(reply('{"access_token":"n","expires_in":"86400"}'), at)
    baidus = Baidu().parse_token(reply('{"access_token":"b","expires_in":2592000}'), at)
    text = '{"success":true,"response":{"access_token":"w","expires_in":28800}}'
    baiwangs = Baiwang().parse_token(reply(text), at)
    days = [(t.value, (t.ends_at - at).total_seconds()) for t in (nuonuos, baidus, baiwangs)
            if isinstance(t, Token)]  # fmt: skip
    assert days == [("n", 86400), ("b", 2592000), ("w", 28800)]


def test_amounts_are_what_stands_there_to_the_last_digit() -> None:
    text = '{"Response":{"Invoice":{"Number":"1","Date":"20250315","AmountWithTax":0.1}}}'
    face = provider("tencent").parse(reply(text)).face
    assert face is not None
    assert str(face.total) == "0.10"
    odd = text.replace("0.1", "0.10000000000000000001")
    answer = provider("tencent").parse(reply(odd))
    assert answer.face is not None
    assert answer.face.total is None
    assert ("Invoice.AmountWithTax", "0.10000000000000000001") in answer.details
