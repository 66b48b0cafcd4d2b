"""The tables, as a list of steps that only grows. Refuses to change a step that was ever released: write a new one below it.

What is in the clear is what a thief may count: states, kinds and times. Everything that names a person, a chat or a text is sealed or a keyed tag.
Tables WITHOUT ROWID lie in the order of random keys, so that the order of writing is no column of its own.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("stagemaat")


def _make(db: Database, statements: str) -> None:
    """One by one: executescript() would commit the transaction that a step runs in."""
    for statement in statements.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@migrations(name="0001_begin")
def _begin(db: Database) -> None:
    _make(
        db,
        """
CREATE TABLE settings (  -- what the installation remembers of itself: the check value of the server key, the demo clock
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (  -- conversations in progress, drafts included
  tag BLOB PRIMARY KEY,  -- keyed hash of the chat
  erase_at INTEGER NOT NULL,  -- rounded up to the hour
  body BLOB NOT NULL  -- server key: address and session
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_erase_at ON sessions(erase_at);

CREATE TABLE seen (  -- updates that were handled
  tag BLOB PRIMARY KEY,  -- keyed hash of source and update id
  day INTEGER NOT NULL  -- start of the UTC day
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_day ON seen(day);

CREATE TABLE outbox (  -- messages that still have to go; erased on delivery
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order of one chat
  chat BLOB NOT NULL,  -- keyed hash
  not_before INTEGER NOT NULL,  -- planned for later: lets others of its chat go first
  retry_at INTEGER NOT NULL,  -- tried in vain: holds its chat up until then
  attempts INTEGER NOT NULL,
  body BLOB NOT NULL  -- server key: address and operation
) STRICT;
CREATE INDEX outbox_chat ON outbox(chat, id);

CREATE TABLE shown (  -- messages on a screen that may have to leave it
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat BLOB NOT NULL,  -- keyed hash
  delete_at INTEGER,
  body BLOB NOT NULL  -- server key: address, message id, step, sensitive
) STRICT;
CREATE INDEX shown_chat ON shown(chat, id);
CREATE INDEX shown_delete_at ON shown(delete_at) WHERE delete_at IS NOT NULL;

CREATE TABLE recipients (  -- their keys; names, roles and mail addresses are in config.yml
  id TEXT PRIMARY KEY,
  recovery INTEGER NOT NULL,  -- 1: holder of an offline recovery key
  public_key TEXT,
  locked_identity BLOB  -- server key around the passphrase-protected age file
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (  -- one-time invitations to make a key
  tag BLOB PRIMARY KEY,  -- keyed hash of the token
  recipient TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE challenges (  -- signing in: answers that are being waited for
  tag BLOB PRIMARY KEY,  -- keyed hash of the id
  recipient TEXT NOT NULL,
  answer BLOB NOT NULL,  -- hashed
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_failures (
  recipient TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox_sessions (  -- signed-in recipients
  tag BLOB PRIMARY KEY,  -- keyed hash of the token
  recipient TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  id TEXT PRIMARY KEY,  -- random
  way TEXT NOT NULL,
  state TEXT NOT NULL,
  received_at INTEGER NOT NULL,  -- code only: start of the UTC day, as are the other times of such a case
  promises TEXT NOT NULL,  -- JSON: name of a term -> unix seconds, as the student was told
  answered_at INTEGER,
  closed_at INTEGER,
  heard_at INTEGER,  -- last word of the student
  check_ins INTEGER NOT NULL,  -- asked since then
  reminded INTEGER NOT NULL,
  readers BLOB NOT NULL  -- server key, padded: who may read it. In the clear it would tell who was left out
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (  -- what was said in a case
  id TEXT PRIMARY KEY,  -- random
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,  -- order within its case
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,  -- server key
  sealed BLOB NOT NULL,  -- age: to the readers
  UNIQUE (case_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE letters (  -- answers, for a student who has a link; gone with the link
  id TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  at INTEGER NOT NULL,
  read INTEGER NOT NULL,
  body BLOB NOT NULL  -- server key
) STRICT, WITHOUT ROWID;
CREATE INDEX letters_case ON letters(case_id);

CREATE TABLE links (  -- which chat a case belongs to: two tags of different purposes, so that no column ties them to another table
  case_tag BLOB PRIMARY KEY,
  chat_tag BLOB NOT NULL,
  body BLOB NOT NULL  -- server key: case and address
) STRICT, WITHOUT ROWID;
CREATE INDEX links_chat ON links(chat_tag);

CREATE TABLE due (  -- what must happen, and when
  id TEXT PRIMARY KEY,  -- random
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,  -- wacht, gedaan, vastgelopen
  claimed_at INTEGER,  -- an attempt is under way since then
  attempts INTEGER NOT NULL,
  outcome TEXT,
  done_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX due_waiting ON due(subject, kind) WHERE state = 'wacht';
CREATE INDEX due_at ON due(state, at)
""",
    )


@migrations(name="0002_muted_links")
def _muted_links(db: Database) -> None:
    # 1: the chat blocked the bot, so that a recipient hears that nobody reads along. Which chat that is stays in the tag.
    _make(db, "ALTER TABLE links ADD COLUMN muted INTEGER NOT NULL DEFAULT 0")


@migrations(name="0003_codes_and_notebooks")
def _codes_and_notebooks(db: Database) -> None:
    _make(
        db,
        """
ALTER TABLE cases ADD COLUMN code_tag BLOB;
ALTER TABLE cases ADD COLUMN code_key TEXT;
CREATE UNIQUE INDEX cases_code_tag ON cases(code_tag) WHERE code_tag IS NOT NULL;

CREATE TABLE code_letters (  -- answers, for a student who has a code; gone when the case closes
  id TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  read INTEGER NOT NULL,
  sealed BLOB NOT NULL  -- age: to the key that the code opens
) STRICT, WITHOUT ROWID;
CREATE INDEX code_letters_case ON code_letters(case_id);

CREATE TABLE notebooks (
  id TEXT PRIMARY KEY,  -- random
  code_tag BLOB NOT NULL UNIQUE,  -- keyed hash of the code
  code_key TEXT NOT NULL,  -- age: seals for the code
  kept_until INTEGER NOT NULL  -- start of a UTC day
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  id TEXT PRIMARY KEY,  -- random
  notebook_id TEXT NOT NULL REFERENCES notebooks(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  sealed BLOB NOT NULL,  -- age: to the notebook's key; its date is in there
  UNIQUE (notebook_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE notebook_links (  -- which chat writes in a notebook, as `links` does it for cases
  notebook_tag BLOB PRIMARY KEY,
  chat_tag BLOB NOT NULL UNIQUE,
  body BLOB NOT NULL  -- server key: notebook and address
) STRICT, WITHOUT ROWID
""",
    )


@migrations(name="0004_consents")
def _consents(db: Database) -> None:
    # asked_at: when the student said that they hear nothing; code only: start of the UTC day. No comment may stand behind an ALTER.
    _make(
        db,
        """
CREATE TABLE consents (  -- what the student allowed or took back, for their own view; the readers have it as entries. Gone with the link
  id TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  at INTEGER NOT NULL,
  body BLOB NOT NULL  -- server key, padded: to whom, yes or no, the words
) STRICT, WITHOUT ROWID;
CREATE INDEX consents_case ON consents(case_id);
ALTER TABLE cases ADD COLUMN asked_at INTEGER
""",
    )


@migrations(name="0005_waiting")
def _waiting(db: Database) -> None:
    # Until then no recipient may see that the case exists; NULL: it is theirs. Said to the minute: the student chose only a day.
    _make(db, "ALTER TABLE cases ADD COLUMN opens_at INTEGER")


@migrations(name="0006_pins")
def _pins(db: Database) -> None:
    _make(
        db,
        """
CREATE TABLE pins (  -- the pincode of a chat, for who chose one
  chat BLOB PRIMARY KEY,  -- keyed hash
  body BLOB NOT NULL  -- server key: address, slow hash, wrong tries
) STRICT, WITHOUT ROWID
""",
    )
