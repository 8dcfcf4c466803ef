"""Files that ask for a password: kept as they arrived, read with it, and it is told to nobody."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.app import Core
from core.domain.problem import ProblemCode
from core.domain.query import Query
from core.files import Found, read
from core.files.format import Refused
from core.services.imported import Became, Imported, NextStep
from tests.data import pdf_maker
from tests.data.invoice_files import as_xml
from tests.data.locked_files import locked_pdf, locked_zip
from tests.invoices import draft

PASSWORD = "Ab12密码"
PLAIN = pdf_maker.make(0)
PDF = locked_pdf(PLAIN.data, PASSWORD.encode("gb18030"))


def said(done: Imported) -> list[tuple[str, ProblemCode | None, NextStep]]:
    return [(Path(x.file).name, x.problem.code if x.problem else None, x.step) for x in done.files]


def test_a_locked_pdf_is_read_with_its_password_and_kept_as_it_arrived(
    core: Core, tmp_path: Path
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(PDF)
    refused = core.imports.run([file])
    assert said(refused) == [("a.pdf", ProblemCode.PASSWORD_PROTECTED, NextStep.UNLOCK)]
    done = core.imports.unlock([x.file for x in refused.files], PASSWORD)
    assert done.rejected == []
    assert done.files[0].became in (Became.ADDED, Became.LOOK)
    assert done.files[0].key == read(PLAIN.data).drafts[0].number
    kept = core.originals.of(done.files[0].key or "")
    assert [core.originals.data(x.id) for x in kept] == [PDF]
    for password, code in (
        (None, ProblemCode.PASSWORD_PROTECTED),
        ("x", ProblemCode.WRONG_PASSWORD),
    ):
        with pytest.raises(Refused) as error:
            core.originals.pages(kept[0].id, password)
        assert error.value.problem.code is code
    with core.originals.pages(kept[0].id, PASSWORD) as pages:
        assert len(pages) >= 1
        assert len(set(pages.picture(0, 50).rgb)) > 2, "something is drawn"


def test_members_of_a_locked_zip_are_opened_with_one_password(core: Core, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    files = {"1.xml": as_xml(draft(1)), "2.xml": as_xml(draft(2))}
    file.write_bytes(locked_zip(files, PASSWORD.encode("gb18030")))
    refused = core.imports.run([file])
    assert [x.step for x in refused.files] == [NextStep.UNLOCK] * 2
    done = core.imports.unlock([x.file for x in refused.files], PASSWORD)
    assert (done.added, done.rejected) == (2, [])
    assert core.lookup.find(Query()).total == 2
    (kept,) = core.originals.of(draft(1).number or "")
    assert core.originals.data(kept.id) == files["1.xml"]


@pytest.mark.parametrize("password", ["x", "", "Ab12密碼", "\ud800"])
def test_a_wrong_password_is_said_and_brings_nothing_in(
    core: Core, tmp_path: Path, password: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    content = {f"{n}.xml": as_xml(draft(n)) for n in range(3)}
    (tmp_path / "b.zip").write_bytes(locked_zip(content, b"right"))
    refused = core.imports.run([tmp_path / "a.pdf", tmp_path / "b.zip"])
    done = core.imports.unlock([x.file for x in refused.files], password)
    code = ProblemCode.WRONG_PASSWORD if password else ProblemCode.PASSWORD_PROTECTED
    assert {(x, step) for _, x, step in said(done)} == {(code, NextStep.UNLOCK)}
    assert core.lookup.find(Query()).total == 0


def test_what_cannot_be_opened_even_with_a_password_says_so(core: Core, tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("1.xml", as_xml(draft(1)))
    data = bytearray(made.getvalue())
    for at in (6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
        data[at + 2 : at + 4] = (99).to_bytes(2, "little")  # WinZip's AES
    (tmp_path / "a.zip").write_bytes(data)
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "b.xlsx").write_bytes(ole)
    refused = core.imports.run([tmp_path / "a.zip", tmp_path / "b.xlsx"])
    assert {x for _, x, _ in said(refused)} == {ProblemCode.PASSWORD_PROTECTED}
    done = core.imports.unlock([x.file for x in refused.files], PASSWORD)
    assert {(x, step) for _, x, step in said(done)} == {(ProblemCode.ENCRYPTED, NextStep.SHOW_FILE)}


def test_the_password_is_told_to_nobody(
    core: Core, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    secret = "never-told-3141"
    done = core.imports.unlock([str(tmp_path / "a.pdf")], secret)
    told = (repr(done), caplog.text, repr(Found("a", b"x", password=secret)))
    logs = [x.read_text() for x in (core.folder / "logs").glob("*")]
    assert [x for x in (*told, *logs) if secret in x] == []
