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


def _needs_code(view: View) -> bool:
    """A report with only a code, of which no code was typed back in this turn."""
    return view.get("manier") == "code" and not view.get("nieuwe_code")


def _outcome(*outcomes: str) -> Callable[[View], bool]:
    return lambda view: view.get("code_uitkomst") in outcomes


GUARDS: dict[str, Callable[[View], bool]] = {
    "asks_whether": lambda view: view.get("vraag") == "is_dit",
    "can_leave_out": lambda view: len(view.get("ontvangers") or ()) > 0,
    "can_report": lambda view: bool(view.get("kan_melden")),
    "cannot_report": lambda view: not view.get("kan_melden"),
    "code_counts": _outcome("telt"),
    "code_of_case": _outcome("zaak", "vraag"),
    "code_of_notebook": _outcome("notitieboek"),
    "company_stays": lambda view: bool(view.get("bedrijf_blijft")) and not view.get("samen_herkenbaar"),  # the other line says it already
    "gives_away": lambda view: bool(view.get("samen_herkenbaar")),
    "has_choices": lambda view: bool(view.get("herkenbaar")),
    "has_kept": lambda view: view.kept,
    "has_letters": lambda view: any(case["id"] == view.get("zaak") and case["brieven"] for case in view.get("zaken") or ()),
    "has_links": lambda view: bool(view.get("koppelingen")),
    "has_notebook": lambda view: bool(view.get("heeft_notitieboek")),
    "has_pin": lambda view: bool(view.get("heeft_pin")),
    "has_story": lambda view: bool(view.get("verhaal")),
    "is_waiting": _is_waiting,
    "long_wait": lambda view: bool(view.get("lange_wacht")) and not view.get("opent_op"),
    "may_send": lambda view: bool(view.get("verhaal")) and not _needs_code(view),
    "must_wait": lambda view: view.get("klopt") == "wacht",
    "needs_code": _needs_code,
    "no_cases": lambda view: not view.get("zaken"),
    "no_notebook": lambda view: not view.get("heeft_notitieboek"),
    "no_notes": lambda view: not view.get("notities"),
    "no_number": lambda view: sum(sign.isdecimal() for sign in str(view.get("nummer") or "")) < DIGITS_OF_A_NUMBER,
    "nobody_left": _nobody_left,
    "not_named": lambda view: view.get("manier") != "naam",
    "not_spoken": lambda view: view.get("gesproken") == "nog_niet",
    "not_waiting": lambda view: not _is_waiting(view),
    "nothing_noticed": lambda view: view.get("manier") != "naam" and not view.get("herkenbaar"),
    "over_a_line": lambda view: bool(view.get("over_grens")),
    "planned": lambda view: bool(view.get("opent_op")),
    "question_waits": _outcome("vraag"),
    "reminded": lambda view: view.get("reden") == "herinnering",
    "right": lambda view: view.get("klopt") == "ja",
    "sent_now": lambda view: not view.get("opent_op"),
    "some_unreadable": lambda view: any(not item["gekozen"] for item in view.get("herkenbaar") or ()),
    "spoken": lambda view: view.get("gesproken") == "ja",
    "wrong": lambda view: view.get("klopt") == "nee",
}
