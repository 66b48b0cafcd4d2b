"""A student's phone without a screen: says things, gets what is new, keeps its history. Refuses to give up when the server is gone for a moment."""

from __future__ import annotations

import secrets
import time

import httpx


class Phone:
    """What the page does, over the same routes: the same id until it is acknowledged, every operation once."""

    def __init__(self, url: str):
        self.http = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self.have = 0
        self.history: list[dict] = []
        self._retry(lambda: self.http.get("/"))

    def say(self, **said: str) -> None:
        body = {"id": secrets.token_hex(8), **said}
        self._retry(lambda: self.http.post("/gesprek/zeg", json=body, headers=self._from_here()))

    def look(self) -> list[dict]:
        """What came in since the last look; waits for something."""
        operations = self._retry(lambda: self.http.get("/gesprek/nieuw", params={"have": self.have})).json()["ops"]
        fresh = [operation for operation in operations if operation["id"] > self.have]
        for operation in fresh:
            self.have = operation["id"]
            self.history.append(operation)
        return fresh

    def press(self, label: str) -> None:
        """Presses the newest button with that label, when it has come in."""
        self.wait_for(lambda: self._button(label))
        self.say(button=self._button(label))

    def wait_for(self, check, seconds: float = 40.0) -> None:
        deadline = time.monotonic() + seconds
        while not check():
            assert time.monotonic() < deadline, f"it did not come; last was {self.history[-1:]}"
            self.look()

    def saw(self, text: str) -> int:
        return sum(text in operation.get("text", "") for operation in self.history)

    def close(self) -> None:
        self.http.close()

    def _button(self, label: str) -> str | None:
        for operation in reversed(self.history):
            for row in operation.get("buttons", []):
                for button in row:
                    if button["label"] == label:
                        return button["data"]
        return None

    def _from_here(self) -> dict[str, str]:
        return {"origin": str(self.http.base_url).rstrip("/")}

    @staticmethod
    def _retry(ask) -> httpx.Response:
        deadline = time.monotonic() + 40
        while True:
            try:
                answer = ask()
                if answer.status_code < 500:
                    assert answer.status_code < 400, answer.text
                    return answer
            except httpx.TransportError:
                pass
            assert time.monotonic() < deadline, "the server did not come back"
            time.sleep(0.05)
