"""百望云: 发票查验, baiwang.input.compliance.validate.

Sources: the vendor's reference as the Odoo add-on l10n_cn_baiwang validated it in the sandbox
(2026-05-21), and the vendor's own skill pack. The names inside `data` come from that pack, whose
answers take another gateway; the line names from its issuing API. Whether a check that failed is
charged is published nowhere.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from core.domain.answer import Answer, Charged, State, Then
from core.domain.invoice import Face, InvoiceKind, Status
from core.domain.numbers import kind_of_name
from core.verify.factors import VAT, factors
from core.verify.provider import (
    NOT_IN_THE_TABLE,
    Access,
    Field,
    Meaning,
    Moment,
    Question,
    Sent,
    Setting,
    Terms,
    Token,
    credential,
)
from core.verify.reading import (
    Names,
    Told,
    face_of,
    is_evident,
    judged,
    line_of,
    opened,
    status_of,
    token_of,
    unread,
)
from core.verify.wire import Reply, Request, compact, query

METHOD: Final = "baiwang.input.compliance.validate"
VERSION: Final = Setting("version", "version", "6.0", ("3.0", "6.0", "7.0"))
ENVIRONMENT: Final = Setting("environment", "environment", "production", ("production", "sandbox"))
_URLS: Final = {
    "production": "https://openapi.baiwang.com/router/rest",
    "sandbox": "https://sandbox-openapi.baiwang.com/router/rest",
}
_LONGEST: Final = timedelta(days=1)
_UNENCRYPTED: Final = {"encryptType": "NONE", "encryptScope": "00"}
_HEADERS: Final = {"Content-Type": "application/json; charset=utf-8"}


class Baiwang:
    """百望云."""

    id = "baiwang"
    name = "百望云"
    credentials = (
        Field("app_key", "appKey", secret=False),
        Field("app_secret", "appSecret", secret=True),
        Field("username", "username", secret=False),
        Field("password", "password", secret=True),
        Field("salt", "userSalt", secret=True),
        Field("tax_no", "taxNo", secret=False),
    )
    settings = (VERSION, ENVIRONMENT)
    kinds = VAT - {InvoiceKind.FREIGHT, InvoiceKind.BLOCKCHAIN}
    hosts = frozenset(("openapi.baiwang.com", "sandbox-openapi.baiwang.com"))
    terms = Terms(
        sent=(Sent.CODE, Sent.NUMBER, Sent.DATE, Sent.AMOUNT, Sent.CHECK_CODE, Sent.OWN_TAX_ID),
        price=None,
        free=None,
        a_second=1,
        site="https://open.baiwang.com/",
        confirmed=False,
    )
    probe = None
    tokens_in_30_days = None

    def token_request(self, access: Access, moment: Moment) -> Request:
        """Ask for a token; the body holds the secret."""
        version = access.chosen(VERSION)
        asked = {
            "method": "baiwang.oauth.token",
            "grant_type": "password",
            "client_id": credential(self.id, access, "app_key"),
            "version": version,
            "timestamp": str(moment.seconds * 1000),
        } | (_UNENCRYPTED if version == "7.0" else {})
        hashed = password_hash(
            credential(self.id, access, "password"), credential(self.id, access, "salt"), version
        )
        body = compact(
            {
                "username": credential(self.id, access, "username"),
                "password": hashed,
                "client_secret": credential(self.id, access, "app_secret"),
            }
        )
        return Request(f"{_url(access)}?{query(asked)}", _HEADERS, body, (hashed,))

    def parse_token(self, reply: Reply, at: datetime) -> Token | Answer:
        """Read the token; it lasts about 8 hours."""
        told = Told(opened(reply.text))
        token = token_of(told.block("response"), at, _LONGEST)
        return token if token and told.text("success") == "true" else self._error(told, reply)

    def build(self, invoice: Face, access: Access, moment: Moment) -> Question:
        """Write the body; a 数电票 has no key invoiceCode at all ("" is subCode 704)."""
        del moment
        found = factors(self.id, invoice, self.kinds)
        body = {
            "taxNo": credential(self.id, access, "tax_no"),
            "invoiceCode": found.code,
            "invoiceNumber": found.number,
            "billingDate": found.issued_on.isoformat(),
            "totalAmount": found.amount,
            "checkCode_6": found.check,
        }
        return Question(body=compact({name: text for name, text in body.items() if text}))

    def sign(self, question: Question, access: Access, moment: Moment, token: str) -> Request:
        """Sign by MD5 over the sorted parameters and the body."""
        version = access.chosen(VERSION)
        nonce = moment.nonce
        asked = {
            "method": METHOD,
            "version": version,
            "appKey": credential(self.id, access, "app_key"),
            "format": "json",
            "timestamp": str(moment.seconds * 1000),
            "token": token,
            "type": "sync",
            "requestId": "-".join((nonce[:8], nonce[8:12], nonce[12:16], nonce[16:20], nonce[20:])),
        } | ({"signType": "MD5"} | _UNENCRYPTED if version == "7.0" else {})
        signature = signed(asked, question.body, credential(self.id, access, "app_secret"))
        url = f"{_url(access)}?{query(asked | {'sign': signature})}"
        return Request(url, _HEADERS, question.body, (signature,))

    def parse(self, reply: Reply) -> Answer:
        """Read an answer: what the vendor's pack calls checkResult, else a face with its state."""
        told = Told(opened(reply.text))
        if told.text("success") != "true":
            return self._error(told, reply)
        request_id = told.text("requestId") or ""
        response = told.block("response") or told.block("model")
        data = response.block("data") if "data" in response else response
        verdict, state = data.text("checkResult") or "", data.seen("state")
        lines = tuple(line_of(row, _LINE) for row in data.blocks(*_LINES))
        face = face_of(data, _FACE, kind_of_name(data.seen("invoiceType")), lines)
        meaning = _VERDICTS.get(verdict)
        if not verdict and state in _STATES and is_evident(face):
            meaning = _MATCH
        if reply.status != 200 or meaning is None or (meaning is _MATCH and not face.number):
            return unread(self.id, reply, request_id=request_id, message=verdict,
                          face=face if is_evident(face) else None)  # fmt: skip
        return Answer(
            provider=self.id,
            state=meaning.state,
            charged=meaning.charged,
            status=_STATUS_WORDS.get(verdict) or status_of(_STATES, state, face),
            message=verdict,
            request_id=request_id,
            face=face if is_evident(face) else None,
            details=tuple(told.rest()),
            raw=reply.raw,
        )

    def classify(self, code: str) -> Meaning:
        """Look up a subCode, or the code of the gateway; the two have none in common."""
        return _CODES.get(code, NOT_IN_THE_TABLE)

    def _error(self, told: Told, reply: Reply) -> Answer:
        error = told.block("errorResponse")
        code, sub = error.text("code") or "", error.text("subCode") or ""
        meaning = self.classify(sub)
        if meaning is NOT_IN_THE_TABLE and not (sub and code == _REMOTE):
            meaning = self.classify(code)
        shown = "/".join(filter(None, (code, sub)))
        message = " ".join(filter(None, (error.text("message"), error.text("subMessage"))))
        request_id = told.text("requestId") or ""
        return judged(self.id, reply, meaning, shown, message, request_id=request_id)


