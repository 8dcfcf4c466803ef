"""The ledger's key: in the OS keyring, in memory, and on paper as the recovery code (恢复码).

The code is the key itself in Crockford's base32 (https://www.crockford.com/base32.html):
52 characters hold 256 bits and four zero bits, four more hold 20 bits of the key's SHA-256,
together fourteen groups of four. Nothing else is needed to open a ledger or a backup.
"""

import hashlib
import hmac
import secrets
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import keyring
from keyring import errors as keyring_errors

from core.errors import (
    InvalidRecoveryCode,
    KeyMissing,
    KeyringAbsent,
    KeyringDenied,
    KeyringLocked,
    KeyTaken,
    PasswordMissing,
)

SERVICE = "Piaohe"
"""The name under which the OS keyring lists our entries; the user of an entry is the key id."""

PASSWORDS = "Piaohe mail"
"""The same for the passwords of mailboxes."""

VERIFICATION = "Piaohe verification"
"""The same for what verification services know us by."""

KEY_BYTES = 32
PREFIX = 8
"""Characters of a key id that stand in the name of a backup."""
GROUPS = 14
GROUP = 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_KEY_LETTERS = 52
_PAD_BITS = 4
_CHECK_BITS = 20


class Key:
    """32 random bytes; neither `repr`, `str` nor pickling shows them."""

    __slots__ = ("_bytes",)

    def __init__(self, data: bytes) -> None:
        """Take exactly 32 bytes: SQLCipher silently makes a passphrase of anything shorter."""
        if len(data) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        self._bytes = data

    @classmethod
    def new(cls) -> "Key":
        """Make a key of the system's randomness."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def hex(self) -> str:
        """64 hex digits; for the database driver and the keyring alone."""
        return self._bytes.hex()

    @property
    def bytes(self) -> bytes:
        """The key itself; for the recovery code alone."""
        return self._bytes

    def check(self) -> str:
        """16 hex digits that tell a wrong key from a damaged ledger and reveal nothing."""
        return hmac.new(self._bytes, b"piaohe key check", hashlib.sha256).hexdigest()[:16]

    def __eq__(self, other: object) -> bool:
        """Compare in constant time."""
        return isinstance(other, Key) and hmac.compare_digest(self._bytes, other._bytes)

    def __hash__(self) -> int:
        """Hash by the check, not by the key."""
        return hash(self.check())

    def __repr__(self) -> str:
        """Hide the key."""
        return "Key(hidden)"

    def __reduce__(self) -> str:
        """Refuse to be pickled."""
        raise TypeError("a key is not written anywhere")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key with its id, before any ledger has it."""

    key: Key = field(repr=False)
    key_id: str

    @classmethod
    def made(cls) -> "NewKey":
        """Make both."""
        return cls(Key.new(), str(uuid.uuid4()))


class KeySource(Protocol):
    """Where the key of a ledger is found."""

    def get(self, key_id: str) -> Key:
        """Give the key of this id; raise KeyMissing, KeyringLocked, KeyringDenied, …Absent."""
        ...

    def full_id(self, prefix: str) -> str:
        """Give the key id that begins so, as the name of a backup has it; raise KeyMissing."""
        ...


@runtime_checkable
class KeyStore(KeySource, Protocol):
    """Where a new key is kept."""

    def put(self, key_id: str, key: Key) -> None:
        """Keep the key and prove that it is kept; never overwrites another value (KeyTaken)."""
        ...

    def forget(self, key_id: str) -> None:
        """Drop the key, if it is there."""
        ...


