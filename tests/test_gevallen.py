"""The cases to practise with: enough of every kind, each short, sourced and without a verdict (domain.md section 4). Refuses to judge tone."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from flows.cases import KNOWN, TEXTS, read_cases
from flows.check.facts import facts_of
from flows.loader import CONTENT
from flows.words import ContentError, Words, read_words

FOLDER = CONTENT / "gevallen"
CASES = {path.name: read_words(path) for path in sorted(FOLDER.glob("*.md"))}
VIGNETTES = ("1_waar_kom_je_vandaan.md", "2_de_medewerkerspas.md", "3_de_klik.md")

# Sentences at least, at most, and words at most. The vignettes are the longest.
SIZES = {"titel": (1, 1, 6), "verhaal": (2, 5, 45), "speelt": (2, 5, 40), "waarom": (1, 3, 40), "doen": (1, 3, 42)}
WORDS_IN_A_SENTENCE = 15
SENTENCE_END = re.compile(r'(?<=[.!?])"?\s+(?=["A-ZÉ])')

NEVER = (
    r"weet je het zeker",
    r"misschien bedoel",
    r"niet zo bedoeld",
    r"(?:heb je|zonder|geen) bewijs",
    r"\b(?:dit|dat|het|zoiets) is (?:geen |dus |gewoon )*(?:stage)?discriminatie",
    r"\bis (?:strafbaar|illegaal|verboden|racis\w+)",
    r"niemand komt het te weten|ontraceerbaar|anoniem",
    r"\bcv\b|\bhouding\b|\bassertief|\bbetere? (?:brief|motivatie)",
)
GIVES_THE_ANSWER = re.compile(r"discrimin|racis|microagress|pesten|ongelijk|oneerlijk|uitsluit", re.IGNORECASE)
CLAIMS_RESEARCH = re.compile(r"onderzoek|procent|%|de meeste mensen|uit cijfers", re.IGNORECASE)

BRANCHES = {
    "zorg": r"verpleeg|thuiszorg|ziekenhuis|zorghotel|apotheek",
    "techniek": r"garage|installatie|fabriek|meubelmaker",
    "horeca": r"restaurant|strandtent|hotel",
    "retail": r"winkel|supermarkt|bouwmarkt",
    "ICT": r"ICT|helpdesk",
    "haven": r"haven",
    "kapper": r"kapper",
    "kinderopvang": r"kinderopvang|kinderdagverblijf|babygroep",
    "beauty": r"schoonheidssalon|nagelstudio|make-up",
    "groen": r"hovenier|kweker|boerderij",
    "logistiek": r"magazijn|distributie|transport",
    "beveiliging": r"beveilig",
    "bouw": r"bouw|steiger",
}

# Of domain.md section 4, as the source of a case names them; the three vignettes are the rest.
SITUATIONS = (
    "zoeken, afgewezen na naam of foto",
    "zoeken, welkom per mail, niet meer na het bellen",
    "zoeken, geen hoofddoek",
    "zoeken, niemand met autisme",
    "zoeken, perfect Nederlands gevraagd zonder reden",
    "zoeken, 'verkeerde vooropleiding' terwijl het diploma past",
    "zoeken, geen klik",
    "zoeken, je lijkt niet op het team",
    "zoeken, de plek ging via via",
    "zoeken, vijf sollicitaties, klasgenoot had er een nodig",
    "zoeken, docent biedt alleen een baas 'uit mijn cultuur' aan",
    "zoeken, docent raadt een bedrijf af 'voor mensen zoals jij'",
    "zoeken, school ging mee met de eis van het bedrijf",
    "zoeken, school weigert een aangepaste stage bij een beperking",
    "zoeken, we willen een meisje achter de balie",
    "zoeken, jongen in de zorg hoort dat hij er niet past",
    "zoeken, koude, vage afwijzing",
    "werkvloer, wat spreek jij goed Nederlands",
    "werkvloer, je ziet het niet aan je",
    "werkvloer, zo exotisch",
    "werkvloer, altijd de rotklusjes, de witte stagiair niet",
    "werkvloer, minder verwachten, niets leerzaams mogen doen",
    "werkvloer, kwetsende bijnaam",
    "werkvloer, opmerkingen over moslims",
    "werkvloer, opmerkingen over geaardheid",
    "werkvloer, geen vergoeding, een ander wel",
    "werkvloer, grappen die te ver gaan, 'moet kunnen'",
    "werkvloer, sinterklaasliedjes",
    "werkvloer, racistische woorden over het 'diverse' team",
    "werkvloer, vragen over transitie die niet stoppen",
    "werkvloer, ik zag het gebeuren en collega's keken weg",
    "borderline, afgewezen om niveau 2",
    "borderline, geen rijbewijs",
    "borderline, vierdejaars krijgen een kerstpakket, wij niet",
    "borderline, klusjes omdat ik de stagiair ben",
    "borderline, kritiek omdat je te laat komt",
    "borderline, geen plekken voor mijn niveau",
)


def sources_of(name: str, key: str, folder: Path = FOLDER) -> list[str]:
    return [fact.says["bron"] for fact in facts_of(folder / name, folder.parent) if fact.key == key]


def mistakes(name: str, words: Words, folder: Path = FOLDER) -> list[str]:
    """What is wrong with one case, each with the name of its file."""
    found = []
    for key in TEXTS:
        text = words[key].text
        least, most, length = SIZES[key]
        sentences = SENTENCE_END.split(text)
        if not least <= len(sentences) <= most:
            found.append(f"'{key}' has {len(sentences)} sentences, not {least} to {most}")
        if len(text.split()) > length:
            found.append(f"'{key}' has {len(text.split())} words, at most {length}")
        found += [f"'{key}' has a sentence too long: {one}" for one in sentences if len(one.split()) > WORDS_IN_A_SENTENCE]
        found += [f"'{key}' says what is never said: {hit[0]}" for never in NEVER if (hit := re.search(never, text, re.IGNORECASE))]
        if "verboden" in text and not sources_of(name, key, folder):
            found.append(f"'{key}' speaks of the law without a source")
        if CLAIMS_RESEARCH.search(text) and name not in VIGNETTES:
            found.append(f"'{key}' claims research: {CLAIMS_RESEARCH.search(text)[0]}")
    if GIVES_THE_ANSWER.search(words["titel"].text):
        found.append("the title gives the answer")
    sources = sources_of(name, "verhaal", folder)
    if not sources or (name not in VIGNETTES and not sources[0].startswith("bedacht")):
        found.append("'verhaal' does not say where it comes from, or that it is made up")
    if {words.about["soort"], words.about["grond"]} & {"grensgeval", "onduidelijk"} and "twijfel" not in words.about:
        found.append("a borderline or unclear case is one to doubt about: add 'twijfel: ja'")
    outside = words.about["grond"] == "geen_wettelijke_grond"
    if outside and not (re.search(r"\bwet\b", words["doen"].text) and re.search(r"praten|bespreken", words["doen"].text, re.IGNORECASE)):
        found.append("outside the law still asks for a talk: 'doen' says so")
    if outside and "chool" not in words["doen"].text:
        found.append("outside the law the door stays open: 'doen' names the road to school")
    return [f"{name}: {text}" for text in found]


def having(key: str, value: str) -> list[str]:
    return [name for name, words in CASES.items() if words.about.get(key) == value]


def test_every_case_is_short_sourced_and_without_a_verdict():
    wrong = [mistake for name, words in CASES.items() for mistake in mistakes(name, words)]
    assert not wrong, "\n".join(wrong)


def test_there_are_at_least_sixty_and_no_two_share_a_title_or_a_number():
    assert len(CASES) >= 60
    for what in ([words["titel"].text for words in CASES.values()], [name.partition("_")[0] for name in CASES]):
        assert not [one for one, times in Counter(what).items() if times > 1]


def test_every_situation_of_the_domain_became_a_case():
    sources = [source for name in CASES for source in sources_of(name, "verhaal")]
    missing = [one for one in SITUATIONS if f"bedacht naar domain.md 4, {one}" not in sources]
    assert not missing, missing


@pytest.mark.parametrize("ground", KNOWN["grond"])
def test_every_ground_has_at_least_two_cases(ground):
    assert len(having("grond", ground)) >= 2, ground


@pytest.mark.parametrize("kind", KNOWN["soort"])
def test_every_kind_has_at_least_three_cases(kind):
    assert len(having("soort", kind)) >= 3, kind


def test_both_phases_are_well_mixed_also_along_the_road():
    assert min(len(having("fase", phase)) for phase in KNOWN["fase"]) >= 25
    in_order = [case["fase"] for case in read_cases(FOLDER)]
    assert all(len(set(in_order[start : start + 6])) == 2 for start in range(len(in_order) - 5)), "six cases of one phase in a row"


def test_at_least_twenty_are_truly_ambiguous_besides_those_outside_the_law():
    assert len(set(having("twijfel", "ja")) - set(having("grond", "geen_wettelijke_grond"))) >= 20


def test_at_least_six_are_not_covered_by_law_and_eight_are_a_bystanders():
    assert len(having("grond", "geen_wettelijke_grond")) >= 6
    assert len(having("omstander", "ja")) >= 8


@pytest.mark.parametrize("branch", BRANCHES)
def test_every_branch_comes_by(branch):
    assert [name for name, words in CASES.items() if re.search(BRANCHES[branch], words["verhaal"].text)], branch


def test_bbl_and_all_four_levels_come_by():
    stories = " ".join(words["verhaal"].text for words in CASES.values())
    assert stories.count("BBL") >= 5
    assert {level for level in "1234" if f"niveau {level}" in stories} == set("1234")


@pytest.mark.parametrize("key", [key for key in TEXTS if key != "titel"])
def test_no_section_begins_the_same_way_again_and_again(key):
    openings = Counter(" ".join(words[key].text.split()[:3]) for words in CASES.values())
    assert openings.most_common(1)[0][1] <= 3, openings.most_common(3)


PLANTED = [
    ("16_de_bakkerij.md", "## verhaal\n", "## verhaal\n" + "Een twee drie. " * 5, "sentences"),
    ("16_de_bakkerij.md", "## speelt\n", "## speelt\nEen " + "hele " * 15 + "lange zin. ", "a sentence too long"),
    ("16_de_bakkerij.md", "## doen\n", "## doen\n" + "Veel woorden, " * 20, "words, at most"),
    ("16_de_bakkerij.md", "## speelt\n", "## speelt\nDit is discriminatie. ", "never said"),
    ("16_de_bakkerij.md", "## doen\n", "## doen\nHeb je bewijs? ", "never said"),
    ("16_de_bakkerij.md", "## waarom\n", "## waarom\nMisschien bedoelden ze het anders. ", "never said"),
    ("16_de_bakkerij.md", "## doen\n", "## doen\nLet op je houding. ", "never said"),
    ("16_de_bakkerij.md", "## waarom\n", "## waarom\nDat kan verboden zijn. ", "without a source"),
    ("16_de_bakkerij.md", "## waarom\n", "## waarom\nUit onderzoek blijkt iets. ", "claims research"),
    ("16_de_bakkerij.md", "## titel\n", "## titel\nOngelijk: ", "gives the answer"),
    ("16_de_bakkerij.md", "bron: bedacht", "bron: gehoord", "where it comes from"),
    ("24_de_bestelbus.md", "; twijfel: ja", "", "add 'twijfel: ja'"),
    ("24_de_bestelbus.md", "De wet helpt", "Dat helpt", "asks for a talk"),
    ("24_de_bestelbus.md", "school kan", "je kunt", "names the road to school"),
]


def planted(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """The folder of cases with one mistake in it."""
    folder = tmp_path / "gevallen"
    shutil.copytree(FOLDER, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name} any more: choose another mistake"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "old", "new", "said"), PLANTED)
def test_the_twin_with_a_mistake_is_found_and_its_file_named(tmp_path, name, old, new, said):
    folder = planted(tmp_path, name, old, new)
    assert any(found.startswith(f"{name}: ") and said in found for found in mistakes(name, read_words(folder / name), folder))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("grond: afkomst", "grond: afkmost", "'grond: afkmost' onder de titel is onbekend: kies uit afkomst"),
        ("fase: zoeken; ", "", "onder de titel ontbreekt 'fase': kies uit zoeken, werkvloer"),
        ("twijfel: ja", "twijfel: nee", "'twijfel: nee' onder de titel is onbekend: kies uit ja"),
        ("## doen", "## dan", "het kopje 'doen' ontbreekt"),
    ],
)
def test_a_case_that_cannot_be_used_is_refused_with_its_file_and_the_mend(tmp_path, old, new, said):
    folder = planted(tmp_path, "16_de_bakkerij.md", old, new)
    with pytest.raises(ContentError, match=re.escape(f"gevallen/16_de_bakkerij.md:1: {said}")):
        read_cases(folder)


def test_cases_come_in_the_order_of_their_numbers_and_know_what_they_are_about():
    cases = read_cases(FOLDER)
    assert [int(case["id"].partition("_")[0]) for case in cases] == list(range(1, len(cases) + 1))
    assert {key: cases[0].get(key) for key in KNOWN} == {
        "grond": "afkomst", "fase": "werkvloer", "soort": "micro_ontkenning", "omstander": None, "twijfel": "ja",
    }  # fmt: skip
