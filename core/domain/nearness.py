"""Numbers that are nearly alike: how a mistyped one differs from the right one."""

SERIES = 20
"""Numbers this close to each other are a series that one seller issued, no typing error."""


def near(one: str, other: str) -> bool:
    """Say whether two different numbers may be one, mistyped.

    One or two digits wrong, one missing or doubled, or two neighbours transposed; but not two
    numbers of a series, which differ by their last digits alone.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        return _one_dropped(one, other) if len(one) > len(other) else _one_dropped(other, one)
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(places) <= 2 and not _series(one, other)


def _series(one: str, other: str) -> bool:
    if not (one.isdecimal() and other.isdecimal()):
        return False
    return abs(int(one) - int(other)) <= SERIES


def _one_dropped(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
