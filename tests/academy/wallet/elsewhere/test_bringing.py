"""A worker brings badges from elsewhere: kept as they came, apart from the own, theirs alone."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import undefer

from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials.models import Credential, PaperCopy
from academy.credentials.papers import code_of
from academy.database import db
from academy.wallet.elsewhere import service
from academy.wallet.elsewhere.models import ForeignBadge
from academy.wallet.elsewhere.queries import PER_PAGE
from badges.fetching import OfflineMap
from tests.academy.shown import Shown
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.test_list import text_of
from tests.badges.foundry import VERVALSER, Json, badge, png, signed, signer
from tests.badges.foundry.badges import world
from tests.badges.foundry.wrapping import in_svg, itxt
from tests.cast import AMINA, GORAN, Cast
from tests.client import AcademyClient
from tests.statements import count_statements

__all__ = ["elsewhere"]

ISSUER = {"id": VERVALSER, "type": ["Profile"], "name": "De Lasschool"}
REVOKED = "https://vervalser.example/revocations/1"


def foreign(index: int = 100, *, name: str = "", **changes: Any) -> bytes:
    changes = {"issuer": ISSUER, "credentialStatus": None, **changes}
    document = badge(index, **changes)
    if name:
        identity = {
            "type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": name,
        }  # fmt: skip
        document["credentialSubject"]["identifier"] = [identity]
    return json.dumps(signed(document, signer(9, owner=VERVALSER))).encode()


Bring = Callable[..., Any]


@pytest.fixture
def bring(elsewhere: Flask, amina: AcademyClient) -> Bring:
    """Amina brings a file, or pastes a text."""

    def send(content: bytes | str) -> Any:
        if isinstance(content, str):
            data: Json = {"text": content}
        else:
            data = {"file": (io.BytesIO(content), "badge")}
        return amina.post("/wallet/elsewhere/new", data=data)

    return send


def kept() -> list[ForeignBadge]:
    found = select(ForeignBadge).order_by(ForeignBadge.id).options(undefer(ForeignBadge.source))
    return list(db.session.scalars(found))


def test_the_page_says_what_can_be_put_in(amina: AcademyClient) -> None:
    assert "Hier staat nog niets" in text_of(amina.page("/wallet/elsewhere"))
    text = text_of(amina.page("/wallet/elsewhere/new"))
    assert "een plaatje van een badge (PNG of SVG)" in text
    assert "Een foto van een papier of een diploma kan niet." in text


@pytest.mark.parametrize("kind", ["json", "png", "svg"])
def test_a_badge_is_kept_word_for_word(bring: Bring, amina: AcademyClient, kind: str) -> None:
    signed_badge = foreign().decode()
    source = {
        "json": foreign(), "png": png(itxt(signed_badge)), "svg": in_svg(signed_badge),
    }[kind]  # fmt: skip
    assert bring(source).status_code == 303
    (row,) = kept()
    assert (row.source, row.kind, row.size) == (source, kind, len(source))
    assert row.verdict == "unknown-issuer"
    assert row.issuer == "De Lasschool"
    answer = amina.get(f"/wallet/elsewhere/{row.uuid}/file")
    assert answer.data == source
    assert answer.headers["Content-Disposition"] == f"attachment; filename=badge.{kind}"


def unknown_signature() -> bytes:
    document = json.loads(foreign())
    document["proof"][0] |= {"type": "JsonWebSignature2020"}
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "content",
    [unknown_signature(), "een badge".encode("utf-16"), foreign().decode().encode("utf-16")],
    ids=["a signature of another kind", "a text in UTF-16", "a badge in UTF-16"],
)
def test_what_we_cannot_read_tomorrow_either_is_said_so(bring: Bring, content: bytes) -> None:
    answer = bring(content)
    assert answer.status_code == 422
    assert "Dit soort bestand kunnen we niet controleren" in answer.text
    assert kept() == []


def test_a_website_that_gives_no_answer_may_be_asked_tomorrow(bring: Bring) -> None:
    away = {"id": "did:web:nergens.example", "type": ["Profile"], "name": "Nergens"}
    document = badge(1, issuer=away, credentialStatus=None)
    answer = bring(json.dumps(signed(document, signer(9, owner=away["id"]))))
    assert answer.status_code == 422
    assert "Probeer het morgen nog een keer" in answer.text


def test_it_is_asked_whose_it_is_unless_it_says_so(bring: Bring, amina: AcademyClient) -> None:
    assert bring(foreign(1, name=AMINA.name)).status_code == 303
    asked = bring(foreign(2, name="Iemand Anders"))
    page = amina.page(asked.location)
    assert "In de badge staat: Iemand Anders ." in text_of(page)
    assert [bool(row.confirmed_at) for row in kept()] == [True, False]
    listed = text_of(amina.page("/wallet/elsewhere"))
    assert "Is dit jouw badge?" in listed
    assert amina.post(f"{asked.location}/confirm").status_code == 303
    assert all(row.confirmed_at for row in kept())
    assert amina.post(f"{asked.location}/remove").status_code == 303
    assert len(kept()) == 1
    assert amina.get(asked.location).status_code == 404


def test_the_same_badge_in_a_picture_is_told(bring: Bring) -> None:
    assert bring(foreign()).status_code == 303
    again = bring(png(itxt(foreign())))
    assert again.status_code == 409
    assert "Deze badge heb je al bewaard." in text_of(again.page)
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"hallo", "Hier zit geen badge in.", id="not a badge"),
        pytest.param(png(), "Hier zit geen badge in.", id="a picture of a cat"),
        pytest.param(
            foreign().replace(b"Textiel", b"Metaal!", 1), "Deze badge klopt niet.", id="changed"
        ),
        pytest.param("https://nergens.example/1", "Deze link werkt niet.", id="dead link"),
        pytest.param("http://oud.example/1", "Deze link is niet veilig.", id="without a lock"),
        pytest.param(
            "https://localhost/s/0123456789abcdefghjkmnpq",
            "Achter deze link staat geen badge.",
            id="a link that shows badges",
        ),
        pytest.param("", "Kies een bestand, of plak de link.", id="nothing"),
    ],
)
def test_what_is_no_badge_is_told_and_not_kept(
    bring: Bring, content: bytes | str, sentence: str
) -> None:
    answer = bring(content)
    assert answer.status_code == 422
    assert sentence in text_of(answer.page)
    assert kept() == []


@pytest.mark.parametrize(
    "pasted",
    [
        "https://vervalser.example/badges/7",
        "vervalser.example/badges/7",
        "Kijk eens (https://vervalser.example/badges/7).\nGroet!",
    ],
)
def test_a_link_is_opened_and_what_it_gives_is_kept(
    bring: Bring, elsewhere: Flask, pasted: str
) -> None:
    """Never the message around the link: without that website it would say nothing."""
    there = {**world(), "https://vervalser.example/badges/7": json.loads(foreign(7))}
    deps = elsewhere.extensions["academy"]
    elsewhere.extensions["academy"] = replace(deps, elsewhere=OfflineMap(there))
    assert bring(pasted).status_code == 303
    assert json.loads(kept()[0].source) == json.loads(foreign(7))


def test_an_old_badge_says_what_to_do(bring: Bring, amina: AcademyClient) -> None:
    past = {"validFrom": "2025-01-01T00:00:00Z", "awardedDate": "2025-01-01T00:00:00Z"}
    answer = bring(foreign(**past, validUntil="2026-01-01T00:00:00Z"))
    page = text_of(amina.page(answer.location))
    assert "De tijd van deze badge is om." in page
    assert "Vraag een nieuwe aan wie hem gaf." in page


def test_a_badge_that_was_withdrawn_later_is_told_at_the_next_check(
    bring: Bring, amina: AcademyClient, elsewhere: Flask
) -> None:
    status = {"id": REVOKED, "type": "1EdTechRevocationList"}
    document = foreign(5, name=AMINA.name, credentialStatus=status)
    listed: Json = {"id": REVOKED, "issuer": VERVALSER, "revokedCredential": []}
    deps = elsewhere.extensions["academy"]

    def now(entries: list[Json]) -> None:
        there = {**world(), REVOKED: {**listed, "revokedCredential": entries}}
        elsewhere.extensions["academy"] = replace(deps, elsewhere=OfflineMap(there))

    now([])
    where = bring(document).location
    assert kept()[0].verdict == "unknown-issuer"
    now([{"id": json.loads(document)["id"], "revoked": True}])
    page = amina.post(f"{where}/check").page
    assert "Deze badge telt niet meer." in text_of(page)
    assert kept()[0].verdict == "revoked"


def test_what_this_platform_gave_belongs_to_whom_it_was_given_to(
    bring: Bring, shown: Shown
) -> None:
    hers, his = shown(AMINA), shown(GORAN)
    mine = bring(bytes(hers.document))
    assert mine.status_code == 409
    assert "Deze badge heb je hier al." in text_of(mine.page)
    other = bring(bytes(his.document))
    assert other.status_code == 422
    assert "Deze badge is van iemand anders." in text_of(other.page)
    assert kept() == []


@pytest.mark.parametrize("form", ["https://{host}/credentials/{badge}", "{host}/c/{paper}"])
def test_a_link_to_what_this_platform_gave_is_looked_up_here(
    bring: Bring, shown: Shown, app: Flask, form: str
) -> None:
    """Never asked over the network, which may not know this server by its own name."""
    hers, his = shown(AMINA), shown(GORAN)
    host = urlsplit(app.extensions["academy"].settings.public_url).netloc

    def link_to(badge: Credential) -> str:
        copy = db.session.scalars(select(PaperCopy).filter_by(credential_id=badge.id)).one()
        code = code_of(copy, app.extensions["academy"].settings.secret_key)
        return form.format(host=host, badge=badge.uuid, paper=code)

    mine, other = bring(link_to(hers)), bring(link_to(his))

    assert "Deze badge heb je hier al." in text_of(mine.page)
    assert "Deze badge is van iemand anders." in text_of(other.page)
    assert kept() == []


def test_nobody_else_sees_it(bring: Bring, client: AcademyClient, cast: Cast) -> None:
    where = bring(foreign()).location
    client.as_(GORAN)
    for path in ("", "/file"):
        assert client.get(where + path).status_code == 404
    for path in ("/check", "/confirm", "/remove"):
        assert client.post(where + path).status_code == 404
    (line,) = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "foreign-badge.added")
    )
    assert line.chain == PLATFORM_CHAIN
    assert "Lasschool" not in str(line.details)


def test_a_long_list_comes_in_pages_and_asks_no_more(bring: Bring, amina: AcademyClient) -> None:
    where = bring(foreign(name=AMINA.name)).location
    bring(foreign(2))
    amina.page("/wallet/elsewhere")
    with count_statements() as of_two:
        amina.page("/wallet/elsewhere")
    row = next(each for each in kept() if each.confirmed_at)
    copied = {
        column.name: getattr(row, column.name)
        for column in ForeignBadge.__table__.columns
        if column.name not in {"id", "uuid", "key_hash", "name"}
    }
    for number in range(60):
        key = number.to_bytes(32, "big")
        db.session.add(ForeignBadge(**copied, name=f"Badge {number}", key_hash=key))
    db.session.commit()

    with count_statements() as of_many:
        first = amina.page("/wallet/elsewhere")
    assert len(of_many) == len(of_two)
    assert len(first.select(".share-line")) == PER_PAGE
    assert first.select("#asked"), "what waits for an answer stands on the first page"
    last = amina.page("/wallet/elsewhere?page=99")
    assert len(last.select(".share-line")) == 62 - PER_PAGE
    assert last.select(f'a[href="{where}"]')


def test_there_is_an_end_to_it(bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_BADGES", 1)
    assert bring(foreign(1)).status_code == 303
    answer = bring(foreign(2))
    assert answer.status_code == 409
    assert "Je bewaart al heel veel." in text_of(answer.page)
    monkeypatch.setattr(service, "MOST_BADGES", 9)
    monkeypatch.setattr(service, "MOST_BYTES", len(foreign()) + 10)
    assert bring(foreign(3)).status_code == 409
    assert len(kept()) == 1


def test_the_file_of_everything_holds_it(bring: Bring, amina: AcademyClient) -> None:
    import base64

    bring(foreign(name="Iemand Anders"))
    found = amina.get("/wallet/data.json").json["from_elsewhere"]
    assert base64.b64decode(found[0]["file"]["base64"]) == foreign(name="Iemand Anders")
    assert found[0]["holder_in_badge"] == "Iemand Anders"
