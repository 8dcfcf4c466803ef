"""A mailbox (IMAP): its new messages with their files. Nothing there is marked, moved or deleted.

TLS always, with a certificate that is verified; the folder is opened to be read only (EXAMINE).
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self

from imap_tools import AND, MailboxFolderSelectError, MailboxLoginError, MailMessage, errors
from imap_tools.mailbox import BaseMailBox

from core.errors import MailRefused, MailUnreachable, MailUntrusted, NoMailFolder
from core.trust import trusting

PORT: Final = 993
_SECONDS: Final = 30.0
"""How long the server may say nothing."""
MAX_MESSAGE: Final = 64 * 2**20
_SIZES: Final = 200
"""Of how many messages the sizes are asked for at once."""
_MOST_LINKS: Final = 20
_LINK: Final = re.compile(r"https?://[^\s\"'<>()（）、，。；]{4,500}").findall
_SIZE: Final = re.compile(rb"UID (\d+)").search, re.compile(rb"RFC822\.SIZE (\d+)").search


@dataclass(frozen=True, slots=True)
class Account:
    """Where a mailbox is; the password is kept in the keyring under `name`."""

    host: str
    user: str
    port: int = PORT
    folder: str = "INBOX"

    @property
    def name(self) -> str:
        """What the keyring and the ledger call it."""
        return f"{self.user}@{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class MailFile:
    """An attachment; `inline` ones are the pictures of a letter and its signature."""

    name: str
    data: bytes = field(repr=False)
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message: `uid` is its number in the folder, `links` stand in its text and are not followed.

    `too_large`: it was not fetched.
    """

    uid: int
    message_id: str
    subject: str
    files: tuple[MailFile, ...] = ()
    links: tuple[str, ...] = ()
    too_large: bool = False


class Mailbox:
    """An open mailbox. Use it as a context.

    Opening and reading raise MailUnreachable, MailUntrusted, MailRefused, NoMailFolder.
    """

    def __init__(
        self, account: Account, password: str, context: ssl.SSLContext | None = None
    ) -> None:
        """Log in; `context` says whom to trust in place of `core.trust`."""
        self._account = account
        with _explained(account):
            self._box = _Box(account, context or trusting())
        try:
            with _explained(account):
                self._open(password)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Give the mailbox."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave."""
        self.close()

    def messages(self, after: int, since: date) -> Iterator[Message]:
        """Give the messages after a number, in their order; of 0, those that came since a day."""
        with _explained(self._account):
            asked = f"UID {after + 1}:*" if after else str(AND(date_gte=since))
            found = sorted(int(uid) for uid in self._box.uids(asked, None))
            newer = [uid for uid in found if uid > after]  # n:* gives the last one in any case
            for start in range(0, len(newer), _SIZES):
                yield from self._fetched(newer[start : start + _SIZES])

    def close(self) -> None:
        """Leave, whatever state it is in."""
        with suppress(errors.ImapToolsError, imaplib.IMAP4.error, OSError):
            if not self._box.broken:
                self._box.logout()
        with suppress(OSError):  # a connection that broke off stays half open else
            self._box.client.shutdown()

    def _open(self, password: str) -> None:
        client = self._box.client
        self._box.login_utf8_or_plain(self._account.user, password)
        if "ID" in client.capabilities:  # some Chinese services refuse whoever does not say it
            imaplib.Commands.setdefault("ID", ("AUTH", "SELECTED"))
            with suppress(imaplib.IMAP4.error):
                client._simple_command("ID", '("name" "Piaohe" "version" "1")')
        self._box.folder.set(self._account.folder, readonly=True)
        _, found = client.response("UIDVALIDITY")
        self.validity = int(found[0] or 0) if found and found[0] else 0

    def _fetched(self, uids: list[int]) -> Iterator[Message]:
        sizes = self._sizes(uids)
        for uid in uids:
            is_huge = sizes.get(uid, 0) > MAX_MESSAGE
            for mail in self._box.fetch(uid_list=[str(uid)], mark_seen=False, headers_only=is_huge):
                yield _message(uid, mail, is_huge)

    def _sizes(self, uids: list[int]) -> dict[int, int]:
        _, answers = self._box.client.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE)")
        sizes = {}
        for answer in answers:
            line = answer if isinstance(answer, bytes) else b""
            uid, size = (search(line) for search in _SIZE)
            if uid and size:
                sizes[int(uid[1])] = int(size[1])
        return sizes


class _Box(BaseMailBox):
    """The library's mailbox over a connection of ours."""

    def __init__(self, account: Account, context: ssl.SSLContext) -> None:
        self._connection = _Connection(account.host, account.port, context)
        super().__init__()

    @property
    def broken(self) -> bool:
        return self._connection.broken

    def login_utf8_or_plain(self, user: str, password: str) -> None:
        plain = user.isascii() and password.isascii()
        try:
            (self.login if plain else self.login_utf8)(user, password, initial_folder=None)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            raise MailboxLoginError(("NO", []), "OK") from None

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return self._connection


class _Connection(imaplib.IMAP4_SSL):
    """Refuses to take more at once than a message may have, whatever the server says."""

    broken = False

    def __init__(self, host: str, port: int, context: ssl.SSLContext) -> None:
        super().__init__(host, port, ssl_context=context, timeout=_SECONDS)

    def read(self, size: int) -> bytes:
        if size > MAX_MESSAGE + 2**20:
            self.broken = True
            raise self.abort("too large")
        return super().read(size)


def _message(uid: int, mail: MailMessage, is_huge: bool) -> Message:
    message_id = str(mail.obj["message-id"] or "").strip()
    files = tuple(
        MailFile(each.filename or "attachment", each.payload, each.content_disposition == "inline")
        for each in ([] if is_huge else mail.attachments)
    )
    text = "" if is_huge else f"{mail.text}\n{mail.html}"
    links = tuple(dict.fromkeys(_LINK(text.replace("&amp;", "&"))))[:_MOST_LINKS]
    return Message(uid, message_id, mail.subject, files, links, is_huge)


@contextmanager
def _explained(account: Account) -> Iterator[None]:
    """Turn the errors of the network into ours, without their texts."""
    host = account.host
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise MailUntrusted(host=host) from None
    except MailboxLoginError:
        raise MailRefused(host=host) from None
    except MailboxFolderSelectError:
        raise NoMailFolder(host=host, folder=account.folder) from None
    except socket.gaierror:
        raise MailUnreachable(host=host, reason="name") from None
    except TimeoutError:
        raise MailUnreachable(host=host, reason="time") from None
    except (imaplib.IMAP4.error, errors.ImapToolsError, ssl.SSLError, ConnectionError, EOFError):
        raise MailUnreachable(host=host, reason="stopped") from None
    except OSError:
        raise MailUnreachable(host=host, reason="failed") from None
