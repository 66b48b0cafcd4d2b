"""The core: who is there, what was said, and dispatch(method, params). Refuses methods and parameters that it does not model, and remembers them."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.fakegram import methods_messages, methods_profile, methods_updates
from tests.fakegram.chats import Chat, Message
from tests.fakegram.errors import NO_METHOD, ApiError, Broken, Drop, bad
from tests.fakegram.groups import Group
from tests.fakegram.people import Person
from tests.fakegram.specs import Method, Params
from tests.fakegram.troubles import Call, Fault, Limits, Troubles, now
from tests.fakegram.updates import Updates

if TYPE_CHECKING:
    from tests.fakegram.door_request import FakegramRequest

METHODS: dict[str, Method] = methods_messages.METHODS | methods_updates.METHODS | methods_profile.METHODS
TOKEN = "110201543:AA-test"


class Fakegram:
    """One bot's Telegram."""

    DROP_BEFORE = Drop.BEFORE
    DROP_AFTER = Drop.AFTER

    def __init__(self, token: str = TOKEN, clock: Callable[[], datetime] | None = None) -> None:
        self.token = token
        self.clock = clock or (lambda: datetime.now(UTC))
        self.lock = threading.RLock()
        self.updates = Updates(self.lock, self.clock)
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, tuple[Person, datetime]] = {}
        self.calls: list[Call] = []
        self.unknown: list[str] = []
        self.limits: Limits | None = None
        self.troubles = Troubles()
        self.profile: dict[str, Any] = {name: {} for name in ("commands", "description", "short_description", "name", "menu_buttons")}
        self.profile["menu_button"] = {"type": "default"}
        self.known: dict[str, Person] = {}  # for the control door
        self.serving = False
        self._away = False
        self._last_message_id = secrets.randbelow(5000) + 10

    # What comes in through a door.

    def dispatch(self, method: str, params: Params) -> Any:
        """Does a call. Raises ApiError for a refusal, Broken where the bot hears nothing. getUpdates does not wait here."""
        with self.lock, self.entering(method, params) as said:
            return METHODS[method].do(self, said)

    @contextmanager
    def entering(self, method: str, params: Params) -> Iterator[Params]:
        """Notes the call, lets the troubles of the moment happen, and notes how it ended."""
        call = Call(method, params, now())
        try:
            with self.lock:
                self.calls.append(call)
                trouble, said = self._before(call)
            try:
                yield said
            except ApiError:
                if trouble is not Drop.AFTER:
                    raise
            if trouble is Drop.AFTER:  # a refusal is not heard either
                raise Broken(Drop.AFTER.value)
        except ApiError as error:
            call.error = error.description
            raise
        except Broken as broken:
            call.error = str(broken)
            raise

    def _before(self, call: Call) -> tuple[ApiError | Drop | None, Params]:
        if self._away:
            raise Broken("away")
        trouble = self.troubles.take(call)
        if trouble is Drop.BEFORE:
            raise Broken(Drop.BEFORE.value)
        if isinstance(trouble, ApiError):
            raise ApiError(trouble.code, trouble.description, trouble.retry_after)
        method = METHODS.get(call.method)
        if method is None:
            self.unknown.append(call.method)
            raise ApiError(*NO_METHOD)
        if strange := method.unknown(call.params):
            self.unknown += [f"{call.method}: {name}" for name in strange]
            raise bad(f"fakegram does not model {', '.join(strange)} of {call.method}")
        said = call.params = method.read(call.params) | {name: call.params[name] for name in call.params if name in method.no_matter}
        if self.limits is not None:
            self.limits.check(call)
        return trouble, said

    # What a test does.

    def person(self, first_name: str = "Ann", username: str | None = None, last_name: str | None = None, id: int | None = None) -> Person:
        with self.lock:
            return Person(self, id or secrets.randbelow(9 * 10**9) + 10**9, first_name, username, last_name)

    def group(self, title: str, members: list[Person]) -> Group:
        with self.lock:
            return Group(self, title, members)

    def channel_post(self, text: str) -> int:
        with self.lock:
            chat = Chat(-(10**12) - secrets.randbelow(10**10), "channel", {"title": "kanaal"}, reachable=True)
            self.chats[chat.id] = chat
            message = self.store(Message(0, chat, None, False, self.clock(), text))
            self.updates.emit("channel_post", chat.id, message.to_api())
            return message.message_id

    def fail(self, method: str, what: ApiError | Drop, times: int = 1, chat_id: int | None = None) -> None:
        with self.lock:
            self.troubles.faults.append(Fault(method, what, times, chat_id))

    def slow(self, method: str, seconds: float) -> None:
        """The deed is done at once; the answer takes so long."""
        self.troubles.slow[method] = seconds

    @property
    def away(self) -> bool:
        return self._away

    @away.setter
    def away(self, value: bool) -> None:
        with self.lock:
            self._away = value
            self.updates.wake(Broken("away") if value else None)

    @property
    def pending(self) -> int:
        with self.lock:
            self.updates.drop_old()
            return len(self.updates.waiting)

    @property
    def webhook(self) -> dict[str, Any] | None:
        return self.updates.webhook

    @property
    def next_update_id(self) -> int:
        return self.updates.next_id

    def serve(self, port: int = 0, control: bool = False) -> AbstractContextManager[str]:
        from tests.fakegram.door_http import serve  # only who opens this door needs its parts

        return serve(self, port, control)

    def request(self) -> FakegramRequest:
        from tests.fakegram.door_request import FakegramRequest  # without PTB the rest works too

        return FakegramRequest(self)

    # What the parts of the fake share.

    def me(self) -> dict[str, Any]:
        return {"id": int(self.token.split(":")[0]), "is_bot": True, "first_name": "Stagemaat", "username": "stagemaat_test_bot"}

    def store(self, message: Message) -> Message:
        """Gives the message its number: they count up over all chats."""
        self._last_message_id += 1
        message.message_id = self._last_message_id
        message.chat.messages[message.message_id] = message
        return message

    def membership(self, chat: Chat, by: dict[str, Any], old: str, new: str) -> None:
        def state(status: str) -> dict[str, Any]:
            return {"user": self.me(), "status": status} | ({"until_date": 0} if status == "kicked" else {})

        body = {
            "chat": chat.to_api(),
            "from": by,
            "date": int(self.clock().timestamp()),
            "old_chat_member": state(old),
            "new_chat_member": state(new),
        }
        self.updates.emit("my_chat_member", chat.id, body)
