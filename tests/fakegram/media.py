"""What a message carries that is not text: the smallest form that a client library accepts. Refuses kinds that it has no form for."""

from __future__ import annotations

import secrets
from typing import Any

PICTURE = {"width": 320, "height": 320}
PLACE = {"latitude": 52.0907, "longitude": 5.1214}
WITHOUT_CAPTION = {"sticker", "contact", "location", "video_note", "poll", "dice", "venue"}


def _file(**more: Any) -> dict[str, Any]:
    return {"file_id": secrets.token_urlsafe(30), "file_unique_id": secrets.token_urlsafe(8), "file_size": 2048, **more}


def _poll() -> dict[str, Any]:
    options = [{"text": text, "voter_count": 0, "persistent_id": text} for text in ("ja", "nee")]
    kind = {"type": "regular", "is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": True, "members_only": False}
    return {"id": str(secrets.randbelow(10**18)), "question": "Wat vind je?", "options": options, "total_voter_count": 0, "is_closed": False, **kind}


def media(kind: str, caption: str | None) -> dict[str, Any]:
    """The fields of a message of this kind."""
    forms: dict[str, Any] = {
        "sticker": lambda: _file(type="regular", is_animated=False, is_video=False, emoji="🙂", **PICTURE),
        "photo": lambda: [_file(**PICTURE)],
        "voice": lambda: _file(duration=4, mime_type="audio/ogg"),
        "contact": lambda: {"phone_number": "+31600000000", "first_name": "Iemand"},
        "location": lambda: PLACE,
        "document": lambda: _file(file_name="stage.pdf", mime_type="application/pdf"),
        "video": lambda: _file(duration=4, mime_type="video/mp4", **PICTURE),
        "video_note": lambda: _file(length=240, duration=4),
        "audio": lambda: _file(duration=4, mime_type="audio/mpeg"),
        "animation": lambda: _file(duration=4, mime_type="video/mp4", **PICTURE),
        "poll": _poll,
        "dice": lambda: {"emoji": "🎲", "value": 4},
        "venue": lambda: {"location": PLACE, "title": "Het bedrijf", "address": "Straat 1"},
    }
    if kind not in forms:
        raise ValueError(f"no form for {kind!r}; there are {sorted(forms)}")
    said: dict[str, Any] = {kind: forms[kind]()}
    if kind == "animation":
        said["document"] = _file(mime_type="video/mp4")  # the real one sends both, for old bots
    if kind == "venue":
        said["location"] = PLACE
    if caption is not None:
        if kind in WITHOUT_CAPTION:
            raise ValueError(f"a {kind} has no caption")
        said["caption"] = caption
    return said
