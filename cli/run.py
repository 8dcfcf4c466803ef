"""Running one command: options, status, errors in one sentence."""

import errno
import os
import sys
from contextlib import suppress
from typing import Any

import typer

from cli.arguments import MissingValue, Options, split
from cli.commands import app
from cli.context import Context
from cli.output import NOT_DONE, Outcome, print_json, print_shown, say, use_utf8
from core import logs
from core.errors import AppError, FileNotWritten
from core.folders import leave_no_core_file
from core.logs import log
from core.store.generations import is_folder
from words import language
from words.command_line import Words
from words.errors import sentence


def run(arguments: list[str], code: str | None) -> int:
    """Run the command line and give the exit status; `code` is the environment's."""
    leave_no_core_file()
    use_utf8()
    language.speak()
    try:
        options, rest = split(arguments)
    except MissingValue as error:
        return _failed("--json" in arguments, "usage", Words().needs_value(str(error)))
    try:
        return _run(options, rest, Context(options, code))
    except (BrokenPipeError, SystemExit):  # rich and typer leave so when nobody reads any more
        _leave_output()
        return NOT_DONE
    except OSError as error:  # only standard output is left to fail
        _leave_output()
        return _unwritten(error)


def _run(options: Options, rest: list[str], context: Context) -> int:
    try:
        outcome = typer.main.get_command(app).main(
            rest, prog_name="piaohe", standalone_mode=False, obj=context
        )
    except typer.TyperException as error:
        return _failed(options.json, "usage", _usage(error))
    except BrokenPipeError:
        raise  # whoever read our output has enough
    except AppError as error:
        return _failed(options.json, error.code, sentence(error), error.facts)
    except (typer.Abort, KeyboardInterrupt):
        return _failed(options.json, "cancelled", Words().cancelled)
    except Exception as error:  # noqa: BLE001 - a bug: logged, and said without its text
        _log(context, error)
        return _failed(options.json, "bug", Words().bug(type(error).__name__))
    return _give(options, outcome)


def _log(context: Context, error: Exception) -> None:
    """Write a bug into the folder's log; the command has closed its own."""
    if is_folder(context.folder):
        logs.start(context.folder)
        log.error("a command failed", exc_info=error)
        logs.stop()


def _unwritten(error: OSError) -> int:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    reason = "full" if full else errno.errorcode.get(error.errno or 0, "damaged")
    say(sentence(FileNotWritten(file="stdout", reason=reason)))
    return NOT_DONE


def _leave_output() -> None:
    """Let nothing more be written there, also not by the interpreter at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _usage(error: typer.TyperException) -> str:
    """Say what is wrong with the line itself."""
    formatted = getattr(error, "format_message", None)
    return str(formatted()) if callable(formatted) else str(error)


def _give(options: Options, outcome: Any) -> int:
    if not isinstance(outcome, Outcome):  # --help has printed its page
        return int(outcome or 0)
    if options.json:
        print_json(outcome.document)
    else:
        print_shown(outcome.shown)
    sys.stdout.flush()
    return outcome.status


def _failed(as_json: bool, code: str, message: str, facts: dict[str, Any] | None = None) -> int:
    say(message)
    if as_json:
        print_json({"error": {"code": code, "message": message, "facts": facts or {}}})
        sys.stdout.flush()
    return NOT_DONE
