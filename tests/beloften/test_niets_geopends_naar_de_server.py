"""Promise 1: passphrase, private key and opened report never reach the server. Sought in every request that a real browser sends it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.fixtures import PASSPHRASE, Server, browser, desktop, empty_inbox, inbox, sign_in

__all__ = ["browser", "desktop", "empty_inbox", "inbox"]  # fixtures
pytestmark = pytest.mark.chromium
CANARY = "kanarie-in-het-verhaal-4711"
NAME = "Kanarie van der Test"
REPORT = {"manier": "naam", "verhaal": f"Ze zeiden: {CANARY}, meer niet.", "naam": NAME, "contact": "kanarie@voorbeeld.example", "wens": "praten"}


def shapes(secret: str) -> Iterator[str]:
    """A secret as text, in base64 at each of the three offsets, in hex, and percent-encoded; small letters."""
    raw = secret.encode()
    yield secret.lower()
    yield binascii.hexlify(raw).decode()
    yield re.sub(r"[^a-z0-9]", lambda hit: f"%{ord(hit[0]):02x}", secret.lower())
    yield quote(secret, safe="").lower()
    yield secret.lower().replace(" ", "+")
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + raw).decode()
        yield whole[4 if offset else 0 : len(whole) // 4 * 4 - 4].lower()


def leaks(server: Server, secrets: list[str]) -> list[str]:
    """'METHOD path: which secret' for every request that holds one, in its address, headers or body."""
    found = []
    for asked in server.asked:
        text = asked.everything().lower()
        found += [f"{asked.method} {asked.target}: {secret[:12]}…" for secret in secrets if any(shape in text for shape in shapes(secret))]
    return found


def read_a_case(page: Page, server: Server, passphrase: str) -> None:
    page.goto(server.url + "/postvak/")
    sign_in(page, passphrase)
    page.locator(".case").click()
    expect(page.locator(".entry")).to_contain_text(CANARY)
    page.fill("#answer-text", "Dank je, ik heb het gelezen.")
    page.click("#answer-send")
    expect(page.locator(".entry.antwoord")).to_be_visible()
    page.click("#back")
    page.click("#leave")
    expect(page.locator("#notice")).to_contain_text("afgemeld")


def secrets_of(passphrase: str) -> list[str]:
    words = passphrase.split()
    return [passphrase, "-".join(words), *(" ".join(words[at : at + 2]) for at in range(5)), "AGE-SECRET-KEY-", CANARY, NAME, "kanarie@voorbeeld"]


def test_signing_in_reading_and_answering_sends_nothing_opened(desktop: Page, inbox: Server):
    inbox.file(REPORT, way="naam")
    read_a_case(desktop, inbox, PASSPHRASE)
    assert len(inbox.asked) > 8
    assert any("ik heb het gelezen" in asked.everything() for asked in inbox.asked)  # what is sent, this search does see
    assert leaks(inbox, secrets_of(PASSPHRASE)) == []


def test_making_a_key_sends_only_its_public_and_its_locked_half(desktop: Page, empty_inbox: Server):
    desktop.goto(empty_inbox.invite("vertrouwenspersoon"))
    desktop.click("#start")
    expect(desktop.locator("#words li")).to_have_count(6)
    passphrase = " ".join(desktop.locator("#words li").all_text_contents())
    desktop.click("#kept")
    desktop.fill("#typed", passphrase)
    desktop.click("#lock")
    expect(desktop.locator("#done-title")).to_be_visible()
    sent = next(asked for asked in empty_inbox.asked if asked.target.startswith("/postvak/api/sleutel"))
    assert sent.body.count(b"age1") == 1
    assert b"BEGIN AGE ENCRYPTED FILE" in sent.body
    assert leaks(empty_inbox, secrets_of(passphrase)) == []


def test_the_code_of_an_invitation_is_in_no_address_and_no_header(desktop: Page, empty_inbox: Server):
    link = empty_inbox.invite("vertrouwenspersoon")
    desktop.goto(link)
    expect(desktop.locator("#start-title")).to_be_visible()
    assert "#" not in desktop.url
    code = link.partition("#")[2]
    assert not [asked.target for asked in empty_inbox.asked if code in asked.target or code in asked.headers]


SHOWN = "btoa(unescape(encodeURIComponent(document.body.innerText)))"
LEAKS = {
    "wachtzin": ("server.js", "JSON.stringify(body)", "JSON.stringify({ ...body, x: document.getElementById('passphrase')?.value })"),
    "verhaal": ("server.js", 'cache: "no-store"', f'x: fetch(`?x=${{{SHOWN}}}`), cache: "no-store"'),
    "sleutel": ("vault-worker.js", "identity = found.trim();", "identity = found.trim(); fetch('/static/x', { method: 'POST', body: identity });"),
}


@pytest.mark.parametrize(("script", "honest", "planted"), LEAKS.values(), ids=LEAKS)
def test_a_planted_leak_is_found(desktop: Page, inbox: Server, script: str, honest: str, planted: str):
    """The twin: the same reading with a script that leaks must go red."""

    def plant(route: Route) -> None:
        reply = route.fetch()
        assert honest in reply.text()
        route.fulfill(response=reply, body=reply.text().replace(honest, planted))

    desktop.context.route(f"**/static/{script}", plant)
    inbox.file(REPORT, way="naam")
    read_a_case(desktop, inbox, PASSPHRASE)
    for _ in range(100):  # the last of the leaks may still be under way
        if leaks(inbox, secrets_of(PASSPHRASE)):
            return
        desktop.wait_for_timeout(50)
    pytest.fail("the leak was planted, and not found")
