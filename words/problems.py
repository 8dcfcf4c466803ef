"""What is said about a file, a row or an invoice: one sentence for every ProblemCode."""

from collections.abc import Mapping

from core.domain.problem import Problem, ProblemCode
from words.translate import filled, tr
from words.vocabulary import field


def problem(found: Problem) -> str:
    """Say what is odd or wrong in one sentence, and what to do where that is not plain."""
    values: dict[str, object] = dict(found.values)
    if "field" in values:
        values["field"] = field(str(values["field"]))
    if "fields" in values:
        values["fields"] = tr(", ").join(field(name) for name in str(values["fields"]).split(","))
    if "reason" in values:
        values["reason"] = reason(str(values["reason"]))
    if "what" in values:
        values["what"] = reason(str(values["what"]))
    return filled(_texts()[found.code], values)


def reason(code: str) -> str:
    """Put a short cause into words; what has none stands as it came."""
    return _reasons().get(code, code)


def _texts() -> Mapping[ProblemCode, str]:
    return _of_files() | _of_fields() | _of_the_ledger() | _of_workbooks()


def _of_files() -> dict[ProblemCode, str]:
    return {
        ProblemCode.UNREADABLE: tr("This cannot be read: {reason}."),
        ProblemCode.UNKNOWN_FORMAT: tr("This is no file of a kind that is read here."),
        ProblemCode.TOO_LARGE: tr("This is larger than {limit}, and was not read."),
        ProblemCode.PASSWORD_PROTECTED: tr(
            "This file asks for a password. Give it here, or save it without one, then import it."
        ),
        ProblemCode.WRONG_PASSWORD: tr("This password does not open the file."),
        ProblemCode.ENCRYPTED: tr(
            "This file is locked in a way that is not opened here, even with its password. Save it"
            " without one, then import it."
        ),
        ProblemCode.NO_CODE: tr("There is no readable QR code here."),
        ProblemCode.CODE_UNREAD: tr("There is a QR code here that cannot be read."),
        ProblemCode.EMPTY: tr("This is empty."),
        ProblemCode.NOT_AN_INVOICE: tr("This is no invoice: {what}."),
        ProblemCode.ENCRYPTED_CODE: tr(
            "The QR code is encrypted. Enter the invoice by hand from its face."
        ),
        ProblemCode.BUYER_HEADER_CODE: tr(
            "This QR code holds a buyer's header for issuing an invoice, no invoice."
        ),
        ProblemCode.LINK_CODE: tr("This QR code holds a link, no invoice."),
        ProblemCode.DETAILS_ONLINE: tr(
            "The QR code only leads to a web page. Add what is missing from the face."
        ),
        ProblemCode.CRC_MISMATCH: tr(
            "The check value of the QR code does not agree. Compare with the face."
        ),
        ProblemCode.SOURCES_DISAGREE: tr(
            "The file contradicts itself in “{field}”: {ours} and {theirs}. Compare with the face."
        ),
        ProblemCode.GUESSED: tr(
            "The code was hard to read, and what was read is a guess. Compare with the face."
        ),
    }


def _of_fields() -> dict[ProblemCode, str]:
    return {
        ProblemCode.NUMBER_MISSING: tr("The invoice number is missing."),
        ProblemCode.NUMBER_UNUSABLE: tr(
            "“{text}” names no invoice: 20 digits are needed, or the invoice code with its number."
        ),
        ProblemCode.NUMBER_ROUNDED: tr(
            "Excel has rounded the number ({text}). Format the column as text and export again."
        ),
        ProblemCode.ZEROS_LOST: tr(
            "Excel has dropped the zeros in front of “{text}”, and none are guessed. Format the"
            " column as text and export again."
        ),
        ProblemCode.NUMBER_ODD: tr("The number is not built as such numbers are."),
        ProblemCode.DATE_MISSING: tr("The date is missing."),
        ProblemCode.DATE_UNREADABLE: tr("“{text}” is no date."),
        ProblemCode.DATE_IN_FUTURE: tr("The date lies in the future."),
        ProblemCode.AMOUNT_MISSING: tr("An amount is missing: net or total."),
        ProblemCode.AMOUNT_UNREADABLE: tr("“{text}” is no amount."),
        ProblemCode.VALUE_UNREADABLE: tr("“{text}” cannot be understood here."),
        ProblemCode.SUM_DIFFERS: tr("Net and tax make {expected}, but the total says {found}."),
        ProblemCode.LINES_DIFFER: tr("The lines make {expected}, but the invoice says {found}."),
        ProblemCode.SIGNS_DIFFER: tr("Some amounts are negative and others are not."),
        ProblemCode.RATE_UNKNOWN: tr("{rate} is no tax rate that was valid on that day."),
        ProblemCode.TAX_ID_ODD: tr("The tax ID {text} fails its check digit."),
        ProblemCode.FIELDS_MISSING: tr("The file does not say: {fields}."),
        ProblemCode.OTHER_TAXPAYER: tr("Neither seller nor buyer is this company."),
    }


