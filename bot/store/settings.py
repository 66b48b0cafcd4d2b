"""What the installation remembers of itself, by name. Refuses nothing, so: never anything of a person."""

from __future__ import annotations

from bot.store.database import Connection


class Settings:
    """Names and values in the clear."""

    def __init__(self, db: Connection):
        self._db = db

    def get(self, name: str) -> str | None:
        row = self._db.one("SELECT value FROM settings WHERE name=?", (name,))
        return row[0] if row else None

    def set(self, name: str, value: str) -> None:
        self._db.run("INSERT INTO settings(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value=excluded.value", (name, value))
