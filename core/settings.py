"""What the user set on this computer: language, theme, window. No party stands in it."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` "zh_CN" or "en", `theme` "light" or "dark"; None follows the system.

    `window` is the window's place and size, as the toolkit writes it (base64), `backups` the
    folder that backups go to. `scans` "on" saves what is scanned at once, `sounds` "off" is quiet,
    `camera` is what the system knows the chosen camera by, `watched` the folder whose files are
    imported by themselves, `columns` the layout of the lookup's table (JSON).
    `mail_…` name the mailbox that is looked at; its password is in the keyring alone.
    """

    language: str | None = None
    theme: str | None = None
    window: str | None = None
    backups: str | None = None
    scans: str | None = None
    sounds: str | None = None
    camera: str | None = None
    watched: str | None = None
    mail_host: str | None = None
    mail_port: str | None = None
    mail_user: str | None = None
    mail_folder: str | None = None
    columns: str | None = None


def load(folder: Path) -> Settings:
    """Read the settings; what is missing or unreadable takes its default."""
    try:
        found = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    known = {f.name for f in fields(Settings)}
    return Settings(**{k: v for k, v in found.items() if k in known and isinstance(v, str)})


def save(folder: Path, settings: Settings) -> None:
    """Write the settings in one step; what stood there stays until the new file is whole."""
    partial = folder / f"{FILE}.partial"
    partial.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
    os.replace(partial, folder / FILE)
