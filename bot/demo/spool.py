"""Lists the mail that lies in the spool, for the demo page. Refuses to show more than a subject and a name."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path


def mails_in(folder: Path) -> list[tuple[str, str]]:
    """(subject, to whom) of every mail in a Maildir, oldest first."""
    found = []
    for path in [*(folder / "new").iterdir(), *(folder / "cur").iterdir()]:
        try:
            message, written = message_from_bytes(path.read_bytes(), policy=SMTP), path.stat().st_mtime
        except FileNotFoundError:  # sent or tidied away just now
            continue
        to = message["To"].addresses[0].display_name if message["To"] else ""
        found.append((written, str(message["Subject"]), to))
    return [(subject, to) for _, subject, to in sorted(found)]
