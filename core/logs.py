"""A rotating log in the data folder: what happened and where, never to whom or how much.

Texts of foreign errors may hold parties, amounts or keys, so that only the class of an error,
the places it passed, and the facts of our own errors are written.
"""

import logging
import traceback
from pathlib import Path

from core.errors import AppError

log = logging.getLogger("piaohe")
log.propagate = False
log.addHandler(logging.NullHandler())  # before a folder is open nothing is written anywhere

FOLDER = "logs"
FILE = "piaohe.log"
SIZE = 1_000_000
KEPT = 3


class Formatter(logging.Formatter):
    """Writes the time, the level, our own words and, for an error, its class and places."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; what another handler made of its error is not used."""
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        line = f"{when} {record.levelname} {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{described(error)}"


def described(error: BaseException) -> str:
    """Describe an error by its class, our own facts and the places it passed."""
    facts = f" {error.facts}" if isinstance(error, AppError) else ""
    places = [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__
    after = ["caused by " + described(cause)] if cause is not None else []
    return "\n".join([type(error).__name__ + facts, *places, *after])


def start(folder: Path) -> Path:
    """Log into the data folder from now on and give the file; logging never stops the work."""
    from logging.handlers import RotatingFileHandler  # brings sockets; a job opens the folder

    file = folder / FOLDER / FILE
    stop()
    log.setLevel(logging.INFO)
    logging.raiseExceptions = False  # else a full disk prints records on standard error
    try:
        file.parent.mkdir(exist_ok=True)
        handler = RotatingFileHandler(
            file, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return file
    handler.setFormatter(Formatter())
    log.addHandler(handler)
    return file


def stop() -> None:
    """Close the log."""
    for handler in [h for h in log.handlers if isinstance(h, logging.FileHandler)]:
        log.removeHandler(handler)
        handler.close()
