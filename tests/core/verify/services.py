"""Every service with its stand-in and the account that the stand-in knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.domain.answer import State
from core.verify import provider
from core.verify.provider import Access, Provider
from tests.core.verify import (
    fake_alibaba,
    fake_baidu,
    fake_baiwang,
    fake_nuonuo,
    fake_tencent,
)


@dataclass
class Service:
    """A service; `good` is what an honest answer that agrees comes to.

    `number`: what its answer calls the number of the invoice.
    """

    id: str
    fake: type[Any]
    credentials: Mapping[str, str]
    secret: str
    number: str
    good: State = State.MATCH
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def provider(self) -> Provider:
        return provider(self.id)

    def access(self, address: str, **changes: str) -> Access:
        """Wait longer than an answer of ours takes on the slowest machine."""
        return Access(dict(self.credentials) | changes, address=address, seconds=20)

    def hurried(self, address: str) -> Access:
        """Wait for what never comes."""
        return replace(self.access(address), seconds=1)

    def wrong(self, address: str) -> Access:
        return self.access(address, **{self.secret: "another secret than that"})


TENCENT = Service(
    "tencent",
    fake_tencent.FakeTencent,
    {"secret_id": fake_tencent.ID, "secret_key": fake_tencent.KEY},
    "secret_key",
    "Number",
)
ALIBABA = Service(
    "alibaba",
    fake_alibaba.FakeAlibaba,
    {"access_key_id": fake_alibaba.ID, "access_key_secret": fake_alibaba.KEY},
    "access_key_secret",
    "invoiceNumber",
)
BAIWANG = Service(
    "baiwang",
    fake_baiwang.FakeBaiwang,
    {
        "app_key": fake_baiwang.KEY,
        "app_secret": fake_baiwang.SECRET,
        "username": fake_baiwang.USER,
        "password": fake_baiwang.PASSWORD,
        "salt": fake_baiwang.SALT,
        "tax_no": "91110000000000000X",
    },
    "app_secret",
    "invoiceNumber",
)
NUONUO = Service(
    "nuonuo",
    fake_nuonuo.FakeNuonuo,
    {"app_key": fake_nuonuo.KEY, "app_secret": fake_nuonuo.SECRET},
    "app_secret",
    "invoiceNumber",
    State.UNINTERPRETED,
)
BAIDU = Service(
    "baidu",
    fake_baidu.FakeBaidu,
    {"api_key": fake_baidu.KEY, "secret_key": fake_baidu.SECRET},
    "secret_key",
    "InvoiceNum",
)
SERVICES = (TENCENT, BAIWANG, NUONUO, ALIBABA, BAIDU)
WITH_TOKENS = (BAIWANG, NUONUO, BAIDU)
