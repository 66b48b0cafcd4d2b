"""Runs a fakegram alone and prints its address, for a bench or by hand. Refuses to listen anywhere but on this machine."""

from __future__ import annotations

import contextlib
import threading

import click

from tests.fakegram.gram import TOKEN, Fakegram


@click.command()
@click.option("--port", default=0, help="0: the system chooses")
@click.option("--token", default=TOKEN, show_default=True)
def main(port: int, token: str) -> None:
    """Prints the address that a bot needs (base_url), and waits for ctrl-c. Control: POST /control on the same port."""
    with Fakegram(token).serve(port, control=True) as url, contextlib.suppress(KeyboardInterrupt):
        print(url, flush=True)
        threading.Event().wait()


main()
