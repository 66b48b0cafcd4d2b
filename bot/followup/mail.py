"""Mail to recipients: a spool on disk (Maildir in data/mail), and sending it. Refuses to write anything of a case.

The texts stand in content/nl/post.md. Without a mail server in config.yml the spool is the end of the road, as in the demo.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import smtplib
import ssl
from collections.abc import Mapping
from datetime import datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from bot.config import MailConfig
from bot.store import Recipient
from flows.words import Words

USER, PASSWORD = "STAGEMAAT_MAIL_USER", "STAGEMAAT_MAIL_PASSWORD"
KEPT = timedelta(days=7)  # what was sent: as long as a reminder could be made twice
_SENT = ":2,S"  # Maildir's flag for 'seen'
_log = logging.getLogger(__name__)


class MailSpool:
    """new/ has what must go, cur/ what has gone. One file a mail, its name made from what it is about: the same twice is one mail."""

    def __init__(self, data: Path, words: Words, school: str, sender: str):
        self.folder = data / "mail"
        self._words = words
        self._school = school
        self._sender = sender
        for name in ("tmp", "new", "cur"):
            (self.folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, recipient: Recipient, key: str, once: str, now: datetime) -> bool:
        """Writes the mail `key` (sections key-onderwerp and key-tekst) to a recipient. False when `once` was written before, sent or not."""
        name = hashlib.sha256(f"{once}\0{recipient.id}\0{key}".encode()).hexdigest()[:32]
        if self._has(name):
            return False
        message = EmailMessage(policy=SMTP)
        message["From"] = MailAddress("Stagemaat", addr_spec=self._sender)
        message["To"] = MailAddress(recipient.name, addr_spec=recipient.mail)
        message["Subject"] = self._words.say(f"{key}-onderwerp")
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{name}@{self._sender.partition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self._words.say(f"{key}-tekst", naam=recipient.name, school=self._school) + "\n")
        draft = self.folder / "tmp" / name
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        os.utime(draft, (now.timestamp(), now.timestamp()))  # the demo's clock runs ahead of the disk's
        os.replace(draft, self.folder / "new" / name)
        _sync(self.folder / "new")
        return True

    def waiting(self) -> list[Path]:
        """What must go, by name."""
        return sorted(path for path in (self.folder / "new").iterdir() if path.is_file())

    def sent(self, path: Path) -> None:
        """It has gone."""
        os.replace(path, self.folder / "cur" / (path.name + _SENT))
        _sync(self.folder / "cur")

    def forget_before(self, when: datetime) -> None:
        """Removes what was sent before `when`, and drafts that a kill left behind."""
        for folder in ("cur", "tmp"):
            for path in (self.folder / folder).iterdir():
                if path.stat().st_mtime < when.timestamp():
                    path.unlink(missing_ok=True)

    def _has(self, name: str) -> bool:
        return (self.folder / "new" / name).exists() or (self.folder / "cur" / (name + _SENT)).exists()


async def send(spool: MailSpool, config: MailConfig, env: Mapping[str, str]) -> int:
    """Sends what waits, in a thread; returns how many went. What does not go stays for the next time; only the kind of error is logged."""
    if config.server is None or not spool.waiting():
        return 0
    return await asyncio.to_thread(_send_all, spool, config, env)


def _send_all(spool: MailSpool, config: MailConfig, env: Mapping[str, str]) -> int:
    count = 0
    try:
        with smtplib.SMTP(config.server or "", config.port, timeout=30) as server:
            if config.encrypted:
                server.starttls(context=ssl.create_default_context())
            if env.get(USER):
                server.login(env[USER], env.get(PASSWORD, ""))
            for path in spool.waiting():
                count += _send_one(server, spool, path)
    except (OSError, smtplib.SMTPException) as error:
        _log.warning("mail blijft wachten: %s", type(error).__name__)
    return count


def _send_one(server: smtplib.SMTP, spool: MailSpool, path: Path) -> int:
    message = message_from_bytes(path.read_bytes(), policy=SMTP)
    try:
        server.send_message(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:  # this one; the others may go
        _log.warning("een mail blijft wachten: %s", type(error).__name__)
        return 0
    spool.sent(path)
    return 1


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
