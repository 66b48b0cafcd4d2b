"""Builds bot/static/age.js out of package-lock.json: `python -m bot.inbox.build`. Refuses a package with another hash, and to run its scripts.

Node and npm are those of this environment's own Python package, so that a fresh machine needs nothing but Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent


def build() -> None:
    """Installs into node_modules and writes the bundle. Raises CalledProcessError; npm has then said on standard error what is wrong."""
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    for arguments in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([BIN / "npm", "--loglevel=error", *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        build()
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
