"""The page with the box and what it found; the only hit is shown at once."""

from collections.abc import Sequence
from itertools import chain

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from academy.finding import people, things
from academy.finding.hits import Group, Source, group
from academy.folding import folded
from academy.security.guard import current_identity, requires
from academy.security.identity import Identity
from academy.security.permissions import Permission
from academy.web.searched import searched

blueprint = Blueprint("finding", __name__)

SOURCES: Sequence[tuple[LazyString, Sequence[Source]]] = (
    (lazy_gettext("Badges"), (things.badges,)),
    (lazy_gettext("Mensen"), (people.people,)),
    (lazy_gettext("Teams"), (things.teams,)),
    (lazy_gettext("Organisaties"), (things.organisations,)),
    (lazy_gettext("Vaardigheden"), (things.skills,)),
    (lazy_gettext("Cursussen"), (things.offers, things.all_courses)),
)
"""In the order of the page."""


@blueprint.get("/find")
@requires(Permission.FIND_ANYTHING)
def index() -> ResponseReturnValue:
    query = searched()
    groups = find(current_identity(), query) if folded(query) else []
    hits = [hit for each in groups for hit in each.hits]
    if len(hits) == 1:
        return redirect(hits[0].href, 303)
    return render_template("finding/index.html", query=query, groups=groups)


def find(identity: Identity, query: str) -> list[Group]:
    """What the query names, in groups that are not empty."""
    groups = (
        group(str(title), chain.from_iterable(source(identity, query) for source in sources))
        for title, sources in SOURCES
    )
    return [each for each in groups if each.hits]
