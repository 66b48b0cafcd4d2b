"""Says whether a message tells of something that happened. Refuses to guess from one word: it looks at the message and at its parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

TELLING = ("ervaring_zoeken", "ervaring_werkvloer", "omstander", "grens", "niet_geloofd")
FROM = 0.4  # of what is left beside the orders and questions; pure ones mostly stay below .3
WORDS_AT_LEAST = 4
# What somebody orders or asks wins over the story around it (domain.md section 7).
ASKING = frozenset(
    {
        "melden", "melden_anoniem", "melden_vertrouwelijk", "is_dit_discriminatie", "privacy", "na_melding", "rechten_school", "reageren",
        "wie_vertrouwenspersoon", "externe_hulp", "bewaren", "intrekken", "oefenen",
    }
)  # fmt: skip
CLEAR_FROM = 0.7
# What comes last in that order, and politeness: whatever is ordered, asked or told beside it goes first.
FEELING = frozenset({"emotie", "bang_gevolgen", "melden_zinloos", "geen_bewijs", "bedankt", "groet", "afscheid", "beledigt_bot"})

ASIDE_FROM = 0.65  # of what is said to the bot and no part of the story; chosen by folds of aside.yml
TELLS_TOO_MUCH = 0.25  # and what looks this much like an account is none: to lose a sentence of a story is worse than to keep a question


def aside(chance: float, whole: Mapping[str, float], parts: Sequence[Mapping[str, float]]) -> bool:
    """Whether a line in the middle of a story is said to the bot. `chance`: how much it looks so; the others as for `tells`."""
    return chance >= ASIDE_FROM and all(telling(chances) < TELLS_TOO_MUCH for chances in (whole, *parts))


def tells(text: str, whole: Mapping[str, float], parts: Sequence[Mapping[str, float]]) -> bool:
    """`whole` and `parts` give the chance of each intent. "kan ik dat anoniem melden?" behind a story leaves it a story."""
    if len(text.split()) < WORDS_AT_LEAST:
        return False
    return any(telling(chances) >= FROM for chances in (whole, *parts))


def asked(parts: Sequence[Mapping[str, float]]) -> tuple[str, float] | None:
    """What a part of a story clearly asks, with its chance: "…, ik wil het melden". None when no part does."""
    return _clearest(parts, ASKING)


def _clearest(parts: Sequence[Mapping[str, float]], among: Collection[str]) -> tuple[str, float] | None:
    best = [max(chances.items(), key=lambda pair: pair[1]) for chances in parts if chances]
    clear = [(intent, chance) for intent, chance in best if intent in among and chance >= CLEAR_FROM]
    return max(clear, key=lambda pair: pair[1]) if clear else None


def in_order(ranked: list[tuple[str, float]], parts: Sequence[Mapping[str, float]], story: bool, crisis: bool) -> list[tuple[str, float]]:
    """The intents, likeliest first, by the order of domain.md section 7 where a message holds two: crisis, question or order, story, feeling."""
    first = ("crisis", max(dict(ranked)["crisis"], ranked[0][1])) if crisis and ranked else _first(ranked, parts, story)
    return [first, *(pair for pair in ranked if pair[0] != first[0])] if first else ranked


def _first(ranked: list[tuple[str, float]], parts: Sequence[Mapping[str, float]], story: bool) -> tuple[str, float] | None:
    intent, chance = ranked[0] if ranked else ("", 1.0)
    order = asked(parts) if story or intent in FEELING else None
    if order and (order[1] > chance or intent in FEELING):
        return order
    return _clearest(parts, TELLING) if intent == "emotie" else None


def telling(chances: Mapping[str, float]) -> float:
    """The share of the intents that tell, once orders and questions are left out: a sure order may still hold a story."""
    rest = 1.0 - sum(chances.get(intent, 0.0) for intent in ASKING)
    return sum(chances.get(intent, 0.0) for intent in TELLING) / rest if rest > 1e-6 else 0.0
