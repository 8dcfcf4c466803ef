"""OFD files: recognised, so that they are refused by name. They cannot be read yet."""

import zipfile
from io import BytesIO

from core.domain.invoice import Draft
from core.domain.problem import ProblemCode
from core.files.format import Format, Refused


def _matches(data: bytes) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return any(name.lstrip("/") == "OFD.xml" for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return False


def _read(_: bytes) -> list[Draft]:
    raise Refused(ProblemCode.UNKNOWN_FORMAT, format="OFD")


OFD = Format("OFD", (".ofd",), _matches, _read)
