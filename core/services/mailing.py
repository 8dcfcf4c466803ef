"""Fetching invoices from a mailbox: what is attached is imported like a dropped folder."""

import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from core.files.archive import Found, expand, is_archive
from core.files.barcode import is_picture
from core.files.readers import is_invoice_file
from core.mail import Account, Mailbox, Message
from core.progress import Progress, Report, ignore
from core.services.imported import Held, Imported
from core.services.imports import Imports
from core.store.database import Store
from core.store.ledger import Clock

__all__ = ["Account", "Linked", "Mailed", "Mailing"]

FIRST_DAYS: Final = 92
"""How far back a mailbox is looked through for the first time."""
_MESSAGES: Final = 50
_BYTES: Final = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Linked:
    """A message without an invoice attached that may name one by a link."""

    message_id: str
    subject: str
    links: tuple[str, ...]


@dataclass(slots=True)
class Mailed:
    """What a look at a mailbox brought; `too_large` are the subjects of what was not fetched."""

    messages: int = 0
    imported: Imported = field(default_factory=Imported)
    linked: list[Linked] = field(default_factory=list)
    too_large: list[str] = field(default_factory=list)


class Mailing:
    """Looks at mailboxes; how far is kept in the ledger, nothing in the mailbox is changed."""

    def __init__(self, store: Store, imports: Imports, now: Clock) -> None:
        """Import into this store."""
        self._store = store
        self._imports = imports
        self._now = now

    def look(
        self,
        account: Account,
        password: str,
        *,
        report: Report = ignore,
        into: Mailed | None = None,
        context: ssl.SSLContext | None = None,
    ) -> Mailed:
        """Import the files of the messages that came since the last look, some at a time.

        What was imported before it broke off or was cancelled is not fetched again. Raises
        MailUnreachable, MailUntrusted, MailRefused, NoMailFolder.
        """
        mailed = into or Mailed()
        since = self._now().date() - timedelta(days=FIRST_DAYS)
        name = f"{account.name}/{account.folder}"
        with Mailbox(account, password, context) as box:
            with self._store.reading() as work:
                seen = work.seen.mail(name, box.validity)
            for messages in _some(box.messages(seen, since)):
                self._take(messages, mailed, report)
                with self._store.noting() as seen_now:
                    seen_now.note_mail(name, box.validity, messages[-1].uid)
        return mailed

    def _take(self, messages: Sequence[Message], mailed: Mailed, report: Report) -> None:
        found: list[Found] = []
        held: dict[str, Held] = {}
        for message in messages:
            files = dict(_files(message))
            found += [x for label, data in files.items() for x in expand(label, data)]
            held |= {label: Held(data, message.message_id) for label, data in files.items()}
            if message.too_large:
                mailed.too_large.append(message.subject)
            elif message.links and not files:
                linked = Linked(message.message_id, message.subject, message.links)
                mailed.linked.append(linked)
        if found:
            self._imports.take(found, held=held, report=report, into=mailed.imported)
        mailed.messages += len(messages)
        report(Progress("mail", mailed.messages))


def _files(message: Message) -> Iterator[tuple[str, bytes]]:
    """What may be invoices, by the content: no letters, no pictures of a signature."""
    for place, file in enumerate(message.files):
        if file.inline and is_picture(file.data):
            continue
        if is_archive(file.data) or is_invoice_file(file.data):
            name = file.name.replace("/", "_").replace("\\", "_")
            yield f"mail/{message.uid}/{place}/{name}", file.data


def _some(messages: Iterator[Message]) -> Iterator[list[Message]]:
    """Put messages together that are imported at once."""
    some: list[Message] = []
    size = 0
    for message in messages:
        some.append(message)
        size += sum(len(file.data) for file in message.files)
        if len(some) >= _MESSAGES or size >= _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some
