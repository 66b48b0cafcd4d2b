"""Recipients, their invitations and keys; signing in to the inbox."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot import sealing
from bot.store import BadInvitation, BadKey, NoSuchRecipient
from tests.store.world import NOW, PEOPLE, Somebody, World, make_world, open_store

ARMORED = sealing.ARMOR + "\n…"


def test_a_recipient_without_key_is_invited_and_not_offered(tmp_path: Path):
    store = open_store(tmp_path)
    assert [(one.id, one.name, one.state) for one in store.recipients.all()] == [("noor", "Noor", "uitgenodigd"), ("samir", "Samir", "uitgenodigd")]
    assert store.recipients.active() == [] and store.recipients.key_holders() == 0
    store.close()


def test_an_invitation_works_once_within_seven_days_and_a_new_one_replaces_it(world: World):
    recipients = world.store.recipients
    public, _ = sealing.make_identity()
    old = recipients.invite("noor", NOW)
    token = recipients.invite("noor", NOW)
    for bad, when in ((old, NOW), (token, NOW + timedelta(days=7)), ("", NOW), ("onzin", NOW)):
        assert recipients.invited(bad, when) is None
        with pytest.raises(BadInvitation):
            recipients.redeem(bad, public, ARMORED, when)
    found = recipients.invited(token, NOW)
    assert found is not None and found.id == "noor"
    for key, locked in (("age1onzin", ARMORED), (public, "AGE-SECRET-KEY-1…"), (public, ARMORED + "x" * 10_000), ("", "")):
        with pytest.raises(BadKey):
            recipients.redeem(token, key, locked, NOW)
    assert recipients.redeem(token, public, ARMORED, NOW + timedelta(days=6)) == "noor"
    with pytest.raises(BadInvitation):
        recipients.redeem(token, public, ARMORED, NOW)
    found = recipients.get("noor")
    assert found is not None and (found.public_key, found.locked_identity, found.state) == (public, ARMORED, "actief")
    assert ARMORED not in repr(found)


def test_an_unknown_person_cannot_be_invited(world: World):
    with pytest.raises(NoSuchRecipient):
        world.store.recipients.invite("onbekend", NOW)


def test_who_leaves_config_is_gone_and_comes_back_with_the_same_key(world: World):
    key = world.store.recipients.get("samir")
    world.store.close()
    world.store = open_store(world.data, PEOPLE[:1])
    assert [(one.id, one.state) for one in world.store.recipients.all()] == [("noor", "actief"), ("samir", "weg")]
    assert [one.id for one in world.store.recipients.active()] == ["noor"] and world.store.recipients.key_holders() == 1
    world.store.close()
    world.store = open_store(world.data)
    assert world.store.recipients.get("samir") == key


def test_a_recovery_holder_is_no_recipient(world: World):
    public, _ = sealing.make_identity()
    assert [(person.id, there) for person, there in world.store.recipients.recovery_holders()] == [("ilse", False)]
    world.store.recipients.set_recovery("ilse", public)
    assert world.store.recipients.recovery_keys() == {"ilse": public}
    assert world.store.recipients.get("ilse") is None and len(world.store.recipients.all()) == 2
    with pytest.raises(BadKey):
        world.store.recipients.set_recovery("ilse", "age1onzin")
    world.store.recipients.sync(PEOPLE, [])
    assert world.store.recipients.recovery_keys() == {} and world.store.recipients.key_holders() == 2


def test_an_identity_locked_by_age_opens_with_its_passphrase_only():
    public, secret = sealing.make_identity()
    locked = sealing.lock_identity(secret, "zes woorden")
    assert locked.decode().startswith(sealing.ARMOR)
    assert sealing.open_with_passphrase(locked, "zes woorden") == secret
    with pytest.raises(sealing.NotOpened):
        sealing.open_with_passphrase(locked, "andere woorden")
    assert sealing.is_public_key(public) and not sealing.is_public_key(secret) and not sealing.is_public_key("")
    with pytest.raises(ValueError, match="nobody"):
        sealing.seal(b"x", [])


def test_a_challenge_is_taken_once_within_two_minutes(world: World):
    sign_in = world.store.sign_in
    first = sign_in.new_challenge("noor", b"hash", NOW)
    assert sign_in.take_challenge("onzin", NOW) is None
    assert sign_in.take_challenge(first, NOW + timedelta(seconds=119)) == ("noor", b"hash")
    assert sign_in.take_challenge(first, NOW) is None
    late = sign_in.new_challenge("noor", b"hash", NOW)
    assert sign_in.take_challenge(late, NOW + timedelta(minutes=2)) is None


def test_failures_are_counted_for_people_who_exist(world: World):
    sign_in = world.store.sign_in
    for second in range(3):
        sign_in.note_failure("noor", NOW + timedelta(seconds=second))
        sign_in.note_failure("onbekend", NOW)
    assert (sign_in.failures("noor"), sign_in.last_failure("noor")) == (3, NOW + timedelta(seconds=2))
    assert (sign_in.failures("onbekend"), sign_in.last_failure("samir")) == (0, None)
    sign_in.clear("noor")
    assert sign_in.failures("noor") == 0


def test_a_session_ends_after_eight_hours_or_half_an_hour_idle_or_when_told(world: World):
    sign_in = world.store.sign_in
    token, csrf = sign_in.open_session("noor", NOW)
    assert sign_in.session(token, NOW) == ("noor", csrf) and token != csrf
    assert sign_in.session("onzin", NOW) is None
    at = NOW
    while at < NOW + timedelta(hours=7, minutes=40):
        at += timedelta(minutes=29)
        assert sign_in.session(token, at) == ("noor", csrf)
    assert sign_in.session(token, NOW + timedelta(hours=8)) is None
    idle, _ = sign_in.open_session("noor", NOW)
    assert sign_in.session(idle, NOW + timedelta(minutes=30)) is None
    other, _ = sign_in.open_session("samir", NOW)
    sign_in.end(other)
    assert sign_in.session(other, NOW) is None


def test_a_new_key_signs_out_whoever_held_the_old_one(world: World):
    token, _ = world.store.sign_in.open_session("noor", NOW)
    world.key_for("noor")
    assert world.store.sign_in.session(token, NOW) is None


def test_no_token_is_in_the_files(world: World):
    token = world.store.recipients.invite("noor", NOW)
    session, csrf = world.store.sign_in.open_session("noor", NOW)
    challenge = world.store.sign_in.new_challenge("noor", b"hash", NOW)
    content = world.files()
    for secret in (token, session, csrf, challenge):
        assert secret.encode() not in content and bytes(secret, "ascii")[:16] not in content


def test_names_and_mail_addresses_of_recipients_stay_in_config(tmp_path: Path):
    world = make_world(tmp_path / "data", [Somebody("a", "Xaviera", mail="xaviera@school.example"), Somebody("b", "Ysbrand")])
    assert b"Xaviera" not in world.files() and b"xaviera@" not in world.files()
    world.store.close()
