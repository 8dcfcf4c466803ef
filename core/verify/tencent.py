"""腾讯云 OCR, VatInvoiceVerifyNew: typed to the last field, and so the pattern for the others.

Sources: https://cloud.tencent.com/document/api/866/73674, charging /product/866/45470, and the
models of tencentcloud-sdk-python-ocr 3.1.193. Signing: TC3-HMAC-SHA256.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC
from typing import Any, Final
from urllib.parse import urlsplit

from core.domain.answer import Answer, Charged, State, Then
from core.domain.invoice import Face, InvoiceKind, Party, Status, is_digital_number
from core.domain.text import clean
from core.errors import NotAskable
from core.verify.factors import VAT, factors
from core.verify.provider import (
    NOT_IN_THE_TABLE,
    Access,
    Field,
    Meaning,
    Moment,
    Question,
    Sent,
    Terms,
    credential,
)
from core.verify.reading import Told, is_evident, judged, line_of, opened, status_of, unread
from core.verify.wire import Reply, Request, compact

URL: Final = "https://ocr.tencentcloudapi.com/"
ACTION: Final = "VatInvoiceVerifyNew"
VERSION: Final = "2018-11-19"
_TYPE: Final = "application/json; charset=utf-8"


class Tencent:
    """腾讯云."""

    id = "tencent"
    name = "腾讯云"
    credentials = (
        Field("secret_id", "SecretId", secret=False),
        Field("secret_key", "SecretKey", secret=True),
        Field("token", "Token", secret=True, optional=True),  # of temporary keys alone
    )
    settings = ()
    kinds = VAT | {InvoiceKind.FISCAL}
    hosts = frozenset(("ocr.tencentcloudapi.com",))
    terms = Terms(
        sent=(Sent.CODE, Sent.NUMBER, Sent.DATE, Sent.KIND, Sent.AMOUNT, Sent.CHECK_CODE,
              Sent.SELLER_TAX_ID),
        price=None,
        free=None,
        a_second=20,
        site="https://cloud.tencent.com/document/product/866/45470",
        confirmed=True,
    )  # fmt: skip
    probe = Question(body=b'{"InvoiceNo":"","InvoiceDate":""}')

    def build(self, invoice: Face, access: Access, moment: Moment) -> Question:
        """Write the body; 二手车 is asked by its 车价合计, the only amount on that form."""
        del access
        found = factors(self.id, invoice, self.kinds)
        body: dict[str, Any] = {
            "InvoiceNo": found.number,
            "InvoiceDate": found.issued_on.isoformat(),
            "InvoiceCode": found.code,
            "InvoiceKind": _KINDS.get(found.kind, "") if found.kind else "",
            "CheckCode": found.check,
            "Amount": found.amount,
        }
        if found.kind is InvoiceKind.BLOCKCHAIN:
            body["CheckCode"] = found.check[-5:]
            body["SellerTaxCode"] = clean(invoice.seller.tax_id or "")
            if not body["SellerTaxCode"]:
                raise NotAskable(provider=self.id, reason="seller")
        if found.issued_on == moment.today:
            body["EnableTodayInvoice"] = True
        kept = {name: value for name, value in body.items() if value != ""}
        return Question(body=compact(kept))

    def sign(self, question: Question, access: Access, moment: Moment, token: str) -> Request:
        """Sign by TC3-HMAC-SHA256."""
        del token
        url = access.at(URL)
        key_id = credential(self.id, access, "secret_id")
        key = credential(self.id, access, "secret_key")
        host = urlsplit(url).netloc
        authorization = tc3(key_id, key, "ocr", host, _TYPE, moment, question.body)
        headers = {
            "Authorization": authorization,
            "Content-Type": _TYPE,
            "Host": host,
            "X-TC-Action": ACTION,
            "X-TC-Language": "zh-CN",
            "X-TC-Timestamp": str(moment.seconds),
            "X-TC-Version": VERSION,
        }
        if token_of_keys := access.credentials.get("token", "").strip():
            headers["X-TC-Token"] = token_of_keys
        return Request(url, headers, question.body, (authorization.rpartition("=")[2],))

    def parse(self, reply: Reply) -> Answer:
        """Read an answer: one without an error matched in its four factors."""
        told = Told(opened(reply.text)).block("Response")
        error, request_id = told.block("Error"), told.text("RequestId") or ""
        if "Error" in told:
            code, message = error.text("Code") or "", error.text("Message") or ""
            meaning = self.classify(code)
            return judged(self.id, reply, meaning, code, message, request_id=request_id)
        face, said = _face(told)
        if reply.status != 200 or not is_evident(face):
            return unread(self.id, reply, request_id=request_id)
        return Answer(
            provider=self.id,
            state=State.MATCH,
            charged=Charged.YES,
            status=status_of(_STATUS, said, face),
            request_id=request_id,
            face=face,
            details=tuple(told.rest()),
            raw=reply.raw,
        )

    def classify(self, code: str) -> Meaning:
        """Look up a code: by its whole name, else by the family before the dot."""
        return _CODES.get(code) or _FAMILIES.get(code.partition(".")[0], NOT_IN_THE_TABLE)


def tc3(
    key_id: str, key: str, service: str, host: str, kind: str, moment: Moment, body: bytes
) -> str:
    """Give the Authorization of a POST; `kind` is its Content-Type as it is sent."""
    seconds, day = str(moment.seconds), moment.at.astimezone(UTC).strftime("%Y-%m-%d")
    digest = hashlib.sha256(body).hexdigest()
    canonical = f"POST\n/\n\ncontent-type:{kind}\nhost:{host}\n\ncontent-type;host\n{digest}"
    scope = f"{day}/{service}/tc3_request"
    hashed = hashlib.sha256(canonical.encode()).hexdigest()
    signed = _hmac(f"TC3{key}".encode(), day)
    for step in (service, "tc3_request"):
        signed = _hmac(signed, step)
    signature = _hmac(signed, f"TC3-HMAC-SHA256\n{seconds}\n{scope}\n{hashed}").hex()
    return (
        f"TC3-HMAC-SHA256 Credential={key_id}/{scope}, "
        f"SignedHeaders=content-type;host, Signature={signature}"
    )


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


_CHARGED = Charged.YES
_INPUT, _ACCOUNT = Meaning(State.INPUT_ERROR), Meaning(State.ACCOUNT_ERROR)
_CODES: Mapping[str, Meaning] = {
    "FailedOperation.InvoiceMismatch": Meaning(State.MISMATCH, _CHARGED),
    "ResourceNotFound.NoInvoice": Meaning(State.NOT_FOUND, _CHARGED),
    "ResourceNotFound.NotSupportCurrentInvoiceQuery": Meaning(State.TOO_EARLY),
    "FailedOperation.CountLimitError": Meaning(State.LIMITED),
    "ResourceNotFound.NoAreaCode": _INPUT,
    "FailedOperation.ArrearsError": _ACCOUNT,
    "FailedOperation.UnOpenError": _ACCOUNT,
    "ResourceUnavailable.InArrears": _ACCOUNT,
    "ResourceUnavailable.ResourcePackageRunOut": _ACCOUNT,
    "ResourcesSoldOut.ChargeStatusException": _ACCOUNT,
    "ResourceUnavailable.TaxNetworkError": Meaning(State.UNAVAILABLE, then=Then.LATER),
    "FailedOperation.UnKnowError": Meaning(State.UNAVAILABLE, then=Then.RETRY),
}
_FAMILIES: Mapping[str, Meaning] = {
    # of the last three the page of this action names only some; the common codes name them all
    "AuthFailure": Meaning(State.CONFIG_ERROR),
    "UnauthorizedOperation": Meaning(State.CONFIG_ERROR),
    "RequestLimitExceeded": Meaning(State.UNAVAILABLE, then=Then.BACK_OFF),
    "InternalError": Meaning(State.UNAVAILABLE, then=Then.RETRY),
    "InvalidParameterValue": _INPUT,
    "InvalidParameter": _INPUT,
    "MissingParameter": _INPUT,
}

_KINDS: Mapping[InvoiceKind, str] = {
    InvoiceKind.SPECIAL_PAPER: "01",
    InvoiceKind.FREIGHT: "02",
    InvoiceKind.VEHICLE: "03",
    InvoiceKind.ORDINARY_PAPER: "04",
    InvoiceKind.SPECIAL_ELECTRONIC: "08",
    InvoiceKind.DIGITAL_SPECIAL: "08",
    InvoiceKind.ORDINARY_ELECTRONIC: "10",
    InvoiceKind.DIGITAL_ORDINARY: "10",
    InvoiceKind.ROLL: "11",
    InvoiceKind.TOLL: "14",
    InvoiceKind.USED_VEHICLE: "15",
    InvoiceKind.FISCAL: "16",
    InvoiceKind.BLOCKCHAIN: "32",
}
"""InvoiceKind of a question; it may be left out, and is where none is documented."""

_TYPES: Mapping[str, InvoiceKind] = {
    "01": InvoiceKind.SPECIAL_PAPER,
    "02": InvoiceKind.FREIGHT,
    "03": InvoiceKind.VEHICLE,
    "04": InvoiceKind.ORDINARY_PAPER,
    "08": InvoiceKind.SPECIAL_ELECTRONIC,
    "10": InvoiceKind.ORDINARY_ELECTRONIC,
    "11": InvoiceKind.ROLL,
    "14": InvoiceKind.TOLL,
    "15": InvoiceKind.USED_VEHICLE,
    "32": InvoiceKind.BLOCKCHAIN,
    "0901": InvoiceKind.DIGITAL_SPECIAL_PAPER,
    "0903": InvoiceKind.DIGITAL_VEHICLE_PAPER,
    "0904": InvoiceKind.DIGITAL_ORDINARY_PAPER,
    "0915": InvoiceKind.DIGITAL_USED_VEHICLE_PAPER,
    "0910": InvoiceKind.DIGITAL_ORDINARY,
    "0920": InvoiceKind.DIGITAL_SPECIAL,
    "0930": InvoiceKind.DIGITAL_VEHICLE,
    "0940": InvoiceKind.DIGITAL_USED_VEHICLE,
    "61": InvoiceKind.AIR,
    "8208": InvoiceKind.DIGITAL_TOLL,
    "83": InvoiceKind.RAIL,  # with others 数电机动车
    "100": InvoiceKind.BLOCKCHAIN,
    "101": InvoiceKind.FISCAL,
}
_OF_DIGITAL: Mapping[str, InvoiceKind] = {
    "08": InvoiceKind.DIGITAL_SPECIAL,
    "10": InvoiceKind.DIGITAL_ORDINARY,
}
_ELECTRONIC_TYPES: Mapping[str, InvoiceKind] = {
    "01": InvoiceKind.DIGITAL_SPECIAL,
    "02": InvoiceKind.DIGITAL_ORDINARY,
    "03": InvoiceKind.RAIL,
    "04": InvoiceKind.AIR,
}
_STATUS: Mapping[str, Status] = {
    "Y": Status.VOIDED,
    "N": Status.NORMAL,
    "H": Status.RED_FULL,  # the older code, from before there was a partial one
    "HF": Status.RED_FULL,
    "HP": Status.RED_PARTIAL,
    "0": Status.NORMAL,
    "2": Status.VOIDED,
    "3": Status.RED_FULL,
}
"""IsAbandoned of an invoice, StateCode of a ticket (1: not brought up to date, so unknown)."""

_LINE: Mapping[str, tuple[str, ...]] = {
    "name": ("Name",),
    "spec": ("Spec",),
    "unit": ("Unit",),
    "quantity": ("Quantity",),
    "unit_price": ("UnitPrice",),
    "net": ("AmountWithoutTax",),
    "rate": ("TaxRate",),
    "tax": ("TaxAmount",),
    "tax_code": ("TaxClassifyCode",),
}


def _face(told: Told) -> tuple[Face, str]:
    """Read the block that says something; give its state too, as it is written."""
    for name, reader in _BLOCKS.items():
        block = told.block(name)
        if block and (face := reader(block, told)).number:
            return face, block.seen("IsAbandoned") or block.seen("StateCode")
    return Face(), ""


def _invoice(block: Told, told: Told) -> Face:
    number = block.text("Number")
    kind, type_code = _kind(block, number or ""), block.seen("Type")
    used, vehicle = told.block("UsedVehicleInvoiceInfo"), told.block("VehicleInvoiceInfo")
    return Face(
        kind=kind,
        kind_name=type_code if kind is None and type_code else None,
        code=block.text("Code"),
        number=number,
        issued_on=block.day("Date"),
        net=block.amount("AmountWithoutTax"),
        tax=block.amount("TaxAmount"),
        total=block.amount("AmountWithTax") or used.amount("VehicleTotalPrice"),
        check_code=block.text("CheckCode"),
        seller=Party(
            block.text("SellerName") or used.text("Seller"),
            block.text("SellerTaxCode") or used.text("SellerNo"),
            block.text("SellerAddressPhone"),
            block.text("SellerBankAccount"),
        ),
        buyer=Party(
            block.text("BuyerName") or used.text("Buyer"),
            block.text("BuyerTaxCode") or used.text("BuyerNo") or vehicle.text("BuyerNo"),
            block.text("BuyerAddressPhone"),
            block.text("BuyerBankAccount"),
        ),
        lines=tuple(line_of(item, _LINE) for item in block.blocks("Items")),
        remark=block.text("Remark"),
        drawer=block.text("IssuerName"),
        payee=block.text("PayeeName"),
        reviewer=block.text("ReviewerName"),
        red_of=_blue(block),
    )


def _kind(block: Told, number: str) -> InvoiceKind | None:
    said = block.seen("Type")
    if said == "09":
        return _ELECTRONIC_TYPES.get(block.seen("ElectronicType"))
    if is_digital_number(number) and said in _OF_DIGITAL:
        return _OF_DIGITAL[said]
    return _TYPES.get(said)


def _blue(block: Told) -> str | None:
    number = block.text("OriginalNumber")
    return (block.text("OriginalCode") or "") + number if number else None


def _train(block: Told, told: Told) -> Face:
    del told
    return Face(
        kind=InvoiceKind.RAIL,
        number=_ticket_number(block),
        issued_on=block.day("Date"),
        net=block.amount("Amount"),
        tax=block.amount("Tax"),
        total=block.amount("Total"),
        check_code=block.text("CheckCode"),
        buyer=Party(block.text("BuyerName"), block.text("BuyerTaxCode")),
    )


def _air(block: Told, told: Told) -> Face:
    """Of Amount, Tax and TaxAmount the page does not say which is which: the total alone."""
    del told
    return Face(
        kind=InvoiceKind.AIR,
        number=_ticket_number(block),
        issued_on=block.day("Date"),
        total=block.amount("Total"),
        check_code=block.text("CheckCode"),
        buyer=Party(block.text("BuyerName"), block.text("BuyerTaxCode")),
    )


def _ticket_number(block: Told) -> str | None:
    """Give the number of the invoice; a ticket has numbers of its own besides."""
    names = ("Number", "FullElectronicNumber", "ElectronicNumber")
    return block.text(next((n for n in names if is_digital_number(block.seen(n))), "Number"))


def _fiscal(block: Told, told: Told) -> Face:
    del told
    return Face(
        kind=InvoiceKind.FISCAL,
        code=block.text("Code"),
        number=block.text("Number"),
        issued_on=block.day("Date"),
        total=block.amount("Total"),
        check_code=block.text("CheckCode"),
        seller=Party(block.text("SellerCompany")),
        buyer=Party(block.text("Buyer"), block.text("BuyerTaxID")),
        reviewer=block.text("Reviewer"),
    )


_BLOCKS = {
    "Invoice": _invoice,
    "ElectronicTrainTicket": _train,
    "ElectronicAirTransport": _air,
    "FinancialBill": _fiscal,
}
