"""Where a value stands on a page: the ink of the drawn page is the judge."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.domain.invoice import Draft
from core.files import read
from core.files.places import Place, Value, places_of
from core.files.render import Pages
from tests.data.glyphs import INVOICE, changed
from tests.data.invoice_files import as_scan, as_xml
from tests.data.ofd_maker import SEEN, make
from tests.data.pdf_maker import make as make_pdf
from tests.data.pdf_writer import Sheet, pdf
from tests.invoices import draft

NUMBER = "24332000000012345678"
FACTS: tuple[Value, ...] = (
    ("number", NUMBER),
    ("issued_on", "2024-05-06"),
    ("net", "100.00"),
    ("tax", "13.00"),
    ("total", "113.00"),
    ("seller.name", "上海清溪贸易有限公司"),
    ("buyer.tax_id", "91330106MA2CE71F6X"),
)


def sheet_of(*changes: tuple[str, str], turned: bool = False, only: str = "") -> Sheet:
    sheet = Sheet(595, 400, turned=turned)
    for x, y, text in changed(*changes):
        if not only or text == only:
            sheet.text(x, y, 9, text)
    return sheet


def one(data: bytes, value: Value, number: str | None = None) -> list[Place]:
    (found,) = places_of(data, [value], number)
    return found


def ink_of(data: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """The edges of all that is dark on a page, as parts of its width and height."""
    image = picture_of(data, page)
    box = image.point(lambda x: 255 if x < 128 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = box
    return left / image.width, top / image.height, right / image.width, bottom / image.height


def picture_of(data: bytes, page: int) -> Image.Image:
    with Pages(data) as pages:
        drawn = pages.picture(page, 110)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb).convert("L")


def facts(read_of: Draft) -> list[Value]:
    fields = ("number", "code", "issued_on", "net", "tax", "total")
    found: list[tuple[str, Any]] = [(name, getattr(read_of, name)) for name in fields]
    for side in ("seller", "buyer"):
        party = getattr(read_of, side)
        found += [(f"{side}.name", party.name), (f"{side}.tax_id", party.tax_id)]
    return [(name, str(value)) for name, value in found if value]


@pytest.mark.parametrize("turned", [False, True])
def test_a_value_is_found_where_its_ink_is(turned: bool) -> None:
    text = "*纸制品*复印纸"
    (place,) = one(pdf([sheet_of(turned=turned)]), ("lines.0.name", text))
    left, top, right, bottom = ink_of(pdf([sheet_of(turned=turned, only=text)]))
    assert place.page == 0
    assert place.left - 0.005 <= left < right <= place.right + 0.005
    assert place.top - 0.01 <= top < bottom <= place.bottom + 0.01
    assert place.right - place.left < right - left + 0.05
    assert place.bottom - place.top < bottom - top + 0.05


@pytest.mark.parametrize("value", FACTS)
def test_every_fact_of_an_invoice_is_found(value: Value) -> None:
    assert one(pdf([sheet_of()]), value)


def test_an_amount_that_stands_in_the_lines_as_well_is_marked_at_the_sum() -> None:
    (place,) = one(pdf([sheet_of()]), ("net", "100.00"))
    rows = sorted(y for _, y, text in INVOICE if "100.00" in text)
    assert len(rows) == 2
    assert abs(place.top * 400 - rows[-1]) < 9


def test_an_amount_of_which_it_is_not_certain_where_it_stands_has_no_place() -> None:
    sheet = Sheet(595, 400)
    for y in (100, 140):
        sheet.text(300, y, 9, "55.00")
    assert one(pdf([sheet]), ("tax", "55.00")) == []


def test_a_part_of_another_number_is_not_taken_for_the_value() -> None:
    data = pdf([sheet_of()])
    assert one(data, ("total", "13.00")) == []
    assert one(data, ("number", NUMBER[2:])) == []
    assert one(data, ("seller.tax_id", "310105MA1FW0008T")) == []


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_an_amount_is_found_however_it_is_written(amount: Decimal) -> None:
    sheet = Sheet(595, 400)
    sheet.text(60, 100, 9, f"(小写)¥{amount:,.2f}")
    sheet.text(60, 200, 9, "发票号码：24332000000012345678")
    assert len(one(pdf([sheet]), ("total", str(amount)))) == 1


@pytest.mark.parametrize("spelled", ["2024年05月06日", "2024-05-06", "20240506", "2024/5/6"])
def test_a_day_is_found_however_it_is_written(spelled: str) -> None:
    sheet = Sheet(595, 400)
    sheet.text(60, 100, 9, f"开票日期：{spelled}")
    assert len(one(pdf([sheet]), ("issued_on", "2024-05-06"))) == 1
    assert one(pdf([sheet]), ("issued_on", "2024-05-16")) == []


def test_of_several_invoices_in_one_file_only_the_one_that_is_meant_is_searched() -> None:
    other = ("12345678", "87654321")
    data = pdf([sheet_of(other), sheet_of()])
    places = one(data, ("seller.name", "上海清溪贸易有限公司"), NUMBER)
    assert [place.page for place in places] == [1]


@pytest.mark.parametrize(
    "data", [as_scan(draft(1)), as_xml(draft(1)), b"", b"%PDF-1.7 broken", b"PK\x03\x04"]
)
def test_what_holds_no_text_of_a_page_has_no_place(data: bytes) -> None:
    assert one(data, ("total", str(draft(1).total))) == []


@pytest.mark.parametrize("look", SEEN, ids=lambda look: look.name)
def test_what_a_made_ofd_says_is_found_where_it_is_drawn(look: Any) -> None:
    made = make(1, look)
    (told,) = read(made.data).drafts
    values = facts(told)
    found = places_of(made.data, values, told.number)
    lacking = [value for value, places in zip(values, found, strict=True) if not places]
    assert len(lacking) <= 1, lacking
    for places in found:
        for place in places:
            image = picture_of(made.data, place.page)
            w, h = image.size
            edges = place.left * w, place.top * h, place.right * w, place.bottom * h
            part = image.crop(tuple(round(edge) for edge in edges))  # type: ignore[arg-type]
            assert min(part.tobytes()) < 128, "there is ink in the frame"


@pytest.mark.parametrize("seed", range(12))
def test_what_a_made_pdf_says_is_found(seed: int) -> None:
    made = make_pdf(seed)
    for truth in made.truths:
        names = ("number", "buyer.name", *(() if made.kind == "air" else ("total",)))
        values = [x for x in facts(truth) if x[0] in names]
        for value, places in zip(values, places_of(made.data, values, truth.number), strict=True):
            assert places, (made.kind, value)
