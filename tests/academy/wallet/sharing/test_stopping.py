"""A worker stops: from that moment the link shows nothing, whoever looks at the same time."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from academy.access.models import Session
from academy.audit.models import AuditEvent
from academy.commands.restoring import close_the_past
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.privacy.exporting import everything_about
from academy.wallet.sharing import service
from academy.wallet.sharing.models import Audience, Purpose, Share, SharedBadge, ShareLook
from academy.wallet.sharing.queries import count_looks
from academy.wallet.sharing.retention import KEEP, delete_old_shares
from academy.wallet.sharing.rules import MOST_A_DAY, Duration
from tests.academy.wallet.sharing.conftest import Sharing, opened, the_share
from tests.cast import AMINA
from tests.client import AcademyClient
from tests.clock import START
from tests.races import race


def stop(client: AcademyClient) -> None:
    client.submit(f"/wallet/shares/{the_share().uuid}")


def test_stopping_is_at_once_also_for_whoever_is_looking(
    amina: AcademyClient, outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)
    opened(outside, link)

    stop(amina)

    for method in ("GET", "POST"):
        answer = outside.open(link, method=method)
        assert answer.status_code == 410
        assert "Amina" not in answer.unpacked
    assert amina.get(link).status_code == 410
    page = amina.page(f"/wallet/shares/{the_share().uuid}").main
    assert "Deze link werkt niet meer" in page.get_text()
    assert "Je badges blijven van jou." in page.get_text()
    assert not page.select("form")
    lines = select(AuditEvent.chain, AuditEvent.details).where(AuditEvent.action == "share.stopped")
    assert [tuple(line) for line in db.session.execute(lines)] == [(0, {})]


def test_stopping_twice_changes_nothing(
    amina: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    sharing(badge)
    address = f"/wallet/shares/{the_share().uuid}/stop"
    for _each in range(2):
        assert amina.post(address).status_code == 303
    lines = select(AuditEvent).where(AuditEvent.action == "share.stopped")
    assert len(db.session.scalars(lines).all()) == 1


def test_a_look_and_a_stop_at_the_same_moment(
    app: Flask, badge: Credential, sharing: Sharing
) -> None:
    sharing(badge)
    number = the_share().id
    seen: list[bool] = []

    def look() -> None:
        found = db.session.get_one(Share, number)
        with transaction(found):
            seen.append(service.look(found, now=START))

    def end() -> None:
        found = db.session.get_one(Share, number)
        with transaction(found):
            service.stop(found, by=AMINA.identity(), now=START)

    assert race(app, look, end) == ["done", "done"]

    assert the_share().stopped_at == START
    # whoever looked before the stop is counted, whoever came after it saw nothing
    assert count_looks(the_share()) == sum(seen)


def test_two_presses_at_once_make_one_share(app: Flask, badge: Credential) -> None:
    key, number = uuid4(), badge.id

    def press() -> None:
        person = AMINA.row
        with transaction(person):
            service.share(
                person, chosen(key, number), secret_key="k" * 32, by=AMINA.identity(), now=START
            )

    assert race(app, press, press) == ["done", "done"]
    assert the_share().uuid == key


def chosen(key: UUID, *badges: int) -> service.Chosen:
    return service.Chosen(
        uuid=key, badges=badges, audience=Audience.NEAR, label="", purpose=Purpose.SHOW,
        duration=Duration.DAY, with_name=False,
    )  # fmt: skip


def test_nobody_makes_links_all_day(badge: Credential) -> None:
    def make_and_stop() -> None:
        with transaction(AMINA.row):
            made = service.share(
                AMINA.row, chosen(uuid4(), badge.id), secret_key="k" * 32,
                by=AMINA.identity(), now=START,
            )  # fmt: skip
            service.stop(made, by=AMINA.identity(), now=START)

    for _each in range(MOST_A_DAY):
        make_and_stop()
    with pytest.raises(AcademyError, match="too-many-shares-today"):
        make_and_stop()


def test_an_old_backup_opens_no_link_again(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge)

    close_the_past(dependencies())

    assert outside.get(link).status_code == 410
    assert db.session.scalars(select(Session).where(Session.ended_at.is_(None))).all() == []


def test_what_was_shared_is_in_the_own_file_without_the_link(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    link = sharing(badge, label="Fietsfabriek")
    opened(outside, link)

    (told,) = everything_about(AMINA.identity(), now=START)["shares"]

    assert told["note"] == "Fietsfabriek"
    assert told["badges"] == [str(badge.uuid)]
    assert len(told["looked_at"]) == 1
    assert link.rpartition("/")[2] not in repr(told)


def test_it_is_forgotten_after_two_years(
    outside: AcademyClient, badge: Credential, sharing: Sharing
) -> None:
    opened(outside, sharing(badge, duration="day"))
    ends_at = the_share().ends_at

    delete_old_shares(ends_at + KEEP)
    assert the_share()
    delete_old_shares(ends_at + KEEP + timedelta(seconds=1))

    for table in (Share, SharedBadge, ShareLook):
        assert db.session.scalars(select(table)).all() == []
