"""A skill that is heard, and how it is done: offered by who can, checked by the academy."""

import io

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from academy.catalogue.showing import crafts
from academy.catalogue.showing.models import Craft, SkillSound
from academy.catalogue.showing.recordings import MOST_MEGABYTES
from academy.database import db
from academy.dependencies import dependencies
from academy.media.sounds import Sound, sound_of
from academy.privacy import erasing, sweeping
from tests.academy.catalogue.test_draft import change, publish
from tests.academy.catalogue.test_keep_palette import the_actions
from tests.academy.objections.test_voices import MP4, OGG, PAGE, WEBM
from tests.cast import ANNA, BRAM, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock

CODE = "textiel-sorteren"
SOUNDS = f"/palette/skills/{CODE}/sounds"
CRAFT = f"/skills/{CODE}/craft"
MP3 = b"ID3\4\0" + b"\0" * 500


@pytest.fixture(autouse=True)
def _palette(cast: Cast, palette: None) -> None:
    """Everybody, and all skills."""


def a_file(content: bytes, name: str = "opname.m4a") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def a_photo(shade: int = 90) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (60, 40), (shade, 30, 30))
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def say(client: AcademyClient, content: bytes = MP4, language: str = "nl"):
    data = {"language": language, "sound": a_file(content)}
    answer = client.post(SOUNDS, data=data, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()  # the test client keeps half a megabyte on disk
    return answer


def offer(client: AcademyClient, **changes: object):
    sent = {
        **{f"photo_{number}": (a_photo(number * 20), "foto.jpg") for number in (1, 2, 3)},
        "sentence": "Trek de stof strak.",
        "sound": (MP4, "opname.m4a"),
        "agreed": "y",
    } | changes
    data = {
        name: a_file(*value) if isinstance(value, tuple) else value
        for name, value in sent.items()
        if value is not None
    }
    return client.post(CRAFT, data=data, content_type="multipart/form-data")


def the_craft() -> Craft:
    db.session.expire_all()
    return db.session.scalars(select(Craft)).one()


def photo_of(craft: Craft, place: int = 0) -> str:
    return f"/crafts/{craft.uuid}/photos/{craft.photos[place].uuid}"


class TestSound:
    def test_a_recording_is_played_on_the_page_of_the_skill(self, client: AcademyClient) -> None:
        assert not client.page(f"/skills/{CODE}").select("audio")

        assert say(client.as_(ANNA)).status_code == 303

        player = client.get("/sign-out") and client.page(f"/skills/{CODE}").select_one("audio")
        answer = client.get(player["src"])
        assert (answer.data, answer.mimetype) == (MP4, "audio/mp4")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        page = client.get(f"/skills/{CODE}")
        assert "media-src 'self'" in page.headers["Content-Security-Policy"]
        assert the_actions()[-1] == "skill-sound.kept"

    def test_safari_asks_for_parts(self, client: AcademyClient) -> None:
        say(client.as_(ANNA))

        answer = client.get(f"/skills/{CODE}/sound/nl", headers={"Range": "bytes=0-1"})

        assert (answer.status_code, answer.data) == (206, MP4[:2])

    def test_it_is_fetched_once_and_asked_about(self, client: AcademyClient) -> None:
        """So that one that was taken away is heard no more."""
        say(client.as_(ANNA))
        first = client.get(f"/skills/{CODE}/sound/nl")

        known = {"If-None-Match": first.headers["ETag"]}
        again = client.get(f"/skills/{CODE}/sound/nl", headers=known)

        assert first.headers["Cache-Control"] == "private, no-cache"
        assert (again.status_code, again.data) == (304, b"")

    def test_each_language_has_one_and_others_hear_dutch(self, client: AcademyClient) -> None:
        for content, language in ((MP4, "nl"), (OGG, "en"), (WEBM, "en")):
            say(client.as_(ANNA), content, language)

        assert len(db.session.scalars(select(SkillSound)).all()) == 2
        client.set_cookie("language", "en")
        assert client.page(f"/skills/{CODE}").select_one("audio")["src"].endswith("/sound/en")
        assert client.get(f"/skills/{CODE}/sound/en").data == WEBM
        assert client.get(f"/skills/{CODE}/sound/ar").status_code == 404

    def test_after_a_new_version_somebody_is_asked_to_listen(self, client: AcademyClient) -> None:
        anna = client.as_(ANNA)
        say(anna)
        change(anna, description_nl="Je sorteert kleren.")
        publish(anna)

        assert "luister of het nog klopt" in anna.page(SOUNDS).get_text()

    def test_a_recording_can_be_taken_away(self, client: AcademyClient) -> None:
        say(client.as_(ANNA))

        assert client.post(f"{SOUNDS}/nl/delete").status_code == 303

        assert client.get(f"/skills/{CODE}/sound/nl").status_code == 404

    @pytest.mark.parametrize(
        "content", [PAGE, b"", a_photo(), b"ID" + b"\0" * 99], ids=["page", "empty", "photo", "no"]
    )
    def test_what_is_no_sound_is_told_at_the_field(
        self, client: AcademyClient, content: bytes
    ) -> None:
        answer = say(client.as_(ANNA), content)

        assert answer.status_code == 422
        assert answer.page.select_one("#sound-error")
        assert not db.session.scalars(select(SkillSound)).all()

    def test_what_is_too_large_is_told_at_the_field(self, client: AcademyClient) -> None:
        answer = say(client.as_(ANNA), MP4 + b"\0" * MOST_MEGABYTES * 1024 * 1024)

        assert answer.status_code == 422
        assert "te groot" in answer.page.select_one("#sound-error").get_text()

    def test_an_mp3_is_sound_too(self) -> None:
        assert sound_of(MP3) is Sound.MP3
        for version in (b"\xfb\x90", b"\xf2\x40", b"\xe3\x18"):
            assert sound_of(b"\xff" + version + b"\xc4" + b"\0" * 400) is Sound.MP3

    def test_only_the_academy_puts_sound_there(self, client: AcademyClient) -> None:
        assert client.as_(JAN).get(SOUNDS).status_code == 403
        assert say(client).status_code == 403


class TestCraft:
    def test_nobody_sees_it_before_the_academy_looked(self, client: AcademyClient) -> None:
        assert offer(client.as_(BRAM)).status_code == 303
        photo = photo_of(the_craft())

        assert "De academie kijkt ernaar" in client.page(CRAFT).get_text()
        assert client.get(photo).status_code == 200
        assert client.as_(JAN).get(photo).status_code == 404
        assert client.get(f"/crafts/{the_craft().uuid}/sound").status_code == 404
        assert "Trek de stof strak" not in client.page(f"/skills/{CODE}").get_text()

    def test_what_the_academy_shows_everybody_sees_and_hears(self, client: AcademyClient) -> None:
        offer(client.as_(BRAM))
        client.as_(ANNA)
        link = client.page("/palette/crafts").select_one("main tbody a")["href"]
        assert "Trek de stof strak." in client.page(link).get_text()

        assert client.post(f"{link}/show", data={"reason": "Mooi!"}).status_code == 303

        client.as_(JAN)
        page = client.page(f"/skills/{CODE}")
        assert "Trek de stof strak." in page.get_text()
        assert len(page.select(".craft__photos img")) == 3
        assert client.get(page.select_one(".craft audio")["src"]).data == MP4
        assert BRAM.row.name not in page.get_text()
        assert "Mooi!" in client.as_(BRAM).page(CRAFT).get_text()

    def test_photos_are_made_anew_without_what_the_phone_added(self, client: AcademyClient) -> None:
        offer(client.as_(BRAM))

        content = client.get(photo_of(the_craft(), 1)).data

        assert Image.open(io.BytesIO(content)).size == (60, 40)
        assert b"taken at home" not in content

    def test_what_is_not_shown_has_a_reason_that_the_maker_reads(
        self, client: AcademyClient
    ) -> None:
        offer(client.as_(BRAM))
        address = f"/palette/crafts/{the_craft().uuid}"

        assert client.as_(ANNA).post(f"{address}/decline").status_code == 422
        told = client.post(f"{address}/decline", data={"why_not": "Er is een gezicht te zien."})

        assert told.status_code == 303
        assert "Er is een gezicht te zien." in client.as_(BRAM).page(CRAFT).get_text()
        assert "Er wacht niets" in client.as_(ANNA).page("/palette/crafts").get_text()

    def test_what_was_shown_can_be_taken_away_by_the_academy(self, client: AcademyClient) -> None:
        offer(client.as_(BRAM))
        address = f"/palette/crafts/{the_craft().uuid}"
        client.as_(ANNA).post(f"{address}/show")

        client.post(f"{address}/decline", data={"why_not": "Het klopt niet meer."})

        assert not client.page(f"/skills/{CODE}").select(".craft")

    def test_of_two_decisions_the_second_same_one_is_told(self, client: AcademyClient) -> None:
        offer(client.as_(BRAM))
        address = f"/palette/crafts/{the_craft().uuid}/show"
        client.as_(ANNA).post(address)

        assert client.post(address).status_code == 409

    def test_the_maker_takes_it_back_also_when_it_is_shown(self, client: AcademyClient) -> None:
        offer(client.as_(BRAM))
        uuid, photo = the_craft().uuid, photo_of(the_craft())
        client.as_(ANNA).post(f"/palette/crafts/{uuid}/show")
        assert client.as_(JAN).post(f"/crafts/{uuid}/delete").status_code == 404

        assert client.as_(BRAM).post(f"/crafts/{uuid}/delete").status_code == 303

        assert client.get(photo).status_code == 404
        assert the_actions()[-1] == "craft.taken_back"

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            pytest.param({"photo_2": None}, "photo_2", id="two photos"),
            pytest.param({"photo_3": (PAGE, "foto.jpg")}, "photo_3", id="no photo"),
            pytest.param({"sentence": " "}, "sentence", id="no sentence"),
            pytest.param({"sentence": "a" * 161}, "sentence", id="too long"),
            pytest.param({"sound": None}, "sound", id="not spoken"),
            pytest.param({"sound": (PAGE, "opname.m4a")}, "sound", id="no sound"),
            pytest.param({"agreed": None}, "agreed", id="no yes"),
        ],
    )
    def test_what_lacks_is_told_at_the_field(
        self, client: AcademyClient, changes: dict[str, object], field: str
    ) -> None:
        answer = offer(client.as_(BRAM), **changes)

        assert answer.status_code == 422
        assert answer.page.select_one(f"#{field}-error")
        assert not db.session.scalars(select(Craft)).all()

    def test_who_offered_enough_waits_for_an_answer(self, client: AcademyClient) -> None:
        client.as_(BRAM)
        for _each in range(crafts.MOST_WAITING):
            assert offer(client).status_code == 303

        answer = offer(client)

        assert answer.status_code == 409
        assert "Wacht tot de academie heeft gekeken" in answer.page.get_text()

    def test_sent_twice_it_is_one(self, client: AcademyClient) -> None:
        key = client.as_(BRAM).page(CRAFT).select_one("input[name=key]")["value"]

        assert [offer(client, key=key).status_code for _ in range(2)] == [303, 303]

        assert str(the_craft().uuid) == key

    def test_a_key_of_somebody_else_takes_nothing_of_theirs(self, client: AcademyClient) -> None:
        offer(client.as_(BRAM))
        taken = the_craft().uuid

        assert offer(client.as_(JAN), key=str(taken)).status_code == 303

        found = db.session.scalars(select(Craft.person_id).order_by(Craft.id)).all()
        assert len(set(found)) == 2

    def test_an_unknown_skill_or_a_visitor_offers_nothing(self, client: AcademyClient) -> None:
        assert client.get(CRAFT).status_code in {302, 303, 401}
        assert client.as_(BRAM).get("/skills/is-er-niet/craft").status_code == 404

    def test_whoever_is_forgotten_leaves_no_hands_and_no_voice(
        self, app: Flask, client: AcademyClient
    ) -> None:
        offer(client.as_(BRAM))
        files, keys = dependencies().files, list(crafts.keys_of(BRAM.row))
        assert len(keys) == 4

        assert erasing.all_files(BRAM.row, files) == set(keys)
        erasing.erase(BRAM.row, by=ANNA.actor, now=START)
        db.session.commit()

        assert not db.session.scalars(select(Craft)).all()

    def test_the_night_sweeps_up_what_no_row_names(
        self, client: AcademyClient, clock: TestClock
    ) -> None:
        offer(client.as_(BRAM))
        say(client.as_(ANNA))
        kept = set(dependencies().files.keys())
        say(client, OGG)

        named = {key for key in dependencies().files.keys() if sweeping.is_named(key)}  # noqa: SIM118

        assert len(kept - named) == 1
        assert len(named) == 5
