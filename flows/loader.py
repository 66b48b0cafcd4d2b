"""Reads flows/gesprekken and content/nl into one Conversation. The only file of the core that touches the disk.

Refuses a folder with mistakes: every one is reported with file, line and mend (ContentError).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from flows.cases import read_cases
from flows.contacts import Contact, read_contacts
from flows.model import VERBS, Conversation, Flow, Route, Slot, Step, Target
from flows.words import ContentError, Problem, Section, Words, read_words
from flows.yaml_file import line_of, read_yaml

STEP_KEYS = {
    "next", "when", "otherwise", "only", "many", "page", "slot", "hears", "gather", "empty", "with", "each",
    "until", "fills", "ok", "failed", "list", "once", "sensitive", "clear", "single", "add", "adds", "takes",
    "without", "variant", "remarks", "secret", "or", "begins", "words", "includes", "order", "results", "opinion", "keeps", "points", "offers",
    "number", "said", "loose", "owns",
}  # fmt: skip
SYSTEM_WORDS = ("besturing", "antwoorden", "systeem", "bedoelingen", "herkend", "anders", "vraagnamen", "luisteren")
GESPREKKEN = Path(__file__).resolve().parent / "gesprekken"
CONTENT = Path(__file__).resolve().parent.parent / "content" / "nl"


def load(flows: Path = GESPREKKEN, content: Path = CONTENT) -> Conversation:
    """All conversations, checked for form. What they mean together is for `flows check`. Raises ContentError."""
    problems: list[Problem] = []
    words: dict[str, Words] = {}
    loaded: dict[str, Flow] = {}
    for name in SYSTEM_WORDS:
        _try(problems, lambda name=name: words.__setitem__(name, read_words(content / f"{name}.md")))
    for path in sorted(content.glob("vragen_*.md")):
        _try(problems, lambda path=path: words.__setitem__(path.stem, read_words(path)))
    for path in sorted(flows.glob("*.yml")):
        if path.name == "routes.yml":
            continue
        _try(problems, lambda path=path: loaded.__setitem__(path.stem, _flow(path, content)))
    contacts: dict[str, Contact] = {}
    _try(problems, lambda: contacts.update(read_contacts(content / "contacten.yml")))
    cases: list[dict] = []
    _try(problems, lambda: cases.extend(_with_what_it_does(read_cases(content / "gevallen"), words.get("herkend", {}))))
    routes: dict = {
        "intents": {},
        "entries": {},
        "events": {},
        "unsure_below": 0.0,
        "surer": {},
        "in_story": (),
        "in_crisis": (),
        "off_card": (),
        "also_told": (),
        "openings": (),
        "to_us": (),
        "told_instead": (),
        "rephrasing": (),
        "leaving": frozenset(),
        "buttoned": frozenset(),
        "allowed": (),
        "by_ground": {},
        "here": {},
        "offered": {},
        "narrower": {},
        "by_words": {},
        "asks_ground": {},
        "told_words": {},
        "of_self": {},
        "precise": {},
        "of_case": {},
        "anywhere": {},
    }
    _try(problems, lambda: routes.update(_routes(flows / "routes.yml")))
    if problems:
        raise ContentError(problems)
    return Conversation(flows=loaded, words=words, contacts=contacts, cases=tuple(cases), **routes)


def target(text: object) -> Target:
    """`verhaal` is a step, `start melden` another flow, `change verhaal` the correction of a slot, `pick meer code` a choice, `end` the end."""
    words = str(text).split()
    if words in (["end"], ["resume"]):
        return Target(words[0])
    if len(words) == 2 and words[0] in ("start", "change"):
        return Target(words[0], words[1])
    if len(words) == 3 and words[0] in ("pick", "note"):
        return Target(*words)
    return Target("step", str(text))


def _try(problems: list[Problem], action) -> None:
    try:
        action()
    except ContentError as error:
        problems.extend(error.problems)


def _flow(path: Path, content: Path) -> Flow:
    raw = read_yaml(path)
    problems = [
        Problem(path.name, line_of(raw, key), f"'{key}' kent een gesprek niet: alleen start, resume, locked, cards, slots en steps")
        for key in raw
        if key not in ("start", "slots", "steps", "resume", "locked", "cards")
    ]
    for key in ("start", "steps"):
        if key not in raw:
            problems.append(Problem(path.name, 1, f"'{key}' ontbreekt"))
    if problems:
        raise ContentError(problems)
    steps: dict[str, Step] = {}
    for name, body in raw["steps"].items():
        line = line_of(raw["steps"], name)
        try:
            steps[str(name)] = _step(path.name, str(name), body, line)
        except ContentError as error:
            problems.extend(error.problems)
    slots = {str(name): _slot(kind or {}) for name, kind in (raw.get("slots") or {}).items()}
    if problems:
        raise ContentError(problems)
    words, locked = read_words(content / f"{path.stem}.md"), raw.get("locked")
    return Flow(
        path.stem, str(raw["start"]), steps, slots, words, path.name,
        bool(raw.get("resume")), str(locked) if locked else None, bool(raw.get("cards")),
    )  # fmt: skip


def _slot(kind: dict) -> Slot:
    kinds = ("masked", "plain", "passing", "fleeting")
    marks = {name: bool(kind.get(name)) for name in kinds}
    return Slot(bool(kind.get("shared")), kind.get("from"), kind.get("notices"), kind.get("part"), **marks)


def _step(file: str, name: str, body: object, line: int) -> Step:
    if not isinstance(body, CommentedMap):
        raise ContentError([Problem(file, line, f"stap '{name}' is leeg: geef er een werkwoord aan ({', '.join(VERBS)})")])
    verbs = [key for key in body if key in VERBS]
    if len(verbs) != 1:
        raise ContentError([Problem(file, line, f"stap '{name}' heeft {len(verbs)} werkwoorden: precies een van {', '.join(VERBS)}")])
    strange = [key for key in body if key not in STEP_KEYS and key not in VERBS]
    if strange:
        raise ContentError([Problem(file, line_of(body, key), f"'{key}' kent een stap niet") for key in strange])
    verb, value = verbs[0], body[verbs[0]]
    road = {key: target(body[key]) for key in ("next", "otherwise", "ok", "failed", "opinion") if key in body}
    fixed = value if verb == "choose" and isinstance(value, CommentedMap) else body.get("or") or {} if verb == "write" else {}
    return Step(
        name=name,
        verb=verb,
        line=line,
        options={str(key): target(to) if to else None for key, to in fixed.items()},
        source=str(value) if verb == "choose" and not fixed else None,
        slot=str(value) if verb == "write" else body.get("slot"),
        flow=str(value) if verb == "call" else None,
        action=str(value) if verb == "do" else None,
        result=str(value) if verb == "end" and value else None,
        when=body.get("when"),
        only=dict(body.get("only") or {}),
        many=bool(body.get("many")),
        single=bool(body.get("single")),
        page=int(body.get("page", 8)),
        hears=dict(body.get("hears") or {}),
        gather=bool(body.get("gather")),
        empty=bool(body.get("empty")),
        secret=bool(body.get("secret")),
        add=bool(body.get("add")),
        adds=body.get("adds"),
        owns=body.get("owns"),
        keeps=body.get("keeps"),
        points={str(name): target(to) for name, to in (body.get("points") or {}).items()},
        offers=dict(body.get("offers") or {}),
        number=body.get("number"),
        said=body.get("said"),
        takes=bool(body.get("takes")),
        loose=bool(body.get("loose")),
        begins=bool(body.get("begins")),
        fill=dict(body["with"]) if isinstance(body.get("with"), CommentedMap) else {},
        hand_over=tuple(body.get("with") or ()) if verb == "do" else (),
        each=body.get("each"),
        order=body.get("order"),
        results=dict(body.get("results") or {}),
        words=tuple(body.get("words") or ()),
        includes=tuple(body.get("includes") or ()),
        until=(until,) if isinstance(until := body.get("until") or (), str) else tuple(until),
        fills=tuple(body.get("fills") or ()),
        lists=body.get("list"),
        without=body.get("without"),
        variant=body.get("variant"),
        remarks=dict(body.get("remarks") or {}),
        once=bool(body.get("once")),
        sensitive=bool(body.get("sensitive")),
        clear=tuple(body.get("clear") or ()),
        **road,
    )


def _with_what_it_does(cases: list[dict[str, str]], words: Mapping[str, Section]) -> list[dict[str, str]]:
    """The cases, each with `raakt`: what its kind can do to somebody, and `grondwoord`: what it is about, in plain words."""
    needed = {key for case in cases for key in (case["grond"], case["soort"], f"raakt_{case['soort']}")}
    missing = sorted(needed - set(words))
    if missing:
        raise ContentError([Problem("herkend.md", 1, f"het kopje '{key}' ontbreekt: een geval noemt het") for key in missing])
    return [{**case, "raakt": words[f"raakt_{case['soort']}"].rich.text, "grondwoord": words[case["grond"]].rich.text} for case in cases]


def _routes(path: Path) -> dict:
    raw = read_yaml(path)
    in_story = tuple(str(name) for name in raw.get("in_story") or ())
    routes: dict = {"unsure_below": float(raw.get("unsure_below", 0.0)), "in_story": in_story}
    routes["surer"] = {str(name): float(chance) for name, chance in (raw.get("zekerder") or {}).items()}
    routes["told_instead"] = tuple(map(str, raw.get("eerder_verteld") or ()))
    routes |= {"in_crisis": tuple(map(str, raw.get("in_crisis") or ())), "off_card": tuple(map(str, raw.get("van_de_kaart") or ()))}
    routes |= {"rephrasing": tuple(map(str, raw.get("anders_gevraagd") or ())), "leaving": frozenset(map(str, raw.get("weggaan") or ()))}
    routes["buttoned"] = frozenset(map(str, raw.get("met_knop") or ()))
    routes["also_told"] = tuple(map(str, raw.get("ook_verteld") or ()))
    routes |= {"openings": tuple(map(str, raw.get("eerste_woorden") or ())), "to_us": tuple(map(str, raw.get("tegen_ons") or ()))}
    routes |= {"allowed": tuple(map(str, raw.get("of_het_mag") or ())), "by_ground": dict(raw.get("per_grond") or {})}
    routes["here"] = {str(name): dict(answers) for name, answers in (raw.get("hier") or {}).items()}
    routes["offered"] = {str(name): dict(answers) for name, answers in (raw.get("aangeboden") or {}).items()}
    routes["narrower"] = {str(name): tuple(map(str, of)) for name, of in (raw.get("nauwer") or {}).items()}
    routes["by_words"] = {str(name): str(answer) for name, answer in (raw.get("in_woorden") or {}).items()}
    routes["asks_ground"] = {str(name): str(ground) for name, ground in (raw.get("vraagt_naar") or {}).items()}
    routes["told_words"] = {str(name): str(answer) for name, answer in (raw.get("verteld_in_woorden") or {}).items()}
    routes["of_self"] = {str(name): str(answer) for name, answer in (raw.get("van_jezelf") or {}).items()}
    routes["precise"] = {str(name): dict(answers) for name, answers in (raw.get("preciezer") or {}).items()}
    routes["of_case"] = {str(what): str(entry) for what, entry in (raw.get("bij_een_melding") or {}).items()}
    routes["anywhere"] = {str(name): str(entry) for name, entry in (raw.get("overal") or {}).items()}
    problems = []
    for group in ("intents", "entries", "events"):
        routes[group] = {}
        for name, body in (raw.get(group) or {}).items():
            line = line_of(raw[group], name)
            if not isinstance(body, CommentedMap) or not {"answer", "start", "control"} & set(body):
                problems.append(Problem(path.name, line, f"'{name}' leidt nergens heen: geef een van 'answer', 'start' en 'control'"))
                continue
            answers, asked = body.get("answer") or (), body.get("asked") or ()
            routes[group][str(name)] = Route(
                answer=(answers,) if isinstance(answers, str) else tuple(answers),
                asked=(asked,) if isinstance(asked, str) else tuple(asked),
                instead=dict(body.get("instead") or {}),
                flow=body.get("start"),
                control=body.get("control"),
                fill=dict(body.get("fill") or {}),
                story=body.get("story"),
                line=line,
            )
    if problems:
        raise ContentError(problems)
    return routes
