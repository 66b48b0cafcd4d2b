"""All conditions that a flow may name in `when` or `only`, one function each. Refuses expressions in YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.practice import answered


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


def _all_practised(view: View) -> bool:
    return all(case["id"] in answered(view.get("geoefend")) for case in view.get("gevallen"))


GUARDS: dict[str, Callable[[View], bool]] = {
    "all_practised": _all_practised,
    "bystander": lambda view: view.get("wie") == "omstander",
    "can_leave_out": lambda view: len(view.get("ontvangers") or ()) > 0,
    "can_report": lambda view: bool(view.get("kan_melden")),
    "cannot_report": lambda view: not view.get("kan_melden"),
    "fifth_case": lambda view: len(answered(view.get("geoefend"))) % 5 == 4,  # the one that is open is not among them yet
    "has_grounds": lambda view: bool(view.get("gronden_woorden")),
    "has_kept": lambda view: view.kept,
    "has_letters": lambda view: any(case["id"] == view.get("zaak") and case["brieven"] for case in view.get("zaken") or ()),
    "has_looks": lambda view: bool(view.get("kijk")),
    "has_story": lambda view: bool(view.get("verhaal")),
    "heavy": lambda view: view.get("gevoel") == "zwaar",
    "more_to_practise": lambda view: not _all_practised(view),
    "no_cases": lambda view: not view.get("zaken"),
    "nobody_left": _nobody_left,
    "not_spoken": lambda view: view.get("gesproken") == "nog_niet",
    "own_situation": lambda view: view.get("hoe") == "zelf",
    "practised": lambda view: bool(answered(view.get("geoefend"))),
    "spoken": lambda view: view.get("gesproken") == "ja",
}
