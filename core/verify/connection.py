"""The way to a service, step by step: how far it is free, and who can mend what is not.

Nothing is asked about any invoice and nothing is charged: a connection is made, and the front
door is knocked at.
"""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

SECONDS: Final = 5.0
"""How long each step may take."""
CLOCK_SECONDS: Final = 300
"""How much a clock may differ: services refuse a signature of another time."""
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

    `facts`: host, proxy, seconds (of the clock's difference), status, reason (a word).
    """

    kind: StepKind
    ok: bool | None
    who: Who
    facts: Mapping[str, str] = field(default_factory=dict)


def steps(url: str, now: Callable[[], datetime]) -> Iterator[Step]:
    """Walk the way to an address, all steps but that of the credentials."""
    walk = _Walk(urlsplit(url), now)
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

    def __init__(self, parts: SplitResult, now: Callable[[], datetime]) -> None:
        self._host = parts.hostname or ""
        self._secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._secure else 80)
        self._now = now
        self._proxy = self._found_proxy(parts.scheme)
        self._date: str | None = None

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
        outside = (self._host, self._port) if self._is_here() else OUTSIDE
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as found:
            try:
                found.connect(outside)
            except OSError:
                return _step(StepKind.NETWORK, False)
        return _step(StepKind.NETWORK, True)

    def _name(self) -> Step:
        if self._proxy is not None:
            return _step(StepKind.NAME, None, host=self._host)  # the proxy looks it up
        try:
            socket.getaddrinfo(self._host, self._port)
        except OSError:
            return _step(StepKind.NAME, False, host=self._host)
        return _step(StepKind.NAME, True, host=self._host)

    def _through_proxy(self) -> Step:
        if self._proxy is None:
            return _step(StepKind.PROXY, None)
        named = f"{self._proxy.hostname}:{self._proxy.port or 80}"
        try:
            where = (self._proxy.hostname or "", self._proxy.port or 80)
            socket.create_connection(where, SECONDS).close()
        except OSError:
            return _step(StepKind.PROXY, False, proxy=named)
        return _step(StepKind.PROXY, True, proxy=named)

    def _tls(self) -> Step:
        if not self._secure:
            return _step(StepKind.TLS, None)
        try:
            with closing(self._connection()) as connection:
                connection.connect()
        except ssl.SSLCertVerificationError as error:
            return _step(StepKind.TLS, False, host=self._host, reason=str(error.verify_code))
        except ssl.SSLError:
            return _step(StepKind.TLS, False, host=self._host, reason="handshake")
        except (OSError, HTTPException):
            return _step(StepKind.TLS, False, host=self._host, reason="connection")
        return _step(StepKind.TLS, True, host=self._host)

    def _service(self) -> Step:
        try:
            with closing(self._connection()) as connection:
                connection.request("HEAD", "/", headers={"User-Agent": "Piaohe"})
                answer = connection.getresponse()
        except (OSError, HTTPException):
            return _step(StepKind.SERVICE, False, host=self._host, reason="connection")
        self._date = answer.headers.get("Date")
        fine = answer.status < 502 or answer.status == 505
        return _step(StepKind.SERVICE, fine, host=self._host, status=str(answer.status))

    def _clock(self) -> Step:
        try:
            theirs = parsedate_to_datetime(self._date or "")
            apart = abs((theirs - self._now()).total_seconds())
        except (TypeError, ValueError):
            return _step(StepKind.CLOCK, None)
        return _step(StepKind.CLOCK, apart <= CLOCK_SECONDS, seconds=str(round(apart)))

    def _connection(self) -> HTTPConnection:
        place = (self._host, self._port)
        if self._proxy is not None:
            place = (self._proxy.hostname or "", self._proxy.port or 80)
        kind = HTTPSConnection if self._secure else HTTPConnection
        made = kind(*place, timeout=SECONDS)
        if self._proxy is not None:
            made.set_tunnel(self._host, self._port)
        return made

    def _found_proxy(self, scheme: str) -> SplitResult | None:
        named = getproxies().get(scheme)
        if not named or self._is_here() or proxy_bypass(self._host):
            return None
        return urlsplit(named if "://" in named else f"http://{named}")

    def _is_here(self) -> bool:
        return self._host == "127.0.0.1"


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
