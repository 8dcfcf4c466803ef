"""One word for each thing the program knows: kinds (票种), states, directions, fields, steps."""

from collections.abc import Callable, Mapping
from enum import Enum

from core.domain.company import Taxpayer
from core.domain.decision import DecisionKind
from core.domain.invoice import Direction, EntryMethod, InvoiceKind, Source, Status
from core.domain.record import BureauList
from words.translate import tr


def word(member: Enum) -> str:
    """Give the whole name of a member, as it stands on a form or in a report."""
    return _GROUPS[type(member)]()[member]


def kinds() -> Mapping[Enum, str]:
    """票种 by their official names."""
    return {
        InvoiceKind.SPECIAL_PAPER: tr("Special VAT invoice"),
        InvoiceKind.FREIGHT: tr("Freight special VAT invoice"),
        InvoiceKind.VEHICLE: tr("Motor vehicle sales invoice"),
        InvoiceKind.ORDINARY_PAPER: tr("Ordinary VAT invoice"),
        InvoiceKind.SPECIAL_ELECTRONIC: tr("Electronic special VAT invoice"),
        InvoiceKind.ORDINARY_ELECTRONIC: tr("Electronic ordinary VAT invoice"),
        InvoiceKind.ROLL: tr("Ordinary VAT invoice (roll)"),
        InvoiceKind.TOLL: tr("Electronic ordinary VAT invoice (road toll)"),
        InvoiceKind.USED_VEHICLE: tr("Used vehicle sales invoice"),
        InvoiceKind.RAIL: tr("Digital invoice (railway ticket)"),
        InvoiceKind.DIGITAL_TOLL: tr("Digital invoice (road toll)"),
        InvoiceKind.AIR: tr("Digital invoice (air ticket itinerary)"),
        InvoiceKind.DIGITAL_SPECIAL: tr("Digital invoice (special VAT invoice)"),
        InvoiceKind.DIGITAL_ORDINARY: tr("Digital invoice (ordinary invoice)"),
        InvoiceKind.DIGITAL_VEHICLE: tr("Digital invoice (motor vehicle sales)"),
        InvoiceKind.DIGITAL_USED_VEHICLE: tr("Digital invoice (used vehicle sales)"),
        InvoiceKind.DIGITAL_SPECIAL_PAPER: tr("Digital invoice on paper (special VAT invoice)"),
        InvoiceKind.DIGITAL_ORDINARY_PAPER: tr("Digital invoice on paper (ordinary invoice)"),
        InvoiceKind.DIGITAL_VEHICLE_PAPER: tr("Digital invoice on paper (motor vehicle sales)"),
        InvoiceKind.DIGITAL_USED_VEHICLE_PAPER: tr("Digital invoice on paper (used vehicle sales)"),
        InvoiceKind.BLOCKCHAIN: tr("Blockchain electronic ordinary invoice"),
        InvoiceKind.FISCAL: tr("Fiscal receipt"),
        InvoiceKind.CUSTOMS: tr("Customs import VAT payment slip"),
        InvoiceKind.OTHER: tr("Other slip"),
    }


def kinds_in_short() -> Mapping[Enum, str]:
    """票种 as a bookkeeper calls them; for the column of a table."""
    return {
        InvoiceKind.SPECIAL_PAPER: tr("Special"),
        InvoiceKind.FREIGHT: tr("Freight"),
        InvoiceKind.VEHICLE: tr("Vehicle"),
        InvoiceKind.ORDINARY_PAPER: tr("Ordinary"),
        InvoiceKind.SPECIAL_ELECTRONIC: tr("E-special"),
        InvoiceKind.ORDINARY_ELECTRONIC: tr("E-ordinary"),
        InvoiceKind.ROLL: tr("Roll"),
        InvoiceKind.TOLL: tr("E-toll"),
        InvoiceKind.USED_VEHICLE: tr("Used vehicle"),
        InvoiceKind.RAIL: tr("Rail"),
        InvoiceKind.DIGITAL_TOLL: tr("Dig. toll"),
        InvoiceKind.AIR: tr("Air"),
        InvoiceKind.DIGITAL_SPECIAL: tr("Dig. special"),
        InvoiceKind.DIGITAL_ORDINARY: tr("Dig. ordinary"),
        InvoiceKind.DIGITAL_VEHICLE: tr("Dig. vehicle"),
        InvoiceKind.DIGITAL_USED_VEHICLE: tr("Dig. used veh."),
        InvoiceKind.DIGITAL_SPECIAL_PAPER: tr("Paper special"),
        InvoiceKind.DIGITAL_ORDINARY_PAPER: tr("Paper ordinary"),
        InvoiceKind.DIGITAL_VEHICLE_PAPER: tr("Paper vehicle"),
        InvoiceKind.DIGITAL_USED_VEHICLE_PAPER: tr("Paper used v."),
        InvoiceKind.BLOCKCHAIN: tr("Blockchain"),
        InvoiceKind.FISCAL: tr("Fiscal"),
        InvoiceKind.CUSTOMS: tr("Customs"),
        InvoiceKind.OTHER: tr("Other"),
    }


def directions() -> Mapping[Enum, str]:
    """进项, 销项."""
    return {Direction.IN: tr("Purchase"), Direction.OUT: tr("Sale")}


