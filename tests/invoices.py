"""Invoices for tests: fictional ones, and a strategy for any."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from stdnum.cn import uscc

from core.app import BEIJING
from core.domain.invoice import (
    Direction,
    Draft,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Line,
    Party,
    Status,
)

TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Cn")), min_size=1
)
MAYBE = st.none() | TEXT
FEN = st.integers(-(10**13), 10**13).map(lambda fen: Decimal(fen).scaleb(-2))
DIGITS = st.text("0123456789", min_size=1)
IDS = tuple(
    seventeen + uscc.calc_check_digit(seventeen)
    for seventeen in ("91110108000000001", "91310108000000002", "91440108000000003")
)
NAMES = ("北京云杉科技有限公司", "上海青禾餐饮有限公司", "广州木棉物流有限公司", "个人")


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


parties = st.builds(Party, MAYBE, MAYBE, MAYBE, MAYBE)
lines = st.builds(
    Line,
    MAYBE,
    MAYBE,
    MAYBE,
    st.none() | st.decimals(-1_000_000, 1_000_000, places=6),
    st.none() | st.decimals(-1_000_000, 1_000_000, places=10),
    st.none() | FEN,
    st.none() | st.sampled_from(("0.13", "0.06", "免税", "***")),
    st.none() | FEN,
    st.none() | digits(19),
)
_EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001  the zone is given apart
entered = st.builds(
    Entered,
    st.sampled_from(EntryMethod),
    TEXT,
    st.datetimes(_EARLIEST, timezones=st.just(BEIJING)).map(lambda at: at.replace(microsecond=0)),
    st.booleans(),
    st.booleans(),
)
numbers = st.one_of(
    st.fixed_dictionaries({"number": digits(20), "code": st.none()}),
    st.fixed_dictionaries({"number": digits(8), "code": digits(12)}),
    st.fixed_dictionaries({"number": digits(8), "code": digits(10)}),
    st.fixed_dictionaries({"number": digits(20), "code": digits(12), "paper_number": digits(8)}),
)
rest = st.fixed_dictionaries(
    {
        "kind": st.none() | st.sampled_from(InvoiceKind),
        "kind_name": MAYBE,
        "issued_on": st.dates(date(2000, 1, 1), date(2100, 1, 1)),
        "net": st.none() | FEN,
        "tax": st.none() | FEN,
        "other_charges": FEN,
        "total": FEN,
        "check_code": st.none() | digits(20),
        "seller": parties,
        "buyer": parties,
        "lines": st.lists(lines, max_size=3).map(tuple),
        "remark": MAYBE,
        "drawer": MAYBE,
        "payee": MAYBE,
        "reviewer": MAYBE,
        "direction": st.none() | st.sampled_from(Direction),
        "status": st.sampled_from(Status),
        "red_of": st.none() | digits(20),
        "entered": entered,
        "category": MAYBE,
        "tags": st.lists(TEXT, max_size=3, unique=True).map(lambda tags: tuple(sorted(tags))),
    }
)
invoices = st.builds(lambda number, other: Invoice(**number, **other), numbers, rest)


def draft(n: int, **changes: object) -> Draft:
    """A plain purchase, the n-th of a made-up year."""
    net = Decimal(100 + n).quantize(Decimal("0.01"))
    tax = (net * Decimal("0.13")).quantize(Decimal("0.01"))
    fields: dict[str, object] = {
        "kind": InvoiceKind.DIGITAL_SPECIAL,
        "number": f"2611200000{n:010d}",
        "issued_on": date(2026, 1, 1) + timedelta(days=n % 300),
        "net": net,
        "tax": tax,
        "total": net + tax,
        "seller": Party(NAMES[n % 3], IDS[n % 3]),
        "buyer": Party("北京松果文具有限公司", "91110105MA01F1CT48"),
        "lines": (Line(name=f"*文具*铅笔{n % 7}", net=net, rate="0.13", tax=tax),),
    }
    return Draft(**(fields | changes))  # type: ignore[arg-type]
