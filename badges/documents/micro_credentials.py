"""Micro-credentials: the eleven elements that the EU asks for, in Open Badges 3.0.

Council Recommendation 2022/C 243/02, Annex I, lists what a micro-credential must say. Six elements
have a member of their own in Open Badges; the other five have none and become alignments with an
``ext:`` type, which every verifier keeps and shows:

====================================  =========================================================
element                               where it stands
====================================  =========================================================
identification of the learner         ``credentialSubject.id`` (a pseudonym)
title                                 ``achievement.name``
country or region of the issuer       ``issuer.address``
awarding body                         ``issuer.name``
date of issuing                       ``awardedDate``
learning outcomes                     ``achievement.criteria.narrative``
notional workload                     alignment ``ext:NotionalWorkload``, code ``PT25H``
level, if applicable                  alignment ``ext:EQF``, code ``2``
type of assessment                    alignment ``ext:AssessmentType``
form of participation                 alignment ``ext:LearningSetting``
type of quality assurance             alignment ``ext:QualityAssurance``
====================================  =========================================================
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from badges.documents.model import Achievement, Alignment
from badges.reading import JsonObject

FRAMEWORK: Final = "Council Recommendation 2022/C 243/02"
EQF: Final = "European Qualifications Framework"

_WORKLOAD: Final = "ext:NotionalWorkload"
_LEVEL: Final = "ext:EQF"
_ASSESSMENT: Final = "ext:AssessmentType"
_PARTICIPATION: Final = "ext:LearningSetting"
_QUALITY: Final = "ext:QualityAssurance"


@dataclass(frozen=True, slots=True)
class Facts:
    """The elements for which Open Badges has no member, in the words of the badge's language."""

    workload_hours: int
    workload: str
    """How the workload reads, such as ``25 uur``."""
    assessment: str
    participation: str
    quality_assurance: str
    eqf_level: int | None = None
    """Only with a register reference; never a guess."""


def describe(achievement: Achievement, facts: Facts) -> Achievement:
    """Return the achievement as a micro-credential; links point into the achievement's own page."""
    added = [
        _element(achievement, _WORKLOAD, facts.workload, code=f"PT{facts.workload_hours}H"),
        _element(achievement, _ASSESSMENT, facts.assessment),
        _element(achievement, _PARTICIPATION, facts.participation),
        _element(achievement, _QUALITY, facts.quality_assurance),
    ]
    if facts.eqf_level is not None:
        level = str(facts.eqf_level)
        name = f"EQF {level}"
        added.append(_element(achievement, _LEVEL, name, code=level, framework=EQF))
    alignments = (*achievement.alignments, *added)
    return replace(achievement, type="MicroCredential", alignments=alignments)


def elements(document: JsonObject) -> dict[str, Any]:
    """Return the eleven elements of a badge document; None for one that it does not state."""
    subject, issuer = document["credentialSubject"], document["issuer"]
    achievement = subject["achievement"]
    aligned = {item.get("targetType"): item for item in achievement.get("alignment", [])}
    address = issuer.get("address", {})

    def stated(kind: str) -> str | None:
        item = aligned.get(kind)
        return None if item is None else str(item["targetName"])

    return {
        "learner": subject.get("id"),
        "title": achievement["name"],
        "country": address.get("addressCountryCode", address.get("addressRegion")),
        "awarding_body": issuer.get("name"),
        "date": document.get("awardedDate"),
        "learning_outcomes": achievement["criteria"].get("narrative"),
        "workload": stated(_WORKLOAD),
        "level": stated(_LEVEL),
        "assessment": stated(_ASSESSMENT),
        "participation": stated(_PARTICIPATION),
        "quality_assurance": stated(_QUALITY),
    }


def _element(
    achievement: Achievement,
    kind: str,
    name: str,
    *,
    code: str | None = None,
    framework: str = FRAMEWORK,
) -> Alignment:
    anchor = kind.removeprefix("ext:")
    url = f"{achievement.id}#{anchor}"
    return Alignment(name=name, url=url, type=kind, framework=framework, code=code)
