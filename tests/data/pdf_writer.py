"""A PDF writer of the few things that an invoice needs: text, lines, a picture, an attachment.

The fonts are STSong by UniGB-UCS2-H, never embedded, as many issuers write; one of them (K)
spells Kangxi radicals by its ToUnicode map.
"""

import zlib
from dataclasses import dataclass, field

import qrcode


@dataclass(frozen=True)
class Code:
    """A QR code at its place: a `picture`, or small boxes in a path each (`boxes`) or in one."""

    payload: str
    x: float
    y: float
    side: float
    how: str


@dataclass
class Sheet:
    """A page: y grows downwards from the top, lengths are points."""

    width: float
    height: float
    parts: list[str] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    turned: bool = False

    def text(self, x: float, y: float, size: float, text: str, font: str = "G") -> None:
        codes = text.encode("utf-16-be").hex().upper()
        base = self.height - y - size * 0.86
        self.parts.append(f"BT /{font} {size:.2f} Tf 1 0 0 1 {x:.2f} {base:.2f} Tm <{codes}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        top, bottom = self.height - y0, self.height - y1
        self.parts.append(f"0.5 w {x0:.2f} {top:.2f} m {x1:.2f} {bottom:.2f} l S")

    def qr(self, payload: str, x: float, y: float, side: float, how: str) -> None:
        self.codes.append(Code(payload, x, y, side, how))

    def boxes(self, code: Code) -> str:
        matrix = matrix_of(code.payload)
        one = code.side / len(matrix)
        left, top = code.x, self.height - code.y
        made = [
            f"{left + col * one:.2f} {top - (row + 1) * one:.2f} {one:.2f} {one:.2f} re"
            for row, line in enumerate(matrix)
            for col, dark in enumerate(line)
            if dark
        ]
        if code.how == "boxes":
            return "\n".join(f"{each} f" for each in made)
        return " ".join(made) + " f"


def matrix_of(payload: str) -> list[list[bool]]:
    made = qrcode.QRCode(border=2)
    made.add_data(payload)
    made.make()
    return [[bool(cell) for cell in row] for row in made.get_matrix()]


def width_of(text: str, size: float) -> float:
    return sum(size if char >= "\u2e80" else size / 2 for char in text)


RADICALS = dict(
    zip("方一小金人大日月目用生口工行车门见", "⽅⼀⼩⾦⼈⼤⽇⽉⽬⽤⽣⼝⼯⾏⻋⻔⻅", strict=True)
)
"""What some fonts spell: the characters of the radicals of the same shape."""
_MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "%d beginbfchar\n%s\nendbfchar\nendcmap end end"
)


def pdf(sheets: list[Sheet], attachments: dict[str, bytes] | None = None) -> bytes:
    objects: list[bytes] = [b"", b"", *_fonts()]
    kids = [_add_page(objects, sheet) for sheet in sheets]
    names = _add_files(objects, attachments or {})
    objects[0] = f"<</Type/Catalog/Pages 2 0 R{names}>>".encode()
    joined = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{joined}]/Count {len(kids)}>>".encode()
    return _written(objects)


def _stream(content: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(content)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n"
    return head.encode() + packed + b"\nendstream"


def _fonts() -> list[bytes]:
    descriptor = (
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 860/Descent -140/CapHeight 700/StemV 93>>"
    )
    top = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        "/DescendantFonts[5 0 R]%s>>"
    )
    pairs = "".join(f"<{ord(c):04X}> <{ord(radical):04X}>\n" for c, radical in RADICALS.items())
    return [
        descriptor.encode(),  # 3
        (top % "").encode(),
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry"
            b"(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 3 0 R/DW 1000/W[1 95 500]>>"
        ),
        (top % "/ToUnicode 7 0 R").encode(),
        _stream((_MAP % (len(RADICALS), pairs)).encode()),
    ]


def _add_page(objects: list[bytes], sheet: Sheet) -> int:
    named = ""
    drawing = "\n".join(sheet.parts)
    for code in sheet.codes:
        if code.how == "picture":
            objects.append(_picture(code.payload))
            name, bottom = f"/Q{len(objects)}", sheet.height - code.y - code.side
            named += f"{name} {len(objects)} 0 R"
            drawing += f"\nq {code.side} 0 0 {code.side} {code.x} {bottom} cm {name} Do Q"
        else:
            drawing += "\n" + sheet.boxes(code)
    if sheet.turned:  # drawn upwards on a page that is shown turned
        drawing = f"q 0 1 -1 0 {sheet.height:.2f} 0 cm\n{drawing}\nQ"
    objects.append(_stream(drawing.encode()))
    box = (sheet.height, sheet.width) if sheet.turned else (sheet.width, sheet.height)
    objects.append(
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {box[0]:.2f} {box[1]:.2f}]"
        f"{'/Rotate 90' if sheet.turned else ''}/Contents {len(objects)} 0 R"
        f"/Resources<</Font<</G 4 0 R/K 6 0 R>>/XObject<<{named}>>>>>>".encode()
    )
    return len(objects)


def _picture(payload: str) -> bytes:
    matrix = matrix_of(payload)
    rows = b"".join(
        bytes(0 if dark else 255 for dark in line for _ in range(4)) * 4 for line in matrix
    )
    size = len(matrix) * 4
    return _stream(
        rows,
        f"/Type/XObject/Subtype/Image/Width {size}/Height {size}/BitsPerComponent 8"
        "/ColorSpace/DeviceGray",
    )


def _add_files(objects: list[bytes], attachments: dict[str, bytes]) -> str:
    if not attachments:
        return ""
    listed = []
    for name, content in attachments.items():
        objects.append(_stream(content, "/Type/EmbeddedFile"))
        objects.append(
            f"<</Type/Filespec/F({name})/UF({name})/EF<</F {len(objects)} 0 R>>>>".encode()
        )
        listed.append(f"({name}){len(objects)} 0 R")
    return f"/Names<</EmbeddedFiles<</Names[{' '.join(listed)}]>>>>"


def _written(objects: list[bytes]) -> bytes:
    body = b"%PDF-1.6\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()
