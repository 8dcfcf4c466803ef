"""A stand-in for 百度智能云 after its published page. ASSUMED: that a column of the lines is a
list of {row, word}, as the same product's reading of pictures has it.
"""

from typing import Any

from tests.core.verify.serving import Got, http

KEY, SECRET = "baidu api key 1", "a secret of baidu"


class FakeBaidu:
    """Gives tokens by number; answers with `error` of the gateway or with `result`."""

    def __init__(self) -> None:
        self.tokens = 0
        self.valid = ""
        self.error = 0
        self.result = "0001"
        self.more: dict[str, Any] = {}

    def __call__(self, got: Got) -> bytes:
        if got.path == "/oauth/2.0/token":
            return self._token(got)
        if got.query.get("access_token") != self.valid:
            return http({"error_code": 110, "error_msg": "Access token invalid"})
        if self.error:
            return http({"error_code": self.error, "error_msg": "一句话"})
        form = got.form
        found = {
            "log_id": 1234567890123456789,
            "words_result_num": 1,
            "VerifyResult": self.result,
            "VerifyMessage": "一句话",
            "VerifyFrequency": "3",
            "InvalidSign": "N",
            "InvoiceType": form["invoice_type"],
            "InvoiceCode": form["invoice_code"],
            "InvoiceNum": form["invoice_num"],
            "InvoiceDate": form["invoice_date"],
            "words_result": {"AmountInFiguers": form["total_amount"]},
        }
        return http(found | self.more)

    def _token(self, got: Got) -> bytes:
        right = {"grant_type": "client_credentials", "client_id": KEY, "client_secret": SECRET}
        if got.query != right:
            return http({"error": "invalid_client", "error_description": "unknown client id"}, 401)
        self.tokens += 1
        self.valid = f"token of baidu {self.tokens}"
        return http({"access_token": self.valid, "expires_in": 2592000})
