"""Made-up invoices that add up, and the comparison of a draft with what was made up.

Seeded; every company is fictional.
"""

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from stdnum.cn import uscc

CENT = Decimal("0.01")
NAMES = (
    "北京松果文具有限公司", "上海青禾餐饮管理有限公司", "广州木棉物流有限公司",
    "杭州云栖谷信息技术有限公司第二分公司", "成都锦里（集团）建筑工程有限公司", "武汉晴川书店",
    "内蒙古塞上风能设备制造股份有限公司呼和浩特分公司",
)  # fmt: skip
GOODS = (
    ("*纸制品*复印纸", "A4 70g", "包"), ("*信息技术服务*软件技术服务费", "", "项"),
    ("*餐饮服务*餐费", "", ""), ("*计算机配套产品*无线鼠标", "M-185/B", "个"),
    ("*家具*会议桌(含安装)", "2400*1200mm", "张"), ("*电子计算机*便携式笔记本电脑及电源适配器套装", "X1", "台"),
)  # fmt: skip
PEOPLE = ("林小满", "周知秋", "沈若谷", "何以安", "管理员")
RATES = ("0.13", "0.09", "0.06", "0.03", "0.01")


CASES = ("plain", "red", "discount", "many", "toll", "building", "travel", "margin", "free")


def invoice(chance: random.Random, case: str, *, old: bool) -> dict[str, Any]:
    """Make up an invoice that adds up."""
    sign = -1 if case == "red" else 1
    lines = [_line(chance, case, sign) for _ in range({"many": 46}.get(case, chance.randint(1, 4)))]
    if case == "discount":
        lines.insert(1, _discount(lines[0]))
    net = sum((line["net"] for line in lines), Decimal(0))
    taxes = [line["tax"] for line in lines]
    tax = None if None in taxes else sum(taxes, Decimal(0))
    day = date(2021, 1, 1) + timedelta(days=chance.randrange(500 if old else 1800))
    kind = _kind(chance, case, old)
    seller, buyer = chance.sample(NAMES, 2)
    return {
        "kind": kind,
        "code": _code(chance, kind) if old else None,
        "number": _digits(chance, 8) if old else f"{day:%y}4420000{_digits(chance, 11)}",
        "issued_on": day,
        "net": net,
        "tax": tax,
        "total": net + (tax or 0),
        "check_code": _digits(chance, 20) if old else None,
        "seller": _party(chance, seller, old),
        "buyer": _party(chance, buyer, old and chance.random() < 0.6),
        "lines": lines,
        "drawer": chance.choice(PEOPLE),
        "payee": chance.choice(PEOPLE) if old else None,
        "reviewer": chance.choice(PEOPLE) if old else None,
        **_notes(chance, case, old),
    }


def _notes(chance: random.Random, case: str, old: bool) -> dict[str, Any]:
    code, eight, twenty = "033002100211", _digits(chance, 8), f"2144200000{_digits(chance, 10)}"
    if case == "red" and old:
        remark = f"对应正数发票代码:{code}号码:{eight}"
        return {"remark": remark, "red_of": code + eight, "status": "red"}
    if case == "red":
        remark = f"被红冲蓝字数电发票号码：{twenty} 红字发票信息确认单编号：{_digits(chance, 20)}"
        return {"remark": remark, "red_of": twenty, "status": "red"}
    note = "差额征税：2.00。" if case == "margin" else chance.choice((None, "合同号 HT-0421"))
    return {"remark": note, "red_of": None, "status": "normal"}


def _kind(chance: random.Random, case: str, old: bool) -> str:
    if case == "toll":
        return "14" if old else "59"
    special = case not in ("travel", "free", "toll") and chance.random() < 0.4
    return ("08" if special else "10") if old else ("81" if special else "82")


def _code(chance: random.Random, kind: str) -> str:
    return f"0330021{_digits(chance, 3)}{ {'08': '13', '10': '11', '14': '12'}[kind] }"


