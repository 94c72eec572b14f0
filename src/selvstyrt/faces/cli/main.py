"""The entry of the command `selvstyrt`: a list of commands, each loaded when it is called."""

from __future__ import annotations

import errno
import importlib
import sys
from typing import Any

import click

from selvstyrt import __version__
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.cli.screen import silence, tell
from selvstyrt.faces.cli.stopping import STOPPED

NOBODY_READS = 141
"""The exit code when whoever read the output has gone, as `head` does; other commands end so too."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})

COMMANDS: dict[str, tuple[str, str]] = {
    "law": ("selvstyrt.faces.cli.law:law", "Look up dated law values; check shifts against the law."),
    "pay": ("selvstyrt.faces.cli.pay:pay", "Explain the pay of worked time, line by line."),
    "fee": ("selvstyrt.faces.cli.fee:fee", "Explain the fee of a month (egenandel), step by step."),
    "cases": ("selvstyrt.faces.cli.cases:cases", "Answer a file of law, pay and fee cases."),
    "roster": ("selvstyrt.faces.cli.roster:roster", "Solve, check and explain rosters."),
    "bench": ("selvstyrt.faces.cli.bench:bench", "Solve public rostering instances, to compare."),
    "directory": ("selvstyrt.faces.cli.directory:directory", "Correct the public facts on the open pages."),
    "demo": ("selvstyrt.faces.cli.site:demo", "Load the demo scheme, once, and print its logins."),
    "setup": (
        "selvstyrt.faces.cli.setup:setup",
        "Make an empty installation ready: supplier, municipality, coordinator.",
    ),
    "migrate": ("selvstyrt.faces.cli.site:migrate", "Bring the database up to date."),
    "serve": ("selvstyrt.faces.cli.site:serve", "Serve the site on this machine."),
    "import": ("selvstyrt.faces.cli.imports:import_facts", "Bring public facts in from their sources, or from files."),
    "daily": ("selvstyrt.faces.cli.site:daily", "What a day needs: grant the year, send mail, seal the journal."),
    "work": ("selvstyrt.faces.cli.site:work", "Carry out one queued roster run."),
    "worker": ("selvstyrt.faces.cli.worker:worker", "Carry out roster runs as they come, on this machine."),
    "mail": ("selvstyrt.faces.cli.site:mail", "Send the messages that still wait in the outbox."),
    "seal": ("selvstyrt.faces.cli.site:seal", "Seal the journal, or check its seals."),
}


class LazyCommands(click.Group):
    """A group whose commands are imported first when they are run; `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; 1 is an answer, so Ctrl-C and output that cannot be written have codes of their own."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            tell("\nStopped.")
            sys.exit(STOPPED)
        except BrokenPipeError:
            code = NOBODY_READS
        except OSError as error:
            if error.errno not in FULL:
                raise
            tell(f"selvstyrt: the output cannot be written: {error.strerror}.")
            code = 2
        for stream in (sys.stdout, sys.stderr):
            silence(stream)
        sys.exit(code)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="selvstyrt")
def cli() -> None:
    """Selvstyrt: the rules, rosters, hours and pay of brukerstyrt personlig assistanse (BPA)."""


def main() -> None:
    """Run the command; a known error becomes one plain message and exit code 2."""
    try:
        cli()
    except SelvstyrtError as error:
        click.echo(f"selvstyrt: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
