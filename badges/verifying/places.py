"""Where to look when a check that found trouble has no narrower place to tell.

Places are JSON pointers, or words for what JSON pointers cannot reach.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from badges.verifying.report import Check, CheckId, Outcome, Report

_BADGE: Final[Mapping[CheckId, str]] = {
    CheckId.PARSE: "whole file",
    CheckId.SCHEMA: "whole badge",
    CheckId.SAFE_MODE: "whole badge",
    CheckId.KEY_CONTROLLER: "/proof/verificationMethod",
    CheckId.PROOF: "/proof",
    CheckId.ISSUER: "/issuer",
    CheckId.VALID_FROM: "/validFrom",
    CheckId.VALID_UNTIL: "/validUntil",
    CheckId.STATUS: "/credentialStatus",
    CheckId.RECIPIENT: "/credentialSubject",
    CheckId.ENDORSEMENTS: "/endorsement",
}
_TOKEN: Final = {CheckId.KEY_CONTROLLER: "JWT header", CheckId.PROOF: "JWT signature"}
_ASSERTION: Final = {
    CheckId.KEY_CONTROLLER: "/badge/issuer",
    CheckId.PROOF: "/verification",
    CheckId.STATUS: "/badge/issuer/revocationList",
    CheckId.RECIPIENT: "/recipient",
}
_OTHERWISE: Final[Mapping[str | None, Mapping[CheckId, str]]] = {
    "vc-jwt": _TOKEN,
    "hosted": _ASSERTION,
    "jws": _ASSERTION,
}


def located(report: Report) -> Report:
    """Return the report, and those in it, with a place for every check that found trouble."""
    places = {**_BADGE, **_OTHERWISE.get(report.format, {})}
    checks = tuple(_located(check, places) for check in report.checks)
    return replace(report, checks=checks, members=tuple(map(located, report.members)))


def _located(check: Check, places: Mapping[CheckId, str]) -> Check:
    if check.place or check.outcome in (Outcome.PASS, Outcome.SKIP):
        return check
    return replace(check, place=places[check.id])
