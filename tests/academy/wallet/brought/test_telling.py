"""What a worker says of themselves: theirs alone, beside the badges, shown only when chosen."""

import subprocess
from collections.abc import Callable

import pytest
from sqlalchemy import select

from academy.access.models import Session
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials.models import Credential
from academy.database import db
from academy.wallet.brought import service
from academy.wallet.brought.models import Brought
from academy.wallet.sharing.models import SharedWord
from tests.academy.shown import SORTING, Shown
from tests.academy.wallet.sharing.conftest import ANSWERS, NEW, badge, link_on, opened, outside
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, BEA, GORAN, JAN, Cast, a_membership
from tests.client import AcademyClient
from tests.clock import TestClock

__all__ = ["badge", "outside"]

PAGE = "/wallet/brought"
Tell = Callable[..., Brought]


@pytest.fixture
def tell(amina: AcademyClient) -> Tell:
    """Amina fills in one form; gives the row."""

    def say(kind: str = "work", **values: str) -> Brought:
        answer = amina.submit(f"{PAGE}/new/{kind}", "brought", **values)
        assert answer.status_code == 303, text_of(answer.page)
        return db.session.scalars(select(Brought).order_by(Brought.id.desc())).first()

    return say


def test_on_the_first_day_one_is_asked_and_may_leave_it(amina: AcademyClient, tell: Tell) -> None:
    page = amina.page("/wallet")
    assert "Je hoeft niets te vertellen." in text_of(page)
    assert page.select_one(f'a[href="{PAGE}"]')

    tell("can", words="Fietsen maken")

    text = text_of(amina.page("/wallet"))
    assert "Je hoeft niets te vertellen." not in text
    assert "Dit vertel ik zelf Dit zijn geen badges." in text
    assert "Fietsen maken" in text


@pytest.mark.parametrize("kind", ["can", "wish", "work", "school", "statement", "certificate"])
def test_each_kind_is_kept_and_says_what_not_to_write(
    amina: AcademyClient, tell: Tell, kind: str
) -> None:
    page = amina.page(f"{PAGE}/new/{kind}")
    assert "Schrijf niets over je gezondheid, een uitkering of je verblijfsvergunning." in text_of(
        page
    )
    tell(kind, words="Iets met hout")
    assert "Iets met hout" in text_of(amina.page(PAGE))


def test_a_skill_of_the_palette_says_it_whole(amina: AcademyClient, tell: Tell) -> None:
    linked = amina.page(f"/wallet/skills/{SORTING}").select_one(f'a[href^="{PAGE}/new/can"]')
    chosen = amina.page(linked["href"]).select_one("#skill option[selected]")
    assert chosen["value"] == SORTING

    said = tell("can", skill=SORTING)

    assert said.skill.code == SORTING
    assert said.words == ""
    assert "Textiel sorteren" in text_of(amina.page(PAGE))


def test_words_beside_a_skill_are_not_dropped(amina: AcademyClient) -> None:
    page = f"{PAGE}/new/can"
    answer = amina.submit(page, "brought", skill=SORTING, words="en nog wat")
    assert answer.status_code == 422
    assert "Kies uit de lijst, of schrijf het zelf. Niet allebei." in text_of(answer.page)
    assert answer.page.select_one("#words")["value"] == "en nog wat"


