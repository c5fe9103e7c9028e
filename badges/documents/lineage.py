"""One badge after another: re-issue, renewal, and the same achievement in several languages.

A *re-issue* corrects the writing of a badge: same id, newer ``validFrom`` (Open Badges 3.0, section
"Re-issue"). A *renewal* says that the skill was shown again: same achievement, new id, new award;
which badge it supersedes is kept by the issuer, as the specification has no word for it. Both keep
the person and drop nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from badges.documents.model import Achievement, Credential, RelatedAchievement, StatusEntry
from badges.errors import BadgesError


def reissue(credential: Credential, *, valid_from: datetime) -> Credential:
    """Return the credential for a new signature under the same id; the award keeps its date."""
    if valid_from <= credential.valid_from:
        raise _finding("A re-issue must begin later than the badge it replaces.", "/validFrom")
    awarded = credential.awarded or credential.valid_from
    return replace(credential, valid_from=valid_from, awarded=awarded)


def renew(
    credential: Credential,
    *,
    id: str,  # noqa: A002 - the name of the field
    awarded: datetime,
    valid_until: datetime | None,
    status: StatusEntry | None,
) -> Credential:
    """Return a new credential for the same person and achievement, awarded again.

    ``status`` must be an entry of its own, so that revoking one leaves the other alone.
    """
    if id == credential.id:
        raise _finding("A renewal needs an id of its own.", "/id")
    if status is not None and status == credential.status:
        raise _finding("A renewal needs a status entry of its own.", "/credentialStatus")
    if awarded <= (credential.awarded or credential.valid_from):
        raise _finding("A renewal is awarded later than what it renews.", "/awardedDate")
    return replace(
        credential,
        id=id,
        valid_from=awarded,
        awarded=awarded,
        valid_until=valid_until,
        status=status,
    )


def link_languages(achievements: Sequence[Achievement]) -> tuple[Achievement, ...]:
    """Return the same achievements, each ``related`` to the others by id and language.

    Each is one achievement written in one language, with an id of its own.
    """
    languages = [achievement.language for achievement in achievements]
    if None in languages or len(set(languages)) != len(languages):
        raise _finding("Each achievement needs a language of its own.", "/inLanguage")
    return tuple(
        replace(
            achievement,
            related=(
                *achievement.related,
                *(
                    RelatedAchievement(other.id, other.language, other.version)
                    for other in achievements
                    if other is not achievement
                ),
            ),
        )
        for achievement in achievements
    )


def _finding(message: str, place: str) -> BadgesError:
    return BadgesError(message, place=place, check="lint")
