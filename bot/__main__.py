"""The commands of the bot. Refuses to do the work: each command puts parts together and lets them run."""

from __future__ import annotations

import logging
import sys

import click

from bot.commands.chat import chat
from bot.commands.health import health
from bot.commands.recipients import recipient
from bot.commands.serve import demo, web
from bot.commands.telegram import telegram
from bot.errors import OperatorError
from flows.words import ContentError

MISTAKE = 2


@click.group(help="Stagemaat: een gesprek over stagediscriminatie, en een melding die niet verdwijnt.")
def main() -> None:
    # Never more than the kind of an error: what a library writes about a request may hold what somebody said.
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("httpx", "httpcore", "uvicorn.access", "markdown_it"):
        logging.getLogger(name).setLevel(logging.WARNING)


for command in (chat, demo, health, recipient, telegram, web):
    main.add_command(command)


def run() -> None:
    """Runs a command; an operator's mistake ends with its mend and code 2, without a traceback."""
    try:
        sys.exit(main(standalone_mode=False) or 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(MISTAKE)
    except (OperatorError, ContentError) as error:
        click.echo(str(error), err=True)
        sys.exit(MISTAKE)


if __name__ == "__main__":
    run()
