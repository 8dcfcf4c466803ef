"""Verification services: questions signed and answers read in a second, without the network.

`ours` writes and signs a question, and reads an answer of one line into a face. `floor`: the bare
hash of the same bytes once for a signature, and json.loads of the same text for an answer.
Seconds are of computing.
"""

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from core.domain.answer import State
from core.domain.invoice import Draft, InvoiceKind
from core.verify import PROVIDERS
from core.verify.provider import Access, Moment, Provider
from tests.core.verify.asked import reply
from tests.core.verify.services import SERVICES
from tests.core.verify.test_hostile import MATCHES

ROUNDS = 3
INVOICE = Draft(
    kind=InvoiceKind.DIGITAL_SPECIAL,
    number="24000000000000000001",
    issued_on=date(2025, 3, 15),
    net=Decimal("12035.40"),
    total=Decimal("13600.00"),
)


def run(sizes: Sequence[int]) -> None:
    """Print a table; of the sizes the smallest is the number of questions a round."""
    count = min(sizes)
    print(f"a second, best of {ROUNDS} x {count:,}")
    print(f"{'service':<12}{'signed':>10}{'floor':>12}{'read':>10}{'floor':>12}")
    for each in PROVIDERS:
        signing, hashing = _signing(each)
        reading, loading = _reading(each)
        figures = (_a_second(work, count) for work in (signing, hashing, reading, loading))
        signed, floor, read, bare = figures
        print(f"{each.id:<12}{signed:>10,}{floor:>12,}{read:>10,}{bare:>12,}")


def _signing(each: Provider) -> tuple[Callable[[], object], Callable[[], object]]:
    account = next(service for service in SERVICES if service.id == each.id)
    access = Access(dict(account.credentials))
    at = Moment(datetime(2026, 11, 24, tzinfo=UTC), "0123456789abcdef0123456789abcdef")
    made = each.build(INVOICE, access, at)
    request = each.sign(made, access, at, "token")
    text = request.body + request.url.encode()

    def sign() -> object:
        return each.sign(each.build(INVOICE, access, at), access, at, "token")

    return sign, lambda: hashlib.sha256(text).hexdigest()


def _reading(each: Provider) -> tuple[Callable[[], object], Callable[[], object]]:
    body = json.dumps(MATCHES[each.id], ensure_ascii=False)
    data = body.encode()
    usual = State.UNINTERPRETED if each.id == "nuonuo" else State.MATCH
    assert each.parse(reply(data)).state is usual
    return lambda: each.parse(reply(data)), lambda: json.loads(body)


def _a_second(work: Callable[[], object], count: int) -> int:
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(count):
            work()
        best = min(best, time.process_time() - started)
    return int(count / best)
