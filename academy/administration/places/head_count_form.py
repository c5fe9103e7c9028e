"""How many people worked at each branch in a year."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext
from wtforms import Field
from wtforms.validators import NumberRange

from academy.organisations.models import Site
from academy.web.forms import Form, NumberField, optional

MOST_PEOPLE = 20_000
PREFIX = "people"


def head_count_form(sites: Sequence[Site], known: Mapping[int, int]) -> Form:
    """A field for each branch; empty where nothing was counted."""
    fields: dict[str, Any] = {
        _name(site): NumberField(
            site.name,
            validators=[
                optional(),
                NumberRange(
                    min=0,
                    max=MOST_PEOPLE,
                    message=lazy_gettext("Vul een aantal in van 0 tot en met 20.000."),
                ),
            ],
        )
        for site in sites
    }
    form: Form = type("HeadCountForm", (Form,), fields)(
        data={_name(site): known[site.id] for site in sites if site.id in known}
    )
    return form


def fields_of(form: Form, sites: Sequence[Site]) -> Iterator[tuple[Site, Field]]:
    return ((site, form[_name(site)]) for site in sites)


def _name(site: Site) -> str:
    return f"{PREFIX}_{site.uuid.hex}"
