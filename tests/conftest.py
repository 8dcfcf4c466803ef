"""What all tests share: no screen, no keyring of the machine, and how many examples are tried."""

import os
from pathlib import Path

import keyring
import pytest
from hypothesis import HealthCheck, settings
from keyring.backends import fail
from PySide6.QtWidgets import QApplication

from tests.ledgers import core, folder, keys, made_folder
from tests.verifying import clock, service

__all__ = ["clock", "core", "folder", "keys", "made_folder", "no_keyring", "service"]

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

settings.register_profile(
    "suite",
    max_examples=100,
    deadline=None,
    derandomize=True,  # a suite that fails, fails again
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("long", settings.get_profile("suite"), max_examples=10_000)
settings.load_profile("long" if os.environ.get("PIAOHE_LONG") else "suite")


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> None:
    """The one application of the process is made before any test makes a lesser one."""


@pytest.fixture(autouse=True)
def no_chosen_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """No test reads or writes which folder the user who runs it has chosen."""
    place = tmp_path_factory.getbasetemp() / "config"
    (place / "piaohe.json").unlink(missing_ok=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place))
    return place


@pytest.fixture(autouse=True)
def no_keyring() -> None:
    """No test reaches the keyring of whoever runs it."""
    keyring.set_keyring(fail.Keyring())
