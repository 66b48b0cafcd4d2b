"""All conditions that a flow may name in `when` or `only`, one function each. Refuses expressions in YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping


class View:
    """What a guard may look at: the values of this moment, and what was kept from before."""

    def __init__(self, values: Mapping[str, object], kept: bool):
        self.values, self.kept = values, kept

    def get(self, name: str) -> object:
        return self.values[name] if name in self.values else None


def _nobody_left(view: View) -> bool:
    """Somebody must read it, and two must be able to open it (design.md section 2)."""
    left_out = view.get("weggelaten") or ()
    left = [person for person in view.get("ontvangers") or () if person["id"] not in left_out]
    return len(left) < 2 or not any(person["leest"] for person in left)


GUARDS: dict[str, Callable[[View], bool]] = {
    "asks_whether": lambda view: view.get("vraag") == "is_dit",
    "can_leave_out": lambda view: len(view.get("ontvangers") or ()) > 0,
    "can_report": lambda view: bool(view.get("kan_melden")),
    "cannot_report": lambda view: not view.get("kan_melden"),
    "has_pin": lambda view: bool(view.get("heeft_pin")),
    "has_kept": lambda view: view.kept,
    "has_letters": lambda view: any(case["id"] == view.get("zaak") and case["brieven"] for case in view.get("zaken") or ()),
    "no_cases": lambda view: not view.get("zaken"),
    "nobody_left": _nobody_left,
    "must_wait": lambda view: view.get("klopt") == "wacht",
    "not_spoken": lambda view: view.get("gesproken") == "nog_niet",
    "right": lambda view: view.get("klopt") == "ja",
    "spoken": lambda view: view.get("gesproken") == "ja",
    "wrong": lambda view: view.get("klopt") == "nee",
}
