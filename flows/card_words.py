"""What somebody says while the card with 112 and 113 stands, told by its words, and the text that fits it. Refuses to decide what happens with it."""

from __future__ import annotations

from flows.asked import Asked
from flows.matching import mentions

# The button of each kind; a threat by the student has none, only words of its own.
CRISIS = {"zelfdoding": "zelfdoding", "gevaar_nu": "gevaar", "seksueel_geweld": "aangeraakt", "thuis": "thuis", "dreigt": "dreigt"}
KIND = "soort"  # the slot with what was heard first; and its values
THREAT, DANGER, OWN_LIFE, TOUCHED, HOME = "dreigt", "gevaar", "zelfdoding", "aangeraakt", "thuis"
ANOTHER, FORMALLY = "ander", "ander_u"  # worry about somebody else, by a student and by a teacher or a parent
QUOTED = "gezegd"  # it came for what others said to them
CALMER = "rustiger"
COMES, HERE, STAYS, UNSAFE_HELPER = "komt", "is_er", "blijft", "niet"  # who was called in
COMES_CALMER = f"{COMES}_{CALMER}"
HELPER = (COMES, COMES_CALMER, HERE, STAYS)
WHO, AGAIN, FETCHES = "wie", "weer", "haalt"
TIRED, THEIR_WORDS = "moe", "zeiden_zij"
AT_EASE = ("alleen", TIRED)  # no word of these is an answer to who is in danger now
UNSAFE = "niet"  # what is no good news
KINDS = (*CRISIS.values(), ANOTHER, FORMALLY)
OF_HELPER_AT_MOST = 10  # words
OF_A_HELPER = tuple(f"systeem.kaart_{one}" for one in (f"{COMES}_weer", *HELPER))
DISTRUST = "vpwantrouwwoorden"  # who does not trust the one of school, is not asked for a number to be called on by them


class CardWords(Asked):
    """A word says more there than a guess: few things are said on it."""

    def _card_words(self) -> dict:
        return self.conversation.words["besturing"]["kaartwoorden"].labels

    def _speaks_of_death(self) -> bool:
        return mentions(self.text, self.conversation.words["besturing"]["doodwoorden"].labels["dood"])

    def _topic(self) -> str | None:
        """What the card's words hear; some only where there is an answer for the help that stands open."""
        return self._helper() or next((key for key, label in self._card_words().items() if mentions(self.text, label) and self._has_words(key)), None)

    def _kind(self) -> str | None:
        """Of the card what was heard first, of the help that was chosen which that is."""
        return self.held(KIND) if self.frame and self.step.name == self.flow.start else self.frame and self.step.name

    def _helper(self) -> str | None:
        """Somebody whom they call in, comes or is there. Never where that may be the one they fear, or who would go along to fight."""
        words = self.conversation.words["besturing"]["steunwoorden"].labels
        fetched = self._kind() == HOME and mentions(self.text, words[FETCHES])
        if (
            (self._kind() in (DANGER, HOME, THREAT, ANOTHER, FORMALLY) and not fetched)
            or mentions(self.text, words[UNSAFE_HELPER])
            or self._asked(refusal=False)
        ):
            return None
        named, follows = mentions(self.text, words[WHO]), self._speaks_of_helper()
        if not (named or follows):
            return None
        if said := next((one for one in (STAYS, HERE) if mentions(self.text, words[one])), None):
            return said
        calmer = mentions(self.text, self._card_words()[CALMER]) and not mentions(self.text, self._card_words()[UNSAFE])
        return (COMES_CALMER if calmer else COMES) if follows or mentions(self.text, words[COMES]) else None

    def _speaks_of_helper(self) -> bool:
        """ "Ze komt eraan", said right after who that is."""
        said = len(self.text.split()) <= OF_HELPER_AT_MOST and mentions(self.text, self.conversation.words["besturing"]["steunwoorden"].labels[AGAIN])
        return said and self.answered in OF_A_HELPER

    def _has_words(self, topic: str) -> bool:
        words, kind = self.conversation.words["systeem"], self._kind()
        if topic == ANOTHER:
            return kind in (None, OWN_LIFE, ANOTHER, FORMALLY)  # of who is beaten or touched another word would be needed
        if topic == THEIR_WORDS:
            return kind in (None, OWN_LIFE, QUOTED)
        if topic in AT_EASE:
            return kind not in (DANGER, HOME)
        of_one = f"kaart_{topic}" not in words and any(f"kaart_{topic}_{one}" in words for one in KINDS)
        return not of_one or f"kaart_{topic}_{kind}" in words

    def _takes_another(self) -> bool:
        """Whether they say that it is about somebody else; the card is that of somebody else from then on."""
        if not mentions(self.text, self._card_words()[ANOTHER]) or not self._has_words(ANOTHER):
            return False
        self.frame["step"] = self.flow.start  # whatever was chosen, was chosen for them or by mistake
        self.put(KIND, FORMALLY if self.speaker else ANOTHER)
        return True

    def _card_text(self, key: str, space: str = "systeem") -> str:
        """That text as it fits what this is about; and in other words, where it was the last thing said."""
        words, about = self.conversation.words[space], self._kind()
        ways = [f"{key}_{about}", key] if about else [key]
        first, *others = [one for one in ways if one in words]
        once_more = next((one for one in (f"{first}_weer", *others) if one in words), first)
        return f"{space}.{once_more if self.given(f'{space}.{first}') else first}"