def _line(chance: random.Random, case: str, sign: int) -> dict[str, Any]:
    name, spec, unit = chance.choice(GOODS)
    quantity, price = (
        Decimal(sign * chance.randint(1, 40)),
        Decimal(chance.randint(100, 99999)) / 100,
    )
    rate: str = chance.choice(RATES)
    cells: dict[str, Any] = {"spec": spec or None, "unit": unit or None}
    cells |= {"quantity": quantity, "unit_price": price}
    if case in ("toll", "building", "travel"):
        name = {"toll": "*经营租赁*通行费", "building": "*建筑服务*工程款"}.get(
            case, "*运输服务*客运服务费"
        )
        rate = "0.03" if case == "toll" else "0.09"
    if case in ("toll", "building"):
        cells = dict.fromkeys(cells)
    net = quantity * price
    tax: Decimal | None = (net * Decimal(rate)).quantize(CENT, ROUND_HALF_UP)
    if case == "margin":
        rate, tax = "***", ((net - 2) * Decimal("0.05") / Decimal("1.05")).quantize(CENT)
    if case == "free":
        rate, tax = "免税", None
    return {"name": name, **cells, "net": net.quantize(CENT), "rate": rate, "tax": tax}


def _discount(line: dict[str, Any]) -> dict[str, Any]:
    net = -(line["net"] * Decimal("0.10")).quantize(CENT, ROUND_HALF_UP)
    tax = (net * Decimal(line["rate"])).quantize(CENT, ROUND_HALF_UP)
    empty = dict.fromkeys(("spec", "unit", "quantity", "unit_price"))
    return {"name": line["name"], **empty, "net": net, "rate": line["rate"], "tax": tax}


def _party(chance: random.Random, name: str, whole: bool) -> dict[str, str | None]:
    seventeen = "91" + chance.choice(("110108", "310115", "440106")) + _digits(chance, 9)
    address = (
        f"示例路{chance.randint(1, 99)}号{chance.randint(1, 20)}层 010-5550{_digits(chance, 4)}"
    )
    bank = f"示例银行股份有限公司城东支行 {_digits(chance, 19)}"
    return {
        "name": name,
        "tax_id": seventeen + uscc.calc_check_digit(seventeen),
        "address_phone": address if whole else None,
        "bank_account": bank if whole else None,
    }


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def words(amount: Decimal) -> str:
    """Spell an amount in capitals (大写)."""
    digits, units = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
    whole, cents = divmod(int(abs(amount) * 100), 100)
    text = ""
    for place, group in enumerate(_groups(whole)):
        part, zero = "", False
        for at, digit in enumerate(reversed(f"{group:04d}")):
            if digit != "0":
                part = digits[int(digit)] + units[at] + ("零" if zero and part else "") + part
                zero = False
            elif part:
                zero = True
        lead = "零" if group and group < 1000 and whole >= 10 ** (4 * place + 4) else ""
        text = (lead + part + ("", "万", "亿")[place] if group else "") + text
    text = (text or "零") + "圆"
    text += digits[cents // 10] + "角" if cents >= 10 else "零" if cents else ""
    text += digits[cents % 10] + "分" if cents % 10 else "整" if not cents else ""
    return ("（负数）" if amount < 0 else "") + text


def _groups(whole: int) -> list[int]:
    groups = []
    while whole:
        whole, group = divmod(whole, 10_000)
        groups.append(group)
    return groups


def wrong(found: Any, truth: dict[str, Any]) -> list[str]:
    """Name every field of a draft that is not as the truth says."""
    faults = []
    for name, value in truth.items():
        got = getattr(found, name)
        if name in ("seller", "buyer"):
            faults += [
                f"{name}.{n}: {getattr(got, n)!r}"
                for n, v in value.items()
                if not _same(getattr(got, n), v)
            ]
        elif name == "lines":
            if len(got) != len(value):
                faults.append(f"lines: {len(got)} for {len(value)}")
                continue
            faults += [
                f"lines.{at}.{n}: {getattr(line, n)!r} for {v!r}"
                for at, (line, cells) in enumerate(zip(got, value, strict=True))
                for n, v in cells.items()
                if not _same(getattr(line, n), v)
            ]
        elif not _same(got, value):
            faults.append(f"{name}: {got!r} for {value!r}")
    return faults


def _same(found: Any, truth: Any) -> bool:
    if isinstance(found, str) and isinstance(truth, str):  # blanks between objects are no text
        return found.replace(" ", "") == truth.replace(" ", "")
    return bool(found == truth)
