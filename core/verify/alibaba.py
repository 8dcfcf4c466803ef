"""阿里云 OCR, VerifyVATInvoice.

Sources: https://help.aliyun.com/document_detail/465205.html, alibabacloud_ocr_api20210707 3.1.3,
alibabacloud-tea-openapi 0.4.6. Signing: ACS3-HMAC-SHA256. `Data` of an answer is a JSON text that
the vendor gives no types for.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC
from typing import Final
from urllib.parse import urlsplit

from core.domain.answer import Answer, Charged, State, Then
from core.domain.invoice import Face, InvoiceKind, Status
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
from core.verify.reading import (
    Names,
    Told,
    believed,
    face_of,
    judged,
    line_of,
    opened,
    status_of,
    times_of,
)
from core.verify.wire import Reply, Request, query

URL: Final = "https://ocr-api.cn-hangzhou.aliyuncs.com/"
ACTION: Final = "VerifyVATInvoice"
VERSION: Final = "2021-07-07"


class Alibaba:
    """阿里云."""

    id = "alibaba"
    name = "阿里云"
    credentials = (
        Field("access_key_id", "AccessKey ID", secret=False),
        Field("access_key_secret", "AccessKey Secret", secret=True),
        Field("security_token", "SecurityToken", secret=True, optional=True),
    )
    settings = ()
    kinds = VAT - {
        # in none of the lists of what each kind is asked by
        InvoiceKind.FREIGHT,
        InvoiceKind.DIGITAL_TOLL,
        InvoiceKind.DIGITAL_VEHICLE_PAPER,
        InvoiceKind.DIGITAL_USED_VEHICLE_PAPER,
    }
    hosts = frozenset(("ocr-api.cn-hangzhou.aliyuncs.com",))
    terms = Terms(
        sent=(Sent.CODE, Sent.NUMBER, Sent.DATE, Sent.AMOUNT, Sent.CHECK_CODE),
        price=None,
        free=50,
        a_second=1,
        site="https://help.aliyun.com/document_detail/465205.html",
        confirmed=True,
    )
    probe = Question()

    def build(self, invoice: Face, access: Access, moment: Moment) -> Question:
        """Write the query; the body is empty."""
        del access, moment
        found = factors(self.id, invoice, self.kinds)
        asked = {
            "InvoiceCode": found.code,
            "InvoiceDate": found.issued_on.strftime("%Y%m%d"),
            "InvoiceKind": "1" if found.kind is InvoiceKind.BLOCKCHAIN else "",
            "InvoiceNo": found.number,
            "InvoiceSum": found.amount,
            "VerifyCode": found.check,
        }
        return Question({name: text for name, text in asked.items() if text})

    def sign(self, question: Question, access: Access, moment: Moment, token: str) -> Request:
        """Sign by ACS3-HMAC-SHA256."""
        del token
        url = access.at(URL)
        asked = query(dict(sorted(question.query.items())))
        headers = {
            "host": urlsplit(url).netloc,
            "x-acs-action": ACTION,
            "x-acs-content-sha256": hashlib.sha256(question.body).hexdigest(),
            "x-acs-date": moment.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "x-acs-signature-nonce": moment.nonce,
            "x-acs-version": VERSION,
        }
        if temporary := access.credentials.get("security_token", "").strip():
            headers["x-acs-security-token"] = temporary
        key = credential(self.id, access, "access_key_secret")
        authorization = acs3(
            credential(self.id, access, "access_key_id"), key, asked, headers, question.body
        )
        hidden = (authorization.rpartition("=")[2],)
        return Request(
            f"{url}?{asked}", headers | {"Authorization": authorization}, question.body, hidden
        )

    def parse(self, reply: Reply) -> Answer:
        """Read an answer; an error of the gateway has a Code of its own, and no Data."""
        told = Told(opened(reply.text))
        request_id = told.text("RequestId") or ""
        inside = Told(opened(told.text("Data")))
        if not inside:
            code, message = told.text("Code") or "", told.text("Message") or ""
            meaning = self.classify(code)
            return judged(self.id, reply, meaning, code, message, request_id=request_id)
        code, message = inside.text("code") or "", inside.text("msg") or ""
        data = inside.block("data")
        lines = tuple(line_of(row, _LINE) for row in data.blocks("detailList"))
        face = face_of(data, _FACE, _KINDS.get(data.seen("invoiceType")), lines)
        return believed(
            self.id, reply, self.classify(code), code, message, face, request_id=request_id,
            status=status_of(_STATUS, data.seen("invalidMark"), face),
            times=times_of(data.seen("inspectionAmount")),
            details=tuple(inside.rest()),
        )  # fmt: skip

    def classify(self, code: str) -> Meaning:
        """Look up a code of Data, or of the gateway: by its whole name, else by its family."""
        return _CODES.get(code) or _FAMILIES.get(code.partition(".")[0], NOT_IN_THE_TABLE)


def acs3(key_id: str, key: str, asked: str, headers: Mapping[str, str], body: bytes) -> str:
    """Give the Authorization of a POST; the names of `headers` are in lower case, all signed."""
    text = f"ACS3-HMAC-SHA256\n{canonical_hash(asked, headers, body)}"
    signature = hmac.digest(key.encode(), text.encode(), "sha256").hex()
    return (
        f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={_names(headers)},"
        f"Signature={signature}"
    )


def canonical_hash(asked: str, headers: Mapping[str, str], body: bytes) -> str:
    """Give the hash of what is signed."""
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    digest = hashlib.sha256(body).hexdigest()
    text = f"POST\n/\n{asked}\n{lines}\n{_names(headers)}\n{digest}"
    return hashlib.sha256(text.encode()).hexdigest()


def _names(headers: Mapping[str, str]) -> str:
    return ";".join(sorted(headers))


_CHARGED: Final = Charged.YES
_INPUT: Final = Meaning(State.INPUT_ERROR)
_ACCOUNT: Final = Meaning(State.ACCOUNT_ERROR)
_CONFIG: Final = Meaning(State.CONFIG_ERROR)
_LATER: Final = Meaning(State.UNAVAILABLE, Charged.NO, Then.LATER)
_BACK_OFF: Final = Meaning(State.UNAVAILABLE, Charged.NO, Then.BACK_OFF)
_CODES: Mapping[str, Meaning] = {
    "001": Meaning(State.MATCH, _CHARGED),
    "000000": Meaning(State.MATCH, _CHARGED),
    "006": Meaning(State.MISMATCH, _CHARGED),
    "009": Meaning(State.NOT_FOUND, _CHARGED),
    "1005": Meaning(State.INPUT_ERROR, _CHARGED),
    "002": Meaning(State.LIMITED),
    "104": Meaning(State.LIMITED),
    "10014": Meaning(State.TOO_EARLY),
    "10017": Meaning(State.OUT_OF_RANGE),
    **dict.fromkeys("115 10020 131002 131003 131004".split(), _ACCOUNT),
    **dict.fromkeys("131005 152000".split(), _BACK_OFF),
    **dict.fromkeys(
        "005 105 108 109 110 111 112 113 114 1010 1011 10015 10016 10018 111000 111001".split(),
        _INPUT,
    ),
    **dict.fromkeys("106 1021 000001 101000 121000 121001 121002 171000".split(), _LATER),
}
_FAMILIES: Mapping[str, Meaning] = {
    "InvalidAccessKeyId": _CONFIG,
    "SignatureDoesNotMatch": _CONFIG,
    "Forbidden": _CONFIG,
    "Throttling": _BACK_OFF,
    # what the gateway says of a query that lacks something: inferred, the probe rests on it
    "MissingInvoiceNo": _INPUT,
    "MissingInvoiceDate": _INPUT,
    "MissingParameter": _INPUT,
}
_STATUS: Mapping[str, Status] = {
    "N": Status.NORMAL,
    "Y": Status.VOIDED,
    "H": Status.RED_FULL,
    "7": Status.RED_PARTIAL,
    "8": Status.RED_FULL,
}
_KINDS: Mapping[str, InvoiceKind] = {
    "01": InvoiceKind.SPECIAL_PAPER,
    "02": InvoiceKind.FREIGHT,
    "03": InvoiceKind.VEHICLE,
    "04": InvoiceKind.ORDINARY_PAPER,
    "10": InvoiceKind.ORDINARY_ELECTRONIC,
    "11": InvoiceKind.ROLL,
    "14": InvoiceKind.TOLL,
    "15": InvoiceKind.USED_VEHICLE,
    "20": InvoiceKind.SPECIAL_ELECTRONIC,
    "31": InvoiceKind.DIGITAL_SPECIAL,
    "32": InvoiceKind.DIGITAL_ORDINARY,
    "51": InvoiceKind.RAIL,
    "61": InvoiceKind.AIR,
    "83": InvoiceKind.DIGITAL_VEHICLE,  # with 腾讯云 铁路
    "84": InvoiceKind.DIGITAL_USED_VEHICLE,
    "85": InvoiceKind.DIGITAL_SPECIAL_PAPER,
    "86": InvoiceKind.DIGITAL_ORDINARY_PAPER,
}
_FACE: Names = {
    "code": ("invoiceCode",),
    "number": ("invoiceNumber",),
    "issued_on": ("invoiceDate",),
    "net": ("invoiceMoney",),
    "tax": ("allTax",),
    "total": ("allValoremTax",),
    "check_code": ("checkCode",),
    "remark": ("note",),
    "seller.name": ("salerName",),
    "seller.tax_id": ("salerTaxpayerNumber",),
    "seller.address_phone": ("salerAddressOrPhone",),
    "seller.bank_account": ("salerBankAndNumber",),
    "buyer.name": ("purchaserName",),
    "buyer.tax_id": ("purchaserTaxpayerNumber",),
    "buyer.address_phone": ("purchaserAddressOrPhone",),
    "buyer.bank_account": ("purchaserBankAndNumber",),
}
_LINE: Names = {
    "name": ("goodsName",),
    "spec": ("standard",),
    "unit": ("unit",),
    "quantity": ("num",),
    "unit_price": ("netValue",),
    "net": ("detailAmount",),
    "rate": ("taxRate",),
    "tax": ("allTax",),
    "tax_code": ("taxClassifyCode",),
}
