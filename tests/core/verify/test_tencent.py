"""腾讯云: signed as published, asked as documented, read to the last field."""

from core.verify.tencent import Tencent, tc3
from tests.core.verify.asked import moment

TENCENT = Tencent()


def test_signs_as_the_vendors_page_shows_official_vector() -> None:
    stars = "*" * 7
    body = (
        rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
    )
    signed = tc3(
        f"AKIDz8krbsJ5yKBZQpn74WFkmLPx3{stars}",
        f"Gu5t9xGARNpq86cd98joQYCN3{stars}",
        "cvm",
        "cvm.tencentcloudapi.com",
        "application/json; charset=utf-8",
        moment(1551113065),
        body,
    )
    assert signed.endswith(
        "Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c"
    )


def test_signs_as_the_vendors_library_does_sdk_vector() -> None:
    body = (
        b'{"InvoiceNo": "04000000", "InvoiceDate": "2019-12-11", "InvoiceCode": "1300000000",'
        b' "InvoiceKind": "04", "CheckCode": "921630"}'
    )
    host = "ocr.tencentcloudapi.com"
    signed = tc3("AKIDEXAMPLE", "SECRETEXAMPLE", "ocr", host, "application/json", moment(), body)
    assert "Credential=AKIDEXAMPLE/2023-11-14/ocr/tc3_request, " in signed
    assert signed.endswith("755d90e04c5c5bd6949e22770e71baeb83320c1012b7286e7a2fe45d8ecce674")
