"""A name in another script can have its Latin letters beside it, and paper says both."""

from typing import Any

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.credentials.certifying import certificate_data
from academy.credentials.models import PaperCopy
from academy.credentials.papers import code_of
from academy.database import db
from academy.dependencies import dependencies
from academy.people.models import Person
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA, BEA, Cast
from tests.client import AcademyClient

__all__ = ["palette", "shown"]

TIGRINYA, LATIN, CHINESE = "ሰላም ተስፋይ", "Selam Tesfay", "山田 太郎"


def save(client: AcademyClient, **values: str) -> Any:
    return client.as_(BEA).submit(f"/people/{AMINA.uuid}/edit", language="nl", **values)


def names() -> tuple[str, str]:
    db.session.rollback()
    person = db.session.scalars(select(Person).where(Person.id == AMINA.row.id)).one()
    return person.name, person.latin_name


def test_a_second_spelling_is_kept_shown_and_logged_without_its_words(
    cast: Cast, client: AcademyClient
) -> None:
    assert save(client, name=TIGRINYA, latin_name=LATIN).status_code == 303

    assert names() == (TIGRINYA, LATIN)
    assert LATIN in client.page(f"/people/{AMINA.uuid}").get_text()
    [event] = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "person.changed"))
    assert event.details == {"fields": ["latin_name", "name"]}
    assert LATIN in client.as_(AMINA).page("/wallet/data").get_text()


@pytest.mark.parametrize(
    ("name", "latin", "said"),
    [
        (CHINESE, "", "Deze letters komen niet op papier."),
        (TIGRINYA, CHINESE, "Schrijf de naam hier met letters als a, b en c."),
        ("Selam", LATIN, "Laat dit leeg. De naam staat al in onze letters."),
    ],
)
def test_what_paper_cannot_show_is_told_when_it_is_typed(
    cast: Cast, client: AcademyClient, name: str, latin: str, said: str
) -> None:
    before = names()

    answer = save(client, name=name, latin_name=latin)

    assert answer.status_code == 422
    assert said in answer.page.get_text()
    assert answer.page.select_one("input[name=name]")["value"] == name
    assert names() == before


def test_a_newcomer_is_asked_as_well(cast: Cast, client: AcademyClient) -> None:
    address = f"/organisations/{cast.schakel.uuid}/people/new"
    typed = {"name": CHINESE, "role": "worker", "team": str(cast.sorteren.uuid)}

    refused = client.as_(BEA).submit(address, **typed)
    assert refused.status_code == 422
    assert "Deze letters komen niet op papier." in refused.page.get_text()
    assert client.submit(address, **typed, latin_name="Yamada Taro").status_code == 303

    db.session.rollback()
    [person] = db.session.scalars(select(Person).where(Person.latin_name != ""))
    assert (person.name, person.latin_name) == (CHINESE, "Yamada Taro")


def newest_copy() -> PaperCopy:
    db.session.rollback()
    found = select(PaperCopy).order_by(PaperCopy.number.desc()).limit(1)
    return db.session.scalars(found).one()


def test_a_new_spelling_is_a_new_paper_and_stands_on_its_page(
    client: AcademyClient, shown: Shown
) -> None:
    badge = shown()
    assert badge is not None
    address = f"/credentials/{badge.uuid}/certificate"
    save(client, name=TIGRINYA, latin_name=LATIN)

    assert client.as_(AMINA).get(f"{address}.pdf").status_code == 409
    client.post(address)

    copy = newest_copy()
    assert (copy.printed_name, copy.printed_latin_name) == (TIGRINYA, LATIN)
    code = code_of(copy, dependencies().settings.secret_key)
    assert LATIN in client.page(f"/c/{code}").get_text()
    data = certificate_data(copy.credential, copy, dependencies().settings, language="nl")
    assert (data.holder, data.holder_in_latin) == (TIGRINYA, LATIN)


def test_what_no_font_has_is_printed_in_latin_letters_alone(
    client: AcademyClient, shown: Shown
) -> None:
    shown()
    copy = newest_copy()
    copy.printed_name, copy.printed_latin_name = CHINESE, "Yamada Taro"

    data = certificate_data(copy.credential, copy, dependencies().settings, language="nl")

    assert (data.holder, data.holder_in_latin) == ("Yamada Taro", "")
