"""The kit to print, with the logo of the organisation and in a colour that it chooses."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from academy.credentials.certificates.markup import png_uri
from academy.credentials.designs.queries import design_at
from academy.credentials.printing import print_pdf
from academy.database import db
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from academy.organisations.queries import find_administered_organisation
from academy.security.guard import requires
from academy.security.permissions import Permission

blueprint = Blueprint("kit", __name__)

STYLES: Final = Path(__file__).with_name("kit.css")
PDF_VARIANT: Final = "pdf/ua-1"
COLOURS: Final[Mapping[str, LazyString]] = {
    "green": lazy_gettext("Groen"),
    "blue": lazy_gettext("Blauw"),
    "red": lazy_gettext("Rood"),
    "purple": lazy_gettext("Paars"),
    "brown": lazy_gettext("Bruin"),
    "black": lazy_gettext("Zwart"),
}
"""Each is dark enough in kit.css to read white letters on."""


@blueprint.get("/organisations/<uuid:organisation_uuid>/kit")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def show(organisation: Organisation) -> ResponseReturnValue:
    papers = [
        (words, url_for(".pdf", organisation_uuid=organisation.uuid, colour=key))
        for key, words in COLOURS.items()
    ]
    return render_template("kit/show.html", organisation=organisation, papers=papers)


@blueprint.get("/organisations/<uuid:organisation_uuid>/kit.pdf")
@requires(Permission.MANAGE_ORGANISATION, find_administered_organisation)
def pdf(organisation: Organisation) -> ResponseReturnValue:
    """All of it in `?colour=blue`, in the language of the page."""
    colour = request.args.get("colour", "")
    if colour not in COLOURS:
        abort(422)
    html = render_template(
        "kit/_paper.html", name=organisation.name, logo=_logo(organisation), colour=colour
    )
    db.session.rollback()  # printing takes long, and reads nothing
    content = print_pdf(html, styles=STYLES, variant=PDF_VARIANT)
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"startpakket-{colour}.pdf")
    return answer


def _logo(organisation: Organisation) -> str | None:
    """That of the certificate, as a `data:` address."""
    design = design_at(organisation.id, dependencies().clock())
    return png_uri(design.logo) if design and design.logo else None
