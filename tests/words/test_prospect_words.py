"""What will become of the queue is said in figures, and no time is made up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from PySide6.QtWidgets import QApplication

from core.domain.outage import Outage
from core.domain.waiting import Hold
from core.services.prospect import Prospect
from tests.ledgers import NOW
from words import language
from words.prospect import begins, lines, title

OUTAGE = Outage(1, NOW, NOW, None, True, False, "", "", "", "", "", "t", NOW)
READY = Prospect(NOW, 25, 25, {}, True, ("baiwang",), 6.0, True, None, None, None)


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """Say it in English, whatever was spoken before."""
    language.install(language.ENGLISH)


def prospect(held: Mapping[Hold, int], **changes: object) -> Prospect:
    waiting = 25 + sum(held.values())
    return replace(READY, waiting=waiting, held=held, **changes)  # type: ignore[arg-type]


def test_during_an_outage_it_is_said_what_goes_on_and_what_waits() -> None:
    found = prospect({Hold.LIMIT: 1}, outage=OUTAGE)
    assert title(found) == "When service is back"
    assert begins(found) == "Begins by itself when service is back"
    assert lines(found) == (
        (
            "25 take about 3 min (about 10 a minute). "
            "1 was checked five times today and waits until tomorrow."
        ),
        "Afterwards a report says what is confirmed, what is not, and what still waits.",
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "less than a minute"),
        (2.4, "about 1 min"),
        (2.6, "about 2 min"),
        (200, "about 84 min"),
        (241, "about 1 h 40 min"),
    ],
)
def test_a_time_is_as_exact_as_it_can_be(seconds: float, said: str) -> None:
    assert f"take {said} (" in lines(replace(READY, each=seconds))[0]


def test_what_no_answer_has_shown_is_a_bound() -> None:
    slow, fast = (lines(replace(READY, each=each, measured=False))[0] for each in (6.0, 0.05))
    assert slow == "25 take at least 3 min (at most 10 a minute)."
    assert fast == "25 take less than a minute at best (at most 1,200 a minute)."
    many = replace(READY, waiting=9_000, going=9_000, exact=False)
    assert lines(many)[0].startswith("up to 9,000 take")


def test_without_a_service_it_is_said_what_can_be_done_by_hand() -> None:
    found = prospect({Hold.MISSING: 2, Hold.REFUSED: 1}, services=(), each=None, measured=False)
    first, then = lines(found)
    assert first == "25 can be checked by hand. 3 need a person."
    assert "official site" in then
    assert begins(found) == begins(replace(found, outage=OUTAGE)) == ""


def test_it_is_said_when_it_begins_by_itself_and_when_it_does_not() -> None:
    assert "No hours are set" in lines(READY)[1]
    assert begins(READY) == ""
    for wait, said in (
        (timedelta(0), "Begins now"),
        (timedelta(hours=3), "Begins today 12:30"),
        (timedelta(hours=15), "Begins tomorrow 00:30"),
    ):
        found = replace(READY, begins=NOW + wait)
        assert (begins(found), len(lines(found))) == (said, 1)
    resting = replace(READY, begins=NOW, free=NOW + timedelta(hours=1))
    assert lines(resting)[1].endswith("left alone until today 10:30.")
    assert lines(replace(resting, free=NOW + timedelta(days=3)))[1].endswith("11-27 09:30.")


def test_whatever_holds_is_counted_once_and_nothing_is_left_to_fill() -> None:
    assert lines(replace(READY, waiting=0, going=0)) == ()
    for hold, outage, services in product(Hold, (None, OUTAGE), ((), ("tencent",))):
        each = 1.0 if services else None
        for n in (1, 7):
            found = replace(
                prospect({hold: n}, outage=outage, services=services, each=each),
                going=0,
                waiting=n,
            )
            first = lines(found)[0]
            assert first.startswith(f"{n} ")
            assert first.count(".") == 1
            assert "{" not in " ".join(lines(found))
