"""What the codes and numbers on invoices say: kind, region, year; and the ids of taxpayers.

All of it is soft: structure is a hint and never a reason to reject. Sources: the script of the
national verification site (inv-veri, `alxd`) for codes; 国税函发〔1995〕18号 for the layout of
codes with 10 digits; 税务总局公告2024年第11号 for 数电票 numbers; GB 32100 for 统一社会信用代码.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from core.domain.invoice import InvoiceKind, is_digital_number
from core.domain.problem import Problem, ProblemCode
from core.domain.text import clean

REGIONS: Mapping[str, str] = MappingProxyType({
    "1100": "北京", "1200": "天津", "1300": "河北", "1400": "山西", "1500": "内蒙古",
    "2100": "辽宁", "2102": "大连", "2200": "吉林", "2300": "黑龙江", "3100": "上海",
    "3200": "江苏", "3300": "浙江", "3302": "宁波", "3400": "安徽", "3500": "福建",
    "3502": "厦门", "3600": "江西", "3700": "山东", "3702": "青岛", "4100": "河南",
    "4200": "湖北", "4300": "湖南", "4400": "广东", "4403": "深圳", "4500": "广西",
    "4600": "海南", "5000": "重庆", "5100": "四川", "5200": "贵州", "5300": "云南",
    "5400": "西藏", "6100": "陕西", "6200": "甘肃", "6300": "青海", "6400": "宁夏",
    "6500": "新疆",
})  # fmt: skip
"""Provinces and 计划单列市 by the four digits of GB/T 2260 that codes carry."""

UNSURE_CITY = "计划单列市"
"""The region of a 数电票 number in 90…99, but 92, which is 青岛: no list was published."""

_KIND_OF_LAST_TWO = {
    "11": InvoiceKind.ORDINARY_ELECTRONIC,
    "13": InvoiceKind.SPECIAL_ELECTRONIC,
    "12": InvoiceKind.TOLL,
    "04": InvoiceKind.ORDINARY_PAPER,
    "05": InvoiceKind.ORDINARY_PAPER,
    "06": InvoiceKind.ROLL,
    "07": InvoiceKind.ROLL,
    "17": InvoiceKind.USED_VEHICLE,
}
_EARLY_ELECTRONIC = frozenset(("144031539110", "131001570151", "133011501118", "111001571071"))


@lru_cache(maxsize=16384)
def kind_of_code(code: str) -> InvoiceKind | None:
    """Give the kind that a 发票代码 of 10 or 12 digits says; None where it says nothing."""
    if not (code.isascii() and code.isdigit()):
        return None
    if len(code) == 12:
        return _kind_of_twelve(code)
    if len(code) == 10:
        return _KIND_OF_EIGHTH.get(code[7])
    return None


_KIND_OF_EIGHTH = {
    "1": InvoiceKind.SPECIAL_PAPER,
    "5": InvoiceKind.SPECIAL_PAPER,
    "3": InvoiceKind.ORDINARY_PAPER,
    "6": InvoiceKind.ORDINARY_PAPER,
    "2": InvoiceKind.FREIGHT,
    "7": InvoiceKind.FREIGHT,
}


def _kind_of_twelve(code: str) -> InvoiceKind | None:
    if code in _EARLY_ELECTRONIC:
        return InvoiceKind.ORDINARY_ELECTRONIC
    if code[0] == "0":
        return _KIND_OF_LAST_TWO.get(code[10:])
    if code[7] == "2":
        return InvoiceKind.VEHICLE
    if code[0] == "1" and code[7:9] == "09" and code[11] == "0":
        return InvoiceKind.BLOCKCHAIN
    return None


@lru_cache(maxsize=16384)
def region_of_code(code: str) -> str | None:
    """Give the name of the region in a code of 10 or 12 digits; None if it is no region's."""
    place = {12: code[1:5], 10: code[:4]}.get(len(code), "")
    return REGIONS.get(place) or REGIONS.get(place[:2] + "00")


def year_of_code(code: str) -> int | None:
    """Give the year for which the stock (批次) of a code was made; issued later, often by years."""
    year = {12: code[5:7], 10: code[4:6]}.get(len(code), "")
    return 2000 + int(year) if year.isascii() and year.isdigit() else None


def region_of_number(number: str) -> str | None:
    """Give the name of the region in a 20-digit number, UNSURE_CITY for 9x, None for no region.

    The fifth digit (渠道, the channel) is not looked at: its meaning was never published.
    """
    if not is_digital_number(number):
        return None
    place = number[2:4]
    if place[0] == "9":
        return "青岛" if place == "92" else UNSURE_CITY
    return REGIONS.get(place + "00")


