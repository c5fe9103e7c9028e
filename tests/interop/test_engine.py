"""What `badges` signs is believed by other people's libraries, and a changed copy is not."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from badges import issuing
from badges.documents import bitstring, status
from badges.documents.model import Achievement, Credential, Issuer, StatusEntry
from badges.images import baking
from badges.issuing.schemas import Kind
from badges.keys import did
from badges.keys.signing import Algorithm, generate, local_signer
from tests.interop.judges import Verdict, a_website, judge

pytestmark = pytest.mark.node

HOST = "https://badges.example.nl"
DID = "did:web:badges.example.nl:issuers:schakel"
LIST = f"{HOST}/status/6b0f7c1e-6f3b-4a63-9f0e-3f2f5a1d2c3b"
MOMENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
REVOKED, HELD = 70_001, 4_711
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Badge</title></svg>'


@dataclass(frozen=True, slots=True)
class Issued:
    """A website with an issuer, and a badge in two forms."""

    server: str
    document: bytes
    revoked: bytes
    token: str
    revoked_token: str


def a_credential(index: int) -> Credential:
    return Credential(
        id=f"{HOST}/credentials/00000000-0000-4000-8000-{index:012d}",
        issuer=Issuer(id=DID, name="De Schakel", url=f"{HOST}/issuers/schakel"),
        achievement=Achievement(
            id=f"{HOST}/achievements/1c9f7c1e-6f3b-4a63-9f0e-3f2f5a1d2c3b",
            name="Stekker en snoer controleren",
            description="Controleert of een apparaat veilig is.",
            criteria_narrative="Bekijkt snoer, stekker en behuizing.",
            type="Competency",
        ),
        name="Stekker en snoer controleren",
        valid_from=MOMENT,
        valid_until=MOMENT + timedelta(days=730),
        subject_id="urn:uuid:5f0f2c1e-6f3b-4a63-9f0e-3f2f5a1d2c3b",
        status=StatusEntry(LIST, index),
    )


@pytest.fixture(scope="module")
def issued() -> Iterator[Issued]:
    signer = local_signer(generate(Algorithm.ED25519), verification_method=f"{DID}#badges")
    for_lists = local_signer(generate(Algorithm.ED25519), verification_method=f"{DID}#lists")
    for_tokens = local_signer(generate(Algorithm.ES256), verification_method=f"{DID}#tokens")
    methods = [
        did.Method(one.verification_method, DID, one.public_key)
        for one in (signer, for_lists, for_tokens)
    ]
    bits = bitstring.set_bits(bytes(bitstring.MIN_ENTRIES // 8), [REVOKED])
    unsigned = status.list_credential(
        LIST, issuer=DID, bits=bits, valid_from=MOMENT, lifetime=timedelta(days=400)
    )
    prepared = issuing.prepare_document(unsigned, Kind.STATUS_LIST)
    listed = issuing.issue(prepared, for_lists, created=MOMENT)
    held, revoked = (issuing.prepare(a_credential(index)) for index in (HELD, REVOKED))
    documents = {
        "/issuers/schakel/did.json": did.build_document(DID, methods),
        LIST.removeprefix(HOST): json.loads(listed),
    }
    with a_website(documents) as server:
        yield Issued(
            server,
            issuing.issue(held, signer, created=MOMENT),
            issuing.issue(revoked, signer, created=MOMENT),
            issuing.issue_jwt(held, for_tokens),
            issuing.issue_jwt(revoked, for_tokens),
        )


def verdict(issued: Issued, folder: Path, content: bytes, *, days: int = 30) -> Verdict:
    """What the libraries say `days` after the badge was issued."""
    (folder / "badge").write_bytes(content)
    later = MOMENT + timedelta(days=days)
    return judge([folder / "badge"], server=issued.server, public_url=HOST, now=later)["badge"]


def test_a_signed_badge_is_believed(issued: Issued, tmp_path: Path) -> None:
    assert verdict(issued, tmp_path, issued.document) == Verdict(verified=True, problem=None)


def test_a_badge_as_token_is_believed(issued: Issued, tmp_path: Path) -> None:
    found = verdict(issued, tmp_path, issued.token.encode())

    assert found == Verdict(verified=True, problem=None)


def test_a_badge_in_a_picture_is_believed(issued: Issued, tmp_path: Path) -> None:
    picture = baking.bake(SVG, issued.document.decode(), kind=baking.Kind.OPEN_BADGES_3)

    assert verdict(issued, tmp_path, picture) == Verdict(verified=True, problem=None)


def test_one_changed_character_is_found(issued: Issued, tmp_path: Path) -> None:
    changed = issued.document.replace(b"Stekker en snoer", b"Stekker en snoes", 1)

    found = verdict(issued, tmp_path, changed)

    assert not found.verified
    assert "Invalid signature" in str(found.problem)


def test_one_changed_character_in_a_token_is_found(issued: Issued, tmp_path: Path) -> None:
    header, payload, signature = issued.token.split(".")
    changed = ".".join((header, payload[:-9] + ("A" if payload[-9] != "A" else "B") + payload[-8:],
                        signature))  # fmt: skip

    assert not verdict(issued, tmp_path, changed.encode()).verified


@pytest.mark.parametrize("form", ["revoked", "revoked_token"])
def test_a_revoked_badge_is_refused(issued: Issued, tmp_path: Path, form: str) -> None:
    content: bytes | str = getattr(issued, form)

    found = verdict(issued, tmp_path, content.encode() if isinstance(content, str) else content)

    assert found == Verdict(verified=False, problem="revoked")


def test_an_expired_badge_is_refused(issued: Issued, tmp_path: Path) -> None:
    found = verdict(issued, tmp_path, issued.document, days=731)

    assert not found.verified
    assert "validUntil" in str(found.problem)
