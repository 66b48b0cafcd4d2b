"""Actions on reports that this chat has sent: read, add, answer a check-in, close. Refuses a case of another chat."""

from __future__ import annotations

from bot.actions.codes import letters_of
from bot.actions.moment import Moment, own_case


def read_letters(moment: Moment, zaak: str) -> dict:
    """The answers of school, oldest first, as one text; from now on they count as read."""
    own_case(moment, zaak)
    text = letters_of(moment, zaak)
    moment.store.cases.mark_read(zaak, moment.now)
    return {"brieven": text}


def add_to_case(moment: Moment, zaak: str, bericht: str) -> dict:
    """Something more from the student, sealed for the readers of the case."""
    own_case(moment, zaak)
    moment.store.cases.add_from_student(zaak, {"tekst": bericht}, moment.now)
    return {}


def check_in(moment: Moment, zaak: str, gesproken: str) -> dict:
    """Notes that the student answered; for who was not spoken to yet, school gets a mail at once."""
    own_case(moment, zaak)
    moment.store.cases.heard(zaak, moment.now)
    if gesproken == "nog_niet":
        moment.store.due.plan("recipient_new", zaak, moment.now)
    return {}


def close_case(moment: Moment, zaak: str) -> dict:
    """The student says that it is over."""
    own_case(moment, zaak)
    moment.store.cases.close(zaak, "student", moment.now)
    return {}
