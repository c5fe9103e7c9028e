"""The living palette of the demo: a draft that is not finished, and proposals from the floor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from academy.access.session import build_identity
from academy.catalogue.drafting import service as drafting
from academy.catalogue.drafting.queries import text_of
from academy.catalogue.models import Skill
from academy.catalogue.proposing import service as proposing
from academy.database import db
from academy.demo.places import Places, fixed_uuid
from academy.security.identity import Identity

ADMINISTRATOR = "Saskia de Groot"
CHANGED = "textiel-sorteren"
BETTER = {
    "description_nl": "Je sorteert kleding en textiel op soort, staat en wat ermee kan.",
    "description_en": "You sort clothes and textiles by type, condition and what can be done.",
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What somebody misses, so many days ago, and what the academy asked or decided."""

    by: str
    days_ago: int
    title: str
    why: str
    asked: str | None = None
    declined: str | None = None


PROPOSALS = (
    Proposed(
        "Ingrid van Dam", 12, "Stoelen stofferen",
        "Wij krijgen veel stoelen binnen. Wie ze opnieuw bekleedt, heeft nu geen badge.",
        asked="Doen mensen dit bij jullie alleen, of samen met een meubelmaker?",
    ),
    Proposed(
        "Ingrid van Dam", 90, "Heftruck keuren",
        "Iemand moet de heftruck elk jaar nakijken.",
        declined="Dat mag alleen een bedrijf met een keuring. Daar is al een certificaat voor.",
    ),
)  # fmt: skip


def keep_palette(places: Places, *, now: datetime) -> None:
    """Flushes; the caller commits, and holds the palette."""
    academy = _identity(places, ADMINISTRATOR, now)
    skill = db.session.scalars(select(Skill).where(Skill.code == CHANGED)).one()
    text = text_of(skill)
    drafting.save(skill, text.fields | BETTER, began=str(text.uuid), by=academy, now=now)
    for each in PROPOSALS:
        _propose(each, places, academy, at=now - timedelta(days=each.days_ago))


def _propose(each: Proposed, places: Places, academy: Identity, *, at: datetime) -> None:
    made = proposing.propose(
        places.people[each.by],
        fixed_uuid("proposal", each.title),
        title=each.title,
        why=each.why,
        by=_identity(places, each.by, at),
        now=at,
    )
    later = at + timedelta(days=2)
    if each.asked:
        proposing.comment(made, each.asked, by=academy, now=later)
    if each.declined:
        proposing.decline(made, reason=each.declined, by=academy, now=later)


def _identity(places: Places, name: str, at: datetime) -> Identity:
    session: UUID = fixed_uuid("session", name)
    return build_identity(places.people[name], session, today=at.date())
