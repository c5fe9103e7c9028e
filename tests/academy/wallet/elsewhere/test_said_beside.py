"""What others signed about badges comes along in a file of everything, and stays beside them."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from academy.database import db
from academy.wallet.elsewhere import layout, service, unpacking
from academy.wallet.elsewhere.models import ForeignBadge, ForeignEndorsement
from academy.wallet.elsewhere.packed import LARGEST
from academy.wallet.elsewhere.reading import read
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.elsewhere.test_bringing import bring, foreign
from tests.academy.wallet.test_list import text_of
from tests.badges.foundry import VERVALSER, endorsement, signed, signer
from tests.cast import AMINA

if TYPE_CHECKING:
    from tests.academy.wallet.elsewhere.test_bringing import Bring
    from tests.client import AcademyClient

__all__ = ["bring", "elsewhere"]

WORDS = "Zij last recht en veilig."
ISSUER = {"id": VERVALSER, "type": ["Profile"], "name": "De Lasschool"}


def said(source: bytes, index: int = 1, **changes: Any) -> bytes:
    """An endorsement of this badge."""
    document = endorsement(json.loads(source)["id"], issuer=ISSUER, **changes)
    document["id"] = f"urn:uuid:7a1f0f5e-3c59-4d9e-9c1a-{index:012}"
    document["credentialSubject"]["endorsementComment"] = WORDS
    return json.dumps(signed(document, signer(9, owner=VERVALSER))).encode()


def bundled(*badges: bytes, beside: tuple[bytes, ...] = ()) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, each in enumerate(badges):
            packed.writestr(f"{layout.BADGES}/{number}/badge.json", each)
        for number, each in enumerate(beside):
            packed.writestr(f"{layout.ENDORSEMENTS}/{number:03}.json", each)
    return buffer.getvalue()


def kept() -> list[ForeignEndorsement]:
    found = select(ForeignEndorsement).order_by(ForeignEndorsement.id)
    return list(db.session.scalars(found.options(undefer(ForeignEndorsement.source))))


def test_it_stands_beside_its_badge_and_goes_along_again(
    bring: Bring, amina: AcademyClient
) -> None:
    badge = foreign(name=AMINA.name)
    assert bring(bundled(badge, foreign(2), beside=(said(badge),))).status_code == 303

    (row,) = kept()
    assert (row.source, row.verdict) == (said(badge), "unknown-issuer")
    page = text_of(amina.page(f"/wallet/elsewhere/{row.badge.uuid}"))
    assert WORDS in page
    assert "Wij kennen het bedrijf niet." in page
    again = zipfile.ZipFile(io.BytesIO(amina.get("/wallet/everything.zip").data))
    assert again.read(f"{layout.ENDORSEMENTS}/001.json") == said(badge)
    told = json.loads(again.read(layout.DATA))["from_elsewhere"]
    assert [each["words"] for badge in told for each in badge["said_by_others"]] == [WORDS]


def test_brought_twice_it_is_there_once_and_what_is_new_comes_beside_it(bring: Bring) -> None:
    badge = foreign(name=AMINA.name)
    bring(bundled(badge, beside=(said(badge),)))
    bring(bundled(badge, beside=(said(badge), said(badge, 2))))
    assert len(kept()) == 2


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(lambda badge: said(badge).replace(b"recht", b"krom!"), id="changed"),
        pytest.param(lambda _badge: said(foreign(7)), id="about another badge"),
        pytest.param(lambda badge: badge, id="a badge"),
        pytest.param(lambda _badge: b"{}", id="nothing"),
    ],
)
def test_what_is_not_about_a_badge_in_it_is_left(bring: Bring, beside: Any) -> None:
    badge = foreign(name=AMINA.name)
    assert bring(bundled(badge, beside=(beside(badge),))).status_code == 303
    assert kept() == []
    assert len(db.session.scalars(select(ForeignBadge)).all()) == 1


def test_no_more_is_kept_than_somebody_reads(bring: Bring) -> None:
    badge = foreign(name=AMINA.name)
    many = tuple(said(badge, number) for number in range(1, 24))
    bring(bundled(badge, beside=many))
    assert len(kept()) == 20


def test_of_more_badges_than_fit_the_others_are_told(
    bring: Bring, amina: AcademyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_BADGES", 4)
    monkeypatch.setattr(service, "PORTION", 3)

    assert bring(bundled(*map(foreign, range(1, 7)))).status_code == 303

    page = text_of(amina.page("/wallet/elsewhere"))
    assert "4 badges zijn bewaard." in page
    assert "2 badges had je al, of kunnen niet." in page
    assert "Je mag 4 badges bewaren." in page


def test_for_which_there_was_no_time_comes_with_the_same_file_again(
    bring: Bring, amina: AcademyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]

    def slow(*given: Any, **named: Any) -> Any:
        seconds[0] += unpacking.MOST_SECONDS / 2.5
        return read(*given, **named)

    monkeypatch.setattr(unpacking, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(unpacking, "read", slow)
    badges = [foreign(number, name=AMINA.name) for number in range(1, 6)]
    file = bundled(*badges, beside=(said(badges[0], 50),))

    assert bring(file).status_code == 303
    page = text_of(amina.page("/wallet/elsewhere"))
    assert "3 badges zijn bewaard." in page
    assert "3 dingen uit dit bestand zijn nog niet klaar." in page
    assert "Kies het bestand nog een keer. Dan gaan we verder." in page

    bring(file)
    page = text_of(amina.page("/wallet/elsewhere"))
    assert "2 badges zijn bewaard." in page
    assert "nog niet klaar" not in page
    (row,) = kept()
    assert row.badge.source == badges[0]


def test_one_that_is_too_large_is_told_too(bring: Bring, amina: AcademyClient) -> None:
    bring(bundled(foreign(1), b" " * (LARGEST + 1)))

    assert "1 badge had je al, of kan niet." in text_of(amina.page("/wallet/elsewhere"))


def test_alone_it_is_no_badge(bring: Bring) -> None:
    answer = bring(said(foreign()))
    assert answer.status_code == 422
    assert "Hierin zegt iemand iets over een badge." in text_of(answer.page)
    assert db.session.scalars(select(ForeignBadge)).all() == []


def test_it_is_checked_again_and_goes_with_its_badge(bring: Bring, amina: AcademyClient) -> None:
    badge = foreign(name=AMINA.name)
    bring(bundled(badge, beside=(said(badge),)))
    (row,) = kept()
    path = f"/wallet/elsewhere/{row.badge.uuid}"
    row.verdict = "revoked"
    db.session.commit()
    assert "Teruggenomen" in text_of(amina.page(path))

    assert amina.post(f"{path}/check").status_code == 200

    assert kept()[0].verdict == "unknown-issuer"
    assert amina.post(f"{path}/remove").status_code == 303
    assert kept() == []


def test_links_and_crooked_names_in_a_file_lead_nowhere(bring: Bring, amina: AcademyClient) -> None:
    """Nothing is ever written to a folder; a link is only the text in it."""
    badge = foreign(name=AMINA.name)
    buffer = io.BytesIO(bundled(badge))
    with zipfile.ZipFile(buffer, "a") as packed:
        link = zipfile.ZipInfo(f"{layout.BADGES}/link/badge.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
        packed.writestr(f"{layout.BADGES}/../../badge.json", foreign(3))
        packed.writestr(f"/{layout.ELSEWHERE}/a.json", foreign(4))
        packed.writestr(f"{layout.ELSEWHERE}/..\\..\\a.json", foreign(5))
    assert bring(buffer.getvalue()).status_code == 303
    names = {row.name for row in db.session.scalars(select(ForeignBadge))}
    assert names == {json.loads(badge)["credentialSubject"]["achievement"]["name"]}
