"""What another process may do with a fakegram that runs alone: POST /control {"do": …}. Refuses words that are not in its list."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tests.fakegram.errors import NoSuchButton
from tests.fakegram.people import Person
from tests.fakegram.troubles import Limits

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram

Said = dict[str, Any]


def person(gram: Fakegram, said: Said) -> Person:
    """People are known by any word; who is new, is made."""
    name = str(said["person"])
    if name not in gram.known:
        gram.known[name] = gram.person(first_name=f"Persoon {name}")
    return gram.known[name]


def away(gram: Fakegram, said: Said) -> bool:
    gram.away = bool(said["on"])
    return gram.away


def limits(gram: Fakegram, said: Said) -> bool:
    numbers = {name: said[name] for name in ("per_second", "per_chat", "burst") if name in said}
    gram.limits = Limits(**numbers) if numbers else None
    return gram.limits is not None


def calls_count(gram: Fakegram, said: Said) -> int:
    with gram.lock:
        return sum(1 for call in gram.calls if said.get("method") in (None, call.method) and call.error is None)


DOES: dict[str, Callable[[Fakegram, Said], Any]] = {
    "type": lambda gram, said: person(gram, said).type(said["text"]),
    "tap": lambda gram, said: person(gram, said).tap(said["label"]),
    "tap_data": lambda gram, said: person(gram, said).tap_data(said["data"], said.get("message_id")),
    "screen": lambda gram, said: [asdict(shown) | {"date": shown.date.isoformat()} for shown in person(gram, said).screen],
    "keyboard": lambda gram, said: person(gram, said).keyboard,
    "block": lambda gram, said: person(gram, said).block(),
    "unblock": lambda gram, said: person(gram, said).unblock(),
    "calls-count": calls_count,
    "pending": lambda gram, said: gram.pending,
    "unknown": lambda gram, said: gram.unknown,
    "away": away,
    "limits": limits,
}


def control(gram: Fakegram, said: Said) -> tuple[int, bytes]:
    try:
        return 200, json.dumps({"ok": True, "result": DOES[said["do"]](gram, said)}).encode()
    except (KeyError, TypeError, ValueError, NoSuchButton) as error:
        return 400, json.dumps({"ok": False, "description": f"{type(error).__name__}: {error}"}).encode()
