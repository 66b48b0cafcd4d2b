"""What nlu says of a text, as the bot passes it on. Refuses to hold the text."""

from __future__ import annotations

from collections.abc import Mapping

from flows.model import Reading


def from_nlu(said: Mapping) -> Reading:
    """Raises KeyError, TypeError or ValueError for anything that is not what nlu says."""
    return Reading(
        intent=str(said["intent"]),
        confidence=float(said["confidence"]),
        alternatives=tuple((str(name), float(chance)) for name, chance in said["alternatives"]),
        crisis=bool(said["crisis"]),
        crisis_kind=said["crisis_kind"],
        crisis_doubt=bool(said["crisis_doubt"]),
        story=bool(said["story"]),
        aside=bool(said["aside"]),
        foreign=bool(said["foreign"]),
        asks=bool(said["asks"]),
        question=said["question"],
        near=tuple(said["near"]),
        nearest=float(said["nearest"]),
        phase=said["phase"],
        grounds=tuple(said["grounds"]),
        identifying=tuple((int(part["start"]), int(part["end"]), str(part["kind"])) for part in said["identifying"]),
    )
