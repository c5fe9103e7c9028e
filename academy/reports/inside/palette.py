"""How the palette is doing: of how many skills something lacks. About no people at all."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from sqlalchemy import exists, select

from academy.assessments.models import Assessment
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_versions
from academy.catalogue.showing.models import Craft, CraftOutcome
from academy.catalogue.translating.models import TranslationCheck
from academy.database import db
from academy.dates import start_of_day

YEAR = timedelta(days=365)


class Lack(StrEnum):
    """What a skill may be without."""

    NOTHING = "nothing"
    """Every skill that takes part, whatever it lacks: what the others are a share of."""
    REVIEW = "review"
    ESCO = "esco"
    COMPETENTNL = "competentnl"
    READER = "reader"
    """No person found its words good, in any language of workers."""
    USE = "use"
    """Nobody looked at it for a year."""
    CRAFT = "craft"
    """Nothing shows how it is done."""


WORDS: Mapping[Lack, LazyString] = {
    Lack.NOTHING: _("Doen mee"),
    Lack.REVIEW: _("Moeten opnieuw bekeken worden"),
    Lack.ESCO: _("Zonder koppeling met ESCO"),
    Lack.COMPETENTNL: _("Zonder koppeling met CompetentNL"),
    Lack.READER: _("Vertaling door niemand nagelezen"),
    Lack.USE: _("Een jaar niet beoordeeld"),
    Lack.CRAFT: _("Zonder “Zo doe je het”"),
}
"""In the order of the page."""


def lacking(today: date) -> Mapping[Lack, int]:
    """How many of the skills that take part."""
    versions = open_versions()
    read = set(db.session.scalars(select(TranslationCheck.version_id).filter_by(is_good=True)))
    shown = set(db.session.scalars(select(Craft.skill_id).filter_by(outcome=CraftOutcome.SHOWN)))
    used = _used_since(today - YEAR)
    return {
        Lack.NOTHING: len(versions),
        Lack.REVIEW: sum(each.skill.is_overdue(today) for each in versions),
        Lack.ESCO: sum(not each.esco for each in versions),
        Lack.COMPETENTNL: sum(not each.competentnl for each in versions),
        Lack.READER: sum(each.id not in read for each in versions),
        Lack.USE: sum(each.skill_id not in used for each in versions),
        Lack.CRAFT: sum(each.skill_id not in shown for each in versions),
    }


def _used_since(day: date) -> set[int]:
    """Skills that somebody looked at since then, in whatever version."""
    looked = exists().where(
        Assessment.skill_version_id == SkillVersion.id,
        Assessment.recorded_at >= start_of_day(day),
    )
    return set(db.session.scalars(select(SkillVersion.skill_id).where(looked)))
