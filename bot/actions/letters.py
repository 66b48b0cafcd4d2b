"""Says the answers of school as one text. Refuses to fetch them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.actions.moment import Moment
from bot.dates import day
from bot.store import Letter


def as_text(moment: Moment, letters: Iterable[Letter]) -> str:
    """Oldest first, each with who wrote it and on which day; empty without letters."""
    people = {person.id: person.name for person in moment.store.recipients.all()}
    return "\n\n".join(moment.words.say("brief", naam=people.get(letter.author, ""), dag=day(letter.at), tekst=letter.text) for letter in letters)
