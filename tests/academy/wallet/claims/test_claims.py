"""An employer says something through a share; the worker keeps it, or throws it away."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.privacy.exporting import everything_about
from academy.security.identity import Actor
from academy.wallet.claims import service
from academy.wallet.claims.models import Claim, SentClaim
from academy.wallet.claims.queries import count_through
from academy.wallet.claims.retention import KEEP, delete_old_sent
from academy.wallet.claims.service import MOST_A_DAY, MOST_WAITING, Said
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.sharing.conftest import Sharing, opened, the_share
from tests.cast import AMINA, BEA, DEWI, JAN, OSCAR, Cast
from tests.client import AcademyClient
from tests.clock import START
from tests.pages import parse
from tests.races import race


def claims() -> list[Claim]:
    return list(db.session.scalars(select(Claim).order_by(Claim.id)))


def say(client: AcademyClient, link: str, **values: Any) -> Any:
    given = {"about": "new", "skill": "Een band plakken", "words": "Dat ging goed.",
             "firm": "De Fietsfabriek", "author": "Erik Fietsma"}  # fmt: skip
    return client.submit(f"{link}/add", **(given | values))


def text_of(client: AcademyClient, path: str) -> str:
    return " ".join(client.page(path).main.get_text(" ").split())


def answer(client: AcademyClient, word: str) -> None:
    assert client.post(f"/wallet/said/{claims()[0].uuid}/{word}").status_code == 303


def test_a_new_skill_waits_for_the_worker_and_stands_beside_the_badges(
    amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    assert say(outside, link).location == link
    assert "De persoon leest het" in text_of(outside, link)
    assert "Iemand schreef iets over je" in text_of(amina, "/wallet")
    assert "band plakken" not in text_of(amina, "/wallet")

    told = text_of(amina, "/wallet/said")
    assert "Een band plakken" in told
    assert "Erik Fietsma , zegt te werken bij De Fietsfabriek . Niet gecontroleerd." in told
    answer(amina, "accept")

    page = amina.page("/wallet")
    section = page.select_one("section[aria-labelledby=said]")
    assert "Een band plakken" in section.get_text()
    assert "Dit zijn geen badges" in section.get_text()
    assert not [each for each in page.select(".own-badge") if "plakken" in each.get_text()]


def test_what_was_typed_as_new_beside_a_badge_is_not_lost(
    outside: AcademyClient, link: str, badge: Credential
) -> None:
    answer = say(outside, link, about=badge.uuid.hex)

    page = parse(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.select_one("[name=skill]")["value"] == "Een band plakken"
    assert "Je koos een badge" in page.main.get_text()
    assert not claims()
    assert say(outside, link, about=badge.uuid.hex, skill="").location == link


def test_a_word_about_a_badge_stands_on_its_page(
    amina: AcademyClient, outside: AcademyClient, link: str, badge: Credential
) -> None:
    say(outside, link, about=badge.uuid.hex, skill="", words="Zij sorteert snel en netjes.")
    assert "netjes" not in text_of(amina, f"/wallet/{badge.uuid}")

    answer(amina, "accept")

    assert "Zij sorteert snel en netjes." in text_of(amina, f"/wallet/{badge.uuid}")
    public = outside.page(f"/credentials/{badge.uuid}").get_text()
    assert "netjes" not in public
    assert "Fietsfabriek" not in public


def test_what_is_refused_is_gone_and_can_be_thrown_away_later(
    amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    say(outside, link)
    answer(amina, "leave")
    assert claims() == []
    assert "Fietsfabriek" not in text_of(amina, "/wallet/said")

    say(outside, link)
    answer(amina, "accept")
    answer(amina, "accept")
    answer(amina, "leave")
    assert claims() == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"firm": ""}, "Vul in bij welk bedrijf je werkt."),
        ({"author": " "}, "Vul je naam in."),
        ({"skill": ""}, "Vul in wat deze persoon kan."),
        ({"about": ""}, "Kies een badge, of iets nieuws."),
        ({"about": "x"}, "Kies een van de mogelijkheden."),
        ({"skill": "x" * 81}, "Maak de tekst korter."),
        ({"words": "x" * 301}, "Maak de tekst korter."),
        ({"firm": "De \u202eFabriek"}, "Haal de onzichtbare tekens weg."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    outside: AcademyClient, link: str, wrong: dict[str, str], told: str
) -> None:
    found = say(outside, link, **wrong)

    assert found.status_code == 422
    assert told in " ".join(found.page.main.get_text(" ").split())
    if "author" not in wrong:
        assert found.page.select_one("#author")["value"] == "Erik Fietsma"
    assert claims() == []


def test_a_badge_that_was_not_shared_cannot_be_spoken_of(
    outside: AcademyClient, link: str, shown: Shown, palette: Cast
) -> None:
    own, others = shown(skill=EMERGENCY), shown(DEWI, by=OSCAR, team=palette.textiel)
    for badge in (own, others):
        assert badge is not None
        assert say(outside, link, about=badge.uuid.hex).status_code == 422


def test_links_and_markup_are_shown_as_they_were_typed(
    amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    say(outside, link, words="<a href='https://x.example'>klik</a> https://x.example")

    page = amina.page("/wallet/said")

    assert not page.select(".said a")
    assert "<a href='https://x.example'>" in page.select_one(".said").get_text()


def test_only_whoever_looked_can_say_something(
    app: Flask, amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    stranger = app.test_client()
    for client in (stranger, amina):
        for method in ("GET", "POST"):
            found = client.open(f"{link}/add", method=method)
            assert (found.status_code, found.location) == (303, link)
    amina.post(f"/wallet/shares/{the_share().uuid}/stop")
    for method in ("GET", "POST"):
        assert outside.open(f"{link}/add", method=method).status_code == 410
    assert claims() == []


def test_the_same_form_sent_twice_says_it_once(outside: AcademyClient, link: str) -> None:
    key = str(uuid4())
    for _each in range(2):
        assert say(outside, link, key=key).status_code == 303
    assert len(claims()) == 1


def test_what_was_thrown_away_does_not_come_back_with_the_same_form(
    amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    key = str(uuid4())
    first = say(outside, link, key=key)
    answer(amina, "leave")

    again = say(outside, link, key=key)

    assert (again.status_code, again.location) == (first.status_code, first.location)
    assert claims() == []


def test_whoever_wrote_enough_cannot_tell_that_something_was_thrown_away(
    amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    for _each in range(MOST_A_DAY):
        say(outside, link)
    answer(amina, "leave")

    assert "Probeer het morgen weer" in say(outside, link).page.main.get_text()
    share, day = the_share().uuid, timedelta(days=1)
    assert count_through(share, START - day) == MOST_A_DAY
    assert count_through(share, START) == 0


def test_that_something_was_said_is_forgotten_when_no_form_can_come_any_more(
    amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    say(outside, link)
    answer(amina, "leave")

    for late, left in ((timedelta(), 1), (timedelta(seconds=1), 0)):
        delete_old_sent(START + KEEP + late)
        assert len(db.session.scalars(select(SentClaim)).all()) == left


def test_nobody_else_reads_or_answers_it(
    client: AcademyClient, outside: AcademyClient, link: str
) -> None:
    say(outside, link)
    key = claims()[0].uuid
    for somebody in (JAN, BEA, DEWI):
        client.as_(somebody)
        assert "Fietsfabriek" not in text_of(client, "/wallet/said")
        for word in ("accept", "leave"):
            assert client.post(f"/wallet/said/{key}/{word}").status_code == 404
        assert client.get(f"/wallet/said/{key}/file").status_code == 404
    assert claims()[0].accepted_at is None


def test_it_stays_when_the_share_is_gone_and_is_in_the_own_file(
    amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    say(outside, link)
    answer(amina, "accept")
    amina.post(f"/wallet/shares/{the_share().uuid}/stop")

    assert "Een band plakken" in text_of(amina, "/wallet")
    (told,) = everything_about(AMINA.identity(), now=START)["said_by_others"]
    assert (told["firm"], told["skill"]) == ("De Fietsfabriek", "Een band plakken")


def test_the_log_says_that_and_not_what(
    amina: AcademyClient, outside: AcademyClient, link: str
) -> None:
    say(outside, link)
    answer(amina, "accept")
    answer(amina, "leave")

    lines = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action.like("claim.%")).order_by(AuditEvent.id)
    ).all()
    assert [(line.chain, line.action, line.details) for line in lines] == [
        (0, "claim.made", {}), (0, "claim.accepted", {}), (0, "claim.left", {}),
    ]  # fmt: skip
    assert lines[0].actor is None
    assert "Fietsfabriek" not in repr([vars(each) for each in lines])


def test_there_is_an_end_to_how_much_is_said(outside: AcademyClient, link: str) -> None:
    for _each in range(MOST_A_DAY):
        assert say(outside, link).status_code == 303

    found = say(outside, link)

    assert found.status_code == 409
    assert "Probeer het morgen weer" in found.page.main.get_text()
    assert found.page.select_one("#skill")["value"] == "Een band plakken"


def said() -> Said:
    return Said(uuid=uuid4(), credential_id=None, skill="x", words="", firm="f", author="a")


def put(what: Said) -> None:
    number = AMINA.row.id
    with transaction(row(Person, number)):
        service.say(
            number, uuid4(), what, dependencies().settings, by=Actor(None, "test"), now=START
        )


def test_nobody_gets_more_than_they_can_read(link: str) -> None:
    for _each in range(MOST_WAITING):
        put(said())
    with pytest.raises(AcademyError, match="too-many-claims"):
        put(said())


def test_two_at_once_are_one_too_many(app: Flask, link: str) -> None:
    for _each in range(MOST_WAITING - 1):
        put(said())

    assert race(app, lambda: put(said()), lambda: put(said())) == ["AcademyError", "done"]

    assert len(claims()) == MOST_WAITING


def test_opening_a_link_again_shows_the_button(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)
    assert not outside.page(link).select(f'a[href="{link}/add"]')
    opened(outside, link)
    assert outside.page(link).select(f'a[href="{link}/add"]')