def test_a_certificate_has_a_last_day_and_no_document(amina: AcademyClient, tell: Tell) -> None:
    page = amina.page(f"{PAGE}/new/certificate")
    assert not page.select("input[type=file]")
    tell("certificate", words="Heftruck", place="Rijschool Rap", valid_until="2026-01-31")
    text = text_of(amina.page(PAGE))
    assert "Geldig tot 31 januari 2026" in text
    assert "De tijd is om" in text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"words": ""}, "Vul in wat je wilt vertellen.", id="nothing"),
        pytest.param({"words": "x" * 81}, "Maak de tekst korter.", id="too long"),
        pytest.param({"words": "Kok", "valid_until": "gisteren"}, "Vul een datum in", id="no day"),
        pytest.param({"words": "Kok\u202e"}, "Haal de onzichtbare tekens weg.", id="hidden"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(
    amina: AcademyClient, values: dict[str, str], sentence: str
) -> None:
    answer = amina.post(f"{PAGE}/new/certificate", data=values)
    assert answer.status_code == 422
    assert sentence in text_of(answer.page)
    assert db.session.scalars(select(Brought)).all() == []


def test_it_is_changed_and_thrown_away(amina: AcademyClient, tell: Tell) -> None:
    said = tell(words="Kok", place="Eetcafé De Lepel")
    where = f"{PAGE}/{said.uuid}"
    assert amina.submit(where, "brought", words="Souschef").status_code == 303
    text = text_of(amina.page(PAGE))
    assert "Souschef Eetcafé De Lepel" in text
    assert amina.post(f"{where}/remove").status_code == 303
    assert amina.get(where).status_code == 404
    assert db.session.scalars(select(Brought)).all() == []


def test_the_same_form_sent_twice_says_it_once(amina: AcademyClient) -> None:
    key = amina.page(f"{PAGE}/new/work").select_one("input[name=key]")["value"]
    for _time in range(2):
        answer = amina.post(f"{PAGE}/new/work", data={"key": key, "words": "Kok"})
        assert answer.status_code == 303
    assert len(db.session.scalars(select(Brought)).all()) == 1


def test_there_is_an_end_to_it(
    amina: AcademyClient, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST", 1)
    tell(words="Kok")
    answer = amina.submit(f"{PAGE}/new/work", "brought", words="Ober")
    assert answer.status_code == 409
    assert "Er staat al heel veel." in text_of(answer.page)


def test_after_a_year_it_is_asked_again_without_blame(
    amina: AcademyClient, tell: Tell, clock: TestClock
) -> None:
    said = tell("wish", words="Met hout werken")
    tell("work", words="Kok")
    assert "Klopt dit nog?" not in text_of(amina.page("/wallet"))
    clock.advance(days=366)
    amina.as_(AMINA)
    assert "Klopt dit nog?" in text_of(amina.page("/wallet"))
    old = amina.page(PAGE).select_one("section[aria-labelledby=old]").get_text(" ")
    assert "Met hout werken" in old
    assert "Kok" not in old, "what was does not change"

    assert amina.post(f"{PAGE}/{said.uuid}/confirm").status_code == 303

    assert "Klopt dit nog?" not in text_of(amina.page("/wallet"))


def test_nobody_else_sees_any_of_it(client: AcademyClient, tell: Tell) -> None:
    said = tell("wish", words="Weg bij deze baas")
    client.as_(GORAN)
    assert client.get(f"{PAGE}/{said.uuid}").status_code == 404
    assert client.post(f"{PAGE}/{said.uuid}/remove").status_code == 404
    for member in (JAN, BEA):
        client.as_(member)
        assert "Weg bij" not in client.get(f"/people/{AMINA.uuid}").get_data(as_text=True)
    lines = db.session.scalars(select(AuditEvent).where(AuditEvent.action.like("brought.%"))).all()
    assert [line.chain for line in lines] == [PLATFORM_CHAIN]
    assert "Weg bij" not in str([line.details for line in lines])


def test_whoever_got_in_by_help_sees_none_of_it(
    amina: AcademyClient, tell: Tell, palette: Cast
) -> None:
    said = tell("wish", words="Weg bij deze baas")
    told = amina.get("/wallet/data.json").json["said_by_oneself"]
    assert told[0]["words"] == "Weg bij deze baas"

    a_membership(AMINA.row, team=palette.textiel)
    db.session.scalars(select(Session)).one().given_by_id = palette.schakel.id
    db.session.commit()

    for path in ("/wallet", "/wallet/passport"):
        assert "Weg bij" not in text_of(amina.page(path))
    assert amina.get(f"{PAGE}/{said.uuid}").status_code == 403


def shared(amina: AcademyClient, chosen: Credential, **words: list[str]) -> str:
    amina.submit(f"{NEW}/badges", "step", badges=[chosen.uuid.hex])
    for step, values in ANSWERS.items():
        amina.submit(f"{NEW}/{step}", "step", **values)
    asked = amina.page(f"{NEW}/words")
    assert not asked.select("input[type=checkbox][checked]")
    assert amina.submit(f"{NEW}/words", "step", **words).location == f"{NEW}/check"
    return link_on(amina, amina.submit(f"{NEW}/check", "step").location)


def test_only_what_was_chosen_goes_along_and_says_that_nobody_looked(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, tell: Tell
) -> None:
    chosen, other = tell("work", words="Kok"), tell("wish", words="Weg bij deze baas")

    text = opened(outside, shared(amina, badge, words=[chosen.uuid.hex]))

    assert "Dit vertel ik zelf Dit zijn geen badges. Niemand van de academie keek mee." in text
    assert "Kok" in text
    assert other.words not in text

    amina.post(f"{PAGE}/{chosen.uuid}/remove")
    assert db.session.scalars(select(SharedWord)).all() == []


def test_none_of_it_is_an_answer_too(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, tell: Tell
) -> None:
    tell("work", words="Kok")
    text = opened(outside, shared(amina, badge))
    assert "Dit vertel ik zelf" not in text


def test_it_stands_in_the_passport_unless_left_out(
    amina: AcademyClient, shown: Shown, tell: Tell
) -> None:
    shown(days_ago=3)
    tell("work", words="Kok", place="De Lepel")
    assert "Dit vertel ik zelf" in text_of(amina.page("/wallet/passport"))
    paper = amina.submit("/wallet/passport", "choice", words=[])
    assert "Dit vertel ik zelf" not in text_of(paper.page)

    data = {"period": "always", "words": "yes"}
    pdf = amina.post("/wallet/passport.pdf", data=data).data

    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert "Werk van vroeger: Kok, De Lepel" in " ".join(done.stdout.decode().split())


def test_without_a_badge_there_is_a_passport_of_own_words(amina: AcademyClient, tell: Tell) -> None:
    tell("can", words="Fietsen maken")
    assert amina.page("/wallet").select_one('a[href="/wallet/passport"]')
    assert "Fietsen maken" in text_of(amina.page("/wallet/passport"))
    paper = amina.post("/wallet/passport.pdf", data={"period": "always", "words": "yes"})
    assert paper.mimetype == "application/pdf"
