"""Invoices as PDFs in many layouts, with what stands in them; every party is fictional.

Each choice has two halves: `seen` ones the reader was developed on, `kept` ones it was not.
"""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.domain.invoice import Draft, Line, Party
from tests.data.pdf_truths import CENT, KINDS, capitals, payload, truth_of
from tests.data.pdf_writer import Sheet, pdf, width_of

# each: what the reader was developed on | what it was not
CHOICES: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "page": ((595.3, 1653.5), (612.0, 842.0)),
    "size": ((8.0, 9.0), (7.0, 8.5)),
    "name_heading": (
        ("项目名称", "货物或应税劳务、服务名称"),
        ("货物或应税劳务名称", "项 目 名 称"),
    ),
    "figures": (("right", "centre"), ("left", "mixed")),
    "order": (("natural", "shuffled"), ("single", "reversed")),
    "colon": (("：",), (":",)),
    "spaced": ((True,), (False,)),
    "lift": ((0.0, 2.0), (-1.5, 1.0)),
    "yen": (("glued", "apart"), ("wide", "far")),
    "pitch": ((1.9, 1.5), (2.3, 1.35)),
    "ruled": ((True, False), (False, True)),
    "shift": ((0.0, 6.0), (-5.0, 9.0)),
    "kangxi": ((False, False, True), (True, False, False)),
    "code": (("picture", "none"), ("boxes", "path")),
    "words": (("圆", "整"), ("元", "正")),
    "wrap": (("below",), ("below",)),
    "mark": (("", "×"), ("", "×")),
    "note": (("people", "plain"), ("long", "none")),
}


@dataclass
class Made:
    """A file, the invoices that stand in it, and the layout that was drawn."""

    data: bytes
    truths: list[Draft]
    kind: str
    style: dict[str, Any]


