"""The key, its paper form, and a real keyring service."""

import pickle
from pathlib import Path

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError
from keyring.errors import KeyringLocked as BackendLocked

from core.errors import (
    AppError,
    InvalidRecoveryCode,
    KeyMissing,
    KeyringAbsent,
    KeyringDenied,
    KeyringLocked,
    KeyTaken,
)
from core.secrets import (
    Key,
    Keyring,
    KeyringVault,
    MemoryKeys,
    MemoryVault,
    Vault,
    key_of,
    recovery_code,
)
from tests.secret_service import beside_secret_service, needs_secret_service

keys = st.binary(min_size=32, max_size=32).map(Key)


@given(keys)
def test_a_code_gives_back_its_key(key: Key) -> None:
    code = recovery_code(key)
    assert key_of(code) == key
    assert [len(group) for group in code.split("-")] == [4] * 14


@given(keys)
def test_a_code_is_read_however_it_was_written(key: Key) -> None:
    code = recovery_code(key)
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else "　" for c in code)
    slips = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert key_of(wide) == key_of(slips) == key_of(f"  {code}\n\n") == key


@given(keys, st.integers(0, 55), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed(key: Key, place: int, letter: str) -> None:
    letters = recovery_code(key).replace("-", "")
    if letters[place] != letter:
        with pytest.raises(InvalidRecoveryCode):
            key_of(letters[:place] + letter + letters[place + 1 :])


@given(keys, st.integers(0, 54))
def test_two_transposed_characters_are_noticed(key: Key, place: int) -> None:
    letters = recovery_code(key).replace("-", "")
    one, two = letters[place], letters[place + 1]
    if one != two:
        with pytest.raises(InvalidRecoveryCode):
            key_of(letters[:place] + two + one + letters[place + 2 :])


@given(st.text())
def test_any_other_text_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(InvalidRecoveryCode) as caught:
        key_of(text)
    assert caught.value.facts["reason"] in ("character", "length", "check")


def test_a_refusal_names_the_group_at_fault() -> None:
    groups = recovery_code(Key.new()).split("-")
    groups[4] = "AU!C"
    with pytest.raises(InvalidRecoveryCode) as caught:
        key_of("-".join(groups))
    assert caught.value.facts == {"reason": "character", "group": 5}
    with pytest.raises(InvalidRecoveryCode) as caught:
        key_of("-".join(groups[:3]))
    assert caught.value.facts == {"reason": "length", "found": 12, "wanted": 56}


def test_a_key_shows_itself_nowhere() -> None:
    key = Key.new()
    assert key.hex not in repr(key) + str(key) + f"{key}" + key.check()
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_a_key_is_never_shorter_than_32_bytes() -> None:
    for length in (0, 16, 31, 33):
        with pytest.raises(ValueError, match="32 bytes"):
            Key(b"x" * length)


def test_keys_in_memory_are_told_apart_by_id() -> None:
    one, two = Key.new(), Key.new()
    held = MemoryKeys({"a": one})
    assert held.get("a") == one
    with pytest.raises(KeyMissing):
        held.get("b")
    with pytest.raises(KeyTaken):
        held.put("a", two)
    assert MemoryKeys(any_id=two).get("whatever") == two


class Fake(KeyringBackend):
    """A keyring of this process; `fault` is what it answers with."""

    priority = 1.0

    def __init__(self, fault: Exception | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.fault = fault
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.fault:
            raise self.fault
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class KeychainDenied(Exception):
    """What macOS gives as the cause of its KeyringLocked."""


def denied() -> BackendLocked:
    error = BackendLocked("Can't get password from keychain")
    error.__cause__ = KeychainDenied()
    return error


@pytest.mark.parametrize(
    ("backend", "expected"),
    [
        (fail.Keyring(), KeyringAbsent),
        (null.Keyring(), KeyringDenied),
        (Fake(BackendLocked("locked")), KeyringLocked),
        (Fake(InitError("Prompt dismissed")), KeyringLocked),
        (Fake(denied()), KeyringDenied),
        (Fake(OSError("secret 1234")), KeyringDenied),
    ],
)
def test_absent_locked_and_denied_are_three_errors(
    backend: KeyringBackend, expected: type[AppError]
) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(expected) as caught:
        Keyring().put("id", Key.new())
    assert "1234" not in str(caught.value) + str(caught.value.facts)


def test_a_missing_entry_says_which() -> None:
    keyring.set_keyring(Fake())
    with pytest.raises(KeyMissing) as caught:
        Keyring().get("4f0c")
    assert caught.value.facts == {"key_id": "4f0c"}


def test_an_entry_is_never_overwritten() -> None:
    keyring.set_keyring(Fake())
    first = Key.new()
    Keyring().put("id", first)
    Keyring().put("id", first)
    with pytest.raises(KeyTaken):
        Keyring().put("id", Key.new())
    assert Keyring().get("id") == first


def test_an_entry_of_another_shape_is_no_key() -> None:
    fake = Fake()
    fake.held["Piaohe", "id"] = "not hex"
    keyring.set_keyring(fake)
    with pytest.raises(KeyringDenied):
        Keyring().get("id")


@pytest.mark.parametrize("vault", [KeyringVault(), MemoryVault()])
def test_what_services_gave_us_is_kept_replaced_and_forgotten(vault: Vault) -> None:
    keyring.set_keyring(Fake())
    assert vault.get("token") is None
    vault.put("token", "first")
    vault.put("token", "second")
    assert vault.get("token") == "second"
    vault.forget("token")
    vault.forget("token")
    assert vault.get("token") is None


def test_a_keyring_that_keeps_nothing_is_noticed_before_a_token_is_lost() -> None:
    keyring.set_keyring(null.Keyring())
    with pytest.raises(KeyringDenied):
        KeyringVault().put("token", "text")


SERVICE_SCRIPT = """
import sys
from core.errors import KeyMissing, KeyringLocked
from core.secrets import Key, Keyring, KeyringVault, recovery_code, key_of
key = Key.new()
try:
    Keyring().get("none")
except KeyMissing:
    pass
Keyring().put("id", key)
assert Keyring().get("id") == key
KeyringVault().put("token", "first")
KeyringVault().put("token", "second")
assert KeyringVault().get("token") == "second"
print("kept")
"""

LOCKED_SCRIPT = """
from core.errors import KeyringLocked
from core.secrets import Key, Keyring
try:
    Keyring().put("id", Key.new())
except KeyringLocked:
    print("locked")
"""


@needs_secret_service
@pytest.mark.parametrize(
    ("unlock", "script", "expected"),
    [(True, SERVICE_SCRIPT, "kept"), (False, LOCKED_SCRIPT, "locked")],
)
def test_a_real_secret_service_keeps_the_key(
    unlock: bool, script: str, expected: str, tmp_path: Path
) -> None:
    lines, complaints = beside_secret_service(script, tmp_path, unlocked=unlock)
    assert lines[-1:] == [expected], complaints
