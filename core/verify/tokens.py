"""Tokens: kept with their end in the keyring, and counted where a service counts them.

A kept token is good for the credentials it was given to alone; its name tells whose it is, and
is made of what is no secret, so that a new secret does not begin a new count.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final, Self

from core.domain.answer import Answer
from core.errors import TokensUsedUp
from core.secrets import Vault
from core.verify.provider import Access, Provider, Token

EARLY: Final = timedelta(seconds=300)
"""A token is given up before it ends, for it has to last through the question."""
COUNTED: Final = timedelta(days=30)
_NEW: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A token with the times, in Unix seconds, at which one was asked for."""

    token: Token | None = None
    of: str = field(default="", repr=False)
    asked: tuple[int, ...] = ()

    @classmethod
    def read(cls, text: str | None) -> Self:
        """Read what `written` wrote; anything else is nothing kept."""
        try:
            found = json.loads(text or "")
            ends_at = datetime.fromtimestamp(found["ends"], UTC)
            token = Token(str(found["token"]), ends_at) if found["token"] else None
            return cls(token, str(found["of"]), tuple(int(at) for at in found["asked"]))
        except (ValueError, TypeError, KeyError, OverflowError, OSError):
            return cls()

    def written(self) -> str:
        """Write it; 50 times and a token fit into every keyring (Windows: 1,280 characters)."""
        token = self.token
        found = {
            "token": token.value if token else "",
            "ends": int(token.ends_at.timestamp()) if token else 0,
            "of": self.of,
            "asked": self.asked,
        }
        return json.dumps(found, separators=(",", ":"))


class Tokens:
    """The tokens of all services, in a vault."""

    def __init__(self, vault: Vault) -> None:
        """Keep them in a vault."""
        self._vault = vault
        self._lock = Lock()

    def kept(self, provider: Provider, access: Access, at: datetime) -> Token | None:
        """Give the token that is still good."""
        found = self._kept(_name(provider, access))
        is_ours = found.token is not None and found.of == _fingerprint(provider, access)
        return found.token if is_ours and found.token and found.token.ends_at > at + EARLY else None

    def is_new(self, provider: Provider, access: Access, at: datetime) -> bool:
        """Say whether a token was asked for within the hour: a refusal of it has another cause."""
        asked = self._kept(_name(provider, access)).asked
        return bool(asked) and at.timestamp() - asked[-1] < _NEW.total_seconds()

    def count(self, provider: Provider, access: Access, at: datetime, most: int | None) -> None:
        """Note that a token is asked for, before it is: a process may be killed in between.

        Raises TokensUsedUp where the service would give none.
        """
        name = _name(provider, access)
        with self._lock:
            found = self._kept(name)
            since = int((at - COUNTED).timestamp())
            asked = tuple(each for each in found.asked if each > since)
            if most is not None and len(asked) >= most:
                until = datetime.fromtimestamp(min(asked), UTC) + COUNTED
                raise TokensUsedUp(provider=provider.id, until=until.date().isoformat())
            kept = asked if most is not None else ()
            self._put(name, replace(found, token=None, asked=(*kept, int(at.timestamp()))))

    def uncount(self, provider: Provider, access: Access) -> None:
        """Take the last note back: the service certainly never heard of it."""
        name = _name(provider, access)
        with self._lock:
            found = self._kept(name)
            self._put(name, replace(found, asked=found.asked[:-1]))

    def keep(self, provider: Provider, access: Access, token: Token | Answer) -> None:
        """Keep what came; an answer that is no token leaves none."""
        if isinstance(token, Token):
            name = _name(provider, access)
            with self._lock:
                found = self._kept(name)
                kept = replace(found, token=token, of=_fingerprint(provider, access))
                self._put(name, kept)

    def forget(self, provider: Provider, access: Access) -> None:
        """Drop the token; how often one was asked for still counts."""
        name = _name(provider, access)
        with self._lock:
            found = self._kept(name)
            if found.token is not None:
                self._put(name, replace(found, token=None, of=""))

    def _kept(self, name: str) -> Kept:
        return Kept.read(self._vault.get(name))

    def _put(self, name: str, kept: Kept) -> None:
        self._vault.put(name, kept.written())


def _name(provider: Provider, access: Access) -> str:
    open_ones = (access.credentials.get(f.key, "") for f in provider.credentials if not f.secret)
    return f"token {provider.id} {_hashed((access.address, *open_ones))}"


def _fingerprint(provider: Provider, access: Access) -> str:
    settings = (access.chosen(each) for each in provider.settings)
    return _hashed((*(access.credentials.get(each.key, "") for each in provider.credentials),
                    *settings))  # fmt: skip


def _hashed(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
