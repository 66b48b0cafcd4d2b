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


def _needs_code(view: View) -> bool:
    """A report with only a code, of which no code was typed back in this turn."""
    return view.get("manier") == "code" and not view.get("nieuwe_code")


def _outcome(*outcomes: str) -> Callable[[View], bool]:
    return lambda view: view.get("code_uitkomst") in outcomes


def _all_practised(view: View) -> bool:
    return all(case["id"] in answered(view.get("geoefend")) for case in view.get("gevallen"))


GUARDS: dict[str, Callable[[View], bool]] = {
    "all_practised": _all_practised,
    "bystander": lambda view: view.get("wie") == "omstander",
    "can_leave_out": lambda view: len(view.get("ontvangers") or ()) > 0,
    "can_report": lambda view: bool(view.get("kan_melden")),
    "code_counts": _outcome("telt"),
    "code_of_case": _outcome("zaak", "vraag"),
    "code_of_notebook": _outcome("notitieboek"),
    "cannot_report": lambda view: not view.get("kan_melden"),
    "has_pin": lambda view: bool(view.get("heeft_pin")),
    "fifth_case": lambda view: len(answered(view.get("geoefend"))) % 5 == 4,  # the one that is open is not among them yet
    "has_grounds": lambda view: bool(view.get("gronden_woorden")),
    "has_kept": lambda view: view.kept,
    "has_links": lambda view: bool(view.get("koppelingen")),
    "has_notebook": lambda view: bool(view.get("heeft_notitieboek")),
    "has_letters": lambda view: any(case["id"] == view.get("zaak") and case["brieven"] for case in view.get("zaken") or ()),
    "has_looks": lambda view: bool(view.get("kijk")),
    "has_story": lambda view: bool(view.get("verhaal")),
    "heavy": lambda view: view.get("gevoel") == "zwaar",
    "more_to_practise": lambda view: not _all_practised(view),
    "no_cases": lambda view: not view.get("zaken"),
    "no_notes": lambda view: not view.get("notities"),
    "no_notebook": lambda view: not view.get("heeft_notitieboek"),
    "nobody_left": _nobody_left,
    "must_wait": lambda view: view.get("klopt") == "wacht",
    "may_send": lambda view: not _needs_code(view),
    "needs_code": _needs_code,
    "not_spoken": lambda view: view.get("gesproken") == "nog_niet",
    "own_situation": lambda view: view.get("hoe") == "zelf",
    "practised": lambda view: bool(answered(view.get("geoefend"))),
    "right": lambda view: view.get("klopt") == "ja",
    "question_waits": _outcome("vraag"),
    "reminded": lambda view: view.get("reden") == "herinnering",
    "spoken": lambda view: view.get("gesproken") == "ja",
    "wrong": lambda view: view.get("klopt") == "nee",
}
