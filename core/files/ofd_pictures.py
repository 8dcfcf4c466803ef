"""Pictures of an OFD in a PDF: JPEG and JBIG2 as they are, all others by their pixels."""

import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from PIL import Image

from core.files.ofd_images import jbig2, jbig2_dictionary
from core.files.ofd_package import Package
from core.files.ofd_resources import Resources
from core.files.pdf_made import MadePdf

_MOST_PIXELS: Final = 60_000_000
_KINDS: Final = ("PNG", "JPEG", "BMP", "GIF", "TIFF")
_PICTURE: Final = "/Type/XObject/Subtype/Image/Width {}/Height {}/BitsPerComponent 8/ColorSpace/{}"


@dataclass(slots=True)
class Pictures:
    """The pictures of one PDF; each is taken over when it is first drawn."""

    package: Package
    made: MadePdf
    resources: Resources
    used: dict[str, int] = field(default_factory=dict)
    _names: dict[str, str | None] = field(default_factory=dict)
    _pixels: int = 0

    def named(self, resource: str) -> str | None:
        """Give the name of a picture among the page's resources; None for none that is one."""
        part = self.resources.pictures.get(resource)
        if part is None:
            return None
        if part not in self._names:
            self._names[part] = self.add(self.package.part(part))
        return self._names[part]

    def add(self, data: bytes) -> str | None:
        """Take a picture over; None for what is none, is damaged, or too large in all."""
        number = self._jbig2(data) if jbig2(data) else self._decoded(data)
        if number is None:
            return None
        name = f"I{len(self.used)}"
        self.used[name] = number
        return name

    def _jbig2(self, data: bytes) -> int | None:
        found = jbig2(data)
        if found is None or not self._has_room(found[1], found[2]):
            return None
        stream, width, height = found
        return self.made.stream(jbig2_dictionary(width, height), stream, packed=False)

    def _has_room(self, width: int, height: int) -> bool:
        self._pixels += width * height
        return 0 < self._pixels <= _MOST_PIXELS

    def _decoded(self, data: bytes) -> int | None:
        try:
            with Image.open(BytesIO(data), formats=_KINDS) as picture:
                if not self._has_room(*picture.size):
                    return None
                if picture.format == "JPEG" and picture.mode in ("L", "RGB"):
                    space = "DeviceGray" if picture.mode == "L" else "DeviceRGB"
                    dictionary = _PICTURE.format(*picture.size, space) + "/Filter/DCTDecode"
                    return self.made.stream(dictionary, data, packed=False)
                return self._plain(picture)
        except (*_BAD, Image.DecompressionBombError):
            return None

    def _plain(self, picture: Image.Image) -> int:
        mask = ""
        if picture.has_transparency_data:
            picture = picture.convert("RGBA")
            alpha = picture.getchannel("A").tobytes()
            number = self.made.stream(_PICTURE.format(*picture.size, "DeviceGray"), alpha)
            mask = f"/SMask {number} 0 R"
        plain = picture.convert("RGB")
        return self.made.stream(_PICTURE.format(*plain.size, "DeviceRGB") + mask, plain.tobytes())


_BAD: Final = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
    *(EOFError, MemoryError, RuntimeError, AssertionError, BufferError, zlib.error),
)
"""What Pillow's plugins raise on bad bytes."""
