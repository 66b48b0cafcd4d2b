"""HTTP/1.1 in and out of bytes, parameters in any of the four ways that Telegram takes. Refuses to read chunked bodies and huge ones."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

LARGEST = 2**20


@dataclass
class Asked:
    """One request."""

    path: str
    params: dict[str, Any] = field(default_factory=dict)
    keep: bool = True
    refusal: int | None = None


def read_request(buffer: bytearray) -> Asked | None:
    """Takes a whole request off the buffer, or nothing if there is none yet."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    first, *lines = buffer[:end].decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = headers.get("content-length", "0")
    parts = first.split(" ")
    if "transfer-encoding" in headers or not length.isdigit() or int(length) > LARGEST or len(parts) != 3:
        buffer.clear()
        return Asked("", keep=False, refusal=400)
    if len(buffer) < end + 4 + int(length):
        return None
    body = bytes(buffer[end + 4 : end + 4 + int(length)])
    del buffer[: end + 4 + int(length)]
    path, _, query = parts[1].partition("?")
    asked = Asked(path, dict(parse_qsl(query, keep_blank_values=True)), headers.get("connection", "").lower() != "close")
    try:
        asked.params |= read_body(headers.get("content-type", ""), body) if body else {}
    except ValueError:
        asked.refusal = 400
    return asked


def read_body(kind: str, body: bytes) -> dict[str, Any]:
    plain = kind.partition(";")[0].strip().lower()
    if plain == "application/json":
        said = json.loads(body)
        if not isinstance(said, dict):
            raise ValueError("not an object")
        return said
    if plain == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))
    if plain == "multipart/form-data":
        mail = BytesParser().parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
        parts = mail.get_payload()
        return {str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True).decode() for part in parts}
    raise ValueError(f"unknown content type {kind!r}")


REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict", 429: "Too Many Requests"}


def written(status: int, body: bytes, keep: bool) -> bytes:
    more = "keep-alive" if keep else "close"
    lines = [
        f"HTTP/1.1 {status} {REASONS.get(status, 'Error')}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"Connection: {more}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
