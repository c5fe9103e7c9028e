"""The few places each role goes to, in the order of use."""

from flask_babel import LazyString, lazy_gettext

from academy.security.identity import Identity, Role

Link = tuple[str, LazyString]

LINKS: dict[Role, list[Link]] = {
    Role.TEAM_LEADER: [
        ("teams.index", lazy_gettext("Mijn teams")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
    ],
    Role.ORGANISATION_ADMIN: [
        ("organisations.index", lazy_gettext("Organisatie")),
        ("teams.index", lazy_gettext("Teams")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("audit.index", lazy_gettext("Logboek")),
    ],
    Role.ACADEMY_ADMIN: [
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("learning.index", lazy_gettext("Cursussen")),
        ("organisations.all", lazy_gettext("Organisaties")),
        ("reports.index", lazy_gettext("Cijfers")),
        ("jobs.failed", lazy_gettext("Mislukt werk")),
    ],
    Role.WORKER: [
        ("wallet.index", lazy_gettext("Wat ik kan")),
        ("learning.record", lazy_gettext("Wat ik leerde")),
    ],
    Role.REGIONAL_READER: [
        ("reports.index", lazy_gettext("Cijfers")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("verification.form", lazy_gettext("Controleer een badge")),
    ],
    Role.EMPLOYER: [("verification.form", lazy_gettext("Controleer een badge"))],
}


def navigation(identity: Identity | None) -> list[Link]:
    """Endpoints and labels for everything that the person's roles use, each once."""
    if identity is None:
        return []
    links = (link for role in LINKS if role in identity.roles for link in LINKS[role])
    return list({endpoint: (endpoint, label) for endpoint, label in links}.values())
