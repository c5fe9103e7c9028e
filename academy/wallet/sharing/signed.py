"""The file of what others signed about a badge in a share, for whoever looked.

Only what stands on the page itself, as long as it stands there: whoever has the file can check it
without us. What a firm signed about one of our badges names nobody; what was signed elsewhere goes
along as the file of that badge does, when the share gives files.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from flask import Response

from academy.credentials.endorsing import endorsements_of, find_endorsement
from academy.credentials.models import Credential
from academy.wallet.claims.models import Claim
from academy.wallet.claims.queries import claims_about
from academy.wallet.claims.sending import as_it_was_signed
from academy.wallet.elsewhere.sending import as_it_was_said
from academy.wallet.sharing import queries
from academy.wallet.sharing.foreign import goes_along
from academy.wallet.sharing.models import Share


def claims_in(share: Share, badges: Sequence[Credential]) -> Sequence[Claim]:
    """What employers said of these badges and of something new, when that was chosen too.

    What was kept later was not on the screen from which the worker shared it.
    """
    if not share.with_claims:
        return ()
    return claims_about(share.person_id, badges, kept_before=share.made_at)


def signed_about(claims: Collection[Claim], badges: Sequence[Credential]) -> frozenset[UUID]:
    """Those of the claims of which there is a file.

    Of a badge that a newer one replaced there is none: it names the page of the old one, and that
    leads to the new one, which was not shared.
    """
    if not any(claim.organisation_id and claim.credential_id for claim in claims):
        return frozenset()
    signed = endorsements_of([badge for badge in badges if badge.superseded_by is None])
    return frozenset(claim.uuid for claim in claims if claim.uuid in signed)


def signed_file(share: Share, said_uuid: UUID) -> Response | None:
    """None for what is not on the page of this share, or not signed."""
    badges = queries.shared_badges(share.id)
    if said_uuid in signed_about(claims_in(share, badges), badges):
        signed = find_endorsement(said_uuid)
        return as_it_was_signed(signed) if signed else None
    beside = queries.shared_foreign_said(share, said_uuid)
    if beside is None or not goes_along(beside, before=share.made_at):
        return None
    return as_it_was_said(beside)
