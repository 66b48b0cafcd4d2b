"""What nlu says of a text, as the bot passes it on. Refuses to hold the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.model import Reading


@dataclass(frozen=True)
class FullReading(Reading):
    """What the engine looks at, and what actions may suggest from: phase, grounds, (start, end, kind) of identifying details."""

    phase: str | None = None
    grounds: tuple[str, ...] = ()
    identifying: tuple[tuple[int, int, str], ...] = ()


def from_nlu(said: Mapping) -> FullReading:
    """Raises KeyError, TypeError or ValueError for anything that is not what nlu says."""
    return FullReading(
        intent=str(said["intent"]),
        confidence=float(said["confidence"]),
        alternatives=tuple((str(name), float(chance)) for name, chance in said["alternatives"]),
        crisis=bool(said["crisis"]),
        crisis_kind=said["crisis_kind"],
        crisis_doubt=bool(said["crisis_doubt"]),
        story=bool(said["story"]),
        foreign=bool(said["foreign"]),
        phase=said["phase"],
        grounds=tuple(said["grounds"]),
        identifying=tuple((int(part["start"]), int(part["end"]), str(part["kind"])) for part in said["identifying"]),
    )
