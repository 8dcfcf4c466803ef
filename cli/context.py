"""What a command works with: the data folder, the key, and the progress on standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from cli.arguments import Options
from cli.output import say
from core.app import Core
from core.errors import KeyringAbsent, KeyringDenied, KeyringLocked
from core.folders import default_folder
from core.home import code_in_picture
from core.progress import Progress, Report
from core.secrets import Keyring, KeySource, KeyStore, MemoryKeys, key_of
from words.command_line import Words
from words.vocabulary import step


@dataclass(frozen=True)
class Context:
    """The options of this run; `code` is the recovery code of the environment."""

    options: Options
    code: str | None = field(repr=False)

    @property
    def folder(self) -> Path:
        """The data folder that was named, or the platform's."""
        named = self.options.data or os.environ.get("PIAOHE_DATA")
        return Path(named) if named else default_folder()

    @contextmanager
    def core(self) -> Iterator[Core]:
        """Open the data folder for one command.

        A code that was given for this once, on standard input or as a picture, brings the entry
        of the keyring back; the environment's, which scripts use, is used and nothing else.
        """
        core = Core.open(self.folder, self.keys)
        try:
            given_once = self.options.code_from_stdin or self.options.code_picture
            if given_once and core.remember_key(Keyring()):
                say(Words().in_keyring_again)
            yield core
        finally:
            core.close()

    @contextmanager
    def report(self) -> Iterator[Report]:
        """Show progress on standard error, where somebody looks at it."""
        bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        with bars:
            task = bars.add_task("", total=None)

            def show(progress: Progress) -> None:
                bars.update(
                    task,
                    description=step(progress.step),
                    completed=progress.done,
                    total=progress.total,
                )

            yield show

    @property
    def has_sheet(self) -> bool:
        """Whether somebody gave the code of the sheet; the environment's proves no paper."""
        given = self.options.code_from_stdin or self.options.code_picture is not None
        return self.code is None and given

    def keeper(self) -> KeyStore | None:
        """Where a new key is kept; None where it came from paper and no keyring is there."""
        keyring = Keyring()
        try:
            keyring.available()
        except (KeyringAbsent, KeyringLocked, KeyringDenied):
            if isinstance(self.keys, Keyring):
                raise
            return None
        return keyring

    @cached_property
    def keys(self) -> KeySource:
        """A code that was given is used and nothing else; else the keyring is asked.

        Found once: standard input gives its line only once.
        """
        if self.code is not None:
            return _only(self.code)
        if self.options.code_from_stdin:
            return _only(sys.stdin.readline())
        if self.options.code_picture is not None:
            return _only(code_in_picture(self.options.code_picture))
        return Keyring()


def context_of(line: typer.Context) -> Context:
    """The context of the command that runs."""
    context = line.obj
    assert isinstance(context, Context)
    return context


def _only(code: str) -> MemoryKeys:
    return MemoryKeys(any_id=key_of(code))
