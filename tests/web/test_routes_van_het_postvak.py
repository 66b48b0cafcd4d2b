"""The inbox's routes without a browser: headers, sessions, tokens, waits. What they must refuse."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot import sealing
from bot.clock import MovableClock
from bot.config import load_config
from bot.inbox import inbox_app
from bot.inbox.sign_in import LONGEST_WAIT, wait_after
from bot.server_key import ServerKey
from bot.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = {"verhaal": "iets", "manier": "anoniem"}


class Visitor:
    """Asks the app directly; a new cookie jar each."""

    def __init__(self, store: Store, clock: MovableClock, public_url: str | None = None):
        self.store, self.clock, self.answered = store, clock, []

        async def on_answer(case_id: str) -> None:
            self.answered.append(case_id)

        self._app = inbox_app(store, clock, load_config(ROOT / "config.yml"), on_answer, public_url=public_url)
        self._jar = httpx.Cookies()
        self.csrf = ""

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://postvak.example", cookies=self._jar) as client:
                if method == "POST":
                    headers.setdefault("content-type", "application/json")
                    headers.setdefault("x-stagemaat-csrf", self.csrf)
                content = json.dumps(body if body is not None else {}) if method == "POST" else None
                reply = await client.request(method, path, content=content, headers=headers)
                self._jar = client.cookies
                return reply

        return asyncio.run(go())

    def begin(self, recipient: str) -> dict:
        return self.ask("POST", "/postvak/api/begin", {"recipient": recipient}).json()

    def answer_challenge(self, begun: dict, secret: str) -> httpx.Response:
        opened = sealing.open_sealed(base64.b64decode(begun["sealed"]), secret)
        body = {"challenge": begun["challenge"], "answer": base64.b64encode(opened).decode()}
        return self.ask("POST", "/postvak/api/aanmelden", body)

    def sign_in(self, recipient: str, secret: str) -> httpx.Response:
        reply = self.answer_challenge(self.begin(recipient), secret)
        if reply.status_code == 200:
            self.csrf = reply.json()["csrf"]
        return reply


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path, ServerKey(secrets.token_bytes(32)))
    config = load_config(ROOT / "config.yml")
    store.recipients.sync(config.recipients, [config.recovery])
    yield store
    store.close()


@pytest.fixture
def clock(store: Store) -> MovableClock:
    return MovableClock(store.settings)


@pytest.fixture
def keys(store: Store, clock: MovableClock) -> dict[str, str]:
    """Both recipients have a key; their secrets."""
    found = {}
    for person in ("vertrouwenspersoon", "vervanger"):
        public, found[person] = sealing.make_identity()
        store.recipients.redeem(store.recipients.invite(person, clock.now()), public, sealing.ARMOR + "\n…", clock.now())
    return found


@pytest.fixture
def visitor(store: Store, clock: MovableClock) -> Visitor:
    return Visitor(store, clock)


def test_every_answer_has_strict_headers(visitor: Visitor):
    for path in ("/postvak/", "/postvak/uitnodiging", "/postvak/api/meldingen", "/static/inbox.js", "/bestaat-niet"):
        headers = visitor.ask("GET", path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'none'" in policy
        assert "unsafe" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")


def test_no_page_has_a_script_or_style_of_its_own(visitor: Visitor):
    for path in ("/postvak/", "/postvak/uitnodiging"):
        text = visitor.ask("GET", path).text
        assert "<style" not in text
        assert " style=" not in text
        assert " on" not in text.replace(" onafgebroken", "").split("<body>")[0]
        assert text.count("<script") == text.count('src="/static/')


def test_signing_in_needs_the_key_and_gives_a_strict_cookie(visitor: Visitor, keys: dict):
    assert visitor.ask("GET", "/postvak/api/meldingen").status_code == 401
    reply = visitor.sign_in("vertrouwenspersoon", keys["vertrouwenspersoon"])
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/postvak" in cookie
    assert "Secure" not in cookie
    assert visitor.ask("GET", "/postvak/api/meldingen").status_code == 200


def test_over_https_the_cookie_is_secure(store: Store, clock: MovableClock, keys: dict):
    reply = Visitor(store, clock, "https://stagemaat.example").sign_in("vervanger", keys["vervanger"])
    assert "Secure" in reply.headers["set-cookie"]


def test_a_wrong_answer_does_not_come_in_and_a_challenge_counts_once(visitor: Visitor, keys: dict):
    begun = visitor.begin("vertrouwenspersoon")
    wrong = {"challenge": begun["challenge"], "answer": base64.b64encode(bytes(32)).decode()}
    assert visitor.ask("POST", "/postvak/api/aanmelden", wrong).status_code == 403
    assert visitor.answer_challenge(begun, keys["vertrouwenspersoon"]).status_code == 403


def test_attempts_are_slowed_down_and_nobody_is_locked_out(visitor: Visitor, keys: dict):
    waits = [visitor.begin("vertrouwenspersoon")["wait"] for _ in range(40)]
    assert waits[:9] == [0, 0, 0, 1, 2, 4, 8, 16, LONGEST_WAIT]
    assert waits == [wait_after(number) for number in range(40)]
    begun = visitor.begin("vertrouwenspersoon")
    assert visitor.answer_challenge(begun, keys["vertrouwenspersoon"]).status_code == 403  # too early
    begun = visitor.begin("vertrouwenspersoon")
    visitor.clock.move(timedelta(seconds=LONGEST_WAIT))
    assert visitor.answer_challenge(begun, keys["vertrouwenspersoon"]).status_code == 200
    assert visitor.begin("vertrouwenspersoon")["wait"] == 0
    assert visitor.begin("vervanger")["wait"] == 0


def test_old_attempts_are_forgotten(visitor: Visitor, keys: dict):
    for _ in range(9):
        visitor.begin("vertrouwenspersoon")
    visitor.clock.move(timedelta(minutes=16))
    assert visitor.begin("vertrouwenspersoon")["wait"] == 0


def test_who_has_no_key_or_is_nobody_cannot_begin(visitor: Visitor):
    for recipient in ("vertrouwenspersoon", "niemand", "bestuurssecretaris"):
        assert visitor.ask("POST", "/postvak/api/begin", {"recipient": recipient}).status_code == 404


def test_a_post_needs_its_token_its_kind_and_its_own_site(visitor: Visitor, keys: dict):
    case_id = visitor.store.cases.file("anoniem", REPORT, ["vertrouwenspersoon", "vervanger"], visitor.clock.now())
    visitor.sign_in("vertrouwenspersoon", keys["vertrouwenspersoon"])
    path, body = f"/postvak/api/meldingen/{case_id}/antwoord", {"text": "Dank je.", "once": "1"}
    refused = [
        ({"x-stagemaat-csrf": ""}, 403),
        ({"x-stagemaat-csrf": "é" * 64}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elders.example"}, 403),
        ({"origin": "null"}, 403),
    ]
    for headers, status in refused:
        headers = {name: value.encode() for name, value in headers.items()}
        assert visitor.ask("POST", path, body, **headers).status_code == status
    assert visitor.ask("POST", "/postvak/api/afmelden", **{"x-stagemaat-csrf": ""}).status_code == 403
    assert visitor.answered == []
    assert visitor.ask("POST", path, body, origin="http://postvak.example").status_code == 200
    assert visitor.answered == [case_id]


def test_the_same_answer_sent_again_is_one_answer(visitor: Visitor, keys: dict):
    case_id = visitor.store.cases.file("anoniem", REPORT, ["vertrouwenspersoon", "vervanger"], visitor.clock.now())
    visitor.sign_in("vertrouwenspersoon", keys["vertrouwenspersoon"])
    for _ in range(3):
        reply = visitor.ask("POST", f"/postvak/api/meldingen/{case_id}/antwoord", {"text": "Dank je.", "once": "1"})
        assert [entry["kind"] for entry in reply.json()["entries"]] == ["melding", "antwoord"]
    assert visitor.answered == [case_id]


def test_somebody_elses_case_is_no_case(store: Store, visitor: Visitor, keys: dict):
    store.recipients.set_recovery("bestuurssecretaris", sealing.make_identity()[0])
    case_id = store.cases.file("anoniem", REPORT, ["vervanger"], visitor.clock.now())
    visitor.sign_in("vertrouwenspersoon", keys["vertrouwenspersoon"])
    assert visitor.ask("GET", "/postvak/api/meldingen").json()["cases"] == []
    for path, body in (("", None), ("/antwoord", {"text": "hoi", "once": "1"}), ("/staat", {"state": "gezien"})):
        method = "POST" if body else "GET"
        there, nowhere = (visitor.ask(method, f"/postvak/api/meldingen/{name}{path}", body) for name in (case_id, "0" * 32))
        assert there.status_code == nowhere.status_code == 404
        assert there.text == nowhere.text


def test_only_allowed_moves(visitor: Visitor, keys: dict):
    case_id = visitor.store.cases.file("anoniem", REPORT, ["vertrouwenspersoon", "vervanger"], visitor.clock.now())
    visitor.sign_in("vertrouwenspersoon", keys["vertrouwenspersoon"])
    for state in ("gesloten", "beantwoord", "onzin"):
        assert visitor.ask("POST", f"/postvak/api/meldingen/{case_id}/staat", {"state": state}).status_code == 409
    assert visitor.ask("POST", f"/postvak/api/meldingen/{case_id}/staat", {"state": "gesprek"}).json()["moves"] == ["stappen", "afgerond"]
    visitor.store.cases.close(case_id, "student", visitor.clock.now())
    assert visitor.ask("POST", f"/postvak/api/meldingen/{case_id}/antwoord", {"text": "hoi", "once": "2"}).status_code == 409


def test_away_for_half_an_hour_is_signed_out(visitor: Visitor, keys: dict):
    visitor.sign_in("vertrouwenspersoon", keys["vertrouwenspersoon"])
    visitor.clock.move(timedelta(minutes=31))
    assert visitor.ask("GET", "/postvak/api/meldingen").status_code == 401


def test_signing_out_ends_the_session_on_the_server(visitor: Visitor, keys: dict):
    visitor.sign_in("vertrouwenspersoon", keys["vertrouwenspersoon"])
    token = visitor._jar["stagemaat_postvak"]
    assert visitor.ask("POST", "/postvak/api/afmelden").status_code == 200
    assert visitor.store.sign_in.session(token, visitor.clock.now()) is None


@pytest.mark.parametrize("body", [[], "tekst", 3, {}, {"recipient": None}, {"recipient": 7}, {"recipient": ""}, {"recipient": "x" * 1000}])
def test_bad_bodies_are_refused_and_never_crash(visitor: Visitor, body: object):
    assert visitor.ask("POST", "/postvak/api/begin", body).status_code == 400
    assert visitor.ask("POST", "/postvak/api/begin", {"recipient": "x" * 70_000}).status_code == 413


def test_an_invitation_that_is_not_there_and_a_key_that_is_none(visitor: Visitor):
    assert visitor.ask("POST", "/postvak/api/uitnodiging", {"code": "verzonnen"}).status_code == 404
    code = visitor.store.recipients.invite("vervanger", visitor.clock.now())
    body = {"code": code, "public_key": "age1onzin", "locked_identity": sealing.ARMOR}
    assert visitor.ask("POST", "/postvak/api/sleutel", body).status_code == 400
    body["public_key"] = sealing.make_identity()[0]
    assert visitor.ask("POST", "/postvak/api/sleutel", {**body, "locked_identity": "AGE-SECRET-KEY-1ONZIN"}).status_code == 400
    assert visitor.ask("POST", "/postvak/api/sleutel", body).status_code == 201
    assert visitor.ask("POST", "/postvak/api/sleutel", body).status_code == 404
