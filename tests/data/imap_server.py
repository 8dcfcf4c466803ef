"""A small IMAP server on loopback, with TLS and a certificate that is made for it.

It speaks what a reader of mail needs (RFC 3501) and notes every command, so that a test sees that
nothing was marked. `Moods` say how it misbehaves.
"""

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

USER, PASSWORD = "books@example.com", "open sesame"


@dataclass
class Moods:
    """How it misbehaves: after so many fetched messages it hangs up; sizes that it claims."""

    hang_up_after: int | None = None
    claimed: dict[int, int] = field(default_factory=dict)


@dataclass
class Server:
    """What it holds: messages by UID, as bytes."""

    port: int
    certificate: Path
    messages: dict[int, bytes]
    validity: int = 7
    moods: Moods = field(default_factory=Moods)
    commands: list[str] = field(default_factory=list)
    fetched: int = 0

    def context(self) -> ssl.SSLContext:
        """Trust this server alone."""
        return ssl.create_default_context(cafile=str(self.certificate))


def make_certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """Make a certificate for a name, and its key."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650"),
            *("-keyout", str(key), "-out", str(certificate), "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName=DNS:{name}"),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


@contextmanager
def serving(folder: Path, messages: dict[int, bytes], name: str = "localhost") -> Iterator[Server]:
    """Serve messages on loopback, in a thread of its own."""
    certificate, key = make_certificate(folder, name)
    server = Server(0, certificate, messages)
    loop = asyncio.new_event_loop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    loop.set_exception_handler(lambda *_: None)  # connections break off on purpose

    async def begin() -> asyncio.Server:
        return await asyncio.start_server(
            lambda reader, writer: _Session(server, reader, writer).run(),
            "localhost",
            0,
            ssl=context,
        )

    listening = loop.run_until_complete(begin())
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()


class _Session:
    def __init__(
        self, server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer
        self._open = True

    async def run(self) -> None:
        self._say("* OK [CAPABILITY IMAP4rev1 ID] ready")
        try:
            while self._open and (line := await self._reader.readline()):
                tag, _, command = line.decode("utf-8", "replace").strip().partition(" ")
                self._server.commands.append(command)
                self._answer(tag, command)
                await self._writer.drain()
        except (ConnectionError, ssl.SSLError):
            pass
        finally:
            self._writer.close()

    def _say(self, text: str) -> None:
        self._writer.write(text.encode() + b"\r\n")

    def _answer(self, tag: str, command: str) -> None:
        word = command.split(" ", maxsplit=1)[0].upper()
        if word == "UID":
            word = command.split(" ")[1].upper()
        done = f"{tag} OK done"
        if word == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1 ID")
        elif word == "LOGIN" and command != f'LOGIN "{USER}" "{PASSWORD}"':
            done = f"{tag} NO wrong"
        elif word == "AUTHENTICATE":
            done = f"{tag} NO not so"
        elif word in ("EXAMINE", "SELECT"):
            if "INBOX" not in command:
                done = f"{tag} NO no such folder"
            else:
                self._say(f"* {len(self._server.messages)} EXISTS")
                self._say(f"* OK [UIDVALIDITY {self._server.validity}] so")
                done = f"{tag} OK [READ-ONLY] done"
        elif word == "SEARCH":
            self._search(command)
        elif word == "FETCH":
            self._fetch(command)
        elif word == "LOGOUT":
            self._say("* BYE")
            self._open = False
        self._say(done)

    def _search(self, command: str) -> None:
        uids = sorted(self._server.messages)
        if ":*" in command:
            first = int(command.rsplit(" ", maxsplit=1)[-1].strip("()").removesuffix(":*"))
            uids = [uid for uid in uids if uid >= first] or uids[-1:]
        self._say(f"* SEARCH {' '.join(map(str, uids))}")

    def _fetch(self, command: str) -> None:
        uids = [int(uid) for uid in command.split(" ")[2].split(",")]
        for uid in uids:
            data = self._server.messages[uid]
            size = self._server.moods.claimed.get(uid, len(data))
            if "BODY" not in command:
                self._say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {size})")
                continue
            if self._server.fetched == self._server.moods.hang_up_after:
                self._writer.transport.abort()
                return
            self._server.fetched += 1
            part = "HEADER" if "HEADER" in command else ""
            if part:
                data = data.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            announced = len(data)
            if not part and uid in self._server.moods.claimed:
                announced = self._server.moods.claimed[uid]
            head = f"* {uid} FETCH (UID {uid} FLAGS () RFC822.SIZE {size} BODY[{part}] "
            self._writer.write(head.encode() + f"{{{announced}}}\r\n".encode() + data + b")\r\n")
