"""Is the issuer one that is known here? The name shown comes from that list, never from a badge."""

from typing import Final

from badges.reading import JsonObject
from badges.verifying.asking import Asked
from badges.verifying.report import Check, CheckId, Outcome

_RECORDED: Final = frozenset(
    {"OpenBadgeCredential", "AchievementCredential", "EndorsementCredential", "Assertion"}
)


def check_issuer(issuer: str, document: JsonObject, asked: Asked) -> Check:
    """Look the issuer up among the known ones; ask its own register if there is one here."""
    register = asked.register
    kept = register is not None and register.keeps(issuer) and _is_recorded(document)
    if register is not None and kept and register.issued(issuer, document) is None:
        return Check(CheckId.ISSUER, Outcome.FAIL, "not-issued-by-us", {}, "/id")
    if asked.trust is None:
        return Check(CheckId.ISSUER, Outcome.SKIP, "issuer-not-asked")
    name = asked.trust.get(issuer)
    if name is None:
        return Check(CheckId.ISSUER, Outcome.FAIL, "issuer-unknown", {}, "/issuer")
    return Check(CheckId.ISSUER, Outcome.PASS, "issuer-known", {"name": name}, "/issuer")


def _is_recorded(document: JsonObject) -> bool:
    types = document["type"]
    return not _RECORDED.isdisjoint(types if isinstance(types, list) else [types])