class Keyring:
    """凭据管理器, 钥匙串, Secret Service: the keyring of the operating system."""

    def available(self) -> None:
        """Raise KeyringAbsent, KeyringLocked or KeyringDenied where nothing can be kept."""
        self._read("")

    def get(self, key_id: str) -> Key:
        """Read the entry; absent keyring, locked, denied and missing are four errors."""
        text = self._read(key_id)
        if text is None:
            raise KeyMissing(key_id=key_id)
        try:
            return Key(bytes.fromhex(text))
        except ValueError:
            raise KeyringDenied() from None

    def full_id(self, prefix: str) -> str:
        """Look up the key id; an entry of its own, for a keyring cannot be listed."""
        found = self._read(prefix)
        if found is None:
            raise KeyMissing(key_id=prefix)
        return found

    def put(self, key_id: str, key: Key) -> None:
        """Write the entry and read it back, for some keyrings swallow without a word."""
        self._write(key_id, key.hex)
        if len(key_id) > PREFIX:
            self._write(key_id[:PREFIX], key_id)

    def forget(self, key_id: str) -> None:
        """Delete the entry; one that is not there is none to delete."""
        for user in {key_id, key_id[:PREFIX]}:
            self._delete(user)

    def _delete(self, user: str) -> None:
        if self._read(user) is not None:
            _asking(lambda: keyring.delete_password(SERVICE, user))

    def _write(self, user: str, text: str) -> None:
        present = self._read(user)
        if present is not None and not hmac.compare_digest(present, text):
            raise KeyTaken(key_id=user)
        _asking(lambda: keyring.set_password(SERVICE, user, text))
        if self._read(user) != text:
            raise KeyringDenied()

    def _read(self, key_id: str) -> str | None:
        found: list[str | None] = []
        _asking(lambda: found.append(keyring.get_password(SERVICE, key_id)))
        return found[0]


class MemoryKeys:
    """Keys of this process alone: demo, tests, and a recovery code that was typed."""

    def __init__(self, keys: Mapping[str, Key] | None = None, *, any_id: Key | None = None) -> None:
        """Hold keys by id; `any_id` answers for every id (the code of a paper sheet)."""
        self._keys = dict(keys or {})
        self._any = any_id

    def get(self, key_id: str) -> Key:
        """Give the key or raise KeyMissing."""
        key = self._keys.get(key_id, self._any)
        if key is None:
            raise KeyMissing(key_id=key_id)
        return key

    def full_id(self, prefix: str) -> str:
        """Give the id that begins so; with a key for every id, the prefix itself."""
        found = next((key_id for key_id in self._keys if key_id.startswith(prefix)), None)
        if found is None and self._any is None:
            raise KeyMissing(key_id=prefix)
        return found or prefix

    def put(self, key_id: str, key: Key) -> None:
        """Keep the key until the process ends."""
        if self._keys.setdefault(key_id, key) != key:
            raise KeyTaken(key_id=key_id)

    def forget(self, key_id: str) -> None:
        """Drop the key; raises KeyMissing for one that is not held here."""
        if self._keys.pop(key_id, None) is None:
            raise KeyMissing(key_id=key_id)


class Passwords:
    """Passwords of mailboxes in the keyring of the operating system, under a name of their own."""

    def get(self, name: str) -> str:
        """Give the password; raises PasswordMissing, KeyringAbsent, …Locked, …Denied."""
        found: list[str | None] = []
        _asking(lambda: found.append(keyring.get_password(PASSWORDS, name)))
        if not found[0]:
            raise PasswordMissing(host=name.rpartition("@")[2])
        return found[0]

    def put(self, name: str, password: str) -> None:
        """Keep a password in the place of what was kept, and read it back."""
        _asking(lambda: keyring.set_password(PASSWORDS, name, password))
        if self.get(name) != password:
            raise KeyringDenied()

    def forget(self, name: str) -> None:
        """Delete a password; one that is not there is none to delete."""
        with suppress(PasswordMissing):
            self.get(name)
            _asking(lambda: keyring.delete_password(PASSWORDS, name))


class Vault(Protocol):
    """Where texts that nobody may read are kept by a name."""

    def get(self, name: str) -> str | None:
        """Give a text; None where there is none."""
        ...

    def put(self, name: str, text: str) -> None:
        """Keep a text in the place of what was kept."""
        ...

    def forget(self, name: str) -> None:
        """Drop a text, if it is there."""
        ...


