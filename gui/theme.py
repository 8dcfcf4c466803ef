"""The looks: colours by role, light and dark, and the fonts and measures they come with.

One own surface that is the same on all systems: the Fusion style, a palette, and one style sheet
filled from the tokens. Nothing is kept in a global: `tokens()` reads which theme a palette is,
`px()` reads the scale from the application's font.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)

SHEET = Path(__file__).resolve().parent.parent / "resources" / "style.qss"

BASE = 13
"""The size in pixels that every measure of the program is given for."""


MONOSPACED = ["Consolas", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono"]
"""Families that tell 0 from O and 1 from I."""


class Tokens(NamedTuple):
    """One colour for each role; every pair that is used has the contrast it needs."""

    canvas: str
    rail: str
    surface: str
    head: str
    hover: str
    line: str
    edge: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_soft: str
    green: str
    green_mark: str
    green_soft: str
    amber: str
    amber_mark: str
    amber_soft: str
    red: str
    red_soft: str
    grey: str
    grey_mark: str
    grey_soft: str
    diff: str
    disabled: str
    thumb: str
    toast: str
    on_toast: str


LIGHT = Tokens(
    canvas="#F4F5F7",
    rail="#E9EBEF",
    surface="#FFFFFF",
    head="#F8F9FA",
    hover="#F1F3F6",
    line="#E0E3E8",
    edge="#868E9B",
    text="#1A1E25",
    text2="#4F5763",
    text3="#646C79",
    accent="#2558B8",
    accent_hover="#1D4899",
    on_accent="#FFFFFF",
    accent_text="#1F4FA8",
    accent_soft="#E4ECFA",
    green="#1B6E3A",
    green_mark="#22884A",
    green_soft="#E5F4EA",
    amber="#7D4E00",
    amber_mark="#B87503",
    amber_soft="#FDF3DC",
    red="#B3261E",
    red_soft="#FCEBE9",
    grey="#58606C",
    grey_mark="#757D8A",
    grey_soft="#ECEEF1",
    diff="#FBE3A8",
    disabled="#9AA1AC",
    thumb="#C6CBD3",
    toast="#262B33",
    on_toast="#F5F6F8",
)

DARK = Tokens(
    canvas="#15171B",
    rail="#101215",
    surface="#1D2025",
    head="#22262C",
    hover="#262A31",
    line="#31363E",
    edge="#727B89",
    text="#E7E9ED",
    text2="#AEB5C0",
    text3="#98A0AD",
    accent="#3F6FD1",
    accent_hover="#3661BA",
    on_accent="#FFFFFF",
    accent_text="#8FB3F8",
    accent_soft="#24324F",
    green="#7ED09A",
    green_mark="#4FB877",
    green_soft="#19301F",
    amber="#F0C169",
    amber_mark="#E0A73A",
    amber_soft="#382C14",
    red="#FF9389",
    red_soft="#3D2221",
    grey="#AEB5C0",
    grey_mark="#8C95A3",
    grey_soft="#2A2E35",
    diff="#5C4410",
    disabled="#667080",
    thumb="#454C57",
    toast="#E7E9ED",
    on_toast="#1A1E25",
)


def start(app: QApplication, theme: str | None = None) -> None:
    """Put on the colours, before the first window; `theme` light or dark, None as the system."""
    app.setFont(_font_of_system())
    ground = app.palette().color(QPalette.ColorRole.Window)  # Fusion's, so still the system's
    dark = theme == "dark" if theme else ground.lightness() < 128
    wear(app, DARK if dark else LIGHT)


def follow(app: QApplication, theme: str | None = None) -> None:
    """Change with the system from now on, or hold the frame of the window to a chosen theme."""
    from PySide6.QtCore import Qt  # its many enums take 20 ms: not before the first paint

    hints = app.styleHints()
    if theme is not None:
        dark = theme == "dark"
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    else:
        hints.colorSchemeChanged.connect(
            lambda scheme: wear(app, DARK if scheme == Qt.ColorScheme.Dark else LIGHT)
        )


def change(app: QApplication, theme: str | None) -> None:
    """Put on another theme while the program runs; None follows the system again."""
    from PySide6.QtCore import Qt

    hints = app.styleHints()
    if theme is None:
        hints.unsetColorScheme()
        wear(app, DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT)
    else:
        wear(app, DARK if theme == "dark" else LIGHT)
    follow(app, theme)


def named(widget: W, name: str) -> W:
    """Give a widget the name by which the style sheet knows it."""
    widget.setObjectName(name)
    return widget


def wear(app: QApplication, look: Tokens) -> None:
    """Put on one theme; what is open changes with it."""
    app.setPalette(_palette(look))
    app.setStyleSheet(_sheet(look))


def tokens() -> Tokens:
    """Tell which theme is worn; widgets read it as they paint."""
    return (
        DARK if QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT
    )


def px(size: float) -> int:
    """Scale a measure with the system's font."""
    return round(size * QApplication.font().pixelSize() / BASE)


def font(size: float = BASE, *, bold: bool = False) -> QFont:
    """Make a font of this size; its digits are all of one width."""
    made = QFont(QApplication.font())
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def _font_of_system() -> QFont:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made = QFont(system)
    made.setFamilies(_families(system.family()))
    made.setPixelSize(max(BASE, _pixels(system)))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _pixels(system: QFont) -> int:
    """Tell the size in pixels without loading the font, as QFontInfo would."""
    if system.pixelSize() > 0:
        return system.pixelSize()
    return round(system.pointSizeF() * QGuiApplication.primaryScreen().logicalDotsPerInchY() / 72)


def _families(system: str) -> list[str]:
    """Name the families by system, the Chinese one behind the Latin."""
    if sys.platform == "win32":
        return ["Segoe UI", "Microsoft YaHei UI"]
    if sys.platform == "darwin":
        return [".AppleSystemUIFont", "PingFang SC"]
    return [system, "Noto Sans CJK SC", "WenQuanYi Zen Hei"]


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: look.canvas,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.head,
        role.Text: look.text,
        role.PlaceholderText: look.text3,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.BrightText: look.red,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Accent: look.accent,
        role.Link: look.accent_text,
        role.LinkVisited: look.accent_text,
        role.ToolTipBase: look.toast,
        role.ToolTipText: look.on_toast,
        role.Light: look.surface,
        role.Midlight: look.hover,
        role.Mid: look.line,
        role.Dark: look.edge,
        role.Shadow: look.edge,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(look.line))
    return palette


def _sheet(look: Tokens) -> str:
    """Fill the sheet: @role is a colour, @8px a measure of 8 pixels at the base size."""
    sheet = SHEET.read_text("utf-8")
    sheet = re.sub(r"@(\d+)px", lambda found: f"{px(int(found[1]))}px", sheet)
    return re.sub(r"@([a-z]\w+)", lambda found: str(getattr(look, found[1])), sheet)
