"""What students read stays readable, active, speakable and free of what may never be said; each rule is shown failing, with file and line."""

from __future__ import annotations

import shutil

import pytest

from flows.check import forbidden, language
from flows.check.passive import passives
from flows.check.readability import FROM_WORDS, reading_ease
from flows.check.student_texts import lines_of, student_files
from flows.loader import CONTENT

PATTERNS = forbidden.read_patterns(CONTENT / "verboden.yml")


@pytest.fixture
def nl(tmp_path):
    """The lists of words as they are, without exceptions, and one text to make mistakes in."""
    for name in ("moeilijke_woorden.yml", "verboden.yml"):
        shutil.copy(CONTENT / name, tmp_path)
    (tmp_path / "uitzonderingen.yml").write_text("lijdend: {}\n", encoding="utf-8")

    def write(words: str, exceptions: str = "", name: str = "proef.md") -> list[str]:
        (tmp_path / name).write_text(words, encoding="utf-8")
        if exceptions:
            (tmp_path / "uitzonderingen.yml").write_text(exceptions, encoding="utf-8")
        return [str(problem) for problem in language.check(tmp_path) + forbidden.check(tmp_path)]

    return write


TOO_HARD = "De vertrouwenspersoon inventariseert mogelijkheden. Onderwijsinstellingen organiseren begeleidingsgesprekken. " * 4
MISTAKES = [
    ("Dit is een zin met veel te veel woorden erin die maar door en door blijft gaan.", "17 woorden, hooguit 15"),
    ("Je krijgt indien nodig hulp.", "'indien' is een moeilijk woord: zeg liever 'als'"),
    ("Zij dienen te luisteren.", "'dienen te' is een moeilijk woord: zeg liever 'moeten'"),
    ("School gaat dit registreren.", "'registreren' is een moeilijk woord: zeg liever 'opschrijven'"),
    ("Je bericht wordt morgen gelezen.", "lijdende vorm ('gelezen')"),
    ("Je bent er klaar mee. Je melding is doorgegeven.", "lijdende vorm ('doorgegeven')"),
    (TOO_HARD.strip(), "leest te moeilijk"),
    ("Goed gedaan 🎉", "'🎉' is alleen te zien"),
    ("Druk hier → dan ga je door.", "'→' is alleen te zien"),
    ("Vraag het aan hem/haar.", "'/' is alleen te zien"),
    ("Iemand, bijv. je mentor.", "de afkorting 'bijv.' leest slecht voor"),
    ("Kies hieronder een knop.", "'hieronder' wijst naar een plek op het scherm"),
    ("Dit is NIET jouw schuld.", "'NIET' staat in hoofdletters"),
    ("Heb je daar bewijs van?", "mag Stagemaat nooit zeggen"),
]


@pytest.mark.parametrize(("words", "said"), MISTAKES, ids=[said[:30] for _, said in MISTAKES])
def test_a_text_that_is_hard_to_read_or_hear_is_named_with_its_line(nl, words, said):
    problems = nl(f"# Proef\n\n## eerste\nDit is goed.\n\n## tekst\n<!-- een\nopmerking -->\nDit ook.\n{words}\n")
    line = 9 if "leest te moeilijk" in said else 10
    assert any(said in problem and problem.startswith(f"proef.md:{line}: ") for problem in problems), problems


def test_a_button_is_read_too_and_its_other_wordings_are_not(nl):
    problems = nl("## tekst\nHoi.\n\n### ja\nIndien nodig\nindien het derhalve moet\n")
    assert problems == ["proef.md:5: 'indien' is een moeilijk woord: zeg liever 'als'"]


def test_what_recipients_read_may_be_harder_but_never_says_what_is_forbidden(nl):
    problems = nl("## tekst\nIndien nodig wordt uw antwoord verstuurd. Weet u: dit is discriminatie.\n", name="postvak.md")
    assert len(problems) == 1 and "dit is discriminatie" in problems[0]


def test_a_forbidden_sentence_is_seen_over_the_end_of_a_line_and_through_markup(nl):
    assert any("'heb je bewijs'" in problem for problem in nl("## tekst\nHeb je\n**bewijs**?\n"))


def test_an_exception_is_for_one_text_or_for_its_words_and_needs_a_reason(nl):
    text = "## tekst\nJe wordt anders behandeld.\n"
    assert len(nl(text)) == 1
    assert nl(text, "lijdend: {proef.md#tekst: zo heet het}\n") == []
    assert nl(text, 'lijdend: {"anders behandeld": zo heet het}\n') == []
    assert any("heeft geen reden" in problem for problem in nl(text, 'lijdend: {"anders behandeld": }\n'))
    assert any("de regel 'mooi' is er niet" in problem for problem in nl(text, "mooi: {proef.md#tekst: zomaar}\n"))


