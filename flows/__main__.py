"""The commands of the core: check, draw and lees. Refuses to change a conversation."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from flows.check import broken
from flows.check import check as find_problems
from flows.draw import draw as draw_all
from flows.fact_list import fact_list
from flows.loader import CONTENT, GESPREKKEN, load
from flows.reading_copy import reading_copy
from flows.words import ContentError

DRAWING = Path(__file__).parent / "README.md"
DOCS = Path(__file__).parent.parent / "docs"


@click.group(help="Controleert en tekent de gesprekken.")
def main() -> None:
    pass


@main.command(help="Zoekt fouten in gesprekken en teksten. Geeft code 1 als er iets te herstellen is.")
@click.option("--flows", type=click.Path(path_type=Path), default=GESPREKKEN, help="map met gesprekken")
@click.option("--content", type=click.Path(path_type=Path), default=CONTENT, help="map met teksten")
def check(flows: Path, content: Path) -> None:
    problems = find_problems(date.today(), flows, content)
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(problems)} problemen" if problems else "alles in orde")
    sys.exit(1 if problems else 0)


@main.command(help="Tekent de gesprekken in flows/README.md.")
def draw() -> None:
    try:
        DRAWING.write_text(draw_all(load()), encoding="utf-8")
    except ContentError as error:
        sys.exit(str(error))


@main.command(help="Schrijft alle gesprekken uit in docs/gesprekken.md, en alle feiten in docs/feiten.md.")
def lees() -> None:
    try:
        conversation = load()
        if broken(conversation):
            sys.exit("er klopt iets niet: kijk eerst wat `python -m flows check` zegt")
        (DOCS / "gesprekken.md").write_text(reading_copy(conversation, CONTENT), encoding="utf-8")
        (DOCS / "feiten.md").write_text(fact_list(CONTENT), encoding="utf-8")
    except ContentError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
