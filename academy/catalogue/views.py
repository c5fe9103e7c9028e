"""The palette for everyone: a palette is no secret, and employers read what a badge means."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.catalogue import exporting, queries
from academy.catalogue.browsing import Choices, browse, is_overdue
from academy.catalogue.levels import Level
from academy.catalogue.showing import crafts
from academy.catalogue.showing.listening import voice_for
from academy.catalogue.translating.beside import are_domains_unread, in_one_line, with_dutch
from academy.catalogue.translating.service import is_unread
from academy.catalogue.words import ESCO_MATCHES, KINDS
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.languages import DUTCH
from academy.security.guard import optional_identity, public
from academy.security.headers import allow_playing
from academy.security.permissions import Permission
from academy.security.policy import permits
from academy.web.filter_links import asked, filter_links
from academy.web.locale import language, localised
from academy.web.spreadsheet import spreadsheet_response

CHOICES = ("q", "domain", "kind", "review")

blueprint = Blueprint("catalogue", __name__)


@blueprint.app_template_filter()
def level_title(number: int) -> str:
    """A level in words, on any page."""
    return str(Level(number).title)


blueprint.add_app_template_filter(with_dutch)
blueprint.add_app_template_filter(in_one_line)


@blueprint.get("/skills")
@public
def index() -> ResponseReturnValue:
    """The domains; with a search or a choice, the skills that fit."""
    today = local_day(dependencies().clock())
    wishes = {name: asked(name) for name in CHOICES}
    found = queries.open_versions(wishes["q"] or "")
    overdue = [v for v in found if is_overdue(v, today)] if _maintains_the_palette() else []
    wishes["review"] = "overdue" if overdue and wishes["review"] else None
    chosen = Choices(
        domain=wishes["domain"],
        kind=wishes["kind"],
        overdue_on=today if wishes["review"] else None,
    )
    browsed = browse(found, chosen)
    domains = {v.skill.domain.code: localised(v.skill.domain.name) for v in found}
    domain = queries.domain_called(wishes["domain"])
    narrow = partial(filter_links, "catalogue.index", wishes=wishes, all="")
    return render_template(
        "catalogue/index.html",
        listing="all" in request.args or any(wishes.values()),
        query=wishes["q"] or "",
        wishes=wishes,
        browsed=browsed,
        overdue=len(overdue),
        domain=domain,
        unread=domain is not None and are_domains_unread({domain.code: domain.name}),
        chosen_domain=domains.get(wishes["domain"] or ""),
        kind_choices=narrow("kind", _("Alle soorten"), KINDS, counts=browsed.per_kind),
        domain_choices=narrow("domain", _("Alle onderwerpen"), domains, counts=browsed.per_domain),
    )


@blueprint.get("/skills/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    return _page(queries.find_page(code))


@blueprint.get("/skills/<code>/versions/<number>")
@public
def show_version(code: str, number: str) -> ResponseReturnValue:
    """A version by its number: what a badge of then meant."""
    return _page(queries.find_page(code, number))


def _page(page: queries.SkillPage | None) -> ResponseReturnValue:
    page = page or abort(404)
    today = local_day(dependencies().clock())
    skill = page.version.skill
    shown = crafts.shown_of(skill)
    # else in Dutch, which is what people hear at work
    voice = voice_for(page.version, language()) or voice_for(page.version, DUTCH)
    if voice or shown:
        allow_playing()
    return render_template(
        "catalogue/show.html",
        page=page,
        version=page.version,
        skill=skill,
        voice=voice if page.is_newest else None,
        crafts=shown,
        unread=is_unread(page.version, language()),
        overdue=_maintains_the_palette() and is_overdue(page.version, today),
        kinds=KINDS,
        matches=ESCO_MATCHES,
        replacement=queries.replacement_of(page.version),
    )


def _maintains_the_palette() -> bool:
    return permits(optional_identity(), Permission.MANAGE_CATALOGUE)


@blueprint.get("/skills.json")
@public
def palette_json() -> ResponseReturnValue:
    scheme = _outside("catalogue.index")
    document = exporting.palette_document(
        queries.open_versions(), scheme=scheme, address=_skill_address
    )
    answer: Response = jsonify(document)
    answer.mimetype = "application/ld+json"
    return answer


@blueprint.get("/skills.csv")
@public
def palette_csv() -> ResponseReturnValue:
    rows = exporting.palette_rows(queries.open_versions(), address=_skill_address)
    return spreadsheet_response("skillspalet", exporting.HEADER, rows)


def _skill_address(code: str) -> str:
    return _outside("catalogue.show", code=code)


def _outside(endpoint: str, **values: Any) -> str:
    """The address under which the whole world reaches a page, whatever host was asked."""
    return dependencies().settings.public_url + url_for(endpoint, **values)
