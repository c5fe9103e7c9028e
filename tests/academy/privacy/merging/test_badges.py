"""Badges stay what was signed, and each organisation sees what it saw."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from academy.access.models import Card
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials.addresses import Addresses
from academy.credentials.models import Credential
from academy.credentials.records import sign_record
from academy.database import db
from academy.dependencies import dependencies
from academy.privacy.erasing import FORGOTTEN
from academy.verification.register import IssuanceRegister
from tests.academy.privacy.merging.two_cards import merge
from tests.academy.shown import Shown
from tests.cast import (
    AMINA,
    BEA,
    CAS,
    DEWI,
    JAN,
    OSCAR,
    Cast,
)
from tests.client import AcademyClient
from tests.clock import START


class TestBadges:
    def test_they_keep_their_bytes_and_their_subject(self, elsewhere: Shown, card: Card) -> None:
        badge = elsewhere()
        uuid, before = badge.uuid, badge.document
        merge()

        kept = db.session.scalars(select(Credential).where(Credential.uuid == uuid)).one()
        assert kept.document == before
        assert json.loads(before)["credentialSubject"]["id"] == DEWI.uuid.urn
        assert kept.person_id == AMINA.row.id
        assert kept.current_key.startswith(f"{AMINA.row.id}:")

    def test_the_next_one_names_the_pseudonym_of_now(self, elsewhere: Shown, card: Card) -> None:
        elsewhere(level=1)
        merge()

        later = elsewhere(AMINA)

        assert json.loads(later.document)["credentialSubject"]["id"] == AMINA.uuid.urn

    def test_one_that_is_seen_again_confirms_the_old_one(
        self, elsewhere: Shown, card: Card
    ) -> None:
        before = elsewhere().uuid
        merge()

        assert elsewhere(AMINA).uuid == before

    def test_what_was_seen_under_the_old_name_still_counts(
        self, elsewhere: Shown, card: Card
    ) -> None:
        """As a tablet sends it, that did not hear of it yet."""
        merge()
        late = LateDewi(AMINA)

        badge = elsewhere(late)

        assert badge.person_id == AMINA.row.id

    def test_a_record_of_before_is_still_ours(
        self, elsewhere: Shown, card: Card, app: Flask
    ) -> None:
        badge = elsewhere()
        made = sign_record(DEWI.uuid, [badge], dependencies().settings, now=START)
        merge()

        register = IssuanceRegister(Addresses(dependencies().settings.public_url), {})
        assert register.issued("", json.loads(made)) == START


class LateDewi:
    """Amina, under the UUID that she had as Dewi."""

    uuid = DEWI.uuid

    def __init__(self, now) -> None:
        self.row = now.row


class TestWhoSeesWhat:
    @pytest.fixture
    def together(self, shown: Shown, elsewhere: Shown, card: Card) -> None:
        shown(level=1)
        elsewhere()
        merge()
        db.session.commit()

    @pytest.mark.parametrize(
        ("reader", "own", "others"),
        [(BEA, "De Schakel", "De Cirkel"), (CAS, "De Cirkel", "De Schakel")],
        ids=["here", "there"],
    )
    def test_an_organisation_sees_its_own(
        self, reader, own: str, others: str, together: None, client: AcademyClient
    ) -> None:
        page = client.as_(reader).page(f"/people/{AMINA.uuid}").get_text()

        assert own in page
        assert others not in page

    @pytest.mark.parametrize(("leader", "level"), [(JAN, 1), (OSCAR, 2)], ids=["here", "there"])
    def test_a_leader_sees_what_was_seen_in_the_own_place(
        self, leader, level: int, together: None, client: AcademyClient
    ) -> None:
        client.as_(leader)
        shown = {
            badge.level: client.get(f"/credentials/{badge.uuid}/manage").status_code
            for badge in db.session.scalars(select(Credential)).all()
        }

        assert shown == {level: 200, 3 - level: 404}

    def test_the_old_address_leads_on(self, together: None, client: AcademyClient) -> None:
        page = client.as_(CAS).page(f"/people/{DEWI.uuid}")

        assert AMINA.name in page.get_text()

    def test_both_logs_tell_of_it_and_neither_of_the_other(
        self, together: None, cast: Cast
    ) -> None:
        lines = db.session.scalars(
            select(AuditEvent).where(AuditEvent.action == "person.merged")
        ).all()
        told = {line.chain: (line.object_uuid, dict(line.details)) for line in lines}

        assert told == {
            cast.schakel.id: (AMINA.uuid, {}),
            cast.cirkel.id: (AMINA.uuid, {"was": str(DEWI.uuid)}),
            PLATFORM_CHAIN: (AMINA.uuid, {"was": str(DEWI.uuid)}),
        }

    def test_the_log_of_before_names_who_it_is_now(
        self, together: None, client: AcademyClient
    ) -> None:
        lines = client.as_(CAS).page(f"/audit?person={AMINA.uuid}").get_text()

        assert AMINA.name in lines
        assert FORGOTTEN not in [each.strip() for each in lines.split("\n")]
