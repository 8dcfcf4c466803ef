"""The way to a service, step by step: what is wrong is named, with who can mend it."""

import errno
import socket
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from core.verify.connection import Step, StepKind, Who, steps
from tests.core.verify.serving import Got, http, reset, serving
from tests.data.imap_server import make_certificate
from words.verifying import step_line

HOST = "https://service.example/"


def now() -> datetime:
    return datetime.now(UTC)


def walked(
    url: str, clock: Callable[[], datetime] = now, seconds: float = 5
) -> dict[StepKind, Step]:
    return {step.kind: step for step in steps(url, clock, seconds)}


def wrong(found: dict[StepKind, Step]) -> Step:
    """The one step that is wrong; all after it were not reached, all sentences are whole."""
    (step,) = [each for each in found.values() if each.ok is False]
    after = [*found.values()][[*found].index(step.kind) + 1 :]
    assert not any(each.ok for each in after)
    line = step_line(step)
    assert "{" not in line
    assert line.count(". ") <= 1  # what is wrong, and who can mend it
    return step


def proxied(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, address)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def answering(status: int = 404, **headers: str) -> Callable[[Got], bytes]:
    return lambda _: http("", status, **headers)


@pytest.mark.usefixtures("direct")
def test_a_computer_in_no_network_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(*_: Any) -> None:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", no_way)
    step = wrong(walked(HOST))
    assert (step.kind, step.who) == (StepKind.NETWORK, Who.YOU)


@pytest.mark.usefixtures("direct")
def test_a_name_that_nobody_knows_is_the_networks_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket.socket, "connect", lambda *_: None)  # in a network
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    step = wrong(walked(HOST))
    assert (step.kind, step.who) == (StepKind.NAME, Who.ADMINISTRATOR)
    assert "service.example" in step_line(step)


def test_a_proxy_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    proxied(monkeypatch, f"http://127.0.0.1:{closed_port()}")
    step = wrong(walked(HOST))
    assert (step.kind, step.who) == (StepKind.PROXY, Who.ADMINISTRATOR)
    assert step.facts["reason"] == "silent"


@pytest.mark.parametrize(
    ("status", "reason", "words"),
    [
        (407, "login", "asks for a name and a password"),
        (403, "refused", "does not let through"),
        (502, "beyond", "does not reach the service"),
        (504, "beyond", "does not reach the service"),
    ],
)
def test_a_proxy_that_refuses_is_at_fault_and_not_the_service(
    monkeypatch: pytest.MonkeyPatch, status: int, reason: str, words: str
) -> None:
    with serving(answering(status)) as proxy:
        proxied(monkeypatch, proxy.address)
        step = wrong(walked(HOST))
        assert proxy.got[0].method == "CONNECT"
    assert (step.kind, step.who, step.facts["reason"]) == (
        StepKind.PROXY,
        Who.ADMINISTRATOR,
        reason,
    )
    assert words in step_line(step)


def test_a_proxy_is_told_who_asks_where_the_system_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(answering(407)) as proxy:
        proxied(monkeypatch, f"http://wang:p%40ss@127.0.0.1:{proxy.port}")
        step = wrong(walked(HOST))
    sent = {name.lower(): text for name, text in proxy.got[0].headers.items()}
    assert sent["proxy-authorization"] == "Basic d2FuZzpwQHNz"
    assert "p@ss" not in step_line(step)
    assert "p%40ss" not in str(step)


@pytest.mark.usefixtures("direct")
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_port_that_refuses_is_the_services_fault(scheme: str) -> None:
    step = wrong(walked(f"{scheme}://127.0.0.1:{closed_port()}/"))
    assert (step.kind, step.who) == (StepKind.SERVICE, Who.PROVIDER)
    assert step.facts["reason"] == "refused"
    assert "takes no connection" in step_line(step)


@pytest.mark.usefixtures("direct")
def test_who_is_not_there_is_knocked_at_once() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(5)
        port = full.getsockname()[1]
        step = wrong(walked(f"https://127.0.0.1:{port}/", seconds=0.3))
        full.setblocking(False)
        full.accept()[0].close()
        with pytest.raises(BlockingIOError):
            full.accept()
    assert (step.kind, step.facts["reason"]) == (StepKind.SERVICE, "time")


