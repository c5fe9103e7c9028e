"""Forms about tablets."""

from collections.abc import Sequence
from typing import Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice

from academy.organisations.models import Site
from academy.web.forms import Form, KeyedForm, LineField, required, required_choice

LONGEST_NAME = 40


def _name() -> LineField:
    return LineField(
        lazy_gettext("Naam van de tablet"),
        maximum=LONGEST_NAME,
        validators=[required(lazy_gettext("Vul een naam in, zoals: Winkel 1."))],
    )


class SiteForm(KeyedForm):
    """Where a tablet comes to stand."""

    site = SelectField(
        lazy_gettext("Vestiging"),
        validators=[required_choice(lazy_gettext("Kies een vestiging."))],
    )

    def offer(self, sites: Sequence[Site]) -> Self:
        self.site.choices = [SelectChoice(value=str(site.uuid), label=site.name) for site in sites]
        return self


class NewTabletForm(SiteForm):
    """A tablet for a site."""

    name = _name()


class TabletForm(Form):
    """What an administrator may change."""

    name = _name()
    long_grants = BooleanField(lazy_gettext("Leiders mogen 24 uur zonder wifi werken"))
