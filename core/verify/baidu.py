"""百度智能云 OCR, vat_invoice_verification.

Sources: https://ai.baidu.com/ai-doc/OCR/cklbnrnwe (2025-10-14), errors .../dk3h7y5vr, prices
.../ik3h7xv2x. There is no signature: the token stands in the address. How the columns of lines
look is taken from the same product's reading of pictures.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from core.domain.answer import Answer, Charged, State, Then
from core.domain.invoice import Face, InvoiceKind, Line, Status
from core.domain.numbers import kind_of_name
from core.domain.text import clean
from core.errors import NotAskable
from core.verify.factors import factors
from core.verify.provider import (
    NOT_IN_THE_TABLE,
    Access,
    Field,
    Meaning,
    Moment,
    Question,
    Sent,
    Terms,
    Token,
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
    token_of,
)
from core.verify.wire import Reply, Request, query

URL: Final = "https://aip.baidubce.com/rest/2.0/ocr/v1/vat_invoice_verification"
TOKEN_URL: Final = "https://aip.baidubce.com/oauth/2.0/token"
_HEADERS: Final = {"Content-Type": "application/x-www-form-urlencoded"}
_LONGEST: Final = timedelta(days=30)
_KINDS: Final[Mapping[InvoiceKind, str]] = {
    InvoiceKind.SPECIAL_PAPER: "special_vat_invoice",
    InvoiceKind.SPECIAL_ELECTRONIC: "elec_special_vat_invoice",
    InvoiceKind.ORDINARY_PAPER: "normal_invoice",
    InvoiceKind.ORDINARY_ELECTRONIC: "elec_normal_invoice",
    InvoiceKind.ROLL: "roll_normal_invoice",
    InvoiceKind.TOLL: "toll_elec_normal_invoice",
    InvoiceKind.BLOCKCHAIN: "blockchain_invoice",
    InvoiceKind.DIGITAL_SPECIAL: "elec_invoice_special",
    InvoiceKind.DIGITAL_ORDINARY: "elec_invoice_normal",
    InvoiceKind.FREIGHT: "special_freight_transport_invoice",
    InvoiceKind.VEHICLE: "motor_vehicle_invoice",
    InvoiceKind.USED_VEHICLE: "used_vehicle_invoice",
    InvoiceKind.AIR: "elec_flight_itinerary_invoice",
    InvoiceKind.RAIL: "elec_train_ticket_invoice",
    InvoiceKind.DIGITAL_TOLL: "elec_toll_invoice",
}
_KIND_OF: Final = {name: kind for kind, name in _KINDS.items()}


class Baidu:
    """百度智能云."""

    id = "baidu"
    name = "百度智能云"
    credentials = (
        Field("api_key", "API Key", secret=True),
        Field("secret_key", "Secret Key", secret=True),
    )
    settings = ()
    kinds = frozenset(_KINDS)
    hosts = frozenset(("aip.baidubce.com",))
    terms = Terms(
        sent=(Sent.CODE, Sent.NUMBER, Sent.DATE, Sent.KIND, Sent.AMOUNT, Sent.CHECK_CODE),
        price=Decimal("0.24"),
        free=20,
        a_second=2,
        site="https://ai.baidu.com/ai-doc/OCR/ik3h7xv2x",
        confirmed=True,
    )
    probe = None
    tokens_in_30_days = None

    def token_request(self, access: Access, moment: Moment) -> Request:
        """Ask for a token; the address holds the secret."""
        del moment
        asked = {
            "grant_type": "client_credentials",
            "client_id": credential(self.id, access, "api_key"),
            "client_secret": credential(self.id, access, "secret_key"),
        }
        return Request(f"{access.at(TOKEN_URL)}?{query(asked)}", _HEADERS, b"")

    def parse_token(self, reply: Reply, at: datetime) -> Token | Answer:
        """Read the token; it lasts 30 days."""
        told = Told(opened(reply.text))
        if token := token_of(told, at, _LONGEST):
            return token
        code, message = told.text("error") or "", told.text("error_description") or ""
        return judged(self.id, reply, self.classify(code), code, message)

    def build(self, invoice: Face, access: Access, moment: Moment) -> Question:
        """Write the form; of an electronic special invoice the check code goes along if known."""
        del access, moment
        found = factors(self.id, invoice, self.kinds)
        if found.kind is None:
            raise NotAskable(provider=self.id, reason="kind")
        check = found.check
        if found.kind is InvoiceKind.SPECIAL_ELECTRONIC:
            check = clean(invoice.check_code or "")[-6:]
        form = {
            "invoice_code": found.code,
            "invoice_num": found.number,
            "invoice_date": found.issued_on.strftime("%Y%m%d"),
            "invoice_type": _KINDS[found.kind],
            "check_code": check,
            "total_amount": found.amount,
        }
        return Question(body=urlencode(form).encode())

    def sign(self, question: Question, access: Access, moment: Moment, token: str) -> Request:
        """Put the token into the address."""
        del moment
        url = f"{access.at(URL)}?{query({'access_token': token})}"
        return Request(url, _HEADERS, question.body)

    def parse(self, reply: Reply) -> Answer:
        """Read an answer; errors of the gateway come with HTTP 200 too."""
        told = Told(opened(reply.text))
        request_id = told.text("log_id") or ""
        if "error_code" in told:
            code, message = told.text("error_code") or "", told.text("error_msg") or ""
            meaning = _gateway(code)
            return judged(self.id, reply, meaning, code, message, request_id=request_id)
        code, message = told.text("VerifyResult") or "", told.text("VerifyMessage") or ""
        face, sign = _face(told)
        times = times_of(told.text("VerifyFrequency") or "")
        return believed(
            self.id, reply, self.classify(code), code, message, face, request_id=request_id,
            status=status_of(_STATUS, sign, face),
            times=times,
            details=tuple(told.rest()),
        )  # fmt: skip

    def classify(self, code: str) -> Meaning:
        """Look up a VerifyResult, or what the token's address says."""
        return _CODES.get(code, NOT_IN_THE_TABLE)


