"""A stand-in for 诺诺. ASSUMED, all of it: what `result` looks like is published nowhere, nor is
how the service says that a token is over. Only the envelope and the signing are known.

It reckons the signature for itself, from the bytes that came over the wire.
"""

import base64
import hashlib
import hmac
from typing import Any

from tests.core.verify.serving import Got, http

KEY, SECRET = "SD0001", "a secret of nuonuo"


class FakeNuonuo:
    """Gives tokens by number; answers with `code` and an assumed result."""

    def __init__(self) -> None:
        self.tokens = 0
        self.valid = ""
        self.code, self.describe = "E0000", "成功"
        self.result: Any = None

    def __call__(self, got: Got) -> bytes:
        if got.path == "/accessToken":
            return self._token(got)
        asked = got.query
        text = (
            f"a=services&l=v1&p=open&k={asked['appkey']}&i={asked['senid']}&n={asked['nonce']}"
            f"&t={asked['timestamp']}&f={got.body.decode()}"
        )
        right = hmac.new(SECRET.encode(), text.encode(), hashlib.sha1).digest()
        if base64.b64encode(right).decode() != got.headers["x-nuonuo-sign"]:
            return http({"code": "070601", "describe": "签名错误"})
        if got.headers["accesstoken"] != self.valid:
            return http({"code": "070302", "describe": "accessToken 已失效"})
        body = got.json
        assumed = {"invoiceNo": body["invoiceNo"], "invoiceDate": body["invoiceDate"]}
        result = assumed if self.result is None else self.result
        return http({"code": self.code, "describe": self.describe, "result": result})

    def _token(self, got: Got) -> bytes:
        right = {"client_id": KEY, "client_secret": SECRET, "grant_type": "client_credentials"}
        if got.form != right:
            return http({"error": "070304", "error_description": "密钥错误"})
        self.tokens += 1
        self.valid = f"token of nuonuo {self.tokens}"
        return http({"access_token": self.valid, "expires_in": "86400"})
