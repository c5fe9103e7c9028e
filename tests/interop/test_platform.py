"""A badge given a moment ago through the pages is believed by other people's libraries."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from academy.credentials.models import Credential
from academy.database import db
from badges.images import baking
from tests.demo import PUBLIC_URL, DemoSite
from tests.interop.judges import Verdict, judge
from tests.main_job import Given, give_a_badge

pytestmark = pytest.mark.node

FORMS = ("json", "jwt", "png", "svg")
BELIEVED = Verdict(verified=True, problem=None)


@pytest.fixture
def given(demo: DemoSite) -> Given:
    return give_a_badge(demo)


def download(demo: DemoSite, address: str, form: str, folder: Path) -> Path:
    """What anybody gets who asks for the badge in this form."""
    answer = demo.client("visitor").get(f"{address}.{form}")
    assert answer.status_code == 200, f"{address}.{form} gives {answer.status}"
    file = folder / f"badge.{form}"
    file.write_bytes(answer.data)
    return file


def tampered(content: bytes, form: str) -> bytes:
    """The same badge with another name for the skill, put together again with care."""
    if form == "json":
        return changed_name(content.decode()).encode()
    baked = baking.unbake(content)
    return baking.bake(content, changed_name(baked.text), kind=baked.kind)


def changed_name(text: str) -> str:
    document = json.loads(text)
    document["credentialSubject"]["achievement"]["name"] += "."
    return json.dumps(document, ensure_ascii=False)


@pytest.mark.parametrize("form", FORMS)
def test_a_fresh_badge_is_believed(
    demo: DemoSite, demo_address: str, given: Given, tmp_path: Path, form: str
) -> None:
    file = download(demo, given.address, form, tmp_path)

    assert judge([file], server=demo_address, public_url=PUBLIC_URL)[file.name] == BELIEVED


@pytest.mark.parametrize("form", ["json", "png", "svg"])
def test_a_tampered_copy_is_refused(
    demo: DemoSite, demo_address: str, given: Given, tmp_path: Path, form: str
) -> None:
    file = download(demo, given.address, form, tmp_path)
    file.write_bytes(tampered(file.read_bytes(), form))

    found = judge([file], server=demo_address, public_url=PUBLIC_URL)[file.name]

    assert not found.verified
    assert "Invalid signature" in str(found.problem)


@pytest.mark.parametrize("form", FORMS)
def test_a_badge_is_refused_from_the_moment_that_it_is_withdrawn(
    demo: DemoSite, demo_address: str, tmp_path: Path, form: str
) -> None:
    given = give_a_badge(demo)
    file = download(demo, given.address, form, tmp_path)
    assert judge([file], server=demo_address, public_url=PUBLIC_URL)[file.name] == BELIEVED

    answer = demo.client("team leader").submit(
        f"{given.address}/manage", "revoke", reason="mistake"
    )

    assert answer.status_code == 303
    refused = Verdict(verified=False, problem="revoked")
    assert judge([file], server=demo_address, public_url=PUBLIC_URL)[file.name] == refused


def test_an_expired_badge_is_refused(demo: DemoSite, demo_address: str, tmp_path: Path) -> None:
    with demo.app.app_context():
        expired = select(Credential.uuid).where(
            Credential.valid_until < datetime.now(UTC), ~Credential.revocation.has()
        )
        address = f"/credentials/{db.session.scalars(expired.limit(1)).one()}"
    file = download(demo, address, "json", tmp_path)

    found = judge([file], server=demo_address, public_url=PUBLIC_URL)[file.name]

    assert not found.verified
    assert "validUntil" in str(found.problem)
