"""What programs get at the public addresses: the right document, type, status and headers."""

import json

import pytest

from academy.credentials.models import RevocationReason
from academy.credentials.revoking import revoke
from academy.database import transaction
from badges.fetching import OfflineMap
from badges.verifying import verify
from tests.academy.verification.conftest import the_credential
from tests.cast import BEA, as_
from tests.client import AcademyClient
from tests.clock import TestClock

ROOT = "https://badges.example.nl"
HOSTILE = [
    "nonsense",
    "application/json;q=abc",
    ",,,;;;=",
    "text/html;q=1.5, application/json;q=-1",
    "x" * 8000,
    "a/b," * 1500 + "*/*",
    '"; drop table credential',
]


def addresses(badge: str) -> dict[str, tuple[str, str]]:
    """Every document behind the badge: its address and media type."""
    credential = the_credential()
    uuid, achievement = badge.rpartition("/")[2], credential.achievement.uuid
    assertion = f"/ob2/assertions/{uuid}"
    return {
        "credential": (f"{badge}.json", "application/vc"),
        "token": (f"{badge}.jwt", "application/vc+jwt"),
        "png": (f"{badge}.png", "image/png"),
        "svg": (f"{badge}.svg", "image/svg+xml"),
        "png 2": (f"{badge}.png?version=2", "image/png"),
        "assertion": (assertion, "application/ld+json"),
        "keys": ("/issuers/de-schakel/did.json", "application/did+json"),
        "list": (f"/status/{credential.status_list.uuid}", "application/vc"),
        "achievement": (f"/achievements/{achievement}.json", "application/ld+json"),
        "picture": (f"/achievements/{achievement}.png", "image/png"),
        "drawing": (f"/achievements/{achievement}.svg", "image/svg+xml"),
    }


def test_every_document_has_its_type_and_may_be_read_from_any_website(
    client: AcademyClient, badge: str
) -> None:
    for address, kind in addresses(badge).values():
        answer = client.get(address)

        assert (answer.status_code, answer.mimetype) == (200, kind), address
        assert answer.headers["Access-Control-Allow-Origin"] == "*", address
        assert answer.headers["Cache-Control"].startswith("public, max-age="), address
        assert "Set-Cookie" not in answer.headers, address


def test_who_has_a_copy_is_told_that_it_is_still_right(client: AcademyClient, badge: str) -> None:
    for address, _ in addresses(badge).values():
        first = client.get(address)

        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        other = client.get(address, headers={"If-None-Match": '"something else"'})

        assert (again.status_code, again.data) == (304, b""), address
        assert (other.status_code, other.data) == (200, first.data), address


@pytest.mark.parametrize("signed_in", [False, True], ids=["a visitor", "somebody signed in"])
def test_a_cache_needs_one_copy_for_everybody(
    client: AcademyClient, badge: str, signed_in: bool
) -> None:
    if signed_in:
        as_(client, BEA)

    for name, (address, _mimetype) in addresses(badge).items():
        answer = client.get(address)
        assert "Cookie" not in answer.headers.get("Vary", ""), name
        assert "Set-Cookie" not in answer.headers, name
    answer = client.get(badge, headers={"Accept": "application/vc"})
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"


def test_a_page_is_not_the_same_for_everybody(client: AcademyClient, badge: str) -> None:
    answer = client.get(badge)

    assert "Cookie" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_head_tells_what_get_would(client: AcademyClient, badge: str) -> None:
    for address in [badge, *(address for address, _ in addresses(badge).values())]:
        got, head = client.get(address), client.head(address, inspect=False)

        assert (head.status_code, head.data) == (200, b""), address
        assert head.mimetype == got.mimetype
        if "ETag" in got.headers:
            assert head.headers["Content-Length"] == str(len(got.data))
            assert head.headers["ETag"] == got.headers["ETag"]


def test_a_picture_that_is_opened_by_itself_runs_nothing(client: AcademyClient, badge: str) -> None:
    policy = client.get(badge + ".svg").headers["Content-Security-Policy"]

    assert policy == "default-src 'none'; sandbox"


