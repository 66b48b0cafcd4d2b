"""The server key: made once, refused when open to others, missing or wrong."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.server_key import FILE, VARIABLE, SealBroken, ServerKey, load_server_key
from bot.store import Store, database_exists


def test_the_first_start_makes_a_key_that_only_its_owner_can_read(tmp_path: Path):
    made = load_server_key(tmp_path / "data", {}, False)
    path = tmp_path / "data" / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_server_key(tmp_path / "data", {}, True).open(made.seal(b"x", "a"), "a") == b"x"
    assert [found.name for found in path.parent.iterdir()] == [FILE]


def test_a_database_without_its_key_is_refused_and_no_key_is_made(tmp_path: Path):
    with pytest.raises(OperatorError) as refusal:
        load_server_key(tmp_path, {}, True)
    assert refusal.value.key == "sleutel-weg"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_can_read_is_refused_with_the_mend(tmp_path: Path, mode: int):
    load_server_key(tmp_path, {}, False)
    (tmp_path / FILE).chmod(mode)
    with pytest.raises(OperatorError, match="chmod 600"):
        load_server_key(tmp_path, {}, True)


@pytest.mark.parametrize("text", ["", "geen sleutel", base64.b64encode(bytes(31)).decode(), "é"])
def test_a_file_or_variable_that_holds_no_key_is_refused_without_repeating_it(tmp_path: Path, text: str):
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    for env in ({}, {VARIABLE: text}):
        with pytest.raises(OperatorError) as refusal:
            load_server_key(tmp_path, env, False)
        assert refusal.value.key == "sleutel-onleesbaar"
        assert not text or text not in str(refusal.value)


def test_the_environment_goes_before_a_file_and_config_may_put_the_file_elsewhere(tmp_path: Path):
    secret = bytes(range(32))
    key = load_server_key(tmp_path / "data", {VARIABLE: base64.b64encode(secret).decode()}, True)
    assert key.tag("a", "b") == ServerKey(secret).tag("a", "b")
    elsewhere = tmp_path / "buiten" / "sleutel"
    load_server_key(tmp_path / "data", {}, False, elsewhere)
    assert elsewhere.exists() and not (tmp_path / "data").exists()


def test_a_wrong_key_is_refused_before_anything_changes(tmp_path: Path):
    Store.open(tmp_path, ServerKey(bytes(32))).close()
    before = (tmp_path / "stagemaat.db").read_bytes()
    with pytest.raises(OperatorError) as refusal:
        Store.open(tmp_path, ServerKey(bytes(31) + b"1"))
    assert refusal.value.key == "sleutel-verkeerd"
    assert (tmp_path / "stagemaat.db").read_bytes() == before
    assert database_exists(tmp_path)
    Store.open(tmp_path, ServerKey(bytes(32))).close()


def test_a_sealed_value_opens_only_in_its_own_place():
    key = ServerKey(bytes(32))
    blob = key.seal(b"geheim", "sessions:1")
    assert key.open(blob, "sessions:1") == b"geheim"
    for other in (blob[:-1], blob[:5], b"", blob[:-1] + bytes([blob[-1] ^ 1])):
        with pytest.raises(SealBroken):
            key.open(other, "sessions:1")
    with pytest.raises(SealBroken) as broken:
        key.open(blob, "sessions:2")
    assert "2" not in str(broken.value)
    assert key.seal(b"geheim", "a") != key.seal(b"geheim", "a")


def test_tags_of_two_purposes_cannot_be_compared_and_nothing_shows_the_key():
    key = ServerKey(bytes(32))
    assert key.tag("a", "x") == key.tag("a", "x") != key.tag("b", "x")
    assert repr(key) == "ServerKey(…)"
