"""Finds Chromium for the tests, and installs Debian's where it may. With CI=true it refuses to go on without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of a Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def may_install() -> bool:
    """Root on Debian or a child of it."""
    return os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def main() -> None:
    if find():
        return
    if may_install():
        print("Chromium installeren voor de tests van de pagina's")
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if find():
        return
    if os.environ.get("CI") == "true":
        sys.exit("Chromium ontbreekt en kon niet worden geïnstalleerd; in CI wordt geen test overgeslagen")
    print("Chromium ontbreekt: de tests met het kenmerk 'chromium' (tests/web, tests/demo) worden overgeslagen")


if __name__ == "__main__":
    main()
