import json
import math
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from core.domain.invoice import InvoiceKind
from core.domain.problem import ProblemCode
from core.domain.qr import Crc
from core.files import Scanned, barcode, read, scan

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
DIGITAL = "01,32,,24312000000136634917,0.01,20240514,,1DD6"
SPECIAL = "01,31,,24322000000489101796,20000.00,20241205,,BBBB"
PAPER = "01,01,5100191160,00472703,1456.31,20190614,,E6B0,"


def code(payload: str, box: int = 4, border: int = 4) -> Image.Image:
    made = qrcode.QRCode(box_size=box, border=border)
    made.add_data(payload)
    picture: Any = made.make_image()
    return Image.Image.convert(picture.get_image(), "RGB")


def page(*codes: tuple[str, tuple[int, int]], size: tuple[int, int] = (900, 1200)) -> Image.Image:
    sheet = Image.new("RGB", size, "white")
    for payload, place in codes:
        sheet.paste(code(payload), place)
    return sheet


def saved(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    made = BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def payloads(found: list[Scanned]) -> list[tuple[int | None, str | None]]:
    return [(each.page, each.payload) for each in found]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF"])
def test_a_code_is_read_from_every_kind_of_picture(kind: str) -> None:
    (found,) = scan(saved(code(DIGITAL), kind))
    assert (found.page, found.payload, found.crc) == (None, DIGITAL, Crc.OK)
    assert (found.guessed, found.problem) == (False, None)
    assert found.draft is not None
    assert found.draft.kind is InvoiceKind.DIGITAL_ORDINARY


def test_codes_come_from_top_to_bottom_and_the_same_text_once() -> None:
    sheet = page(
        (PAPER, (500, 800)), (DIGITAL, (80, 60)), (SPECIAL, (450, 400)), (DIGITAL, (80, 900))
    )
    assert payloads(scan(saved(sheet))) == [(None, DIGITAL), (None, SPECIAL), (None, PAPER)]


@pytest.mark.parametrize(
    "payload", [PAPER + "\0", "01,31, ,23512000000005197325,2150.63,20230130, ,F366"]
)
def test_the_payload_is_given_byte_for_byte(payload: str) -> None:
    assert payloads(scan(saved(code(payload)))) == [(None, payload)]


def test_a_code_of_something_else_is_given_with_the_reason() -> None:
    (found,) = scan(saved(code("https://example.com/x")))
    assert (found.payload, found.crc, found.draft) == ("https://example.com/x", None, None)
    assert found.problem is not None
    assert found.problem.code is ProblemCode.LINK_CODE


def test_a_false_check_value_is_told_beside_the_invoice() -> None:
    (found,) = scan(saved(code(DIGITAL[:-1] + "7")))
    assert (found.crc, found.draft is None) == (Crc.MISMATCH, False)
    assert found.problem is not None
    assert found.problem.code is ProblemCode.CRC_MISMATCH


def test_a_picture_without_a_code_is_one_entry_that_says_so() -> None:
    (found,) = scan(saved(Image.new("RGB", (300, 200), "white")))
    assert (found.page, found.payload, found.crc, found.draft) == (None, None, None, None)
    assert found.problem is not None
    assert found.problem.code is ProblemCode.NO_CODE


def test_a_red_seal_over_the_code_vanishes() -> None:
    sheet = code(DIGITAL, box=6)
    seal = Image.new("RGB", sheet.size, "white")
    ImageDraw.Draw(seal).rectangle(
        (20, 20, *(side - 20 for side in sheet.size)), fill=(230, 40, 40)
    )
    stamped = Image.composite(sheet, seal, sheet.convert("L").point(lambda v: 255 * (v < 128)))
    assert payloads(scan(saved(stamped))) == [(None, DIGITAL)]


def test_noise_is_smoothed_away() -> None:
    noisy = code(DIGITAL, box=6)
    noise = Image.effect_noise(noisy.size, 220)
    mixed = Image.blend(noisy, noise.convert("RGB"), 0.55)
    assert payloads(scan(saved(mixed))) == [(None, DIGITAL)]


def test_a_small_code_without_its_border_is_read() -> None:
    small = code(DIGITAL, box=2, border=0).filter(ImageFilter.GaussianBlur(0.6))
    assert payloads(scan(saved(small))) == [(None, DIGITAL)]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "CMYK", "I;16"])
