"""One sentence under every verdict: whose name is in the badge, or that none is.

A badge of ours names nobody, so it says little about who shows it; and a name or address that a
badge does hold is worth no more than its signature.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from academy.verification.badge_words import kind_of
from badges.verifying import Report, Verdict

ADDRESSES = ("emailAddress", "email")


def whose(report: Report) -> str:
    """What the badge says about its holder, or why that is not told."""
    if report.verdict is Verdict.NO_CREDENTIAL:
        return str(_("Er is dus ook geen naam gecontroleerd."))
    if report.credential is None:
        return str(_("We laten geen naam zien. We weten niet of die klopt."))
    told = _told(report)
    if not told and kind_of(report.credential) == "endorsement":
        return str(_("In een aanbeveling staat niet over wie het gaat."))
    return _named(told)


def _named(told: Sequence[tuple[str, str]]) -> str:
    name, address = _said(told, ("name",)), _said(told, ADDRESSES)
    if name:
        return str(_("In de badge staat deze naam: %(name)s.", name=name))
    if address:
        return str(_("Er staat geen naam in, wel dit e-mailadres: %(address)s.", address=address))
    if any(kind in ADDRESSES for kind, _value in told):
        return str(
            _("Er staat geen naam in, wel een versleuteld e-mailadres. Vraag van wie dat is.")
        )
    if any(kind == "name" for kind, _value in told):
        return str(_("Er staat een versleutelde naam in de badge. Vraag van wie die is."))
    if told:
        return str(_("Er staat geen naam in, wel een ander kenmerk. Vraag van wie dat is."))
    return str(_("Er staat geen naam in de badge. Wie hem laat zien, kan iemand anders zijn."))


def holder_of(report: Report) -> str:
    """The name in a badge, else the address; empty when it holds neither."""
    if report.credential is None:
        return ""
    told = _told(report)
    return _said(told, ("name",)) or _said(told, ADDRESSES)


def _told(report: Report) -> list[tuple[str, str]]:
    recipient = (report.credential or {}).get("recipient", {})
    return [_identity(entry) for entry in _identities(recipient)]


def _said(told: Sequence[tuple[str, str]], kinds: Sequence[str]) -> str:
    """The first that can be read of these kinds."""
    return next((value for kind, value in told if kind in kinds and value), "")


def _identities(recipient: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Identities as Open Badges 3.0 (several) and 2.0 (one) name them."""
    return [*recipient.get("identifier", []), *([recipient] if "identity" in recipient else [])]


def _identity(entry: Mapping[str, Any]) -> tuple[str, str]:
    """The kind of an identity, and its value if it can be read."""
    kinds = entry.get("identityType") or entry.get("type") or ""
    kind = kinds[0] if isinstance(kinds, list) and kinds else str(kinds)
    value = entry.get("identityHash") or entry.get("identity") or ""
    return str(kind), "" if entry.get("hashed") else str(value)
