"""Write the fictional samples of resources/demo: QR pictures, XML, a ledger, an export.

    .venv/bin/python packaging/demo_samples.py [FOLDER]

Every company, person and number is invented; ids carry right check digits (GB 32100), payloads
right CRCs. The same seed gives the same files.
"""
# ruff: noqa: E402 - started by path: the program's folder must be on the path before its imports

import random
import re
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import demo_export
import qrcode
from PIL import Image, ImageDraw

from core.demo import COMPANY
from core.domain.invoice import (
    Direction,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Line,
    Party,
    Status,
)
from core.domain.tax import plain, tax_of
from core.files.workbook import UNKNOWN_MOMENT, write_ledger

FOLDER: Final = ROOT / "resources" / "demo"
MADE: Final = datetime(2026, 4, 1, 9, 0)  # noqa: DTZ001 - a time without a zone, as in the files
SEED: Final = 20260401

_ID: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def tax_id(seventeen: str) -> str:
    """Add the check digit of GB 32100."""
    total = sum(_ID.index(char) * weight for char, weight in zip(seventeen, _WEIGHTS, strict=True))
    return seventeen + _ID[-total % 31]


def party(name: str, seventeen: str, place: str) -> Party:
    """Make a fictional company of an address and a bank account that do not exist."""
    tail = f"{sum(map(ord, name)) % 10_000:04d}"
    return Party(
        name,
        tax_id(seventeen),
        f"{place}虚构路{int(tail) % 90 + 1}号 000-0000{tail}",
        f"虚构银行示例支行 0000 0000 0000 {tail}",
    )


OURS: Final = Party(
    COMPANY.name,
    COMPANY.tax_id,
    "北京市朝阳区虚构路8号 000-00000008",
    "虚构银行示例支行 0000 0000 0000 0008",
)
SELLERS: Final = (
    party("北京青榆纸业有限公司", "91110108MA01K2QX3", "北京市海淀区"),
    party("天津海棠笔业有限公司", "91120104MA05R7TB2", "天津市南开区"),
    party("上海云杉物流有限公司", "91310115MA1H8D4P6", "上海市浦东新区"),
    party("河北苍松印刷有限公司", "91130102MA07W3YE5", "河北省石家庄市"),
)
BUYERS: Final = (
    party("北京晨露实验小学", "12110105MB0F2K7A1", "北京市朝阳区"),
    party("北京白桦设计有限公司", "91110101MA00N4GC7", "北京市东城区"),
    party("天津银杏图书有限公司", "91120116MA06U9LR4", "天津市滨海新区"),
)
GOODS: Final = (
    ("*纸制品*复印纸", "A4 70g", "包", "18.50"),
    ("*文具*中性笔", "0.5mm 黑", "支", "1.20"),
    ("*文具*文件夹", "A4 双夹", "个", "6.80"),
    ("*纸制品*笔记本", "B5 80页", "本", "4.60"),
    ("*文具*白板笔", "可擦", "盒", "23.00"),
)
REGIONS: Final = {"北京": "11", "天津": "12", "河北": "13", "上海": "31"}


@dataclass(slots=True)
class Maker:
    """Draws invoices one after another; the same seed draws the same."""

    chance: random.Random

    def number(self, seller: Party, day: date) -> str:
        """A 20-digit number: year, region, channel, serial."""
        region = REGIONS[(seller.name or "")[:2]]
        return f"{day:%y}{region}20000{self.chance.randrange(10**11):011d}"

    def line(self, rate: str) -> Line:
        """Draw goods, a quantity, and what follows from them."""
        name, spec, unit, price = self.chance.choice(GOODS)
        quantity, unit_price = Decimal(self.chance.randrange(5, 200)), Decimal(price)
        net = (quantity * unit_price).quantize(Decimal("0.01"))
        return Line(name, spec, unit, quantity, unit_price, net, rate, tax_of(net, rate))

    def invoice(self, direction: Direction, kind: InvoiceKind, day: date) -> Invoice:
        """Draw an invoice of one to three lines."""
        is_in = direction is Direction.IN
        seller = self.chance.choice(SELLERS) if is_in else OURS
        buyer = OURS if is_in else self.chance.choice(BUYERS)
        rate = "0.01" if kind is InvoiceKind.DIGITAL_ORDINARY and is_in else "0.13"
        lines = tuple(self.line(rate) for _ in range(self.chance.randrange(1, 4)))
        return summed(
            Invoice(
                kind=kind,
                number=self.number(seller, day),
                issued_on=day,
                seller=seller,
                buyer=buyer,
                lines=lines,
                direction=direction,
                drawer=self.chance.choice(("林小满", "周知秋", "沈若谷")),
                entered=Entered(
                    self.chance.choice((EntryMethod.SCAN, EntryMethod.MANUAL, EntryMethod.FILE)),
                    "",
                    UNKNOWN_MOMENT,
                    late=self.chance.random() < 0.1,
                ),
                category="采购" if is_in else "销售",
                tags=("待核对",) if self.chance.random() < 0.2 else (),
            )
        )

    def paper(self, code: str, kind: InvoiceKind, day: date) -> Invoice:
        """Draw one of the old kinds: a code, an 8-digit number, perhaps a check code."""
        found = self.invoice(Direction.IN, InvoiceKind.DIGITAL_SPECIAL, day)
        check = f"{self.chance.randrange(10**20):020d}"
        return replace(
            found,
            kind=kind,
            code=code,
            number=f"{self.chance.randrange(10**8):08d}",
            check_code=None if kind is InvoiceKind.SPECIAL_PAPER else check,
            seller=SELLERS[0],
        )