def _of_the_ledger() -> dict[ProblemCode, str]:
    return {
        ProblemCode.CONTRADICTS: tr(
            "“{field}” contradicts the ledger: {ours} there, {theirs} here. Nothing was changed."
        ),
        ProblemCode.IN_RECYCLE_BIN: tr("This invoice lies in the recycle bin."),
        ProblemCode.NEAR_DUPLICATE: tr("This is nearly the same as {key}. Perhaps entered twice."),
        ProblemCode.TWO_INVOICES: tr("The numbers name two different invoices: {keys}."),
    }


def _of_workbooks() -> dict[ProblemCode, str]:
    return {
        ProblemCode.SHEET_UNKNOWN: tr("No sheet with invoices was found."),
        ProblemCode.HEADER_UNKNOWN: tr(
            "The header row was not recognised. Expected: {expected}. Found: {found}."
        ),
        ProblemCode.SHEET_PASSED_OVER: tr(
            "This sheet was passed over: it names no invoices. Found: {found}."
        ),
        ProblemCode.ROWS_DISAGREE: tr(
            "Row {row} says something else of the same invoice. Compare with the face."
        ),
        ProblemCode.ORPHAN_LINE: tr("This line belongs to no invoice of the workbook."),
        ProblemCode.MACRO_OR_FORMULA: tr("The cell holds the error {text} in place of a value."),
    }


def _reasons() -> Mapping[str, str]:
    return {
        "exists": tr("something stands there already"),
        "data_folder": tr("it lies in the data folder, in which nothing may lie open"),
        "unnamed": tr("a name and a tax ID are needed"),
        "no_day": tr("the day from which it holds is missing"),
        "future": tr("the day lies in the future"),
        "order": tr("its days overlap with those of another entry"),
        "gone": tr("it is no longer there"),
        "missing": tr("it is not there"),
        "not_found": tr("it is not there"),
        "not_a_file": tr("it is no ordinary file"),
        "failed": tr("reading it failed"),
        "denied": tr("access was refused"),
        "permission": tr("access was refused"),
        "locked": tr("another program holds it"),
        "in_use": tr("another program holds it"),
        "folder": tr("it is a folder"),
        "empty": tr("it is empty"),
        "damaged": tr("it is damaged or incomplete"),
        "truncated": tr("it is damaged or incomplete"),
        "full": tr("the disk is full"),
        "format": tr("its kind is not known here"),
        "suffix": tr("the name must end in .xlsx or .csv"),
        "password": tr("it asks for a password"),
        "too_large": tr("it is too large"),
        "time": tr("it took too long"),
        "stopped": tr("the connection broke off"),
        "name": tr("no such server was found"),
        "layout": tr("its layout is not understood"),
        "no_numbers": tr("it has no column with invoice numbers"),
        "no_result": tr("it has no column with a result, such as 查验结果"),
        "two_titles": tr("two of the chosen columns have the same title"),
        "no_text": tr("it holds pictures only, no text"),
        "text": tr("other text"),
        "digits": tr("digits alone"),
        "nothing": tr("there is nothing in the code"),
        "cut_short": tr("only the beginning of a code"),
        "document": tr("its text says nothing of an invoice"),
        "business_paper": tr("another business paper"),
        "empty_form": tr("an empty form"),
        "other_voucher": tr("another voucher"),
        "buyer_header": tr("a buyer's header"),
        "red_letter_form": tr("a form about a red letter"),
        "list_of_goods": tr("a list of goods"),
        "tax_receipt": tr("a receipt for paid tax"),
        "bank_receipt": tr("a bank receipt"),
        "bank_statement": tr("a bank statement"),
        "booking_record": tr("a booking record"),
        "contents": tr("its contents do not agree"),
        "tables": tr("tables are missing or foreign"),
        "unreadable": tr("it cannot be read"),
        "version": tr("its version cannot be told"),
        "length": tr("it is too short or too long"),
        "character": tr("a character in it cannot be"),
        "check": tr("its check characters do not agree"),
        "kind": tr("this kind is not checked there"),
        "number": tr("its number is missing or none"),
        "code": tr("its invoice code is missing"),
        "issued_on": tr("its date of issue is missing"),
        "amount": tr("the amount that it is checked by is missing"),
        "check_code": tr("its check code is missing or too short"),
        "seller": tr("the seller's tax number is missing"),
    }
