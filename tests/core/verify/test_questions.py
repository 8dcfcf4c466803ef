"""What each service is asked about each kind: the factors of its own documentation, no more."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

import pytest

from core.domain.invoice import Face, InvoiceKind, Party
from core.errors import NotAskable
from core.verify import PROVIDERS, provider
from core.verify.provider import Access, Moment, Provider, Setting, unfit
from core.verify.wire import Request
from tests.core.verify.asked import DIGITAL_NUMBER, SELLER, invoice, moment, paper
from tests.core.verify.services import SERVICES

K = InvoiceKind
EACH = pytest.mark.parametrize("each", PROVIDERS, ids=lambda each: each.id)
NET, TOTAL, CHECK = "12035.40", "13600.00", "921630"
FACTORS = {
    **dict.fromkeys((K.SPECIAL_PAPER, K.SPECIAL_ELECTRONIC, K.VEHICLE, K.FREIGHT), NET),
    **dict.fromkeys((K.USED_VEHICLE,), TOTAL),
    **dict.fromkeys((K.ORDINARY_PAPER, K.ORDINARY_ELECTRONIC, K.ROLL, K.TOLL), CHECK),
    **dict.fromkeys(
        (K.DIGITAL_SPECIAL, K.DIGITAL_ORDINARY, K.RAIL, K.DIGITAL_TOLL, K.AIR, K.DIGITAL_VEHICLE,
         K.DIGITAL_USED_VEHICLE), TOTAL),
}  # fmt: skip


def access(name: str) -> Access:
    found = next(service for service in SERVICES if service.id == name)
    return Access(dict(found.credentials))


def asked(name: str, face: Face, at: Moment | None = None) -> dict[str, Any]:
    question = provider(name).build(face, access(name), at or moment())
    if question.query:
        return dict(question.query)
    text = question.body.decode()
    found: dict[str, Any] = json.loads(text) if text[0] == "{" else dict(parse_qsl(text, True))
    return found


@EACH
@pytest.mark.parametrize("kind", FACTORS)
def test_every_kind_is_asked_by_its_own_fourth_factor(each: Provider, kind: InvoiceKind) -> None:
    is_paper = kind.value < "50"
    face = paper(kind) if is_paper else invoice(kind)
    if kind not in each.kinds:
        assert unfit(each, access(each.id), face, moment().at) == "kind"
        return
    found = asked(each.id, face).values()
    others = {NET, TOTAL, CHECK} - {FACTORS[kind]}
    assert FACTORS[kind] in found
    assert not others & set(found) - ({CHECK} if kind is K.SPECIAL_ELECTRONIC else set())
    assert ("1300000000" in found) == is_paper
    assert ("04000000" if is_paper else DIGITAL_NUMBER) in found


@EACH
def test_a_digital_number_of_an_unnamed_kind_is_asked_by_its_total(each: Provider) -> None:
    face = invoice(None, number="24110000000000000001")
    if each.id == "baidu":  # wants the kind by name
        assert unfit(each, access(each.id), face, moment().at) == "kind"
    else:
        assert TOTAL in asked(each.id, face).values()


@EACH
def test_twenty_digits_called_an_electronic_invoice_are_asked_as_a_digital_one(
    each: Provider,
) -> None:
    assert TOTAL in asked(each.id, invoice(K.SPECIAL_ELECTRONIC)).values()


@EACH
def test_a_digital_invoice_on_paper_is_asked_by_what_is_printed(each: Provider) -> None:
    names = {"code": "1300000000", "paper_number": "04000000"}
    for kind, factor in ((K.DIGITAL_SPECIAL_PAPER, NET), (K.DIGITAL_ORDINARY_PAPER, "000001")):
        face = invoice(kind, **names)
        if kind in each.kinds:
            found = asked(each.id, face).values()
            assert {"1300000000", "04000000", factor} <= set(found)
            assert DIGITAL_NUMBER not in found


@pytest.mark.parametrize(
    ("face", "reason"),
    [
        (invoice(K.CUSTOMS), "kind"),
        (invoice(None, number="12345678", code="9999999999"), "kind"),
        (invoice(number=None), "number"),
        (invoice(number="2400000000000000000X"), "number"),
        (paper(K.SPECIAL_PAPER, code=None), "code"),
        (invoice(issued_on=None), "issued_on"),
        (invoice(total=None), "amount"),
        (paper(K.SPECIAL_PAPER, net=None), "amount"),
        (paper(K.ORDINARY_PAPER, check_code=None), "check_code"),
        (paper(K.ORDINARY_PAPER, check_code="12345"), "check_code"),
    ],
)
@EACH
def test_what_an_invoice_lacks_is_named(each: Provider, face: Face, reason: str) -> None:
    assert unfit(each, access(each.id), face, moment().at) == reason
    with pytest.raises(NotAskable) as error:
        each.build(face, access(each.id), moment())
    assert error.value.facts == {"provider": each.id, "reason": reason}


@EACH
def test_a_red_invoice_keeps_its_sign(each: Provider) -> None:
    assert "-0.10" in asked(each.id, invoice(total=Decimal("-0.10"))).values()


def test_tencents_question_as_its_page_has_it() -> None:
    assert asked("tencent", invoice()) == {
        "InvoiceNo": DIGITAL_NUMBER,
        "InvoiceDate": "2025-03-15",
        "InvoiceKind": "08",
        "Amount": TOTAL,
    }
    assert asked("tencent", paper(K.ORDINARY_PAPER)) == {
        "InvoiceNo": "04000000",
        "InvoiceDate": "2019-12-11",
        "InvoiceCode": "1300000000",
        "InvoiceKind": "04",
        "CheckCode": CHECK,
    }


def test_tencent_is_told_that_an_invoice_is_of_today_by_the_day_in_beijing() -> None:
    late = Moment(datetime(2025, 3, 14, 17, 0, tzinfo=UTC), "0" * 32)
    assert asked("tencent", invoice(), late)["EnableTodayInvoice"] is True
    assert "EnableTodayInvoice" not in asked("tencent", invoice())


def test_a_blockchain_invoice_is_asked_by_all_that_it_has() -> None:
    face = paper(K.BLOCKCHAIN, code="144032109110")
    found = asked("tencent", face)
    assert (found["Amount"], found["CheckCode"], found["InvoiceKind"]) == (NET, "21630", "32")
    assert found["SellerTaxCode"] == SELLER.tax_id
    found = asked("alibaba", face)
    assert (found["InvoiceSum"], found["VerifyCode"], found["InvoiceKind"]) == (NET, CHECK, "1")
    found = asked("baidu", face)
    assert (found["total_amount"], found["check_code"]) == (NET, CHECK)
    short = paper(K.BLOCKCHAIN, code="144032109110", check_code="21630")
    assert asked("tencent", short)["CheckCode"] == "21630"
    assert asked("baidu", short)["check_code"] == "21630"
    nobody = paper(K.BLOCKCHAIN, seller=Party("无税号"))
    assert unfit(provider("tencent"), access("tencent"), nobody, moment().at) == "seller"


def test_a_fiscal_receipt_is_tencents_alone() -> None:
    face = paper(K.FISCAL, net=None)
    assert asked("tencent", face)["Amount"] == TOTAL
    assert [each.id for each in PROVIDERS if K.FISCAL in each.kinds] == ["tencent"]


def test_baiwangs_question_has_no_code_for_a_digital_invoice() -> None:
    assert asked("baiwang", invoice()) == {
        "taxNo": "91110000000000000X",
        "invoiceNumber": DIGITAL_NUMBER,
        "billingDate": "2025-03-15",
        "totalAmount": TOTAL,
    }


def test_nuonuos_question_has_an_empty_code_for_a_digital_invoice() -> None:
    assert asked("nuonuo", invoice()) == {
        "invoiceCode": "",
        "invoiceNo": DIGITAL_NUMBER,
        "invoiceDate": "2025-03-15",
        "optionField": TOTAL,
    }


def test_alibaba_and_baidu_write_days_without_hyphens() -> None:
    assert asked("alibaba", invoice())["InvoiceDate"] == "20250315"
    form = asked("baidu", invoice())
    assert form == {
        "invoice_code": "",
        "invoice_num": DIGITAL_NUMBER,
        "invoice_date": "20250315",
        "invoice_type": "elec_invoice_special",
        "check_code": "",
        "total_amount": TOTAL,
    }
    assert asked("baidu", paper(K.SPECIAL_ELECTRONIC))["check_code"] == CHECK


@EACH
def test_a_question_goes_to_a_host_of_the_vendor_and_shows_no_secret(each: Provider) -> None:
    question = each.build(invoice(issued_on=date(2025, 3, 15)), access(each.id), moment())
    request = each.sign(question, access(each.id), moment(), "tok")
    assert request.url.split("/")[2].split("?")[0] in each.hosts
    assert request.url.startswith("https://")
    assert repr(request) == "Request()"
    assert repr(question) == "Question()"
    assert repr(access(each.id)) == "Access(settings={}, address='', seconds=30.0)"


def test_settings_change_what_they_name() -> None:
    found = signed("baiwang", version="7.0", environment="sandbox")
    assert found.url.startswith("https://sandbox-openapi.baiwang.com/router/rest?")
    assert "version=7.0" in found.url
    assert "signType=MD5" in found.url
    found = signed("nuonuo", method="nuonuo.OpeMplatform.invoiceInspection")
    assert found.headers["method"] == "nuonuo.OpeMplatform.invoiceInspection"


@EACH
def test_every_choice_of_a_setting_can_be_signed(each: Provider) -> None:
    setting: Setting
    for setting in each.settings:
        assert setting.default in setting.choices
        for choice in setting.choices:
            assert signed(each.id, **{setting.key: choice}).body


def signed(name: str, **settings: str) -> Request:
    chosen = Access(access(name).credentials, settings)
    each = provider(name)
    return each.sign(each.build(invoice(), chosen, moment()), chosen, moment(), "tok")


def test_no_two_services_have_one_name() -> None:
    for told in ({each.id for each in PROVIDERS}, {each.name for each in PROVIDERS}):
        assert len(told) == len(PROVIDERS)
