"""How the academy of the demo watches over badges: the rule, the course for assessors, samples."""

from datetime import datetime, timedelta

from sqlalchemy import select

from academy.access.session import build_identity
from academy.catalogue.validation import defaults
from academy.catalogue.validation.rule import FIRST, Rule
from academy.credentials.outside import service as outside
from academy.database import db
from academy.dates import local_day
from academy.demo import content
from academy.demo.palette import ADMINISTRATOR
from academy.demo.places import BY, Places, fixed_uuid
from academy.people import authorities
from academy.sampling import choosing, drawing
from academy.sampling.looking import look
from academy.sampling.models import Sample, SampleOutcome, SamplingMark
from academy.security.identity import Identity

SCHOOL = "Praktijkschool De Werf"
SCHOOL_DID = "did:web:praktijkschool-de-werf.example"
WHY = "De school geeft badges voor techniek. Het adres staat ook op de eigen website."
KNOWN_SINCE = timedelta(days=40)
RULE = Rule(
    observations=FIRST.observations,
    assessors=FIRST.assessors,
    photo=False,
    certificate=False,
    sampling_percent=10,
    valid_months=None,
)
COURSE = "leermeester-en-beoordelaar"
DRAWN_FROM = timedelta(days=21)
FINDING = "Op de foto's klopt het, maar alleen kan het nog niet elke keer."


def set_rules(places: Places, *, now: datetime) -> None:
    """Before the year begins: what is given in it is watched over by them."""
    academy = _identity(places, ADMINISTRATOR, now)
    defaults.set_default(RULE, seen="", by=academy, now=now)


def watch(places: Places, *, now: datetime) -> None:
    """The course that new assessors need; an issuer outside that the academy knows; samples of the
    last weeks, a few of them looked at."""
    academy = _identity(places, ADMINISTRATOR, now)
    _know_a_school(academy, now)
    authorities.ask_course(COURSE, by=academy, now=now)
    db.session.add(SamplingMark(until=now - DRAWN_FROM))
    db.session.flush()
    drawing.draw(choosing.key_of("the same draw in every demo"), by=BY, now=now)
    _look_at_some(places, now)


def _know_a_school(academy: Identity, now: datetime) -> None:
    since = now - KNOWN_SINCE
    school = outside.Facts(
        name=SCHOOL, identifier=SCHOOL_DID, website="", reason=WHY, checked_on=local_day(since)
    )
    key = fixed_uuid("outside issuer", SCHOOL_DID)
    outside.add(school, key=key, hosts=(), by=academy, now=since)


def _look_at_some(places: Places, now: datetime) -> None:
    """The administrator of each shop looks at its first: one is not right, the others are."""
    for number, plan in enumerate(content.ORGANISATIONS):
        place = places.organisations[plan.slug]
        first = select(Sample).where(Sample.organisation_id == place.id).order_by(Sample.id)
        sample = db.session.scalar(first.limit(1))
        if sample is not None:
            found = SampleOutcome.RIGHT if number else SampleOutcome.NOT_RIGHT
            by = _identity(places, plan.signatory[0], now)
            look(sample, found, "" if number else FINDING, by=by, now=now)


def _identity(places: Places, name: str, now: datetime) -> Identity:
    session = fixed_uuid("session", name)
    return build_identity(places.people[name], session, today=local_day(now))
