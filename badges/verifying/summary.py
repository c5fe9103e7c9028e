"""What may be shown of a badge whose signature was verified: plain values, cleaned for display.

The issuer's name comes from the list of known issuers; what an unknown issuer calls itself stands
apart, as `claimedName`. Texts lose control
characters and the invisible characters that reorder text (Unicode "Trojan Source"), so that what
is read is what was signed.
"""

import re
from collections.abc import Mapping
from typing import Any

from badges.contexts.dates import dates_of
from badges.reading import JsonObject

Summary = dict[str, Any]

_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)

_SAME_TYPE = {"AchievementCredential": "OpenBadgeCredential"}
"""Two names that the Open Badges contexts give to one class, so a signature cannot tell them."""


def clean(text: str) -> str:
    r"""Return text without characters that steer a screen rather than say something.

    >>> clean("Niveau \u202e4")
    'Niveau \ufffd4'
    """
    return text if text.isprintable() else _UNSHOWABLE.sub("\ufffd", text)


def summarize(document: JsonObject, *, issuer: str, issuer_name: str | None) -> Summary:
    """Return what may be shown of an Open Badges 3.0, CLR or endorsement credential."""
    subject, dates = document["credentialSubject"], dates_of(document)
    told: Summary = {
        "id": document["id"],
        "type": [_SAME_TYPE.get(name, name) for name in _listed(document["type"])],
        "name": document.get("name"),
        "description": document.get("description"),
        "issuer": _issuer(issuer, issuer_name, document["issuer"]),
        "validFrom": document.get(dates.start),
        "validUntil": document.get(dates.end),
        "awardedDate": document.get("awardedDate"),
        "recipient": _recipient(subject),
        "achievement": _achievement(subject.get("achievement")),
        "results": _results(subject),
        "evidence": [
            _chosen(entry, "id name narrative description genre")
            for entry in _listed(document.get("evidence", []))
        ],
        "endorsementComment": subject.get("endorsementComment"),
    }
    shown = {name: value for name, value in told.items() if value not in (None, [], {})}
    cleaned: Summary = _cleaned(shown)
    return cleaned


def _issuer(identifier: str, name: str | None, profile: Any) -> Summary:
    """Return who issued a badge; of one who is not known, what it calls itself is only a claim."""
    claimed = profile.get("name") if isinstance(profile, dict) else None
    if name is not None or not isinstance(claimed, str) or not claimed.strip():
        return {"id": identifier, "name": name}
    return {"id": identifier, "name": None, "claimedName": claimed}


def _recipient(subject: JsonObject) -> Summary:
    identifiers = [
        _chosen(entry, "identityType hashed identityHash")
        for entry in _listed(subject.get("identifier", []))
    ]
    return _without_none({"id": subject.get("id"), "identifier": identifiers or None})


def _achievement(achievement: Any) -> Summary | None:
    if not isinstance(achievement, dict):
        return None
    told = _chosen(achievement, "id name description achievementType inLanguage humanCode")
    told["criteria"] = _chosen(achievement["criteria"], "id narrative")
    told["image"] = _image(achievement.get("image"))
    told["alignment"] = [
        _chosen(entry, "targetName targetUrl targetType targetFramework targetCode")
        for entry in _listed(achievement.get("alignment", []))
    ]
    told["tag"] = _listed(achievement.get("tag", []))
    return {name: value for name, value in told.items() if value not in (None, [])}


def _image(image: Any) -> str | None:
    address = image.get("id") if isinstance(image, dict) else image
    return address if isinstance(address, str) else None


def _results(subject: JsonObject) -> list[Summary]:
    """Return the results with the names of their descriptions and levels in place of ids."""
    achievement = subject.get("achievement")
    alone = achievement if isinstance(achievement, dict) else {}
    described = _listed(alone.get("resultDescription", []))
    descriptions = {entry["id"]: entry for entry in described}
    levels = {
        level["id"]: level
        for entry in described
        for level in _listed(entry.get("rubricCriterionLevel", []))
    }
    told = []
    for result in _listed(subject.get("result", [])):
        description = descriptions.get(result.get("resultDescription"), {})
        level = levels.get(result.get("achievedLevel"))
        told.append(
            _chosen(result, "value status")
            | _chosen(description, "name")
            | ({"level": _chosen(level, "name level description")} if level else {})
        )
    return told


def _chosen(entry: Mapping[str, Any], names: str) -> Summary:
    return {name: entry[name] for name in names.split() if name in entry}


def _without_none(entry: Summary) -> Summary:
    return {name: value for name, value in entry.items() if value is not None}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_cleaned(member) for member in value]
    return value


def summarize_2(
    assertion: JsonObject,
    badge: JsonObject,
    profile: JsonObject,
    *,
    issuer: str,
    issuer_name: str | None,
) -> Summary:
    """Return what may be shown of an Open Badges 2.0 assertion and its badge class."""
    criteria = badge["criteria"]
    told: Summary = {
        "id": assertion["id"],
        "type": _listed(assertion["type"]),
        "name": badge["name"],
        "issuer": _issuer(issuer, issuer_name, profile),
        "validFrom": assertion["issuedOn"],
        "validUntil": assertion.get("expires"),
        "recipient": _chosen(assertion["recipient"], "type identity hashed"),
        "achievement": {
            **_chosen(badge, "id name description tags"),
            "criteria": {"id": criteria} if isinstance(criteria, str) else criteria,
            "image": _image(badge["image"]),
        },
        "narrative": assertion.get("narrative"),
        "evidence": [
            {"id": entry}
            if isinstance(entry, str)
            else _chosen(entry, "id name narrative description genre")
            for entry in _listed(assertion.get("evidence", []))
        ],
    }
    shown = {name: value for name, value in told.items() if value not in (None, [], {})}
    cleaned: Summary = _cleaned(shown)
    return cleaned
