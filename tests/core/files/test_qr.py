from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.domain.problem import ProblemCode
from core.files import read as read_file
from core.files import scan
from core.files.qr import Found, decoder, read_frame, read_picture, soft, symbol
from core.files.qr.found import middle
from core.progress import Cancelled, Progress
from tests.data import pdf_maker
from tests.data.damage import KINDS, blurred, damaged, page
from tests.data.foreign import FOREIGN, foreign
from tests.data.payloads import payload

Grey = npt.NDArray[np.uint8]
SOME_TEXT = "01,31,,24442000000489101796,20000.00,20241205,,"


def read(picture: npt.NDArray[np.uint8], seconds: float = 3) -> Found:
    return read_picture(Image.fromarray(picture), seconds=seconds)


def matrix(text: str, level: str = "M", version: int | None = None) -> npt.NDArray[np.int8]:
    """Give a code as modules: 1 is dark, -1 light."""
    options = {} if version is None else {"version": version}
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level, **options)
    drawn: Grey = np.array(code.to_image(scale=1, add_quiet_zones=False))
    return np.where(drawn == 0, 1, -1).astype(np.int8)


def drawn(text: str, module: int = 4, border: int = 4) -> Grey:
    modules = np.pad(
        np.where(matrix(text) > 0, 0, 255).astype(np.uint8), border, constant_values=255
    )
    return np.kron(modules, np.ones((module, module), np.uint8))


def beside(*pictures: Grey) -> Grey:
    sheet = np.full((700, 400 * len(pictures)), 255, np.uint8)
    for at, each in enumerate(pictures):
        sheet[100 : 100 + each.shape[0], 400 * at + 60 : 400 * at + 60 + each.shape[1]] = each
    return sheet


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_code_is_read_and_its_place_given(kind: str) -> None:
    made = damaged(kind, 0.5, seed=7)
    found = read(made.picture)
    assert [code.text for code in found.codes] == [made.text]
    left, top, side = made.box
    if kind != "moire":  # that one is slanted
        x, y = middle(found.codes[0].corners)
        assert abs(x - left - side / 2) < 0.15 * side
        assert abs(y - top - side / 2) < 0.15 * side


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_damaged_most_gives_the_right_text_or_none(kind: str) -> None:
    made = damaged(kind, 1.0, seed=11)
    assert {code.text for code in read(made.picture, seconds=0.4).codes} <= {made.text}


def test_a_code_out_of_focus_and_one_shaken_are_read() -> None:
    sheet = page(np.random.default_rng(3))
    soft_one = blurred(sheet.picture, 0.65 * sheet.module).astype(np.uint8)
    length = round(1.6 * sheet.module)
    way = np.eye(length, dtype=np.float32) / length
    shaken = cv2.filter2D(sheet.picture, -1, way)
    for picture in (soft_one, shaken):
        assert [code.text for code in read(np.asarray(picture, np.uint8)).codes] == [sheet.text]


def test_a_bent_a_folded_and_a_half_hidden_code_are_read() -> None:
    sheet = page(np.random.default_rng(4))
    y, x = np.mgrid[: sheet.picture.shape[0], : sheet.picture.shape[1]].astype(np.float32)
    left, top, side = sheet.box
    wave = 1.6 * sheet.module * np.sin(2 * np.pi * (x - left) / (1.6 * side))
    fold = 0.7 * sheet.module * np.sign(y - top - 0.55 * side)
    bent = cv2.remap(sheet.picture, x, y + wave, cv2.INTER_LINEAR)
    folded = cv2.remap(sheet.picture, x, y + fold.astype(np.float32), cv2.INTER_LINEAR)
    hidden = sheet.picture.copy()
    hidden[top + int(0.89 * side) : top + 2 * side] = 90
    for picture in (bent, folded, hidden):
        assert [code.text for code in read(np.asarray(picture, np.uint8)).codes] == [sheet.text]


def test_light_modules_on_dark_are_read_also_when_blurred() -> None:
    sheet = page(np.random.default_rng(5))
    dark = 255 - blurred(sheet.picture, 0.6 * sheet.module).astype(np.uint8)
    assert [code.text for code in read(dark).codes] == [sheet.text]


