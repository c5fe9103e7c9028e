"""In which languages an achievement can be told: those in which there are words for all of it."""

from collections import defaultdict
from collections.abc import Mapping

from academy.catalogue.models import SkillVersion
from academy.catalogue.translating.service import good_languages
from academy.catalogue.translating.words import words_of
from academy.credentials.addresses import Addresses
from academy.credentials.mapping import IN_DUTCH, SIGNED_IN, to_achievement
from academy.credentials.models import Achievement
from academy.credentials.narrative import FIXED, Telling, can_tell
from badges.documents import model


def tellings_of(achievement: Achievement) -> Mapping[str, Telling]:
    """By language, the signed one first."""
    version = achievement.skill_version
    found = {SIGNED_IN: IN_DUTCH} | {each.language: each for each in _others(version)}
    return {
        language: telling
        for language, telling in found.items()
        if can_tell(version, achievement.level, achievement.level_name, telling)
    }


def in_telling(
    achievement: Achievement, addresses: Addresses, language: str, tellings: Mapping[str, Telling]
) -> model.Achievement:
    """In one of its languages, pointing to the others."""
    return to_achievement(
        achievement,
        addresses,
        creator=None,
        others=[other for other in tellings if other != language],
        telling=tellings[language],
    )


def _others(version: SkillVersion) -> list[Telling]:
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for row in words_of(version):
        words[row.language][row.dutch] = row.words
    read = good_languages(version)
    return [
        Telling(language=language, words=words[language], is_read=language in read)
        for language in FIXED
        if language != SIGNED_IN
    ]
