"""What stands in made-up invoices; every party is fictional."""

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from stdnum.cn import uscc

from core.domain.invoice import Draft, InvoiceKind, Line, Party, Status

CENT = Decimal("0.01")
CITIES = "北京 上海 杭州 南京 成都 武汉 青岛 长沙 合肥 苏州".split()
SYLLABLES = "云杉松柏清溪远山晨星海岚木石青禾微澜东篱明川长风新月金穗白鹭锦程瑞泽宏图丰谷"
TRADES = (
    "科技 信息技术 贸易 物流 建材 餐饮管理 酒店管理 文化传媒 机械设备 办公用品 工程咨询".split()
)
FORMS = "有限公司 有限公司 股份有限公司 有限责任公司 （集团）有限公司 有限公司分公司".split()
GOODS = (
    "*信息技术服务*软件开发费 *信息技术服务*技术咨询费 *餐饮服务*餐费 *住宿服务*住宿费 *运输服务*运费 "
    "*纸制品*复印纸 *电子计算机*便携式笔记本电脑 *办公用品*硒鼓 *物业管理服务*物业费 *金属制品*不锈钢无缝钢管 "
    "*塑料制品*聚乙烯包装箱 *通信服务*宽带费 *研发和技术服务*检测费 *家用电器*变频空调器室外机组件"
).split()
SPECS = ["", "", "A4", "70g/包", "XH-200", "φ32×3.5", "500ml*24", "无", "大号"]
UNITS = ["", "次", "个", "台", "箱", "千克", "项", "套"]
PEOPLE = "周明远 沈清 陆一鸣 顾言 苏木 管理员 程晓雨".split()
STREETS = "松柏路 清溪大道 远山街 星海中路".split()
BANKS = "示例银行股份有限公司松柏支行 样本银行清溪支行 示例农村商业银行远山分理处".split()
RATES = ["0.13", "0.06", "0.09", "0.03", "0.01"]
KINDS = (
    "digital_ordinary digital_special old_ordinary old_special toll_old toll_digital passenger "
    "construction freight air rail fiscal"
).split()


def company(rng: random.Random) -> str:
    middle = "".join(rng.sample(SYLLABLES, rng.choice((2, 2, 3, 4))))
    return f"{rng.choice(CITIES)}{middle}{rng.choice(TRADES)}{rng.choice(FORMS)}"


def tax_id(rng: random.Random) -> str:
    body = f"91{rng.choice(('1101', '3101', '3301', '5101'))}0{rng.randrange(10)}" + "".join(
        rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(9)
    )
    return str(body + uscc.calc_check_digit(body))


def truth_of(rng: random.Random, kind: str, places: int = 13) -> Draft:
    """Make an invoice of one of KINDS; prices have as many decimals at most."""
    day = date(2020 if "old" in kind else 2024, 1, 1) + timedelta(days=rng.randrange(700))
    if kind in ("air", "rail", "fiscal"):
        return _ticket_truth(rng, kind, day)
    old = "old" in kind
    red = rng.random() < 0.12
    exempt = kind in ("digital_ordinary", "old_ordinary") and rng.random() < 0.15
    lines = _lines(rng, kind, places, red=red, exempt=exempt)
    net = sum((line.net or CENT * 0 for line in lines), Decimal("0.00"))
    tax = None if exempt else sum((line.tax or CENT * 0 for line in lines), Decimal("0.00"))
    numbers = _numbers(rng, kind, day)
    blue = f"{day.year % 100}11{rng.randrange(10**15, 10**16)}"
    values: dict[str, Any] = {
        "lines": tuple(lines),
        "net": net,
        "tax": tax,
        "total": net + (tax or 0),
        "issued_on": day,
        "kind": _KIND[kind],
        "buyer": _party(rng, old),
        "seller": _party(rng, old),
        "drawer": rng.choice(PEOPLE),
        **numbers,
    }
    if old:
        values |= {"payee": rng.choice(PEOPLE), "reviewer": rng.choice(PEOPLE)}
    if red:
        values |= {"status": Status.RED}
        if not old:
            values |= {"red_of": blue, "remark": f"被红冲蓝字数电发票号码：{blue}"}
    return Draft(**values)


_KIND = {
    "digital_ordinary": InvoiceKind.DIGITAL_ORDINARY,
    "digital_special": InvoiceKind.DIGITAL_SPECIAL,
    "old_ordinary": InvoiceKind.ORDINARY_ELECTRONIC,
    "old_special": InvoiceKind.SPECIAL_ELECTRONIC,
    "toll_old": InvoiceKind.TOLL,
    "toll_digital": InvoiceKind.DIGITAL_TOLL,
    "passenger": InvoiceKind.DIGITAL_ORDINARY,
    "construction": InvoiceKind.DIGITAL_SPECIAL,
    "freight": InvoiceKind.DIGITAL_SPECIAL,
}


def _numbers(rng: random.Random, kind: str, day: date) -> dict[str, Any]:
    if "old" not in kind:
        return {
            "number": f"{day.year % 100}{rng.choice((11, 31, 33, 51))}20{rng.randrange(10**13, 10**14)}"
        }
    last = {"old_ordinary": "11", "old_special": "13", "toll_old": "12"}[kind]
    return {
        "code": f"0{rng.choice((1100, 3100, 3300))}{day.year % 100}001{last}",
        "number": f"{rng.randrange(10**8):08}",
        "check_code": f"{rng.randrange(10**20):020}",
    }


def _party(rng: random.Random, old: bool) -> Party:
    place = f"{rng.choice(CITIES)}市{rng.choice(STREETS)}{rng.randrange(1, 300)}号"
    if not old or rng.random() < 0.3:
        return Party(company(rng), tax_id(rng))
    phone = f"010-{rng.randrange(10**7, 10**8)}"
    return Party(
        company(rng),
        tax_id(rng),
        place + phone,
        rng.choice(BANKS) + str(rng.randrange(10**14, 10**19)),
    )


