"""From the academy's rows to the words of Open Badges 3.0.

The subject is the person's pseudonym and nothing else: no name, no assessor, no evidence, for
what is signed can't be erased. The texts are Dutch, the language in which the skill was shown.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from academy.catalogue.levels import EARNED
from academy.catalogue.models import SkillVersion
from academy.credentials.addresses import Addresses
from academy.credentials.models import Achievement
from badges.documents import model

LANGUAGE = "nl-NL"
MINISTRY_NOTE = "Dit is geen diploma en geen certificaat van een school."


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
    achievement: Achievement, addresses: Addresses, *, creator: model.Issuer | None
) -> model.Achievement:
    """A skill at one level, with the EU micro-credential elements that it holds.

    Form of participation, kind of assessment and quality assurance (Recommendation 2022/C 243/02)
    stand in the criteria, where every reader of Open Badges shows them.
    """
    version = achievement.skill_version
    address = addresses.achievement(achievement.uuid)
    return model.Achievement(
        id=address,
        name=version.name["nl"],
        description=version.description["nl"],
        criteria_narrative=criteria_narrative(version, achievement.level),
        criteria_url=address,
        type="Competency",
        creator=creator,
        image=model.Image(
            addresses.achievement_picture(achievement.uuid),
            f"Badge {version.name['nl']}, niveau {achievement.level_name['nl'].lower()}",
        ),
        language=LANGUAGE,
        version=version.number,
        human_code=version.skill.code,
        tags=(version.kind,),
        alignments=_alignments(version),
        result_descriptions=(_levels(achievement, address, addresses),),
    )


def criteria_narrative(version: SkillVersion, level: int) -> str:
    """What was seen, as Markdown; how, by whom (function) and what it is worth."""
    seen = "\n".join(f"- {criterion['text']['nl']}" for criterion in version.criteria)
    return (
        f"{version.descriptor(level)['nl']}\n\nGezien op de werkvloer:\n\n{seen}\n\n"
        "Een bevoegde teamleider keek mee tijdens het werk. Beoordeling: observatie in de praktijk "
        "met vaste criteria. Kwaliteit: bevoegdheid per vakgebied, bezwaar bij een tweede "
        f"beoordelaar. {MINISTRY_NOTE}"
    )


def _levels(
    achievement: Achievement, address: str, addresses: Addresses
) -> model.ResultDescription:
    version = achievement.skill_version
    return model.ResultDescription(
        id=f"{address}#level",
        name="Niveau",
        type="RubricCriterionLevel",
        required_level=addresses.level(achievement.uuid, achievement.level),
        levels=tuple(
            model.RubricLevel(
                id=addresses.level(achievement.uuid, level),
                name=version.level_name(level)["nl"],
                level=str(level),
                description=version.descriptor(level)["nl"],
            )
            for level in EARNED
        ),
    )


def _alignments(version: SkillVersion) -> tuple[model.Alignment, ...]:
    if not version.esco:
        return ()
    return (
        model.Alignment(
            name=version.esco.get("label_nl") or version.esco["label_en"],
            url=version.esco["uri"],
            type="ext:ESCOSkill",
            framework="ESCO",
        ),
    )
