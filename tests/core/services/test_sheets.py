"""The recovery sheet once more: only when the keyring has given the key."""

import pytest

from core.app import Core
from core.errors import KeyMissing, KeyWrong
from core.secrets import Key, MemoryKeys, key_of


def test_it_shows_the_code_that_opens_the_ledger(core: Core, keys: MemoryKeys) -> None:
    sheet = core.sheets.draw(keys)
    assert key_of(sheet.code) == core._ledger.key
    assert sheet.key_id == core.key_id
    assert sheet.code not in repr(sheet)
    assert len(sheet.modules) == len(sheet.modules[0])


def test_without_the_keyrings_key_nothing_is_shown(core: Core) -> None:
    with pytest.raises(KeyMissing):
        core.sheets.draw(MemoryKeys())
    with pytest.raises(KeyWrong):
        core.sheets.draw(MemoryKeys(any_id=Key.new()))
