"""What the other reads of badges of other issuers in a share.

No website is asked when somebody looks: it would hear of every look. What the last check said
stands there, with its day; only the clock is read anew. Whoever wants to check it gets the file as
it was brought, when the worker shows a name: it may stand in the file. What others signed about the
badge goes along as what employers say does: by a choice of its own, and while it holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import LazyString

from academy.wallet.elsewhere.models import ForeignBadge, ForeignEndorsement
from academy.wallet.elsewhere.rules import WHOLE, verdict_at
from academy.wallet.elsewhere.words import SAID, TOLD, Told
from badges.verifying import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSaid:
    """What somebody signed about a badge from elsewhere."""

    uuid: UUID
    words: str
    issuer: str
    said_on: str
    told: LazyString
    is_known: bool
    """Whether we know who signed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownForeign:
    """One badge from elsewhere on the page of a share."""

    uuid: UUID
    name: str
    issuer: str
    given_on: str
    valid_until: str
    """Both as they stand in the badge."""
    told: Told
    checked_at: datetime
    gives_file: bool
    """Whether the other gets the file, and can check it elsewhere."""
    said: Sequence[ShownSaid]


def shown_foreign(
    badges: Sequence[ForeignBadge],
    now: datetime,
    *,
    with_files: bool,
    said_before: datetime | None,
) -> list[ShownForeign]:
    """`said_before`: what was kept until then goes along; None: nothing that others signed."""
    return [
        ShownForeign(
            uuid=badge.uuid,
            name=badge.name,
            issuer=badge.issuer,
            given_on=badge.given_on,
            valid_until=badge.valid_until,
            told=TOLD[verdict_at(badge, now)],
            checked_at=badge.checked_at,
            gives_file=with_files,
            said=said_about(badge, before=said_before) if said_before else (),
        )
        for badge in badges
    ]


def said_about(badge: ForeignBadge, *, before: datetime) -> list[ShownSaid]:
    """What holds of what others signed about it, as far as it was kept before."""
    return [_said(each) for each in badge.endorsements if goes_along(each, before=before)]


def goes_along(endorsement: ForeignEndorsement, *, before: datetime) -> bool:
    kept_at = endorsement.kept_at
    return endorsement.verdict in WHOLE and (kept_at is None or kept_at <= before)


def _said(endorsement: ForeignEndorsement) -> ShownSaid:
    return ShownSaid(
        uuid=endorsement.uuid,
        words=endorsement.words,
        issuer=endorsement.issuer,
        said_on=endorsement.said_on,
        told=SAID[endorsement.verdict],
        is_known=endorsement.verdict == Verdict.VALID,
    )
