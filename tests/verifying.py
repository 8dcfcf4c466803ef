"""A verification service on loopback, and a ledger that asks it: for tests and measurements."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from core.app import BEIJING, Core
from core.secrets import KeySource, MemoryVault

MATCHES: dict[str, Any] = {"Invoice": {"IsAbandoned": "N"}, "RequestId": "r-1"}
START = datetime(2026, 11, 24, 9, 30, tzinfo=BEIJING)


def error(code: str) -> dict[str, Any]:
    return {"Error": {"Code": code, "Message": "說明"}, "RequestId": "r-2"}


class Clock:
    """A clock that moves when somebody waits."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def monotonic(self) -> float:
        return self.at.timestamp()


class Service:
    """Answers as Tencent does; `answers` by number, a text or a call in place of the usual."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Any] = {}
        self.usual: Any = MATCHES
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def times(self) -> Counter[str]:
        return Counter(self.asked)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_HEAD(self) -> None:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            number = question["InvoiceNo"]
            if number:  # a test of the credentials names none
                service.asked.append(number)
            answer = service.answers.get(number, service.usual)
            if callable(answer):
                answer = answer(number)
            if isinstance(answer, int):
                self._send(answer, b"busy")
            elif answer is not None:
                body = json.dumps({"Response": _about(question, answer)})
                self._send(200, body.encode())
            else:
                self.close_connection = True

        def _send(self, status: int, body: bytes) -> None:
            head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\n"
            head += f"Content-Length: {len(body)}\r\n\r\n"
            self.wfile.write(head.encode() + body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


def _about(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Name the invoice that was asked about, as an answer must."""
    if "Invoice" not in answer:
        return answer
    named = {"Number": question["InvoiceNo"], "Date": question["InvoiceDate"]}
    return answer | {"Invoice": named | answer["Invoice"]}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as made:
        yield made


@contextmanager
def running() -> Iterator[Service]:
    service = Service()
    try:
        yield service
    finally:
        service.close()


@contextmanager
def opened(
    folder: Path,
    keys: KeySource,
    clock: Callable[[], datetime],
    wait: Callable[[float], object] = time.sleep,
) -> Iterator[Core]:
    core = Core.open(folder, keys, now=clock, by="tester", vault=MemoryVault(), wait=wait)
    try:
        yield core
    finally:
        core.close()


def set_up(core: Core, service: Service) -> None:
    """Choose Tencent, for which the service stands in."""
    set_up_at(core, service.address)


def set_up_at(core: Core, address: str) -> None:
    """Choose Tencent at an address."""
    core.providers.choose(["tencent"])
    core.providers.set_settings("tencent", {"address": address}, 10)
    core.providers.agree("tencent")
    core.providers.put_credentials("tencent", {"secret_id": "AKIDEXAMPLE", "secret_key": "SECRET"})
