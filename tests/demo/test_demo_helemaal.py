"""The demo as a newcomer meets it: the real process, the real nlu, real Chromium, from the first sentence to the answer and the reminder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.demo.process import Demo, eventually
from tests.web.fixtures import shoot, wide_enough

SENTENCE = "ze zeiden dat ik met mn hoofddoek niet bij de klanten mag staan, kan ik dat anoniem melden?"
ANSWER = "Dank je dat je dit vertelt. Kun je morgen om tien uur?"


@pytest.fixture
def demo(trained, tmp_path) -> Iterator[Demo]:
    running = Demo(tmp_path / "data").start()
    try:
        eventually(lambda: nlu_listens(running), 60)  # the page is there at once, nlu some seconds later
        yield running
    finally:
        running.end()


def nlu_children(demo: Demo) -> list[psutil.Process]:
    return [child for child in psutil.Process(demo.process.pid).children(recursive=True) if "nlu" in words_of(child)]


def words_of(child: psutil.Process) -> list[str]:
    """How a child was started; nothing when it was gone before we could ask."""
    try:
        return child.cmdline()
    except psutil.NoSuchProcess:
        return []


def nlu_listens(demo: Demo) -> bool:
    return any(Path(word).exists() for child in nlu_children(demo) for word in words_of(child) if word.endswith(".sock"))


def turn_to(page: Page, side: str) -> None:
    if page.size == "phone":
        page.click(f"#tab-{side}")


def press(page: Page, label: str) -> None:
    page.locator("#chat").get_by_role("button", name=label, exact=True).last.click()  # a pressed one is called "✓ …"


def test_from_the_first_sentence_to_the_answer_and_the_reminder(page: Page, demo: Demo):
    page.goto(demo.url)
    page.locator("html[data-ready=yes]").wait_for()
    shoot(page, "helemaal-1-begin", full=False)
    page.fill("#text", SENTENCE)
    page.press("#text", "Enter")
    expect(page.locator("#chat")).to_contain_text("Ik ben een computer")
    expect(page.locator("#chat")).to_contain_text("Noor Verhoeven, vertrouwenspersoon")
    shoot(page, "helemaal-2-wie-leest-het", full=False)
    press(page, "Goed")
    press(page, "Klaar")
    press(page, "Ik wil met iemand praten")
    expect(page.locator("#chat")).to_contain_text("Kijk het na")
    shoot(page, "helemaal-3-nakijken", full=False)
    press(page, "Versturen")
    expect(page.locator("#chat")).to_contain_text("Verstuurd. Goed dat je dit hebt gedaan.")
    shoot(page, "helemaal-4-ontvangst", full=False)

    turn_to(page, "postvak")
    inbox = page.frame_locator("#inbox")
    inbox.locator("html[data-ready=yes]").wait_for()
    page.locator(".keys button").first.click()
    inbox.locator("#enter").click()
    inbox.locator(".case").first.click()
    expect(inbox.locator(".entry").first).to_contain_text("hoofddoek")
    shoot(page, "helemaal-5-melding-open", full=False)
    inbox.locator("#answer-text").fill(ANSWER)
    inbox.locator("#answer-send").click()
    expect(inbox.locator(".entry.antwoord")).to_contain_text("morgen om tien uur")

    turn_to(page, "student")
    expect(page.locator(".message").last).to_contain_text("Er is nieuws")
    expect(page.locator("#chat")).not_to_contain_text(ANSWER)
    press(page, "Bekijken")
    expect(page.locator(".message").last).to_contain_text(ANSWER)
    shoot(page, "helemaal-6-antwoord", full=False)
    press(page, "Goed")

    page.locator("[data-step=week]").click()
    expect(page.locator(".message").last).to_contain_text("Er is een vraag")
    press(page, "Bekijken")
    expect(page.locator(".message").last).to_contain_text("heeft iemand van school met je gesproken?")
    press(page, "Nee, nog niet")
    expect(page.locator(".message").last).to_contain_text("Dat hoort niet zo")
    shoot(page, "helemaal-7-gesproken", full=False)
    assert wide_enough(page)
    assert page.problems == []


def test_a_school_that_says_nothing_is_reminded(desktop: Page, demo: Demo):
    desktop.goto(demo.url)
    desktop.locator("html[data-ready=yes]").wait_for()
    before = desktop.locator("#mails li").count()
    desktop.fill("#text", SENTENCE)
    desktop.press("#text", "Enter")
    for label in ("Goed", "Klaar", "School moet iets doen", "Versturen"):
        press(desktop, label)
    expect(desktop.locator("#chat")).to_contain_text("Verstuurd. Goed dat je dit hebt gedaan.")
    desktop.locator("[data-step=week]").click()
    eventually(lambda: desktop.locator("#mails li").count() > before)
    shoot(desktop, "helemaal-8-herinnerd", full=False)
    assert desktop.problems == []


def test_with_nlu_killed_the_buttons_still_work(desktop: Page, demo: Demo):
    for child in nlu_children(demo):
        child.kill()
    desktop.goto(demo.url)
    desktop.locator("html[data-ready=yes]").wait_for()
    desktop.click("#start")
    press(desktop, "Ik wil het melden")
    expect(desktop.locator("#chat")).to_contain_text("Wat is er gebeurd?")
    desktop.fill("#text", "ik wil dood")
    desktop.press("#text", "Enter")
    expect(desktop.locator(".message").last).to_contain_text("112")
