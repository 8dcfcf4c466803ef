"""Who is asked: the choice, its secrets, and the way there step by step."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.app import BEIJING, Core
from core.domain.topic import Topic
from core.errors import CredentialMissing
from core.secrets import MemoryKeys, MemoryVault
from core.store.generations import ledger_file
from core.verify import PROVIDERS
from core.verify.connection import Step, StepKind, Who, reachable, steps
from core.verify.provider import Token
from core.verify.tokens import Tokens
from tests.ledgers import NOW
from tests.secret_service import beside_secret_service, needs_secret_service
from tests.verifying import Service, error, running, set_up


def now() -> datetime:
    return datetime.now(BEIJING)


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, vault: MemoryVault) -> Iterator[Core]:
    opened = Core.open(folder, keys, now=now, by="tester", vault=vault)
    yield opened
    opened.close()


def went(found: tuple[Step, ...]) -> dict[StepKind, bool | None]:
    return {step.kind: step.ok for step in found}


def test_secrets_stand_in_the_vault_and_nowhere_else(
    core: Core, vault: MemoryVault, folder: Path
) -> None:
    core.providers.put_credentials("tencent", {"secret_id": "AKIDXX", "secret_key": "S3CR3TKEY"})
    assert "S3CR3TKEY" in (vault.get("credentials tencent") or "")
    assert core.providers.credential_keys("tencent") == {"secret_id", "secret_key"}
    assert core.providers.has_credentials("tencent")
    with core._ledger.store.reading() as work:
        assert all("S3CR3T" not in line.details for line in work.trail.lines())
    assert b"S3CR3T" not in ledger_file(folder, 1).read_bytes()
    assert "S3CR3T" not in repr(core.providers.access("tencent"))


def test_what_is_forgotten_is_asked_no_more_and_leaves_nothing_secret(
    core: Core, vault: MemoryVault
) -> None:
    provider = next(x for x in PROVIDERS if x.id == "baidu")
    values = {x.key: f"{x.key}-S3CR3T" for x in provider.credentials}
    core.providers.put_credentials("baidu", values)
    core.providers.choose(["tencent", "baidu"])
    tokens, ends = Tokens(vault), NOW + timedelta(days=20)
    access = core.providers.access("baidu")
    tokens.count(provider, access, NOW, 50)
    tokens.keep(provider, access, Token("T0K3N", ends))
    assert "T0K3N" in repr(vault._texts)
    core.providers.forget_credentials("baidu")
    assert not core.providers.has_credentials("baidu")
    assert "S3CR3T" not in repr(vault._texts)
    assert "T0K3N" not in repr(vault._texts)
    assert tokens.is_new(provider, access, NOW)  # a service that counts tokens counts on
    assert [x.provider for x in core.providers.choices() if x.on] == ["tencent"]
    with core._ledger.store.reading() as work:
        assert [x.action for x in work.trail.lines()][-1] == "forget_credentials"


SECRET_SERVICE = """
import sys
from pathlib import Path
import keyring
from core.app import Core, create_folder
from core.secrets import KeyringVault, MemoryKeys
from tests.ledgers import COMPANY, now
folder, keys = Path(sys.argv[1]) / "a", MemoryKeys()
create_folder(folder, COMPANY, keys, now=now, by="t")
core = Core.open(folder, keys, now=now, by="t", vault=KeyringVault())
core.providers.put_credentials("tencent", {"secret_id": "AKIDXX", "secret_key": "S3CR3TKEY"})
assert core.providers.has_credentials("tencent")
core.providers.forget_credentials("tencent")
assert not core.providers.credential_keys("tencent")
left = [x.get_label() for x in keyring.get_keyring().get_preferred_collection().get_all_items()]
core.close()
print("left", left)
"""


@needs_secret_service
def test_a_real_secret_service_holds_nothing_of_what_is_forgotten(tmp_path: Path) -> None:
    lines, complaints = beside_secret_service(SECRET_SERVICE, tmp_path / "x", str(tmp_path))
    assert lines[-1:] == ["left []"], complaints


def test_the_order_of_choice_and_what_was_set_are_kept(core: Core) -> None:
    core.providers.choose(["tencent"])
    core.providers.set_settings("tencent", {"region": "ap-beijing"}, 500)
    core.providers.choose(["baidu", "tencent", "no such service"])
    chosen = [x for x in core.providers.choices() if x.on]
    assert [x.provider for x in chosen] == ["baidu", "tencent"]
    assert (chosen[1].seconds, dict(chosen[1].settings)) == (120, {"region": "ap-beijing"})
    core.providers.choose([])
    assert not any(x.on for x in core.providers.choices())


def test_a_free_way_is_free_in_every_step(core: Core, service: Service) -> None:
    set_up(core, service)
    service.usual = error("InvalidParameterValue.InvalidParameterValueLimit")
    found = went(core.providers.check("tencent"))
    assert found == {
        StepKind.NETWORK: True,
        StepKind.PROXY: None,
        StepKind.NAME: True,
        StepKind.TLS: None,
        StepKind.SERVICE: True,
        StepKind.CLOCK: True,
        StepKind.CREDENTIALS: True,
    }
    assert core.providers.reachable()


def test_credentials_that_are_refused_are_told_as_such(core: Core, service: Service) -> None:
    set_up(core, service)
    service.usual = error("AuthFailure.SecretIdNotFound")
    last = core.providers.check("tencent")[-1]
    assert (last.kind, last.ok, last.who) == (StepKind.CREDENTIALS, False, Who.YOU)


def test_where_nobody_listens_the_service_is_at_fault_and_the_rest_not_reached(
    core: Core, service: Service
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    set_up(core, service)
    core.providers.set_settings("tencent", {"address": f"http://127.0.0.1:{port}"})
    found = went(core.providers.check("tencent"))
    assert found[StepKind.SERVICE] is False
    assert found[StepKind.CREDENTIALS] is None
    assert not core.providers.reachable()


def test_a_name_that_is_not_known_is_told_as_such() -> None:
    found = {step.kind: step for step in steps("https://nowhere.invalid/", now)}
    assert found[StepKind.SERVICE].ok is None or found[StepKind.SERVICE].ok is False
    assert not reachable("https://nowhere.invalid/", now)


def test_a_clock_that_is_wrong_is_told_with_the_seconds(service: Service) -> None:
    def late() -> datetime:
        return datetime.now(UTC) - timedelta(minutes=20)

    clock = list(steps(service.address, late))[-1]
    assert (clock.kind, clock.ok) == (StepKind.CLOCK, False)
    assert 1_190 < int(clock.facts["seconds"]) < 1_210


def test_a_service_without_tls_is_not_trusted() -> None:
    with running() as plain:
        found = {x.kind: x for x in steps(plain.address.replace("http:", "https:"), now)}
    assert found[StepKind.TLS].ok is False
    assert found[StepKind.SERVICE].ok is None


@pytest.mark.parametrize("text", ["[]", "{", '"x"', "null", "[" * 100_000])
def test_what_is_no_credentials_in_the_keyring_is_none(
    core: Core, vault: MemoryVault, service: Service, text: str
) -> None:
    set_up(core, service)
    service.answers[""] = error("InvalidParameterValue")
    vault.put("credentials tencent", text)
    assert not core.providers.has_credentials("tencent")
    with pytest.raises(CredentialMissing):
        core.providers.test("tencent")
    core.providers.put_credentials("tencent", {"secret_id": "AKIDXX", "secret_key": "S3CR3TKEY"})
    assert core.providers.test("tencent").accepted


def test_a_service_that_another_version_chose_is_left_out(core: Core, service: Service) -> None:
    set_up(core, service)
    with core._ledger.store.writing() as work:
        work.askers.choose(["of_later", "tencent"])
        work.askers.change("of_later", agreed_at=work.at.isoformat())
        work.record("choose_providers", None, Topic.VERIFICATION)
    assert [x.provider for x in core.providers.choices()] == ["tencent"]
    assert [x.provider for x in core.providers.services()] == ["tencent"]
    assert core.providers.reachable()
