"""Where each person begins after signing in: at what they most often came for."""

from flask import url_for

from academy.security.identity import CardLook, Identity, Role

STARTS = (
    (Role.TEAM_LEADER, "teams.index"),
    (Role.GUEST, "teams.index"),
    (Role.ORGANISATION_ADMIN, "organisations.index"),
    (Role.ACADEMY_ADMIN, "todo.index"),
    (Role.WORKER, "wallet.index"),
    (Role.REGIONAL_READER, "reports.index"),
    (Role.EMPLOYER, "verification.form"),
)
"""In the order of use; who has no role any more still has a wallet."""


def start_page(identity: Identity) -> str:
    """The address of the first page for the first of the person's roles."""
    if isinstance(identity, CardLook):
        return url_for("wallet.look")
    endpoint = next((page for role, page in STARTS if role in identity.roles), "wallet.index")
    return url_for(endpoint)
