"""A PDF made in memory, for PDFium to draw: its objects, and the table that finds them."""

import zlib
from typing import Final

_NAME: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class MadePdf:
    """Collects objects; a number given by `reserve` may be named before it is filled."""

    def __init__(self) -> None:
        """Begin with no object."""
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        """Give the number of an object to come."""
        self._objects.append(b"null")
        return len(self._objects)

    def add(self, content: str | bytes) -> int:
        """Add an object; gives its number."""
        number = self.reserve()
        self.fill(number, content)
        return number

    def fill(self, number: int, content: str | bytes) -> None:
        """Give a reserved object its content."""
        self._objects[number - 1] = content.encode() if isinstance(content, str) else content

    def stream(self, dictionary: str, data: bytes, *, packed: bool = True) -> int:
        """Add a stream; `dictionary` is what stands between << and >> beside its length."""
        if packed:
            data, dictionary = zlib.compress(data, 1), f"{dictionary}/Filter/FlateDecode"
        head = f"<<{dictionary}/Length {len(data)}>>stream\n".encode()
        return self.add(head + data + b"\nendstream")

    def whole(self, catalog: int) -> bytes:
        """Give the file."""
        parts, places, length = [_NAME], [], len(_NAME)
        for number, content in enumerate(self._objects, 1):
            places.append(length)
            parts.append(b"%d 0 obj" % number + content + b"\nendobj\n")
            length += len(parts[-1])
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        count = len(places) + 1
        trailer = f"trailer<</Size {count}/Root {catalog} 0 R>>\nstartxref\n{length}\n%%EOF"
        parts.append(f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode())
        return b"".join(parts)