def year_of_number(number: str) -> int | None:
    """Give the year of issue that a 20-digit number begins with."""
    return 2000 + int(number[:2]) if is_digital_number(number) else None


_KIND_OF_CHANNEL = {"8": InvoiceKind.AIR, "9": InvoiceKind.RAIL}


def kind_of_number(number: str) -> InvoiceKind | None:
    """Give the kind that the channel digits of a 20-digit number hint at; mostly there is none.

    A guess to begin with, never a reason to doubt what a face says: no list was published.
    """
    if not is_digital_number(number):
        return None
    if number[4:6] == "79":
        return InvoiceKind.DIGITAL_TOLL
    return _KIND_OF_CHANNEL.get(number[4])


KIND_NAMES: Mapping[InvoiceKind, str] = MappingProxyType({
    InvoiceKind.SPECIAL_PAPER: "增值税专用发票",
    InvoiceKind.FREIGHT: "货物运输业增值税专用发票",
    InvoiceKind.VEHICLE: "机动车销售统一发票",
    InvoiceKind.ORDINARY_PAPER: "增值税普通发票",
    InvoiceKind.SPECIAL_ELECTRONIC: "增值税电子专用发票",
    InvoiceKind.ORDINARY_ELECTRONIC: "增值税电子普通发票",
    InvoiceKind.ROLL: "增值税普通发票（卷式）",
    InvoiceKind.TOLL: "道路通行费电子普通发票",
    InvoiceKind.USED_VEHICLE: "二手车销售统一发票",
    InvoiceKind.RAIL: "数电发票（铁路电子客票）",
    InvoiceKind.DIGITAL_TOLL: "数电发票（通行费发票）",
    InvoiceKind.AIR: "数电发票（航空运输电子客票行程单）",
    InvoiceKind.DIGITAL_SPECIAL: "数电发票（增值税专用发票）",
    InvoiceKind.DIGITAL_ORDINARY: "数电发票（普通发票）",
    InvoiceKind.DIGITAL_VEHICLE: "数电发票（机动车销售统一发票）",
    InvoiceKind.DIGITAL_USED_VEHICLE: "数电发票（二手车销售统一发票）",
    InvoiceKind.DIGITAL_SPECIAL_PAPER: "数电纸质发票（增值税专用发票）",
    InvoiceKind.DIGITAL_ORDINARY_PAPER: "数电纸质发票（普通发票）",
    InvoiceKind.DIGITAL_VEHICLE_PAPER: "数电纸质发票（机动车销售统一发票）",
    InvoiceKind.DIGITAL_USED_VEHICLE_PAPER: "数电纸质发票（二手车销售统一发票）",
    InvoiceKind.BLOCKCHAIN: "区块链电子普通发票",
    InvoiceKind.FISCAL: "财政票据",
    InvoiceKind.CUSTOMS: "海关缴款书",
    InvoiceKind.OTHER: "其他",
})  # fmt: skip
"""发票票种 as the tax bureau writes it now."""

