"""The command line: arguments in, files and exit codes out; one file a command."""

import os
import sys

import typer

from broadcast.cli import (
    air,
    check,
    console,
    doctor,
    export,
    feed,
    lexicon,
    names,
    play,
    render,
    runsheet,
    script,
    spoken,
    verify,
    voices,
)
from broadcast.errors import BroadcastError, StoppedError

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # its threads spin against the workers'; the matrices are small

CommandLineError: type[typer.BadParameter] = typer.BadParameter.__bases__[0]
"""What typer raises for any option, argument or command that is wrong; it exports only this child of it."""

app = typer.Typer(
    name="broadcast",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback()(console.common)
app.command()(render.render)
app.command()(script.script)
app.command()(runsheet.runsheet)
app.command()(spoken.spoken)
app.command()(check.check)
app.command()(names.names)
app.add_typer(lexicon.app)
app.add_typer(voices.app)
app.command()(feed.feed)
app.command()(play.play)
app.command()(air.air)
app.command()(verify.verify)
app.command()(export.export)
app.command()(doctor.doctor)


def run(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code; no error of the user's ends in a traceback."""
    sys.exit(exit_code(arguments))


def exit_code(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code. Messages go to stderr."""
    try:
        code = app(arguments, standalone_mode=False, prog_name="broadcast")
    except CommandLineError as error:
        return _misused(error.format_message())
    except (typer.Abort, KeyboardInterrupt):
        code = StoppedError.exit_code
    except BroadcastError as error:
        return console.fail(str(error), error.hint, error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    if code == StoppedError.exit_code:
        return console.fail("stopped", "what was spoken is kept: the next run goes on from there", code)
    return code if isinstance(code, int) else 0


def _misused(message: str) -> int:
    """A wrong option or command; the message is empty where help was shown instead."""
    if not message:
        return 2
    message = message.rstrip(".")
    return console.fail(message[0].lower() + message[1:], "broadcast --help lists commands and options", 2)
