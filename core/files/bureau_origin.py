"""When a workbook of the tax bureau was made, and what its file name says of its contents."""

import re
import zipfile
import zlib
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from typing import Final
from unicodedata import normalize

from core.domain.invoice import Direction
from core.files.format import Refused
from core.files.safe_xml import local, parse

_BEIJING: Final = timezone(timedelta(hours=8))
_PROPERTIES: Final = "docProps/core.xml"
_LARGEST: Final = 2**16


def made_at(data: bytes) -> datetime | None:
    """Give the moment (Beijing time) that an xlsx names as its making (`created`), if any."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _LARGEST:
                return None
            root = parse(archive.read(_PROPERTIES))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, Refused, EOFError,
            NotImplementedError, zlib.error):  # fmt: skip
        return None
    for element in root.iter() if root is not None else ():
        if local(element) == "created":
            return _moment((element.text or "").strip())
    return None


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        zone = found.tzinfo or UTC
        return found.replace(tzinfo=zone).astimezone(_BEIJING) if found.year > 1980 else None
    except (ValueError, OverflowError):
        return None


def direction_in(name: str) -> Direction | None:
    """Give the direction that a file name speaks of: 取得 or 开具; None for both and neither."""
    bought = any(word in name for word in ("取得", "进项", "收票"))
    sold = any(word in name for word in ("开具", "销项", "开票"))
    if bought == sold:
        return None
    return Direction.IN if bought else Direction.OUT


def period_in(name: str) -> tuple[date, date] | None:
    """Give the first and the last day that a file name speaks of (2026年1月, 2026年1-3月 …).

    A single day is the day of the download, a year alone is too little: both are None, and so is
    a name that speaks of two periods.
    """
    text = re.sub(r"\s|\.(xlsx?|xlsm|csv|zip)$", "", normalize("NFKC", name))
    found = {span for span in _periods(text) if span and span[0] <= span[1]}
    return found.pop() if len(found) == 1 else None


_TO: Final = r"(?:-+|~+|至|到|—+|–|_)"
_YEAR: Final = r"(?<!\d)(20\d\d)"
_DAYS: Final = (
    re.compile(rf"(?<!\d)(20\d\d)(\d\d)(\d\d){_TO}(20\d\d)(\d\d)(\d\d)(?!\d)"),
    re.compile(
        rf"{_YEAR}[-.年](\d\d?)[-.月](\d\d?)日?{_TO}(?:(20\d\d)[-.年])?(\d\d?)[-.月](\d\d?)日?(?!\d)"
    ),
)
_MONTHS: Final = (
    re.compile(rf"{_YEAR}年(\d\d?)月?{_TO}(?:(20\d\d)年)?(\d\d?)月"),
    re.compile(rf"{_YEAR}(0[1-9]|1[0-2]){_TO}(20\d\d)(0[1-9]|1[0-2])(?!\d)"),
    re.compile(rf"{_YEAR}[-.](0[1-9]|1[0-2]){_TO}(20\d\d)[-.](0[1-9]|1[0-2])(?![-.]?\d)"),
)
_MONTH: Final = (
    re.compile(rf"{_YEAR}年(\d\d?)月(?!\d\d?日)"),
    re.compile(rf"{_YEAR}[-.](0[1-9]|1[0-2])(?![-.]?\d)"),
    re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?!\d)"),
)
_QUARTER: Final = re.compile(rf"{_YEAR}年?(?:第?([1-4一二三四])季度?|Q([1-4]))", re.IGNORECASE)


def _periods(text: str) -> Iterator[tuple[date, date] | None]:
    """Give the periods in a text, the longer spellings first, each piece of it read once."""
    for pattern in _DAYS:
        for y, m, d, y2, m2, d2 in pattern.findall(text):
            yield _span(_day(y, m, d), _day(y2 or y, m2, d2))
        text = pattern.sub("|", text)
    for pattern in _MONTHS:
        for y, m, y2, m2 in pattern.findall(text):
            yield _span(_day(y, m, 1), _last(y2 or y, m2))
        text = pattern.sub("|", text)
    for y, word, digit in _QUARTER.findall(text):
        last = 3 * ("一二三四".find(word) + 1 or int(word or digit))
        yield _span(_day(y, last - 2, 1), _last(y, last))
    text = _QUARTER.sub("|", text)
    for pattern in _MONTH:
        for y, m in pattern.findall(text):
            yield _span(_day(y, m, 1), _last(y, m))


def _span(since: date | None, until: date | None) -> tuple[date, date] | None:
    return (since, until) if since and until else None


def _day(year: str, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _last(year: str, month: str | int) -> date | None:
    try:
        return date(int(year), int(month), monthrange(int(year), int(month))[1])
    except ValueError:
        return None