_ALIASES = {
    InvoiceKind.SPECIAL_PAPER: "专票 增值税专票 纸质专票",
    InvoiceKind.ORDINARY_PAPER: "普票 增值税普票 纸质普票 增值税普通发票(折叠票)",
    InvoiceKind.FREIGHT: "货运专票 货运增值税专用发票 货物运输增值税专用发票",
    InvoiceKind.VEHICLE: "机动车发票",
    InvoiceKind.USED_VEHICLE: "二手车发票",
    InvoiceKind.SPECIAL_ELECTRONIC: "电子专票 增值税电子专票 增值税专用发票(电子)",
    InvoiceKind.ORDINARY_ELECTRONIC: "电子普票 电子普通发票 增值税电子普票 增值税普通发票(电子)",
    InvoiceKind.ROLL: "卷票 卷式发票 增值税普通发票(卷票)",
    InvoiceKind.TOLL: "通行费发票 通行费电子发票 通行费电子普通发票 增值税电子普通发票(通行费) "
    "收费公路通行费增值税电子普通发票",
    InvoiceKind.RAIL: "铁路电子客票",
    InvoiceKind.AIR: "航空运输电子客票行程单",
    InvoiceKind.BLOCKCHAIN: "区块链发票 区块链电子发票 深圳电子普通发票",
    InvoiceKind.CUSTOMS: "海关进口增值税专用缴款书 海关专用缴款书 17 21",
    InvoiceKind.OTHER: "其它 定额发票 通用定额发票 出租车发票 出租汽车发票 客运发票",
}
_KINDS_BY_NAME = (
    {kind.value: kind for kind in InvoiceKind}
    | {clean(name): kind for kind, name in KIND_NAMES.items()}
    | {alias: kind for kind, aliases in _ALIASES.items() for alias in aliases.split()}
)
_DIGITAL = re.compile(r"数电|全电|全面数字化|电子发票\(").match
_DIGITAL_KINDS = (  # in this order: the name of a ticket may hold the word for ordinary ones
    ("机动车", InvoiceKind.DIGITAL_VEHICLE, InvoiceKind.DIGITAL_VEHICLE_PAPER),
    ("二手车", InvoiceKind.DIGITAL_USED_VEHICLE, InvoiceKind.DIGITAL_USED_VEHICLE_PAPER),
    ("铁路", InvoiceKind.RAIL, InvoiceKind.RAIL),
    ("航空", InvoiceKind.AIR, InvoiceKind.AIR),
    ("通行费", InvoiceKind.DIGITAL_TOLL, InvoiceKind.DIGITAL_TOLL),
    ("专用发票", InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.DIGITAL_SPECIAL_PAPER),
    ("专票", InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.DIGITAL_SPECIAL_PAPER),
    ("普通发票", InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_ORDINARY_PAPER),
    ("普票", InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.DIGITAL_ORDINARY_PAPER),
)


def name_of_kind(kind: InvoiceKind) -> str:
    """Give the 发票票种 that stands in a workbook; `kind_of_name` reads it back."""
    return KIND_NAMES[kind]


@lru_cache(maxsize=1024)
def kind_of_name(text: str) -> InvoiceKind | None:
    """Read a 发票票种 or the title of an invoice, whichever brackets and fashion of 数电票 it has.

    The bureau's codes are read too. What ends in 票据 is a 财政票据; None for an unknown name.
    """
    name = clean(text)
    found = _KINDS_BY_NAME.get(name) or _KINDS_BY_NAME.get(_without_region(name))
    if found or not _DIGITAL(name):
        return found or (InvoiceKind.FISCAL if name.endswith("票据") else None)
    for word, electronic, paper in _DIGITAL_KINDS:
        if word in name:
            return paper if "纸质" in name else electronic
    return None


def _without_region(title: str) -> str:
    for region in REGIONS.values():
        if title.startswith(region):
            return title[len(region) :].lstrip("省市")
    return title


_ID = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}", re.ASCII).fullmatch
_OLDER_ID = re.compile(r"[0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{20}", re.ASCII).fullmatch
_PERSONAL_ID = re.compile(r"[1-8]\d{16}[\dX]", re.ASCII).fullmatch


@lru_cache(maxsize=16384)
def tax_id_plausible(text: str) -> bool:
    """Say whether a 纳税人识别号 can be right: GB 32100 with its check digit, or an older shape.

    Older are 15, 17 and 20 characters (also those of 代开机关, 51019800DK01187), and the number
    of a person's identity card (GB 11643), which 个体户 had.
    """
    found = clean(text).upper()
    if len(found) != 18:
        return bool(_OLDER_ID(found))
    # It pulls in pydoc and ssl: 50 ms that a start without any id need not pay. Its `validate`
    # is too strict: registering authorities have letters of their own (A1, N2).
    from stdnum.cn import ric, uscc

    if _ID(found) and uscc.calc_check_digit(found[:17]) == found[17]:
        return True
    return bool(_PERSONAL_ID(found)) and ric.calc_check_digit(found) == found[17]


def is_personal_id(text: str) -> bool:
    """Say whether an id is built as the number of a person's identity card (GB 11643)."""
    return bool(_PERSONAL_ID(clean(text).upper()))


def tax_id_check_digit(text: str) -> str | None:
    """Give the 18th character that the first 17 of a 统一社会信用代码 ask for; None for others."""
    found = clean(text).upper()
    if not _ID(found):
        return None
    from stdnum.cn import uscc  # heavy, see above

    return str(uscc.calc_check_digit(found[:17]))


def tax_id_problem(text: str | None, field: str = "tax_id") -> Problem | None:
    """Give what is odd about a tax id; None for a plausible one and for none at all."""
    if not text or tax_id_plausible(text):
        return None
    return Problem(ProblemCode.TAX_ID_ODD, {"text": text}, field)
