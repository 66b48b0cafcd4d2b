"""All conditions that a flow may name in `when` or `only`, one function each. Refuses expressions in YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

DIGITS_OF_A_NUMBER = 8  # the shortest that somebody can be called on from elsewhere


class View:
    """What a guard may look at: the values of this moment, and what was kept from before."""

    def __init__(self, values: Mapping[str, object], kept: bool):
        self.values, self.kept = values, kept

    def get(self, name: str) -> object:
        return self.values[name] if name in self.values else None


def _is_waiting(view: View) -> bool:
    """The report that this is about is put ready for a later day."""
    return any(case["id"] == view.get("zaak") and case["wacht"] for case in view.get("zaken") or ())


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
    "company_stays": lambda view: bool(view.get("bedrijf_blijft")) and not view.get("samen_herkenbaar"),  # the other line says it already
    "gives_away": lambda view: bool(view.get("samen_herkenbaar")),
    "has_choices": lambda view: bool(view.get("herkenbaar")),
    "has_kept": lambda view: view.kept,
    "has_letters": lambda view: any(case["id"] == view.get("zaak") and case["brieven"] for case in view.get("zaken") or ()),
    "has_story": lambda view: bool(view.get("verhaal")),
    "is_waiting": _is_waiting,
    "long_wait": lambda view: bool(view.get("lange_wacht")) and not view.get("opent_op"),
    "no_cases": lambda view: not view.get("zaken"),
    "nobody_left": _nobody_left,
    "no_number": lambda view: sum(sign.isdecimal() for sign in str(view.get("nummer") or "")) < DIGITS_OF_A_NUMBER,
    "not_named": lambda view: view.get("manier") != "naam",
    "not_spoken": lambda view: view.get("gesproken") == "nog_niet",
    "not_waiting": lambda view: not _is_waiting(view),
    "nothing_noticed": lambda view: view.get("manier") != "naam" and not view.get("herkenbaar"),
    "over_a_line": lambda view: bool(view.get("over_grens")),
    "planned": lambda view: bool(view.get("opent_op")),
    "sent_now": lambda view: not view.get("opent_op"),
    "some_unreadable": lambda view: any(not item["gekozen"] for item in view.get("herkenbaar") or ()),
    "spoken": lambda view: view.get("gesproken") == "ja",
}
