"""Mail: one file a mail, sent once, with nothing of a case in it. Sent to a real SMTP server of this machine."""

from __future__ import annotations

import email
import os
from collections.abc import Iterator
from datetime import timedelta
from email import policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.config import MailConfig, load_config
from bot.followup.mail import KEPT, MailSpool, send
from bot.store import Recipient
from flows.words import read_words
from tests.store.world import NOW

ROOT = Path(__file__).parents[2]
WORDS = read_words(ROOT / "content" / "nl" / "post.md")
NOOR = Recipient("noor", "Noor van 't Hoff, ë", "vertrouwenspersoon", "noor@school.example", "actief", None, None)
OTHER = Recipient("samir", "Samir", "vervanger", "weigert@school.example", "actief", None, None)


class Postbus(Sink):
    def __init__(self):
        super().__init__()
        self.got: list[Envelope] = []

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:  # noqa: N802
        if address.startswith("weigert"):
            return "550 geen postbus"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.got.append(envelope)
        return "250 OK"


class AnyPort(Controller):
    """aiosmtpd visits itself after starting; with port 0 it has to be told first which one it got."""

    def _trigger_server(self) -> None:
        assert self.server
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def postbus() -> Iterator[tuple[Postbus, MailConfig]]:
    handler = Postbus()
    controller = AnyPort(handler, hostname="127.0.0.1", port=0, ready_timeout=10)
    controller.start()
    yield handler, MailConfig(server="127.0.0.1", poort=controller.port, van="stagemaat@school.example", versleuteld=False)
    controller.stop()


@pytest.fixture
def spool(tmp_path: Path) -> MailSpool:
    return MailSpool(tmp_path, WORDS, "mbo Voorbeeld", "stagemaat@school.example")


def test_the_same_mail_twice_is_one_before_and_after_it_was_sent(spool: MailSpool):
    assert spool.put(NOOR, "wacht", "rij-1", NOW)
    assert not spool.put(NOOR, "wacht", "rij-1", NOW)
    assert spool.put(NOOR, "wacht", "rij-2", NOW) and spool.put(OTHER, "wacht", "rij-1", NOW)
    assert len(spool.waiting()) == 3
    for path in spool.waiting():
        spool.sent(path)
    assert spool.waiting() == [] and not spool.put(NOOR, "wacht", "rij-1", NOW)
    spool.forget_before(NOW + KEPT + timedelta(days=365 * 20))
    assert list((spool.folder / "cur").iterdir()) == []


def test_a_mail_says_that_something_waits_and_nothing_more(spool: MailSpool):
    spool.put(NOOR, "wacht", "rij-geheim-1", NOW)
    (path,) = spool.waiting()
    assert path.stat().st_mode & 0o077 == 0
    raw = path.read_bytes()
    message = email.message_from_bytes(raw, policy=policy.SMTP)
    assert message["Subject"] == "Er wacht iets op u in Stagemaat"
    assert message["To"].addresses[0].addr_spec == NOOR.mail and message["To"].addresses[0].display_name == NOOR.name
    text = message.get_content()
    assert NOOR.name in text and "mbo Voorbeeld" in text and "{" not in text
    assert b"rij-geheim-1" not in raw and "rij-geheim-1" not in path.name


def test_every_mail_has_a_subject_of_one_line_and_a_text():
    keys = set(WORDS)
    for key in keys:
        stem, _, part = key.rpartition("-")
        assert part in ("onderwerp", "tekst") and {f"{stem}-onderwerp", f"{stem}-tekst"} <= keys
        assert part == "tekst" or "\n" not in WORDS.say(key)


@pytest.mark.asyncio
async def test_what_waits_is_sent_once_and_a_refused_one_stays(
    spool: MailSpool, postbus: tuple[Postbus, MailConfig], caplog: pytest.LogCaptureFixture
):
    handler, config = postbus
    spool.put(NOOR, "wacht", "rij-1", NOW)
    spool.put(OTHER, "wacht", "rij-1", NOW)
    assert await send(spool, config, {}) == 1
    assert await send(spool, config, {}) == 0
    assert [envelope.rcpt_tos for envelope in handler.got] == [["noor@school.example"]]
    assert len(spool.waiting()) == 1
    assert "SMTPRecipientsRefused" in caplog.text and "weigert" not in caplog.text


@pytest.mark.asyncio
async def test_a_server_that_is_away_loses_nothing(spool: MailSpool, caplog: pytest.LogCaptureFixture):
    spool.put(NOOR, "wacht", "rij-1", NOW)
    config = MailConfig(server="127.0.0.1", poort=9, van="stagemaat@school.example", versleuteld=False)
    assert await send(spool, config, os.environ) == 0
    assert len(spool.waiting()) == 1 and "blijft wachten" in caplog.text


@pytest.mark.asyncio
async def test_without_a_server_nothing_leaves_the_machine(spool: MailSpool):
    spool.put(NOOR, "wacht", "rij-1", NOW)
    config = load_config(ROOT / "config.yml")
    assert await send(spool, config.mail, {}) == 0 and len(spool.waiting()) == 1


@pytest.mark.asyncio
async def test_a_server_that_cannot_be_trusted_gets_no_mail(spool: MailSpool, postbus: tuple[Postbus, MailConfig]):
    handler, config = postbus
    spool.put(NOOR, "wacht", "rij-1", NOW)
    assert await send(spool, config.model_copy(update={"encrypted": True}), {}) == 0
    assert handler.got == [] and len(spool.waiting()) == 1
