"""The states of a case and who may move it where: one table. Refuses to let a recipient close a case: closing and withdrawing are the student's."""

from __future__ import annotations

NEW, SEEN, ANSWERED, TALK, STEPS, DONE = "nieuw", "gezien", "beantwoord", "gesprek", "stappen", "afgerond"
CLOSED, WITHDRAWN = "gesloten", "ingetrokken"
ENDED = (CLOSED, WITHDRAWN)
STATES = (NEW, SEEN, ANSWERED, TALK, STEPS, DONE, *ENDED)

# by hand of a recipient; 'beantwoord' is not among the goals: only an answer makes it true
MOVES: dict[str, frozenset[str]] = {
    NEW: frozenset({SEEN, TALK, STEPS, DONE}),
    SEEN: frozenset({TALK, STEPS, DONE}),
    ANSWERED: frozenset({TALK, STEPS, DONE}),
    TALK: frozenset({STEPS, DONE}),
    STEPS: frozenset({TALK, DONE}),
    DONE: frozenset({TALK, STEPS}),
    CLOSED: frozenset(),
    WITHDRAWN: frozenset(),
}
BY_ANSWERING = {NEW: ANSWERED, SEEN: ANSWERED}


class NoSuchMove(Exception):
    """A case cannot go from its state to that one."""

    def __init__(self, state: str, goal: str):
        super().__init__(f"{state} -> {goal}")
