"""The three columns with numbers of a ledger row, made into what stands on the face."""

from typing import Final, NamedTuple, TypeAlias

from core.domain.invoice import MIN_BARE_NUMBER, InvoiceKind, is_digital_number
from core.domain.problem import ProblemCode


class Numbers(NamedTuple):
    """Code and numbers as `Face` has them."""

    code: str | None
    number: str | None
    paper_number: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """Under what the lines of this invoice may be kept: its key's names and their parts."""
        joined = (self.code or "") + (self.paper_number or self.number or "")
        return tuple(dict.fromkeys(filter(None, (self.number, joined))))


Wrong: TypeAlias = tuple[str, ProblemCode, str | None]
"""Field, what is wrong, and what stands there."""

Figures: TypeAlias = str | int | None
"""A text, or the whole number of a numeric cell: there Excel may have dropped zeros in front."""

NOTHING: Final = Numbers(None, None, None)


def numbers_of(
    digital: Figures, code: Figures, number: Figures, kind: InvoiceKind | None
) -> tuple[Numbers, Wrong | None]:
    """Give the numbers of a row; `number` None where they name no invoice.

    Twenty digits are taken in either number column. A code and a number that join to the twenty
    digits are only those, split by some program.
    """
    if code is None and number is None and type(digital) is str and is_digital_number(digital):
        return Numbers(None, digital, None), None
    if isinstance(code, int) or isinstance(number, int):
        code, number = _padded(code, number, kind)
    wrong: Wrong | None = None
    if digital is not None and not is_digital_number(str(digital)):
        wrong = "digital", ProblemCode.NUMBER_UNUSABLE, str(digital)
        digital = None
    if number and is_digital_number(number):
        if digital and digital != number:
            return NOTHING, ("digital", ProblemCode.TWO_INVOICES, f"{number}, {digital}")
        digital, number = number, None
    if digital:
        if code and number and code + number == digital:
            code = number = None
        return Numbers(code, str(digital), number), wrong
    if number and (code or len(number) >= MIN_BARE_NUMBER):
        return Numbers(code, number, None), wrong
    missing = ("number", ProblemCode.NUMBER_MISSING, None)
    unusable = ("number", ProblemCode.NUMBER_UNUSABLE, number)
    return NOTHING, wrong or (unusable if number else missing)


def _padded(
    code: Figures, number: Figures, kind: InvoiceKind | None
) -> tuple[str | None, str | None]:
    """Put back the zeros that Excel dropped from numeric cells.

    A code has 10 or 12 digits and a ten-digit one begins with no zero, a number has 8 beside its
    code; 财政票据 have 8 and 10. Without a code a short number stays short.
    """
    is_fiscal = kind is InvoiceKind.FISCAL
    if isinstance(code, int):
        length = 8 if is_fiscal else 12
        code = str(code).zfill(length) if is_fiscal or code >= 10**10 else str(code)
    if isinstance(number, int):
        number = str(number).zfill((10 if is_fiscal else 8) if code else 0)
    return code, number
