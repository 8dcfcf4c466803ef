"""What the program handles: invoices (发票), their keys, parties and lines.

All are frozen values: they cross threads and layers without fear; `dataclasses.replace` makes
a changed one. Amounts are Decimal yuan with two decimals; codes and numbers are text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any, Self

from core.domain.problem import Problem, ProblemCode
from core.domain.red_letter import blue_of
from core.errors import InvalidInvoice, InvalidKey


class InvoiceKind(StrEnum):
    """票种: the tax bureau's internal code (发票票种), or a word for what has none."""

    SPECIAL_PAPER = "01"  # 增值税专用发票
    FREIGHT = "02"  # 货物运输业增值税专用发票
    VEHICLE = "03"  # 机动车销售统一发票
    ORDINARY_PAPER = "04"  # 增值税普通发票
    SPECIAL_ELECTRONIC = "08"  # 增值税电子专用发票
    ORDINARY_ELECTRONIC = "10"  # 增值税电子普通发票
    ROLL = "11"  # 增值税普通发票(卷式)
    TOLL = "14"  # 道路通行费电子普通发票
    USED_VEHICLE = "15"  # 二手车销售统一发票
    RAIL = "51"  # 数电票（铁路电子客票）
    DIGITAL_TOLL = "59"  # 数电票（通行费发票）
    AIR = "61"  # 数电票（航空运输电子客票行程单）
    DIGITAL_SPECIAL = "81"  # 数电票（增值税专用发票）
    DIGITAL_ORDINARY = "82"  # 数电票（普通发票）
    DIGITAL_VEHICLE = "83"  # 数电票（机动车销售统一发票）
    DIGITAL_USED_VEHICLE = "84"  # 数电票（二手车销售统一发票）
    DIGITAL_SPECIAL_PAPER = "85"  # 数电纸质发票（增值税专用发票）
    DIGITAL_ORDINARY_PAPER = "86"  # 数电纸质发票（普通发票）
    DIGITAL_VEHICLE_PAPER = "87"  # 数电纸质发票（机动车销售统一发票）
    DIGITAL_USED_VEHICLE_PAPER = "88"  # 数电纸质发票（二手车销售统一发票）
    BLOCKCHAIN = "blockchain"  # 区块链电子普通发票
    FISCAL = "fiscal"  # 财政票据
    CUSTOMS = "customs"  # 海关缴款书 (17, 21)
    OTHER = "other"  # taxi, fixed-amount and other slips


class Direction(StrEnum):
    """进项 or 销项, seen from the company of the ledger."""

    IN = "in"
    OUT = "out"


class Status(StrEnum):
    """发票状态; RED is the red invoice (红字发票) itself, with negative amounts."""

    NORMAL = "normal"
    VOIDED = "voided"
    RED_FULL = "red_full"
    RED_PARTIAL = "red_partial"
    RED = "red"
    OUT_OF_CONTROL = "out_of_control"
    ABNORMAL = "abnormal"


class EntryMethod(StrEnum):
    """录入方式: how an invoice came into the ledger."""

    SCAN = "scan"
    MANUAL = "manual"
    FILE = "file"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class InvoiceKey:
    """The one or two names under which an invoice is known.

    A name is the 20-digit number (数电票号码), or code and number joined. 数电纸质发票 have both.
    Two records are one invoice if they share a name. Source: domain facts 2.2.
    """

    names: tuple[str, ...]

    @classmethod
    def of(cls, code: str | None, number: str | None, paper_number: str | None = None) -> Self:
        """Make the key of the numbers on a face; raise InvalidKey where they name nothing."""
        if number and not paper_number and is_digital_number(number):
            return cls((number,))
        names: list[str] = []
        if number and is_digital_number(number):
            names.append(number)
        elif code and number:
            names.append(code + number)
        elif number and len(number) >= MIN_BARE_NUMBER:
            names.append(number)
        if code and paper_number:
            names.append(code + paper_number)
        if not names:
            raise InvalidKey()
        return cls(tuple(dict.fromkeys(names)))

    @property
    def name(self) -> str:
        """The first name: the 20-digit number where there is one."""
        return self.names[0]

    def __str__(self) -> str:
        """Give the first name, as the command line writes a key."""
        return self.names[0]

    def same_as(self, other: Self) -> bool:
        """Say whether the two keys share a name."""
        return not set(self.names).isdisjoint(other.names)


MIN_BARE_NUMBER = 22
"""A number without a code is a key from this length on (海关缴款书); a shorter one is no number
of 20 digits, one digit lost or doubled, and names nothing."""


