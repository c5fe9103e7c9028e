"""The papers of somebody who goes to work elsewhere: a tagged PDF (PDF/UA-1), simple words.

The first page has the recovery code and stays at home; the skills passport behind it may be given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import current_app
from sqlalchemy import select

from academy.credentials.printing import bind, lay_out
from academy.database import db
from academy.dependencies import dependencies
from academy.organisations.contacts import contacts_of
from academy.organisations.models import Organisation, RegionContact, Site, Team
from academy.people.models import Membership, Person
from academy.security.identity import Identity
from academy.wallet.passport.contents import Passport, passport_of
from academy.wallet.passport.paper import passport_pages
from academy.web.locale import direction, language

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
    passport: Passport
    """Of everything that counts, behind the page that stays at home."""


def papers_of(person: Person, code: str, address: str, *, by: Identity) -> Papers:
    return Papers(
        person=person,
        code=code,
        address=address,
        contacts=contacts_of(own_regions(by)),
        passport=passport_of(by, dependencies()),
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


def first_page(papers: Papers) -> str:
    """As HTML, in the language of the page and the way that language runs."""
    page = current_app.jinja_env.get_template("moving/_paper.html")
    return page.render(papers=papers, language=language(), direction=direction())


def papers_pdf(papers: Papers) -> bytes:
    """Raises ImportError or OSError without WeasyPrint's system libraries."""
    first = lay_out(first_page(papers), styles=STYLES, variant=PDF_VARIANT)
    passport = passport_pages(papers.passport, variant=PDF_VARIANT)
    return bind([first, passport], variant=PDF_VARIANT)
