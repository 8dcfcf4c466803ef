"""The way to a service, step by step: how far it is free, and who can mend what is not.

Nothing is asked about any invoice and nothing is charged: a connection is made, and the front
door is knocked at.
"""

import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from core.trust import trusting

SECONDS: Final = 5.0
"""How long each step may take."""
CLOCK_SECONDS: Final = 300
"""How much a clock may differ: services refuse a signature of another time."""
UNNEEDED: Final = "unneeded"
OUTSIDE: Final = ("223.5.5.5", 53)
"""An address in the net to look for a way to; nothing is sent there."""


class StepKind(StrEnum):
    """The steps, in the order in which each needs the one before."""

    NETWORK = "network"
    NAME = "name"
    PROXY = "proxy"
    TLS = "tls"
    SERVICE = "service"
    CREDENTIALS = "credentials"
    CLOCK = "clock"


class Who(StrEnum):
    """Who can mend a step."""

    YOU = "you"
    ADMINISTRATOR = "administrator"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Step:
    """How a step went; `ok` None: it was not reached, or does not arise.

    `facts`: host, proxy, seconds (of the clock's difference), way (ahead, behind), status, and
    `reason`, a word: UNNEEDED or unsaid where `ok` is None; of a proxy silent, login, refused,
    beyond; of a secure connection dated, name, unknown, handshake; of a service refused, time,
    broken, status.
    """

    kind: StepKind
    ok: bool | None
    who: Who
    facts: Mapping[str, str] = field(default_factory=dict)


def steps(url: str, now: Callable[[], datetime], seconds: float = SECONDS) -> Iterator[Step]:
    """Walk the way to an address, all steps but that of the credentials."""
    walk = _Walk(urlsplit(url), now, seconds)
    reached = True
    for kind, walked in walk.ways():
        step = walked() if reached else Step(kind, None, _WHO[kind])
        reached = reached and step.ok is not False
        yield step


def reachable(url: str, now: Callable[[], datetime]) -> bool:
    """Say whether a service answers at all."""
    return all(step.ok is not False for step in steps(url, now) if step.kind is not StepKind.CLOCK)