def _lines(rng: random.Random, kind: str, places: int, *, red: bool, exempt: bool) -> list[Line]:
    if "toll" in kind:
        net = Decimal(rng.randrange(500, 90000)).scaleb(-2) * (-1 if red else 1)
        return [Line("*经营租赁*通行费", net=net, rate="0.03", tax=_tax(net, "0.03"))]
    lines = []
    for _ in range(rng.choice((1, 1, 1, 2, 3, 5, 8, 16))):
        rate = rng.choice(RATES)
        quantity = Decimal(rng.choice((1, 2, 3, 10, 12, 150, 2000)))
        if rng.random() < 0.2:
            quantity = Decimal(rng.randrange(10, 5000)).scaleb(-2)
        net = (Decimal(rng.randrange(100, 5_000_000)).scaleb(-2)).quantize(CENT)
        price = (net / quantity).quantize(Decimal("0.01"))
        if price * quantity != net or rng.random() < 0.3:
            price = (net / quantity).quantize(Decimal(1).scaleb(-places))
        sign = -1 if red else 1
        lines.append(_goods(rng, kind, quantity * sign, price, net * sign, rate, exempt=exempt))
        if rng.random() < 0.15 and not red and not exempt:
            less = -(net / 10).quantize(CENT, ROUND_HALF_UP)
            lines.append(Line(lines[-1].name, net=less, rate=rate, tax=_tax(less, rate)))
    return lines


def _goods(
    rng: random.Random,
    kind: str,
    quantity: Decimal,
    price: Decimal,
    net: Decimal,
    rate: str,
    *,
    exempt: bool,
) -> Line:
    name = rng.choice(GOODS)
    if rng.random() < 0.25:
        name += "及现场安装调试技术支持服务（含一年质保）"
    tax = None if exempt else _tax(net, rate)
    rate = "免税" if exempt else rate
    if kind == "construction":
        return Line("*建筑服务*工程款", net=net, rate=rate, tax=tax)
    bare = rng.random() < 0.2
    return Line(
        name,
        rng.choice(SPECS) or None,
        rng.choice(UNITS) or None,
        None if bare else quantity,
        None if bare else price,
        net,
        rate,
        tax,
    )


def _tax(net: Decimal, rate: str) -> Decimal:
    return (net * Decimal(rate)).quantize(CENT, ROUND_HALF_UP)


def _ticket_truth(rng: random.Random, kind: str, day: date) -> Draft:
    number = f"{day.year % 100}11{ {'air': 8, 'rail': 9, 'fiscal': 2}[kind] }{rng.randrange(10**14, 10**15)}"
    buyer = Party(company(rng), tax_id(rng))
    if kind == "rail":
        total = Decimal(rng.randrange(20, 2000)).quantize(CENT)
        return Draft(kind=InvoiceKind.RAIL, number=number, issued_on=day, total=total, buyer=buyer)
    if kind == "air":
        fare, fuel = (Decimal(rng.randrange(100, 200000)).scaleb(-2) for _ in range(2))
        tax, fund = _tax(fare + fuel, "0.09"), Decimal("50.00")
        return Draft(
            kind=InvoiceKind.AIR,
            number=number,
            issued_on=day,
            net=fare + fuel,
            tax=tax,
            other_charges=fund,
            total=fare + fuel + tax + fund,
            buyer=buyer,
            seller=Party(f"{rng.choice(CITIES)}远山航空有限公司"),
            remark=f"{fare} {fuel}",
        )
    lines = [
        Line(name, None, "次", Decimal(1), price, price)
        for name in rng.sample(
            ["挂号费", "西药费", "检查费", "化验费", "治疗费"], rng.randrange(1, 5)
        )
        for price in [Decimal(rng.randrange(100, 100000)).scaleb(-2)]
    ]
    return Draft(
        kind=InvoiceKind.FISCAL,
        code=f"{rng.randrange(10**7, 10**8)}",
        number=f"{rng.randrange(10**10):010}",
        check_code=f"{rng.randrange(16**6):06x}",
        issued_on=day,
        total=sum((line.net or CENT for line in lines), Decimal("0.00")),
        buyer=Party(buyer.name),
        seller=Party(f"{rng.choice(CITIES)}市清溪医院"),
        lines=tuple(lines),
    )


_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def capitals(amount: Decimal, yuan: str = "圆", whole: str = "整") -> str:
    """Write an amount in Chinese capitals (大写)."""
    fen = int(abs(amount) * 100)
    text, rest = _capital_int(fen // 100) + yuan, fen % 100
    if rest == 0:
        text += whole
    elif rest // 10:
        text += _DIGITS[rest // 10] + "角" + (_DIGITS[rest % 10] + "分" if rest % 10 else whole)
    else:
        text += "零" + _DIGITS[rest % 10] + "分"
    return ("（负数）" if amount < 0 else "") + text


def _capital_int(value: int) -> str:
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return _capital_int(high) + "万" + (gap + _capital_int(low) if low else "")
    text = ""
    zero = False
    for unit, size in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit = value // size % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return text or "零"


def payload(truth: Draft) -> str:
    """Give the text of the QR code that belongs to an invoice."""
    form = {"08": "20", "14": "10", "81": "31", "82": "32", "59": "32"}
    digital = not truth.code
    amount = truth.total if digital else truth.net
    day = truth.issued_on
    assert day
    kind = str(truth.kind)
    check = truth.check_code or ""
    return f"01,{form.get(kind, kind)},{truth.code or ''},{truth.number},{amount},{day:%Y%m%d},{check},"
