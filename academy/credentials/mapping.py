"""From the academy's rows to the words of Open Badges 3.0.

The subject is the person's pseudonym and nothing else: no name, no assessor, no evidence, for
what is signed can't be erased. The texts are Dutch, the language in which the skill was shown; it
points to the same achievement in other languages (`related`), which is served and never signed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from academy.catalogue.levels import EARNED
from academy.catalogue.models import SkillVersion
from academy.credentials.addresses import Addresses
from academy.credentials.models import Achievement
from academy.credentials.narrative import FIXED, Telling, criteria_narrative
from academy.languages import DUTCH, ContentLanguage
from badges.documents import model

SIGNED_IN: Final[ContentLanguage] = DUTCH
IN_DUTCH: Final = Telling(language=SIGNED_IN, words={}, is_read=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """Everything that one credential says."""

    credential_uuid: UUID
    person_uuid: UUID
    issuer: model.Issuer
    achievement: model.Achievement
    achievement_uuid: UUID
    level: int
    status_list_uuid: UUID
    status_index: int
    valid_from: datetime
    valid_until: datetime | None
    awarded_at: datetime


def to_credential(badge: Badge, addresses: Addresses) -> model.Credential:
    """The credential that is linted and signed (design: section 4)."""
    defined = badge.achievement
    return model.Credential(
        id=addresses.credential(badge.credential_uuid),
        issuer=badge.issuer,
        achievement=defined,
        name=f"{defined.name}: {_level_name(defined, badge.level)}",
        description=defined.description,
        valid_from=badge.valid_from,
        valid_until=badge.valid_until,
        awarded=badge.awarded_at,
        subject_id=badge.person_uuid.urn,
        image=defined.image,
        results=(
            model.Result(
                description=f"{addresses.achievement(badge.achievement_uuid)}#level",
                achieved_level=addresses.level(badge.achievement_uuid, badge.level),
                value=str(badge.level),
            ),
        ),
        status=model.StatusEntry(addresses.status_list(badge.status_list_uuid), badge.status_index),
    )


def _level_name(defined: model.Achievement, level: int) -> str:
    """In the words of the achievement, which its version of the skill chose."""
    [described] = defined.result_descriptions
    return next(each.name for each in described.levels if each.level == str(level))


def to_issuer(slug: str, name: str, email: str, addresses: Addresses) -> model.Issuer:
    """An organisation; without an e-mail address of its own it has that of the platform."""
    return model.Issuer(
        id=addresses.issuer_did(slug),
        name=name,
        url=addresses.issuer(slug),
        email=email or addresses.platform_email(),
        address=model.Address(country="Nederland", country_code="NL"),
    )


def to_achievement(
    achievement: Achievement,
    addresses: Addresses,
    *,
    creator: model.Issuer | None,
    others: Iterable[str],
    telling: Telling = IN_DUTCH,
) -> model.Achievement:
    """A skill at one level, with the EU micro-credential elements that it holds.

    Form of participation, kind of assessment and quality assurance (Recommendation 2022/C 243/02)
    stand in the criteria, where every reader of Open Badges shows them. `others`: the languages
    that it points to.
    """
    version, say = achievement.skill_version, telling.say
    address = addresses.achievement(achievement.uuid)
    level_name = say(achievement.level_name).lower()
    return model.Achievement(
        id=_id_in(achievement, addresses, telling.language),
        name=say(version.name),
        description=say(version.description),
        criteria_narrative=criteria_narrative(version, achievement.level, telling),
        criteria_url=address,
        type="Competency",
        creator=creator,
        image=model.Image(
            addresses.achievement_picture(achievement.uuid),
            telling.fixed.picture.format(skill=say(version.name), level=level_name),
        ),
        language=telling.fixed.tag,
        version=version.number,
        human_code=version.skill.code,
        tags=(version.kind,),
        alignments=_alignments(version, telling.language),
        result_descriptions=(_levels(achievement, address, addresses, telling),),
        related=tuple(
            model.RelatedAchievement(
                _id_in(achievement, addresses, other), FIXED[other].tag, version.number
            )
            for other in others
        ),
    )


def _id_in(achievement: Achievement, addresses: Addresses, language: str) -> str:
    if language == SIGNED_IN:
        return addresses.achievement(achievement.uuid)
    return addresses.achievement_in(achievement.uuid, language)


def _levels(
    achievement: Achievement, address: str, addresses: Addresses, telling: Telling
) -> model.ResultDescription:
    version = achievement.skill_version
    return model.ResultDescription(
        id=f"{address}#level",
        name=telling.fixed.level,
        type="RubricCriterionLevel",
        required_level=addresses.level(achievement.uuid, achievement.level),
        levels=tuple(
            model.RubricLevel(
                id=addresses.level(achievement.uuid, level),
                name=telling.say(version.level_name(level)),
                level=str(level),
                description=telling.level(version, level),
            )
            for level in EARNED
            if telling.knows(version.level_name(level))
        ),
    )


def _alignments(version: SkillVersion, language: str) -> tuple[model.Alignment, ...]:
    if not version.esco:
        return ()
    return (
        model.Alignment(
            name=version.esco.get(f"label_{language}") or version.esco["label_en"],
            url=version.esco["uri"],
            type="ext:ESCOSkill",
            framework="ESCO",
        ),
    )