def test_pictures_of_every_mode_are_read(mode: str) -> None:
    sheet = code(DIGITAL)
    if mode == "RGBA":  # black modules on nothing at all
        sheet.putalpha(sheet.convert("L").point(lambda v: 255 - v))
    elif mode == "I;16":
        sheet = sheet.convert("L").convert("I").point(lambda v: v * 257).convert("I;16")
    else:
        sheet = sheet.convert(mode)
    kind = "TIFF" if mode == "CMYK" else "PNG"
    assert payloads(scan(saved(sheet, kind))) == [(None, DIGITAL)]


def test_the_pages_of_a_pdf_and_of_a_tiff_are_counted_from_one() -> None:
    expected = [(1, DIGITAL), (1, PAPER), (3, SPECIAL)]
    for kind in ("PDF", "TIFF"):
        first = page((DIGITAL, (80, 60)), (PAPER, (80, 600)))
        others = [page(), page((SPECIAL, (80, 60)))]
        assert payloads(scan(saved(first, kind, save_all=True, append_images=others))) == expected


def test_a_pdf_is_read_by_its_codes_and_the_same_invoice_counts_once() -> None:
    pages = [page((DIGITAL, (80, 60))), page((DIGITAL, (80, 60)))]
    reading = read(saved(pages[0], "PDF", save_all=True, append_images=pages[1:]))
    assert (reading.format, len(reading.drafts), reading.problem) == ("PDF", 1, None)


def test_a_picture_is_an_invoice_file_by_its_code() -> None:
    reading = read(saved(code(PAPER)))
    assert (reading.format, reading.problem) == ("PICTURE", None)
    assert [draft.number for draft in reading.drafts] == ["00472703"]
    nothing = read(saved(Image.new("RGB", (90, 90))))
    assert (nothing.format, nothing.drafts) == ("PICTURE", ())
    assert nothing.problem is not None
    assert nothing.problem.code is ProblemCode.NO_CODE


def test_an_enormous_picture_is_refused_before_it_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    side = math.isqrt(barcode.MAX_PIXELS) + 2
    bomb = saved(Image.new("1", (side, side)))
    assert len(bomb) < 100_000
    assert [found.problem and found.problem.code for found in scan(bomb)] == [ProblemCode.TOO_LARGE]
    monkeypatch.setattr(barcode, "MAX_PAGES", 1)
    two = saved(page(), "PDF", save_all=True, append_images=[page()])
    assert [found.problem and found.problem.code for found in scan(two)] == [ProblemCode.TOO_LARGE]


def test_a_pdf_page_of_absurd_size_is_drawn_small() -> None:
    data = saved(page((DIGITAL, (80, 60))), "PDF").replace(b"900.0 1200.0", b"90000 120000")
    assert len(scan(data)) == 1


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", ProblemCode.EMPTY),
        (b"hello", ProblemCode.UNKNOWN_FORMAT),
        (b"%PDF-1.7 nothing", ProblemCode.UNREADABLE),
        (b"\x89PNG\r\n\x1a\n", ProblemCode.UNREADABLE),
        (saved(code(DIGITAL))[:200], ProblemCode.UNREADABLE),
        (b"BM" + bytes(40), ProblemCode.UNREADABLE),
    ],
)
def test_what_cannot_be_scanned_is_one_entry_with_the_reason(
    data: bytes, problem: ProblemCode
) -> None:
    (found,) = scan(data)
    assert found.payload is None
    assert found.problem is not None
    assert found.problem.code is problem


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP", "PDF"]), st.data())
def test_any_damage_gives_codes_or_a_problem(kind: str, data: st.DataObject) -> None:
    raw = bytearray(saved(code(DIGITAL, box=2), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for found in scan(bytes(raw)):
        assert found.payload is not None or found.problem is not None


def test_the_samples_give_exactly_the_payloads_of_their_truth() -> None:
    if not SAMPLES.exists():
        pytest.skip("7 sample files passed over: the shared folder is absent")
    truths = json.loads((SAMPLES / "truth.json").read_text("utf-8"))
    seen = 0
    for truth in truths:
        if truth["file"].startswith(("pdf/", "image/")) and truth.get("qr"):
            texts = [found.payload for found in scan((SAMPLES / truth["file"]).read_bytes())]
            assert texts == [truth["qr"]], truth["file"]
            seen += 1
    assert seen >= 5
