"""What the user set on this computer: language, theme, window. No party stands in it."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from threading import Lock

FILE = "settings.json"
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` "zh_CN" or "en", `theme` "light" or "dark"; None follows the system.

    `window` is the window's place and size, as the toolkit writes it (base64), `backups` the
    folder that backups go to, `more_backups` further ones (JSON), `backup_rules` when they are
    made (JSON). `scans` "on" saves what is scanned at once, `sounds` "off" is quiet,
    `camera` is what the system knows the chosen camera by, `watched` the folder whose files are
    imported by themselves, `columns` the layout of the lookup's table (JSON), `batch` the shape of
    the files for the batch check (JSON), `outages_told` those whose reports were seen (JSON).
    `mail_…` name the mailbox that is looked at; its password is in the keyring alone. `mail_every`
    is how many minutes lie between two looks, None for looks on demand.
    """

    language: str | None = None
    theme: str | None = None
    window: str | None = None
    backups: str | None = None
    more_backups: str | None = None
    backup_rules: str | None = None
    scans: str | None = None
    sounds: str | None = None
    camera: str | None = None
    watched: str | None = None
    mail_host: str | None = None
    mail_port: str | None = None
    mail_user: str | None = None
    mail_folder: str | None = None
    mail_every: str | None = None
    columns: str | None = None
    batch: str | None = None
    outages_told: str | None = None


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


def backup_folders(found: Settings) -> tuple[Path, ...]:
    """The folders that backups go to; the first is the default."""
    try:
        more = json.loads(found.more_backups or "[]")
    except (ValueError, RecursionError):
        more = []
    names = [found.backups, *(more if isinstance(more, list) else [])]
    return tuple(dict.fromkeys(Path(x) for x in names if isinstance(x, str) and x))


def with_backup_folders(found: Settings, folders: Sequence[Path]) -> Settings:
    """The settings with these folders for backups."""
    names = [str(folder) for folder in folders]
    more = json.dumps(names[1:], ensure_ascii=False) if names[1:] else None
    return replace(found, backups=names[0] if names else None, more_backups=more)


def save(folder: Path, settings: Settings) -> None:
    """Write the settings in one step; what stood there stays until the new file is whole."""
    partial = folder / f"{FILE}.partial"
    partial.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
    os.replace(partial, folder / FILE)


def change(folder: Path, **changes: str | None) -> Settings:
    """Write some settings beside what else is set, one writer of this program at a time."""
    with _ONE_AT_A_TIME:
        changed = replace(load(folder), **changes)
        save(folder, changed)
    return changed
