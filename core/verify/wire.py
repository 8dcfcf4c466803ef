"""What goes over the wire and what comes back, as plain values; secrets are in no `repr`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Request:
    """A signed POST: the body is sent byte for byte as it was signed.

    `secrets`: what it holds besides the credentials that no answer may carry on, its signature.
    """

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_sendable(self) -> bool:
        """Say whether headers may hold it: a credential may be anything that was pasted."""
        return all(text.isascii() and text.isprintable() for text in self.headers.values())


@dataclass(frozen=True)
class Reply:
    """An answer that came whole; `headers` by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @cached_property
    def text(self) -> str | None:
        """The body as UTF-8, which all services promise; None where it is none."""
        try:
            return self.body.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None

    @property
    def raw(self) -> str:
        """The body to be kept and shown, whatever it is."""
        return self.body.decode("utf-8", "backslashreplace") if self.text is None else self.text

    @property
    def wait(self) -> float | None:
        """Seconds that the service asks to be left alone."""
        in_ms = _seconds(self.headers.get("x-acs-retry-after"))
        return in_ms / 1000 if in_ms is not None else _seconds(self.headers.get("retry-after"))


def compact(body: Mapping[str, object]) -> bytes:
    """Write JSON without blanks, every character as itself."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def query(pairs: Mapping[str, str]) -> str:
    """Write a query as RFC 3986 has it: a blank is %20."""
    return "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in pairs.items())


def _seconds(text: str | None) -> int | None:
    # an HTTP date is not read: the wait of the one who asks is long enough then
    found = (text or "").strip()
    return int(found) if found.isascii() and found.isdigit() and len(found) < 9 else None
