"""The main job as a team leader does it in the demo: from the team to a badge, form by form."""

import uuid
from dataclasses import dataclass

from bs4 import BeautifulSoup
from sqlalchemy import select

from academy.credentials.models import Credential
from academy.database import db
from academy.people.models import Membership, Person
from academy.security.identity import Role
from tests.client import AcademyClient
from tests.demo import DemoSite, links


@dataclass(frozen=True, slots=True)
class Given:
    """A badge that was given just now."""

    credential: uuid.UUID
    person: uuid.UUID

    @property
    def address(self) -> str:
        return f"/credentials/{self.credential}"


def give_a_badge(demo: DemoSite) -> Given:
    """Assess a worker of the leader's team for a skill that this worker has no badge for."""
    client = demo.client("team leader")
    for person in workers_of_the_leader(demo):
        known = badges_of(demo, person)
        for path in links(client.page(f"/people/{person}/skills"), f"/people/{person}/skills"):
            if not path.endswith("/assess"):
                continue
            assess(client, path)
            new = badges_of(demo, person) - known
            if new:
                return Given(new.pop(), person)
    raise LookupError("no worker of the leader's team can be given a new badge")


def assess(client: AcademyClient, path: str, *, level: int = 2) -> BeautifulSoup:
    """Save an assessment in which every criterion was seen; gives the page that follows."""
    form = client.page(path).select_one("main form[method=post i]")
    assert form is not None, f"{path} has no form"
    names = {str(field["name"]) for field in form.select("[name^=criterion_]")}
    answer = client.submit(
        path, str(form["id"]), level=str(level), method="practice", sure=str(level),
        **dict.fromkeys(names, "seen"),
    )  # fmt: skip
    assert answer.status_code == 303, f"saving {path} gives {answer.status}"
    return client.page(str(answer.location))


def workers_of_the_leader(demo: DemoSite) -> list[uuid.UUID]:
    with demo.app.app_context():
        of_leader = select(Membership.team_id).where(
            Membership.person_id == demo.person("team leader").id,
            Membership.role == Role.TEAM_LEADER,
        )
        found = (
            select(Person.uuid)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.role == Role.WORKER,
                Membership.ends_on.is_(None),
                Membership.team_id.in_(of_leader),
            )
            .order_by(Person.id)
        )
        return list(db.session.scalars(found))


def badges_of(demo: DemoSite, person: uuid.UUID) -> set[uuid.UUID]:
    with demo.app.app_context():
        found = select(Credential.uuid).join(Person, Credential.person_id == Person.id)
        return set(db.session.scalars(found.where(Person.uuid == person)))
