"""Of an organisation that goes on in another one, or has ended, nothing is changed any more."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from academy.audit.models import AuditEvent
from academy.database import db
from academy.organisations.models import Organisation
from academy.security.identity import Role
from tests.academy.administration.mergers.merged import merge
from tests.architecture.test_routes import EXAMPLES
from tests.cast import ANNA, BEA, CAS, Cast, membership_of
from tests.client import AcademyClient
from tests.clock import START

ABOUT = "/organisations/<uuid:organisation_uuid>"
GOES_ON = {
    "administrators.end": "takes a right away",
    "learning.print_subsidy": "a paper of what was done",
    "learning.write_guidance": "the hours of its last month are told afterwards",
    "mergers.create": "says itself that it was merged already",
    "mergers.go_on": "brings over who is left",
    "organisations.end": "says itself that it has ended already",
    "organisations.reopen": "is how it opens again",
    "terms.show": "leads to the terms of the other, which hold for both",
    "withdrawals.create": "its badges stay in good hands",
    "withdrawals.print_letters": "its badges stay in good hands",
}
"""What still is done about an organisation that is closed, and why."""

FOR_THE_ACADEMY = {
    "administrators.new", "administrators.renew", "auditors.index", "organisations.platform",
}  # fmt: skip

WENT, ENDED = "Deze organisatie hoort nu bij De Schakel", "Deze organisatie is gestopt"


@pytest.fixture(params=["merged", "ended"])
def closed(request: pytest.FixtureRequest, cast: Cast) -> Organisation:
    if request.param == "merged":
        merge(cast, along=False)
    else:
        cast.cirkel.ends_on = START.date() - timedelta(days=1)
        db.session.commit()
    return cast.cirkel


def rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(ABOUT) and method in (rule.methods or ()):
            yield rule


def address(app: Flask, rule: Rule, organisation: Organisation) -> str:
    values: dict[str, Any] = {
        name: EXAMPLES.get(type(rule._converters[name]).__name__, str(START.year - 1))
        for name in rule.arguments
    }
    if rule.endpoint.startswith("administrators") and "membership_uuid" in values:
        values["membership_uuid"] = membership_of(CAS, Role.ORGANISATION_ADMIN).uuid
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values | {"organisation_uuid": organisation.uuid})


def lines() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(AuditEvent.id))) or 0


def sentence(organisation: Organisation) -> str:
    return WENT if organisation.merged_into_id else ENDED


def words(page: Any) -> str:
    return " ".join(page.select_one("main").get_text(" ").split())


def test_whatever_is_sent_is_refused_and_changes_nothing(
    app: Flask, client: AcademyClient, closed: Organisation
) -> None:
    before, said = lines(), sentence(closed)
    refused = set()
    for member in (BEA, ANNA):
        client.as_(member)
        for rule in rules(app, "POST"):
            if rule.endpoint in GOES_ON:
                continue
            answer = client.post(address(app, rule, closed), data={"new_uuid": uuid4()})
            if answer.status_code == 409 and said in words(answer.page):
                refused.add(rule.endpoint)
            else:
                assert answer.status_code in {403, 404}, f"{rule.endpoint} says {answer.status}"
    assert lines() == before
    everything = {rule.endpoint for rule in rules(app, "POST")} - GOES_ON.keys()
    # nobody administers one that ended but the academy
    assert refused == (everything if closed.merged_into_id else FOR_THE_ACADEMY)


def test_no_page_shows_a_form_or_leads_to_one(
    app: Flask, client: AcademyClient, closed: Organisation
) -> None:
    refused = {
        address(app, rule, closed) for rule in rules(app, "POST") if rule.endpoint not in GOES_ON
    }
    for member in (BEA, ANNA) if closed.merged_into_id else (ANNA,):
        pages = dict(pages_of(app, client.as_(member), closed))
        assert pages
        for path, page in pages.items():
            sent = {str(each.get("action", path)) for each in page.select("main form[method=post]")}
            assert not sent & refused, f"{path} shows a form that is refused"
            led = {str(each["href"]).partition("?")[0] for each in page.select("main a[href]")}
            assert not led & (refused - pages.keys()), f"{path} leads to a form"


def pages_of(
    app: Flask, client: AcademyClient, organisation: Organisation
) -> Iterator[tuple[str, Any]]:
    """Each that is shown to who is signed in; all say where the organisation went."""
    told = {"organisations.merged", "mergers.show"}
    for rule in rules(app, "GET"):
        path = address(app, rule, organisation)
        answer = client.get(path)
        assert answer.status_code in {200, 303, 403, 404, 422}, rule.endpoint
        if answer.status_code == 200 and answer.mimetype == "text/html":
            assert rule.endpoint in told or sentence(organisation) in words(answer.page), path
            yield path, answer.page


@pytest.mark.parametrize("page", ["edit", "certificate", "people/new", "tablets/new"])
def test_a_page_that_is_a_form_leads_to_where_it_went(
    client: AcademyClient, cast: Cast, page: str
) -> None:
    merge(cast)
    answer = client.as_(BEA).get(f"/organisations/{cast.cirkel.uuid}/{page}")
    assert answer.location == f"/organisations/{cast.cirkel.uuid}/merged"
    told = client.page(answer.location)
    assert told.find("a", href=f"/organisations/{cast.schakel.uuid}", string="De Schakel")


def test_so_are_its_sites_and_teams(client: AcademyClient, cast: Cast) -> None:
    merge(cast)
    client.as_(BEA)
    before = lines()
    for page in (f"/sites/{cast.arnhem.uuid}", f"/teams/{cast.textiel.uuid}"):
        assert client.get(f"{page}/edit").status_code == 303
        for act in ("edit", "end", "reopen"):
            answer = client.post(f"{page}/{act}", data={"name": "Anders"})
            assert (answer.status_code, WENT in words(answer.page)) == (409, True), act
    assert lines() == before


def test_on_its_last_day_an_organisation_is_open(client: AcademyClient, cast: Cast) -> None:
    cast.cirkel.ends_on = START.date()
    page = client.as_(CAS).page(f"/organisations/{cast.cirkel.uuid}/terms")
    assert page.select("main form[method=post]")
    assert ENDED not in words(page)


def test_one_that_ended_opens_again(client: AcademyClient, cast: Cast) -> None:
    cast.cirkel.ends_on = START.date() - timedelta(days=1)
    page = f"/organisations/{cast.cirkel.uuid}/platform"
    assert client.as_(ANNA).submit(page, "reopen").status_code == 303
    assert client.page(page).find("form", id="organisation")
