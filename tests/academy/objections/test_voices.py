"""An objection may be spoken: heard by the worker and by whoever decides, and by nobody else."""

import io
import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from academy.assessments.models import VoiceMessage, WorkerResponse
from academy.database import db
from academy.dependencies import dependencies
from academy.media.sounds import Sound, sound_of
from academy.objections.voices import MAX_BYTES, MOST_OF_AN_OBJECTION
from academy.security.identity import Role
from tests.academy.assessments.conftest import Save, filled_in
from tests.academy.objections.test_objections import DECISION, end_membership, review_of
from tests.academy.privacy.test_files import keep, kept, run
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    CAS,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Member,
)
from tests.client import AcademyClient
from tests.clock import TestClock

WEBM = (
    b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + b"\0" * 90 + b"\x86\x86A_OPUS" + b"\1" * 900
)
OGG = b"OggS\0\2" + b"\0" * 20 + b"\1\x13OpusHead" + b"\1" * 900
MP4 = b"\0\0\0\x1cftypiso5\0\0\2\0" + b"\1" * 5000 + b"\0\0\0\x5amp4a" + b"\0" * 90
PAGE = b"<!doctype html><script>alert(1)</script>"


def say(
    client: AcademyClient, shown: str, sound: bytes = WEBM, *, status: int = 303, **more: str
) -> TestResponse:
    data = {"kind": "objects", "about": "", "reason": "", **more}
    file = (io.BytesIO(sound), "voice", "text/html")
    answer = client.as_(AMINA).post(f"{shown}/response", data={**data, "voice": file})
    answer.request.environ["wsgi.input"].close()  # the test client keeps half a megabyte on disk
    assert answer.status_code == status
    return answer


def message() -> VoiceMessage:
    db.session.rollback()
    return db.session.scalars(select(VoiceMessage)).one()


def address_of(shown: str) -> str:
    return f"{shown}/voices/{message().uuid}"


