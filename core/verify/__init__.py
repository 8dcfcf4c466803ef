"""Asking the outside world whether an invoice is what it says (查验): docs/PROVIDERS.md."""

from core.verify.alibaba import Alibaba
from core.verify.baidu import Baidu
from core.verify.baiwang import Baiwang
from core.verify.nuonuo import Nuonuo
from core.verify.provider import Provider
from core.verify.tencent import Tencent

PROVIDERS: tuple[Provider, ...] = (Tencent(), Baiwang(), Nuonuo(), Alibaba(), Baidu())
"""In the order in which they are offered."""

_BY_ID = {each.id: each for each in PROVIDERS}


def provider(id: str) -> Provider:
    """Give the service of this id; raises KeyError."""
    return _BY_ID[id]