def test_an_exception_that_nothing_needs_any_more_is_a_problem(nl):
    problems = nl("## tekst\nSchool behandelt je anders.\n", '# waarom\nlijdend:\n  "anders behandeld": zo heet het\n')
    assert problems == ["uitzonderingen.yml:3: 'anders behandeld' (lijdend) is niet meer nodig: haal deze regel weg"]


def test_nothing_excuses_what_may_never_be_said(nl):
    assert any("de regel 'verboden' is er niet" in problem for problem in nl("## tekst\nHoi.\n", "verboden: {proef.md#tekst: mag toch}\n"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Weet je het wel zeker?",
        "Weet je echt zeker dat hij dat zei?",
        "Misschien bedoelden ze het niet zo.",
        "Ze bedoelen het vast goed.",
        "Het was niet zo bedoeld.",
        "Heb je daar ook bewijs van?",
        "Kun je dat wel bewijzen?",
        "Dit is gewoon discriminatie.",
        "Dat was echt géén discriminatie.",
        "Hier is sprake van discriminatie.",
        "Je wordt daar gediscrimineerd.",
        "Niemand komt het te weten.",
        "Niemand op school kan dit lezen.",
        "Je bent ontraceerbaar.",
        "Dit blijft 100% anoniem.",
        "Het is volledig anoniem.",
        "Ik beloof je dat het helpt.",
        "Er kan niets misgaan.",
        "Kijk ook eens naar je cv.",
        "Wees gewoon wat assertiever: dat is een betere houding.",
        "Doe gewoon extra je best.",
        "Als je eenmaal binnen bent, komt het veel minder voor.",
        "Op de werkvloer gebeurt het zelden.",
        "Trek het je niet zo aan.",
    ],
)
def test_the_banned_sentences_are_found_in_other_words_too(sentence):
    assert forbidden.said_in(sentence, PATTERNS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Wat is discriminatie?",
        "Of dit volgens de wet discriminatie is, kan ik niet zeggen.",
        "Dit is misschien geen discriminatie volgens de wet, wel iets om te bespreken.",
        "Dit past bij kenmerken van discriminatie.",
        "Past dit bij discriminatie, denk je?",
        "De meeste mensen vonden: dit is waarschijnlijk discriminatie.",
        "Je hebt geen bewijs nodig om het te melden.",
        "Vaak bedoelt iemand het niet gemeen. Toch kan het pijn doen.",
        "Anoniem is anoniem voor school.",
        "Voelde jij je gediscrimineerd?",
        "Van alle werknemers voelde 10% zich gediscrimineerd op het werk.",
        "Ik heb aan niemand doorgegeven wat je zei.",
        "Zeker weten hoeft niet.",
    ],
)
def test_what_may_be_said_is_left_alone(sentence):
    assert forbidden.said_in(sentence, PATTERNS) == []


@pytest.mark.parametrize(
    ("sentence", "participles"),
    [
        ("Je wordt teruggebeld.", ["teruggebeld"]),
        ("Ik vraag of er met je is gesproken.", ["gesproken"]),
        ("Dat moet worden besproken.", ["besproken"]),
        ("De melding werd door school verwerkt.", ["verwerkt"]),
        ("Dit is gedaan.", ["gedaan"]),
        ("School leest je verhaal.", []),
        ("Wat is er gebeurd?", []),
        ("Wat je al hebt verstuurd, is van jou.", []),
        ("Word je bang om het te vertellen?", []),
        ("Je wordt boos, en vertelt het thuis.", []),
        ("Hij vroeg zijn pas in gesprekken.", []),
        ("Nu wordt Gerard boos.", []),
        ("Je wordt bijvoorbeeld boos.", []),
        ("Het wordt steeds erger, en dat is gewoon rot.", []),
    ],
)
def test_the_passive_is_told_from_what_looks_like_it(sentence, participles):
    assert passives(sentence) == participles


def test_reading_ease_is_what_textstat_says_for_dutch():
    # textstat 0.7.13 with set_lang("nl") and flesch_reading_ease, which rounds nothing
    sentences = [
        "Ik ben een computer, geen mens.",
        "Ik kan uitleggen wat stagediscriminatie is.",
        "School moet een plek hebben waar je dit kunt melden.",
    ]
    sentences += ["Daarna moeten ze je blijven helpen."]
    assert reading_ease(sentences) == pytest.approx(79.325)


def test_too_few_words_are_not_measured():
    assert reading_ease(["Vertrouwenspersoon " * (FROM_WORDS - 1)]) is None


def test_every_line_of_every_text_is_found_where_it_stands():
    for path in student_files(CONTENT):
        source = path.read_text(encoding="utf-8").splitlines()
        for line in lines_of(path, CONTENT):
            first = line.words.split()[0].strip("*.:,")
            assert first in source[line.number - 1], f"{path.name}:{line.number}"
