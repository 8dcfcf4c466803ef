"""What the QR code of an invoice says, and whether its check value (CRC) agrees.

The comma payload is version, type, 发票代码, 发票号码, amount, day, 校验码, CRC. The amount is the
net one for the old kinds and the total for 数电票; a code fills only what it holds. Besides there
are the six fields of the railway's trial of 2022, the blockchain invoices of Yunnan (a comma
payload with the seller) and of Shenzhen (a link), and 财政票据 (CZ-EI).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any
from unicodedata import normalize

from core.domain.invoice import Draft, InvoiceKind, Party, Source, Status, is_digital_number
from core.domain.numbers import kind_of_code
from core.domain.problem import Problem, ProblemCode
from core.domain.tax import Unreadable, money, yuan
from core.domain.text import clean, shown


class Crc(StrEnum):
    """How the check value in a payload stands to the rest of it."""

    OK = "ok"
    MISMATCH = "mismatch"
    ABSENT = "absent"


class Foreign(StrEnum):
    """What a code holds that is no invoice's: the value `what` of NOT_AN_INVOICE."""

    NOTHING = "nothing"
    CUT_SHORT = "cut_short"  # the beginning of an invoice's code
    DIGITS = "digits"
    TEXT = "text"


def draft_of(payload: str) -> Draft | Problem:
    """Read the text of a QR code: a draft, or what the code is instead.

    Takes any text, as a decoder or a scanner gun gives it (full width, CR, LF, NUL). A draft keeps
    what is good; its `problems` name the fields that cannot be read, and a CRC that differs.
    """
    raw = _trimmed(payload)
    fields = [clean(part) for part in raw.split(",")]
    found = _Found()
    if _is_comma_payload(raw) and len(fields) >= 6:
        return _comma_draft(found, fields, raw)
    if _is_fiscal(fields[0]) and len(fields) >= 7:
        return _fiscal_draft(found, fields)
    if _SHENZHEN(raw) and "bill_num=" in raw:
        return _shenzhen_draft(found, raw)
    return _refusal(raw)


def crc_state(payload: str) -> Crc:
    """Compare the check value of a comma payload with its text, in every variant in use.

    It covers the text before blanks are stripped. A mismatch proves nothing: some issuers compute
    it wrongly. Other payloads carry none.
    """
    return _crc_of(_trimmed(payload))


_OUTER = "\0 \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u200b\ufeff"
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]").match  # scanner guns may put it in front
_is_comma_payload = re.compile(r" *01 *, *\d\d *,", re.ASCII).match


def _trimmed(payload: str) -> str:
    # A Chinese input method turns the point that a scanner gun types into a full stop.
    text = payload if payload.isascii() else normalize("NFKC", payload).replace("。", ".")
    text = text.strip(_OUTER)
    return text[3:].lstrip(_OUTER) if _SYMBOLOGY(text) else text


def _is_fiscal(first: str) -> bool:
    return first[:6].upper() == "CZ-EI-"


