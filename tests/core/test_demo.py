"""The samples: a ledger of their own, with nothing of whoever looks around in them."""

from collections.abc import Iterator
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend

from core.demo import open_demo


class Watched(KeyringBackend):
    """A keyring that holds an account and notes every visit."""

    priority = 1

    visits: ClassVar[list[str]] = []

    def get_password(self, service: str, username: str) -> str:
        self.visits.append(username)
        return '{"secret_id": "AKIDXX", "secret_key": "S3CR3T"}'

    def set_password(self, service: str, username: str, password: str) -> None:
        self.visits.append(username)

    def delete_password(self, service: str, username: str) -> None:
        self.visits.append(username)


@pytest.fixture
def watched(no_keyring: None) -> Iterator[Watched]:
    before, made = keyring.get_keyring(), Watched()  # type: ignore[no-untyped-call]
    made.visits.clear()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_the_samples_know_no_account_and_forget_none(watched: Watched) -> None:
    core = open_demo()
    try:
        assert not core.providers.has_credentials("tencent")
        core.providers.forget_credentials("tencent")
        assert watched.visits == []
    finally:
        core.close()
