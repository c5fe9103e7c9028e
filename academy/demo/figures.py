"""The organisations of the demo agree, and the figures of its quarters went out."""

from datetime import datetime

from academy.credentials import telling_counts
from academy.database import db
from academy.dates import local_day
from academy.demo import content
from academy.demo.places import Places
from academy.reports.inside import preparing
from academy.reports.sector import publishing
from academy.reports.sector.models import SectorAgreement


def tell(places: Places, *, now: datetime) -> None:
    for plan in content.ORGANISATIONS:
        row, by = places.organisations[plan.slug], places.people[plan.signatory[0]]
        db.session.add(SectorAgreement(organisation_id=row.id, by_id=by.id, at=now))
    db.session.flush()
    for term in publishing.terms_due(local_day(now)):
        publishing.publish(term, publishing.figures_for(term), now=now)
    telling_counts.tell_anew(now=now)
    terms = preparing.terms_to_prepare(now)
    preparing.keep(terms, preparing.count(terms, today=local_day(now)), now=now)
