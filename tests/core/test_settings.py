"""Settings come back as they were; what cannot be read takes its default."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.settings import FILE, Settings, load, save

MAYBE = st.none() | st.text(st.characters(codec="utf-8"))


@given(st.builds(Settings, MAYBE, MAYBE, MAYBE, MAYBE))
def test_settings_come_back(tmp_path: Path, settings: Settings) -> None:
    save(tmp_path, settings)
    assert load(tmp_path) == settings
    assert [p.name for p in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"language": 5}', '{"of another version": "x"}']
)
def test_what_cannot_be_read_takes_its_default(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    assert load(tmp_path) == Settings()


def test_no_file_is_no_error(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere") == Settings()
