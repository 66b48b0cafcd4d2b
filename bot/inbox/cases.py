"""The cases of who is signed in: list, one, answer, state. Refuses to open what is sealed, and to tell whether somebody else's case exists."""

from __future__ import annotations

import base64
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.inbox.desk import Desk
from bot.inbox.doorway import check_csrf, read_json, text_of
from bot.inbox.page_words import HERE, long, short
from bot.store import ENDED, MOVES, WITHDRAWN, CaseRow, NoSuchCase, NoSuchMove, Recipient

LONGEST_ANSWER = 4_000  # code points: one message in Telegram, with some room
# what a case waits for next, by its state: the promise by name, and the words for it
NEXT = {"nieuw": "first_answer", "gezien": "first_answer", "beantwoord": "conversation", "gesprek": "steps", "stappen": "outcome"}


class CaseRoutes:
    """The server knows when and in what state; what was said it hands over as it is kept: sealed."""

    def __init__(self, desk: Desk):
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/api/meldingen", self.all),
            Route("/api/meldingen/{case}", self.one),
            Route("/api/meldingen/{case}/antwoord", self.answer, methods=["POST"]),
            Route("/api/meldingen/{case}/staat", self.move, methods=["POST"]),
        ]

    async def all(self, request: Request) -> Response:
        recipient, csrf = self._desk.visitor(request)
        rows = self._desk.store.cases.list_for(recipient.id)
        rows.sort(key=lambda row: (row.state in ("afgerond", *ENDED), self._due(row) or row.received_at))
        return JSONResponse({"cases": [self._seen(row) for row in rows], "csrf": csrf})

    async def one(self, request: Request) -> Response:
        recipient, _ = self._desk.visitor(request)
        return self._case(request.path_params["case"], recipient)

    async def answer(self, request: Request) -> Response:
        """`once` is an id that the page made: an answer that is sent again after a lost reply is not stored twice."""
        body = await read_json(request)
        recipient, csrf = self._desk.visitor(request)
        check_csrf(request, csrf)
        case_id, now = request.path_params["case"], self._desk.clock.now()
        text, once = text_of(body, "text", LONGEST_ANSWER).strip(), text_of(body, "once", 100)
        try:
            with self._desk.store.transaction():
                fresh = self._desk.store.seen.first_time("postvak", f"{recipient.id}:{once}", now)
                if fresh:
                    self._desk.store.cases.answer(case_id, recipient.id, text, now)
        except NoSuchCase:
            raise HTTPException(404) from None
        except NoSuchMove:
            raise HTTPException(409) from None
        if fresh:
            await self._desk.on_answer(case_id)
        return self._case(case_id, recipient)

    async def move(self, request: Request) -> Response:
        body = await read_json(request)
        recipient, csrf = self._desk.visitor(request)
        check_csrf(request, csrf)
        case_id = request.path_params["case"]
        try:
            self._desk.store.cases.set_state(case_id, recipient.id, text_of(body, "state", 20), self._desk.clock.now())
        except NoSuchCase:
            raise HTTPException(404) from None
        except NoSuchMove:
            raise HTTPException(409) from None
        return self._case(case_id, recipient)

    def _case(self, case_id: str, recipient: Recipient) -> Response:
        try:
            entries = self._desk.store.cases.entries_for(case_id, recipient.id)
        except NoSuchCase:
            raise HTTPException(404) from None
        row = self._desk.store.cases.state_of(case_id)
        names = {someone.id: someone.name for someone in self._desk.store.recipients.all()}
        shown = [
            {
                "id": entry.id,
                "kind": entry.kind,
                "author": names.get(entry.author),
                "mine": entry.author == recipient.id,
                "at": long(entry.at),
                "sealed": base64.b64encode(entry.sealed).decode(),
            }
            for entry in entries
        ]
        moves = [state for state in MOVES if state in MOVES[row.state]]
        return JSONResponse({"case": self._seen(row), "entries": shown, "moves": moves, "answer_days": self._answer_days()})

    def _due(self, row: CaseRow):
        name = NEXT.get(row.state)
        if name == "first_answer" and row.answered_at:
            name = "conversation"
        return row.promises.get(name) if name else None

    def _seen(self, row: CaseRow) -> dict:
        now, due = self._desk.clock.now(), self._due(row)
        name = NEXT.get(row.state, "")
        return {
            "id": row.id,
            "way": row.way,
            "state": row.state,
            "withdrawn": long(row.closed_at) if row.state == WITHDRAWN and row.closed_at else None,
            "received": short(row.received_at),
            "received_long": long(row.received_at),
            "due": short(due) if due else None,
            "due_what": "conversation" if name == "first_answer" and row.answered_at else name,
            "overdue": bool(due and due < now),
            "asked": short(row.asked_at) if row.asked_at else None,
            "reachable": row.reachable,
        }

    def _answer_days(self) -> list[dict]:
        """The next four working days, as the quick answer's buttons and its sentence name them."""
        day, found = self._desk.clock.now().astimezone(HERE).date(), []
        for _ in range(60):  # a school holiday is at most six weeks
            day += timedelta(days=1)
            if self._desk.working_day(day):
                found.append({"short": short(day), "long": long(day)})
            if len(found) == 4:
                break
        return found
