"""OFD invoices of many layouts with known truth; seeded, every company is fictional.

`SEEN` looks were in view while the reader was written, `UNSEEN` ones (other folders, spellings,
columns, ways of writing text) were not, and measure it.
"""

import io
import random
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import qrcode

from tests.data.made_invoices import CASES, invoice, words
from tests.data.ofd_attachments import original, xbrl


@dataclass(frozen=True)
class Look:
    """How a producer writes: folders, names, text, tags, and where things stand on the page."""

    name: str
    folder: str = "Doc_0"
    pages: str = "Pages/Page_{}/Content.xml"
    template: str | None = "Tpls/Tpl_0/Content.xml"
    absolute: bool = False
    backslash: bool = False
    other_case: bool = False
    entries: bool = False
    prefix: str = "ofd"
    namespace: str = "http://www.ofdspec.org/2016"
    delta: str = "list"  # list | run | one | none
    split: bool = False  # one text object a character
    points: bool = False  # sizes in points under a CTM
    tags: str = ""  # "" | goods | broken | flat | wrapped
    data: str = "few"  # "" | few | many
    xml: bool = False
    listed: bool = True
    xbrl: bool = False
    graph: bool = True
    picture: str = "png"  # "" | png | jpeg
    page: tuple[float, float] = (210.0, 140.0)
    shift: tuple[float, float] = (0.0, 0.0)
    size: float = 3.175
    columns: tuple[float, ...] = (4.5, 41.0, 63.0, 77.5, 102.5, 127.5, 154.0, 179.5, 205.5)
    heads: tuple[str, ...] = (
        *("项目名称", "规格型号", "单 位", "数 量", "单 价", "金 额", "税率/征收率", "税 额"),
    )
    ids: str = "统一社会信用代码/纳税人识别号："
    colon: str = "："
    yen: str = "¥"
    circle: str = ""
    walls: str = "购买方信息 销售方信息"
    align: str = "right"  # amounts: right | left
    rules: bool = True
    step: float = 4.5


OLD_HEADS = (
    "货物或应税劳务、服务名称",
    "规格型号",
    "单位",
    "数 量",
    "单 价",
    "金 额",
    "税率",
    "税 额",
)