def test_a_mirrored_code_is_another_invoice_that_shines_through_and_no_text() -> None:
    found = read(np.stack([beside(drawn(SOME_TEXT))[:, ::-1]] * 3, axis=2))
    assert found.codes == ()
    assert len(found.unread) == 1


def test_after_the_first_text_the_page_is_searched_for_worse_codes() -> None:
    text = payload(np.random.default_rng(2))
    worse = drawn(text)
    worse[60:70] = 255
    assert decoder.decode(worse)[0] == []
    found = read_frame(beside(drawn(SOME_TEXT), worse), 800, 700, seconds=3)
    assert {code.text for code in found.codes} == {SOME_TEXT, text}


def test_a_code_seen_and_not_read_is_told_beside_those_read() -> None:
    lost = drawn("01,32,,25442000000000000017,1.00,20250101,,")
    chance = np.random.default_rng(1)
    noise = chance.integers(0, 2, (17, 17)).repeat(4, 0).repeat(4, 1) * 255
    lost[52 : 52 + 68, 52 : 52 + 68] = noise
    sheet = beside(drawn(SOME_TEXT), lost)
    found = read_frame(sheet, 800, 700, seconds=3)
    assert [code.text for code in found.codes] == [SOME_TEXT]
    (unread,) = found.unread
    x, y = middle(unread.corners)
    assert abs(x - 460 - lost.shape[1] / 2) < 30
    assert abs(y - 100 - lost.shape[0] / 2) < 30
    data = BytesIO()
    Image.fromarray(sheet).save(data, "PNG")
    entries = scan(data.getvalue())
    assert [entry.payload for entry in entries] == [SOME_TEXT, None]
    assert entries[1].problem is not None
    assert entries[1].problem.code is ProblemCode.CODE_UNREAD
    assert entries[1].corners is not None


@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_a_file_says_that_one_of_its_codes_was_not_read(kind: str) -> None:
    lost = drawn("01,32,,25442000000000000017,1.00,20250101,,")
    chance = np.random.default_rng(1)
    lost[52:120, 52:120] = chance.integers(0, 2, (17, 17)).repeat(4, 0).repeat(4, 1) * 255
    data = BytesIO()
    Image.fromarray(beside(drawn(SOME_TEXT), lost)).save(data, kind)
    (told,) = read_file(data.getvalue()).drafts
    said = [x.values for x in told.problems if x.code is ProblemCode.CODE_UNREAD]
    assert said == [{"codes": "2", "unread": "1"}]


def test_a_page_without_text_says_that_its_code_was_not_read() -> None:
    lost = drawn(SOME_TEXT)
    lost[52:110, 52:110] = 0
    scanned = BytesIO()
    Image.fromarray(np.pad(lost, 100, constant_values=255)).save(scanned, "PDF")
    both = pypdfium2.PdfDocument(pdf_maker.make(0).data)
    both.import_pages(pypdfium2.PdfDocument(scanned.getvalue()))
    data = BytesIO()
    both.save(data)
    (told,) = read_file(data.getvalue()).drafts
    assert ProblemCode.CODE_UNREAD in {x.code for x in told.problems}
    (plain,) = read_file(pdf_maker.make(0).data).drafts
    assert ProblemCode.CODE_UNREAD not in {x.code for x in plain.problems}


@pytest.mark.parametrize("wrap", [bytes, memoryview, bytearray, lambda data: data])
def test_a_frame_is_read_from_any_buffer(wrap: object) -> None:
    assert callable(wrap)
    sheet = beside(drawn(SOME_TEXT))
    padded = np.pad(sheet, ((0, 0), (0, 12)))
    buffer = padded if wrap(b"") == b"" and wrap not in (bytes, memoryview, bytearray) else None
    given = buffer if buffer is not None else wrap(padded.tobytes())
    found = read_frame(given, 400, 700, stride=412)
    assert [code.text for code in found.codes] == [SOME_TEXT]
    assert not found.codes[0].guessed


def test_a_frame_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="short"):
        read_frame(b"\0" * 99, 10, 10)
    with pytest.raises(ValueError, match="without pixels"):
        read_frame(b"", 0, 10)


def test_a_search_is_stopped_between_its_steps() -> None:
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_picture(Image.effect_noise((900, 700), 90).convert("RGB"), seconds=60, check=stop)
    assert calls == 5