@pytest.mark.parametrize("accept", ["application/json", "application/ld+json", "application/vc"])
def test_the_address_gives_the_signed_bytes_to_a_program(
    client: AcademyClient, badge: str, accept: str
) -> None:
    for wish in (accept, f"{accept}, text/html;q=0.5", f"{accept}, text/plain, */*"):
        answer = client.get(badge, headers={"Accept": wish})

        assert answer.mimetype == accept
        assert "Accept" in answer.headers["Vary"]
        assert answer.data == the_credential().document


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/*", "text/html,application/xml;q=0.9,*/*;q=0.8"]
)
def test_the_address_gives_a_page_to_a_person(
    client: AcademyClient, badge: str, accept: str
) -> None:
    answer = client.get(badge, headers={"Accept": accept})

    assert answer.mimetype == "text/html"
    assert "Accept" in answer.headers["Vary"]


def test_a_form_that_there_is_not_is_said(client: AcademyClient, badge: str) -> None:
    achievement = the_credential().achievement.uuid
    for address in (badge, f"/achievements/{achievement}", "/issuers/de-schakel", "/issuers"):
        answer = client.get(address, headers={"Accept": "image/png, application/xml;q=0.9"})

        assert (answer.status_code, answer.mimetype) == (406, "application/problem+json")
        assert "text/html" in answer.json["detail"]


@pytest.mark.parametrize("accept", HOSTILE)
def test_any_wish_at_all_is_answered(client: AcademyClient, badge: str, accept: str) -> None:
    for address in (badge, "/issuers/de-schakel", "/issuers", badge[:-4] + "0000"):
        assert client.get(address, headers={"Accept": accept}).status_code in (200, 404, 406)


def test_what_is_not_there_is_said_in_the_form_that_was_asked(
    client: AcademyClient, badge: str
) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    places = [
        f"/credentials/{nobody}", f"/credentials/{nobody}.json", f"/credentials/{nobody}.jwt",
        f"/credentials/{nobody}.png", f"/achievements/{nobody}", f"/achievements/{nobody}.svg",
        f"/status/{nobody}", f"/ob2/assertions/{nobody}", f"/ob2/badges/{nobody}",
        "/ob2/issuers/nobody", "/issuers/nobody", "/issuers/nobody/did.json",
    ]  # fmt: skip
    for place in places:
        program = client.get(place, headers={"Accept": "application/vc, application/ld+json"})
        person = client.get(place)

        assert (program.status_code, program.mimetype) == (404, "application/problem+json"), place
        assert program.headers["Access-Control-Allow-Origin"] == "*", place
        assert (person.status_code, person.mimetype) == (404, "text/html"), place


def test_a_revoked_assertion_is_gone_and_says_so(
    client: AcademyClient, badge: str, clock: TestClock
) -> None:
    uuid = badge.rpartition("/")[2]
    before = client.get(f"/ob2/assertions/{uuid}")
    with transaction(the_credential().person):
        revoke(the_credential(), RevocationReason.MISTAKE, by=BEA.identity(), now=clock.now)

    answer = client.get(
        f"/ob2/assertions/{uuid}", headers={"If-None-Match": before.headers["ETag"]}
    )

    assert (answer.status_code, answer.mimetype) == (410, "application/ld+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.data)["revoked"] is True
    assert client.get(badge).status_code == 200, "the page stays, and tells"
    assert client.get(badge + ".json").status_code == 200, "the signed bytes stay as they are"


def test_the_ob2_documents_hang_together(client: AcademyClient, badge: str) -> None:
    uuid = badge.rpartition("/")[2]
    assertion = json.loads(client.get(f"/ob2/assertions/{uuid}").data)
    badge_class = json.loads(client.get(assertion["badge"].removeprefix(ROOT)).data)
    issuer = json.loads(client.get(badge_class["issuer"].removeprefix(ROOT)).data)

    assert (assertion["type"], badge_class["type"], issuer["type"]) == (
        "Assertion", "BadgeClass", "Issuer",
    )  # fmt: skip
    assert assertion["recipient"]["hashed"] is True


def test_a_stranger_with_only_these_documents_finds_the_badge_good(
    client: AcademyClient, badge: str, clock: TestClock
) -> None:
    credential = the_credential()
    status_list = f"/status/{credential.status_list.uuid}"
    trust = json.loads(client.get("/issuers", headers={"Accept": "application/json"}).data)
    known = OfflineMap(
        {
            "did:web:badges.example.nl:issuers:de-schakel": json.loads(
                client.get("/issuers/de-schakel/did.json").data
            ),
            ROOT + status_list: json.loads(client.get(status_list).data),
        }
    )

    for form in (".json", ".jwt", ".png", ".svg"):
        source = client.get(badge + form).data
        report = verify(source, documents=known, now=clock.now, trust=trust)
        assert report.valid, form