def summed(invoice: Invoice) -> Invoice:
    """Add the lines up."""
    net = sum((line.net or Decimal() for line in invoice.lines), Decimal("0.00"))
    tax = sum((line.tax or Decimal() for line in invoice.lines), Decimal("0.00"))
    return replace(invoice, net=net, tax=tax, total=net + tax)


def reversed_by(maker: Maker, blue: Invoice, day: date, share: int = 1) -> Invoice:
    """The red letter invoice (红字发票) that takes back one part in `share` of each line."""
    lines = []
    for line in blue.lines:
        quantity = -(line.quantity or Decimal(1)) / share
        net = (quantity * (line.unit_price or Decimal())).quantize(Decimal("0.01"))
        tax = tax_of(net, line.rate or "***")
        lines.append(replace(line, quantity=quantity, net=net, tax=tax))
    red = replace(
        blue,
        number=maker.number(blue.seller, day),
        issued_on=day,
        lines=tuple(lines),
        status=Status.RED,
        red_of=blue.number,
        remark=f"被红冲蓝字数电发票号码：{blue.number}",
    )
    return summed(red)


def ledger(maker: Maker) -> list[Invoice]:
    """Forty invoices of three months, with everything that happens to invoices."""
    made = [
        maker.paper("1100253130", InvoiceKind.SPECIAL_PAPER, date(2025, 12, 18)),
        maker.paper("011002500111", InvoiceKind.ORDINARY_ELECTRONIC, date(2025, 12, 23)),
    ]
    for at in range(34):
        day = date(2026, 1, 4) + timedelta(days=at * 5 // 2)
        direction = Direction.OUT if at % 3 == 2 else Direction.IN
        kind = InvoiceKind.DIGITAL_ORDINARY if at % 4 == 1 else InvoiceKind.DIGITAL_SPECIAL
        made.append(maker.invoice(direction, kind, day))
    full, part = made[10], made[13]
    made[10] = replace(full, status=Status.RED_FULL)
    made.append(reversed_by(maker, full, full.issued_on + timedelta(days=9)))
    if all((line.quantity or 0) % 2 == 0 for line in part.lines):
        half = part
    else:
        even = [
            replace(line, quantity=(line.quantity or Decimal()) // 2 * 2) for line in part.lines
        ]
        half = summed(replace(part, lines=tuple(_priced(line) for line in even)))
    made[13] = replace(half, status=Status.RED_PARTIAL)
    made.append(reversed_by(maker, half, half.issued_on + timedelta(days=12), share=2))
    made[0] = replace(made[0], status=Status.VOIDED)
    made.append(_fiscal(maker))
    made.append(_rail(maker))
    return made


def _priced(line: Line) -> Line:
    net = ((line.quantity or Decimal()) * (line.unit_price or Decimal())).quantize(Decimal("0.01"))
    return replace(line, net=net, tax=tax_of(net, line.rate or "***"))


def _fiscal(maker: Maker) -> Invoice:
    """A 财政票据: 8 and 10 digits, one amount, no VAT."""
    return Invoice(
        kind=InvoiceKind.FISCAL,
        code="11010126",
        number=f"{maker.chance.randrange(10**10):010d}",
        issued_on=date(2026, 2, 11),
        total=Decimal("90.00"),
        check_code="b05e2a",
        buyer=OURS,
        direction=Direction.IN,
        entered=Entered(EntryMethod.SCAN, "", UNKNOWN_MOMENT),
        category="行政",
    )


def _rail(maker: Maker) -> Invoice:
    net, tax = Decimal("100.92"), Decimal("9.08")
    return Invoice(
        kind=InvoiceKind.RAIL,
        number=f"2611913{maker.chance.randrange(10**13):013d}",
        issued_on=date(2026, 3, 6),
        net=net,
        tax=tax,
        total=net + tax,
        buyer=OURS,
        direction=Direction.IN,
        entered=Entered(EntryMethod.SCAN, "", UNKNOWN_MOMENT),
        category="差旅",
    )


_QR_TYPES: Final = {
    InvoiceKind.DIGITAL_SPECIAL: "31",
    InvoiceKind.DIGITAL_ORDINARY: "32",
    InvoiceKind.SPECIAL_PAPER: "01",
    InvoiceKind.ORDINARY_ELECTRONIC: "10",
    InvoiceKind.RAIL: "51",
}


def payload(invoice: Invoice) -> str:
    """Give what the QR code on the face of an invoice holds."""
    day = f"{invoice.issued_on:%Y%m%d}"
    if invoice.kind is InvoiceKind.FISCAL:
        numbers = f"{invoice.code},{invoice.number},{invoice.check_code}"
        return f"CZ-EI-11,1.1.0,{numbers},{day},{invoice.total}"
    kind = _QR_TYPES[invoice.kind or InvoiceKind.OTHER]
    amount = invoice.total if kind in ("31", "32", "51") else invoice.net
    parts = ("01", kind, invoice.code, invoice.number, str(amount), day, invoice.check_code)
    covered = ",".join(part or "" for part in parts) + ","
    return f"{covered}{_crc(covered):04X}"


def _crc(text: str) -> int:
    crc = 0
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x8005 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def picture(text: str) -> Image.Image:
    """Draw a QR code."""
    code = qrcode.QRCode(box_size=4, border=4)
    code.add_data(text)
    made: Any = code.make_image()
    return Image.Image.convert(made.get_image(), "L")


def sealed(text: str) -> Image.Image:
    """Draw a QR code that a red seal lies over, slightly turned."""
    sheet = Image.new("RGB", (420, 420), "white")
    sheet.paste(picture(text).convert("RGB"), (60, 70))
    seal = Image.new("RGB", sheet.size, "white")
    ImageDraw.Draw(seal).ellipse((110, 60, 400, 350), outline=(214, 40, 48), width=14)
    ImageDraw.Draw(seal).line((140, 300, 380, 120), fill=(214, 40, 48), width=16)
    ink = sheet.convert("L").point(lambda value: 255 if value < 128 else 0)
    stamped = Image.composite(sheet, seal, ink)
    turned = stamped.rotate(3, Image.Resampling.BICUBIC, fillcolor="white")
    return turned.quantize(32)


_XML: Final = """<?xml version="1.0" encoding="UTF-8"?>
<EInvoice>
<Header><EIid>{number}</EIid><EInvoiceTag>SWEI{region}00</EInvoiceTag><Version>0.33</Version>
<InherentLabel><InIssuType><LabelCode>{blue}</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType>
<EInvoiceType><LabelCode>01</LabelCode><LabelName>电子发票</LabelName></EInvoiceType>
<GeneralOrSpecialVAT><LabelCode>{kind}</LabelCode><LabelName>{title}</LabelName></GeneralOrSpecialVAT>
<TaxpayerType><LabelCode>1</LabelCode><LabelName>一般纳税人</LabelName></TaxpayerType></InherentLabel>
<UndefinedLabel/></Header>
<EInvoiceData>
{seller}
{buyer}
<BasicInformation><TotalAmWithoutTax>{net}</TotalAmWithoutTax><TotalTaxAm>{tax}</TotalTaxAm>
<TotalTax-includedAmount>{total}</TotalTax-includedAmount><Drawer>{drawer}</Drawer>
<RequestTime>{day} 10:08:00</RequestTime></BasicInformation>
{lines}
<SpecificInformation>{special}</SpecificInformation>
<AdditionalInformation><Remark>{remark}</Remark></AdditionalInformation>
</EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>{number}</InvoiceNumber><IssueTime>{day}</IssueTime>
<TaxBureauCode>1{region}00000000</TaxBureauCode></TaxSupervisionInfo>
</EInvoice>
"""
_XML_LINE: Final = """<IssuItemInformation><ItemName>{name}</ItemName><SpecMod>{spec}</SpecMod>\
<MeaUnits>{unit}</MeaUnits><Quantity>{quantity}</Quantity><UnPrice>{price}</UnPrice>\
<Amount>{net}</Amount><TaxRate>{rate}</TaxRate><ComTaxAm>{tax}</ComTaxAm></IssuItemInformation>"""


def xml(invoice: Invoice) -> str:
    """Write the official XML of a 数电票; the values hold nothing that XML would mistake."""
    is_special = invoice.kind is InvoiceKind.DIGITAL_SPECIAL
    red = f"<RedEInvoice><OriginalInvoiceCode>{invoice.red_of}</OriginalInvoiceCode></RedEInvoice>"
    return _XML.format(
        number=invoice.number,
        region=invoice.number[2:4],
        blue="N" if invoice.red_of else "Y",
        kind="01" if is_special else "02",
        title="增值税专用发票" if is_special else "普通发票",
        seller=_xml_party("Seller", invoice.seller),
        buyer=_xml_party("Buyer", invoice.buyer),
        net=invoice.net,
        tax=invoice.tax,
        total=invoice.total,
        drawer=invoice.drawer,
        day=invoice.issued_on.isoformat(),
        lines="\n".join(map(_xml_line, invoice.lines)),
        special=red if invoice.red_of else "",
        remark=invoice.remark or "",
    )


def _xml_party(side: str, who: Party) -> str:
    address, _, telephone = (who.address_phone or "").partition(" ")
    bank, _, account = (who.bank_account or "").partition(" ")
    values = {"IdNum": who.tax_id, "Name": who.name, "Addr": address, "TelNum": telephone}
    values |= {"BankName": bank, "BankAccNum": account}
    inner = "".join(f"<{side}{tag}>{text}</{side}{tag}>" for tag, text in values.items())
    return f"<{side}Information>{inner}</{side}Information>"


def _xml_line(line: Line) -> str:
    return _XML_LINE.format(
        name=line.name,
        spec=line.spec,
        unit=line.unit,
        quantity=plain(line.quantity or Decimal()),
        price=line.unit_price,
        net=line.net,
        rate=line.rate,
        tax=line.tax,
    )


def write_samples(folder: Path) -> None:
    """Write every sample; one picture and one XML are of invoices that the workbook holds."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(random.Random(SEED))  # noqa: S311 - nothing here is a secret
    invoices = ledger(maker)
    new = _new_ones(maker)
    coded = [
        ("数电专票", new[0]),
        ("数电普票", new[1]),
        ("纸质专票", maker.paper("1100253130", InvoiceKind.SPECIAL_PAPER, date(2025, 12, 29))),
        ("财政票据", replace(_fiscal(maker), issued_on=date(2026, 3, 9), total=Decimal("45.00"))),
        ("已在台账", invoices[7]),
    ]
    for at, (name, invoice) in enumerate(coded, 1):
        picture(payload(invoice)).convert("1").save(folder / f"二维码{at}-{name}.png", "PNG")
    sealed(payload(new[2])).save(folder / "二维码6-有印章.png", "PNG")
    _two_on_a_page(folder / "一页两票.pdf", new[3], _rail(maker))
    written = [
        new[4],
        new[5],
        new[6],
        invoices[12],
        reversed_by(maker, invoices[20], date(2026, 3, 30)),
    ]
    for at, invoice in enumerate(written, 1):
        (folder / f"数电票{at}_{invoice.number}.xml").write_text(xml(invoice), "utf-8")
    _write_workbook(
        folder / "台账示例.xlsx",
        lambda made: write_ledger(made, sorted(invoices, key=_newest_first, reverse=True)),
    )
    missed = maker.invoice(Direction.IN, InvoiceKind.DIGITAL_SPECIAL, date(2026, 2, 24))
    _write_workbook(
        folder / demo_export.NAME,
        lambda made: demo_export.write_export(made, demo_export.theirs(invoices, missed)),
    )


def _newest_first(invoice: Invoice) -> date:
    return invoice.issued_on


def _new_ones(maker: Maker) -> list[Invoice]:
    special, ordinary = InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.DIGITAL_ORDINARY
    kinds = (special, ordinary, special, ordinary, special, ordinary, special)
    return [
        maker.invoice(
            Direction.OUT if at == 5 else Direction.IN, kind, date(2026, 3, 10) + timedelta(days=at)
        )
        for at, kind in enumerate(kinds)
    ]


def _two_on_a_page(file: Path, *invoices: Invoice) -> None:
    sheet = Image.new("L", (827, 1169), "white")  # A4 at 100 dpi
    for at, invoice in enumerate(invoices):
        sheet.paste(picture(payload(invoice)), (80, 80 + at * 560))
    moment = MADE.timetuple()
    sheet.save(file, "PDF", resolution=100, creationDate=moment, modDate=moment)


def _write_workbook(file: Path, write: Callable[[Path], object]) -> None:
    """Write a workbook, with the moment of its making fixed."""
    made = file.with_name("new.xlsx")
    write(made)
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", MADE.timetuple()).encode()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            if info.filename == "docProps/core.xml":
                text = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, text)
            new.writestr(
                zipfile.ZipInfo(info.filename, MADE.timetuple()[:6]), text, zipfile.ZIP_DEFLATED
            )
    made.unlink()


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
