"""The only door to the network: one POST, to one of a few hosts, in bounded time and size.

The time is that of the whole answer, its headers too: one that drips has no more of it.

TLS is always verified, a redirect is never followed, and each question has a connection of its
own: what failed before its body was read was certainly not received; after that it may have
been, and been charged. Errors of the network become a Failure, without their texts: these hold
addresses, and the addresses of some services hold secrets.
"""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from core.domain.answer import Failure
from core.errors import AddressRefused
from core.verify.wire import Reply, Request

if TYPE_CHECKING:
    from ssl import SSLContext

    import requests
    from requests.adapters import HTTPAdapter

CONNECT: Final = 5.0
"""Seconds until a connection stands."""
SHORTEST, LONGEST = 10.0, 120.0
"""Seconds that an answer may take: what a setting may say."""
MOST: Final = 8 * 2**20
"""Bytes of an answer: an invoice of 10,000 lines has a third of it."""
LOOPBACK: Final = "127.0.0.1"
_PIECE: Final = 65536


@dataclass(frozen=True, slots=True)
class NoReply:
    """No whole answer; `received`: the service may have got the question and charged it."""

    failure: Failure
    received: bool


@dataclass(slots=True)
class Transport:
    """Sends requests; `trust`: a file of certificates in place of `core.trust`'s."""

    trust: Path | None = None
    shortest: float = SHORTEST
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    _trusted: "SSLContext | None" = field(default=None, init=False, repr=False)

    def send(
        self, provider: str, request: Request, hosts: frozenset[str], address: str, seconds: float
    ) -> Reply | NoReply:
        """Send one request once; raise AddressRefused where nothing may be sent to."""
        _allowed(provider, request.url, hosts, address)
        # of 60 ms of loading, none is for the first paint
        import requests
        from urllib3.exceptions import HTTPError

        body = _Body(request.body)
        read = min(max(seconds, self.shortest), LONGEST)
        try:
            with requests.Session() as session:
                return self._sent(session, request, body, read)
        except (OSError, HTTPError, HTTPException, ValueError) as error:  # requests' are OSErrors
            return NoReply(_failure(error, body.begun), body.begun)

    def _sent(
        self, session: "requests.Session", request: Request, body: "_Body", seconds: float
    ) -> Reply | NoReply:
        import requests

        # prepared apart from the connection's settings, which would take a password out of .netrc
        made = requests.Request("POST", request.url, headers=dict(request.headers)).prepare()
        made.headers.update(
            {
                "Accept-Encoding": "identity",
                "Connection": "close",
                "Content-Length": str(len(request.body)),
                "User-Agent": "Piaohe",
            }
        )
        made.body = body  # type: ignore[assignment]
        chosen = session.merge_environment_settings(request.url, {}, True, True, None)
        if urlsplit(request.url).hostname == LOOPBACK:
            chosen["proxies"] = {}
        trusted, ends = self._context(), self.clock() + seconds
        for scheme in ("https://", "http://"):
            session.mount(scheme, _in_time(ends, self.clock, trusted))
        with session.send(
            made,
            allow_redirects=False,
            stream=True,
            timeout=(CONNECT, seconds),
            verify=str(self.trust) if self.trust else True,
            proxies=chosen["proxies"],
        ) as response:
            return self._read(response)

    def _context(self) -> "SSLContext":
        if self._trusted is None:  # reading the certificates takes longer than a question
            from core.trust import trusting

            self._trusted = trusting(self.trust)
        return self._trusted

    def _read(self, response: "requests.Response") -> Reply | NoReply:
        read = bytearray()
        for piece in _pieces(response):
            read += piece
            if len(read) > MOST:
                return NoReply(Failure.TOO_LARGE, received=True)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(response.status_code, headers, bytes(read))


def _in_time(ends: float, clock: Callable[[], float], trust: "SSLContext") -> "HTTPAdapter":
    """Give a way to a server that is trusted; all that comes must come before a moment."""
    from requests.adapters import HTTPAdapter

    class Response(HTTPResponse):
        def __init__(self, sock: socket, *given: Any, **more: Any) -> None:
            super().__init__(sock, *given, **more)
            self.fp = io.BufferedReader(_InTime(self.fp.detach(), sock, ends, clock))

    class InTime(HTTPAdapter):
        def build_connection_pool_key_attributes(self, *given: Any, **more: Any) -> Any:
            where, how = super().build_connection_pool_key_attributes(*given, **more)
            return where, {**how, "ssl_context": trust}

        def get_connection_with_tls_context(self, *given: Any, **more: Any) -> Any:
            pool: Any = super().get_connection_with_tls_context(*given, **more)
            ours = {"response_class": Response}
            pool.ConnectionCls = type("InTime", (pool.ConnectionCls,), ours)
            return pool

    return InTime()


class _InTime(io.RawIOBase):
    """What comes over a socket: each piece is waited for no longer than the time that is left."""

    def __init__(
        self, raw: io.RawIOBase, sock: socket, ends: float, clock: Callable[[], float]
    ) -> None:
        self._raw = raw
        self._sock = sock
        self._ends = ends
        self._clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        left = self._ends - self._clock()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Body(io.BytesIO):
    """A body that knows whether it was begun: it is read once the connection stands."""

    begun = False

    def read(self, size: int | None = -1, /) -> bytes:
        self.begun = True
        return super().read(size)


def _allowed(provider: str, url: str, hosts: frozenset[str], address: str) -> None:
    try:
        parts, ours = urlsplit(url), urlsplit(address)
        known = parts.hostname in hosts and parts.port in (None, 443)
        chosen = bool(address) and (parts.hostname, parts.port) == (ours.hostname, ours.port)
        secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == LOOPBACK)
    except ValueError:
        raise AddressRefused(provider=provider, host="?") from None
    if not (secure and (known or chosen)) or parts.username or parts.password:
        raise AddressRefused(provider=provider, host=parts.hostname or "?")


def _pieces(response: "requests.Response") -> Iterator[bytes]:
    """Give what comes as it comes: one that drips is noticed between two drops."""
    while piece := response.raw.read1(_PIECE, decode_content=True):
        yield piece


def _failure(error: BaseException, begun: bool) -> Failure:
    """Say where the way ended, by the classes of an error and of all that caused it."""
    names = {type(each).__name__ for each in _chain(error)}
    told = next((each for name, each in _FAILURES.items() if name in names), Failure.BROKEN_OFF)
    return told if not begun or told is Failure.TIME else Failure.BROKEN_OFF


def _chain(error: BaseException) -> list[BaseException]:
    """Give an error and what caused it; the libraries hide causes in their arguments too."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting and len(found) < _LONGEST_CHAIN:
        each = waiting.pop()
        if isinstance(each, BaseException) and not any(each is known for known in found):
            found.append(each)
            waiting += [each.__context__, each.__cause__, getattr(each, "reason", None), *each.args]
    return found


_LONGEST_CHAIN: Final = 32
_FAILURES: Final = {
    "ProxyError": Failure.PROXY,
    "SSLCertVerificationError": Failure.UNTRUSTED,
    "CertificateError": Failure.UNTRUSTED,
    "NameResolutionError": Failure.NAME,
    "gaierror": Failure.NAME,
    "ConnectTimeoutError": Failure.CONNECTION,
    "NewConnectionError": Failure.CONNECTION,
    "ReadTimeoutError": Failure.TIME,
    "ReadTimeout": Failure.TIME,
    "TimeoutError": Failure.TIME,
}
"""By the name of a class, the most telling first."""
