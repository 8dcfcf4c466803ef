"""The recovery sheet (恢复凭证) as a picture: the code as text and as a QR code."""

from io import BytesIO

import qrcode
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M

WIDTH, HEIGHT, MARGIN = 1240, 1240, 90
GROUPS_A_LINE = 4


def recovery_sheet(code: str, key_id: str, made_on: str) -> bytes:
    """Draw the sheet as PNG bytes; it stays readable when printed at the size of a postcard.

    The words on it are English alone: no Chinese font is sure to be there.
    """
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(page)
    draw.text((MARGIN, MARGIN), "Piaohe - recovery code", 0, _font(52))
    draw.text((MARGIN, MARGIN + 80), f"key {key_id}   {made_on}", 90, _font(28))
    for place, line in enumerate(_lines(code)):
        draw.text((MARGIN, MARGIN + 160 + place * 74), line, 0, _font(56))
    picture = _code_picture(code)
    page.paste(picture, (MARGIN, MARGIN + 480))
    left = MARGIN + picture.width + 50
    for place, line in enumerate(_ADVICE):
        draw.text((left, MARGIN + 520 + place * 46), line, 0, _font(30))
    data = BytesIO()
    page.save(data, "PNG", dpi=(300, 300))
    return data.getvalue()


def code_modules(code: str) -> tuple[tuple[bool, ...], ...]:
    """Give the QR code of a recovery code as rows of dark and light, without a margin."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    made.add_data(code)
    made.make()
    return tuple(tuple(bool(dark) for dark in row) for row in made.get_matrix())


_ADVICE = (
    "This code opens the data",
    "on any computer.",
    "Whoever has it can read them.",
    "Without it and without the",
    "keyring's entry nobody can.",
    "",
    "Keep two copies in two places.",
)


def _lines(code: str) -> list[str]:
    groups = code.split("-")
    return [
        "   ".join(groups[start : start + GROUPS_A_LINE])
        for start in range(0, len(groups), GROUPS_A_LINE)
    ]


def _code_picture(code: str) -> Image.Image:
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=14, border=4)
    made.add_data(code)
    made.make()
    return made.make_image().get_image().convert("L")


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