@pytest.mark.parametrize(
    ("content", "sound"),
    [
        pytest.param(WEBM, Sound.WEBM, id="WebM with Opus"),
        pytest.param(OGG, Sound.OGG, id="Ogg with Opus"),
        pytest.param(MP4, Sound.MP4, id="MP4 with AAC, its index last"),
        pytest.param(WEBM.replace(b"webm", b"mkv4"), None, id="Matroska"),
        pytest.param(WEBM.replace(b"A_OPUS", b"V_VP8\0"), None, id="WebM with pictures only"),
        pytest.param(OGG.replace(b"OpusHead", b"\x80theora\0"), None, id="Ogg with pictures"),
        pytest.param(MP4.replace(b"mp4a", b"avc1"), None, id="MP4 with pictures only"),
        pytest.param(PAGE, None, id="a page"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_what_it_is_is_read_from_the_bytes(content: bytes, sound: Sound | None) -> None:
    assert sound_of(content) is sound


@pytest.mark.parametrize("sound", [WEBM, OGG, MP4], ids=["webm", "ogg", "mp4"])
def test_a_voice_is_enough_and_comes_back_as_what_it_is(
    client: AcademyClient, save: Save, sound: bytes
) -> None:
    shown = save().location
    say(client, shown, sound)
    answer = client.as_(PIET).get(address_of(shown))
    assert answer.data == sound
    assert answer.mimetype == sound_of(sound)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert [each.reason for each in db.session.scalars(select(WorkerResponse))] == [""]


def test_a_player_may_ask_for_a_part(client: AcademyClient, save: Save) -> None:
    shown = save().location
    say(client, shown)
    answer = client.as_(PIET).get(address_of(shown), headers={"Range": "bytes=0-1"})
    assert (answer.status_code, answer.data) == (206, WEBM[:2])
    assert answer.headers["Cache-Control"] == "no-store", "a person's voice is kept nowhere"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    ("member", "status"),
    [(AMINA, 200), (PIET, 200), (BEA, 200), (JAN, 404), (FATMA, 404), (OSCAR, 404), (CAS, 404),
     (ANNA, 404), (GORAN, 404)],
    ids=lambda value: getattr(value, "name", value),
)  # fmt: skip
def test_it_is_heard_by_the_worker_and_by_who_decides(
    client: AcademyClient, save: Save, member: Member, status: int
) -> None:
    shown = save().location
    say(client, shown)
    assert client.as_(member).get(address_of(shown)).status_code == status


def test_who_decides_no_more_hears_it_no_more(client: AcademyClient, save: Save) -> None:
    shown = save().location
    say(client, shown)
    heard = address_of(shown)
    client.as_(BEA).post(f"{review_of(shown)}/refer")
    answers = {member.name: client.as_(member).get(heard).status_code for member in (BEA, ANNA)}
    assert answers == {BEA.name: 403, ANNA.name: 200}
    client.as_(ANNA).post(review_of(shown), data=DECISION)
    assert client.as_(ANNA).get(heard).status_code == 404


def test_a_message_of_another_assessment_is_not_there(client: AcademyClient, save: Save) -> None:
    shown, other = save().location, save(filled_in(level=3)).location
    say(client, shown)
    heard = address_of(shown).replace(shown, other)
    for member in (AMINA, PIET):
        assert client.as_(member).get(heard).status_code == 404


def test_it_stands_on_the_pages_of_these_two_only(client: AcademyClient, save: Save) -> None:
    shown = save().location
    before = client.as_(JAN).page(shown).select_one("main").get_text()
    say(client, shown)
    for member, page in ((AMINA, shown), (PIET, review_of(shown))):
        players = client.as_(member).page(page).select("main audio")
        assert [each["src"] for each in players] == [address_of(shown)]
    assert client.as_(JAN).page(shown).select_one("main").get_text() == before
    assert client.page(shown).select("audio") == []


def test_only_the_page_of_an_objection_may_record(client: AcademyClient, save: Save) -> None:
    shown = save().location
    say(client, shown)
    expected = {
        (AMINA, f"{shown}/response"): ("microphone=(self)", "media-src blob:"),
        (AMINA, shown): ("microphone=()", "media-src 'self'"),
        (PIET, review_of(shown)): ("microphone=()", "media-src 'self'"),
        (JAN, shown): ("microphone=()", None),
        (AMINA, "/wallet"): ("microphone=()", None),
    }
    for (member, page), (microphone, media) in expected.items():
        headers = client.as_(member).get(page).headers
        policy = headers["Content-Security-Policy"]
        assert microphone in headers["Permissions-Policy"]
        assert (media in policy) if media else ("media-src" not in policy)


@pytest.mark.parametrize(
    ("sound", "status", "sentence"),
    [
        pytest.param(PAGE, 415, "Neem je bericht opnieuw op.", id="a page"),
        pytest.param(WEBM + bytes(MAX_BYTES), 413, "Praat hoogstens 1 minuut.", id="too long"),
    ],
)
def test_what_is_no_message_is_refused_with_a_sentence(
    client: AcademyClient, save: Save, sound: bytes, status: int, sentence: str
) -> None:
    answer = say(client, save().location, sound, status=status)
    assert sentence in answer.page.get_text()
    assert kept() == set()
    assert db.session.scalars(select(WorkerResponse)).all() == []


def test_a_page_that_comes_back_says_that_the_message_is_gone(
    client: AcademyClient, save: Save
) -> None:
    answer = say(client, save().location, kind="", status=422)
    assert "Je bericht is niet bewaard." in answer.page.get_text()
    assert kept() == set()


def test_a_message_with_it_is_right_is_not_kept(client: AcademyClient, save: Save) -> None:
    say(client, save().location, kind="agrees")
    assert kept() == set()
    assert db.session.scalars(select(VoiceMessage)).all() == []


def test_the_same_again_is_kept_once_and_another_beside_it(
    client: AcademyClient, save: Save
) -> None:
    shown = save().location
    for sound in (WEBM, WEBM, OGG):
        say(client, shown, sound)
    db.session.rollback()
    rows = db.session.scalars(select(VoiceMessage).order_by(VoiceMessage.id)).all()
    assert [each.mimetype for each in rows] == [Sound.WEBM, Sound.OGG]
    assert kept() == {each.storage_key for each in rows}


def test_a_message_after_the_decision_leaves_nothing_behind(
    client: AcademyClient, save: Save
) -> None:
    shown = save().location
    say(client, shown)
    client.as_(PIET).post(review_of(shown), data=DECISION)
    say(client, shown, OGG, status=409)
    assert kept() == {message().storage_key}


def test_erasing_takes_it_along_though_the_badge_stays(
    app: Flask, client: AcademyClient, save: Save
) -> None:
    say(client, save().location)
    app.test_cli_runner().invoke(args=["people", "erase", str(AMINA.uuid), "--commit"])
    db.session.rollback()
    assert db.session.scalars(select(VoiceMessage)).all() == []
    assert kept() == set()


def test_it_is_deleted_with_its_observation(
    app: Flask, client: AcademyClient, save: Save, clock: TestClock
) -> None:
    say(client, save(filled_in(0, seen=1)).location)
    clock.advance(days=190)
    run(app, "delete-old-assessments")
    db.session.rollback()
    assert db.session.scalars(select(VoiceMessage)).all() == []
    assert kept() == set()


def test_a_night_sweeps_a_message_without_a_row(
    app: Flask, client: AcademyClient, save: Save
) -> None:
    say(client, save().location)
    young = keep("voices/of-now/one", age=timedelta(hours=23))
    keep("voices/of-long-ago/one")
    dependencies().files.put(message().storage_key, WEBM)
    run(app, "sweep-files")
    assert kept() == {message().storage_key, young}


def test_it_is_in_what_the_worker_may_ask_for(
    app: Flask, client: AcademyClient, save: Save
) -> None:
    shown = save().location
    say(client, shown, about="better")
    answer = app.test_cli_runner().invoke(args=["people", "export", str(AMINA.uuid)])
    [observation] = json.loads(answer.output)["observations"]
    [voice] = observation["your_voice"]
    assert (voice["type"], voice["bytes"]) == ("audio/webm", len(WEBM))
    assert observation["your_answers"][0]["about"] == "better"
    assert "Berichten die je insprak" in client.as_(AMINA).page("/wallet/data").get_text()


def test_where_nobody_else_is_the_academy_hears_it(client: AcademyClient, save: Save) -> None:
    for other in (FATMA, PIET):
        end_membership(other, Role.TEAM_LEADER)
    end_membership(BEA, Role.ORGANISATION_ADMIN)
    shown = save().location
    say(client, shown)
    assert client.as_(ANNA).get(address_of(shown)).status_code == 200


def test_enough_is_kept_of_one_objection(client: AcademyClient, save: Save) -> None:
    shown = save().location
    for number in range(MOST_OF_AN_OBJECTION):
        say(client, shown, WEBM + bytes([number]))
    refused = say(client, shown, WEBM + b"one more", status=409)
    assert "Je hebt hier al 5 berichten ingesproken." in refused.page.get_text()
    say(client, shown, WEBM + b"\0")  # what is known is no message more
    db.session.rollback()
    assert len(db.session.scalars(select(VoiceMessage.id)).all()) == MOST_OF_AN_OBJECTION
    assert len(list(dependencies().files.keys("voices/"))) == MOST_OF_AN_OBJECTION


def test_enough_is_kept_of_one_person_until_somebody_has_listened(
    client: AcademyClient, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("academy.objections.voices.MOST_WAITING", 2)
    first, second, third = save().location, save().location, save().location
    say(client, first)
    say(client, second)
    assert "Er wachten al veel berichten" in say(client, third, status=409).page.get_text()
    decision = {"outcome": "stands", "explanation": "Geluisterd."}
    assert client.as_(PIET).post(review_of(first), data=decision).status_code == 303
    say(client, third)