def password_hash(password: str, salt: str, version: str) -> str:
    """Give the password as the platform wants it."""
    text = (password + salt).encode()
    if version == "7.0":
        return hashlib.sha256(text).hexdigest()
    inner = hashlib.md5(text, usedforsecurity=False).hexdigest()
    return hashlib.sha1(inner.encode(), usedforsecurity=False).hexdigest()


def signed(asked: Mapping[str, str], body: bytes, secret: str) -> str:
    """Give the signature: the names and values sorted by name, the body, the secret around."""
    joined = "".join(f"{name}{asked[name]}" for name in sorted(asked) if asked[name])
    text = secret.encode() + joined.encode() + body + secret.encode()
    return hashlib.md5(text, usedforsecurity=False).hexdigest().upper()


def _url(access: Access) -> str:
    return access.at(_URLS.get(access.chosen(ENVIRONMENT), _URLS["production"]))


_REMOTE: Final = "100006"
"""The appKey may not act for this taxNo, or an error behind the gateway that subCode names."""

_MATCH: Final = Meaning(State.MATCH, Charged.UNKNOWN)
_MISMATCH: Final = Meaning(State.MISMATCH, Charged.UNKNOWN)
_NOT_FOUND: Final = Meaning(State.NOT_FOUND, Charged.UNKNOWN)
_AGAIN: Final = Meaning(State.UNAVAILABLE, Charged.UNKNOWN, Then.RETRY)
_INPUT: Final = Meaning(State.INPUT_ERROR)
_ACCOUNT: Final = Meaning(State.ACCOUNT_ERROR)
_CONFIG: Final = Meaning(State.CONFIG_ERROR)
_CODES: Mapping[str, Meaning] = {
    "100001": Meaning(State.CONFIG_ERROR, then=Then.NEW_TOKEN),
    "100002": Meaning(State.CONFIG_ERROR, then=Then.NEW_TOKEN),
    _REMOTE: _CONFIG,
    "100007": _CONFIG,
    "100008": _AGAIN,
    "1": _MISMATCH,
    "409": _NOT_FOUND,
    "402": Meaning(State.LIMITED, Charged.UNKNOWN),
    "0014": _ACCOUNT,
    "907": _ACCOUNT,
    "910": _ACCOUNT,
    "005": _INPUT,
    "406": _INPUT,
    "704": _INPUT,
    "513": _CONFIG,
    "703": _CONFIG,
    "1000": _CONFIG,
    "-1": _AGAIN,
    "410": _AGAIN,
    "411": _AGAIN,
    "416": _AGAIN,
    "099": Meaning(State.UNAVAILABLE, Charged.UNKNOWN, Then.LATER),
    "421": Meaning(State.UNAVAILABLE, Charged.UNKNOWN, Then.LATER),
}

