"""Each way to reach school, in the demo page in Chromium, and what a reader sees of it. Refuses to know how a sentence is understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.demo.process import Demo, eventually
from tests.demo.test_demo_helemaal import nlu_listens, press, turn_to
from tests.web.fixtures import shoot, wide_enough

STORY = "ze zeiden dat ik met mn hoofddoek niet bij de klanten mag staan"
WORDS = re.compile(r"[a-z]+(?: [a-z]+){4}")


@pytest.fixture(scope="module")
def demo(trained, tmp_path_factory) -> Iterator[Demo]:
    running = Demo(tmp_path_factory.mktemp("manieren") / "data").start()
    try:
        eventually(lambda: nlu_listens(running), 60)
        yield running
    finally:
        running.end()


def say(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


def last(page: Page) -> Locator:
    return page.locator(".message").last


def tell(page: Page) -> None:
    say(page, STORY)
    press(page, "School mag het weten")


def to_the_preview(page: Page, wish: str = "Ik wil met iemand praten") -> None:
    press(page, "Goed")
    press(page, "Klaar")
    press(page, wish)
    expect(page.locator("#chat")).to_contain_text("Kijk het na")


def named(page: Page) -> str:
    tell(page)
    press(page, "Ja, met mijn naam")
    expect(last(page)).to_contain_text("naam")
    say(page, "Fatima, 06 12345678")
    expect(last(page)).to_contain_text("Noor Verhoeven")
    press(page, "Goed")
    press(page, "School moet iets doen")
    expect(last(page)).to_contain_text("Fatima, 06 12345678")
    press(page, "Versturen")
    expect(last(page)).to_contain_text("Verstuurd.")
    return "Fatima, 06 12345678"


def only_a_code(page: Page) -> str:
    tell(page)
    press(page, "Meer keuzes")
    press(page, "Anoniem, alleen met code")
    to_the_preview(page)
    press(page, "Versturen")
    shown = page.locator(".message", has_text="Dit zijn je vijf woorden")
    expect(shown).to_be_visible()
    code = shown.locator("strong").filter(has_text=WORDS).inner_text()
    say(page, code)
    expect(last(page)).to_contain_text("Verstuurd.")
    say(page, "status")
    expect(last(page)).not_to_contain_text("Je melding van")
    say(page, "ik heb een code")
    say(page, code)
    expect(last(page)).to_contain_text("Je melding van")
    return "hoofddoek"


def put_ready(page: Page) -> str | None:
    tell(page)
    press(page, "Nog niet")
    press(page, "Klaarzetten voor later")
    press(page, "Over 2 maanden")
    expect(last(page)).to_contain_text("School krijgt het op")
    press(page, "Ja, anoniem")
    to_the_preview(page)
    press(page, "Versturen")
    expect(last(page)).to_contain_text("Staat klaar.")
    return None


def being_called(page: Page) -> str:
    say(page, "kunnen jullie mij bellen")
    expect(last(page)).to_contain_text("noemen")
    say(page, "Sem")
    expect(last(page)).to_contain_text("nummer")
    say(page, "06 12345678")
    press(page, "Na 4 uur")
    expect(last(page)).to_contain_text("06 12345678")
    press(page, "Versturen")
    expect(last(page)).to_contain_text("Verstuurd.")
    return "06 12345678"


WAYS = {"met-naam": named, "alleen-code": only_a_code, "klaargezet": put_ready, "bel-mij": being_called}


@pytest.mark.parametrize("way", WAYS)
def test_it_reaches_who_may_read_it_and_nobody_before_its_day(page: Page, demo: Demo, way: str):
    play: Callable[[Page], str | None] = WAYS[way]
    page.goto(demo.url)
    page.locator("html[data-ready=yes]").wait_for()
    turn_to(page, "postvak")
    inbox = page.frame_locator("#inbox")
    inbox.locator("html[data-ready=yes]").wait_for()
    page.locator(".keys button").first.click()
    inbox.locator("#enter").click()
    expect(inbox.locator("#view-list")).to_be_visible()
    before = inbox.locator(".case").count()
    turn_to(page, "student")
    seen = play(page)
    shoot(page, f"manier-{way}", full=False)
    turn_to(page, "postvak")
    if seen is None:
        page.wait_for_timeout(1500)
        expect(inbox.locator(".case")).to_have_count(before)
        return
    expect(inbox.locator(".case")).to_have_count(before + 1)
    inbox.locator(".case").first.click()
    expect(inbox.locator("#entries")).to_contain_text(seen)
    shoot(page, f"manier-{way}-postvak", full=False)
    assert wide_enough(page)
    assert page.problems == []


def test_a_notebook_opens_with_its_words_alone(page: Page, demo: Demo):
    page.goto(demo.url)
    page.locator("html[data-ready=yes]").wait_for()
    say(page, "ik wil iets bewaren voor later in een notitieboek")
    press(page, "Maak mijn notitieboek")
    shown = page.locator(".message", has_text="Dit zijn je vijf woorden")
    code = shown.locator("strong").filter(has_text=WORDS).inner_text()
    say(page, code)
    press(page, "Iets opschrijven")
    expect(last(page)).to_contain_text("Schrijf maar op")
    say(page, "vandaag zei hij weer iets over mijn accent")
    expect(last(page)).not_to_contain_text("Schrijf maar op")
    press(page, "Klaar")
    expect(page.locator("#chat")).to_contain_text("Het staat erin")
    shoot(page, "notitieboek-bewaard", full=False)
    press(page, "Klaar")
    expect(last(page)).to_contain_text("Zeg notitieboek")
    say(page, "ik heb een code")
    expect(last(page)).to_contain_text("vijf woorden")
    say(page, code)
    expect(page.locator(".message:not(.mine)").last).to_contain_text("vandaag zei hij weer iets over mijn accent")
    shoot(page, "notitieboek-open", full=False)
    assert wide_enough(page)
    assert page.problems == []
