"""The few places each role goes to, in the order of use."""

from flask_babel import LazyString, lazy_gettext

from academy.security.identity import Identity, Role
from academy.security.permissions import Permission
from academy.security.policy import permits

Link = tuple[str, LazyString]

OWN: list[Link] = [
    ("wallet.index", lazy_gettext("Wat ik kan")),
    ("learning.record", lazy_gettext("Wat ik leerde")),
]
"""One's own wallet: who leads or administers learns too, and who left keeps what was earned."""

LOOKS: Link = ("reviews.index", lazy_gettext("Nakijken"))
"""What asks for a second look: objections, what a rule found, and what arrived twice."""

LINKS: dict[Role, list[Link]] = {
    Role.TEAM_LEADER: [
        ("teams.index", lazy_gettext("Mijn teams")),
        LOOKS,
        ("learning.offers", lazy_gettext("Cursusaanbod")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
    ],
    Role.ORGANISATION_ADMIN: [
        ("organisations.index", lazy_gettext("Organisatie")),
        ("teams.index", lazy_gettext("Teams")),
        LOOKS,
        ("learning.offers", lazy_gettext("Cursusaanbod")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("audit.index", lazy_gettext("Logboek")),
    ],
    Role.ACADEMY_ADMIN: [
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("learning.index", lazy_gettext("Cursussen")),
        ("organisations.all", lazy_gettext("Organisaties")),
        LOOKS,
        ("reports.index", lazy_gettext("Cijfers")),
        ("jobs.failed", lazy_gettext("Mislukt werk")),
    ],
    Role.WORKER: OWN,
    Role.REGIONAL_READER: [
        ("reports.index", lazy_gettext("Cijfers")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("verification.form", lazy_gettext("Controleer een badge")),
    ],
    Role.EMPLOYER: [("verification.form", lazy_gettext("Controleer een badge"))],
}

NEEDS = {"learning.record": Permission.READ_OWN_FILE}
"""What a way in may keep closed although it opens the role: no entry leads to a refusal."""
WITHOUT_WALLET = frozenset({Role.REGIONAL_READER, Role.EMPLOYER})
"""They only look; nobody assesses them here."""


def navigation(identity: Identity | None) -> list[Link]:
    """Endpoints and labels for everything that the person's roles use, each once, work first."""
    if identity is None:
        return []
    links = [link for role in LINKS if role in identity.roles for link in LINKS[role]]
    if not identity.roles or identity.roles - WITHOUT_WALLET:
        links += OWN
    return list(
        {
            endpoint: (endpoint, label)
            for endpoint, label in links
            if endpoint not in NEEDS or permits(identity, NEEDS[endpoint])
        }.values()
    )
