"""Reads content/nl/gevallen: the made-up cases to practise with, one file each. Refuses one without a ground, phase and kind that are known.

What a case is about stands in the comment below its title: `<!-- grond: …; fase: …; soort: …; omstander: ja; twijfel: ja -->`.
The last two stand only where they hold: somebody else saw it happen, and people honestly disagree about it.
"""

from __future__ import annotations

from pathlib import Path

from flows.words import ContentError, Problem, Words, read_words

# The names of domain.md section 4.
KNOWN = {
    "grond": (
        "afkomst", "huidskleur", "godsdienst", "levensovertuiging", "politieke_gezindheid", "geslacht", "genderidentiteit", "zwangerschap",
        "nationaliteit", "geaardheid", "burgerlijke_staat", "handicap", "leeftijd", "arbeidsduur", "contract",
        "geen_wettelijke_grond", "onduidelijk",
    ),
    "fase": ("zoeken", "werkvloer"),
    "soort": (
        "directe_uitsluiting", "ongelijke_behandeling", "microbelediging", "micro_ontkenning", "openlijke_aanval", "uitsluitende_norm", "grensgeval",
    ),
    "omstander": ("ja",),
    "twijfel": ("ja",),
}  # fmt: skip
ALWAYS = ("grond", "fase", "soort")
TEXTS = ("titel", "verhaal", "speelt", "waarom", "doen")


def read_cases(folder: Path) -> list[dict[str, str]]:
    """The cases in the order of their numbers: {"id", what the title comment says, and the text of every heading}. Raises ContentError."""
    read = [(path, read_words(path)) for path in sorted(folder.glob("*.md"), key=_number)]
    problems = [Problem(f"{folder.name}/{path.name}", 1, text) for path, words in read for text in _mistakes(words)]
    if problems:
        raise ContentError(problems)
    return [{"id": path.stem, **words.about, **{key: section.rich.text for key, section in words.items()}} for path, words in read]


def _number(path: Path) -> tuple[int, str]:
    number = path.stem.partition("_")[0]
    return int(number) if number.isdecimal() else 0, path.stem


def _mistakes(words: Words) -> list[str]:
    found = [f"onder de titel ontbreekt '{key}': kies uit {', '.join(KNOWN[key])}" for key in ALWAYS if key not in words.about]
    for key, value in words.about.items():
        if value not in KNOWN.get(key, ()):
            found.append(f"'{key}: {value}' onder de titel is onbekend: kies uit {', '.join(KNOWN.get(key) or KNOWN)}")
    return found + [f"het kopje '{key}' ontbreekt" for key in TEXTS if key not in words]
