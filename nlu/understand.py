"""Reads one text: intent, crisis, story, phase, grounds, identifying details. Refuses to keep it, and to let a text choose its own intent."""

from __future__ import annotations

import re
from pathlib import Path

from nlu.asking import OF_THIS_TALK, asked_last, looks_like, only_asks, question_in, surely_asks
from nlu.crisis import crisis_in, strongest, without_false_alarm, without_hearsay, without_idle_doubt
from nlu.grounds import grounds_in
from nlu.identifying import details_in
from nlu.language import is_foreign
from nlu.lead import behind, outweighs, without_tail
from nlu.moment import phase_in, words_say
from nlu.quiet_rasa import Agent
from nlu.story import aside, in_order, tells

MODEL = Path(__file__).resolve().parent / "models" / "stagemaat.tar.gz"
LONGEST = 4096  # characters; more is cut, as Telegram does
ALTERNATIVES = 5
INJECTION = re.compile(r"^[\s/]+")  # "/intent" would be taken for an order, past the model
HALF_CHARACTERS = re.compile("[\ud800-\udfff]")  # JSON can bring them, UTF-8 cannot carry them
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
EMPTY = {"intent": "buiten_onderwerp", "confidence": 0.0, "alternatives": []}


class Reader:
    """A trained model, loaded once."""

    def __init__(self, model: Path = MODEL):
        self._agent = Agent.load(str(model))
        words_say("")  # its lists are read now, not at the first story

    async def read(self, text: str) -> dict:
        """What `python -m nlu parse` prints (design.md section 4), and seven more: `story` (something that happened), `aside` (said to
        the bot, for who is telling something), `foreign` (no Dutch), `asks` (it has a form that only a question has) and `question`: the
        one of nlu/questions that it asks, or null, with `near`, those that it looks like where none is clear, the first with the chance `nearest`."""
        cut = HALF_CHARACTERS.sub("\ufffd", text[:LONGEST])
        chances, parts, urgent, questions, to_us = await self._parse(cut)
        crisis = crisis_in(cut, urgent)
        said = without_tail(cut)
        if said != cut:
            chances, parts, _, questions, _ = await self._parse(said)
        if rest := behind(said):  # "nee, ik ben docent" is no refusal only
            of_rest = await self._parse(rest)
            if outweighs(rest, chances, of_rest[0], of_rest[1], of_rest[3][0]):
                said, (chances, parts, _, questions, _) = rest, of_rest
        ranked = sorted(chances.items(), key=lambda pair: -pair[1])
        story = tells(said, chances, parts)
        ranked = in_order(without_hearsay(ranked, urgent, crisis), parts, story, crisis.first)
        best = {"intent": ranked[0][0], "confidence": round(ranked[0][1], 4)} if ranked else EMPTY
        crisis = without_false_alarm(best["intent"], best["confidence"], crisis)
        crisis = without_idle_doubt(cut, best["intent"], best["confidence"], crisis)
        question = question_in(said, questions[0], best["intent"], best["confidence"])
        if not question and (last := asked_last(said, story)):  # "haha die is goed. maar bellen ze dan mijn baas": asked behind what is told or said
            of_last = await self._parse(last)
            intent, sure = max(of_last[0].items(), key=lambda pair: pair[1], default=("", 0.0))
            asked = question_in(last, of_last[3][0], intent, sure)
            question = asked if asked not in OF_THIS_TALK else None  # "ik snap niet wat dat is" is about what stands before it
        story = story and not only_asks(said, question)
        grounds = grounds_in(cut)
        return {
            "text": cut,
            "intent": best["intent"],
            "confidence": best["confidence"],
            "alternatives": [[intent, round(chance, 4)] for intent, chance in ranked[:ALTERNATIVES]],
            "crisis": crisis.is_crisis,
            "crisis_kind": crisis.kind,
            "crisis_doubt": crisis.doubt,
            "story": story,
            "aside": aside(to_us, chances, parts) and not story,
            "phase": phase_in(cut, (chances, *parts)) if story or grounds else None,
            "grounds": grounds,
            "foreign": is_foreign(cut),
            "question": question,
            "asks": surely_asks(said),
            "near": [] if question else looks_like(said, questions, best["confidence"]),
            "nearest": round(questions[0][1], 4),
            "identifying": [detail._asdict() for detail in details_in(cut)],
        }

    async def urgency(self, text: str) -> float:
        """How much the model sees a crisis in a text, from 0 to 1: for measuring thresholds."""
        return strongest((await self._parse(text))[2])[0]

    async def _parse(self, text: str) -> tuple[dict[str, float], list[dict[str, float]], list[tuple[float, str]], list[tuple[str, float]], float]:
        """(the chances of every intent, the same of each part of the text, how much the whole and each part look like a crisis, and which;
        the likeliest questions of the whole, each with its chance; how much the whole looks like something said to the bot)."""
        plain = INJECTION.sub("", CONTROL.sub(" ", text)).strip()
        if not any(letter.isprintable() and not letter.isspace() for letter in plain):
            return {}, [], [], [("", 0.0)], 0.0
        parsed = await self._agent.parse_message(plain)
        return (
            {intent["name"]: intent["confidence"] for intent in parsed["intent_ranking"]},
            parsed["parts"],
            parsed["crisis"],
            [(name, chance) for name, chance in parsed["questions"]],
            parsed["aside"],
        )
