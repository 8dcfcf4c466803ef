"""航天信息 · 诺诺: invoiceInspection of the 诺诺开放平台, 航天信息's channel for cloud services.

Sources: PyPI nuonuo-sdk 0.2.0 with its contract notes, and the Go port of the Java SDK 1.0.5.2.
What the result of this API looks like is published nowhere: it is kept and shown, what looks like
a face is taken for the eye, and it is never called a match. A token lasts 24 hours, and in 30
days 50 are given out.
"""

import base64
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from core.domain.answer import Answer, Charged, State, Then
from core.domain.invoice import Face, InvoiceKind
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
from core.verify.reading import Names, Told, face_of, is_evident, judged, opened, token_of, unread
from core.verify.wire import Reply, Request, compact, query

URL: Final = "https://sdk.nuonuo.com/open/v1/services"
TOKEN_URL: Final = "https://open.nuonuo.com/accessToken"
METHOD: Final = Setting(
    "method",
    "method",
    "nuonuo.electronInvoice.invoiceInspection",
    ("nuonuo.electronInvoice.invoiceInspection", "nuonuo.OpeMplatform.invoiceInspection"),
)
"""Which one depends on the product that was bought; the second is 诺税通's."""

_SUCCESS: Final = "E0000"
_LONGEST: Final = timedelta(days=1)


class Nuonuo:
    """航天信息 · 诺诺, an app for one's own use (自用型)."""

    id = "nuonuo"
    name = "航天信息 · 诺诺"
    credentials = (
        Field("app_key", "appKey", secret=False),
        Field("app_secret", "appSecret", secret=True),
        Field("tax_no", "taxNo", secret=False, optional=True),
    )
    settings = (METHOD,)
    kinds = VAT - {InvoiceKind.BLOCKCHAIN}
    hosts = frozenset(("sdk.nuonuo.com", "open.nuonuo.com"))
    terms = Terms(
        sent=(Sent.CODE, Sent.NUMBER, Sent.DATE, Sent.AMOUNT, Sent.CHECK_CODE, Sent.OWN_TAX_ID),
        price=None,
        free=None,
        a_second=1,
        site="https://open.nuonuo.com/",
        confirmed=False,
    )
    probe = None
    tokens_in_30_days = 50

    def token_request(self, access: Access, moment: Moment) -> Request:
        """Ask for a token; the body holds the secret."""
        del moment
        form = {
            "client_id": credential(self.id, access, "app_key"),
            "client_secret": credential(self.id, access, "app_secret"),
            "grant_type": "client_credentials",
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        return Request(access.at(TOKEN_URL), headers, urlencode(form).encode())

    def parse_token(self, reply: Reply, at: datetime) -> Token | Answer:
        """Read the token; its seconds come as text."""
        told = Told(opened(reply.text))
        if token := token_of(told, at, _LONGEST):
            return token
        code = told.text("error", "code") or ""
        message = told.text("error_description", "describe") or ""
        meaning = self.classify(code) if code in _CODES else _REFUSED
        return judged(self.id, reply, meaning if code else NOT_IN_THE_TABLE, code, message)

    def build(self, invoice: Face, access: Access, moment: Moment) -> Question:
        """Write the body; the code of a 数电票 is ""."""
        del moment
        found = factors(self.id, invoice, self.kinds)
        own = access.credentials.get("tax_no", "").strip()
        body = ({"taxNo": own} if own else {}) | {
            "invoiceCode": found.code,
            "invoiceNo": found.number,
            "invoiceDate": found.issued_on.isoformat(),
            "optionField": found.check or found.amount,
        }
        return Question(body=compact(body))

    def sign(self, question: Question, access: Access, moment: Moment, token: str) -> Request:
        """Sign by HMAC-SHA1."""
        key = credential(self.id, access, "app_key")
        nonce = str(10_000_000 + int(moment.nonce[:8], 16) % 90_000_000)
        asked = {
            "senid": moment.nonce,
            "nonce": nonce,
            "timestamp": str(moment.seconds),
            "appkey": key,
        }
        signature = signed(asked, question.body, credential(self.id, access, "app_secret"))
        headers = {
            "Content-Type": "application/json; charset=UTF-8",
            "X-Nuonuo-Sign": signature,
            "accessToken": token,
            "userTax": "",  # of an app for others alone
            "method": access.chosen(METHOD),
        }
        return Request(f"{access.at(URL)}?{query(asked)}", headers, question.body, (signature,))

    def parse(self, reply: Reply) -> Answer:
        """Read the envelope, and whatever of the result looks like a face."""
        told = Told(opened(reply.text))
        code, message = told.text("code") or "", told.text("describe") or ""
        if code != _SUCCESS:
            wants_token = any(word in message for word in _OF_TOKENS)
            known = code in _CODES or not code or not wants_token
            meaning = self.classify(code) if known else _NEW_TOKEN
            return judged(self.id, reply, meaning, code, message)
        result = told.block("result") or Told(opened(told.text("result")))
        face = face_of(result, _FACE, None)
        seen = {"face": face, "details": tuple(result.rest())} if is_evident(face) else {}
        return unread(self.id, reply, code, message, **seen)

    def classify(self, code: str) -> Meaning:
        """Look up a code of the gateway; those of this API are published nowhere."""
        return _CODES.get(code, NOT_IN_THE_TABLE)


def signed(asked: Mapping[str, str], body: bytes, secret: str) -> str:
    """Give the signature; a, l, p are the path's third, second and first part."""
    head = (
        f"a=services&l=v1&p=open&k={asked['appkey']}&i={asked['senid']}"
        f"&n={asked['nonce']}&t={asked['timestamp']}&f="
    )
    digest = hmac.digest(secret.encode(), head.encode() + body, "sha1")
    return base64.b64encode(digest).decode()


_REFUSED: Final = Meaning(State.CONFIG_ERROR)
_NEW_TOKEN: Final = Meaning(State.CONFIG_ERROR, Charged.NO, Then.NEW_TOKEN)
_OF_TOKENS: Final = ("accessToken", "授权")
"""What names a token that is over, for no codes of that are published."""

_CODES: Mapping[str, Meaning] = {
    "070101": _REFUSED,
    "070304": _REFUSED,
    "070305": _REFUSED,
    "070306": _REFUSED,
    "070307": _REFUSED,
    "070601": _REFUSED,
}
_FACE: Names = {
    # guesses: how this and other services of the trade name them
    "code": ("invoiceCode", "fpdm"),
    "number": ("invoiceNo", "invoiceNumber", "invoiceNum", "fphm"),
    "issued_on": ("invoiceDate", "billingDate", "kprq"),
    "net": ("amountWithoutTax", "invoiceMoney", "exTaxAmount", "hjje"),
    "tax": ("taxAmount", "allTax", "hjse"),
    "total": ("amountTax", "totalAmount", "allValoremTax", "jshj"),
    "check_code": ("checkCode", "jym"),
    "seller.name": ("sellerName", "salerName", "xfmc"),
    "seller.tax_id": ("sellerTaxNo", "salerTaxNum", "salerTaxpayerNumber", "xfsh"),
    "buyer.name": ("buyerName", "purchaserName", "gfmc"),
    "buyer.tax_id": ("buyerTaxNo", "buyerTaxNum", "purchaserTaxpayerNumber", "gfsh"),
}
