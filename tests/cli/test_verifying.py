"""`verify`: to the letter of the contract."""

import keyring

from core.app import Core
from core.domain.invoice import EntryMethod
from tests.cli.test_commands import Cli, cli, code
from tests.core.test_secrets import Fake
from tests.invoices import draft
from tests.verifying import error, running, set_up

__all__ = ["cli", "code"]


def test_no_service_is_status_2(cli: Cli, core: Core) -> None:
    core.entry.add(draft(1), EntryMethod.MANUAL)
    ran = cli("verify", "--json")
    assert (ran.status, ran.json["error"]["code"]) == (2, "no_provider")
    assert ran.err.strip()


def test_the_queue_is_worked_off_and_every_answer_told(cli: Cli, core: Core) -> None:
    keyring.set_keyring(Fake())
    names = [core.entry.add(draft(n), EntryMethod.MANUAL).key.name for n in range(3)]
    with running() as service:
        set_up(core, service)
        ran = cli("verify", "--limit", "1", "--json")
        assert ran.status == 0
        assert set(ran.json) == {"done", "waiting", "answers"}
        assert (ran.json["done"], ran.json["waiting"]) == (1, 2)
        (answer,) = ran.json["answers"]
        assert list(answer) == ["key", "state", "status", "provider", "charged", "at"]
        assert answer["at"].endswith("+08:00")
        told = [answer[x] for x in ("key", "state", "status", "provider", "charged")]
        assert told == [names[0], "match", "normal", "tencent", True]
        service.answers[names[1]] = error("ResourceNotFound.NoInvoice")
        service.answers[names[2]] = None
        ran = cli("verify", "--json")
        assert ran.status == 1
        assert (ran.json["done"], ran.json["waiting"]) == (1, 1)
        assert [(x["state"], x["charged"]) for x in ran.json["answers"]] == [
            ("not_found", True),
            ("unknown", None),
        ]
        assert cli("verify").status == 0