class KeyringVault:
    """Credentials and tokens of verification services in the operating system's keyring.

    Every call raises KeyringAbsent, KeyringLocked or KeyringDenied where that says no.
    """

    def get(self, name: str) -> str | None:
        """Read the entry."""
        found: list[str | None] = []
        _asking(lambda: found.append(keyring.get_password(VERIFICATION, name)))
        return found[0]

    def put(self, name: str, text: str) -> None:
        """Write the entry and read it back."""
        _asking(lambda: keyring.set_password(VERIFICATION, name, text))
        if self.get(name) != text:
            raise KeyringDenied()

    def forget(self, name: str) -> None:
        """Delete the entry; one that is not there is none to delete."""
        if self.get(name) is not None:
            _asking(lambda: keyring.delete_password(VERIFICATION, name))


class MemoryVault:
    """Texts of this process alone: demo and tests."""

    def __init__(self) -> None:
        """Begin empty."""
        self._texts: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Give the text."""
        return self._texts.get(name)

    def put(self, name: str, text: str) -> None:
        """Keep it until the process ends."""
        self._texts[name] = text

    def forget(self, name: str) -> None:
        """Drop it."""
        self._texts.pop(name, None)


def recovery_code(key: Key) -> str:
    """Write a key as fourteen groups of four, joined by hyphens."""
    number = int.from_bytes(key.bytes) << _PAD_BITS
    letters = _letters(number, _KEY_LETTERS) + _letters(_checksum(key.bytes), GROUP)
    return "-".join(letters[i : i + GROUP] for i in range(0, len(letters), GROUP))


def key_of(code: str) -> Key:
    """Read a recovery code; O/0, I/1/L, case, blanks, hyphens and full width are forgiven.

    Raises InvalidRecoveryCode with the reason: "character" (facts: group), "length" (facts:
    found, wanted) or "check".
    """
    values = [_value(letter, place) for place, letter in enumerate(_plain(code))]
    if len(values) != GROUPS * GROUP:
        raise InvalidRecoveryCode(reason="length", found=len(values), wanted=GROUPS * GROUP)
    number = _number(values[:_KEY_LETTERS])
    data = (number >> _PAD_BITS).to_bytes(KEY_BYTES)
    if number & ((1 << _PAD_BITS) - 1) or _number(values[_KEY_LETTERS:]) != _checksum(data):
        raise InvalidRecoveryCode(reason="check")
    return Key(data)


def letters(text: str) -> str:
    """Give a recovery code, or a part of one, as it is printed, without its hyphens.

    What is forgiven when a code is read is made right: O is 0, I and L are 1.
    """
    return _plain(text).translate(str.maketrans("OIL", "011"))


def _plain(code: str) -> str:
    text = unicodedata.normalize("NFKC", code).upper()
    return "".join(c for c in text if not c.isspace() and c not in "-‐‑‒–—―−_.·\ufeff\u200b\0")


def _value(letter: str, place: int) -> int:
    value = _VALUES.get(letter)
    if value is None:
        raise InvalidRecoveryCode(reason="character", group=place // GROUP + 1)
    return value


def _number(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number << 5 | value
    return number


def _letters(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _checksum(data: bytes) -> int:
    return int.from_bytes(hashlib.sha256(data).digest()[:4]) >> 32 - _CHECK_BITS


def _asking(ask: Callable[[], object]) -> None:
    """Ask the keyring; its errors become ours, without their texts."""
    try:
        ask()
    except keyring_errors.NoKeyringError:
        raise KeyringAbsent() from None
    except keyring_errors.KeyringLocked as error:
        # macOS raises this for a refusal, with its own KeychainDenied as the cause
        denied = "Denied" in type(error.__cause__ or error.__context__).__name__
        raise (KeyringDenied if denied else KeyringLocked)() from None
    except keyring_errors.InitError:
        raise KeyringLocked() from None
    except keyring_errors.KeyringError:
        raise KeyringDenied() from None
    except Exception as error:  # noqa: BLE001 - backends raise errors of their own systems
        raise KeyringDenied(kind=type(error).__name__) from None
