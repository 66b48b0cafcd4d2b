"""Delivery to a webhook: a small Starlette app that keeps what it gets. Refuses lost updates, and a changed order within a chat."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest

from tests.fakegram import Fakegram

SECRET = "geheim_-1"


class Listener:
    """The bot's side."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.status: Callable[[dict[str, Any]], int] = lambda update: 200
        self.at_once = self.most_at_once = 0

    async def hear(self, request: Request) -> Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.02)
        self.at_once -= 1
        update = await request.json()
        self.got.append(update)
        self.headers.append(dict(request.headers))
        return Response(status_code=self.status(update))

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
def listener() -> Iterator[tuple[Listener, str]]:
    made = Listener()
    app = Starlette(routes=[Route("/hoek", made.hear, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        threading.Event().wait(0.01)
    yield made, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/hoek"
    server.should_exit = True
    thread.join(10)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


def test_updates_come_with_the_secret_and_plain_json(gram: Fakegram, listener):
    heard, hook = listener
    ann = gram.person()
    ann.type("eerder")
    with gram.serve() as url:
        httpx.post(f"{url}{gram.token}/setWebhook", json={"url": hook, "secret_token": SECRET})
        ann.type("hoi")
        asyncio.run(until(lambda: gram.pending == 0))
    assert heard.texts() == ["eerder", "hoi"]
    assert {(one["content-type"], one["x-telegram-bot-api-secret-token"]) for one in heard.headers} == {("application/json", SECRET)}


def test_a_refused_update_comes_again_and_the_order_of_a_chat_stays(gram: Fakegram, listener):
    heard, hook = listener
    ann, ben = gram.person(), gram.person(first_name="Ben")
    refusing = threading.Event()
    refusing.set()
    heard.status = lambda update: 403 if refusing.is_set() and update["message"]["text"] == "a1" else 200
    with gram.serve() as url:
        httpx.post(f"{url}{gram.token}/setWebhook", json={"url": hook})
        for number in (1, 2):
            ann.type(f"a{number}")
            ben.type(f"b{number}")
        asyncio.run(until(lambda: heard.texts().count("a1") >= 2))
        info = httpx.get(f"{url}{gram.token}/getWebhookInfo").json()["result"]
        refusing.clear()
        asyncio.run(until(lambda: gram.pending == 0))
    assert info["pending_update_count"] >= 2 and "Wrong response from the webhook: 403" in info["last_error_message"]
    *refused, last = [text for text in heard.texts() if text[0] == "a"]
    assert refused == ["a1"] * len(refused) and last == "a2"
    assert [text for text in heard.texts() if text[0] == "b"] == ["b1", "b2"]


def test_no_more_at_once_than_asked_and_none_while_away(gram: Fakegram, listener):
    heard, hook = listener
    gram.away = True
    for number in range(12):
        gram.person().type(str(number))
    with gram.serve() as url:
        gram.away = False
        gram.dispatch("setWebhook", {"url": hook, "max_connections": 3})
        asyncio.run(until(lambda: gram.pending == 0))
        assert heard.most_at_once == 3 and url
        gram.away = True
        gram.person().type("later")
        asyncio.run(asyncio.sleep(0.1))
        assert gram.pending == 1
        gram.away = False
        asyncio.run(until(lambda: gram.pending == 0))


async def test_setting_a_webhook(bot: Bot, gram: Fakegram):
    gram.person().type("oud")
    for secret in ("met spatie", "é", "x" * 257):
        with pytest.raises(BadRequest, match="Secret token"):
            await bot.set_webhook("https://stagemaat.example/hoek", secret_token=secret)
    for url in ("stagemaat.example", "ftp://stagemaat.example", "http://stagemaat.example/hoek"):
        with pytest.raises(BadRequest, match="Bad webhook"):
            await bot.set_webhook(url)
    await bot.set_webhook("https://stagemaat.example/hoek", secret_token="x" * 256, allowed_updates=["message"], drop_pending_updates=True)
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == ("https://stagemaat.example/hoek", 0, 40)
    assert gram.webhook["secret_token"] == "x" * 256
    await bot.delete_webhook()
    assert gram.webhook is None and (await bot.get_webhook_info()).url == ""


async def test_nothing_leaves_this_machine(gram: Fakegram, monkeypatch: pytest.MonkeyPatch):
    tried: list[str] = []

    async def post(client: httpx.AsyncClient, url: str, **more: Any) -> httpx.Response:
        tried.append(url)
        return httpx.Response(200)

    monkeypatch.setattr(httpx.AsyncClient, "post", post)
    gram.person().type("hoi")
    gram.dispatch("setWebhook", {"url": "https://stagemaat.example/hoek"})
    with gram.serve():
        await until(lambda: gram.webhook["last_error_message"] is not None)
    assert gram.webhook["last_error_message"] == "Connection refused" and gram.pending == 1
    assert tried == []
