"""The log says what happened and where, and nothing about whom or how much."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import logs
from core.errors import KeyMissing
from core.logs import log


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    yield logs.start(tmp_path)
    logs.stop()


def fail(secret: str) -> None:
    try:
        raise ValueError(secret)
    except ValueError as error:
        raise RuntimeError(f"about {secret}") from error


def test_an_error_is_described_without_its_text(file: Path) -> None:
    try:
        fail("北京云杉 526.00")
    except RuntimeError as error:
        log.error("a job failed", exc_info=error)
    written = file.read_text("utf-8")
    assert "RuntimeError" in written
    assert "caused by ValueError" in written
    assert "test_logs.py" in written
    assert "云杉" not in written
    assert "526" not in written


def test_our_own_facts_are_written(file: Path) -> None:
    try:
        raise KeyMissing(key_id="4f0c")
    except KeyMissing as error:
        log.error("no key", exc_info=error)
    assert "KeyMissing {'key_id': '4f0c'}" in file.read_text("utf-8")


def test_a_long_log_makes_room(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "SIZE", 2_000)
    again = logs.start(file.parent.parent)
    for _ in range(300):
        log.info("a line that is neither short nor long")
    kept = sorted(p.name for p in file.parent.iterdir())
    assert kept == ["piaohe.log", "piaohe.log.1", "piaohe.log.2", "piaohe.log.3"]
    assert again.stat().st_size <= 2_000


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    logs.start(tmp_path)
    log.error("unheard")
    logs.stop()


def test_nothing_is_said_before_a_log_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    logs.stop()
    log.error("unheard")
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""
    assert logging.getLogger("piaohe").propagate is False
