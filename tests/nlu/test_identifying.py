"""Each kind of identifying detail, with its traps, and that offsets always hold. Refuses the lines of the exam: those are measured, not tested."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.nlu.test_reading_lines import door, read

__all__ = ["door"]


def found(door, text: str) -> list[tuple[str, str]]:
    return [(detail["kind"], text[detail["start"] : detail["end"]]) for detail in read(door, text)["identifying"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mevrouw Jansen van de Albert Heijn", [("NAAM", "mevrouw Jansen"), ("BEDRIJF", "Albert Heijn")]),
        ("😀 ik ben marouane, werk bij jumbo", [("NAAM", "marouane"), ("BEDRIJF", "jumbo")]),
        ("mijn chef ronald zei niks", [("NAAM", "ronald")]),
        ("meneer van dijk en mevrouw de wit lachten", [("NAAM", "meneer van dijk"), ("NAAM", "mevrouw de wit")]),
        ("van Mohammed el Khattabi kreeg ik dat te horen", [("NAAM", "Mohammed el Khattabi")]),
        ("Roos zegt dat ik me aanstel", [("NAAM", "Roos")]),
        ("zijn naam is Xhevdet Krasniqi", [("NAAM", "Xhevdet Krasniqi")]),
        ("ik werk bij Zorggroep Bremhof", [("BEDRIJF", "Zorggroep Bremhof")]),
        ("stage bij bakkerij jansen in zwolle", [("BEDRIJF", "bakkerij jansen")]),
        ("via het uitzendbureau SnelWerk", [("BEDRIJF", "SnelWerk")]),
        ("ik zat eerst bij de action", [("BEDRIJF", "action")]),
        ("bel +31(0)612345678 of 06/12345678", [("TELEFOON", "+31(0)612345678"), ("TELEFOON", "06/12345678")]),
        ("nul zes een twee drie vier vijf zes zeven acht", [("TELEFOON", "nul zes een twee drie vier vijf zes zeven acht")]),
        ("jan.klaassen at hotmail punt com", [("EMAIL", "jan.klaassen at hotmail punt com")]),
        ("sara_92 (at) school.nl", [("EMAIL", "sara_92 (at) school.nl")]),
        ("mijn snap=jay_lano en ig: xjaylano", [("SOCIAL", "jay_lano"), ("SOCIAL", "xjaylano")]),
        ("instagram.com/jay.lano", [("SOCIAL", "instagram.com/jay.lano")]),
        ("BSN: 1234.56.782", [("BSN", "1234.56.782")]),
        ("mijn studentnr: 0912345", [("STUDENTNUMMER", "0912345")]),
        ("Laan van Meerdervoort 120, Den Haag", [("ADRES", "Laan van Meerdervoort 120, Den Haag")]),
        ("kerkstraat 5b is het", [("ADRES", "kerkstraat 5b")]),
        ("op 3-2 en op 12 maart 2026", [("DATUM", "3-2"), ("DATUM", "12 maart 2026")]),
    ],
)
def test_what_leads_to_somebody_is_found(door, text, wanted):
    assert found(door, text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "ordernummer 123456789",
        "zendingnr 111222333 is kwijt",
        "het is een storm in een glas water en ik hoop dat het stopt",
        "de roos is mooi, de bloem ook",
        "ik ben Marokkaans en dat mag iedereen weten",
        "mevrouw zei dat ik dat niet mocht",
        "er werd heet water gegooid",
        "in Rotterdam 3 maanden gezocht",
        "van 13.00 tot 17.00 uur, 3 of 4 keer, 1.250.000 euro",
        "mijn insta is gehackt, hij zit de hele dag op snap",
        "Can jij mij helpen",
        "wat heet microbelediging",
        "het College voor de Rechten van de Mens",
        "112 en 113 heb ik gebeld",
        "Ik Ben Zo Boos En Niemand Doet Wat",
    ],
)
def test_what_leads_to_nobody_is_left(door, text):
    assert found(door, text) == []


def test_who_is_named_like_a_company_is_found_apart(door):
    assert found(door, "bij Slagerij Mol was het erg, Mol zelf lachte") == [("BEDRIJF", "Slagerij Mol"), ("NAAM", "Mol")]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(min_value=10_000_000, max_value=99_999_999))
def test_of_nine_digits_only_those_that_pass_the_eleven_check_are_a_bsn(door, first):
    """9×a + 8×b + … + 2×h − i is a multiple of eleven: of the ten last digits one at most fits."""
    fits = sum(int(digit) * weight for digit, weight in zip(str(first), range(9, 1, -1), strict=True)) % 11
    said = found(door, " en ".join(f"{first}{last}" for last in range(10)))
    assert said == ([("BSN", f"{first}{fits}")] if fits < 10 else [])


PIECES = [
    "Fatima",
    "van",
    "de",
    "Bakker",
    "bij",
    "Jumbo",
    "06",
    "12345678",
    "@x.y",
    " ",
    "\n",
    ".",
    "mevrouw",
    "Kerkstraat",
    "12",
    "bsn",
    "İ",
    "ß",
    "😀",
    "'s",
    "&",
    "ﬁ",
]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    )
)
def test_offsets_lie_in_the_text_and_never_overlap(door, text):
    details = read(door, text)["identifying"]
    assert all(0 <= detail["start"] < detail["end"] <= len(text) for detail in details)
    assert all(one["end"] <= other["start"] for one, other in zip(details, details[1:], strict=False))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "1",
        "1 ",
        "06 ",
        "de ",
        "Van ",
        "a@",
        "a.",
        "@",
        "A. ",
        "Jan ",
        "Kerkstraat 1 ",
        "nul ",
        "bsn 1",
        "snap ",
        "Aa-",
        "AaBb",
        "& A ",
        "1-1-",
        "12 mei ",
    ],
)
def test_the_longest_text_is_no_slow_path(door, piece):
    text = (piece * 4096)[:4096]
    read(door, text)
    start = time.perf_counter()
    read(door, text)
    assert time.perf_counter() - start < 10  # a search that runs away takes minutes; how fast it is, `make bench` says
