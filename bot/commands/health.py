"""`health`: what an operator must know and mend. Refuses to tell anything of a case but that its clock has stopped."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import config_option, data_option
from bot.commands.recipients import open_instance
from bot.dates import day_and_time
from bot.errors import operator_words
from bot.wire import ROOT
from flows.contacts import overdue
from flows.loader import CONTENT


@click.command(
    help="Wat er hapert: vastgelopen herinneringen, wachtende mail, sleutels, contacten die te oud zijn. Code 1 als er iets te herstellen is."
)
@data_option(ROOT / "data")
@config_option
@click.option("--opnieuw", is_flag=True, help="zet vastgelopen herinneringen weer aan")
@click.pass_context
def health(context: click.Context, data: Path, config_path: Path, opnieuw: bool) -> None:
    config, parts = open_instance(data, config_path)
    say, store = operator_words().say, parts.store
    holders, stuck, forgotten, mails = (
        store.recipients.key_holders(),
        store.due.stuck(),
        store.due.open_cases_without_next_due(),
        parts.spool.waiting(),
    )
    late = overdue(CONTENT / "contacten.yml", parts.clock.now().date())
    click.echo(say("gezond-sleutels", aantal=holders, melden="" if holders >= 2 else say("gezond-te-weinig")))
    for row in stuck:
        click.echo(say("gezond-vast", soort=row.kind, moment=day_and_time(row.at)))
        if opnieuw:
            store.due.revive(row.id, parts.clock.now())
    if forgotten:
        click.echo(say("gezond-vergeten", aantal=forgotten))
    stranded = bool(mails) and not config.mail.server
    if mails:
        click.echo(say("gezond-mail", aantal=len(mails), waarom=say("gezond-geen-server") if stranded else ""))
    for problem in late:
        click.echo(problem)
    if waiting := store.outbox.waiting():
        click.echo(say("gezond-berichten", aantal=waiting))
    parts.close()
    ill = holders < 2 or (stuck and not opnieuw) or forgotten or stranded or late
    if not ill:
        click.echo(say("gezond-goed"))
    context.exit(1 if ill else 0)
