"""Signatures, held against what was published. Kinds of vector: official, printed in the vendor's
documentation; sdk, made by a library; self, reckoned by us from the documented rule.
"""

import hashlib

from core.verify import alibaba, baiwang, nuonuo
from core.verify.tencent import tc3
from core.verify.wire import query
from tests.core.verify.asked import moment

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_tencent_official() -> None:
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
    right = "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c"
    assert signed.endswith(f"Signature={right}")


def test_tencent_sdk() -> None:
    body = (
        b'{"InvoiceNo": "04000000", "InvoiceDate": "2019-12-11", "InvoiceCode": "1300000000",'
        b' "InvoiceKind": "04", "CheckCode": "921630"}'
    )
    host = "ocr.tencentcloudapi.com"
    signed = tc3("AKIDEXAMPLE", "SECRETEXAMPLE", "ocr", host, "application/json", moment(), body)
    assert "Credential=AKIDEXAMPLE/2023-11-14/ocr/tc3_request, " in signed
    assert signed.endswith("755d90e04c5c5bd6949e22770e71baeb83320c1012b7286e7a2fe45d8ecce674")


def test_alibaba_official() -> None:
    asked = query(
        {
            "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
            "RegionId": "cn-shanghai",
        }
    )
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": EMPTY,
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    hashed = "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
    assert alibaba.canonical_hash(asked, headers, b"") == hashed
    signed = alibaba.acs3("YourAccessKeyId", "YourAccessKeySecret", asked, headers, b"")
    right = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    assert signed.endswith(f"Signature={right}")


ALIBABA = {
    "host": "ocr-api.cn-hangzhou.aliyuncs.com",
    "x-acs-action": "VerifyVATInvoice",
    "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
    "x-acs-date": "2023-11-14T22:13:20Z",
    "x-acs-signature-nonce": "0123456789abcdef0123456789abcdef",
    "x-acs-version": "2021-07-07",
}
ASKED = "InvoiceCode=044032100311&InvoiceDate=20220617&InvoiceNo=66932410&VerifyCode=980769"


def test_alibaba_sdk() -> None:
    headers = ALIBABA | {
        "accept": "application/json",
        "user-agent": "ua",
        "x-acs-credentials-provider": "static_ak",
    }
    signed = alibaba.acs3("AKIDEXAMPLE", "SECRETEXAMPLE", ASKED, headers, b"")
    assert signed.endswith("e9478ffa32ff09bf8dd3f14bd80a851cca0a35ca3b6e3d4d99985ed58382a04b")


def test_alibaba_self() -> None:
    hashed = "94ffef3b7ea22c93c96bbd700e1f46ba376f0c2e687c0ff1ca3ea766626f8177"
    assert alibaba.canonical_hash(ASKED, ALIBABA, b"") == hashed
    signed = alibaba.acs3("AKIDEXAMPLE", "SECRETEXAMPLE", ASKED, ALIBABA, b"")
    assert signed.endswith("6b78d0fadee5766f0b67c564014ea269f25424252a1e30ca08907422a88f2db4")


def test_baiwang_passwords_self() -> None:
    salt = "0123456789abcdef0123456789abcdef"
    old = baiwang.password_hash("Abc12345", salt, "6.0")
    new = baiwang.password_hash("Abc12345", salt, "7.0")
    assert old == "f4c803acc14518d2abcdafc3c18b30aa3d35f671"
    assert new == "af72eb2056c5c7fa452763346f486551d8f632f7444425c2afac5b37d8c69e05"


def test_baiwang_self() -> None:
    asked = {
        "method": "baiwang.input.compliance.validate",
        "version": "6.0",
        "appKey": "1000001",
        "format": "json",
        "timestamp": "1700000000000",
        "token": "tok-1",
        "type": "sync",
        "requestId": "00000000-0000-4000-8000-000000000001",
    }
    body = (
        b'{"taxNo":"91110000000000000X","invoiceNumber":"24000000000000000001",'
        b'"billingDate":"2025-03-15","totalAmount":"13600.00"}'
    )
    assert baiwang.signed(asked, body, "SECRET") == "9337C871EE6A02735A35EF7C1CECC2DE"
    without = asked | {"requestId": ""}
    assert baiwang.signed(without, body, "SECRET") == "BDC560D910130E323F8E54A57B834AC1"


NUONUO = {"appkey": "app", "senid": "a" * 32, "nonce": "12345678", "timestamp": "1700000000"}


def test_nuonuo_sdk() -> None:
    signed = nuonuo.signed(NUONUO, '{"name":"中文"}'.encode(), "secret")
    assert signed == "4BzcKzrcoqxPis0W/W3X2ae0uIo="


def test_nuonuo_self() -> None:
    body = (
        b'{"taxNo":"91110000000000000X","invoiceCode":"","invoiceNo":"24000000000000000001",'
        b'"invoiceDate":"2025-03-15","optionField":"13600.00"}'
    )
    assert nuonuo.signed(NUONUO, body, "secret") == "PqRq3QTV8mTQwTbFd+hDZjftp9M="