def is_digital_number(text: str) -> bool:
    """Say whether the text is a 20-digit 数电票 number."""
    return len(text) == 20 and text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class Party:
    """销方 or 购方 as it stands on the face; an absent value is None, never ""."""

    name: str | None = None
    tax_id: str | None = None
    address_phone: str | None = None
    bank_account: str | None = None


NOBODY = Party()


@dataclass(frozen=True, slots=True)
class Line:
    """货物或应税劳务: one line of an invoice.

    `net` and `tax` are yuan with two decimals, `quantity` and `unit_price` keep all decimals,
    `rate` is "0.13" or the word on the face (免税 不征税 ***).
    """

    name: str | None = None
    spec: str | None = None
    unit: str | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    net: Decimal | None = None
    rate: str | None = None
    tax: Decimal | None = None
    tax_code: str | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """How, by whom and when (Beijing time, with its offset) an invoice was entered.

    `offline`: during an outage (离线录入); `late`: 补录.
    """

    how: EntryMethod
    by: str
    at: datetime
    offline: bool = False
    late: bool = False


ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """All that can stand on an invoice and beside it; what is not known is None.

    `number` is the 20-digit number where there is one, else the number that goes with `code`;
    `paper_number` is the 8-digit number that 数电纸质发票 carry besides. `kind_name` keeps the
    words of a kind that the program does not know. `net` 合计金额, `tax` 合计税额 (None where the
    face prints ***), `other_charges` what stands outside VAT (民航发展基金), `total` 价税合计.
    `red_of` is the key name of the blue invoice (蓝字发票) that a red one reverses.
    """

    kind: InvoiceKind | None = None
    kind_name: str | None = None
    code: str | None = None
    number: str | None = None
    paper_number: str | None = None
    issued_on: date | None = None
    net: Decimal | None = None
    tax: Decimal | None = None
    other_charges: Decimal = ZERO
    total: Decimal | None = None
    check_code: str | None = None
    seller: Party = NOBODY
    buyer: Party = NOBODY
    lines: tuple[Line, ...] = ()
    remark: str | None = None
    drawer: str | None = None
    payee: str | None = None
    reviewer: str | None = None
    direction: Direction | None = None
    status: Status = Status.NORMAL
    red_of: str | None = None
    entered: Entered | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal:
        """The total, or the amount that is known in its place."""
        for amount in (self.total, self.net, self.tax):
            if amount is not None:
                return amount
        return ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice(Face):
    """An invoice that can be kept: it has a key, a day, and at least one amount."""

    number: str
    issued_on: date

    @property
    def key(self) -> InvoiceKey:
        """The key of this invoice."""
        return InvoiceKey.of(self.code, self.number, self.paper_number)


class Source(StrEnum):
    """Where a field of a draft came from."""

    CODE = "code"  # QR payload
    XML = "xml"
    XBRL = "xbrl"
    TAGS = "tags"  # custom tags and custom data of an OFD
    TEXT = "text"  # the text layer of a page
    OCR = "ocr"
    WORKBOOK = "workbook"
    TYPED = "typed"
    COMPUTED = "computed"
    ANSWER = "answer"  # of a verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Face):
    """An invoice in the making, of a code, a file, a row or a half-filled form.

    `sources` says by field name where a value came from; `problems` what speaks against it;
    `guessed` that the reading needed a guess and must be confirmed before it is used.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    guessed: bool = False

    def complete(self, **changes: Any) -> Invoice:
        """Give the invoice, with changes; raise InvalidInvoice that names every field at fault.

        A normal invoice with a negative amount is a red one; its remark names what it reverses.
        """
        problems = tuple(self._missing())
        if problems:
            raise InvalidInvoice(problems)
        found = dict(zip(FACE_FIELDS, _face_values(self), strict=True)) | changes
        if self.status is Status.NORMAL and self.amount < ZERO:
            found["status"] = Status.RED
        if found["status"] is Status.RED and not found["red_of"]:
            found["red_of"] = blue_of(found["remark"])
        return Invoice(**found)

    def _missing(self) -> list[Problem]:
        problems = []
        try:
            InvoiceKey.of(self.code, self.number, self.paper_number)
        except InvalidKey:
            code = ProblemCode.NUMBER_UNUSABLE if self.number else ProblemCode.NUMBER_MISSING
            problems.append(Problem(code, {"text": self.number or ""}, "number"))
        if self.issued_on is None:
            problems.append(Problem(ProblemCode.DATE_MISSING, field="issued_on"))
        if self.net is None and self.total is None:
            problems.append(Problem(ProblemCode.AMOUNT_MISSING, field="total"))
        return problems


FACE_FIELDS = tuple(f.name for f in fields(Face))
_face_values = attrgetter(*FACE_FIELDS)
