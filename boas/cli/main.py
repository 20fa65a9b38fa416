"""The command `boas`: finds the command asked for, and turns errors into one line and an exit code.

Each command lives in its own file and is imported only when it is called, so that `boas check`
never pays for the web.
"""

import atexit
import gc
import os
import sys
from gettext import gettext
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import click

from boas import __version__
from boas.cli._help import TranslatedContext, install_translations, use_translated_context
from boas.cli._language import find_language_option, resolve_language
from boas.cli._outlines import load_outline
from boas.errors import BoasError, MachineError
from boas.escaping import escape_unprintable
from boas.translation import Message, list_languages

COMMANDS = {
    "affected": "boas.cli.affected",
    "build": "boas.cli.build",
    "check": "boas.cli.check",
    "codes": "boas.cli.codes",
    "counts": "boas.cli.counts",
    "diff": "boas.cli.diff",
    "evaluation": "boas.cli.evaluation",
    "evidence": "boas.cli.evidence",
    "explain": "boas.cli.explain",
    "export": "boas.cli.export",
    "fix": "boas.cli.fix",
    "identify": "boas.cli.identify",
    "init": "boas.cli.init",
    "keys": "boas.cli.keys",
    "level": "boas.cli.level",
    "new": "boas.cli.new",
    "nomenclature": "boas.cli.nomenclature",
    "operations": "boas.cli.operations",
    "publish": "boas.cli.publish",
    "release": "boas.cli.release",
    "reuses": "boas.cli.reuses",
    "review": "boas.cli.review",
    "scan": "boas.cli.scan",
    "schema": "boas.cli.schema",
    "serve": "boas.cli.serve",
    "use": "boas.cli.use",
    "vectors": "boas.cli.vectors",
    "verify": "boas.cli.verify",
}


# No plug-in of the machine takes part in checking, and looking for them would cost start-up time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Modules and documents are made by the hundred thousand and stay: looking among them for what could be freed takes a
# fifth of the time of a check and finds nothing.
gc.set_threshold(200_000, 50, 100)


class Commands(click.Group):
    """Commands that are imported when they are called."""

    context_class = TranslatedContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click calls it so
        """Names of all commands."""
        return sorted(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its first sentence, without importing any."""
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - len(max(names, key=len))
        with formatter.section(gettext("Commands")):  # click's own word, in click's own catalogue
            formatter.write_dl([(name, load_outline(COMMANDS[name]).get_short_help_str(limit)) for name in names])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- as above
        """One command, imported now."""
        module = COMMANDS.get(cmd_name)
        command = getattr(import_module(module), "command", None) if module else None
        return use_translated_context(command) if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for; a misspelt one is answered with the nearest."""
        import difflib

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            ctx.fail(
                describe_unknown_command(escape_unprintable(args[0]), *near).in_(
                    resolve_language(find_language_option())
                )
            )
        return super().resolve_command(ctx, args)


def choose_language(_context: click.Context, _option: click.Parameter, language: str | None) -> None:
    """Let the command that follows speak it too, unless it has a `--lang` of its own."""
    if language:
        os.environ["BOAS_LANG"] = language


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="boas")
@click.option(
    "--lang",
    type=click.Choice(list_languages()),
    help="Language (default: BOAS_LANG, locale, fr).",
    expose_value=False,
    callback=choose_language,
)
def boas() -> None:
    """An open, Git-backed registry of health algorithms.

    \b
    boas new                      begin the card of a new algorithm
    boas check                    check the registry you stand in
    boas check model_cards/algorithms/avc-ait-pmsi
    boas explain unknown-term     why a rule exists and how to fix what it finds
    boas serve                    check, fill, build, then serve on http://127.0.0.1:8000
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"


def main() -> None:
    """Run the command line; every expected failure ends in one line and its exit code."""
    # What is there at the end goes with the process: looking for circles in all of it took a tenth of a build.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name that the terminal's encoding lacks is escaped; it must not end the work.
            stream.reconfigure(errors="backslashreplace")
    install_translations()
    try:
        Path.cwd()  # a working folder that was deleted would make imports fail in ways of their own
        boas(prog_name="boas", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except OSError as error:
        # What no room foresaw, such as a working folder that was deleted; never the same exit code as a finding.
        click.echo(f"boas: {escape_unprintable(str(error))}", err=True)
        sys.exit(MachineError.exit_code)
    except BoasError as error:
        language = resolve_language(find_language_option())
        click.echo(f"boas: {escape_unprintable(error.message.in_(language))}", err=True)
        click.echo(f"  → {escape_unprintable(error.help.in_(language))}", err=True)
        sys.exit(error.exit_code)


def describe_unknown_command(written: str, near: str = "") -> Message:
    """What to say of a command that there is not, and the one that was perhaps meant."""
    if near:
        return Message("No command `{written}`. Did you mean `{near}`?", written=written, near=near)
    return Message("No command `{written}`.", written=written)
