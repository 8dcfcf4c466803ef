import random
import re
import sys
import time
import zlib
from collections.abc import Callable
from functools import cache

import psutil
import pytest

from core.domain.problem import ProblemCode
from core.files import read, scan
from core.files.format import Refused
from core.files.pdf_limits import MOST_UNPACKED, refuse_bombs
from tests.core.files.test_pdf import QR, drawn
from tests.data.pdf_maker import make
from tests.data.pdf_writer import pdf

SECONDS = 10
MEGABYTES = 500


def written(objects: list[bytes], trailer: bytes = b"") -> bytes:
    body, places = b"%PDF-1.6\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\n"
    return body + end % (size, table, size, trailer) + b"startxref\n%d\n%%%%EOF" % len(body)


def stream(content: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def paged(content: bytes, *more: bytes, box: bytes = b"0 0 595 842", named: bytes = b"") -> bytes:
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
            b"/XObject<<%s>>>>>>" % (box, named),
            content,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )


def packed(unit: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(unit) for _ in range(times)), packer.flush()])


def form(content: bytes, inner: int) -> bytes:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % inner
    return stream(content, entries)


PATHS = b"0 0 m 1 1 l S\n" * 1000
TEXT = b"BT /F 9 Tf 1 0 0 1 40 700 Tm (" + b"A1234567" * 100 + b") Tj ET\n"
BOMBS: dict[str, Callable[[], bytes]] = {
    "a thousand million pages": lambda: written([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>",
    ]),
    "one page five thousand times": lambda: written([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * 5000 + b"]/Count 5000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>",
    ]),
    "pages that hold themselves": lambda: written([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 5>>",
    ]),
    "an enormous page": lambda: paged(stream(packed(TEXT, 1)), box=b"0 0 999999999 999999999"),
    "a page without a size": lambda: paged(stream(packed(TEXT, 1)), box=b"0 0 1e39 -1e39"),
    "millions of lines": lambda: paged(stream(packed(PATHS, 4500))),
    "lines just below the limit": lambda: paged(stream(packed(PATHS, 1000))),
    "a filter upon a filter": lambda: paged(
        stream(
            zlib.compress(packed(b" " * 100_000, 1000), 9), b"/Filter[/FlateDecode/FlateDecode]"
        )
    ),
    "a filter by another name": lambda: paged(
        stream(zlib.compress(packed(b" " * 100_000, 1000), 9), b"/Filter[/Fl#61teDecode/Fl]")
    ),
    "a filter that stands elsewhere": lambda: paged(
        stream(zlib.compress(packed(b" " * 100_000, 300), 9), b"/Filter 6 0 R"),
        b"[/FlateDecode/FlateDecode]",
    ),
    "lines that claim to be a font": lambda: paged(
        stream(packed(PATHS, 4500), b"/Length1 9/Filter/FlateDecode")
    ),
    "millions of characters": lambda: paged(stream(packed(TEXT * 10, 2500))),
    "a form that draws itself": lambda: paged(
        stream(zlib.compress(b"/X Do " * 100)), form(b"/X Do /X Do", 6), named=b"/X 6 0 R"
    ),
    "a tree of forms": lambda: paged(
        stream(zlib.compress(b"/X Do " * 10)),
        *(form(b"/X Do " * 10, 7 + depth) for depth in range(6)),
        form(b"0 0 5 5 re f", 99),
        named=b"/X 6 0 R",
    ),
    "forms without a size": lambda: paged(
        stream(zlib.compress(b"/X Do " * 70)),
        stream(b"0 0 m", b"/Type/XObject/Subtype/Form/BBox[5 5 5 5]"),
        named=b"/X 6 0 R",
    ),
    "characters at no place": lambda: paged(
        stream(b"BT /F 1e38 Tf 1e38 0 0 1e38 1e38 -1e38 Tm (A1234567) Tj ET " * 20, b"")
    ),
    "an enormous picture": lambda: paged(
        stream(zlib.compress(b"q 100 0 0 100 0 0 cm /I Do Q")),
        stream(
            packed(bytes(10**6), 100),
            b"/Type/XObject/Subtype/Image/Width 10000/Height 10000/BitsPerComponent 8"
            b"/ColorSpace/DeviceGray/Filter/FlateDecode",
        ),
        named=b"/I 6 0 R",
    ),
}  # fmt: skip


@cache
def bomb(name: str) -> bytes:
    return BOMBS[name]()


