"""What a method takes, and how a parameter that came in as a string is read. Refuses parameters that are not on a list, and remembers them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakegram.errors import bad

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram

Params = dict[str, Any]


@dataclass(frozen=True)
class Method:
    """A method: what it does, what it needs, what it may have, what PTB may send that makes no difference here."""

    do: Callable[[Fakegram, Params], Any]
    needs: dict[str, str] = field(default_factory=dict)
    may: dict[str, str] = field(default_factory=dict)
    no_matter: frozenset[str] = frozenset()

    def unknown(self, params: Params) -> list[str]:
        return [name for name in params if name not in self.needs and name not in self.may and name not in self.no_matter]

    def read(self, params: Params) -> Params:
        """The parameters with their own types. What is needed and away is empty, as for the real one: the method itself says what is wrong."""
        kinds = self.needs | self.may
        said = {name: read(name, kinds[name], value) for name, value in params.items() if name in kinds and value is not None}
        for name, kind in self.needs.items():
            if name in said:
                continue
            if kind != "text":
                raise bad(f"{name} is empty")
            said[name] = ""
        return said


def read(name: str, kind: str, value: Any) -> Any:
    if kind == "text":
        return value if isinstance(value, str) else json.dumps(value)
    if kind == "flag":
        return value if isinstance(value, bool) else str(value).lower() in ("true", "yes", "1")
    if kind == "number":
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad(f"{name} must be a number") from None
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None
    return value
