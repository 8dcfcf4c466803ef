"""What will become of what waits (查验安排), in words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.domain.waiting import PASSING, Hold
from words.translate import counted, filled, joined, tr

if TYPE_CHECKING:  # comes with the store
    from core.services.prospect import Prospect

MINUTE, HOUR = 60, 3600


def title(found: "Prospect") -> str:
    """Name what is told."""
    return tr("When service is back") if found.outage else tr("What comes next")


def begins(found: "Prospect") -> str:
    """Say when it starts by itself; nothing where it does not."""
    if not found.services or not found.waiting:
        return ""
    if found.outage:
        return tr("Begins by itself when service is back")
    if found.begins is None:
        return ""
    if found.begins <= found.at:
        return tr("Begins now")
    return filled(tr("Begins {time}"), {"time": _when(found.begins, found.at)})


def lines(found: "Prospect") -> Sequence[str]:
    """Say what goes on and what is held, in figures, then what comes of it."""
    if not found.waiting:
        return ()
    return tuple(filter(None, (joined(_going(found), *_held(found)), _rest(found))))


def _going(found: "Prospect") -> str:
    n = found.going
    if not n:
        return ""
    if not found.services:
        return filled(tr("{n} can be checked by hand."), {"n": f"{n:,}"})
    each, seconds = found.each, found.seconds
    assert each is not None
    assert seconds is not None
    values = {
        "count": f"{n:,}" if found.exact else filled(tr("up to {n}"), {"n": f"{n:,}"}),
        "time": _time(seconds),
        "pace": f"{max(1, round(MINUTE / each)):,}",
    }
    return filled(_lasting(seconds, measured=found.measured), values)


def _lasting(seconds: float, *, measured: bool) -> str:
    """Say how long it takes, or how long at best where no answer has shown it yet."""
    if measured and seconds < MINUTE:
        return tr("{count} take less than a minute (about {pace} a minute).")
    if measured:
        return tr("{count} take about {time} (about {pace} a minute).")
    if seconds < MINUTE:
        return tr("{count} take less than a minute at best (at most {pace} a minute).")
    return tr("{count} take at least {time} (at most {pace} a minute).")


def _held(found: "Prospect") -> list[str]:
    held = found.held
    needed = sum(n for hold, n in held.items() if hold not in (*PASSING, Hold.PAUSED))
    each = (
        (
            held.get(Hold.LIMIT, 0),
            tr("{n} was checked five times today and waits until tomorrow."),
            tr("{n} were checked five times today and wait until tomorrow."),
        ),
        (
            held.get(Hold.SAME_DAY, 0),
            tr("{n} can be checked tomorrow."),
            tr("{n} can be checked tomorrow."),
        ),
        (
            held.get(Hold.BACK_OFF, 0),
            tr("{n} got no answer and is tried again."),
            tr("{n} got no answer and are tried again."),
        ),
        (held.get(Hold.PAUSED, 0), tr("{n} is paused."), tr("{n} are paused.")),
        (needed, tr("{n} needs a person."), tr("{n} need a person.")),
    )
    return [counted(n, one, many) for n, one, many in each if n]


def _rest(found: "Prospect") -> str:
    if not found.services:
        return tr(
            "No service is set up, so nothing is asked by itself: check on the official site, or "
            "import the tax bureau's list, which confirms what stands in it."
        )
    if found.outage:
        return tr("Afterwards a report says what is confirmed, what is not, and what still waits.")
    if found.free is not None:
        until = {"time": _when(found.free, found.at)}
        return filled(tr("The services could not answer and are left alone until {time}."), until)
    if found.begins is None:
        return tr("No hours are set: it begins when “Verify now” is pressed.")
    return ""


def _time(seconds: float) -> str:
    if seconds < 1.5 * HOUR:
        return filled(tr("{n} min"), {"n": -(-round(seconds) // MINUTE)})
    hours, left = divmod(round(seconds), HOUR)
    return filled(tr("{hours} h {minutes} min"), {"hours": f"{hours:,}", "minutes": left // MINUTE})


def _when(at: datetime, now: datetime) -> str:
    """Write no day that goes without saying."""
    time = {"time": f"{at:%H:%M}"}
    if at.date() == now.date():
        return filled(tr("today {time}"), time)
    if at.date() == now.date() + timedelta(days=1):
        return filled(tr("tomorrow {time}"), time)
    return f"{at:%m-%d %H:%M}"
