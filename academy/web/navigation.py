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

TODO: Link = ("todo.index", lazy_gettext("Te doen"))
"""What waits, of all that the person does."""

FIND: Link = ("finding.index", lazy_gettext("Zoeken"))
"""Anything within reach, by name or code."""

LINKS: dict[Role, list[Link]] = {
    Role.TEAM_LEADER: [
        ("teams.index", lazy_gettext("Mijn teams")),
        TODO,
        FIND,
        LOOKS,
        ("learning.offers", lazy_gettext("Cursusaanbod")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("jobs.index", lazy_gettext("Mijn werk")),
    ],
    Role.GUEST: [
        ("teams.index", lazy_gettext("Mijn teams")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
    ],
    Role.ORGANISATION_ADMIN: [
        TODO,
        FIND,
        ("organisations.index", lazy_gettext("Organisatie")),
        ("teams.index", lazy_gettext("Teams")),
        LOOKS,
        ("dashboard.index", lazy_gettext("Cijfers van ons")),
        ("learning.offers", lazy_gettext("Cursusaanbod")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("audit.index", lazy_gettext("Logboek")),
        ("jobs.index", lazy_gettext("Mijn werk")),
    ],
    Role.ACADEMY_ADMIN: [
        TODO,
        FIND,
        ("palette.index", lazy_gettext("Skillspalet")),
        ("learning.index", lazy_gettext("Cursussen")),
        ("organisations.all", lazy_gettext("Organisaties")),
        LOOKS,
        ("dashboard.index", lazy_gettext("Cijfers per plek")),
        ("reports.index", lazy_gettext("Cijfers")),
        ("jobs.index", lazy_gettext("Mijn werk")),
        ("jobs.failed", lazy_gettext("Mislukt werk")),
    ],
    Role.WORKER: OWN,
    Role.REGIONAL_READER: [
        ("reports.index", lazy_gettext("Cijfers")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
        ("verification.form", lazy_gettext("Controleer een badge")),
    ],
    Role.EMPLOYER: [
        ("verification.form", lazy_gettext("Controleer een badge")),
        ("proposals.index", lazy_gettext("Mijn voorstellen")),
        ("statements.mine", lazy_gettext("Wat wij zeiden")),
        ("catalogue.index", lazy_gettext("Skillspalet")),
    ],
}

OF_PEOPLE = frozenset({
    "appointments", "arrivals", "authorities", "cards", "care", "crowds", "doubles", "invitations",
    "memberships", "people",
})  # fmt: skip
SECTIONS: Mapping[str, frozenset[str]] = {
    "teams.index": OF_PEOPLE
    | {
        "assessments",
        "certificates",
        "handovers",
        "managing",
        "renewals",
        "sheets",
        "substitutes",
        "teams",
        "together",
    },
    "organisations.index": OF_PEOPLE
    | {"agreement_counts", "assessors", "auditors", "consents", "designs", "guests", "handovers"}
    | {"found", "imports", "kit", "licences", "organisations", "recovering", "statements"}
    | {"substitutes", "tablets", "terms", "withdrawals"},
    "statements.mine": frozenset({"statements"}),
    "organisations.all": frozenset({"administrators", "assessors", "auditors", "mergers"})
    | {"organisations", "outside"},
    "learning.offers": frozenset({"learning"}),
    "learning.index": frozenset({"learning"}),
    "wallet.index": frozenset({"agreements", "along", "backpack", "brought", "claims"})
    | {
        "elsewhere",
        "erasure",
        "moving",
        "names",
        "news",
        "own_data",
        "own_file",
        "passport",
        "shares",
    }
    | {"wallet"},
    "palette.index": frozenset({"catalogue", "crafts", "palette", "proposals"}),
    "catalogue.index": frozenset({"catalogue", "crafts", "proposals"}),
    "proposals.index": frozenset({"proposals"}),
    "audit.index": frozenset({"audit"}),
    "todo.index": frozenset({"todo"}),
    "jobs.index": frozenset({"jobs"}),
    "dashboard.index": frozenset({"agreements", "dashboard"}),
    "reports.index": frozenset({"reports"}),
    "reviews.index": frozenset({"reviews", "samples"}),
    "verification.form": frozenset({"verification"}),
}
"""The blueprints whose pages lie behind an entry."""
OWN_PAGES: Mapping[str, str] = {
    "learning.proof": "learning.record",
    "audit.own": "wallet.index",
    "audit.skill_history": "palette.index",
}
"""Pages that lie behind another entry than the rest of their blueprint."""

NEEDS = {
    "learning.record": Permission.READ_OWN_FILE,
    "proposals.index": Permission.PROPOSE_SKILL,
    "wallet.index": Permission.READ_OWN_WALLET,
}
"""What a way in may keep closed although it opens the role: no entry leads to a refusal."""
WITHOUT_WALLET = frozenset({Role.REGIONAL_READER, Role.EMPLOYER})
"""They only look; nobody assesses them here."""

ON_THE_FLOOR = frozenset({Role.TEAM_LEADER, Role.GUEST})
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


def at_a_desk(identity: Identity | None) -> bool:
    """Whether the places to go stand at the side on every page: of whoever administers."""
    return identity is not None and bool(identity.roles & AT_A_DESK)


def on_the_floor(identity: Identity | None) -> bool:
    """Whether the pages are made for gloves: of whoever leads a team, and sits at no desk besides.

    Whoever administers too has the tablet's pages for the shop floor, and the dense ones at the
    desk, with the places to go at the side.
    """
    return identity is not None and (
        bool(identity.roles & ON_THE_FLOOR) and not at_a_desk(identity)
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