SEEN = (
    Look("bureau", tags="flat", delta="run"),
    Look("platform", template=None, tags="flat", delta="list", colon=":", circle="ⓧ ", size=3.0),
    Look("suwell", xml=True, tags="broken", delta="run", walls="购买方 销售方", heads=OLD_HEADS),
    Look(
        "bare", template=None, data="", tags="", pages="Content_{}.xml", delta="one",
        walls="购买方 销售方", picture="",
    ),
    Look(
        "listed", xml=True, tags="goods", data="many", graph=False, heads=OLD_HEADS,
        walls="购买方 销售方",
    ),
    Look("voucher", xbrl=True, data="", template=None, absolute=True, entries=True, picture=""),
)  # fmt: skip
UNSEEN = (
    Look(
        "deep", folder="ofd/document_1", pages="content/p{}/page.xml", template="content/base.xml",
        backslash=True, prefix="", tags="flat", delta="none", points=True, size=3.3,
        page=(241.0, 140.0), shift=(12.0, 2.0), ids="纳税人识别号：",
        columns=(4.5, 52.0, 76.0, 88.0, 112.0, 136.0, 162.0, 182.0, 208.0),
    ),
    Look(
        "letters", other_case=True, split=True, template=None, data="", picture="", colon=":",
        yen="￥", circle="⊗", namespace="http://www.ofdspec.org", prefix="o",
        heads=("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率", "税额"),
        step=5.2, rules=False,
    ),
    Look(
        "loose", folder="d", pages="{}.xml", template="t.xml", xml=True, listed=False,
        tags="wrapped", graph=False, picture="jpeg", prefix="", namespace="", data="many",
        walls="购货单位 销货单位", heads=OLD_HEADS,
    ),
    Look(
        "left", align="left", size=2.9, data="few", tags="", template="Tpls/Tpl_1/Content.xml",
        columns=(6.0, 46.0, 66.0, 78.0, 98.0, 125.0, 150.0, 176.0, 204.0), step=4.0, delta="one",
        picture="", shift=(-1.0, 3.0), page=(215.0, 148.0),
    ),
    Look(
        "both", xml=True, xbrl=True, tags="goods", absolute=True, points=True, delta="run",
        heads=OLD_HEADS, walls="购买方 销售方", folder="Doc_1",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A document and what a reader must find in it."""

    label: str
    data: bytes
    truth: dict[str, Any]


TITLES = {
    "10": "{}增值税电子普通发票",
    "08": "{}增值税电子专用发票",
    "14": "{}增值税电子普通发票",
    "59": "电子发票（普通发票）",
    "81": "电子发票（增值税专用发票）",
    "82": "电子发票（普通发票）",
}


def make(seed: int, look: Look, case: str = "plain") -> Made:
    """Make one document; `case`: plain, red, discount, many, toll, building, travel, margin, free."""
    chance = random.Random(f"{seed} {look.name} {case}")
    truth = invoice(chance, case, old=look.xml or look.xbrl or "购买方 " in look.walls)
    return Made(f"{look.name}-{case}-{seed}", _Document(look, truth, case).packed(), truth)


def made(looks: tuple[Look, ...], seeds: range) -> list[Made]:
    """Make every case in every look, for every seed."""
    return [make(seed, look, case) for seed in seeds for look in looks for case in CASES]


@dataclass
class _Canvas:
    """Text objects and rules of one page or template."""

    look: Look
    first: int
    height: float = 0
    objects: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 0, right: float = 0) -> list[str]:
        """Draw a text with its upper left corner at a place, or its right end; give its ids."""
        size = size or self.look.size
        if right:
            x = right - width(text, size)
        x, y = x + self.look.shift[0], y + self.look.shift[1]
        if not self.look.split:
            return [self._object(x, y, text, size)]
        ids = []
        for char in text:
            ids.append(self._object(x, y, char, size))
            x += width(char, size)
        return ids

    def down(self, x: float, y: float, text: str) -> None:
        """Write a text downwards, one object a character."""
        for at, char in enumerate(text):
            self.text(x, y + at * 3.5, char)

    def _object(self, x: float, y: float, text: str, size: float) -> str:
        name = str(self.first + len(self.objects))
        unit = 25.4 / 72 if self.look.points else 1
        scale = f' CTM="{unit:.4f} 0 0 {unit:.4f} 0 0"' if self.look.points else ""
        deltas = self._deltas(text, size / unit)
        tag = _tag(self.look)
        self.objects.append(
            f'<{tag}TextObject ID="{name}" Boundary="{x:.3f} {y:.3f} {width(text, size) + 2:.3f} 5"'
            f'{scale} Font="3" Size="{size / unit:.4f}"><{tag}TextCode X="0" Y="{0.86 * size / unit:.4f}"'
            f"{deltas}>{escape(text)}</{tag}TextCode></{tag}TextObject>"
        )
        return name

    def _deltas(self, text: str, size: float) -> str:
        steps = [f"{width(char, size):.4f}" for char in text[:-1]]
        if not steps or self.look.delta == "none":
            return ""
        if self.look.delta == "one" and len(set(steps)) == 1:
            return f' DeltaX="{steps[0]}"'
        if self.look.delta == "run":
            steps = _runs(steps)
        return f' DeltaX="{" ".join(steps)}"'

    def rule(self, x: float, top: float, bottom: float) -> None:
        """Draw an upright line."""
        x, top, bottom = (
            x + self.look.shift[0],
            top + self.look.shift[1],
            bottom + self.look.shift[1],
        )
        tag = _tag(self.look)
        self.objects.append(
            f'<{tag}PathObject ID="{self.first + len(self.objects)}" Boundary="{x} {top} 0.3 {bottom - top}"'
            f' LineWidth="0.3"><{tag}AbbreviatedData>M 0.1 0 L 0.1 {bottom - top}</{tag}AbbreviatedData>'
            f"</{tag}PathObject>"
        )

    def xml(self, template: str | None) -> str:
        """Give the page with its objects."""
        look, tag = self.look, _tag(self.look)
        use = f'<{tag}Template TemplateID="2" ZOrder="Background"/>' if template else ""
        return _root(look, "Page", (
            f"<{tag}Area><{tag}PhysicalBox>0 0 {look.page[0]} {self.height or look.page[1]}</{tag}PhysicalBox></{tag}Area>"
            f"{use}<{tag}Content><{tag}Layer ID=\"9\">{''.join(self.objects)}</{tag}Layer></{tag}Content>"
        ))  # fmt: skip


def width(text: str, size: float) -> float:
    """Give the width of a text in a font of half-width Latin."""
    return sum(size if char >= "\u2e80" or char in "（）：￥" else size / 2 for char in text)


def _runs(steps: list[str]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(steps):
        count = next(
            (n for n in range(1, len(steps) - at) if steps[at + n] != steps[at]), len(steps) - at
        )
        found += ["g", str(count), steps[at]] if count > 1 else [steps[at]]
        at += count
    return found


def _tag(look: Look) -> str:
    return f"{look.prefix}:" if look.prefix else ""


def _root(look: Look, name: str, inner: str, extra: str = "") -> str:
    tag = _tag(look)
    bound = "xmlns:" + look.prefix if look.prefix else "xmlns"
    space = f' {bound}="{look.namespace}"' if look.namespace else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag}{name}{space}{extra}>{inner}</{tag}{name}>'
    )


class _Document:
    """Draws the pages and packs the parts."""

    def __init__(self, look: Look, truth: dict[str, Any], case: str) -> None:
        self.look = look
        self.truth = truth
        self.case = case
        self.tagged: dict[str, list[str]] = {}
        self.rows: list[dict[str, list[str]]] = []
        self.old = truth["code"] is not None
        self.labels = _Canvas(look, 10_000)
        self.sheets = [_Canvas(look, 100)]

    def packed(self) -> bytes:
        """Draw and pack."""
        (self._old_page if self.old else self._digital_page)()
        parts = self._parts()
        if self.look.other_case:
            parts = {
                name.upper().replace("OFD.XML", "OFD.xml"): part for name, part in parts.items()
            }
        if self.look.backslash:
            parts = {name.replace("/", "\\"): part for name, part in parts.items()}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            if self.look.entries:
                archive.writestr(f"{self.look.folder}/", b"")
            for name, part in parts.items():
                archive.writestr(name, part)
        return packed.getvalue()

    def _label(self, x: float, y: float, text: str, size: float = 0) -> None:
        (self.labels if self.look.template else self.sheets[0]).text(x, y, text, size)

    def _value(self, name: str, x: float, y: float, text: Any, **more: float) -> None:
        if text not in (None, ""):
            self.tagged.setdefault(name, []).extend(self.sheets[0].text(x, y, str(text), **more))

    def _note(self, x: float, y: float, room: float, size: float) -> None:
        for at, part in enumerate(_wrapped(self.truth["remark"] or "", room, size)):
            self._value("Note", x, y + at * 1.4 * size, part, size=size)

    def _walls(self, places: dict[str, tuple[float, float]]) -> None:
        for text, (x, y) in places.items():
            (self.labels if self.look.template else self.sheets[0]).down(x, y, text)

    def _digital_page(self) -> None:
        look, truth, colon = self.look, self.truth, self.look.colon
        self._label(56, 8, TITLES[truth["kind"]], 6.5)
        self._label(153, 11, f"发票号码{colon}")
        self._value("InvoiceNo", 170, 11, truth["number"])
        self._label(153, 17, f"开票日期{colon}")
        self._value("IssueDate", 170, 17, f"{truth['issued_on']:%Y年%m月%d日}")
        buyer, seller = look.walls.split()
        self._walls({buyer: (5.5, 32), seller: (106, 32), "备注": (5.5, 108)})
        for side, x, wall in (("buyer", 11, "Buyer"), ("seller", 111.5, "Seller")):
            party = truth[side]
            self._label(x, 33.5, f"名称{colon}")
            self._value(f"{wall}Name", x + 10, 33.5, party["name"])
            self._label(x, 44, look.ids)
            self._value(f"{wall}TaxID", x + width(look.ids, look.size) + 1, 44, party["tax_id"])
        self._table(53, 58, 92)
        self._totals(92, 98.5)
        self._note(11, 104, look.page[0] - 16 - 2 * abs(look.shift[0]), look.size)
        self._label(19, 129.5, f"开票人{colon}")
        self._value("InvoiceClerk", 32, 129.5, truth["drawer"])

    def _old_page(self) -> None:
        look, truth = self.look, self.truth
        self._label(66, 7, TITLES[truth["kind"]].format("浙江"), 6.5)
        check = truth["check_code"]
        spaced = " ".join(check[at : at + 5] for at in range(0, 20, 5))
        for at, (label, name, text) in enumerate((
            ("发票代码：", "InvoiceCode", truth["code"]), ("发票号码：", "InvoiceNo", truth["number"]),
            ("开票日期：", "IssueDate", f"{truth['issued_on']:%Y年%m月%d日}"),
            ("校 验 码：", "InvoiceCheckCode", spaced),
        )):  # fmt: skip
            self._label(148.5, 7.5 + at * 5.5, label)
            self._value(name, 165, 7.5 + at * 5.5, text)
        buyer, seller = look.walls.split()
        self._walls({buyer: (6.6, 33), "密码区": (120, 33), seller: (6.6, 106), "备注": (120, 107)})
        for side, top, wall in (("buyer", 32, "Buyer"), ("seller", 105, "Seller")):
            labels = (
                ("名    称：", "Name", "name"), ("纳税人识别号：", "TaxID", "tax_id"),
                ("地 址、电 话：", "AddrTel", "address_phone"),
                ("开户行及账号：", "FinancialAccount", "bank_account"),
            )  # fmt: skip
            for at, (label, tag, part) in enumerate(labels):
                self._label(13, top + at * 4.9, label)
                self._value(f"{wall}{tag}", 36.5, top + at * 4.9, truth[side][part], size=2.6)
        for at in range(4):
            self.sheets[0].text(127, 32 + at * 4.8, "+03-*19<6>5/8270+4*>-68<131/"[at:])
        self._table(53, 57.5, 90)
        self._totals(91.4, 98.5)
        self._note(127, 105, 70, 2.4)
        for x, label, name, part in (
            (7, "收款人：", "Payee", "payee"), (60, "复核：", "Checker", "reviewer"),
            (105, "开票人：", "InvoiceClerk", "drawer"),
        ):  # fmt: skip
            self._label(x, 125.5, label)
            self._value(name, x + width(label, self.look.size) + 1.5, 125.5, self.truth[part])

    def _heads(self) -> tuple[str, ...]:
        if self.case == "toll":
            first = "项目名称"
            return (first, "车牌号", "类型", "通行日期起", "通行日期止", *self.look.heads[5:])
        if self.case == "building":
            return (
                self.look.heads[0],
                "建筑服务发生地",
                "",
                "建筑项目名称",
                "",
                *self.look.heads[5:],
            )
        return self.look.heads

    def _table(self, head: float, top: float, bottom: float) -> None:
        lines, columns = self.truth["lines"], self.look.columns
        for at, text in enumerate(self._heads()):
            middle = (columns[at] + columns[at + 1]) / 2 - width(text, self.look.size) / 2
            self._label(max(middle, columns[at]), head, text)
        if self.look.rules and self.case not in ("building", "travel"):
            for x in columns[1:-1]:
                (self.labels if self.look.template else self.sheets[0]).rule(x, head, bottom)
        if _height(lines, self.look) <= int((bottom - top) / self.look.step):
            self._rows(self.sheets[0], lines, top)
            if self.case == "travel":
                self._travellers(top + self.look.step * (_height(lines, self.look) + 0.5))
            return
        pointer = {"name": "(详见销货清单)", "net": self.truth["net"], "tax": self.truth["tax"]}
        self._rows(self.sheets[0], [pointer], top, tagged=False)
        for start in range(0, len(lines), 20):
            sheet = _Canvas(self.look, 1000 * (1 + len(self.sheets)), height=297)
            self.sheets.append(sheet)
            for at, text in enumerate(self._heads()):
                sheet.text(columns[at], 30, text)
            self._rows(sheet, lines[start : start + 20], 36)

    def _travellers(self, top: float) -> None:
        heads = ("出行人", "有效身份证件号", "出行日期", "出发地", "到达地", "等级", "交通工具类型")
        cells = ("何以安", "330***********1234", "2024-03-01", "杭州", "上海", "二等座", "火车")
        for at, (head, cell) in enumerate(zip(heads, cells, strict=True)):
            self.sheets[0].text(6 + at * 28, top, head)
            self.sheets[0].text(6 + at * 28, top + 4.5, cell)

    def _rows(
        self, sheet: _Canvas, lines: list[dict[str, Any]], y: float, *, tagged: bool = True
    ) -> None:
        for line in lines:
            ids: dict[str, list[str]] = {}
            columns, size = self.look.columns, self.look.size
            for at, part in enumerate(_wrapped(line["name"], columns[1] - columns[0], size)):
                ids.setdefault("Item", []).extend(
                    sheet.text(columns[0] + 0.3, y + at * self.look.step, part)
                )
            for column, tag, text in self._cells(line):
                left, right = columns[column] + 0.5, columns[column + 1] - 0.5
                is_number = column > 2 and not (self.case in ("toll", "building") and column < 5)
                if is_number and self.look.align == "right":
                    ids[tag] = sheet.text(0, y, text, right=right)
                else:
                    ids[tag] = sheet.text(left, y, text)
            if tagged:
                self.rows.append(ids)
            y += self.look.step * len(_wrapped(line["name"], columns[1] - columns[0], size))

    def _cells(self, line: dict[str, Any]) -> list[tuple[int, str, str]]:
        rate = line.get("rate")
        shown = f"{Decimal(rate) * 100:.0f}%" if rate and rate[0] == "0" else rate
        tax = "***" if line["tax"] is None else line["tax"]
        cells = [
            (1, "Specification", line.get("spec")), (2, "MeasurementDimension", line.get("unit")),
            (3, "Quantity", line.get("quantity")), (4, "Price", line.get("unit_price")),
            (5, "Amount", line["net"]), (6, "TaxScheme", shown), (7, "TaxAmount", tax),
        ]  # fmt: skip
        if self.case == "toll":
            plain = ((1, "浙A12345"), (2, "客车"), (3, "20240301"), (4, "20240302"))
            cells = [*((at, f"Toll{at}", text) for at, text in plain), *cells[4:]]
        if self.case == "building":
            cells = [(1, "Place", "杭州市西湖区"), (3, "Project", "示例大厦装修"), *cells[4:]]
        return [(at, tag, str(text)) for at, tag, text in cells if text is not None]

    def _totals(self, sum_row: float, total_row: float) -> None:
        look, truth = self.look, self.truth
        self._label(20, sum_row, "合")
        self._label(36, sum_row, "计")
        for name, column, amount in (
            ("TaxExclusiveTotalAmount", 6, truth["net"]), ("TaxTotalAmount", 8, truth["tax"]),
        ):  # fmt: skip
            text = "***" if amount is None else f"{look.yen}{amount}"
            self._value(name, 0, sum_row, text, right=look.columns[column] - 0.5)
        self._label(16.5, total_row, "价税合计（大写）")
        self.sheets[0].text(62, total_row, look.circle + words(truth["total"]))
        self._label(143, total_row, "（小写）")
        self._value("TaxInclusiveTotalAmount", 157, total_row, f"{look.yen}{truth['total']}")

    def _place(self, name: str) -> str:
        return f"/{self.look.folder}/{name}" if self.look.absolute else name

    def _parts(self) -> dict[str, bytes]:
        look, tag, folder = self.look, _tag(self.look), self.look.folder
        parts = {"OFD.xml": self._entry(), f"{folder}/Document.xml": self._document()}
        for at, sheet in enumerate(self.sheets):
            drawn = sheet.xml(look.template if at == 0 else None)
            parts[f"{folder}/{look.pages.format(at)}"] = drawn
        if look.template:
            parts[f"{folder}/{look.template}"] = self.labels.xml(None)
        files = self._attachments()
        listed = "".join(
            f'<{tag}Attachment ID="{at}" Name="{name}" Format="xml"><{tag}FileLoc>{name}</{tag}FileLoc>'
            f"</{tag}Attachment>"
            for at, name in enumerate(files)
        )
        if files and look.listed:
            parts[f"{folder}/Attachs/Attachments.xml"] = _root(look, "Attachments", listed)
        parts |= {f"{folder}/Attachs/{name}": text for name, text in files.items()}
        if look.tags:
            entry = f'<{tag}CustomTag TypeID="root"><{tag}FileLoc>CustomTag.xml</{tag}FileLoc></{tag}CustomTag>'
            parts[f"{folder}/Tags/CustomTags.xml"] = _root(look, "CustomTags", entry)
            parts[f"{folder}/Tags/CustomTag.xml"] = self._tags()
        packed: dict[str, bytes] = {name: text.encode() for name, text in parts.items()}
        if look.picture:
            media = f'<{tag}MultiMedia ID="5" Type="Image"><{tag}MediaFile>qr.{look.picture}</{tag}MediaFile></{tag}MultiMedia>'
            resources = _root(
                look, "Res", f"<{tag}MultiMedias>{media}</{tag}MultiMedias>", ' BaseLoc="Res"'
            )
            packed[f"{folder}/DocumentRes.xml"] = resources.encode()
            packed[f"{folder}/Res/qr.{look.picture}"] = picture(self.payload(), look.picture)
        return packed

    def payload(self) -> str:
        """Give the text of the QR code, without a CRC."""
        truth = self.truth
        form = {"10": "10", "08": "20", "14": "10", "59": "32", "81": "31", "82": "32"}[
            truth["kind"]
        ]
        amount = truth["net"] if self.old else truth["total"]
        day = f"{truth['issued_on']:%Y%m%d}"
        check = truth["check_code"] or ""
        return f"01,{form},{truth['code'] or ''},{truth['number']},{amount},{day},{check},"

    def _entry(self) -> str:
        tag, truth = _tag(self.look), self.truth
        told = {
            "发票代码": truth["code"], "发票号码": truth["number"], "合计金额": truth["net"],
            "合计税额": truth["tax"], "开票日期": f"{truth['issued_on']:%Y年%m月%d日}",
            "校验码": truth["check_code"], "购买方纳税人识别号": truth["buyer"]["tax_id"],
            "销售方纳税人识别号": truth["seller"]["tax_id"],
        }  # fmt: skip
        if self.look.data == "many":
            told |= {"购买方名称": truth["buyer"]["name"], "销售方名称": truth["seller"]["name"]}
            told |= {
                "价税合计": truth["total"],
                "销售方地址、 电话": truth["seller"]["address_phone"],
            }
        datas = "".join(
            f'<{tag}CustomData Name="{name}">{text}</{tag}CustomData>'
            for name, text in told.items()
            if text is not None and self.look.data
        )
        place = (
            f"/{self.look.folder}/Document.xml"
            if self.look.absolute
            else f"{self.look.folder}/Document.xml"
        )
        return _root(self.look, "OFD", (
            f"<{tag}DocBody><{tag}DocInfo><{tag}DocID>0</{tag}DocID>"
            f"<{tag}CustomDatas>{datas}</{tag}CustomDatas></{tag}DocInfo>"
            f"<{tag}DocRoot>{place}</{tag}DocRoot></{tag}DocBody>"
        ))  # fmt: skip

    def _document(self) -> str:
        look, tag = self.look, _tag(self.look)
        base = (
            f'<{tag}TemplatePage ID="2" BaseLoc="{self._place(look.template)}"/>'
            if look.template
            else ""
        )
        pages = "".join(
            f'<{tag}Page ID="{at + 1}" BaseLoc="{self._place(look.pages.format(at))}"/>'
            for at in range(len(self.sheets))
        )
        resources = f"<{tag}DocumentRes>DocumentRes.xml</{tag}DocumentRes>" if look.picture else ""
        listed = f"<{tag}Attachments>Attachs/Attachments.xml</{tag}Attachments>"
        tags = f"<{tag}CustomTags>{self._place('Tags/CustomTags.xml')}</{tag}CustomTags>"
        return _root(look, "Document", (
            f"<{tag}CommonData>{resources}{base}</{tag}CommonData><{tag}Pages>{pages}</{tag}Pages>"
            f"{listed if (look.xml or look.xbrl) and look.listed else ''}{tags if look.tags else ''}"
        ))  # fmt: skip

    def _tags(self) -> str:
        tag = _tag(self.look)

        def refs(name: str, ids: list[str], page: int = 1) -> str:
            inner = "".join(f'<ofd:ObjectRef PageRef="{page}">{one}</ofd:ObjectRef>' for one in ids)
            return f"<{name}>{inner}</{name}>"

        heads = {n: i for n, i in self.tagged.items() if not n.startswith(("Buyer", "Seller"))}
        inner = "".join(refs(name, ids) for name, ids in heads.items())
        for side in ("Buyer", "Seller"):
            own = "".join(refs(n, ids) for n, ids in self.tagged.items() if n.startswith(side))
            inner += f"<{side}>{own}</{side}>"
        if self.look.tags == "flat":
            names = dict.fromkeys(name for row in self.rows for name in row)
            flat = {n: [i for row in self.rows for i in row.get(n, [])] for n in names}
            inner += "".join(refs(name, ids) for name, ids in flat.items())
            return f'<?xml version="1.0"?><ofd:root xmlns:ofd="{self.look.namespace}">{inner}</ofd:root>'
        pages = (
            [1] * len(self.rows)
            if len(self.sheets) == 1
            else [2 + at // 20 for at in range(len(self.rows))]
        )
        goods = "".join(
            "<GoodsInfo>" + "".join(refs(n, i, page) for n, i in row.items()) + "</GoodsInfo>"
            for row, page in zip(self.rows, pages, strict=True)
        )
        inner += f"<GoodsInfos>{goods}</GoodsInfos>"
        if self.look.tags == "broken":
            return (
                f'<?xml version="1.0" encoding="UTF-8"?>\n<:eInvoice xmlns:="">{inner}</:eInvoice>'
            )
        if self.look.tags == "wrapped":
            return f"<fp:e-invoice><fp:eInvoice>{inner}</fp:eInvoice></fp:e-invoice>"
        del tag
        return (
            f'<fp:eInvoice xmlns:fp="urn:x" xmlns:ofd="{self.look.namespace}">{inner}</fp:eInvoice>'
        )

    def _attachments(self) -> dict[str, str]:
        files = {}
        if self.look.xml:
            files["original_invoice.xml"] = original(
                self.truth, self.payload() if self.look.graph else ""
            )
        if self.look.xbrl:
            files["inv_ord_issuer_1.xml"] = xbrl(self.truth)
        return files


def _wrapped(text: str, room: float, size: float) -> list[str]:
    parts = [""]
    for char in text:
        if width(parts[-1] + char, size) > room - 0.6:
            parts.append("")
        parts[-1] += char
    return parts


def _height(lines: list[dict[str, Any]], look: Look) -> int:
    room = look.columns[1] - look.columns[0]
    return sum(len(_wrapped(line["name"], room, look.size)) for line in lines)


def picture(payload: str, kind: str) -> bytes:
    """Draw a QR code as producers store it: small, almost without a border."""
    made = qrcode.make(payload, box_size=3, border=1).get_image().convert("L")
    packed = io.BytesIO()
    made.save(packed, kind.upper())
    return packed.getvalue()
