"""The few places each role goes to, in the order of use."""

from collections.abc import Iterable, Mapping

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
        ("jobs.index", lazy_gettext("Mijn werk")),
    ],
    Role.ORGANISATION_ADMIN: [
        ("organisations.index", lazy_gettext("Organisatie")),
        ("teams.index", lazy_gettext("Teams")),
        LOOKS,
        ("learning.offers", lazy_gettext("Cursusaanbod")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("audit.index", lazy_gettext("Logboek")),
        ("jobs.index", lazy_gettext("Mijn werk")),
    ],
    Role.ACADEMY_ADMIN: [
        ("palette.index", lazy_gettext("Skillspalet")),
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

OF_PEOPLE = frozenset({
    "arrivals", "authorities", "cards", "invitations", "memberships", "people",
})  # fmt: skip
SECTIONS: Mapping[str, frozenset[str]] = {
    "teams.index": OF_PEOPLE | {"assessments", "certificates", "managing", "teams"},
    "organisations.index": OF_PEOPLE | {"organisations"},
    "organisations.all": frozenset({"administrators", "organisations"}),
    "learning.offers": frozenset({"learning"}),
    "learning.index": frozenset({"learning"}),
    "wallet.index": frozenset({"own_data", "wallet"}),
    "palette.index": frozenset({"catalogue", "palette", "proposals"}),
    "catalogue.index": frozenset({"catalogue", "proposals"}),
    "audit.index": frozenset({"audit"}),
    "jobs.index": frozenset({"jobs"}),
    "jobs.failed": frozenset({"jobs"}),
    "reports.index": frozenset({"reports"}),
    "reviews.index": frozenset({"reviews"}),
    "verification.form": frozenset({"verification"}),
}
"""The blueprints whose pages lie behind an entry."""
OWN_PAGES: Mapping[str, str] = {
    "learning.proof": "learning.record",
    "audit.skill_history": "palette.index",
}
"""Pages that lie behind another entry than the rest of their blueprint."""

NEEDS = {"learning.record": Permission.READ_OWN_FILE}
"""What a way in may keep closed although it opens the role: no entry leads to a refusal."""
WITHOUT_WALLET = frozenset({Role.REGIONAL_READER, Role.EMPLOYER})
"""They only look; nobody assesses them here."""

AT_A_DESK = frozenset({Role.ORGANISATION_ADMIN, Role.ACADEMY_ADMIN})


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


def on_the_floor(identity: Identity | None) -> bool:
    """Whether the pages are made for gloves: of whoever leads a team, and sits at no desk besides.

    Whoever administers too has the tablet's pages for the shop floor, and the dense ones at the
    desk, with the places to go at the side.
    """
    return identity is not None and (
        Role.TEAM_LEADER in identity.roles and not identity.roles & AT_A_DESK
    )


def entry_of(links: Iterable[Link], endpoint: str | None) -> str | None:
    """The entry behind which a page lies, so that the menu says where one is; None for none.

    Of several that could, the first: who leads a team comes to its people through the team.
    """
    endpoints = [link for link, _label in links]
    page = OWN_PAGES.get(endpoint or "", endpoint)
    if page is None or page in endpoints:
        return page
    blueprint = page.partition(".")[0]
    return next((each for each in endpoints if blueprint in SECTIONS.get(each, ())), None)
