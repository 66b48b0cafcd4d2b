"""The inbox as a vertrouwenspersoon meets it, in real Chromium, at phone and desktop width."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.web.axe import barriers
from tests.web.fixtures import PASSPHRASE, Server, shoot, sign_in, wide_enough


def looks_right(page: Page, name: str) -> None:
    shoot(page, name)
    assert wide_enough(page), name
    assert barriers(page) == [], name


def test_an_invitation_becomes_a_key_and_the_key_opens_the_inbox(page: Page, empty_inbox: Server):
    page.goto(empty_inbox.url + "/postvak/")
    expect(page.locator("main")).to_contain_text("nog niemand een sleutel")
    looks_right(page, "aanmelden-niemand")
    page.goto(empty_inbox.invite("vertrouwenspersoon"))
    expect(page.locator("#start-title")).to_have_text("Dag Noor Verhoeven")
    assert page.url.endswith("/postvak/uitnodiging")
    looks_right(page, "uitnodiging-1")
    page.click("#start")
    expect(page.locator("#words li")).to_have_count(6)
    words = page.locator("#words li").all_text_contents()
    assert len(words) == 6
    looks_right(page, "uitnodiging-2-wachtzin")
    page.click("#kept")
    page.fill("#typed", " ".join([*words[:2], "iets", *words[3:]]))
    page.click("#lock")
    expect(page.locator("#type-problem")).to_contain_text("Woord 3")
    looks_right(page, "uitnodiging-3-fout")
    page.fill("#typed", " ".join(words[:5]))
    page.click("#lock")
    expect(page.locator("#type-problem")).to_contain_text("Ik tel 5 woorden")
    page.click("#again")
    assert page.locator("#words li").all_text_contents() == words
    page.click("#kept")
    page.fill("#typed", "  ".join(words).upper())
    page.click("#lock")
    expect(page.locator("#done-title")).to_be_visible()
    looks_right(page, "uitnodiging-4-klaar")
    page.click("a.button")
    page.locator("html[data-ready=yes]").wait_for()
    page.fill("#passphrase", " ".join(words))
    page.click("#enter")
    expect(page.locator("#list-title")).to_be_visible()
    looks_right(page, "lijst-leeg")
    assert page.problems == []


def test_an_invitation_works_once(desktop: Page, inbox: Server):
    link = inbox.invite("vervanger")
    desktop.goto(link)
    expect(desktop.locator("#start-again")).to_be_visible()
    inbox.call(lambda: inbox.store.recipients.invite("vervanger", inbox.clock.now()))  # a newer one makes this one void
    desktop.goto(inbox.url + "/postvak/")
    desktop.goto(link)
    expect(desktop.locator("#wait-text")).to_contain_text("al gebruikt")
    desktop.reload()
    expect(desktop.locator("#wait-text")).to_contain_text("nog een keer")


def test_read_answer_and_move_a_case(page: Page, inbox: Server):
    case_id = inbox.file()
    inbox.file({"verhaal": "Al lang geleden.", "manier": "naam", "naam": "Sam Student", "contact": "06 12345678", "wens": "actie"}, way="naam")
    page.goto(inbox.url + "/postvak/")
    looks_right(page, "aanmelden")
    sign_in(page)
    expect(page.locator(".case")).to_have_count(2)
    expect(page.locator(".case").first).to_contain_text("antwoord uiterlijk")
    looks_right(page, "lijst")
    page.locator(".case", has_text="anoniem").click()
    expect(page.locator(".entry")).to_contain_text("hoofddoek")
    expect(page.locator(".entry")).to_contain_text("<b>Niet vet</b>")
    expect(page.locator(".entry dt", has_text="plek")).to_be_visible()
    expect(page.locator("#case-seen")).to_be_visible()
    looks_right(page, "melding")
    assert inbox.call(lambda: inbox.store.cases.state_of(case_id).state) == "gezien"
    page.locator("#quick button").first.click()
    assert "uiterlijk" in page.input_value("#answer-text")
    page.fill("#answer-text", "Dank je dat je dit vertelt. Wil je praten?")
    page.click("#answer-send")
    expect(page.locator("#answer-progress")).to_contain_text("onderweg")
    expect(page.locator(".entry.antwoord")).to_contain_text("Wil je praten?")
    assert inbox.answered == [case_id]
    page.locator("#moves button", has_text="in gesprek").click()
    expect(page.locator("#state-done")).to_contain_text("in gesprek")
    looks_right(page, "melding-beantwoord")
    inbox.call(lambda: inbox.store.cases.add_from_student(case_id, {"tekst": "Ja graag, donderdag."}, inbox.clock.now()))
    expect(page.locator(".entry.aanvulling")).to_contain_text("donderdag")
    page.click("#back")
    expect(page.locator(".case")).to_have_count(2)
    page.locator(".case", has_text="met naam").click()
    expect(page.locator(".entry")).to_contain_text("Sam Student")
    looks_right(page, "melding-met-naam")
    page.go_back()
    expect(page.locator("#list-title")).to_be_visible()
    page.click("#leave")
    expect(page.locator("#notice")).to_contain_text("afgemeld")
    assert "hoofddoek" not in page.content()
    assert page.context.cookies() == []
    assert page.problems == []


def test_what_is_late_is_said_in_words(page: Page, inbox: Server):
    inbox.file()
    inbox.call(lambda: inbox.clock.move(timedelta(days=7)))
    inbox.file(linked=False)
    page.goto(inbox.url + "/postvak/")
    sign_in(page)
    expect(page.locator(".due.late")).to_contain_text("te laat")
    looks_right(page, "lijst-te-laat")
    page.locator(".case").last.click()
    expect(page.locator("#answer-unreachable")).to_be_visible()
    looks_right(page, "melding-niet-bereikbaar")


def test_a_wrong_passphrase_is_said_kindly_and_slows_down(page: Page, inbox: Server):
    page.goto(inbox.url + "/postvak/")
    for _ in range(4):
        sign_in(page, "zes heel andere woorden zijn dit")
        expect(page.locator("#door-problem")).to_contain_text("past niet bij Noor Verhoeven")
        page.locator("#enter:enabled").wait_for()
    looks_right(page, "aanmelden-fout")
    sign_in(page)
    expect(page.locator("#door-progress")).to_contain_text(re.compile(r"nog \d seconden?"))
    looks_right(page, "aanmelden-wachten")
    expect(page.locator("#list-title")).to_be_visible()
    assert page.problems == []


def test_after_a_reload_the_passphrase_is_asked_again(desktop: Page, inbox: Server):
    inbox.file()
    desktop.goto(inbox.url + "/postvak/")
    sign_in(desktop)
    desktop.locator(".case").click()
    expect(desktop.locator(".entry")).to_contain_text("hoofddoek")
    desktop.reload()
    expect(desktop.locator("#notice")).to_contain_text("vraagt hij dus weer om uw wachtzin")
    assert "hoofddoek" not in desktop.content()
    sign_in(desktop)
    expect(desktop.locator(".case")).to_have_count(1)


def test_signed_out_by_the_server_everything_closes(desktop: Page, inbox: Server):
    inbox.file()
    desktop.goto(inbox.url + "/postvak/")
    sign_in(desktop)
    desktop.locator(".case").click()
    expect(desktop.locator(".entry")).to_contain_text("hoofddoek")
    token = next(cookie["value"] for cookie in desktop.context.cookies())
    inbox.call(lambda: inbox.store.sign_in.end(token))
    expect(desktop.locator("#notice")).to_contain_text("een tijdje weg")
    assert "hoofddoek" not in desktop.content()


def test_signed_out_while_a_case_opens_says_so_too(desktop: Page, inbox: Server):
    """The page asks twice when a new case opens; a refusal of the second said nothing."""
    inbox.file()
    desktop.goto(inbox.url + "/postvak/")
    sign_in(desktop)
    desktop.route("**/staat", lambda route: route.fulfill(status=401, json={}))
    desktop.locator(".case").click()
    expect(desktop.locator("#notice")).to_contain_text("een tijdje weg")
    assert "hoofddoek" not in desktop.content()


def test_a_piece_that_was_moved_to_another_case_shows(desktop: Page, inbox: Server):
    first, second = inbox.file(), inbox.file()
    inbox.call(lambda: inbox.store._db.run("UPDATE entries SET sealed=(SELECT sealed FROM entries WHERE case_id=?) WHERE case_id=?", (first, second)))
    desktop.goto(inbox.url + "/postvak/")
    sign_in(desktop)
    seen = []
    for number in range(2):
        desktop.locator(".case").nth(number).click()
        expect(desktop.locator(".entry")).to_be_visible()
        seen.append("hoort niet bij deze melding" in desktop.locator(".entry").inner_text())
        desktop.click("#back")
        expect(desktop.locator(".case")).to_have_count(2)
    assert sorted(seen) == [False, True]


def test_the_page_does_not_freeze_while_the_key_opens(desktop: Page, inbox: Server):
    desktop.goto(inbox.url + "/postvak/")
    desktop.locator("html[data-ready=yes]").wait_for()
    desktop.evaluate(
        "() => { window.worst = 0; let last = performance.now(); setInterval(() => { const now = performance.now();"
        " window.worst = Math.max(window.worst, now - last); last = now; }, 10); }"
    )
    sign_in(desktop, PASSPHRASE)
    expect(desktop.locator("#list-title")).to_be_visible()
    assert desktop.evaluate("window.worst") < 400


ANSWERS = {
    "wanneer": "dinsdag na de lunch", "waar": "bij de balie\nen daarna in de kantine", "wie": "een collega en twee klanten",
    "eerder": "vorige week ook", "gevolg": "ik slaap er slecht van", "gronden": ["godsdienst", "geen_woord_voor"], "moment": "werkvloer",
}  # fmt: skip


def test_what_came_after_sending_is_read_in_words(page: Page, inbox: Server):
    case_id = inbox.file()
    store, now = inbox.store, inbox.clock.now

    def after() -> None:
        store.cases.add_from_student(case_id, ANSWERS, now())
        store.consents.change(case_id, "sbb", True, "School mag mijn melding aan SBB geven.", now())
        store.consents.change(case_id, "bedrijf", True, "School mag met mijn stagebedrijf praten.", now())
        inbox.clock.move(timedelta(days=3))
        store.consents.change(case_id, "sbb", False, "Ik trek mijn toestemming in.", now())
        store.cases.make_known(case_id, {"naam": "Sam, 06 12345678"}, now())
        store.cases.asked(case_id, now())

    inbox.call(after)
    page.goto(inbox.url + "/postvak/")
    sign_in(page)
    expect(page.locator(".case")).to_contain_text("met naam")
    page.locator(".case").click()
    answers = page.locator(".entry.aanvulling")
    for words in ("Wie erbij waren", "twee klanten", "Past bij, zegt de student", "geloof", "geen_woord_voor", "de stage zelf"):
        expect(answers).to_contain_text(words)
    given, company, taken = page.locator(".entry.toestemming").all()
    expect(given.locator("h2")).to_contain_text("geeft toestemming: SBB")
    expect(given.locator(".note")).to_contain_text("later ingetrokken")
    expect(given).to_contain_text("School mag mijn melding aan SBB geven.")
    expect(company.locator("h2")).to_contain_text("het stagebedrijf")
    expect(company.locator(".note")).to_have_count(0)
    expect(taken.locator("h2")).to_contain_text("trekt toestemming in: SBB")
    assert given.locator("small").inner_text() != taken.locator("small").inner_text()
    expect(page.locator(".entry.bekend")).to_contain_text("Sam, 06 12345678")
    expect(page.locator("#answer-anonymous")).to_be_hidden()
    expect(page.locator("#case-facts")).to_contain_text("ik hoor niks")
    looks_right(page, "melding-daarna")
    page.fill("#answer-text", "Sorry dat het zo lang duurde.")
    page.click("#answer-send")
    expect(page.locator("#case-facts")).not_to_contain_text("ik hoor niks")
    assert page.problems == []


def test_a_withdrawn_case_says_so_with_its_day_and_nothing_else(page: Page, inbox: Server):
    case_id = inbox.file()
    page.goto(inbox.url + "/postvak/")
    sign_in(page)
    page.locator(".case").click()
    expect(page.locator(".entry")).to_contain_text("hoofddoek")
    page.fill("#answer-text", "Dag, ik ben bezig")

    inbox.call(lambda: inbox.store.cases.withdraw(case_id, inbox.clock.now()))
    expect(page.locator("#case-withdrawn")).to_be_visible()  # also in a page that was open
    expect(page.locator(".entry")).to_have_count(0)
    expect(page.locator("#answer")).to_be_hidden()
    expect(page.locator("#state")).to_be_hidden()
    expect(page.locator("#case-facts")).to_have_text(re.compile(r"^ingetrokken door de student op \w+dag \d+ \w+$"))
    assert "hoofddoek" not in page.content() and page.input_value("#answer-text") == ""
    looks_right(page, "melding-ingetrokken")
    page.click("#back")
    expect(page.locator(".case .tags")).to_have_text(re.compile(r"^ingetrokken door de student op \w+dag \d+ \w+$"))
    expect(page.locator("#list-summary")).to_contain_text("0 meldingen lopen")
    looks_right(page, "lijst-ingetrokken")
    assert page.problems == []
