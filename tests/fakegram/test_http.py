"""The HTTP door by itself: four ways to send parameters, the same port again, another process. Refuses paths that it does not know."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.fakegram import Fakegram

ROOT = Path(__file__).resolve().parent.parent.parent
MARKUP = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}


@pytest.mark.parametrize("way", ["json", "form", "multipart", "query"])
def test_parameters_arrive_in_four_ways(gram: Fakegram, way: str):
    ann = gram.person()
    ann.type("hoi")
    plain = {"chat_id": str(ann.id), "text": "één & twee", "reply_markup": json.dumps(MARKUP)}
    how = {
        "json": {"json": {"chat_id": ann.id, "text": "één & twee", "reply_markup": MARKUP}},
        "form": {"data": plain},
        "multipart": {"files": {name: (None, value) for name, value in plain.items()}},
        "query": {"params": plain},
    }
    with gram.serve() as url:
        said = httpx.post(f"{url}{gram.token}/sendMessage", **how[way])
    assert said.status_code == 200 and said.json()["result"]["text"] == "één & twee"
    assert ann.screen[-1].rows == [["Ja"]]


def test_paths_tokens_and_bodies_that_are_wrong(gram: Fakegram):
    with gram.serve() as url:
        house = url.removesuffix("/bot")
        assert httpx.get(f"{url}{gram.token}/getMe").json()["result"]["is_bot"] is True
        assert httpx.get(f"{house}/elders").json() == {"ok": False, "error_code": 404, "description": "Not Found"}
        assert httpx.get(f"{house}/control").status_code == 404  # only where it was asked for
        assert httpx.get(f"{url}1:x/getMe").json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        unknown = httpx.get(f"{url}{gram.token}/getMee")
        assert unknown.status_code == 404 and unknown.json()["description"] == "Not Found: method not found"
        assert httpx.post(f"{url}{gram.token}/getMe", content=b"{", headers={"content-type": "application/json"}).status_code == 400
    gram.unknown.clear()


def test_the_same_port_again(gram: Fakegram):
    with gram.serve() as url:
        port = int(url.split(":")[2].removesuffix("/bot"))
        with httpx.Client() as open_one:
            open_one.get(f"{url}{gram.token}/getMe")  # stays open until the server goes
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}{gram.token}/getMe")
    with gram.serve(port=port) as again:
        assert again == url and httpx.get(f"{again}{gram.token}/getMe").status_code == 200
        with pytest.raises(RuntimeError, match="served already"), gram.serve():
            pass


def test_another_process_can_drive_one_that_runs_alone():
    child = subprocess.Popen([sys.executable, "-m", "tests.fakegram", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        url = child.stdout.readline().strip()

        def do(**said: object) -> httpx.Response:
            return httpx.post(url.removesuffix("/bot") + "/control", json=said)

        do(do="type", person="1", text="hoi")
        heard = httpx.get(f"{url}110201543:AA-test/getUpdates").json()["result"][0]["message"]
        httpx.post(f"{url}110201543:AA-test/sendMessage", json={"chat_id": heard["chat"]["id"], "text": "dag", "reply_markup": MARKUP})
        assert do(do="tap", person="1", label="Ja").json()["ok"]
        assert [shown["text"] for shown in do(do="screen", person="1").json()["result"]] == ["hoi", "dag"]
        assert do(do="calls-count", method="sendMessage").json()["result"] == 1
        assert do(do="fly").status_code == 400
        do(do="away", on=True)
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"{url}110201543:AA-test/getMe")
    finally:
        child.terminate()
        child.wait(10)
        child.stdout.close()


def test_many_threads_at_once(gram: Fakegram):
    people = [gram.person() for _ in range(4)]

    def live(person, url: str) -> None:
        with httpx.Client() as client:
            for number in range(25):
                person.type(str(number))
                assert client.post(f"{url}{gram.token}/sendMessage", json={"chat_id": person.id, "text": "dag"}).status_code == 200

    with gram.serve() as url, ThreadPoolExecutor() as threads:
        for done in [threads.submit(live, person, url) for person in people]:
            done.result()
    assert len({shown.message_id for person in people for shown in person.screen}) == 200 and gram.pending == 100
    assert all([shown.text for shown in person.screen if shown.mine] == [str(number) for number in range(25)] for person in people)
