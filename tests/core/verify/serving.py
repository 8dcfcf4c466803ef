"""A server on loopback that speaks HTTP byte by byte, so that it can also speak it badly.

It hands what it got to a function, which gives the bytes of the answer, or does with the
connection what it likes.
"""

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Got:
    """A request as it came; `query` decoded, `raw_query` as it stood."""

    method: str
    path: str
    raw_query: str
    headers: dict[str, str]
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.raw_query, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


Mood = Callable[[socket.socket], None]
Speak = Callable[[Got], bytes | Mood]


@dataclass
class Server:
    """Where it listens, and all that it got."""

    port: int
    scheme: str = "http"
    got: list[Got] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        host = "127.0.0.1" if self.scheme == "http" else "localhost"
        return f"{self.scheme}://{host}:{self.port}"

    def hold(self, connection: socket.socket) -> None:
        """Say nothing until the test is over."""
        del connection
        self.over.wait(60)


def http(body: str | bytes | dict[str, Any], status: int = 200, **headers: str) -> bytes:
    """Write an answer; a dict as JSON."""
    if isinstance(body, dict):
        body = json.dumps(body, ensure_ascii=False)
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} x", f"Content-Length: {len(data)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {text}" for name, text in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def reset(connection: socket.socket) -> None:
    """Break off without a goodbye."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@contextmanager
def serving(speak: Speak, tls: tuple[Path, Path] | None = None) -> Iterator[Server]:
    """Serve until the block ends; `tls`: a certificate and its key."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(listening.getsockname()[1], "https" if tls else "http")
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
    threads = [threading.Thread(target=_listen, args=(listening, server, speak, context))]
    threads[0].start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 5):
            pass
        threads[0].join(10)
        listening.close()


def _listen(
    listening: socket.socket, server: Server, speak: Speak, context: ssl.SSLContext | None
) -> None:
    answering = []
    while True:
        connection, _ = listening.accept()
        if server.over.is_set():
            connection.close()
            break
        each = threading.Thread(target=_serve, args=(connection, server, speak, context))
        each.start()
        answering.append(each)
    for each in answering:
        each.join(10)


def _serve(
    connection: socket.socket, server: Server, speak: Speak, context: ssl.SSLContext | None
) -> None:
    with suppress(OSError):
        connection.settimeout(30)
        if context:
            connection = context.wrap_socket(connection, server_side=True)
    with connection, suppress(OSError):
        got = _read(connection)
        if got is None:
            return
        server.got.append(got)
        server.came.set()
        answer = speak(got)
        if isinstance(answer, bytes):
            connection.sendall(answer)
        else:
            answer(connection)


def _read(connection: socket.socket) -> Got | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): text.strip() for name, _, text in pairs}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    method, target, _ = first.split(" ")
    parts = urlsplit(target)
    return Got(method, parts.path, parts.query, headers, body)
