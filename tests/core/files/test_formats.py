import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.problem import Problem, ProblemCode
from core.files import FORMATS, Reading, read


def test_every_format_has_its_own_name_and_suffixes() -> None:
    suffixes = [suffix for kind in FORMATS for suffix in kind.suffixes]
    assert len({kind.name for kind in FORMATS}) == len(FORMATS)
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_an_ofd_file_without_an_invoice_is_refused_as_an_ofd_file() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("OFD.xml", "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>")
    reading = read(made.getvalue())
    assert (reading.format, reading.drafts) == ("OFD", ())
    assert reading.problem is not None


@pytest.mark.parametrize(
    "data", [b"hello", b"PK\x03\x04", b"MZ\x90\0", b"{}", b"PK\x05\x06" + bytes(18)]
)
def test_other_files_are_of_no_known_kind(data: bytes) -> None:
    assert read(data) == Reading(None, (), Problem(ProblemCode.UNKNOWN_FORMAT))


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert read(b"") == Reading(None, (), Problem(ProblemCode.EMPTY))


BEGINNINGS = [
    b"",
    b"<EInvoice>",
    b"%PDF-1.4\n",
    b"\x89PNG\r\n\x1a\n",
    b"II*\0",
    b"BM",
    b"GIF89a",
    b"PK\x03\x04",
]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_any_bytes_give_drafts_or_a_problem(beginning: bytes, rest: bytes) -> None:
    reading = read(beginning + rest)
    assert reading.drafts or reading.problem
