"""Cases and what is said in them, sealed to who may read them. Refuses to open a report, and to tell a left-out person that there is one."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot import sealing
from bot.store.case_rows import CaseRow, Entry, Letter, NoSuchCase, ReaderWithoutKey, TooFewKeys
from bot.store.codes import CodeLocks
from bot.store.database import Connection, to_int, to_time
from bot.store.due import Due
from bot.store.links import Links
from bot.store.recipients import Recipients
from bot.store.states import BY_ANSWERING, CLOSED, ENDED, MOVES, NEW, WITHDRAWN, NoSuchMove

CODE_ONLY = "code"
NAMED = "naam"
STUDENT = "student"
_DAY = 86_400
_PADDED = 512
_FIELDS = "id, way, state, received_at, promises, answered_at, closed_at, heard_at, asked_at, check_ins, reminded, readers"


class Cases:
    """Every look by a recipient goes through `_mine`: for who may not read it, a case does not exist."""

    def __init__(self, db: Connection, recipients: Recipients, links: Links, due: Due, codes: CodeLocks):
        self._db = db
        self._recipients = recipients
        self._links = links
        self._due = due
        self._codes = codes

    # -- filing -----------------------------------------------------------------------------------------------------

    def file(self, way: str, report: dict, readers: list[str], now: datetime, without: Collection[str] = ()) -> str:
        """Seals and keeps a report; returns the case's id, which is random.

        `readers` are ids of recipients; every recovery key is added, but for the holders in `without`.
        Raises ReaderWithoutKey, or TooFewKeys when fewer than two holders could open it.
        """
        holders = {"readers": sorted(set(readers)), "without": sorted(set(without))}
        keys = self._keys(holders, strict=True)
        if len(keys) < 2:
            raise TooFewKeys
        case_id = secrets.token_hex(16)
        at = _rounded(way, now)
        with self._db.writing():
            self._db.run(
                "INSERT INTO cases(id, way, state, received_at, promises, check_ins, reminded, readers) VALUES (?, ?, ?, ?, '{}', 0, 0, ?)",
                (case_id, way, NEW, at, self._db.key.seal(json.dumps(holders).encode().ljust(_PADDED), f"cases:{case_id}")),
            )
            self._add(case_id, "melding", STUDENT, at, report, keys)
            self._db.replaced()  # the draft goes in this same transaction
        return case_id

    def promise(self, case_id: str, terms: Mapping[str, datetime]) -> None:
        """Keeps the dates that the student was told, by name ('first_answer', …): a later change of config does not move them."""
        self._db.run("UPDATE cases SET promises=? WHERE id=?", (json.dumps({name: to_int(at) for name, at in terms.items()}), case_id))

    # -- for recipients ---------------------------------------------------------------------------------------------

    def list_for(self, recipient_id: str) -> list[CaseRow]:
        """The cases that this recipient may read, newest first."""
        rows = self._db.run(f"SELECT {_FIELDS} FROM cases WHERE opens_at IS NULL ORDER BY received_at DESC, id").fetchall()
        return [self._case(row) for row in rows if recipient_id in self._holders(row[0], row[-1])["readers"]]

    def entries_for(self, case_id: str, recipient_id: str) -> list[Entry]:
        """What was said, oldest first. Raises NoSuchCase."""
        self._mine(case_id, recipient_id)
        rows = self._db.run("SELECT id, kind, author, at, sealed FROM entries WHERE case_id=? ORDER BY place", (case_id,)).fetchall()
        entries = []
        for entry_id, kind, author, at, sealed in rows:
            name = self._db.key.open(author, f"entries:{entry_id}").decode().rstrip()
            entries.append(Entry(entry_id, kind, name, to_time(at), sealed))
        return entries

    def answer(self, case_id: str, recipient_id: str, text: str, now: datetime) -> str:
        """An answer to the student: sealed for the readers, and a copy for the student where a link or a code can open it. Returns the entry's id.

        Raises NoSuchCase, or NoSuchMove when the student has closed or withdrawn the case.
        """
        with self._db.writing():
            case, holders = self._mine(case_id, recipient_id)
            if case.state in ENDED:
                raise NoSuchMove(case.state, "antwoord")
            at = _rounded(case.way, now)
            entry_id = self._add(case_id, "antwoord", recipient_id, at, {"tekst": text}, self._keys(holders))
            self._db.run(
                "UPDATE cases SET state=?, answered_at=coalesce(answered_at, ?), asked_at=NULL WHERE id=?",
                (BY_ANSWERING.get(case.state, case.state), at, case_id),
            )
            self._codes.add_letter(case_id, entry_id, recipient_id, text)
            if self._links.exists(case_id):  # kept also for who blocked the bot: they may come back
                body = json.dumps({"author": recipient_id, "text": text}, ensure_ascii=False).encode()
                self._db.run(
                    "INSERT INTO letters(id, case_id, place, at, read, body) SELECT id, case_id, place, at, 0, ? FROM entries WHERE id=?",
                    (self._db.key.seal(body, f"letters:{entry_id}"), entry_id),
                )
                self._due.plan("student_news", case_id, now)  # in this transaction: who is told of it may die first
        return entry_id

    def set_state(self, case_id: str, recipient_id: str, state: str, now: datetime) -> None:
        """Moves a case by hand of a recipient; to where it is already is no move. Raises NoSuchCase or NoSuchMove."""
        with self._db.writing():
            case, _ = self._mine(case_id, recipient_id)
            if state == case.state:
                return
            if state not in MOVES[case.state]:
                raise NoSuchMove(case.state, state)
            self._db.run("UPDATE cases SET state=? WHERE id=?", (state, case_id))

    # -- for the student --------------------------------------------------------------------------------------------

    def add_from_student(self, case_id: str, body: dict, now: datetime, kind: str = "aanvulling") -> str:
        """Something more from the student; of a closed case, it postpones erasing. Returns the entry's id.

        Raises NoSuchCase, also for one that was withdrawn: nothing is added to what is gone.
        """
        with self._db.writing():
            row = self._row(case_id)
            if row[2] == WITHDRAWN:
                raise NoSuchCase
            at = _rounded(row[1], now)
            entry_id = self._add(case_id, kind, STUDENT, at, body, self._keys(self._holders(case_id, row[-1])))
            self._db.run("UPDATE cases SET closed_at=? WHERE id=? AND closed_at IS NOT NULL", (at, case_id))
            self.heard(case_id, now)
        return entry_id

    def make_known(self, case_id: str, body: dict, now: datetime) -> None:
        """The student gives their name: an entry for the readers, and from now on the case is one with a name. Raises NoSuchCase.

        One that only a code opens stays that: no time of it may become exact, and no link be made.
        """
        with self._db.writing():
            self.add_from_student(case_id, body, now, "bekend")
            self._db.run("UPDATE cases SET way=? WHERE id=? AND way<>?", (NAMED, case_id, CODE_ONLY))

    def asked(self, case_id: str, now: datetime) -> None:
        """The student said that they hear nothing: the readers see it until one of them answers."""
        self._db.run("UPDATE cases SET asked_at=? WHERE id=?", (_rounded(self._row(case_id)[1], now), case_id))
        self.heard(case_id, now)

    def letters(self, case_id: str) -> list[Letter]:
        """The answers that a student with a link can read, oldest first."""
        found = []
        for letter, at, read, body in self._db.run("SELECT id, at, read, body FROM letters WHERE case_id=? ORDER BY place", (case_id,)):
            plain = json.loads(self._db.key.open(body, f"letters:{letter}"))
            found.append(Letter(letter, plain["author"], to_time(at), plain["text"], bool(read)))
        return found

    def mark_read(self, case_id: str, now: datetime) -> None:
        """The student has read all letters."""
        with self._db.writing():
            self._db.run("UPDATE letters SET read=1 WHERE case_id=?", (case_id,))
            self._codes.mark_read(case_id)
            self.heard(case_id, now)

    def heard(self, case_id: str, now: datetime) -> None:
        """The student gave a sign of life: unanswered check-ins count from zero again."""
        row = self._row(case_id)
        self._db.run("UPDATE cases SET heard_at=?, check_ins=0 WHERE id=?", (_rounded(row[1], now), case_id))

    def close(self, case_id: str, by: str, now: datetime) -> None:
        """Closes a case: by 'student', or 'stilte' (30 days after two check-ins). Link, code and reminders go; erasing follows (followup).

        `by` is not kept: that it is closed is enough. Raises NoSuchCase.
        """
        if by not in (STUDENT, "stilte"):
            raise ValueError("only the student closes, or their silence")
        with self._db.writing():
            row = self._row(case_id)
            if row[2] in ENDED:
                return
            self._db.run("UPDATE cases SET state=?, closed_at=? WHERE id=?", (CLOSED, _rounded(row[1], now), case_id))
            self._db.run("DELETE FROM due WHERE subject=? AND state IN ('wacht', 'vastgelopen')", (case_id,))
            self._links.drop(case_id)
            self._codes.drop(case_id)

    def withdraw(self, case_id: str, now: datetime) -> None:
        """The student takes the report back: what was said goes, with the link and all that was due; that there was one stays, for its days.

        Erased as `erase` does. Erasing the row itself follows (followup). Raises NoSuchCase.
        """
        with self._db.writing():
            row = self._row(case_id)
            if row[2] == WITHDRAWN:
                return
            self._links.drop(case_id)
            self._codes.drop(case_id)
            self._db.run("DELETE FROM due WHERE subject=?", (case_id,))
            self._db.run("DELETE FROM entries WHERE case_id=?", (case_id,))
            self._db.run(
                "UPDATE cases SET state=?, closed_at=?, promises='{}', answered_at=NULL, heard_at=NULL, asked_at=NULL, check_ins=0, reminded=0 "
                "WHERE id=?",
                (WITHDRAWN, _rounded(row[1], now), case_id),
            )
            self._db.erased()

    def erase(self, case_id: str) -> None:
        """Nothing of the case is left, in the log beside the database neither, once this is committed."""
        with self._db.writing():
            self._links.drop(case_id)
            self._db.run("DELETE FROM due WHERE subject=?", (case_id,))
            self._db.run("DELETE FROM entries WHERE case_id=?", (case_id,))
            self._db.run("DELETE FROM cases WHERE id=?", (case_id,))
            self._db.erased()

    # -- for the clock ----------------------------------------------------------------------------------------------

    def state_of(self, case_id: str) -> CaseRow:
        """Raises NoSuchCase."""
        return self._case(self._row(case_id))

    def readers_of(self, case_id: str) -> list[str]:
        """Ids of the recipients who may be reminded of it. Raises NoSuchCase."""
        return self._holders(case_id, self._row(case_id)[-1])["readers"]

    def mark_reminded(self, case_id: str) -> None:
        self._db.run("UPDATE cases SET reminded=1 WHERE id=?", (case_id,))

    def count_check_in(self, case_id: str) -> None:
        self._db.run("UPDATE cases SET check_ins=check_ins+1 WHERE id=?", (case_id,))

    def closed_without_end(self) -> list[CaseRow]:
        """Closed and withdrawn cases for which no erasing is planned yet."""
        rows = self._db.run(
            f"SELECT {_FIELDS} FROM cases WHERE state IN (?, ?) AND NOT EXISTS (SELECT 1 FROM due WHERE subject=cases.id AND due.state<>'gedaan')",
            ENDED,
        )
        return [self._case(row) for row in rows.fetchall()]

    def count(self) -> dict[str, int]:
        """State -> how many; for the health report of the operator, never shown to a recipient. What waits for its day is not counted."""
        return dict(self._db.run("SELECT state, count(*) FROM cases WHERE opens_at IS NULL GROUP BY state").fetchall())

    # -- inside -----------------------------------------------------------------------------------------------------

    def _row(self, case_id: str) -> tuple:
        row = self._db.one(f"SELECT {_FIELDS} FROM cases WHERE id=?", (case_id,))
        if row is None:
            raise NoSuchCase
        return row

    def _mine(self, case_id: str, recipient_id: str) -> tuple[CaseRow, dict]:
        row = self._row(case_id)
        holders = self._holders(case_id, row[-1])
        if recipient_id not in holders["readers"] or self._db.one("SELECT 1 FROM cases WHERE id=? AND opens_at IS NOT NULL", (case_id,)):
            raise NoSuchCase
        return self._case(row), holders

    def _holders(self, case_id: str, sealed: bytes) -> dict:
        return json.loads(self._db.key.open(sealed, f"cases:{case_id}"))

    def _case(self, row: tuple) -> CaseRow:
        case_id, way, state, received, promises, answered, closed, heard, asked, check_ins, reminded, _ = row
        terms = {name: to_time(at) for name, at in json.loads(promises).items()}
        first = terms.get("first_answer")
        reachable = state not in ENDED and (self._links.reaches(case_id) or self._codes.has_code(case_id))
        times = {"answered_at": answered, "closed_at": closed, "heard_at": heard, "asked_at": asked}
        moments = {name: to_time(at) if at is not None else None for name, at in times.items()}
        return CaseRow(
            case_id,
            way,
            state,
            to_time(received),
            first,
            reachable=reachable,
            **moments,
            check_ins=check_ins,
            reminded=bool(reminded),
            promises=terms,
        )

    def _keys(self, holders: dict, strict: bool = False) -> set[str]:
        """The public keys of a case's holders, as they are now: who made a new key can read what is said from then on.

        Who left config.yml gets nothing new, unless nobody else could read it.
        """
        readers = [self._recipients.get(reader) for reader in holders["readers"]]
        if strict and not all(reader and reader.state == "actief" for reader in readers):
            raise ReaderWithoutKey
        recovery = {key for holder, key in self._recipients.recovery_keys().items() if holder not in holders["without"]}
        stayed = {reader.public_key for reader in readers if reader and reader.public_key and reader.state == "actief"} | recovery
        return stayed or {reader.public_key for reader in readers if reader and reader.public_key}

    def _add(self, case_id: str, kind: str, author: str, at: int, body: dict, keys: Iterable[str]) -> str:
        """Inside the sealed text stand its case and kind: moved to another place it would show."""
        entry_id = secrets.token_hex(16)
        plain = json.dumps({**body, "zaak": case_id, "soort": kind}, ensure_ascii=False, indent=2)
        self._db.run(
            "INSERT INTO entries(id, case_id, place, kind, at, author, sealed) "
            "VALUES (?1, ?2, (SELECT coalesce(max(place), 0) + 1 FROM entries WHERE case_id=?2), ?3, ?4, ?5, ?6)",
            (entry_id, case_id, kind, at, self._db.key.seal(author.encode().ljust(64), f"entries:{entry_id}"), sealing.seal(plain.encode(), keys)),
        )
        return entry_id


def _rounded(way: str, now: datetime) -> int:
    """Code only: no time of such a case may be laid beside the times of a chat."""
    at = to_int(now)
    return at // _DAY * _DAY if way == CODE_ONLY else at
