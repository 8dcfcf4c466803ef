"""A stranger adds a service in one file: it is asked, tried and refused like the five."""

import hashlib

from core.domain.answer import State
from core.secrets import MemoryVault
from core.verify.asking import Asker
from core.verify.provider import Access, Provider
from tests.core.verify.asked import invoice, moment
from tests.core.verify.serving import Got, http, serving
from tests.core.verify.sixth import Sixth

KEY = "a secret of the sixth"
SIXTH: Provider = Sixth()


def fake(got: Got) -> bytes:
    if got.headers["x-sign"] != hashlib.sha256(got.body + KEY.encode()).hexdigest():
        return http({"error": "key"}, 401)
    if not got.json:
        return http({"error": "input"})
    return http({"ok": True, "number": got.json["number"], "day": got.json["day"]})


def test_a_sixth_service_needs_one_file() -> None:
    asker = Asker(MemoryVault(), lambda: moment().at, wait=lambda _: None)
    with serving(fake) as server:
        right = Access({"key": KEY}, address=server.address)
        wrong = Access({"key": "another secret"}, address=server.address)
        assert asker.ask(SIXTH, right, invoice()).state is State.MATCH
        assert asker.ask(SIXTH, wrong, invoice()).state is State.CONFIG_ERROR
        assert asker.test(SIXTH, right).accepted is True
        assert asker.test(SIXTH, wrong).accepted is False
