"""No second sees more questions than a service bears, whoever asks and whenever."""

from hypothesis import given
from hypothesis import strategies as st

from core.verify.rate import Rates


class Time:
    """A clock that goes on by waiting alone."""

    def __init__(self) -> None:
        self.now = 0.0

    def wait(self, seconds: float) -> None:
        self.now += seconds


@given(
    a_second=st.sampled_from((0.5, 1.0, 2.0, 20.0)),
    idle=st.lists(st.floats(0, 3), min_size=1, max_size=60),
)
def test_never_more_than_the_rate_however_long_nobody_asked(
    a_second: float, idle: list[float]
) -> None:
    time = Time()
    rates = Rates(time.wait, lambda: time.now)
    asked = []
    for pause in idle:
        time.now += pause
        rates.take("x", a_second)
        asked.append(time.now)
    for first in range(len(asked)):
        for last in range(first, len(asked)):
            allowed = 1 + (asked[last] - asked[first]) * a_second
            assert last - first + 1 <= allowed + 1e-6


def test_a_thousand_questions_take_no_longer_than_the_rate_makes_them() -> None:
    time = Time()
    rates = Rates(time.wait, lambda: time.now)
    for _ in range(1000):
        rates.take("x", 20)
    assert 48 <= time.now <= 50


def test_services_do_not_wait_for_each_other() -> None:
    time = Time()
    rates = Rates(time.wait, lambda: time.now)
    for name in ("a", "b", "c"):
        rates.take(name, 1)
    assert time.now == 0
