"""A stand-in for 腾讯云 after its published page; result fields are all documented there.

It reckons the signature for itself, from the bytes that came over the wire.
"""

import hashlib
import hmac
import re
import time
from typing import Any

from tests.core.verify.serving import Got, http

ID, KEY = "AKIDFAKE0001", "a secret of tencent"


class FakeTencent:
    """Answers with `error`, or with an invoice of the numbers it was asked about."""

    def __init__(self) -> None:
        self.error = ""
        self.more: dict[str, Any] = {}

    def __call__(self, got: Got) -> bytes:
        if refused := self._refused(got):
            return self._error(refused, f"signed by {got.headers.get('authorization')}")
        asked = got.json
        if not asked.get("InvoiceNo"):
            return self._error("InvalidParameterValue.TicketSnParameterValueLimit", "发票号码")
        if self.error:
            return self._error(self.error, "一句话")
        return http({"Response": {"Invoice": self._invoice(asked), "RequestId": "r-1"}})

    def _invoice(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {
            "Code": asked.get("InvoiceCode", ""),
            "Number": asked["InvoiceNo"],
            "Date": asked["InvoiceDate"].replace("-", ""),
            "IsAbandoned": "N",
            "AmountWithTax": asked.get("Amount", ""),
        } | self.more

    def _refused(self, got: Got) -> str:
        found = re.fullmatch(
            r"TC3-HMAC-SHA256 Credential=(\S+)/(\S+)/ocr/tc3_request, "
            r"SignedHeaders=content-type;host, Signature=([0-9a-f]{64})",
            got.headers.get("authorization", ""),
        )
        if not found or got.method != "POST" or got.headers["x-tc-version"] != "2018-11-19":
            return "AuthFailure.SignatureFailure"
        who, day, signature = found.groups()
        stamp = int(got.headers["x-tc-timestamp"])
        if who != ID:
            return "AuthFailure.SecretIdNotFound"
        if day != time.strftime("%Y-%m-%d", time.gmtime(stamp)):
            return "AuthFailure.SignatureFailure"
        text = "\n".join(
            [
                "POST",
                "/",
                "",
                f"content-type:{got.headers['content-type']}",
                f"host:{got.headers['host']}",
                "",
                "content-type;host",
                hashlib.sha256(got.body).hexdigest(),
            ]
        )
        key = ("TC3" + KEY).encode()
        for part in (day, "ocr", "tc3_request"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        to_sign = f"TC3-HMAC-SHA256\n{stamp}\n{day}/ocr/tc3_request\n" + _sha(text)
        right = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
        return "" if right == signature else "AuthFailure.SignatureFailure"

    def _error(self, code: str, message: str) -> bytes:
        error = {"Code": code, "Message": message}
        return http({"Response": {"Error": error, "RequestId": "r-0"}})


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
