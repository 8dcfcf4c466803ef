"""Mail: attachments become invoices, nothing in the mailbox is touched, no server is trusted."""

from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.app import Core
from core.domain.query import Query
from core.errors import (
    MailRefused,
    MailUnreachable,
    MailUntrusted,
    NoMailFolder,
    PasswordMissing,
)
from core.mail import MAX_MESSAGE, Account
from core.progress import Cancelled, Progress
from core.secrets import Passwords
from core.services.imported import NextStep
from core.services.mailing import Mailed
from tests.data.imap_server import PASSWORD, USER, Server, serving
from tests.data.invoice_files import as_xml
from tests.data.locked_files import locked_zip
from tests.invoices import draft


def message(n: int, *files: tuple[str, bytes], text: str = "您好") -> bytes:
    made = EmailMessage()
    made["Subject"] = f"发票 {n}"
    made["From"] = "seller@example.com"
    made["Message-ID"] = f"<{n}@example.com>"
    made.set_content(text)
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def zipped(**files: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.xml", data)
    return made.getvalue()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    messages = {
        3: message(3, ("发票.xml", as_xml(draft(1)))),
        5: message(5, ("两张.zip", zipped(a=as_xml(draft(2)), b=as_xml(draft(3))))),
        9: message(9, text="下载 https://example.com/fp?id=1&x=2 谢谢"),
    }
    with serving(tmp_path, messages) as made:
        yield made


def account(server: Server, folder: str = "INBOX") -> Account:
    return Account("localhost", USER, server.port, folder)


def look(core: Core, server: Server, **more: object) -> Mailed:
    return core.mailing.look(account(server), PASSWORD, context=server.context(), **more)  # type: ignore[arg-type]


def test_attachments_and_archives_are_imported_and_know_their_message(
    core: Core, server: Server
) -> None:
    mailed = look(core, server)
    assert (mailed.messages, mailed.imported.added) == (3, 3)
    (kept,) = core.originals.of(draft(2).number or "")
    assert kept.message_id == "<5@example.com>"
    assert kept.file_name == "a.xml"
    assert core.originals.data(kept.id) == as_xml(draft(2))


def test_links_are_listed_and_not_followed(core: Core, server: Server) -> None:
    (linked,) = look(core, server).linked
    assert linked.links == ("https://example.com/fp?id=1&x=2",)


def test_nothing_in_the_mailbox_is_marked(core: Core, server: Server) -> None:
    look(core, server)
    words = {command.split(" ")[0] for command in server.commands}
    assert "SELECT" not in words
    assert "EXAMINE" in words
    assert not [x for x in server.commands if "STORE" in x or "COPY" in x or "EXPUNGE" in x]
    assert all("PEEK" in x for x in server.commands if "BODY" in x)


def test_only_what_is_new_is_fetched_until_the_mailbox_counts_anew(
    core: Core, server: Server
) -> None:
    look(core, server)
    server.messages[12] = message(12, ("发票.xml", as_xml(draft(4))))
    again = look(core, server)
    assert (again.messages, again.imported.added) == (1, 1)
    assert look(core, server).messages == 0
    server.validity = 8
    anew = look(core, server)
    assert (anew.messages, anew.imported.added, anew.imported.unchanged) == (4, 0, 4)


def test_what_was_mailed_locked_is_held_and_opened_with_its_password(
    core: Core, server: Server
) -> None:
    locked = locked_zip({"a.xml": as_xml(draft(6)), "b.xml": as_xml(draft(7))}, b"open")
    server.messages = {21: message(21, ("locked.zip", locked))}
    first = look(core, server).imported
    files = [x.file for x in first.files if x.step is NextStep.UNLOCK]
    assert len(files) == 2
    wrong = core.imports.unlock(files, "wrong", held=first.held)
    assert wrong.added == 0
    done = core.imports.unlock(files, "open", held=wrong.held)
    assert (done.added, done.held) == (2, {})
    (kept,) = core.originals.of(draft(6).number or "")
    assert kept.message_id == "<21@example.com>"


def test_another_certificate_is_refused_before_anything_is_sent(
    core: Core, server: Server, tmp_path: Path
) -> None:
    with pytest.raises(MailUntrusted):
        core.mailing.look(account(server), PASSWORD)
    (tmp_path / "other").mkdir()
    with (
        serving(tmp_path / "other", {}, "elsewhere.example") as other,
        pytest.raises(MailUntrusted),
    ):
        core.mailing.look(account(other), PASSWORD, context=other.context())
    assert server.commands == []


def test_a_wrong_password_a_wrong_folder_and_no_server_are_told_apart(
    core: Core, server: Server
) -> None:
    with pytest.raises(MailRefused):
        core.mailing.look(account(server), "wrong", context=server.context())
    with pytest.raises(MailRefused):
        core.mailing.look(account(server), "错", context=server.context())
    with pytest.raises(NoMailFolder):
        core.mailing.look(account(server, "none"), PASSWORD, context=server.context())
    with pytest.raises(MailUnreachable):
        core.mailing.look(Account("localhost", USER, 1), PASSWORD, context=server.context())


def test_a_server_that_stops_in_the_middle_loses_nothing(core: Core, server: Server) -> None:
    server.moods.hang_up_after = 1
    with pytest.raises(MailUnreachable):
        look(core, server)
    server.moods.hang_up_after = None
    assert look(core, server).imported.added + core.lookup.find(Query()).total >= 3
    assert core.lookup.find(Query()).total == 3


def test_a_huge_message_is_named_and_not_fetched(core: Core, server: Server) -> None:
    server.moods.claimed[3] = MAX_MESSAGE + 1
    mailed = look(core, server)
    assert (mailed.too_large, mailed.imported.added) == (["发票 3"], 2)


def test_a_server_that_lies_about_a_size_is_left(core: Core, server: Server) -> None:
    lies = {3: 2**40}
    server.moods.claimed = lies
    server.messages[3] = message(3)
    mailed = Mailed()
    look(core, server, into=mailed)
    assert mailed.too_large == ["发票 3"]


def test_cancelling_keeps_what_came(core: Core, server: Server) -> None:
    def stop(progress: Progress) -> None:
        if progress.step == "mail":
            raise Cancelled

    with pytest.raises(Cancelled):
        look(core, server, report=stop)
    assert core.lookup.find(Query()).total == 3
    assert look(core, server).imported.added == 0


def test_a_mailbox_without_a_password_says_so() -> None:
    from core.errors import KeyringAbsent

    with pytest.raises((PasswordMissing, KeyringAbsent)):
        Passwords().get("books@example.com@localhost:993")
