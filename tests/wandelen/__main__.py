"""`python -m tests.wandelen --steps N --seed S`: prints one JSON object, and ends with 1 when something did not hold. Refuses nothing."""

from __future__ import annotations

import asyncio
import json
import sys

import click

from tests.wandelen.walk import walk


@click.command()
@click.option("--steps", type=int, default=20_000)
@click.option("--seed", type=int, default=1)
@click.option("--student", type=int, default=0, help="begin with this one: what a failure names")
def main(steps: int, seed: int, student: int) -> None:
    walked, conversation = asyncio.run(walk(steps, seed, student))
    click.echo(json.dumps(walked.summary(conversation), indent=1, ensure_ascii=False))
    sys.exit(1 if walked.failure else 0)


main()
