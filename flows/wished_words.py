"""For whom the words are that somebody asks for: a company that said no, a boss, who asked it. Refuses to guess at one that nothing points to."""

from __future__ import annotations

from flows.as_told import AsTold
from flows.matching import begins_with, mentions
from flows.model import Reading

REPLIES, TO_COMPANY, TO_BOSS = "reageren", "vragen_mens.bedrijf_terug", "vragen_mens.zin_baas"
FOR_THE_FLOOR = ("vragen_mens.zin_", "vragen_mens.weerwoord", "vragen_mens.andere_zin")  # answers to what is said at work
WITH_WORDS = (*FOR_THE_FLOOR, "reageren", "antwoorden.reageren", "vragen_mens.niets_gezegd", "vragen_mens.klant_zegt", "vragen_mens.korte_zin")
FOR_WHOM, MUST_ANSWER = "voorwiezinwoorden", "antwoordplichtwoorden"


class WishedWords(AsTold):
    """The same question, "wat kan ik zeggen", has another answer for each."""

    def _words_wished(self, reading: Reading) -> str | None:
        """The question with words for whom they are meant."""
        words = self.conversation.words["besturing"][FOR_WHOM].labels
        given = str(self.answered).removeprefix("anders.").startswith(WITH_WORDS)
        if given and not self.about_another and begins_with(self._bare(self.text), words["verder"]) and mentions(self.all_told(), words["baas"]):
            return TO_BOSS  # "en tegen haar dan?", of the boss who was there
        general = reading.question is None or reading.question.startswith(FOR_THE_FLOOR)
        if reading.intent != REPLIES or reading.story or not general or self.about_another or self.answered == TO_COMPANY:
            return None
        if not self._seeks(reading) or self._by_lists() or self.says(MUST_ANSWER):
            return None
        writes = mentions(self.text, words["schrijft"])
        return TO_COMPANY if writes or mentions(self.all_told(), words["afgewezen"]) else None