@dataclass(slots=True)
class _Found:
    """The values that a code holds, and what is wrong with those that it should hold."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)

    def put(self, name: str, value: object) -> None:
        """Take a value if there is one."""
        if value:
            self.values[name] = value

    def amount(self, name: str, text: str, reader: Callable[[str], Decimal] = money) -> None:
        """Take the amount that stands there, or name it as unreadable."""
        if text:
            try:
                self.values[name] = reader(text)
            except Unreadable:
                self.complain(ProblemCode.AMOUNT_UNREADABLE, text, name)

    def day(self, text: str) -> None:
        """Take the day of issue, eight digits, or name it as unreadable."""
        if text:
            try:
                self.values["issued_on"] = _day(text)
            except ValueError:
                self.complain(ProblemCode.DATE_UNREADABLE, text, "issued_on")

    def numbers(self, code: str, number: str, *, usable: bool) -> None:
        """Take code and number; what cannot be right but is digits is kept for comparison."""
        if not number:
            self.problems.append(Problem(ProblemCode.NUMBER_MISSING, field="number"))
        elif not usable:
            self.complain(ProblemCode.NUMBER_UNUSABLE, number, "number")
        self.put("code", code if _DIGITS(code) else None)
        self.put("number", number if _DIGITS(number) else None)

    def complain(self, code: ProblemCode, text: str, name: str) -> None:
        """Note what stands there instead of a value."""
        self.problems.append(Problem(code, {"text": shown(text[:64]) or ""}, name))

    def draft(self) -> Draft:
        """Make the draft; a negative amount makes it a red invoice."""
        sources = dict.fromkeys(self.values, Source.CODE)
        amount = self.values.get("total") or self.values.get("net")
        if amount is not None and amount < 0:
            self.values["status"] = Status.RED
            self.computed.append("status")
        sources.update(dict.fromkeys(self.computed, Source.COMPUTED))
        return Draft(**self.values, sources=sources, problems=tuple(self.problems))


_DIGITS = re.compile(r"\d{1,40}", re.ASCII).fullmatch
_EIGHT_DIGITS = re.compile(r"\d{8}", re.ASCII).fullmatch
_PAPER_CODE = re.compile(r"\d{10}|\d{12}", re.ASCII).fullmatch
_TAX_ID = re.compile(r"[0-9A-Za-z]{15,20}", re.ASCII).fullmatch
_YEARS = range(1990, 2100)


def _day(text: str) -> date:
    if not _EIGHT_DIGITS(text) or int(text[:4]) not in _YEARS:
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _comma_draft(found: _Found, fields: list[str], raw: str) -> Draft | Problem:
    if is_digital_number(fields[2]):
        _take_six_fields(found, fields)
    elif len(fields) >= 7 and _is_blockchain(fields[2]) and _TAX_ID(fields[4]):
        _take_yunnan(found, fields)
    else:
        _take_eight_fields(found, fields)
    if "issued_on" not in found.values and any(p.field == "number" for p in found.problems):
        return Problem(ProblemCode.NOT_AN_INVOICE, {"what": Foreign.TEXT})
    if _crc_of(raw) is Crc.MISMATCH:
        found.problems.append(Problem(ProblemCode.CRC_MISMATCH))
    return found.draft()


def _take_eight_fields(found: _Found, fields: list[str]) -> None:
    form, code, number, amount, day = fields[1:6]
    found.put("kind", _kind(form, code, number))
    if found.values.get("kind") is InvoiceKind.DIGITAL_TOLL and form != "59":
        found.computed.append("kind")
    if code and not _PAPER_CODE(code):
        found.complain(ProblemCode.NUMBER_UNUSABLE, code, "code")
    is_digital = is_digital_number(number)
    found.numbers(code, number, usable=is_digital or bool(code and _EIGHT_DIGITS(number)))
    is_total = form in _TOTAL_FORMS or (is_digital and form not in _NET_FORMS)
    found.amount("total" if is_total else "net", amount)
    found.day(day)
    if len(fields) > 7 or (len(fields) == 7 and not _FOUR_HEX(fields[6])):
        found.put("check_code", fields[6])


_NET_FORMS = frozenset(("01", "02", "03", "04", "08", "10", "11", "14", "15", "20"))
_TOTAL_FORMS = frozenset(("31", "32", "33", "34", "51", "59", "61"))
_DIGITAL_FORMS = {
    "31": (InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.DIGITAL_SPECIAL_PAPER),
    "32": (InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_ORDINARY_PAPER),
    "33": (InvoiceKind.DIGITAL_VEHICLE, InvoiceKind.DIGITAL_VEHICLE_PAPER),
    "34": (InvoiceKind.DIGITAL_USED_VEHICLE, InvoiceKind.DIGITAL_USED_VEHICLE_PAPER),
}
_BUREAU_FORMS = {k.value: k for k in InvoiceKind if k.value.isdigit()}
_CHANNEL_FORMS = {"8": InvoiceKind.AIR, "9": InvoiceKind.RAIL}


def _kind(form: str, code: str, number: str) -> InvoiceKind | None:
    # The order of QrToInvoice, but that a type of 数电票 is believed before the fifth digit of
    # the number, whose meaning was never published. 79 in the number is the one exception that
    # is a guess: no type in the code sets toll invoices (通行费) apart.
    if form in _DIGITAL_FORMS:
        if form == "32" and not code and number[4:6] == "79" and is_digital_number(number):
            return InvoiceKind.DIGITAL_TOLL
        return _DIGITAL_FORMS[form][bool(code)]
    if form in _TOTAL_FORMS:
        return _BUREAU_FORMS[form]
    if is_digital_number(number):
        return _CHANNEL_FORMS.get(number[4])
    if form == "20":
        return InvoiceKind.SPECIAL_ELECTRONIC
    return kind_of_code(code) or _BUREAU_FORMS.get(form)


def _take_six_fields(found: _Found, fields: list[str]) -> None:
    number, amount, day = fields[2:5]
    found.put("kind", _CHANNEL_FORMS.get(number[4], InvoiceKind.RAIL))
    found.numbers("", number, usable=True)
    found.amount("net", amount)
    found.day(day)


def _is_blockchain(code: str) -> bool:
    return kind_of_code(code) is InvoiceKind.BLOCKCHAIN


def _take_yunnan(found: _Found, fields: list[str]) -> None:
    code, number, seller, amount, day = fields[2:7]
    found.put("kind", InvoiceKind.BLOCKCHAIN)
    found.numbers(code, number, usable=bool(_EIGHT_DIGITS(number)))
    found.put("seller", Party(tax_id=seller))
    found.amount("net", amount)
    found.day(day)
    found.put("check_code", fields[7] if len(fields) > 7 else None)


def _fiscal_draft(found: _Found, fields: list[str]) -> Draft:
    code, number, check_code, day, amount = fields[2:7]
    usable = bool(_DIGITS(code) and _DIGITS(number)) and (len(code), len(number)) == (8, 10)
    found.put("kind", InvoiceKind.FISCAL)
    found.numbers(code, number, usable=usable)
    found.put("check_code", check_code)
    found.day(day)
    found.amount("total", amount)
    return found.draft()


_SHENZHEN = re.compile(r"https?://bcfp\.shenzhen\.chinatax\.gov\.cn/", re.IGNORECASE).match
_HASH_PART_ON_THE_FACE = 5


def _shenzhen_draft(found: _Found, raw: str) -> Draft:
    query = raw.partition("?")[2].partition("#")[0]
    told = {name: clean(text) for name, _, text in (p.partition("=") for p in query.split("&"))}
    number = told.get("bill_num", "")
    found.put("kind", InvoiceKind.BLOCKCHAIN)
    found.numbers("", number, usable=bool(_EIGHT_DIGITS(number)))
    found.amount("total", told.get("total_amount", ""), _yuan_of_fen)
    found.put("check_code", told.get("hash", "")[-_HASH_PART_ON_THE_FACE:])
    found.problems.append(Problem(ProblemCode.DETAILS_ONLINE))
    return found.draft()


def _yuan_of_fen(text: str) -> Decimal:
    digits = text.removeprefix("-")
    amount = yuan(int(text)) if _DIGITS(digits) and len(digits) <= 15 else None
    if amount is None:
        raise Unreadable(text)
    return amount


_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.)\S", re.IGNORECASE).match
_CIPHER = re.compile(r"[0-9A-Za-z+\-*/<>=]+", re.ASCII).fullmatch
_CIPHER_LENGTHS = (84, 108)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ufffd\ud800-\udfff]").search


def _refusal(raw: str) -> Problem:
    packed = clean(raw)
    if not packed:
        return Problem(ProblemCode.NOT_AN_INVOICE, {"what": Foreign.NOTHING})
    if packed[:3] in ("$01", "¥01") or packed.count("</>") >= 3:
        return Problem(ProblemCode.BUYER_HEADER_CODE)
    if _LINK(raw):
        return Problem(ProblemCode.LINK_CODE)
    if _BINARY(raw) or (len(packed) in _CIPHER_LENGTHS and _CIPHER(packed)):
        return Problem(ProblemCode.ENCRYPTED_CODE)
    return Problem(ProblemCode.NOT_AN_INVOICE, {"what": _what(packed)})


def _what(packed: str) -> Foreign:
    if packed.startswith("01,") or _is_fiscal(packed):
        return Foreign.CUT_SHORT
    return Foreign.DIGITS if packed.isdigit() else Foreign.TEXT


_FOUR_HEX = re.compile(r"[0-9A-Fa-f]{4}", re.ASCII).fullmatch
_SOME_HEX = re.compile(r"[0-9A-Fa-f]{1,4}", re.ASCII).fullmatch
_CRC_PLACE = 7


def _crc_of(raw: str) -> Crc:
    covered, given = _parted(raw)
    if not given:
        return Crc.ABSENT
    if not _SOME_HEX(given):
        return Crc.MISMATCH
    value = int(given, 16)
    return Crc.OK if value in _variants(covered) else Crc.MISMATCH


def _parted(raw: str) -> tuple[str, str]:
    """Part a payload into what the CRC covers, without its last comma, and the CRC or ""."""
    parts = raw.split(",")
    if not _is_comma_payload(raw) or len(parts) < 6:
        return raw, ""
    if len(parts) > _CRC_PLACE and parts[_CRC_PLACE].strip(_OUTER):
        is_hash = len(parts[_CRC_PLACE]) > 20 and _is_blockchain(parts[2].strip())
        return ",".join(parts[:_CRC_PLACE]), "" if is_hash else parts[_CRC_PLACE].strip(_OUTER)
    place = 5 if is_digital_number(parts[2].strip()) else 6
    given = parts[place].strip(_OUTER) if len(parts) > place else ""
    return ",".join(parts[:place]), given if _FOUR_HEX(given) else ""


def _variants(covered: str) -> Iterator[int]:
    # A (most issuers), B (some electronic ordinary ones), C (toll platforms: shifted the wrong
    # way), D (the railway: CRC-16/MODBUS, with and without the comma).
    text = covered.encode("utf-8", "replace")
    without = _left(text)
    yield _left(b",", without)
    yield without
    yield _right(text, _table(0x8005), 0)
    modbus = _right(text, _table(0xA001), 0xFFFF)
    yield _right(b",", _table(0xA001), modbus)
    yield modbus


def _left(text: bytes, crc: int = 0) -> int:
    """Compute CRC-16 with the polynomial 0x8005, most significant bit first (CRC-16/UMTS)."""
    table = _left_table()
    for byte in text:
        crc = (crc << 8 & 0xFFFF) ^ table[crc >> 8 ^ byte]
    return crc


def _right(text: bytes, table: tuple[int, ...], crc: int) -> int:
    for byte in text:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc


@cache
def _left_table() -> tuple[int, ...]:
    def entry(crc: int) -> int:
        for _ in range(8):
            crc = (crc << 1 ^ 0x8005 if crc & 0x8000 else crc << 1) & 0xFFFF
        return crc

    return tuple(entry(byte << 8) for byte in range(256))


@cache
def _table(polynomial: int) -> tuple[int, ...]:
    def entry(crc: int) -> int:
        for _ in range(8):
            crc = crc >> 1 ^ polynomial if crc & 1 else crc >> 1
        return crc

    return tuple(entry(byte) for byte in range(256))
