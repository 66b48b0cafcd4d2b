"""`recipient`: invitations, who has a key, and the offline recovery key. Refuses to make a recipient's own key: their browser does."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bot import sealing
from bot.commands.options import config_option, data_option
from bot.config import Config, load_config
from bot.errors import OperatorError, operator_words
from bot.passphrases import new_passphrase
from bot.store import NoSuchRecipient
from bot.wire import ROOT, Parts, build


@click.group(help="De mensen die meldingen mogen lezen, en hun sleutels.")
def recipient() -> None:
    pass


@recipient.command(help="Maakt een uitnodiging voor een ontvanger uit config.yml.")
@click.argument("id")
@data_option(ROOT / "data")
@config_option
def add(id: str, data: Path, config_path: Path) -> None:
    config, parts = open_instance(data, config_path)
    try:
        token = parts.store.recipients.invite(id, parts.clock.now())
    except NoSuchRecipient:
        ids = ", ".join(person.id for person in config.recipients)
        raise OperatorError("onbekende-ontvanger", id=id, pad=config_path, ids=ids) from None
    finally:
        parts.close()
    name = next(person.name for person in config.recipients if person.id == id)
    # After the # it never reaches a server or a log.
    link = f"{config.web.address or f'http://{config.web.host}:{config.web.port}'}/postvak/uitnodiging#{token}"
    click.echo(operator_words().say("uitnodiging", naam=name, link=link))


@recipient.command("list", help="Wie er een sleutel heeft.")
@data_option(ROOT / "data")
@config_option
def list_(data: Path, config_path: Path) -> None:
    _, parts = open_instance(data, config_path)
    words = operator_words()
    for person in parts.store.recipients.all():
        state = words.say(f"ontvanger-{person.state}")
        click.echo(words.say("ontvanger-regel", id=person.id, naam=person.name, rol=person.role, stand=state))
    for keeper, has_key in parts.store.recipients.recovery_holders():
        state = words.say("ontvanger-actief" if has_key else "ontvanger-uitgenodigd")
        click.echo(words.say("ontvanger-regel", id=keeper.id, naam=keeper.name, rol=keeper.role, stand=state))
    parts.close()


@recipient.command(help="Maakt de herstelsleutel: het geheime deel komt alleen in het bestand dat u noemt.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option(ROOT / "data")
@config_option
def recovery(file: Path, data: Path, config_path: Path) -> None:
    config, parts = open_instance(data, config_path)
    try:
        if config.recovery is None:
            raise OperatorError("onbekende-houder", pad=config_path)
        public, secret = sealing.make_identity()
        passphrase = new_passphrase()
        locked = sealing.lock_identity(secret, passphrase)
        try:
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
                target.write(locked)
                target.flush()
                os.fsync(target.fileno())
        except FileExistsError:
            raise OperatorError("bestand-bestaat", pad=file) from None
        with parts.store.transaction():
            parts.store.recipients.set_recovery(config.recovery.id, public)
    finally:
        parts.close()
    click.echo(operator_words().say("herstelsleutel", naam=config.recovery.name, pad=file, wachtzin=passphrase))


def open_instance(data: Path, config_path: Path) -> tuple[Config, Parts]:
    """The instance of a folder, for a command that no student talks to."""
    config = load_config(config_path)
    return config, build(data, config_path, reader=_Nobody(), channels={})


class _Nobody:
    """No student talks to a command."""

    async def read(self, text: str):
        raise RuntimeError("no reader")
