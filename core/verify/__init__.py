"""Asking the outside world whether an invoice is what it says (查验): docs/PROVIDERS.md."""

from core.verify.provider import Provider
from core.verify.tencent import Tencent

PROVIDERS: tuple[Provider, ...] = (Tencent(),)


def provider(id: str) -> Provider:
    """Give the service of this id; raises KeyError."""
    return _BY_ID[id]


_BY_ID = {each.id: each for each in PROVIDERS}