def peak() -> int:
    """Gives the most memory that this process ever held, in megabytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset) >> 20
    import resource  # there is none on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)


def bounded(data: bytes) -> None:
    """Reads, and fails unless it took little time and memory and gave drafts or a reason."""
    before = peak()
    started = time.monotonic()
    reading = read(data)
    assert time.monotonic() - started < SECONDS
    assert peak() - before < MEGABYTES
    assert reading.drafts or reading.problem


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_time_and_in_little_memory(name: str) -> None:
    bounded(bomb(name))


@pytest.mark.parametrize(
    "name",
    [
        "one page five thousand times",
        "millions of lines",
        "a filter upon a filter",
        "a filter by another name",
        "a filter that stands elsewhere",
        "lines that claim to be a font",
        "a form that draws itself",
        "a tree of forms",
    ],
)
def test_what_would_unpack_or_draw_without_end_is_too_large(name: str) -> None:
    data = bomb(name)
    for found in (read(data).problem, scan(data)[0].problem):
        assert found is not None
        assert found.code is ProblemCode.TOO_LARGE


def test_the_limit_is_on_what_streams_unpack_to_all_together() -> None:
    half = packed(b"q Q " * 2500, MOST_UNPACKED // 10_000 // 2 + 1)
    refuse_bombs(paged(stream(half)))
    with pytest.raises(Refused) as refused:
        refuse_bombs(paged(stream(half), stream(half)))
    assert refused.value.problem.values == {"limit": f"{MOST_UNPACKED // 2**20} MiB"}


def test_forms_that_honest_issuers_nest_are_no_bomb() -> None:
    refuse_bombs(
        paged(
            stream(zlib.compress(b"/X Do /X Do")),
            form(b"/X Do", 7),
            form(b"0 0 5 5 re f", 99),
            named=b"/X 6 0 R",
        )
    )


def test_resources_of_a_form_may_stand_elsewhere_or_be_packed() -> None:
    inner = b"<</XObject<</X 6 0 R>>>>"
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 7 0 R"
    ring = stream(b"/X Do", entries)
    for more in (
        inner,
        stream(zlib.compress(b"7 0 " + inner), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"),
    ):
        with pytest.raises(Refused):
            refuse_bombs(paged(stream(zlib.compress(b"/X Do")), ring, more, named=b"/X 6 0 R"))


def test_made_up_invoices_are_no_bombs() -> None:
    for seed in range(24):
        refuse_bombs(make(seed).data)


def test_a_pdf_that_needs_a_password_says_so() -> None:
    keys = b"/O<%s>/U<%s>/P -4/R 2/V 1/Filter/Standard" % (b"41" * 32, b"42" * 32)
    locked = written(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", b"<<%s>>" % keys],
        b"/Encrypt 3 0 R/ID[<00><00>]",
    )
    reading = read(locked)
    assert reading.drafts == ()
    assert reading.problem is not None
    assert reading.problem.code is ProblemCode.PASSWORD_PROTECTED


@pytest.mark.parametrize(
    "data", [b"%PDF-", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(500), b"%PDF-1.4\n1 0 obj<<>>stream\n"]
)
def test_a_pdf_of_nothing_is_damaged(data: bytes) -> None:
    reading = read(data)
    assert reading.problem is not None
    assert reading.problem.code is ProblemCode.UNREADABLE


WHOLE = pdf([drawn(qr=QR)], {"a.xml": b"<EInvoice><Header/></EInvoice>"})


@pytest.mark.parametrize("share", range(1, 20))
def test_a_file_that_is_cut_off_gives_drafts_or_a_reason(share: int) -> None:
    bounded(WHOLE[: len(WHOLE) * share // 20])


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Damages a file as transport and bad tools do: bytes changed, doubled, dropped, swapped."""
    raw = bytearray(data)
    for _ in range(rng.choice((1, 2, 5, 20))):
        if not raw:
            break
        at = rng.randrange(len(raw))
        size = rng.choice((1, 4, 60))
        how = rng.randrange(5)
        if how == 0:
            raw[at] = rng.randrange(256)
        elif how == 1:
            del raw[at : at + size]
        elif how == 2:
            raw[at:at] = raw[at : at + size]
        elif how == 3:
            other = rng.randrange(len(raw))
            raw[at : at + size] = raw[other : other + size]
        else:
            raw[at : at + size] = rng.choice((b"0", b"-1", b"99999999", b"/", b"<<", b"R", b"\xff"))
    return bytes(raw)


@pytest.mark.parametrize("seed", range(12))
def test_mutated_files_give_drafts_or_a_reason(seed: int) -> None:
    rng = random.Random(seed)
    base = WHOLE if seed % 3 else make(12).data
    for _ in range(15):
        bounded(_unpacked(base, rng) if seed % 2 else mutated(base, rng))


def _unpacked(data: bytes, rng: random.Random) -> bytes:
    """Mutates what stands inside a packed stream, so that the damage reaches the page."""
    starts = [match.end() for match in re.finditer(rb"(?<!end)stream\n", data)]
    start = rng.choice(starts)
    end = data.index(b"\nendstream", start)
    try:
        content = zlib.decompress(data[start:end])
    except zlib.error:
        return mutated(data, rng)
    return data[:start] + zlib.compress(mutated(content, rng)) + data[end:]
