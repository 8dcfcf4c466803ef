"""A stand-in for 阿里云; `Data` is a text that the vendor's page shows and gives no types for.

It reckons the signature for itself, from the bytes that came over the wire.
"""

import hashlib
import hmac
import json
import re
from typing import Any

from tests.core.verify.serving import Got, http

ID, KEY = "LTAIFAKE0001", "a secret of alibaba"


class FakeAlibaba:
    """Answers with `code`, and with an invoice of the numbers it was asked about."""

    def __init__(self) -> None:
        self.code = "001"
        self.more: dict[str, Any] = {}

    def __call__(self, got: Got) -> bytes:
        refused = self._refused(got)
        if refused:
            return http({"Code": refused, "Message": "no", "RequestId": "a-0"}, 404)
        asked = got.query
        if "InvoiceNo" not in asked:
            return http({"Code": "MissingInvoiceNo", "Message": "x", "RequestId": "a-0"}, 400)
        data = {
            "invoiceNumber": asked["InvoiceNo"],
            "invoiceCode": asked.get("InvoiceCode", ""),
            "invoiceDate": asked["InvoiceDate"],
            "invalidMark": "N",
            "cyjgxx": "查验成功发票一致",
        } | self.more
        found = {"code": self.code, "msg": "一句话", "data": data if self.code == "001" else {}}
        return http({"RequestId": "a-1", "Data": json.dumps(found, ensure_ascii=False)})

    def _refused(self, got: Got) -> str:
        found = re.fullmatch(
            r"ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})",
            got.headers.get("authorization", ""),
        )
        if not found or got.method != "POST":
            return "IncompleteSignature"
        who, names, signature = found.groups()
        must = {"host"} | {name for name in got.headers if name.startswith("x-acs-")}
        if who != ID:
            return "InvalidAccessKeyId.NotFound"
        if not must <= set(names.split(";")) or sorted(names.split(";")) != names.split(";"):
            return "SignatureDoesNotMatch"
        lines = "".join(f"{name}:{got.headers[name]}\n" for name in names.split(";"))
        sent_hash = got.headers["x-acs-content-sha256"]
        text = "\n".join(["POST", got.path, got.raw_query, lines, names, sent_hash])
        to_sign = "ACS3-HMAC-SHA256\n" + hashlib.sha256(text.encode()).hexdigest()
        right = hmac.new(KEY.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
        is_body = sent_hash == hashlib.sha256(got.body).hexdigest()
        return "" if right == signature and is_body else "SignatureDoesNotMatch"
