"""Whose certificates are believed: the system's, and Mozilla's beside them."""

import ssl
from pathlib import Path

import pytest

from core.domain.answer import State
from core.trust import trusting
from tests.core.verify.asked import invoice
from tests.core.verify.services import TENCENT
from tests.core.verify.serving import serving
from tests.core.verify.test_asking import House
from tests.data.imap_server import make_certificate

MANY = 100
"""Mozilla's list has more of them."""


def test_a_system_that_shows_openssl_no_certificates_still_knows_the_public_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert ssl.create_default_context().cert_store_stats()["x509_ca"] == 0
    assert trusting().cert_store_stats()["x509_ca"] > MANY


def test_a_gateway_that_the_system_trusts_lets_questions_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    with serving(TENCENT.fake(), made) as server:
        answer = House().ask(TENCENT.provider, TENCENT.access(server.address))
    assert answer.state is State.MATCH
    assert answer.face is not None
    assert answer.face.number == invoice().number
