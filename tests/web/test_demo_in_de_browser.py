"""The demo page in real Chromium, with an engine that only echoes: the phone, the clock, the mail, the tabs, a lost connection."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route, expect

from tests.web.axe import barriers
from tests.web.fixtures import Server, shoot, wide_enough


def looks_right(page: Page, name: str) -> None:
    shoot(page, name, full=False)
    assert wide_enough(page), name
    assert barriers(page) == [], name


def visit(page: Page, demo: Server) -> None:
    page.goto(demo.url)
    page.locator("html[data-ready=yes]").wait_for()


def say(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


def turn_to(page: Page, side: str) -> None:
    if page.size == "phone":
        page.click(f"#tab-{side}")


def test_a_student_types_presses_and_leaves_quickly(page: Page, demo: Server):
    visit(page, demo)
    looks_right(page, "demo-begin")
    page.click("#start")
    expect(page.locator(".message")).to_have_count(1)
    expect(page.locator(".message strong")).to_have_text("Je zei:")
    expect(page.locator(".message a")).to_have_attribute("href", "https://113.nl")
    page.locator(".spoiler").click()
    expect(page.locator(".spoiler")).not_to_have_class("covered")
    say(page, "<img src=x onerror=alert(1)> hoi")
    expect(page.locator(".message.mine .mark")).to_have_text("✓")
    expect(page.locator(".message").last).to_contain_text("<img src=x")
    page.locator(".press", has_text="Ja, anoniem").last.click()
    expect(page.locator(".message").last).to_contain_text("1:ja")
    expect(page.locator(".press.pressed")).to_have_count(1)
    say(page, "gevoelig")
    expect(page.locator(".message.mine", has_text="gevoelig")).to_be_visible()
    looks_right(page, "demo-gesprek")
    expect(page.locator(".message")).to_have_count(6)
    page.click("#away")
    expect(page.locator("#chat")).to_contain_text("Tip: vraag")
    expect(page.locator("#chat")).not_to_contain_text("gevoelig")
    page.reload()
    page.locator("html[data-ready=yes]").wait_for()
    expect(page.locator("#chat")).to_contain_text("Tip: vraag")
    assert [said for _, said in demo.turns.seen] == ["start", "<img src=x onerror=alert(1)> hoi", "1:ja", "gevoelig", "@weg"]
    assert page.problems == []


def test_the_inbox_stands_beside_it_and_the_passphrase_can_be_filled_in(page: Page, demo: Server):
    demo.file()
    visit(page, demo)
    turn_to(page, "postvak")
    inbox = page.frame_locator("#inbox")
    inbox.locator("html[data-ready=yes]").wait_for()
    looks_right(page, "demo-postvak")
    page.locator(".keys button").first.click()
    inbox.locator("#enter").click()
    expect(inbox.locator(".case")).to_have_count(1)
    inbox.locator(".case").click()
    expect(inbox.locator(".entry")).to_contain_text("hoofddoek")
    inbox.locator("#answer-text").fill("Dank je dat je dit vertelt.")
    inbox.locator("#answer-send").click()
    expect(inbox.locator(".entry.antwoord")).to_be_visible()
    looks_right(page, "demo-postvak-antwoord")
    assert len(demo.answered) == 1
    page.locator("[data-step=week]").click()
    expect(page.locator("#mails li")).to_have_count(1)
    expect(inbox.locator("#entries")).to_contain_text("hoofddoek")  # the demo's clock signs nobody out
    page.locator("[data-step=dag]").click()
    expect(page.locator("#mails li")).to_have_count(2)
    looks_right(page, "demo-klok")
    assert page.problems == []


def test_on_a_phone_a_dot_tells_what_is_new(page: Page, demo: Server):
    if page.size != "phone":
        return
    visit(page, demo)
    expect(page.locator("#tab-postvak .dot")).to_be_hidden()
    demo.file()
    expect(page.locator("#tab-postvak .dot")).to_be_visible()
    looks_right(page, "demo-stip")
    page.click("#tab-postvak")
    expect(page.locator("#tab-postvak .dot")).to_be_hidden()
    page.evaluate("document.getElementById('start').click()")
    expect(page.locator("#tab-student .dot")).to_be_visible()


def test_what_was_not_acknowledged_is_sent_again_with_the_same_id(desktop: Page, demo: Server):
    visit(desktop, demo)
    tried = []

    def refuse(route: Route) -> None:
        tried.append(json.loads(route.request.post_data)["id"])
        if len(tried) == 1:
            route.fetch()  # it arrived, but the reply is lost
        if len(tried) < 3:
            route.abort()
        else:
            route.continue_()

    desktop.route("**/gesprek/zeg", refuse)
    say(desktop, "hoi")
    expect(desktop.locator("#offline")).to_be_visible()
    shoot(desktop, "demo-verbinding-weg", full=False)
    expect(desktop.locator(".message.mine .mark")).to_have_text("✓")
    expect(desktop.locator("#offline")).to_be_hidden()
    expect(desktop.locator(".message")).to_have_count(2)
    assert len(tried) == 3
    assert len(set(tried)) == 1
    assert len(demo.turns.seen) == 1


def test_what_waits_survives_a_reload_and_an_operation_counts_once(desktop: Page, demo: Server):
    visit(desktop, demo)
    desktop.route("**/gesprek/zeg", lambda route: route.abort())
    say(desktop, "eerste")
    say(desktop, "tweede")
    expect(desktop.locator(".message.mine")).to_have_count(2)
    desktop.reload()
    desktop.unroute("**/gesprek/zeg")
    expect(desktop.locator(".message")).to_have_count(4)
    assert [said for _, said in demo.turns.seen] == ["eerste", "tweede"]
    op = {"id": 1, "op": "send", "message": "oud", "text": "oud bericht", "spans": [], "buttons": [], "sensitive": False}
    desktop.route("**/gesprek/nieuw*", lambda route: route.fulfill(json={"ops": [op]}))
    desktop.wait_for_timeout(300)
    expect(desktop.locator(".message")).to_have_count(4)
    desktop.unroute_all(behavior="ignoreErrors")


def test_starting_again_is_another_student_with_an_empty_phone(desktop: Page, demo: Server):
    visit(desktop, demo)
    say(desktop, "hoi")
    expect(desktop.locator(".message")).to_have_count(2)
    before = desktop.locator("body").get_attribute("data-chat")
    desktop.click("#again")
    expect(desktop.locator("#empty")).to_be_visible()
    assert desktop.locator("body").get_attribute("data-chat") != before
    assert desktop.evaluate("Object.keys(localStorage).filter(name => !name.endsWith(document.body.dataset.chat)).length") == 0


def test_another_site_can_neither_type_nor_move_the_clock(desktop: Page, demo: Server):
    visit(desktop, demo)
    for path, data in (("/gesprek/zeg", {"id": "1", "text": "hoi"}), ("/klok", {"stap": "dag"}), ("/gesprek/opnieuw", {})):
        reply = desktop.request.post(demo.url + path, data=data, headers={"sec-fetch-site": "cross-site"})
        assert reply.status == 403
    for data in ({"id": "1"}, {"text": "hoi"}, {"id": "1", "text": "a", "button": "b"}, {"id": "1", "text": "x" * 5000}):
        assert desktop.request.post(demo.url + "/gesprek/zeg", data=data).status == 400
    assert desktop.request.post(demo.url + "/klok", data={"stap": "jaar"}).status == 400
    assert desktop.request.get(demo.url + "/gesprek/nieuw?have=-1").status == 400
    assert demo.turns.seen == []