@pytest.mark.usefixtures("direct")
def test_a_certificate_that_nobody_vouches_for_is_told_as_something_in_between(
    tmp_path: Path,
) -> None:
    with serving(answering(), make_certificate(tmp_path)) as server:
        step = wrong(walked(server.address))
        assert not server.got
    assert (step.kind, step.who) == (StepKind.TLS, Who.ADMINISTRATOR)
    assert "gateway may stand in between" in step_line(step)


@pytest.mark.usefixtures("direct")
def test_a_certificate_of_another_name_is_told_as_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_certificate(tmp_path, "example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str(other[0]))
    with serving(answering(), other) as server:
        step = wrong(walked(server.address))
    assert step.facts["reason"] == "name"
    assert "somebody else answers in place of localhost" in step_line(step)


@pytest.mark.usefixtures("direct")
def test_a_certificate_that_does_not_hold_today_points_at_the_clock_of_this_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = expired(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(old[0]))
    with serving(answering(), old) as server:
        step = wrong(walked(server.address))
    assert (step.kind, step.who) == (StepKind.TLS, Who.YOU)
    assert "date and time" in step_line(step)


def expired(folder: Path) -> tuple[Path, Path]:
    """A certificate that held for one day, and ended."""
    key, request, made = (folder / f"old.{x}" for x in ("key", "csr", "pem"))
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    new = ("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost")
    sign = ("openssl", "x509", "-req", "-days", "-1", "-extfile", str(folder / "names"))
    for command in (
        (*new, "-keyout", str(key), "-out", str(request)),
        (*sign, "-in", str(request), "-signkey", str(key), "-out", str(made)),
    ):
        subprocess.run(command, check=True, capture_output=True)
    return made, key


@pytest.mark.usefixtures("direct")
def test_a_trusted_way_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    with serving(answering(Date=format_datetime(now(), usegmt=True)), made) as server:
        found = walked(server.address)
    assert {kind for kind, step in found.items() if step.ok} == {
        *(StepKind.NETWORK, StepKind.NAME, StepKind.TLS, StepKind.SERVICE, StepKind.CLOCK)
    }


@pytest.mark.usefixtures("direct")
@pytest.mark.parametrize("minutes", [20, -20])
def test_a_wrong_clock_says_how_much_and_which_way(minutes: int) -> None:
    with serving(answering(Date=format_datetime(now(), usegmt=True))) as server:
        step = wrong(walked(server.address, lambda: now() + timedelta(minutes=minutes)))
    assert (step.kind, step.who) == (StepKind.CLOCK, Who.YOU)
    assert f"20 minutes {'ahead' if minutes > 0 else 'behind'}" in step_line(step)


@pytest.mark.usefixtures("direct")
@pytest.mark.parametrize("date", ["", "yesterday", "Tue, 99 Nov 2026 99:00:00 GMT"])
def test_without_a_day_that_can_be_read_nothing_is_said_of_the_clock(date: str) -> None:
    with serving(answering(Date=date)) as server:
        assert walked(server.address)[StepKind.CLOCK].ok is None


@pytest.mark.usefixtures("direct")
def test_a_service_that_says_nothing_is_told_as_slow() -> None:
    with serving(lambda _: server.hold) as server:
        step = wrong(walked(server.address, seconds=0.3))
    assert (step.kind, step.who, step.facts["reason"]) == (
        StepKind.SERVICE,
        Who.PROVIDER,
        "time",
    )
    assert "did not answer in time" in step_line(step)


@pytest.mark.usefixtures("direct")
def test_a_service_that_breaks_off_or_is_out_of_service_is_told_as_such() -> None:
    with serving(lambda _: reset) as server:
        assert wrong(walked(server.address)).facts["reason"] == "broken"
    for status in (502, 503, 504):
        with serving(answering(status)) as server:
            step = wrong(walked(server.address))
        assert (step.kind, step.who) == (StepKind.SERVICE, Who.PROVIDER)
        assert f"HTTP {status}" in step_line(step)


@pytest.mark.usefixtures("direct")
def test_a_service_that_knows_no_such_page_is_there_all_the_same() -> None:
    for status in (200, 301, 403, 404, 405, 500):
        with serving(answering(status)) as server:
            assert walked(server.address)[StepKind.SERVICE].ok
