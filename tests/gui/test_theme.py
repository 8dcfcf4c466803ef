"""Light and dark: every pair of colours that is used can be read."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import icons, theme
from gui.states import Mark
from gui.theme import DARK, LIGHT, SHEET, Tokens, tokens

TEXT = 4.5
SIGN = 3.0

GROUNDS = ("canvas", "rail", "surface", "head", "hover", "accent_soft")
WORDS = ("text", "text2")
PAIRS = [
    *[(ink, ground, TEXT) for ink in WORDS for ground in GROUNDS],
    *[("text3", ground, TEXT) for ground in ("canvas", "surface", "head")],
    *[("accent_text", ground, TEXT) for ground in ("canvas", "surface", "accent_soft", "rail")],
    *[("on_accent", ground, TEXT) for ground in ("accent", "accent_hover")],
    *[(ink, "surface", TEXT) for ink in ("green", "amber", "red", "grey")],
    *[(ink, f"{ink}_soft", TEXT) for ink in ("green", "amber", "red", "grey")],
    *[("red", ground, TEXT) for ground in ("hover", "accent_soft")],
    *[("amber", ground, TEXT) for ground in ("hover", "accent_soft")],
    *[(mark, "surface", SIGN) for mark in ("green_mark", "amber_mark", "red", "grey_mark")],
    *[("edge", ground, SIGN) for ground in ("canvas", "surface")],
    ("on_toast", "toast", TEXT),
]


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_that_is_used_has_the_contrast_it_needs(
    look: Tokens, ink: str, ground: str, least: float
) -> None:
    assert contrast(getattr(look, ink), getattr(look, ground)) >= least


def test_the_style_sheet_knows_every_colour_it_names() -> None:
    for look in (LIGHT, DARK):
        assert "@" not in theme._sheet(look)
    assert "@accent" in SHEET.read_text("utf-8")


def test_the_theme_changes_while_windows_are_open(qapp: QApplication, qtbot: QtBot) -> None:
    theme.wear(qapp, DARK)
    assert tokens() is DARK
    theme.wear(qapp, LIGHT)
    assert tokens() is LIGHT


def test_every_mark_has_its_own_shape_and_all_icons_are_in_the_font(qapp: QApplication) -> None:
    assert len({mark.value for mark in Mark}) == len(Mark)
    used = {mark.value for mark in Mark} | {
        "magnifying-glass",
        "magnifying-glass-fill",
        "upload-simple",
        "receipt",
        "buildings",
        "folder-open",
        "database",
        "key",
        "check-circle",
        "warning",
    }
    assert used <= icons.names()
