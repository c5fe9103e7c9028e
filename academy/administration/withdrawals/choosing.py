"""Which badges of an organisation somebody can withdraw together, and what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from academy.catalogue.models import Skill
from academy.credentials.models import Achievement, Credential
from academy.database import db
from academy.jobs.models import Job
from academy.jobs.queries import find_started
from academy.organisations.models import Organisation, Team
from academy.organisations.queries import find_administered_organisation
from academy.people.models import Person
from academy.searching import in_name_order
from academy.security.identity import Identity
from academy.security.policy import Scope

JOB = "withdraw-badges"
MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which badges are to be listed: of one skill, perhaps of one team."""

    skill: Skill
    team: Team | None


def current_badges(organisation: Organisation, wish: Wish, identity: Identity) -> list[Credential]:
    """Those that count now, by name; never the asker's own. At most `MOST`."""
    found = _badges(organisation, identity).where(
        Credential.current_key.is_not(None),
        ~Credential.revocation.has(),
        Credential.skill_id == wish.skill.id,
    )
    if wish.team is not None:
        found = found.where(Credential.team_id == wish.team.id)
    return list(db.session.scalars(found.limit(MOST)))


def chosen_badges(
    organisation: Organisation, badges: Collection[UUID], identity: Identity
) -> list[Credential]:
    """Those of this organisation that the asker may withdraw, by name."""
    found = _badges(organisation, identity).where(Credential.uuid.in_(badges))
    return list(db.session.scalars(found))


def _badges(organisation: Organisation, identity: Identity) -> Select[Credential]:
    return (
        select(Credential)
        .join(Person, Person.id == Credential.person_id)
        .where(
            Credential.organisation_id == organisation.id,
            Credential.person_id != identity.person_id,
        )
        .options(
            joinedload(Credential.person),
            joinedload(Credential.revocation),
            joinedload(Credential.achievement).joinedload(Achievement.skill_version),
        )
        .order_by(in_name_order(Person.sort_text), Credential.id)
    )


def skills_given(organisation: Organisation) -> Sequence[Skill]:
    """Those that have a badge there that counts."""
    given = select(Credential.skill_id).where(
        Credential.organisation_id == organisation.id, Credential.current_key.is_not(None)
    )
    return db.session.scalars(select(Skill).where(Skill.id.in_(given)).order_by(Skill.code)).all()


def unique_key(key: UUID) -> str:
    return f"{JOB}:{key}"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What somebody started, as long as the job is kept."""

    organisation: Organisation
    key: UUID
    job: Job

    @property
    def scope(self) -> Scope:
        return self.organisation.scope


def find_withdrawal(identity: Identity, organisation_uuid: UUID, key: UUID) -> Withdrawal | None:
    """Only for who started it, and still administers the organisation."""
    organisation = find_administered_organisation(identity, organisation_uuid)
    if organisation is None:
        return None
    job = find_started(identity, unique_key(key), organisation.uuid)
    return Withdrawal(organisation, key, job) if job else None


def badges_in(job: Job) -> list[UUID]:
    return [UUID(each) for each in job.arguments["badges"]]
