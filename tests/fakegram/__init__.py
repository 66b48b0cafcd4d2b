"""A stand-in for the Telegram Bot API: one core, two front doors. Refuses to be quiet about what it does not model: see Fakegram.unknown."""

from tests.fakegram.chats import Shown
from tests.fakegram.errors import ApiError, Broken, Drop, NoSuchButton
from tests.fakegram.gram import Fakegram
from tests.fakegram.groups import Group
from tests.fakegram.people import Person
from tests.fakegram.troubles import Call, Limits

__all__ = ["ApiError", "Broken", "Call", "Drop", "Fakegram", "Group", "Limits", "NoSuchButton", "Person", "Shown"]
