"""config.yml: the demo's is right, and every mistake says its line and its mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import load_config
from bot.errors import OperatorError

DEMO = Path(__file__).parents[2] / "config.yml"


def test_the_demo_school_is_a_whole_one():
    config = load_config(DEMO)
    assert [recipient.id for recipient in config.recipients] == ["vertrouwenspersoon", "vervanger"]
    assert config.recovery is not None and config.terms.first_answer == 2 and config.retention.case_days == 90
    assert config.mail.server is None and config.nlu.url is None and config.web.port == 8080
    assert all(recipient.mail.endswith(".example") for recipient in config.recipients)


MISTAKES = [
    ("eerste_antwoord: 2 ", "eerste_antwoord: 9 ", "te groot. Neem 2"),
    ("eerste_antwoord: 2 ", "eerste_antwoord: 0 ", "te klein. Neem 1"),
    ("eerste_antwoord: 2 ", "eerste_antwoord: twee ", "een heel getal"),
    ("eerste_antwoord: 2 ", "eerste_antwoord: '2' ", "een heel getal"),
    ("uitkomst: 20", "uitkomst: 7 ", "komt voor 'stappen'"),
    ("zaak_dagen: 90", "zaak_dagen: 365", "Neem 90"),
    ("vervanger: vervanger", "vervanger: jansen", "'jansen' is geen andere ontvanger"),
    ("vervanger: vervanger", "vervanger: vertrouwenspersoon", "geen andere ontvanger"),
    ("- id: vervanger", "- id: vertrouwenspersoon", "id van twee ontvangers"),
    ("id: bestuurssecretaris", "id: vervanger", "buiten het team"),
    ("id: bestuurssecretaris", "id: De Directeur", "zonder spaties"),
    ("termijnen:", "termijn:", "Bedoel je 'termijnen'"),
    ("stappen: 10", "stapen: 10", "Bedoel je 'stappen'"),
    ("    rol: vertrouwenspersoon", "    telefoon: 06", "'ontvangers.1.telefoon' bestaat niet"),
    ("    rol: vertrouwenspersoon\n", "", "'ontvangers.1.rol' ontbreekt"),
    ("mail: vervanger@voorbeeld.example", "mail: geen adres", "een adres als"),
    ("regio: midden", "regio: oost", "'noord', 'midden' of 'zuid'"),
    ("tot: 2027-01-03", "tot: 2026-01-03", "ligt voor 'van'"),
    ("tot: 2027-01-03", "tot: 2027-13-03", "een datum"),
    ("url: null", "url: localhost", "http://"),
    ("poort: 8080", "poort: 80800", "Neem 65535"),
    ("school: mbo Voorbeeld", "school: [mbo", "Kijk op deze regel"),
    ("school: mbo Voorbeeld", "school: mbo Voorbeeld\nschool: nog een", "staat hier twee keer"),
    ("school: mbo Voorbeeld", "school: ", "een korte tekst"),
    ("ontvangers:", "ontvangers: niemand\nrest:", "een lijst"),
    ("web:\n", "web: 8080\noud:\n", "een groep"),
    ("van: stagemaat@voorbeeld.example", "van: stagemaat", "een adres als"),
    ("mail:\n  server", "mail: nee\nrest:\n  server", "een groep"),
    ("bewaren:", "bewaren: 90\noud:", "een groep"),
]


@pytest.mark.parametrize(("old", "new", "says"), MISTAKES)
def test_a_mistake_says_its_line_and_its_mend(tmp_path: Path, old: str, new: str, says: str):
    text = DEMO.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "config.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OperatorError) as refusal:
        load_config(path)
    found = next(line for line in str(refusal.value).splitlines() if says in line)
    place, number, _ = found.split(":", 2)
    changed = text[: text.index(old)].count("\n") + 1
    assert place == "config.yml" and abs(int(number) - changed) <= 4, found
    assert "pydantic" not in str(refusal.value) and "Error" not in str(refusal.value)


def test_several_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path):
    path = tmp_path / "config.yml"
    path.write_text(DEMO.read_text(encoding="utf-8").replace("gesprek: 5 ", "gesprek: 50 ").replace("poort: 8080", "poort: nul"), encoding="utf-8")
    with pytest.raises(OperatorError) as refusal:
        load_config(path)
    lines = [int(line.split(":")[1]) for line in str(refusal.value).splitlines()]
    assert len(lines) == 2 and lines == sorted(lines)


NO_CONFIG = [(None, "config-weg"), (b"\xff\xfe", "config-onleesbaar")]
NO_CONFIG += [(content, "config") for content in (b"", b"- lijst", b"\t: x", b"a: \x01")]


@pytest.mark.parametrize(("content", "key"), NO_CONFIG)
def test_a_file_that_is_no_config_is_refused(tmp_path: Path, content: bytes | None, key: str):
    path = tmp_path / "config.yml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OperatorError) as refusal:
        load_config(path)
    assert refusal.value.key == key