class _Walk:
    """One walk; what a step finds out is of use for the next."""

    def __init__(self, parts: SplitResult, now: Callable[[], datetime], seconds: float) -> None:
        self._host = parts.hostname or ""
        self._secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._secure else 80)
        self._now = now
        self._seconds = seconds
        self._proxy = self._found_proxy(parts.scheme)
        self._date: str | None = None
        self._unreached = ""

    def ways(self) -> tuple[tuple[StepKind, Callable[[], Step]], ...]:
        return (
            (StepKind.NETWORK, self._network),
            (StepKind.PROXY, self._through_proxy),
            (StepKind.NAME, self._name),
            (StepKind.TLS, self._tls),
            (StepKind.SERVICE, self._service),
            (StepKind.CLOCK, self._clock),
        )

    def _network(self) -> Step:
        ways = [(self._host, self._port)] if self._is_here() else [OUTSIDE]
        if self._proxy is not None:  # the only way out of some houses
            ways.append((self._proxy.hostname or "", self._proxy.port or 80))
        return _step(StepKind.NETWORK, any(map(_leads, ways)))

    def _name(self) -> Step:
        if self._proxy is not None:
            return _step(StepKind.NAME, None, reason=UNNEEDED)  # the proxy looks it up
        try:
            socket.getaddrinfo(self._host, self._port)
        except OSError:
            return _step(StepKind.NAME, False, host=self._host)
        return _step(StepKind.NAME, True, host=self._host)

    def _through_proxy(self) -> Step:
        if self._proxy is None:
            return _step(StepKind.PROXY, None, reason=UNNEEDED)
        named = f"{self._proxy.hostname}:{self._proxy.port or 80}"
        try:
            with closing(self._plain()) as connection:
                connection.connect()
        except (OSError, HTTPException) as error:
            return _step(StepKind.PROXY, False, proxy=named, reason=_of_proxy(error))
        return _step(StepKind.PROXY, True, proxy=named)

    def _tls(self) -> Step:
        if not self._secure:
            return _step(StepKind.TLS, None, reason=UNNEEDED)
        try:
            with closing(self._connection()) as connection:
                connection.connect()
        except ssl.SSLCertVerificationError as error:
            why = _CERTIFICATES.get(error.verify_code, "unknown")
            step = _step(StepKind.TLS, False, host=self._host, reason=why)
            return replace(step, who=Who.YOU) if why == "dated" else step
        except ssl.SSLError:
            return _step(StepKind.TLS, False, host=self._host, reason="handshake")
        except (OSError, HTTPException) as error:  # nobody was there to prove who he is
            self._unreached = _of_service(error)
            return _step(StepKind.TLS, None)
        return _step(StepKind.TLS, True, host=self._host)

    def _service(self) -> Step:
        if self._unreached:
            return _step(StepKind.SERVICE, False, host=self._host, reason=self._unreached)
        try:
            with closing(self._connection()) as connection:
                connection.request("HEAD", "/", headers={"User-Agent": "Piaohe"})
                answer = connection.getresponse()
        except (OSError, HTTPException) as error:
            why = _of_service(error)
            return _step(StepKind.SERVICE, False, host=self._host, reason=why)
        self._date = answer.headers.get("Date")
        fine = answer.status < 502 or answer.status == 505
        facts = {"host": self._host, "status": str(answer.status)}
        return _step(StepKind.SERVICE, fine, **facts, reason="" if fine else "status")

    def _clock(self) -> Step:
        try:
            theirs = parsedate_to_datetime(self._date or "")
            apart = (self._now() - theirs).total_seconds()
        except (TypeError, ValueError):
            return _step(StepKind.CLOCK, None, reason="unsaid")
        way = "ahead" if apart > 0 else "behind"
        fine = abs(apart) <= CLOCK_SECONDS
        return _step(StepKind.CLOCK, fine, seconds=str(round(abs(apart))), way=way)

    def _plain(self) -> HTTPConnection:
        """Give a connection to the proxy, and for a secure address through it."""
        assert self._proxy is not None
        made = HTTPConnection(
            self._proxy.hostname or "", self._proxy.port or 80, timeout=self._seconds
        )
        if self._secure:
            made.set_tunnel(self._host, self._port, _login(self._proxy))
        return made

    def _connection(self) -> HTTPConnection:
        place = (self._host, self._port)
        if self._proxy is not None:
            place = (self._proxy.hostname or "", self._proxy.port or 80)
        made: HTTPConnection
        if self._secure:
            made = HTTPSConnection(*place, timeout=self._seconds, context=trusting())
        else:
            made = HTTPConnection(*place, timeout=self._seconds)
        if self._proxy is not None:
            made.set_tunnel(self._host, self._port, _login(self._proxy))
        return made

    def _found_proxy(self, scheme: str) -> SplitResult | None:
        named = getproxies().get(scheme)
        if not named or self._is_here() or proxy_bypass(self._host):
            return None
        return urlsplit(named if "://" in named else f"http://{named}")

    def _is_here(self) -> bool:
        return self._host in ("127.0.0.1", "localhost")


def _leads(where: tuple[str, int]) -> bool:
    """Say whether there is a way to an address; nothing is sent."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as found:
        try:
            found.connect(where)
        except OSError:
            return False
    return True


def _login(proxy: SplitResult) -> dict[str, str]:
    """Give the header by which a proxy knows its user, where the system's address names one."""
    if not proxy.username:
        return {}
    who = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": "Basic " + b64encode(who.encode()).decode()}


def _of_proxy(error: Exception) -> str:
    found = _TUNNEL(str(error))
    if found is None:
        return "silent"
    status = int(found[1])
    return "login" if status == 407 else "beyond" if status in (502, 503, 504) else "refused"


def _of_service(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "time"
    return "refused" if isinstance(error, ConnectionRefusedError) else "broken"


_TUNNEL: Final = re.compile(r"Tunnel connection failed: (\d{3})").search
_CERTIFICATES: Final = {9: "dated", 10: "dated", 62: "name", 64: "name"}
"""What OpenSSL's codes say of a certificate: not yet valid, expired, of another name."""


def _step(kind: StepKind, ok: bool | None, **facts: str) -> Step:
    return Step(kind, ok, _WHO[kind], facts)


_WHO: Final = {
    StepKind.NETWORK: Who.YOU,
    StepKind.NAME: Who.ADMINISTRATOR,
    StepKind.PROXY: Who.ADMINISTRATOR,
    StepKind.TLS: Who.ADMINISTRATOR,
    StepKind.SERVICE: Who.PROVIDER,
    StepKind.CREDENTIALS: Who.YOU,
    StepKind.CLOCK: Who.YOU,
}