def _gateway(code: str) -> Meaning:
    """Look up an error_code: these numbers are others than those of VerifyResult."""
    found = _GATEWAY.get(code)
    if found is None and len(code) == len(_PARAMETERS) and code[:4] == _PARAMETERS[:4]:
        return _INPUT
    return found or NOT_IN_THE_TABLE


def _face(told: Told) -> tuple[Face, str]:
    """Read the face: its head stands outside of words_result, or inside."""
    words = told.block("words_result")
    face = face_of(words, _FACE, None, _lines(words))
    head = face_of(told, _HEAD, None)
    changes = {name: getattr(head, name) or getattr(face, name) for name in _HEAD}
    said = told.seen("InvoiceType") or words.seen("InvoiceType")
    kind = _KIND_OF.get(said) or kind_of_name(said)
    sign = told.seen("InvalidSign") or words.seen("InvalidSign")
    return replace(face, kind=kind, **changes), sign


def _lines(words: Told) -> tuple[Line, ...]:
    """Join the columns, each a list of {row, word}, by their rows."""
    rows: dict[str, dict[str, str]] = {}
    for column in _COLUMNS:
        for cell in words.blocks(column):
            rows.setdefault(cell.text("row") or "", {})[column] = cell.text("word") or ""
    return tuple(line_of(Told(row), _LINE) for row in rows.values())


_INPUT: Final = Meaning(State.INPUT_ERROR, Charged.UNKNOWN)
_PARAMETERS: Final = "216100"
"""The first of a family: parameters."""
_CONFIG: Final = Meaning(State.CONFIG_ERROR)
_ACCOUNT: Final = Meaning(State.ACCOUNT_ERROR)
_NEW_TOKEN: Final = Meaning(State.CONFIG_ERROR, Charged.NO, Then.NEW_TOKEN)
_RETRY: Final = Meaning(State.UNAVAILABLE, Charged.UNKNOWN, Then.RETRY)
_LATER: Final = Meaning(State.UNAVAILABLE, Charged.UNKNOWN, Then.LATER)
_LIMITED: Final = Meaning(State.LIMITED, Charged.UNKNOWN)
_CODES: Mapping[str, Meaning] = {
    # that a success is charged says the price list; of the others it says nothing
    "0001": Meaning(State.MATCH, Charged.YES),
    "0006": Meaning(State.MISMATCH, Charged.UNKNOWN),
    "0009": Meaning(State.NOT_FOUND, Charged.UNKNOWN),
    "0002": _LIMITED,
    "1004": _LIMITED,
    "1014": Meaning(State.TOO_EARLY, Charged.UNKNOWN),
    "1015": Meaning(State.OUT_OF_RANGE, Charged.UNKNOWN),
    "0005": _INPUT,
    "1005": _INPUT,
    "1008": _INPUT,
    "1009": _INPUT,
    "1020": _ACCOUNT,
    "1006": _LATER,
    "1021": _LATER,
    "9999": _LATER,
    "invalid_client": _CONFIG,
}
_GATEWAY: Mapping[str, Meaning] = {
    "100": _NEW_TOKEN,
    "110": _NEW_TOKEN,
    "111": _NEW_TOKEN,
    "1": _RETRY,
    "2": _RETRY,
    "282000": _RETRY,
    "18": Meaning(State.UNAVAILABLE, Charged.NO, Then.BACK_OFF),
    "4": _ACCOUNT,
    "17": _ACCOUNT,
    "19": _ACCOUNT,
    "6": _CONFIG,
    "14": _CONFIG,
}
_STATUS: Mapping[str, Status] = {
    "N": Status.NORMAL,
    "Y": Status.VOIDED,
    "H": Status.RED_FULL,
    "BH": Status.RED_PARTIAL,
    "QH": Status.RED_FULL,
}
_HEAD: Names = {
    "code": ("InvoiceCode",),
    "number": ("InvoiceNum",),
    "issued_on": ("InvoiceDate",),
    "check_code": ("CheckCode",),
}
_FACE: Names = {
    **_HEAD,
    "net": ("TotalAmount",),
    "tax": ("TotalTax",),
    "total": ("AmountInFiguers",),
    "remark": ("Remarks",),
    "drawer": ("NoteDrawer",),
    "payee": ("Payee",),
    "reviewer": ("Checker",),
    "seller.name": ("SellerName",),
    "seller.tax_id": ("SellerRegisterNum",),
    "seller.address_phone": ("SellerAddress",),
    "seller.bank_account": ("SellerBank",),
    "buyer.name": ("PurchaserName",),
    "buyer.tax_id": ("PurchaserRegisterNum",),
    "buyer.address_phone": ("PurchaserAddress",),
    "buyer.bank_account": ("PurchaserBank",),
}
_LINE: Names = {
    "name": ("CommodityName",),
    "spec": ("CommodityType",),
    "unit": ("CommodityUnit",),
    "quantity": ("CommodityNum",),
    "unit_price": ("CommodityPrice",),
    "net": ("CommodityAmount",),
    "rate": ("CommodityTaxRate",),
    "tax": ("CommodityTax",),
}
_COLUMNS: Final = tuple(name for names in _LINE.values() for name in names)
