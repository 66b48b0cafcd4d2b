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


def _case(view: View) -> Mapping[str, object]:
    """The report that the slot `zaak` names, or nothing."""
    return next((case for case in view.get("zaken") or () if case["id"] == view.get("zaak")), {})


def _allowed(view: View) -> object:
    return _case(view).get("toestemming") or ()


ANSWERS = ("wanneer", "waar", "wie", "eerder", "gevolg", "gronden_gekozen", "moment_gekozen")
UNTOLD = ("weet_niet", "geen")  # choices that add nothing to what was told


def _answered(view: View) -> bool:
    """Whether there is anything to send of the questions afterwards."""
    given = [view.get(name) for name in ANSWERS]
    return any(set(one) - set(UNTOLD) if isinstance(one, list) else one and one not in UNTOLD for one in given)


GUARDS: dict[str, Callable[[View], bool]] = {
    "all_read": lambda view: not _case(view).get("ongelezen"),
    "answered": _answered,
    "asks_whether": lambda view: view.get("vraag") == "is_dit",
    "can_leave_out": lambda view: len(view.get("ontvangers") or ()) > 0,
    "can_report": lambda view: bool(view.get("kan_melden")),
    "cannot_report": lambda view: not view.get("kan_melden"),
    "has_kept": lambda view: view.kept,
    "has_allowed": lambda view: bool(_allowed(view)),
    "has_letters": lambda view: bool(_case(view).get("brieven")),
    "no_cases": lambda view: not view.get("zaken"),
    "nobody_left": _nobody_left,
    "not_allowed": lambda view: view.get("aan") not in _allowed(view),
    "not_known": lambda view: _case(view).get("manier") != "naam",
    "not_spoken": lambda view: view.get("gesproken") == "nog_niet",
    "spoken": lambda view: view.get("gesproken") == "ja",
    "withdrawn": lambda view: view.get("uitkomst") == "ingetrokken",
}
