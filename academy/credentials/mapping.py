"""From the academy's rows to the words of Open Badges 3.0.

The subject is the person's pseudonym and nothing else: no name, no assessor, no evidence, for
what is signed can't be erased. The texts are Dutch, the language in which the skill was shown; it
points to the same achievement in other languages (`related`), which is served and never signed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from academy.catalogue.levels import EARNED
from academy.catalogue.models import SkillVersion
from academy.credentials.addresses import Addresses
from academy.credentials.models import Achievement
from academy.languages import ContentLanguage
from badges.documents import model

SIGNED_IN: Final[ContentLanguage] = "nl"
TAGS: Final[Mapping[ContentLanguage, str]] = {"nl": "nl-NL", "en": "en"}
"""`inLanguage` of each."""
OTHERS: Final = tuple(language for language in TAGS if language != SIGNED_IN)
ALTS: Final[Mapping[ContentLanguage, str]] = {
    "nl": "Badge {skill}, niveau {level}",
    "en": "Badge {skill}, level {level}",
}
"""What the picture of a badge says in words."""
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
    achievement: Achievement,
    addresses: Addresses,
    *,
    creator: model.Issuer | None,
    language: ContentLanguage = SIGNED_IN,
) -> model.Achievement:
    """A skill at one level, with the EU micro-credential elements that it holds.

    Form of participation, kind of assessment and quality assurance (Recommendation 2022/C 243/02)
    stand in the criteria, where every reader of Open Badges shows them.
    """
    version = achievement.skill_version
    address = addresses.achievement(achievement.uuid)
    level_name = achievement.level_name[language].lower()
    return model.Achievement(
        id=_id_in(achievement, addresses, language),
        name=version.name[language],
        description=version.description[language],
        criteria_narrative=criteria_narrative(version, achievement.level, language),
        criteria_url=address,
        type="Competency",
        creator=creator,
        image=model.Image(
            addresses.achievement_picture(achievement.uuid),
            ALTS[language].format(skill=version.name[language], level=level_name),
        ),
        language=TAGS[language],
        version=version.number,
        human_code=version.skill.code,
        tags=(version.kind,),
        alignments=_alignments(version, language),
        result_descriptions=(_levels(achievement, address, addresses, language),),
        related=tuple(
            model.RelatedAchievement(
                _id_in(achievement, addresses, other), TAGS[other], version.number
            )
            for other in TAGS
            if other != language
        ),
    )


def _id_in(achievement: Achievement, addresses: Addresses, language: ContentLanguage) -> str:
    if language == SIGNED_IN:
        return addresses.achievement(achievement.uuid)
    return addresses.achievement_in(achievement.uuid, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What an achievement says besides the palette's own texts."""

    level: str
    seen: str
    how: str


_WORDS: Final[Mapping[ContentLanguage, _Words]] = {
    "nl": _Words(
        level="Niveau",
        seen="Gezien op de werkvloer:",
        how="Een bevoegde teamleider keek mee tijdens het werk. Beoordeling: observatie in de "
        "praktijk met vaste criteria. Kwaliteit: bevoegdheid per vakgebied, bezwaar bij een tweede "
        f"beoordelaar. {MINISTRY_NOTE}",
    ),
    "en": _Words(
        level="Level",
        seen="Seen at work:",
        how="A team leader with authority watched during the work. Assessment: observation in "
        "practice with fixed criteria. Quality: authority for each field, objections go to a "
        "second assessor. This is not a diploma and not a school certificate.",
    ),
}


def criteria_narrative(version: SkillVersion, level: int, language: ContentLanguage) -> str:
    """What was seen, as Markdown; how, by whom (function) and what it is worth."""
    seen = "\n".join(f"- {criterion['text'][language]}" for criterion in version.criteria)
    words = _WORDS[language]
    return f"{version.descriptor(level)[language]}\n\n{words.seen}\n\n{seen}\n\n{words.how}"


def _levels(
    achievement: Achievement, address: str, addresses: Addresses, language: ContentLanguage
) -> model.ResultDescription:
    version = achievement.skill_version
    return model.ResultDescription(
        id=f"{address}#level",
        name=_WORDS[language].level,
        type="RubricCriterionLevel",
        required_level=addresses.level(achievement.uuid, achievement.level),
        levels=tuple(
            model.RubricLevel(
                id=addresses.level(achievement.uuid, level),
                name=version.level_name(level)[language],
                level=str(level),
                description=version.descriptor(level)[language],
            )
            for level in EARNED
        ),
    )


def _alignments(version: SkillVersion, language: ContentLanguage) -> tuple[model.Alignment, ...]:
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