def test_a_search_ends_when_its_time_is_up() -> None:
    calls = 0

    def count() -> None:
        nonlocal calls
        calls += 1

    noise = Image.effect_noise((900, 700), 90).convert("RGB")
    read_picture(noise, seconds=0, check=count)
    assert calls < 6


def test_a_long_pdf_is_refused_and_a_shorter_one_can_be_stopped() -> None:
    def pages(count: int) -> bytes:
        document, made = pypdfium2.PdfDocument.new(), BytesIO()
        for _ in range(count):
            document.new_page(200, 200)
        document.save(made)
        document.close()
        return made.getvalue()

    (refused,) = scan(pages(500))
    assert refused.problem is not None
    assert refused.problem.code is ProblemCode.TOO_LARGE
    seen: list[Progress] = []

    def report(progress: Progress) -> None:
        seen.append(progress)
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        scan(pages(20), report)
    assert (seen[-1].done, seen[-1].total) == (2, 20)


@pytest.mark.parametrize("kind", FOREIGN)
def test_no_invoice_comes_out_of_what_holds_none(kind: str) -> None:
    for seed in range(2):
        made = foreign(kind, seed)
        found = read(made.picture, seconds=0.3)
        assert {code.text for code in found.codes} <= {made.text}


@settings(deadline=None, max_examples=20)
@given(
    st.integers(1, 90), st.integers(1, 90), st.integers(0, 2**32 - 1), st.sampled_from([1, 3, 9])
)
def test_any_pixels_give_codes_or_nothing(width: int, height: int, seed: int, coarse: int) -> None:
    chance = np.random.default_rng(seed)
    small = chance.integers(0, 256, (height, width)).astype(np.uint8)
    grey = small.repeat(coarse, 0).repeat(coarse, 1)
    found = read_frame(grey, grey.shape[1], grey.shape[0], seconds=0.2)
    assert found.codes == ()


@settings(deadline=None, max_examples=40)
@given(st.data(), st.sampled_from(["L", "M", "Q", "H"]), st.integers(4, 12))
def test_modules_give_the_text_though_some_are_wrong_and_many_unsure(
    data: st.DataObject, level: str, version: int
) -> None:
    text = payload(np.random.default_rng(data.draw(st.integers(0, 999))))
    modules = matrix(text, level, max(version, 9 if level in "QH" else 5))
    values = modules.astype(float)
    side = len(values)
    row = data.draw(st.integers(9, side - 13))
    values[row : row + 2, 9 : side - 9] = 0.01  # a worn line: not known
    read_text = soft.text_of(values, (side - 17) // 4)
    assert read_text is None or read_text.text == text
    if level != "L":
        assert read_text is not None


@pytest.mark.parametrize("version", [1, 2, 6, 7, 14, 40])
def test_the_layout_is_that_of_every_version(version: int) -> None:
    modules = matrix("7", "M", version)
    known = np.array(symbol.known_modules(version))
    assert len(modules) == symbol.side_of(version)
    assert np.array_equal(modules[np.abs(known) == 1], known[np.abs(known) == 1])
    total = sum(total for total, _ in symbol.blocks(version, 0))
    assert len(symbol.data_places(version)) == 8 * total
    light = np.where(modules > 0, 0, 255).tolist()
    assert symbol.format_distance(light) == 0
    assert symbol.format_distance(list(zip(*light, strict=True))) >= 5


def test_a_text_that_rests_on_its_check_value_says_so() -> None:
    text = payload(np.random.default_rng(8))
    modules = matrix(text, "M", 5).astype(float)
    order = np.array(symbol.data_places(5))
    first = symbol.block_order(5, 0)[0]
    lost = [order[8 * at + bit] for at in first[-22:] for bit in range(8)]
    for row, column in lost:
        modules[row, column] = 0.001 * (-1) ** (row + column)
    found = soft.text_of(modules, 5)
    assert found is not None
    assert (found.text, found.guessed) == (text, True)


def test_the_decoder_says_where_a_code_was_met_and_not_read() -> None:
    spoilt = drawn(SOME_TEXT)
    spoilt[52:110, 52:110] = 0
    codes, unread = decoder.decode(spoilt)
    assert (codes, len(unread)) == ([], 1)
