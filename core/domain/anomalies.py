"""What makes no sense on an invoice but may be saved: the checks that mark it as suspect.

None of them blocks anything. They run for every row of an import, so the usual case is cheap.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from core.domain.company import Company
from core.domain.invoice import Direction, Face, InvoiceKind, Line, Party, Status
from core.domain.invoice import is_digital_number as is_digital
from core.domain.numbers import (
    kind_of_code,
    region_of_code,
    region_of_number,
    tax_id_plausible,
    tax_id_problem,
    year_of_code,
    year_of_number,
)
from core.domain.problem import Problem, ProblemCode
from core.domain.tax import LINE_TAX_TOLERANCE, plain, price_agrees, rate_known, sum_of, tax_of


def problems_of(invoice: Face, company: Company, today: date) -> tuple[Problem, ...]:
    """Give everything odd about an invoice of this company's ledger.

    `today` is a day in Beijing. What is not known is not held against the invoice.
    """
    problems = [*_number_problems(invoice)]
    if invoice.issued_on is not None and invoice.issued_on > today:
        problems.append(Problem(ProblemCode.DATE_IN_FUTURE, field="issued_on"))
    problems += _amount_problems(invoice)
    problems += _party_problems(invoice, company)
    if invoice.lines:
        problems += _line_problems(invoice)
        problems += _line_sum_problems(invoice)
    return tuple(problems)


def is_odd(invoice: Face, company: Company) -> bool:
    """Say whether anything was odd about an invoice on the day when it was entered.

    A day that was in the future then stays a mistake, also when it has come.
    """
    day = invoice.entered.at.date() if invoice.entered else date.max
    return bool(problems_of(invoice, company, day))


def arithmetic_problems(invoice: Face) -> tuple[Problem, ...]:
    """Give what does not add up on a face by itself: its sums, its signs, and its lines."""
    problems = [*_amount_problems(invoice)]
    for place, line in enumerate(invoice.lines):
        problems += _line_arithmetic(line, f"lines.{place}")
    if invoice.lines:
        problems += _line_sum_problems(invoice)
    return tuple(problems)


ELECTRONIC_DIGITAL = frozenset((
    InvoiceKind.RAIL, InvoiceKind.DIGITAL_TOLL, InvoiceKind.AIR, InvoiceKind.DIGITAL_SPECIAL,
    InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_VEHICLE, InvoiceKind.DIGITAL_USED_VEHICLE,
))  # fmt: skip
"""Kinds that have a 20-digit number and nothing beside."""

_OLD = frozenset((
    InvoiceKind.SPECIAL_PAPER, InvoiceKind.FREIGHT, InvoiceKind.VEHICLE,
    InvoiceKind.ORDINARY_PAPER, InvoiceKind.SPECIAL_ELECTRONIC, InvoiceKind.ORDINARY_ELECTRONIC,
    InvoiceKind.ROLL, InvoiceKind.TOLL, InvoiceKind.USED_VEHICLE,
))  # fmt: skip
_HAS_ITS_OWN_NUMBERS = frozenset((InvoiceKind.FISCAL, InvoiceKind.CUSTOMS, InvoiceKind.OTHER))
_ALIKE = frozenset((InvoiceKind.ORDINARY_ELECTRONIC, InvoiceKind.TOLL, InvoiceKind.BLOCKCHAIN))
"""Kinds that one source calls 电子普通发票 and another by their own name."""


def _number_problems(invoice: Face) -> Iterator[Problem]:
    kind, code, number, day = invoice.kind, invoice.code, invoice.number, invoice.issued_on
    if number is None or kind in _HAS_ITS_OWN_NUMBERS:
        return
    if kind in ELECTRONIC_DIGITAL and code and not is_digital(number):
        number, code = code + number, None  # some systems write the 20 digits as 12 and 8
    if is_digital(number):
        if kind in _OLD:
            yield _odd("kind", "number")
        yield from _digital_number_problems(number, day)
    elif kind in ELECTRONIC_DIGITAL:
        yield _odd("kind", "number")
    elif code:
        yield from _code_problems(code, number, kind, day)


def _odd(why: str, field: str) -> Problem:
    return Problem(ProblemCode.NUMBER_ODD, {"why": why}, field)


def _digital_number_problems(number: str, day: date | None) -> Iterator[Problem]:
    year = year_of_number(number)
    if day is not None and year is not None and abs(year - day.year) > 1:
        yield _odd("year", "number")
    if region_of_number(number) is None:
        yield _odd("region", "number")


def _code_problems(
    code: str, number: str, kind: InvoiceKind | None, day: date | None
) -> Iterator[Problem]:
    if len(number) != 8:
        yield _odd("length", "number")
    said = kind_of_code(code) if kind in _OLD else None
    if said is not None and said is not kind and not {said, kind} <= _ALIKE:
        yield _odd("kind", "code")
    year = year_of_code(code)
    # Paper stock is used up for years; only what was printed after it was issued is odd.
    if day is not None and year is not None and year > day.year + 1:
        yield _odd("year", "code")
    if region_of_code(code) is None:
        yield _odd("region", "code")


def _amount_problems(invoice: Face) -> Iterator[Problem]:
    net, tax, total = invoice.net, invoice.tax, invoice.total
    expected = sum_of(net, tax, invoice.other_charges)
    if (
        expected is not None
        and total is not None
        and expected != total
        and not _may_exceed(invoice, expected, total)
    ):
        yield _differs(ProblemCode.SUM_DIFFERS, expected, total, "total")
    amounts = [amount for amount in (net, tax, total) if amount]
    positive = [amount for amount in amounts if amount > 0]
    if positive and len(positive) < len(amounts):
        yield Problem(ProblemCode.SIGNS_DIFFER)
    elif positive and invoice.status is Status.RED:
        yield Problem(ProblemCode.SIGNS_DIFFER, field="status")


def _may_exceed(invoice: Face, expected: Decimal, total: Decimal) -> bool:
    # A roll receipt prints amounts with tax; 民航发展基金 is often left out of the parts.
    if invoice.kind is InvoiceKind.ROLL:
        return True
    return (
        invoice.kind is InvoiceKind.AIR and not invoice.other_charges and abs(total) > abs(expected)
    )


def _differs(code: ProblemCode, expected: Decimal, found: Decimal, field: str) -> Problem:
    return Problem(code, {"expected": plain(expected), "found": plain(found)}, field)


def _party_problems(invoice: Face, company: Company) -> Iterator[Problem]:
    seller, buyer = invoice.seller, invoice.buyer
    for side, party in (("seller", seller), ("buyer", buyer)):
        if party.tax_id and not tax_id_plausible(party.tax_id):
            odd = tax_id_problem(party.tax_id, f"{side}.tax_id")
            if odd:
                yield odd
    if company.is_or_was(buyer) or company.is_or_was(seller):
        return
    # The place that could be ours must be filled: a code may name the seller alone.
    places = {Direction.IN: ("buyer", buyer), Direction.OUT: ("seller", seller)}
    if invoice.direction is not None:
        side, party = places[invoice.direction]
        if _given(party):
            yield Problem(ProblemCode.OTHER_TAXPAYER, field=side)
    elif _given(seller) and _given(buyer):
        yield Problem(ProblemCode.OTHER_TAXPAYER)


def _given(party: Party) -> bool:
    return bool(party.name or party.tax_id)


def _line_problems(invoice: Face) -> Iterator[Problem]:
    # A red letter carries the rate of the invoice that it reverses, whenever it is issued.
    day = None if invoice.status is Status.RED else invoice.issued_on
    rates = dict.fromkeys(line.rate for line in invoice.lines if line.rate)
    for rate in rates:
        if not rate_known(rate, day):
            yield Problem(ProblemCode.RATE_UNKNOWN, {"rate": rate}, "lines")
    for place, line in enumerate(invoice.lines):
        yield from _line_arithmetic(line, f"lines.{place}")


def _line_arithmetic(line: Line, place: str) -> Iterator[Problem]:
    net, quantity, price = line.net, line.quantity, line.unit_price
    if net is None:
        return
    if quantity is not None and price is not None and not price_agrees(quantity, price, net):
        yield _differs(ProblemCode.LINES_DIFFER, quantity * price, net, f"{place}.net")
    tax = tax_of(net, line.rate) if line.rate else None
    if tax is not None and line.tax is not None and abs(tax - line.tax) > LINE_TAX_TOLERANCE:
        yield _differs(ProblemCode.LINES_DIFFER, tax, line.tax, f"{place}.tax")


def _line_sum_problems(invoice: Face) -> Iterator[Problem]:
    if invoice.kind is InvoiceKind.ROLL:
        return
    for field, found in (("net", invoice.net), ("tax", invoice.tax)):
        parts = [getattr(line, field) for line in invoice.lines]
        if found is not None and None not in parts and sum(parts) != found:
            yield _differs(ProblemCode.LINES_DIFFER, sum(parts), found, field)
