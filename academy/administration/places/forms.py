"""Forms about organisations, sites and teams."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from academy.dates import local_day
from academy.dependencies import dependencies
from academy.folding import folded
from academy.organisations.contacts import Contact
from academy.organisations.models import Site
from academy.organisations.regions import regions
from academy.organisations.sbi import sbi_code
from academy.organisations.service import Details, SiteDetails
from academy.organisations.words import KINDS
from academy.web.contact_fields import DayField, EmailField, WebsiteField
from academy.web.forms import (
    Form,
    KeyedForm,
    LineField,
    PressedField,
    optional,
    required,
    required_choice,
)


def region_choices(nothing: str) -> list[SelectChoice]:
    """Every labour-market region, after what it means to choose none."""
    named = [SelectChoice(value=key, label=name) for key, name in regions().items()]
    return [SelectChoice(value="", label=nothing), *named]


class DetailsForm(Form):
    """What an administrator may change about the own organisation; the name is not among it."""

    city = LineField(lazy_pgettext("town", "Plaats"), maximum=80, validators=[optional()])
    region = SelectField(lazy_gettext("Arbeidsmarktregio"), validators=[optional()])
    website = WebsiteField(lazy_gettext("Website"), maximum=200, validators=[optional()])
    email = EmailField(lazy_gettext("Algemeen e-mailadres"), maximum=200, validators=[optional()])

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.region.choices = region_choices(_("Kies een regio"))

    @property
    def details(self) -> Details:
        return Details(
            city=self.city.data or "",
            region=self.region.data or None,
            website=self.website.data or "",
            email=self.email.data or "",
        )


class OrganisationForm(Form):
    """What the academy says about an organisation: its name stands on every badge."""

    name = LineField(
        lazy_gettext("Naam"), maximum=120, validators=[required(lazy_gettext("Vul de naam in."))]
    )
    city = LineField(lazy_pgettext("town", "Plaats"), maximum=80, validators=[optional()])
    namesake = PressedField()
    """The name of which a button said: it is another one."""

    @property
    def is_sure_of_the_name(self) -> bool:
        return bool(folded(self.namesake.data or "") == folded(self.name.data))


LONGEST_MARK = timedelta(days=5 * 366)
"""Certificates of Keurmerk Kringloop and PSO are for two or three years; what says more was typed
wrong, and would be told outside for ever."""


class PlatformForm(OrganisationForm):
    """The same of one that is there, its branch of industry, and its quality marks."""

    sbi = LineField(lazy_gettext("Branche (SBI 2008)"), validators=[optional()])
    keurmerk_until = DayField(
        lazy_gettext("Keurmerk Kringloop, tot en met"), validators=[optional()]
    )
    pso_until = DayField(lazy_gettext("PSO, tot en met"), validators=[optional()])

    def validate_sbi(self, field: LineField) -> None:
        if sbi_code(field.data) is None:
            raise ValidationError(_("Vul een code van SBI 2008 in, zoals 47.79."))

    def validate_keurmerk_until(self, field: DayField) -> None:
        latest = local_day(dependencies().clock()) + LONGEST_MARK
        if field.data and field.data > latest:
            raise ValidationError(
                _("Kijk het jaar na. Een keurmerk geldt nooit langer dan 5 jaar.")
            )

    validate_pso_until = validate_keurmerk_until

    @property
    def values(self) -> dict[str, Any]:
        return {
            "name": self.name.data,
            "city": self.city.data or "",
            "sbi": sbi_code(self.sbi.data or "") or "",
            "keurmerk_until": self.keurmerk_until.data,
            "pso_until": self.pso_until.data,
        }


class NewOrganisationForm(OrganisationForm, KeyedForm):
    """An organisation that begins."""

    kind = RadioField(
        lazy_gettext("Soort organisatie"),
        choices=[SelectChoice(value=kind.value, label=label) for kind, label in KINDS.items()],
        validators=[required_choice(lazy_gettext("Kies een soort."))],
    )


class SiteForm(KeyedForm):
    """A branch; without a region it is in that of the organisation."""

    name = LineField(
        lazy_gettext("Naam van de vestiging"),
        maximum=80,
        validators=[required(lazy_gettext("Vul de naam in."))],
    )
    city = LineField(lazy_pgettext("town", "Plaats"), maximum=80, validators=[optional()])
    region = SelectField(lazy_gettext("Arbeidsmarktregio"), validators=[optional()])

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.region.choices = region_choices(_("De regio van de organisatie"))

    @property
    def details(self) -> SiteDetails:
        return SiteDetails(
            name=self.name.data, city=self.city.data or "", region=self.region.data or None
        )


class TeamForm(KeyedForm):
    """A team and the branch where it works."""

    name = LineField(
        lazy_gettext("Naam van het team"),
        maximum=80,
        validators=[required(lazy_gettext("Vul de naam in."))],
    )
    site = SelectField(
        lazy_gettext("Vestiging"), validators=[required_choice(lazy_gettext("Kies een vestiging."))]
    )

    def offer(self, sites: Sequence[Site]) -> "TeamForm":
        """Let one of these be chosen."""
        named = [SelectChoice(value=str(site.uuid), label=site.name) for site in sites]
        self.site.choices = [SelectChoice(value="", label=_("Kies een vestiging")), *named]
        return self


class EndForm(Form):
    """The last day of something."""

    last_day = DayField(
        lazy_gettext("Laatste dag"), validators=[required(lazy_gettext("Vul de laatste dag in."))]
    )


class RegionContactForm(Form):
    """Whom people in a region ask about work and training."""

    name = LineField(
        lazy_gettext("Naam"),
        maximum=120,
        validators=[required(lazy_gettext("Vul een naam in."))],
    )
    phone = LineField(lazy_gettext("Telefoon"), maximum=30, validators=[optional()])
    website = WebsiteField(lazy_gettext("Website"), maximum=200, validators=[optional()])
    address = LineField(lazy_gettext("Adres"), maximum=160, validators=[optional()])

    @property
    def contact(self) -> Contact:
        return Contact(
            name=self.name.data,
            phone=self.phone.data or "",
            website=self.website.data or "",
            address=self.address.data or "",
        )
