"""Options that several commands share. Refuses to give them a meaning."""

from __future__ import annotations

from pathlib import Path

import click

from bot.wire import ROOT

FOLDER = click.Path(file_okay=False, path_type=Path)

config_option = click.option("--config", "config_path", type=click.Path(path_type=Path), default=ROOT / "config.yml", help="wat de school instelt")


def data_option(default: Path | None):
    """--data: where all state of an instance lies."""
    return click.option("--data", type=FOLDER, default=default, help="map waar alles van deze installatie staat")