_VERDICTS: Mapping[str, Meaning] = {
    "一致": _MATCH,
    "已作废": _MATCH,
    "已红冲": _MATCH,
    "失控": _MATCH,
    "不一致": _MISMATCH,
    "查无此票": _NOT_FOUND,
}
_STATUS_WORDS: Mapping[str, Status] = {
    "已作废": Status.VOIDED,
    "已红冲": Status.RED_FULL,
    "失控": Status.OUT_OF_CONTROL,
}
_STATES: Mapping[str, Status] = {
    "0": Status.NORMAL,
    "1": Status.OUT_OF_CONTROL,
    "2": Status.VOIDED,
    "3": Status.RED_FULL,
    "4": Status.ABNORMAL,
    "7": Status.RED_PARTIAL,
    "8": Status.RED_FULL,
}
_FACE: Names = {
    "code": ("invoiceCode",),
    "number": ("invoiceNumber",),
    "issued_on": ("billingDate",),
    "net": ("amountWithoutTax",),
    "tax": ("taxAmount",),
    "total": ("amountTax",),
    "seller.name": ("sellerName",),
    "seller.tax_id": ("sellerTaxNo",),
}
_LINES: Final = ("invoiceDetailsList", "invoiceDetailList", "detailList", "details", "items")
_LINE: Names = {
    "name": ("goodsName",),
    "spec": ("goodsSpecification",),
    "unit": ("goodsUnit",),
    "quantity": ("goodsQuantity",),
    "unit_price": ("goodsPrice",),
    "net": ("goodsTotalPrice",),
    "rate": ("goodsTaxRate",),
    "tax": ("goodsTotalTax",),
    "tax_code": ("goodsCode",),
}