def make(seed: int, *, kept: bool = False) -> Made:
    rng = random.Random(f"{kept}/{seed}")
    style = {name: rng.choice(halves[kept]) for name, halves in CHOICES.items()}
    kind = KINDS[seed % len(KINDS)]
    several = seed % 5 == 4 and kind not in ("air", "rail", "fiscal")
    count = 2 if several else 1
    sheets: list[Sheet] = []
    truths = []
    down = 0.0
    together = several and rng.random() < 0.5
    for number in range(count):
        # texts that are drawn letter by letter over each other nobody can read
        truth = truth_of(rng, kind, 8 if style["order"] == "single" else 13)
        truths.append(truth)
        for part, (lines, is_last) in enumerate(_pages(truth, rng)):
            rows = sum(1 + len(line.name or "") // 14 for line in lines)
            height = 420.0 if kind == "fiscal" else max(400.0, 320 + 20.0 * rows)
            if together and number and not part and height <= 400:
                page = _Page(rng, style, kind, height, sheets[-1], down)
            else:
                page = _Page(rng, style, kind, height + (430 if together else 0))
                sheets.append(page.sheet)
            down = height + 20
            page.draw(truth, lines, is_last=is_last)
    return Made(pdf(sheets), truths, kind, style)


def _pages(truth: Draft, rng: random.Random) -> list[tuple[tuple[Line, ...], bool]]:
    if len(truth.lines) > 10:
        cut = rng.randrange(5, 9)
        return [(truth.lines[:cut], False), (truth.lines[cut:], True)]
    return [(truth.lines, True)]


@dataclass
class _Page:
    """One invoice (or a part of it) on a sheet; lengths are those of a page 595 points wide."""

    rng: random.Random
    style: dict[str, Any]
    kind: str
    height: float
    sheet: Any = None
    down: float = 0.0
    pieces: list[tuple[float, float, float, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.scale: float = self.style["page"] / 595.0
        self.size: float = self.style["size"]
        if self.sheet is None:
            self.sheet = Sheet(595.0 * self.scale, self.height * self.scale)

    def put(
        self, x: float, y: float, text: str, size: float | None = None, font: str = "G"
    ) -> None:
        self.pieces.append((x, y + self.down, size or self.size, text, font))

    def label(self, x: float, y: float, text: str) -> None:
        text = text.replace("：", self.style["colon"])
        self.put(x, y, text, font="K" if self.style["kangxi"] else "G")

    def value(self, x: float, y: float, text: str) -> None:
        self.put(x, y + self.style["lift"], text)

    def stack(self, x: float, y: float, step: float, text: str) -> None:
        for place, letter in enumerate(text):
            self.label(x, y + place * step, letter)

    def draw(self, truth: Draft, lines: tuple[Line, ...], *, is_last: bool) -> None:
        {"air": self._air, "rail": self._rail, "fiscal": self._fiscal}.get(
            self.kind, self._invoice
        )(truth, lines, is_last)
        self._flush()

    def _flush(self) -> None:
        order = self.style["order"]
        pieces = list(self.pieces)
        if order == "shuffled":
            self.rng.shuffle(pieces)
        elif order == "reversed":
            pieces.reverse()
        for x, y, size, text, font in pieces:
            k = self.scale
            if order != "single":
                self.sheet.text(x * k, y * k, size * k, text, font)
                continue
            for place, char in enumerate(text):
                if char != " ":
                    left = x + width_of(text[:place], size)
                    self.sheet.text(left * k, y * k, size * k, char, font)

    def _invoice(self, truth: Draft, lines: tuple[Line, ...], is_last: bool) -> None:
        old = "old" in self.kind
        self._head(truth, old)
        top = self._parties_old(truth) if old else self._parties(truth)
        foot = self._table(truth, lines, top, is_last)
        self._feet(truth, foot, old, is_last)
        number = [code for code in self.sheet.codes if truth.number in code.payload.split(",")]
        if self.style["code"] != "none" and not number:
            k = self.scale
            place = 20 * k, (12 + self.down) * k, 56 * k
            self.sheet.qr(payload(truth), *place, self.style["code"])

    def _head(self, truth: Draft, old: bool) -> None:
        title = _TITLES[self.kind]
        if old:
            title = self.rng.choice(("北京", "浙江")) + title
        self.put(297 - width_of(title, 16) / 2, 22, title, 16)
        x = 425 + self.style["shift"] / 2
        rows = [("发票号码：", truth.number or ""), ("开票日期：", self._day(truth))]
        if old:
            rows.insert(0, ("发票代码：", truth.code or ""))
            check = truth.check_code or ""
            rows.append(("校 验 码：", " ".join(check[i : i + 5] for i in range(0, 20, 5))))
            self.label(20, 72, "机器编号：")
            self.value(20 + 5 * self.size, 72, "499098007002")
        for place, (label, text) in enumerate(rows):
            self.label(x, 20 + place * 16, label)
            self.value(x + width_of(label, self.size) + 2, 20 + place * 16, text)

    def _day(self, truth: Draft) -> str:
        day = truth.issued_on
        assert day
        return self.rng.choice((f"{day:%Y年%m月%d日}", f"{day.year} 年 {day:%m} 月 {day:%d} 日"))

    def _name_label(self) -> str:
        return "名    称：" if self.style["spaced"] else "名称："

    def _parties(self, truth: Draft) -> float:
        for left, word, party in (
            (12, "购买方信息", truth.buyer),
            (300, "销售方信息", truth.seller),
        ):
            self.stack(left, 88, self.size + 2, word)
            x = left + 18
            name = self._name_label()
            self.label(x, 94, name)
            self._fit(x + width_of(name, self.size), 94, party.name or "", 285 - 20)
            label = "统一社会信用代码/纳税人识别号："
            self.label(x, 122, label)
            self.value(x + width_of(label, self.size), 122, party.tax_id or "")
        return 150.0

    def _fit(self, x: float, y: float, text: str, room: float) -> None:
        """Write a value in one row, or in two about the middle of its label."""
        most = int((room - 60) / self.size)
        if len(text) <= most:
            self.value(x, y, text)
        else:
            self.value(x, y - 0.55 * self.size, text[:most])
            self.value(x, y + 0.55 * self.size, text[most:])

    def _parties_old(self, truth: Draft) -> float:
        self._box_old(truth.buyer, 90, "购买方")
        self.stack(345, 92, 18, "密码区")
        for row in range(4):
            cipher = "".join(self.rng.choice("0123456789<>+-*/") for _ in range(27))
            self.put(362, 92 + row * 14, cipher)
        return 156.0

    def _box_old(self, party: Party, y: float, word: str) -> None:
        self.stack(14, y + 4, 18, word)
        labels = (self._name_label(), "纳税人识别号：", "地址、电话：", "开户行及账号：")
        values = (party.name, party.tax_id, party.address_phone, party.bank_account)
        for place, (label, text) in enumerate(zip(labels, values, strict=True)):
            self.label(32, y + place * 15, label)
            x = 32 + width_of("纳税人识别号：", self.size)
            if text:
                self._fit_old(x, y + place * 15 + self.style["lift"] / 2, text)

    def _fit_old(self, x: float, y: float, text: str) -> None:
        size = min(self.size, 7.5)
        if x + width_of(text, size) < 340:
            self.put(x, y, text, size)
        else:  # two rows of smaller letters about the middle
            cut = len(text) * 2 // 3
            self.put(x, y - 3.4, text[:cut], 6.5)
            self.put(x, y + 3.4, text[cut:], 6.5)

    def _table(self, truth: Draft, lines: tuple[Line, ...], top: float, is_last: bool) -> float:
        columns = self._columns()
        for name, x, room in columns:
            text = (
                self.style["name_heading"]
                if name == "name"
                else _HEADINGS[self.kind].get(name, name)
            )
            self.label(x + (room - width_of(text, self.size)) / 2, top, text)
        y = top + 1.8 * self.size
        for line in lines:
            y = self._row(line, columns, y) + self.style["pitch"] * self.size
        y = self._sub_table(y)
        foot = max(y + 8, top + 90)
        if self.style["ruled"]:
            for _, x, _ in columns[1:]:
                self._rule(x, top - 3, foot - 2)
        return foot

    def _rule(self, x: float, top: float, bottom: float) -> None:
        k = self.scale
        self.sheet.line(x * k, (top + self.down) * k, x * k, (bottom + self.down) * k)

    def _columns(self) -> list[tuple[str, float, float]]:
        if "toll" in self.kind:
            names = ["name", "plate", "type", "since", "until", "net", "rate", "tax"]
            rooms = [110, 70, 50, 75, 75, 75, 50, 70]
        elif self.kind == "construction":
            names = ["name", "site", "project", "net", "rate", "tax"]
            rooms = [120, 120, 120, 80, 60, 75]
        else:
            names = ["name", "spec", "unit", "quantity", "price", "net", "rate", "tax"]
            rooms = [140, 70, 40, 60, 85, 75, 45, 60]
        x, columns = 10.0, []
        for name, room in zip(names, rooms, strict=True):
            wide = room + self.style["shift"] * {"name": 1, "price": -1}.get(name, 0)
            columns.append((name, x, wide))
            x += wide
        return columns

    def _row(self, line: Line, columns: list[tuple[str, float, float]], y: float) -> float:
        texts: dict[str, str | None] = {
            "name": line.name,
            "spec": line.spec,
            "unit": line.unit,
            "quantity": _figure(line.quantity),
            "price": _figure(line.unit_price),
            "net": _figure(line.net),
            "rate": line.rate if line.rate and not line.rate[0].isdigit() else _percent(line.rate),
            "tax": "***" if line.tax is None else _figure(line.tax),
            "plate": f"浙A{self.rng.randrange(10000, 100000)}",
            "type": "客车",
            "since": "20240227",
            "until": "20240228",
            "site": "北京市清溪区",
            "project": "远山大厦装修",
        }
        lowest = y
        for name, x, room in columns:
            text = texts[name]
            if text is None:
                continue
            if name in ("quantity", "price", "net", "tax", "rate"):
                self.put(self._place(x, room, text), y, text)
            elif name == "name":
                most = int(room / self.size)
                for place, part in enumerate(_split(text, most)):
                    lowest = y + place * 1.25 * self.size
                    self.put(x + 2, lowest, part)
            else:
                self.put(x + max(2, (room - width_of(text, self.size)) / 2), y, text)
        return lowest

    def _place(self, x: float, room: float, text: str) -> float:
        how = self.style["figures"]
        if how == "mixed":
            how = self.rng.choice(("left", "right", "centre"))
        spare = room - width_of(text, self.size)
        return x + {"left": 3.0, "right": spare - 3, "centre": spare / 2}[how]

    def _sub_table(self, y: float) -> float:
        tables = {
            "passenger": (
                [
                    "出行人",
                    "有效身份证件号",
                    "出行日期",
                    "出发地",
                    "到达地",
                    "等级",
                    "交通工具类型",
                ],
                ["沈清", "3301**********1234", "2024-05-06", "杭州", "北京", "二等座", "火车"],
            ),
            "freight": (
                ["运输工具种类", "运输工具牌号", "起运地", "到达地", "运输货物名称"],
                ["公路运输", "浙B12345", "杭州市", "苏州市", "钢管"],
            ),
        }
        if self.kind not in tables:
            return y
        headings, values = tables[self.kind]
        step = 570 / len(headings)
        for place, (heading, text) in enumerate(zip(headings, values, strict=True)):
            self.label(14 + place * step, y + 6, heading)
            self.put(14 + place * step, y + 6 + 1.6 * self.size, text, 7)
        return y + 6 + 3.4 * self.size

    def _feet(self, truth: Draft, foot: float, old: bool, is_last: bool) -> None:
        columns = {name: (x, room) for name, x, room in self._columns()}
        if not is_last:
            self.label(50, foot, "小    计")
            return
        self.label(50, foot, "合        计")
        for name, amount in (("net", truth.net), ("tax", truth.tax)):
            x, room = columns[name]
            text = "***" if amount is None else f"¥{amount}"
            at = self._place(x, room, text)
            self._money(at, foot, text)
        y = foot + 17
        self.label(45, y, "价税合计（大写）")
        yuan = self.style["words"]
        shown = capitals(
            truth.total or CENT, *(("圆", "整") if yuan in ("圆", "整") else ("元", "正"))
        )
        self.put(180, y, self.style["mark"] + shown)
        self.label(405, y, "（小写）")
        self._money(405 + 4.5 * self.size, y, f"¥{truth.total}")
        y += 20
        if old:
            self._box_old(truth.seller, y, "销售方")
            self.stack(345, y + 8, 26, "备注")
            note_x, end = 362.0, y + 66
        else:
            self.stack(14, y + 6, 18, "备注")
            note_x, end = 30.0, y + 52
        if truth.remark:
            self.put(note_x, y, truth.remark)
        if old:
            people = (truth.payee, truth.reviewer, truth.drawer)
            for place, label in enumerate(("收款人：", "复 核：", "开票人：")):
                self.label(40 + place * 150, end, label)
                left = 40 + place * 150 + width_of(label, self.size)
                self.put(left, end, people[place] or "")
            self.label(495, end, "销售方：（章）")
        else:
            self.label(60, end, "开票人：")
            self.put(60 + 4 * self.size, end, truth.drawer or "")

    def _money(self, x: float, y: float, text: str) -> None:
        if self.style["yen"] == "glued" or not text.startswith("¥"):
            self.put(x, y, text)
            return
        gap = {"apart": 0.0, "wide": 3.0, "far": 5.0}[self.style["yen"]]
        self.put(x - gap, y - 1, "¥")
        self.put(x + 0.5 * self.size, y, text[1:])

    def _air(self, truth: Draft, lines: tuple[Line, ...], is_last: bool) -> None:
        assert truth.remark
        assert truth.issued_on
        self.put(150, 20, "电子发票（航空运输电子客票行程单）", 16)
        self.label(425, 76, "发票号码：")
        self.value(425 + 5 * self.size, 76, truth.number or "")
        for place, (head, text) in enumerate(
            (("旅客姓名", "沈清"), ("有效身份证件号码", "3301****1234"))
        ):
            self.label(20 + place * 120, 98, head)
            self.put(20 + place * 120, 116, text)
        fare, fuel = truth.remark.split()
        heads = [
            "票价",
            "燃油附加费",
            "增值税税率",
            "增值税税额",
            "民航发展基金",
            "其他税费",
            "合计",
        ]
        texts = [fare, fuel, "9%", str(truth.tax), "50.00", "0.00", str(truth.total)]
        x = 110.0
        for head, text in zip(heads, texts, strict=True):
            self.label(x, 300, head)
            shown = text if text.endswith("%") else f"CNY{text}"
            self.put(x + self.rng.choice((0, 6)), 300 + 1.9 * self.size, shown)
            x += max(width_of(head, self.size), width_of(shown, self.size)) + 16
        self.label(20, 340, "电子客票号码：")
        self.put(20 + 7 * self.size, 340, "7841234567890")
        self.label(200, 360, "填开单位：")
        self.put(200 + 5 * self.size, 360, truth.seller.name or "")
        self.label(460, 360, "填开日期：")
        self.put(460 + 5 * self.size, 360, truth.issued_on.isoformat())
        self.label(20, 380, "购买方名称：")
        self.put(20 + 6 * self.size, 380, truth.buyer.name or "")
        self.label(290, 380, "统一社会信用代码/纳税人识别号：")
        self.put(290 + 15.5 * self.size, 380, truth.buyer.tax_id or "")

    def _rail(self, truth: Draft, lines: tuple[Line, ...], is_last: bool) -> None:
        self.put(190, 14, "电子发票（铁路电子客票）", 16)
        self.label(30, 50, "发票号码：")
        self.put(30 + 5 * self.size, 50, truth.number or "")
        self.label(430, 50, "开票日期：")
        self.put(430 + 5 * self.size, 50, self._day(truth))
        self.put(60, 90, "杭州东站", 14)
        self.put(260, 90, "G7101", 14)
        self.put(430, 90, "北京南站", 14)
        self.put(60, 130, "2024年05月01日")
        self.put(180, 130, "06:23开")
        self.put(260, 130, "01车05C号")
        self.label(60, 155, "票价：")
        self.put(60 + 3 * self.size, 155, f"￥{truth.total}")
        self.put(60, 185, "3301**********1627")
        self.put(200, 185, "沈清")
        self.label(60, 230, "电子客票号：")
        self.put(60 + 6 * self.size, 230, "306712A086012090014302022")
        self.label(30, 260, "购买方名称：")
        self.put(30 + 6 * self.size, 260, truth.buyer.name or "")
        self.label(330, 260, "统一社会信用代码：")
        self.put(330 + 9 * self.size, 260, truth.buyer.tax_id or "")
        self.put(60, 300, "买票请到12306 发货请到95306")

    def _fiscal(self, truth: Draft, lines: tuple[Line, ...], is_last: bool) -> None:
        assert truth.issued_on
        self.put(200, 20, "北京市医疗门诊收费票据（电子）", 14)
        rows = (
            ("票据代码：", truth.code, 30, 60),
            ("票据号码：", truth.number, 400, 60),
            ("交款人统一社会信用代码：", "", 30, 76),
            ("校验码：", truth.check_code, 400, 76),
            ("交款人：", truth.buyer.name, 30, 92),
            ("开票日期：", truth.issued_on.isoformat(), 400, 92),
        )
        for label, value, left, level in rows:
            self.label(left, level, label)
            self.put(left + width_of(label, self.size), level, value or "")
        columns = (
            ("项目名称", 30),
            ("单位", 200),
            ("数量", 260),
            ("标准", 330),
            ("金额（元）", 420),
        )
        for head, x in columns:
            self.label(x, 116, head)
        for place, line in enumerate(lines):
            down = 134 + place * 15
            texts = (line.name, line.unit, "1", _figure(line.unit_price), _figure(line.net))
            for text, (_, x) in zip(texts, columns, strict=True):
                self.put(x + 2, down, text or "")
        y = 260.0
        self.label(30, y, "金额合计（大写）")
        self.put(150, y, capitals(truth.total or CENT))
        self.label(380, y, "（小写）")
        self.put(380 + 4 * self.size, y, str(truth.total))
        self.label(30, 360, "收款单位（章）：")
        self.put(30 + 8 * self.size, 360, truth.seller.name or "")
        self.label(300, 360, "复核人：")
        self.label(450, 360, "收款人：")


_TITLES = {
    "digital_ordinary": "电子发票（普通发票）",
    "digital_special": "电子发票（增值税专用发票）",
    "old_ordinary": "增值税电子普通发票",
    "old_special": "增值税电子专用发票",
    "toll_old": "增值税电子普通发票",
    "toll_digital": "电子发票（普通发票）",
    "passenger": "电子发票（普通发票）",
    "construction": "电子发票（增值税专用发票）",
    "freight": "电子发票（增值税专用发票）",
}
_PLAIN = {
    "spec": "规格型号", "unit": "单 位", "quantity": "数 量", "price": "单 价", "net": "金 额",
    "rate": "税率", "tax": "税 额",
}  # fmt: skip
_TOLL = _PLAIN | {
    "plate": "车牌号", "type": "类型", "since": "通行日期起", "until": "通行日期止",
}  # fmt: skip
_HEADINGS = {kind: _PLAIN | {"rate": "税率/征收率"} for kind in KINDS} | {
    "old_ordinary": _PLAIN,
    "old_special": _PLAIN,
    "toll_old": _TOLL,
    "toll_digital": _TOLL,
    "construction": _PLAIN | {"site": "建筑服务发生地", "project": "建筑项目名称"},
}


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _percent(rate: str | None) -> str | None:
    return None if rate is None else f"{(Decimal(rate) * 100).normalize():f}%"


def _split(text: str, most: int) -> list[str]:
    return [text[start : start + most] for start in range(0, len(text), most)]
