"""A stand-in for 百望云. ASSUMED: that REST answers as the vendor's other gateway does (`data`
with checkResult and state), and that 不一致 and 查无此票 may come there or as a subCode.

It reckons signature and password for itself, from the bytes that came over the wire.
"""

from hashlib import md5, sha1
from typing import Any

from tests.core.verify.serving import Got, http

KEY, SECRET, USER, PASSWORD, SALT = "1000001", "a secret of baiwang", "user", "Abc12345", "5a17"


class FakeBaiwang:
    """Gives tokens by number; answers with `error` (code, subCode) or an invoice."""

    def __init__(self) -> None:
        self.tokens = 0
        self.valid = ""
        self.error: tuple[str, str] | None = None
        self.more: dict[str, Any] = {}

    def __call__(self, got: Got) -> bytes:
        asked = got.query
        if asked["method"] == "baiwang.oauth.token":
            return self._token(got)
        signature = asked.pop("sign")
        pairs = sorted((name, text) for name, text in asked.items() if text)
        text = SECRET + "".join(a + b for a, b in pairs) + got.body.decode() + SECRET
        if asked["token"] != self.valid:
            return _error("100002", "")
        if md5(text.encode()).hexdigest().upper() != signature:
            return _error("100007", "")
        if self.error:
            return _error(*self.error)
        body = got.json
        data = {
            "checkResult": "一致",
            "state": "0",
            "invoiceCode": body.get("invoiceCode", ""),
            "invoiceNumber": body["invoiceNumber"],
            "billingDate": body["billingDate"],
            "amountTax": body.get("totalAmount", ""),
        } | self.more
        return http({"success": True, "requestId": "b-1", "response": {"data": data}})

    def _token(self, got: Got) -> bytes:
        inner = md5((PASSWORD + SALT).encode()).hexdigest()
        right = {
            "username": USER,
            "password": sha1(inner.encode()).hexdigest(),
            "client_secret": SECRET,
        }
        if got.json != right or got.query["client_id"] != KEY:
            return _error("100007", "")
        self.tokens += 1
        self.valid = f"token of baiwang {self.tokens}"
        answer = {"access_token": self.valid, "expires_in": 28800, "refresh_token": "r"}
        return http({"success": True, "response": answer})


def _error(code: str, sub: str) -> bytes:
    error = {"code": int(code), "message": "一句话", "subCode": sub, "subMessage": ""}
    return http({"success": False, "requestId": "b-0", "errorResponse": error})
