"""Code words: what is mended, what opens, and what a wrong one costs."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import codes, sealing
from bot.channels.base import Address
from bot.code_keys import BETWEEN, FREE_IN_A_CHAT, FREE_IN_ALL, Brake, Braked, CodeKeys, NeedsKey, NotACode
from bot.codes import derive, mended, new_code, offered, words
from flows.words import Label
from tests.store.world import open_store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyzéë"
WORDS = sorted(words())
CODES = st.lists(st.sampled_from(WORDS), min_size=5, max_size=5)
SALT = bytes(16)


@st.composite
def typo(draw: st.DrawFn, word: str) -> str:
    """One letter wrong, too many or too few; or none."""
    at, letter = draw(st.integers(0, len(word) - 1)), draw(st.sampled_from(LETTERS))
    kind = draw(st.sampled_from(["wrong", "more", "less", "none"]))
    return {"wrong": word[:at] + letter + word[at + 1 :], "more": word[:at] + letter + word[at:], "less": word[:at] + word[at + 1 :], "none": word}[
        kind
    ]


@settings(max_examples=600, deadline=None)
@given(code=CODES, data=st.data())
def test_any_one_edit_in_each_word_gives_the_code(code: list[str], data: st.DataObject):
    typed = [data.draw(typo(word)) for word in code]
    between = data.draw(st.sampled_from([" ", ", ", " - ", "-", "\n", "; ", ","]))
    before = data.draw(st.sampled_from(["", "mijn code is ", "Mijn Code: ", "ik heb een code, de woorden zijn ", "hier is ie: "]))
    text = before + between.join(typed)
    assert mended(data.draw(st.sampled_from([text, text.upper(), text.title()]))) == " ".join(code)


@pytest.mark.parametrize("word", WORDS[::97])
def test_a_word_with_two_letters_swapped_is_mended_or_refused_but_is_never_another(word: str):
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        assert mended(" ".join([swapped] + WORDS[:4])) in (" ".join([word] + WORDS[:4]), None) or swapped in words()


@pytest.mark.parametrize("text", ["", "aap noot mies", "ik ben ze kwijt", " ".join(WORDS[:4]), "1 2 3 4 5", "🙃", "a" * 4000])
def test_what_is_no_code_is_not_made_into_one(text: str):
    assert mended(text) is None


def test_two_words_may_hold_two_slips_when_nothing_else_is_typed_and_nothing_else_can_be_meant():
    code = "betogers toename rockband dochters hoge"
    assert set(code.split()) <= words()
    assert mended("betogers toename rokband dogters hoge") == code
    assert mended("Betogers, toename, rokbant, dogters, hoge") == code  # two in each of two words
    assert mended("betoochers toename rokbant dogters hoge") is None  # three words
    assert mended("dan typ ik betogers toename rokbant dogters hoge") is None  # words beside them
    assert mended("betogers toename rockband dochters hog") == code


@settings(max_examples=300, deadline=None)
@given(code=CODES, data=st.data())
def test_a_word_with_two_slips_is_never_taken_for_another_that_is_as_near(code: list[str], data: st.DataObject):
    slipped = data.draw(typo(data.draw(typo(code[0]))))
    found = mended(" ".join([slipped, *code[1:]]))
    assert found is None or found.split()[1:] == code[1:]
    if found and found.split()[0] != code[0]:  # another word lies nearer: one edit, as it was before
        assert codes._meant(slipped) == found.split()[0]


@pytest.mark.parametrize(
    "text", ["niemand gelooft me ooit meer", "ik kan echt niet meer", "iedereen lacht altijd over mij", "collega noemde vandaag mijn moeder"]
)
def test_a_sentence_of_five_words_is_no_code_with_slips(text: str):
    assert mended(text) is None


def test_five_words_of_the_list_far_apart_in_a_story_are_no_code():
    story = "vandaag zei hij weer dat ik terug moet naar afrika en iedereen lachte"
    assert mended(story) is None
    assert mended(f"{WORDS[0]} en {WORDS[1]} en {WORDS[2]} en {WORDS[3]} en {WORDS[4]}") == " ".join(WORDS[:5])


def test_numbered_words_and_words_between_are_understood():
    code = WORDS[10:15]
    assert mended("\n".join(f"{number}. {word}" for number, word in enumerate(code, 1))) == " ".join(code)
    assert mended(" en ".join(code)) == " ".join(code)


@settings(max_examples=200, deadline=None)
@given(one=CODES, other=CODES)
def test_two_codes_are_never_taken_for_each_other(one: list[str], other: list[str]):
    assert (mended(" ".join(one)) == mended(" ".join(other))) == (one == other)


def test_a_code_is_five_words_of_the_list_by_chance():
    made = {new_code() for _ in range(200)}
    assert len(made) == 200 and all(mended(code) == code for code in made)


def test_the_same_words_give_the_same_key_which_opens_what_is_sealed_for_it():
    key, again = derive("a b c d e", SALT), derive("a b c d e", SALT)
    other, elsewhere = derive("a b c d f", SALT), derive("a b c d e", b"\1" * 16)
    assert key == again and len({key.tag, other.tag, elsewhere.tag, key.public, other.public, elsewhere.public}) == 6
    sealed = sealing.seal(b"hoi", [key.public])
    assert sealing.open_sealed(sealed, key.secret) == b"hoi"
    with pytest.raises(sealing.NotOpened):
        sealing.open_sealed(sealed, other.secret)
    assert "secret" not in repr(key) and key.tag not in repr(key)


def test_a_key_is_as_slow_and_as_heavy_as_was_promised():
    """64 MB and four rounds: a thief of database and server key tries a few codes a second, of 2^55."""
    assert (codes.MEMORY, codes.ROUNDS) == (64 * 1024, 4)
    begin = time.process_time()
    derive("a b c d e", SALT)
    assert time.process_time() - begin > 0.05


# the brake -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """All codes of an installation, each derived at once; `keys.derived` counts."""
    store = open_store(tmp_path)
    made = CodeKeys(store)
    made.derived = 0

    def quick(code: str, salt: bytes) -> codes.CodeKey:
        made.derived += 1
        return codes.CodeKey(code, "age1", "geheim")

    monkeypatch.setattr(codes, "derive", quick)
    yield made
    store.close()


async def tries(keys: CodeKeys, chat: str, now: datetime, in_line: bool = True) -> bool:
    """A wrong code typed in a turn of its own. True when it was looked at."""
    turn = keys.for_turn(Address("telegram", chat), now)
    while True:
        try:
            turn.typed(" ".join(WORDS[:5]), in_line)
            turn.wrong(in_line)
            return True
        except Braked:
            return False
        except NeedsKey as need:
            await turn.make(need)


async def test_ten_thousand_wrong_codes_cost_less_than_a_hundredth_of_the_time(keys: CodeKeys):
    """Ten a second from one chat, for seventeen minutes: the keys that are made take less than 1% of that; saying no takes almost nothing."""
    for _ in range(FREE_IN_A_CHAT):
        assert await tries(keys, "1", NOW)
    before, begin = keys.derived, time.process_time()
    for number in range(10_000):
        await tries(keys, "1", NOW + timedelta(seconds=number / 10))
    spent = time.process_time() - begin + (keys.derived - before) * 0.3
    assert spent < 0.01 * 1000, (spent, keys.derived - before)


async def test_neither_do_ten_thousand_from_as_many_chats(keys: CodeKeys):
    for number in range(FREE_IN_ALL):
        assert await tries(keys, f"eerder {number}", NOW)
    before = keys.derived
    for number in range(10_000):
        await tries(keys, str(number), NOW + timedelta(seconds=number / 10))
    assert (keys.derived - before) * 0.3 < 0.01 * 1000


async def test_while_the_brake_is_on_no_key_is_made(keys: CodeKeys):
    for _ in range(FREE_IN_A_CHAT):
        await tries(keys, "1", NOW)
    before = keys.derived
    for _ in range(500):
        assert not await tries(keys, "1", NOW + timedelta(seconds=1))
    assert keys.derived == before


@settings(max_examples=60, deadline=None)
@given(gaps=st.lists(st.integers(0, 4000), min_size=1, max_size=60))
def test_nobody_is_ever_locked_out(gaps: list[int]):
    """Whatever a chat and all the others did, there is a moment within a quarter of an hour and its turn in the line when it may try."""
    brake, now = Brake(), NOW
    for number, gap in enumerate(gaps):
        now += timedelta(seconds=gap)
        for chat in ("ik", f"ander {number}"):
            if brake.allows(chat, now, True):
                brake.wrong(chat, now, True)
    end = now + timedelta(minutes=15) + BETWEEN * (len(gaps) + 2)
    while not brake.allows("ik", now, True):
        now += timedelta(seconds=10)
        assert now <= end
    brake.right("ik")
    assert brake._wrong.get("ik") is None


async def test_a_code_in_another_chat_is_not_slowed_by_one_chat(keys: CodeKeys):
    for number in range(FREE_IN_A_CHAT + 30):
        await tries(keys, "1", NOW + timedelta(milliseconds=number))
    assert await tries(keys, "2", NOW + timedelta(seconds=1))


async def test_what_is_no_code_costs_nothing_and_is_not_counted(keys: CodeKeys):
    for _ in range(50):
        with pytest.raises(NotACode):
            keys.for_turn(Address("telegram", "1"), NOW).typed("ik weet ze niet meer", True)
    assert keys.derived == 0 and await tries(keys, "1", NOW)


async def test_making_code_after_code_is_slowed_down_too(keys: CodeKeys):
    for _ in range(FREE_IN_A_CHAT):
        turn = keys.for_turn(Address("telegram", "1"), NOW)
        with pytest.raises(NeedsKey) as need:
            turn.fresh()
        await turn.make(need.value)
        assert turn.fresh() == turn.fresh()
    with pytest.raises(Braked):
        keys.for_turn(Address("telegram", "1"), NOW).fresh()


async def test_a_key_that_is_made_does_not_hold_up_others(tmp_path: Path):
    store = open_store(tmp_path)
    making = asyncio.create_task(CodeKeys(store).derive("a b c d e"))
    turns = 0
    while not making.done():
        store.settings.set("x", str(turns))  # the database is free
        turns += 1
        await asyncio.sleep(0.002)
    assert turns > 10
    store.close()


def test_the_salt_of_an_installation_stays(tmp_path: Path):
    store = open_store(tmp_path)
    first = CodeKeys(store)._salt
    store.close()
    store = open_store(tmp_path)
    assert CodeKeys(store)._salt == first and len(first) == 16
    store.close()


LEADS = Label("Mijn code is", ("de code is", "mijn woorden zijn"), 1)
FIVE = "parodie dynastie sanering grapjes sterren"


@pytest.mark.parametrize(
    "text",
    [
        FIVE, FIVE.replace(" ", "-"), FIVE.replace(" ", ", "), FIVE.replace("sanering", "saneering"), f"hoi, mijn code is {FIVE}.",
        "De code is tulp-rivier-lamp-negen", "tulp-rivier-lamp-negen", "mijn woorden zijn parodie dynastie sanering",
    ],
)  # fmt: skip
def test_a_code_that_nobody_asked_for_is_known(text: str):
    assert offered(text, LEADS)


@pytest.mark.parametrize(
    "text",
    [
        "", "stuur alleen savonds een bericht", "mijn code is kwijt", "de code is niet meer te vinden", f"{FIVE} en ik wil niet meer",
        f"mijn code is {FIVE} help mij nu", "tulp-rivier-lamp-negen ik ben bang", "kant-en-klaar", "parodie dynastie sanering", "1234",
    ],
)  # fmt: skip
def test_what_says_more_or_less_than_a_code_is_read(text: str):
    assert not offered(text, LEADS)
