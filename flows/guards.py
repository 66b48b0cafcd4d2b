"""All conditions that a flow may name in `when` or `only`, one function each. Refuses expressions in YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.practice import answered

DIGITS_OF_A_NUMBER = 8  # the shortest that somebody can be called on from elsewhere


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


def _is_waiting(view: View) -> bool:
    """The report that this is about is put ready for a later day."""
    return bool(_case(view).get("wacht"))


def _allowed(view: View) -> object:
    return _case(view).get("toestemming") or ()


ANSWERS = ("wanneer", "waar", "erbij", "eerder", "gevolg", "gronden_gekozen", "moment_gekozen")
UNTOLD = ("weet_niet", "geen")  # choices that add nothing to what was told


def _answered(view: View) -> bool:
    """Whether there is anything to send of the questions afterwards."""
    given = [view.get(name) for name in ANSWERS]
    return any(set(one) - set(UNTOLD) if isinstance(one, list) else one and one not in UNTOLD for one in given)


def _needs_code(view: View) -> bool:
    """A report with only a code, of which no code was typed back in this turn."""
    return view.get("manier") == "code" and not view.get("nieuwe_code")


def _names_stay(view: View) -> bool:
    """A report with the student's own name, in which another name can be read."""
    own = str(view.get("naam") or "").casefold()
    shown = (item for item in view.get("herkenbaar") or () if item["gekozen"] and item["soort"] == "NAAM")
    return view.get("manier") == "naam" and any(item["tekst"].casefold() not in own for item in shown)


def _outcome(*outcomes: str) -> Callable[[View], bool]:
    return lambda view: view.get("code_uitkomst") in outcomes


def _can_add(view: View) -> bool:
    """A report is with the school, and no pincode stands before saying so."""
    shut = view.get("heeft_pin") and not view.get("ontgrendeld")
    return not shut and any(not case["wacht"] for case in view.get("zaken") or ())


def _all_practised(view: View) -> bool:
    return all(case["id"] in answered(view.get("geoefend")) for case in view.get("gevallen"))


GUARDS: dict[str, Callable[[View], bool]] = {
    "all_practised": _all_practised,
    "all_read": lambda view: not _case(view).get("ongelezen") and not _is_waiting(view),
    "answered": _answered,
    "added": lambda view: view.get("uitkomst") == "toegevoegd",
    "adds_to_waiting": lambda view: bool(view.get("bericht")) and _is_waiting(view),
    "asks_whether": lambda view: view.get("vraag") == "is_dit",
    "another_touched": lambda view: view.get("wie") == "omstander" and bool(view.get("over_grens")),
    "bystander": lambda view: view.get("wie") == "omstander",
    "can_add": _can_add,
    "can_leave_out": lambda view: len(view.get("ontvangers") or ()) > 0,
    "can_report": lambda view: bool(view.get("kan_melden")),
    "cannot_report": lambda view: not view.get("kan_melden"),
    "code_came": lambda view: bool(view.get("code")),
    "code_counts": _outcome("telt"),
    "code_of_case": _outcome("zaak", "vraag"),
    "code_of_notebook": _outcome("notitieboek"),
    "company_stays": lambda view: bool(view.get("bedrijf_blijft")) and not view.get("samen_herkenbaar"),  # the other line says it already
    "day_said": lambda view: bool(view.get("datum")),
    "day_to_set": lambda view: bool(view.get("wanneer")) and not view.get("gepland"),
    "fifth_case": lambda view: len(answered(view.get("geoefend"))) % 5 == 4,  # the one that is open is not among them yet
    "gives_away": lambda view: bool(view.get("samen_herkenbaar")),
    "has_addition": lambda view: bool(view.get("bericht")),
    "has_allowed": lambda view: bool(_allowed(view)),
    "has_choices": lambda view: bool(view.get("herkenbaar")),
    "has_grounds": lambda view: bool(view.get("gronden_woorden")),
    "has_kept": lambda view: view.kept,
    "has_letters": lambda view: bool(_case(view).get("brieven")),
    "has_links": lambda view: bool(view.get("koppelingen")),
    "has_looks": lambda view: bool(view.get("kijk")),
    "has_notebook": lambda view: bool(view.get("heeft_notitieboek")),
    "has_pin": lambda view: bool(view.get("heeft_pin")),
    "once_or_more": lambda view: not view.get("herhaald"),
    "has_story": lambda view: bool(view.get("verhaal")),
    "heavy": lambda view: view.get("gevoel") == "zwaar",
    "introduced": lambda view: view.get("manier") != "naam" or bool(view.get("naam")),
    "is_waiting": _is_waiting,
    "long_wait": lambda view: bool(view.get("lange_wacht")) and not view.get("opent_op"),
    "may_send": lambda view: bool(view.get("verhaal")) and not _needs_code(view),
    "more_to_practise": lambda view: not _all_practised(view),
    "must_wait": lambda view: view.get("klopt") == "wacht",
    "named": lambda view: view.get("manier") == "naam",
    "names_stay": _names_stay,
    "needs_code": _needs_code,
    "no_cases": lambda view: not view.get("zaken"),
    "no_notebook": lambda view: not view.get("heeft_notitieboek"),
    "no_notes": lambda view: not view.get("notities"),
    "no_number": lambda view: sum(sign.isdecimal() for sign in str(view.get("nummer") or "")) < DIGITS_OF_A_NUMBER,
    "nobody_left": _nobody_left,
    "not_allowed": lambda view: view.get("aan") not in _allowed(view),
    "not_known": lambda view: _case(view).get("manier") != "naam" and not _is_waiting(view),
    "not_named": lambda view: view.get("manier") != "naam",
    "not_spoken": lambda view: view.get("gesproken") == "nog_niet",
    "not_waiting": lambda view: not _is_waiting(view),
    "nothing_left": lambda view: not view.get("verhaal"),
    "nothing_noticed": lambda view: not view.get("herkenbaar"),
    "only_this_chat": lambda view: any(case["id"] == view.get("zaak") for case in view.get("koppelingen") or ()) and not _is_waiting(view),
    "over_a_line": lambda view: bool(view.get("over_grens")),
    "own_situation": lambda view: view.get("hoe") == "zelf",
    "planned": lambda view: bool(view.get("opent_op")),
    "practised": lambda view: bool(answered(view.get("geoefend"))),
    "question_waits": _outcome("vraag"),
    "reminded": lambda view: view.get("reden") == "herinnering",
    "right": lambda view: view.get("klopt") == "ja",
    "sent_now": lambda view: not view.get("opent_op"),
    "some_unreadable": lambda view: any(not item["gekozen"] for item in view.get("herkenbaar") or ()),
    "spoken": lambda view: view.get("gesproken") == "ja",
    "withdrawn": lambda view: view.get("uitkomst") == "ingetrokken",
    "tells_more": lambda view: view.get("vraag") == "gekozen" and bool(view.get("verhaal")),
    "tells_name": lambda view: bool(view.get("eigen_naam")),
    "wants_to_write": lambda view: view.get("wil") == "schrijven" and not _is_waiting(view),
    "wants_both": lambda view: view.get("wat") == "beide",
    "wrong": lambda view: view.get("klopt") == "nee",
}