def statuses() -> Mapping[Enum, str]:
    """发票状态."""
    return {
        Status.NORMAL: tr("Normal"),
        Status.VOIDED: tr("Voided"),
        Status.RED_FULL: tr("Reversed"),
        Status.RED_PARTIAL: tr("Part reversed"),
        Status.RED: tr("Red letter"),
        Status.OUT_OF_CONTROL: tr("Out of control"),
        Status.ABNORMAL: tr("Abnormal"),
    }


def methods() -> Mapping[Enum, str]:
    """录入方式."""
    return {
        EntryMethod.SCAN: tr("Scanned"),
        EntryMethod.MANUAL: tr("By hand"),
        EntryMethod.FILE: tr("From a file"),
        EntryMethod.WORKBOOK: tr("From a workbook"),
    }


def taxpayers() -> Mapping[Enum, str]:
    """纳税人类型."""
    return {
        Taxpayer.GENERAL: tr("General taxpayer"),
        Taxpayer.SMALL: tr("Small-scale taxpayer"),
    }


def sources() -> Mapping[Enum, str]:
    """Where a field of a draft came from: the tag inside a field."""
    return {
        Source.CODE: tr("QR code"),
        Source.XML: tr("XML"),
        Source.XBRL: tr("XBRL"),
        Source.TAGS: tr("OFD tags"),
        Source.TEXT: tr("Text of the page"),
        Source.OCR: tr("Recognised"),
        Source.WORKBOOK: tr("Workbook"),
        Source.TYPED: tr("Typed"),
        Source.COMPUTED: tr("Computed"),
        Source.ANSWER: tr("Verification"),
    }


def decisions() -> Mapping[Enum, str]:
    """What is decided about a discrepancy."""
    return {
        DecisionKind.CORRECT: tr("Correct ours"),
        DecisionKind.LINK: tr("Link the two"),
        DecisionKind.ACCEPT: tr("Enter late"),
        DecisionKind.ASK: tr("Ask"),
        DecisionKind.WAIT: tr("Wait"),
        DecisionKind.IGNORE: tr("Ignore"),
        DecisionKind.REOPEN: tr("Reopen"),
    }


def bureau_lists() -> Mapping[Enum, str]:
    """The lists that the tax bureau gives out."""
    return {
        BureauList.EXPORT: tr("Export of all invoices"),
        BureauList.DEDUCTION: tr("List of deductions"),
        BureauList.USE: tr("Confirmed uses"),
    }


def field(path: str) -> str:
    """Name a field by its path in the invoice JSON ("total", "seller.tax_id", "lines.3.net")."""
    name = ".".join(part for part in path.split(".") if not part.isdigit())
    return _fields().get(name, path)


def step(name: str) -> str:
    """Say what a step of long work does (`Progress.step`)."""
    return _steps().get(name, tr("Working"))


def _fields() -> Mapping[str, str]:
    return {
        "kind": tr("Kind"),
        "code": tr("Invoice code"),
        "number": tr("Invoice number"),
        "paper_number": tr("Paper number"),
        "issued_on": tr("Date"),
        "net": tr("Net"),
        "tax": tr("Tax"),
        "other_charges": tr("Other charges"),
        "total": tr("Total"),
        "check_code": tr("Check code"),
        "seller": tr("Seller"),
        "seller.name": tr("Seller"),
        "seller.tax_id": tr("Seller's tax ID"),
        "seller.address_phone": tr("Seller's address and phone"),
        "seller.bank_account": tr("Seller's bank account"),
        "buyer": tr("Buyer"),
        "buyer.name": tr("Buyer"),
        "buyer.tax_id": tr("Buyer's tax ID"),
        "buyer.address_phone": tr("Buyer's address and phone"),
        "buyer.bank_account": tr("Buyer's bank account"),
        "lines": tr("Lines"),
        "lines.name": tr("Goods or service"),
        "lines.spec": tr("Specification"),
        "lines.unit": tr("Unit"),
        "lines.quantity": tr("Quantity"),
        "lines.unit_price": tr("Unit price"),
        "lines.net": tr("Net of a line"),
        "lines.rate": tr("Tax rate"),
        "lines.tax": tr("Tax of a line"),
        "lines.tax_code": tr("Tax classification code"),
        "remark": tr("Remark"),
        "drawer": tr("Drawer"),
        "payee": tr("Payee"),
        "reviewer": tr("Reviewer"),
        "direction": tr("Direction"),
        "status": tr("Status"),
        "red_of": tr("Reversed invoice"),
        "category": tr("Category"),
        "tags": tr("Tags"),
    }


def _steps() -> Mapping[str, str]:
    return {
        "read": tr("Reading"),
        "write": tr("Writing"),
        "check": tr("Checking"),
        "check_file": tr("Checking the file"),
        "check_trail": tr("Checking the audit trail"),
        "check_index": tr("Checking the search"),
        "import": tr("Importing"),
        "files": tr("Importing files"),
        "mail": tr("Looking at mail"),
        "reconcile": tr("Reconciling"),
        "verify": tr("Verifying"),
        "export": tr("Exporting"),
        "copy": tr("Copying"),
        "digest": tr("Proving"),
        "compare_digests": tr("Comparing"),
        "prove": tr("Proving"),
        "rehearse_records": tr("Reading every record"),
        "archive": tr("Writing the archive"),
        "archive_prove": tr("Proving the archive"),
    }


_GROUPS: Mapping[type[Enum], Callable[[], Mapping[Enum, str]]] = {
    InvoiceKind: kinds,
    Direction: directions,
    Status: statuses,
    EntryMethod: methods,
    Taxpayer: taxpayers,
    Source: sources,
    DecisionKind: decisions,
    BureauList: bureau_lists,
}
