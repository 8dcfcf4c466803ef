"""Invoices of all sorts for properties: what hypothesis draws can stand in a ledger."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from core.domain.invoice import (
    Direction,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Line,
    Party,
    Status,
)
from core.domain.numbers import kind_of_name
from core.domain.text import shown
from core.files.ledger_sheet import UNKNOWN_MOMENT

_NOTHING = {"", "--"}


def _stands(text: str) -> bool:
    return shown(text) == text and text not in _NOTHING and not text.startswith("#")


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


# Line ends and controls never stand on a face; unassigned characters are no text.
texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=30
).filter(_stands)
awkward = st.sampled_from(
    [
        "=1+1",
        "@某公司",
        "-178.55",
        "+86 10",
        "'引",
        "'=1",
        "007",
        "1e5",
        "2026-01-05",
        '="x"',
        "_x0041_",
        "<&>\"'",
        "a,b;c",
        "《票》",
        "12E34567",
        "１２",
        "#1",
        "10%",
    ]
)
words = st.one_of(st.none(), texts, awkward)
amounts = st.integers(-(10**12), 10**12).map(lambda fen: Decimal(fen).scaleb(-2))
huge = st.integers(-(10**15), 10**15).map(lambda fen: Decimal(fen).scaleb(-2))
numbers = st.builds(
    lambda figures, places: Decimal(figures).scaleb(-places),
    st.integers(-(10**12), 10**12),
    st.integers(0, 9),
)
parties = st.builds(Party, words, words, words, words)
lines = st.builds(
    Line,
    name=words,
    spec=words,
    unit=words,
    quantity=st.none() | numbers,
    unit_price=st.none() | numbers,
    net=st.none() | huge,
    rate=st.sampled_from([None, "0.13", "0.06", "0.015", "0.00", "免税", "不征税", "***"]),
    tax=st.none() | amounts,
    tax_code=st.none() | digits(19),
)
entered = st.builds(
    Entered,
    how=st.sampled_from(EntryMethod),
    by=st.just(""),
    at=st.just(UNKNOWN_MOMENT),
    offline=st.booleans(),
    late=st.booleans(),
)


@st.composite
def _numbers(draw: st.DrawFn) -> dict[str, str | None]:
    digital, code, paper = draw(digits(20)), draw(digits(12) | digits(10)), draw(digits(8))
    return draw(
        st.sampled_from(
            [
                {"number": digital},
                {"number": digital, "code": code},
                {"number": digital, "code": code, "paper_number": paper},
                {"number": paper, "code": code},
                {"number": digital + "17", "kind": InvoiceKind.CUSTOMS},
                {"number": paper + "42", "code": code[:8], "kind": InvoiceKind.FISCAL},
            ]
        )
    )


@st.composite
def invoices(draw: st.DrawFn, with_lines: bool = True) -> Invoice:
    known = draw(st.none() | st.sampled_from(InvoiceKind))
    net, total = draw(st.none() | huge), draw(huge)
    values = {"kind": known, **draw(_numbers())}
    if values["kind"] is None:
        values["kind_name"] = draw(st.none() | texts.filter(lambda name: not kind_of_name(name)))
    negative = total < 0
    statuses = [status for status in Status if not (negative and status is Status.NORMAL)]
    return Invoice(
        **values,  # type: ignore[arg-type]
        issued_on=draw(st.dates(date(1994, 1, 1), date(2099, 12, 31))),
        net=net,
        tax=draw(st.none() | amounts),
        other_charges=draw(amounts),
        total=total,
        check_code=draw(st.none() | digits(20) | digits(6)),
        seller=draw(parties),
        buyer=draw(parties),
        lines=tuple(draw(st.lists(lines, max_size=2))) if with_lines else (),
        remark=draw(words),
        drawer=draw(words),
        payee=draw(words),
        reviewer=draw(words),
        direction=draw(st.none() | st.sampled_from(Direction)),
        status=draw(st.sampled_from(statuses)),
        red_of=draw(st.none() | digits(20)),
        entered=draw(st.none() | entered),
        category=draw(words),
        tags=tuple(draw(st.lists(texts | awkward, max_size=3, unique=True))),
    )
