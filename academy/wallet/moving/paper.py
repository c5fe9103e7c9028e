"""The papers of somebody who goes to work elsewhere: a tagged PDF (PDF/UA-1), simple words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from flask import current_app
from sqlalchemy import select

from academy.credentials.printing import print_pdf
from academy.database import db
from academy.organisations.contacts import contacts_of
from academy.organisations.models import Organisation, RegionContact, Site, Team
from academy.people.models import Membership, Person
from academy.security.identity import Identity
from academy.wallet.contents import OwnBadge, own_skills
from academy.web.locale import language

STYLES: Final = Path(__file__).with_name("paper.css")
PDF_VARIANT: Final = "pdf/ua-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What stands on them."""

    person: Person
    code: str
    """The recovery code, in groups of four."""
    address: str
    """Of this installation, to type."""
    contacts: Sequence[RegionContact]
    badges: Sequence[OwnBadge]
    """Those that count."""
    at: datetime


def papers_of(person: Person, code: str, address: str, *, by: Identity, now: datetime) -> Papers:
    skills = own_skills(by, now=now)
    badges = [skill.front for skill in skills if skill.front.counts]
    contacts = contacts_of(own_regions(by))
    return Papers(
        person=person, code=code, address=address, contacts=contacts, badges=badges, at=now
    )


def own_regions(identity: Identity) -> set[str]:
    """Where the person works now, or else worked."""
    found = (
        select(Site.region, Organisation.region, Membership.goes_on_from(identity.today))
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Team, Team.id == Membership.team_id)
        .outerjoin(Site, Site.id == Team.site_id)
        .where(Membership.person_id == identity.person_id)
    )
    rows = db.session.execute(found).all()
    now = [row for row in rows if row[2]]
    return {region for row in now or rows if (region := row[0] or row[1])}


def papers_pdf(papers: Papers) -> bytes:
    """Raises ImportError or OSError without WeasyPrint's system libraries."""
    page = current_app.jinja_env.get_template("moving/_paper.html")
    html = page.render(papers=papers, language=language())
    return print_pdf(html, styles=STYLES, variant=PDF_VARIANT)
