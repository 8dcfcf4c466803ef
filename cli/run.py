"""Running one command: options, status, errors in one sentence."""

import sys
from typing import Any

import typer

from cli.arguments import MissingValue, Options, split
from cli.commands import app
from cli.context import Context
from cli.output import NOT_DONE, Outcome, print_json, print_shown, say, use_utf8
from core.errors import AppError
from core.logs import log
from words import language
from words.command_line import Words
from words.errors import sentence


def run(arguments: list[str], code: str | None) -> int:
    """Run the command line and give the exit status; `code` is the environment's."""
    use_utf8()
    language.speak()
    try:
        options, rest = split(arguments)
    except MissingValue as error:
        return _failed("--json" in arguments, "usage", Words().needs_value(str(error)))
    return _run(options, rest, Context(options, code))


def _run(options: Options, rest: list[str], context: Context) -> int:
    try:
        outcome = typer.main.get_command(app).main(
            rest, prog_name="piaohe", standalone_mode=False, obj=context
        )
    except typer.TyperException as error:
        return _failed(options.json, "usage", _usage(error))
    except AppError as error:
        return _failed(options.json, error.code, sentence(error), error.facts)
    except (typer.Abort, KeyboardInterrupt):
        return _failed(options.json, "cancelled", Words().cancelled)
    except Exception as error:  # noqa: BLE001 - a bug: logged, and said without its text
        log.error("a command failed", exc_info=error)
        return _failed(options.json, "bug", Words().bug(type(error).__name__))
    return _give(options, outcome)


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
    if as_json:
        print_json({"error": {"code": code, "message": message, "facts": facts or {}}})
    say(message)
    return NOT_DONE
