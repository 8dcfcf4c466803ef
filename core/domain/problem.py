"""What is odd or wrong about something, as a fact without words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ProblemCode(StrEnum):
    """Everything that can be said against a file, a row, a code or an invoice.

    The sentences stand in `words/problems.py`; a member without words fails a test.
    """

    # files and codes
    UNREADABLE = "unreadable"  # values: reason
    UNKNOWN_FORMAT = "unknown_format"
    TOO_LARGE = "too_large"  # values: limit
    PASSWORD_PROTECTED = "password_protected"
    WRONG_PASSWORD = "wrong_password"
    ENCRYPTED = "encrypted"
    NO_CODE = "no_code"
    CODE_UNREAD = "code_unread"
    EMPTY = "empty"
    NOT_AN_INVOICE = "not_an_invoice"  # values: what
    ENCRYPTED_CODE = "encrypted_code"
    BUYER_HEADER_CODE = "buyer_header_code"
    LINK_CODE = "link_code"
    DETAILS_ONLINE = "details_online"
    CRC_MISMATCH = "crc_mismatch"
    SOURCES_DISAGREE = "sources_disagree"  # values: field, ours, theirs
    GUESSED = "guessed"
    # fields
    NUMBER_MISSING = "number_missing"
    NUMBER_UNUSABLE = "number_unusable"  # values: text
    NUMBER_ROUNDED = "number_rounded"  # values: text
    ZEROS_LOST = "zeros_lost"  # values: text
    NUMBER_ODD = "number_odd"
    DATE_MISSING = "date_missing"
    DATE_UNREADABLE = "date_unreadable"  # values: text
    DATE_IN_FUTURE = "date_in_future"
    AMOUNT_MISSING = "amount_missing"
    AMOUNT_UNREADABLE = "amount_unreadable"  # values: text
    VALUE_UNREADABLE = "value_unreadable"  # values: text
    SUM_DIFFERS = "sum_differs"  # values: expected, found
    LINES_DIFFER = "lines_differ"  # values: expected, found
    SIGNS_DIFFER = "signs_differ"
    RATE_UNKNOWN = "rate_unknown"  # values: rate
    TAX_ID_ODD = "tax_id_odd"  # values: text
    OTHER_TAXPAYER = "other_taxpayer"
    FIELDS_MISSING = "fields_missing"  # values: fields, divided by commas
    # against the ledger
    CONTRADICTS = "contradicts"  # values: field, ours, theirs
    IN_RECYCLE_BIN = "in_recycle_bin"
    NEAR_DUPLICATE = "near_duplicate"  # values: key
    TWO_INVOICES = "two_invoices"  # values: keys: a row names two different invoices
    # workbooks
    SHEET_UNKNOWN = "sheet_unknown"
    HEADER_UNKNOWN = "header_unknown"  # values: expected, found
    SHEET_PASSED_OVER = "sheet_passed_over"  # values: found
    ROWS_DISAGREE = "rows_disagree"  # values: row: an earlier one of the same invoice
    ORPHAN_LINE = "orphan_line"
    MACRO_OR_FORMULA = "formula_error"  # values: text


@dataclass(frozen=True, slots=True)
class Problem:
    """One code with the values that fill its sentence.

    `field` names the place in the invoice JSON ("total", "seller.tax_id"), where there is one.
    """

    code: ProblemCode
    values: Mapping[str, str] = field(default_factory=dict)
    field: str | None = None
