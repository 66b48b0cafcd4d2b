"""How fast messages may go: never more in any second than a channel takes, and nobody waits for nothing."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.base import Limits
from bot.pace import Pace

GRAIN = 16  # a sixteenth of a second: sums of these are exact


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


limits = st.builds(Limits, st.integers(1, 5), st.sampled_from([1, 2, 4, 0.5]))
asked = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6)), max_size=60)


def go(limits: Limits, asked: list[tuple[int, int]]) -> list[tuple[float, bytes]]:
    """Each waits as long as it is told, and goes then; what comes back is who went when."""
    clock = Hand()
    pace = Pace(limits, clock)
    went = []
    for later, who in asked:
        clock.at += later / GRAIN
        chat = bytes([who])
        clock.at += pace.wait(chat)
        assert pace.wait(chat) == 0, "who waited as long as was said may go"
        pace.took(chat)
        went.append((clock.at, chat))
    return went


@settings(deadline=None)
@given(limits, asked)
def test_in_no_second_do_more_go_than_the_channel_takes(limits, asked):
    went = [at for at, _ in go(limits, asked)]
    for at in went:
        assert sum(at <= other < at + 1 for other in went) <= limits.per_second


@settings(deadline=None)
@given(limits, asked)
def test_one_chat_never_gets_more_than_its_own_share(limits, asked):
    went = go(limits, asked)
    apart = 1 / Fraction(limits.per_second_in_a_chat)
    for chat in {chat for _, chat in went}:
        times = [at for at, other in went if other == chat]
        assert all(second - first >= apart for first, second in zip(times, times[1:], strict=False))


@settings(deadline=None)
@given(limits, asked)
def test_who_may_go_may_go_at_once(limits, asked):
    """Nobody is told to wait unless going now would be one too many."""
    clock = Hand()
    pace = Pace(limits, clock)
    went: list[tuple[float, bytes]] = []
    for later, who in asked:
        clock.at += later / GRAIN
        chat = bytes([who])
        full = sum(at > clock.at - 1 for at, _ in went) >= limits.per_second
        own = any(other == chat and at > clock.at - 1 / limits.per_second_in_a_chat for at, other in went)
        assert (pace.wait(chat) > 0) == (full or own)
        if pace.wait(chat) == 0:
            pace.took(chat)
            went.append((clock.at, chat))


def test_asking_takes_no_room():
    clock = Hand()
    pace = Pace(Limits(1, 1), clock)
    assert [pace.wait(b"a") for _ in range(5)] == [0.0] * 5
    pace.took(b"a")
    assert pace.wait(b"b") == 1.0


def test_a_class_that_starts_at_once_goes_at_once_and_the_next_a_second_later():
    clock = Hand()
    pace = Pace(Limits(30, 1), clock)
    for pupil in range(30):
        assert pace.wait(bytes([pupil])) == 0
        pace.took(bytes([pupil]))
    assert pace.wait(b"late") == 1.0
    clock.at += 0.5
    assert pace.wait(b"late") == 0.5
    clock.at += 0.5
    assert pace.wait(b"late") == 0


def test_thousands_of_chats_do_not_make_it_forget_who_had_something_just_now():
    clock = Hand()
    pace = Pace(Limits(10_000, 1), clock)
    for number in range(3000):
        pace.took(number.to_bytes(2))
        clock.at += 1 / 1024
    assert all(pace.wait(number.to_bytes(2)) > 0 for number in range(2000, 3000))
    assert all(pace.wait(number.to_bytes(2)) == 0 for number in range(1900))


def test_it_says_who_waited_longest():
    clock = Hand()
    pace = Pace(Limits(30, 1), clock)
    for chat in (b"first", b"second"):
        pace.took(chat)
        clock.at += 1
    assert pace.since(b"never") < pace.since(b"first") < pace.since(b"second")
