"""Finds the passive voice in a Dutch sentence: a form of worden or zijn, and a participle in the same clause. Refuses to know meaning.

Grammar without a dictionary: it takes some adjectives for participles and misses a passive that a conjunction cuts in two.
What it takes wrongly and stands in the texts goes to content/nl/uitzonderingen.yml, with the reason.
"""

from __future__ import annotations

import re

CLAUSE = re.compile(r"[,;:.!?()\"“”„]+|\b(?:als|omdat|dat|zodat|terwijl|wanneer|want|maar)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
WORDEN = {"word", "wordt", "worden", "werd", "werden"}
ZIJN = {"is", "zijn", "was", "waren"}
HEBBEN = {"heb", "hebt", "heeft", "hebben", "had", "hadden"}
APART = "aan|achter|af|bij|binnen|buiten|door|in|los|mee|mis|na|neer|om|onder|op|over|rond|samen|tegen|terug|toe|uit|vast|voor|vrij|weg"
# A weak participle ends in -d, or in -t after a voiceless letter (so "vertelt" is none); a strong one in -en.
GE = re.compile(rf"(?:{APART})*ge(?:\w{{2,}}(?:d|[kfshptx]t|en)|daan|zien|gaan|staan|slaan)")
OTHER = re.compile(rf"(?:{APART})*(?:be|ver|ont|her|er)\w{{2,}}(?:d|[kfshpx]t)")
# Strong, and the same as the infinitive or without ge-: only these, or every infinitive would be taken for one.
STRONG = set(
    "begrepen bekeken besloten besproken bewezen beschreven benomen bedrogen bevonden betrokken onthouden ontslagen ontvangen ontnomen "
    "verboden vergeten verkregen verlaten verloren vernomen verwezen verzonden verschoven verworven overkomen onderzocht".split()
)
# Begin or end as a participle does, and are none.
NEVER = set(
    "geld geduld gebied geweld geluid gebed gezond gelooft geeft geldt gezicht gewicht gerecht gedicht gevecht geslacht gesprekken gedachten "
    "gevolgen gebouwen geheimen gewoonten geluiden gezichten gebieden gebaren gelegenheden geloven gebeuren gebruiken genieten gelden gezinnen "
    "gemeenten gevoelen gevallen gebeurtenissen beeld bekend verband verstand bestand verschillend bericht herfst verdriet bereid beroemd "
    "bijvoorbeeld voorbeeld geboren bekendst verlicht vertrekt verkoopt bezoekt bespreekt begrijpt verwacht gericht geregeld gewend gezegend".split()
)
# A state or a perfect tense beside zijn, not something that is done to somebody.
STATES = set(
    "aangekomen afgelopen begonnen bang bedoeld beperkt bezorgd doorgegaan gebeurd gebleven gegaan gekomen geleden gelukt geschikt geslaagd "
    "gesloten gestart gestopt gestorven getrouwd gewend geweest geworden gezakt misgegaan opgegroeid overgegaan overkomen teruggekomen "
    "verantwoord verbaasd verboden verdeeld verdwenen vergeten verhuisd verliefd verplicht veranderd vertrokken vertrouwd weggegaan".split()
)


def passives(sentence: str) -> list[str]:
    """The participle of each passive in the sentence, in lower case."""
    found = []
    for clause in CLAUSE.split(sentence):
        # A capital that does not begin the sentence is a name: Gerard is no participle.
        words = [hit[0].lower() for hit in WORD.finditer(clause or "") if hit.start() == 0 or hit[0][0].islower()]
        participles = [word for word in words if is_participle(word)]
        if WORDEN & set(words):
            found += participles
        elif ZIJN & set(words) and not HEBBEN & set(words):
            found += [word for word in participles if word not in STATES]
    return found


def is_participle(word: str) -> bool:
    return word not in NEVER and (word in STRONG or GE.fullmatch(word) is not None or OTHER.fullmatch(word) is not None)
