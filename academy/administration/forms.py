"""Forms about people: who they are, where they work, what they may assess, how they get in."""

import hashlib
from collections.abc import Sequence
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from academy.access.sign_in_forms import (
    CardForm,
    CodeField,
    PinField,
    SecretField,
    WitnessForm,
    good_pin,
    signature_of,
    strong,
)
from academy.access.witnesses import Signature
from academy.administration.latin_names import latin_fault
from academy.administration.listing import Order, Presence
from academy.administration.places.forms import region_choices
from academy.administration.team_choice import offer_teams, team_field
from academy.catalogue.models import SkillDomain
from academy.organisations.models import Team
from academy.people.memberships import IN_A_TEAM
from academy.people.models import Membership
from academy.people.namesakes import called
from academy.people.words import ROLES
from academy.security.identity import Role
from academy.web.contact_fields import DayField, EmailField
from academy.web.forms import (
    Depends,
    Form,
    HiddenField,
    KeyedForm,
    LineField,
    ParagraphField,
    PressedField,
    optional,
    required,
    required_choice,
)
from academy.web.locale import localised

OWN_ROLES = {role: ROLES[role] for role in (Role.WORKER, Role.TEAM_LEADER, Role.ORGANISATION_ADMIN)}
"""What an organisation gives itself."""
WITH_ACCOUNT = frozenset({Role.TEAM_LEADER, Role.ORGANISATION_ADMIN})
PRESENCES = {
    Presence.CURRENT: lazy_gettext("Werkt hier nu"),
    Presence.FORMER: lazy_gettext("Werkt hier niet meer"),
    Presence.ALL: lazy_gettext("Iedereen"),
}
ORDERS = {
    Order.NAME: lazy_gettext("Naam"),
    Order.STAFF_NUMBER: lazy_gettext("Personeelsnummer"),
    Order.STARTED: lazy_gettext("Laatst begonnen"),
}


def name_field() -> LineField:
    return LineField(
        lazy_gettext("Naam"), maximum=60, validators=[required(lazy_gettext("Vul de naam in."))]
    )


class InLatinLetters:
    """A field for the same name in Latin letters, needed when paper cannot show the name itself."""

    latin_name = LineField(
        lazy_gettext("Naam in onze letters"), maximum=60, validators=[optional()]
    )

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate_on_submit(extra_validators))  # type: ignore[misc]
        name = self.name.data or ""  # type: ignore[attr-defined]
        fault = latin_fault(name, self.latin_name.data or "") if self.is_submitted() else None  # type: ignore[attr-defined]
        if fault is not None:
            self.latin_name.errors = [*self.latin_name.errors, fault]
        return fine and fault is None


def staff_number_field() -> LineField:
    return LineField(lazy_gettext("Personeelsnummer"), maximum=20, validators=[optional()])


def first_day_field() -> DayField:
    return DayField(
        lazy_gettext("Eerste dag"), validators=[required(lazy_gettext("Vul de eerste dag in."))]
    )


class WishForm(Form):
    """What the list of people shows; sent by GET."""

    class Meta(Form.Meta):
        csrf = False

    q = LineField(lazy_gettext("Zoek een naam of personeelsnummer"), validators=[optional()])
    team = team_field(needed=False)
    role = SelectField(
        lazy_gettext("Rol"),
        validators=[optional()],
        choices=[
            SelectChoice(value="", label=lazy_gettext("Alle rollen")),
            *(SelectChoice(value=role.value, label=label) for role, label in OWN_ROLES.items()),
        ],
    )
    who = SelectField(
        lazy_gettext("Wie"),
        validators=[optional()],
        choices=[SelectChoice(value=key.value, label=text) for key, text in PRESENCES.items()],
    )
    order = SelectField(
        lazy_gettext("Volgorde"),
        validators=[optional()],
        choices=[SelectChoice(value=key.value, label=text) for key, text in ORDERS.items()],
    )

    def offer(self, teams: Sequence[Team]) -> "WishForm":
        offer_teams(self.team, teams)
        every = SelectChoice(value="", label=_("Alle teams"))
        self.team.choices = [every, *(each for each in self.team.choices if each.value)]
        for field in self:
            field.flags.required = True  # a search form needs no "(hoeft niet)" at every field
        return self


class NewPersonForm(InLatinLetters, KeyedForm):
    """Somebody new in an organisation."""

    name = name_field()
    role = RadioField(
        lazy_gettext("Rol"),
        choices=[SelectChoice(value=role.value, label=label) for role, label in OWN_ROLES.items()],
        validators=[required_choice(lazy_gettext("Kies een rol."))],
    )
    team = team_field(needed=False)
    staff_number = staff_number_field()
    starts_on = first_day_field()
    email = EmailField(lazy_gettext("E-mailadres"), maximum=200, validators=[Depends()])
    everything = BooleanField(lazy_gettext("Mag alles uit het skillspalet beoordelen"))
    twin = PressedField()
    """The row of which a button said: this is somebody else."""

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Some roles need a team, some a way to sign in with a password."""
        fine = bool(super().validate_on_submit(extra_validators))
        if not self.is_submitted():
            return False
        if self.role.data in WITH_ACCOUNT and not self.email.data:
            self.email.errors = [*self.email.errors, _("Vul een e-mailadres in.")]
            fine = False
        if self.role.data in IN_A_TEAM and not self.team.data:
            self.team.errors = [*self.team.errors, _("Kies een team.")]
            fine = False
        return fine


class ManyForm(Form):
    """Many workers, one on each line."""

    team = team_field(needed=True)
    starts_on = first_day_field()
    people = ParagraphField(
        lazy_gettext("Namen en personeelsnummers"),
        maximum=20_000,
        validators=[required(lazy_gettext("Vul de namen in."))],
    )
    cards = BooleanField(lazy_gettext("Maak voor iedereen een kaart met pincode"))
    twins = BooleanField(lazy_gettext("Voeg ook mensen toe met een naam die er al is"))
    seen = HiddenField()
    """The hash of the list as it was read on the page: nothing is added that nobody saw."""

    def was_seen(self) -> bool:
        return bool(self.seen.data == self._hash())

    def shown(self) -> Self:
        """The form under the list that was read."""
        self.seen.data = self._hash()
        return self

    def _hash(self) -> str:
        return hashlib.sha256((self.people.data or "").encode()).hexdigest()


class AdoptForm(CardForm, WitnessForm):
    """Somebody who worked elsewhere, by the card that only they have; and a PIN nobody knows."""

    code = CodeField(
        lazy_gettext("Code op de kaart van deze persoon"),
        maximum=200,
        validators=[required(lazy_gettext("Vul de code van de kaart in."))],
    )
    pin = PinField(
        lazy_gettext("Pincode, door de persoon zelf getypt"),
        maximum=12,
        validators=[required(lazy_gettext("Laat de persoon de pincode typen."))],
    )
    new_pin = PinField(
        lazy_gettext("Nieuwe pincode"),
        maximum=12,
        validators=[
            required(lazy_gettext("Laat de persoon een nieuwe pincode kiezen.")),
            good_pin,
        ],
    )
    witness = LineField(
        lazy_gettext("E-mailadres of kaartcode van de collega"),
        maximum=200,
        validators=[required(lazy_gettext("Vul in welke collega meekijkt."))],
    )
    witness_secret = SecretField(
        lazy_gettext("Wachtwoord of pincode van de collega"),
        validators=[required(lazy_gettext("Laat je collega het wachtwoord of de pincode typen."))],
    )

    team = team_field(needed=True)
    staff_number = staff_number_field()
    starts_on = first_day_field()

    def validate_new_pin(self, field: SecretField) -> None:
        if field.data == self.pin.data:
            raise ValidationError(_("Kies een andere pincode dan je nu hebt."))


class AppointForm(WitnessForm):
    """A password for new work, chosen on the spot by somebody who proves who they are."""

    own = LineField(
        lazy_gettext("E-mailadres of kaartcode"),
        maximum=200,
        validators=[required(lazy_gettext("Vul het e-mailadres of de kaartcode in."))],
    )
    own_secret = SecretField(
        lazy_gettext("Wachtwoord of pincode van nu"),
        validators=[required(lazy_gettext("Laat de persoon het wachtwoord of de pincode typen."))],
    )
    email = EmailField(
        lazy_gettext("E-mailadres om mee in te loggen"),
        maximum=200,
        validators=[required(lazy_gettext("Vul het e-mailadres in."))],
    )
    password = SecretField(
        lazy_gettext("Nieuw wachtwoord"),
        validators=[required(lazy_gettext("Laat de persoon een wachtwoord kiezen.")), strong],
    )
    witness = AdoptForm.witness
    witness_secret = AdoptForm.witness_secret

    @property
    def own_signature(self) -> Signature:
        """How the person proves who they are."""
        return signature_of(self.own.data, self.own_secret.data)


class PersonForm(InLatinLetters, Form):
    """What can be changed about a person."""

    name = name_field()


class MembershipForm(Form):
    """One more role for somebody."""

    role = RadioField(
        lazy_gettext("Rol"),
        choices=[SelectChoice(value=role.value, label=label) for role, label in OWN_ROLES.items()],
        validators=[required_choice(lazy_gettext("Kies een rol."))],
    )
    team = team_field(needed=False)
    staff_number = staff_number_field()
    starts_on = first_day_field()
    ends_on = DayField(lazy_gettext("Laatste dag"), validators=[optional()])
    everything = BooleanField(lazy_gettext("Mag alles uit het skillspalet beoordelen"))


class MoveForm(Form):
    """The same work in another team."""

    team = team_field(needed=True)
    first_day = first_day_field()


class StaffNumberForm(Form):
    """A number that the organisation uses itself."""

    staff_number = staff_number_field()


class SubstituteForm(Form):
    """Somebody who leads a team for a while."""

    person = SelectField(
        lazy_gettext("Wie vervangt?"),
        validators=[required_choice(lazy_gettext("Kies een vervanger."))],
    )
    starts_on = first_day_field()
    ends_on = DayField(
        lazy_gettext("Laatste dag"), validators=[required(lazy_gettext("Vul de laatste dag in."))]
    )

    def offer(self, rows: Sequence[Membership]) -> "SubstituteForm":
        people = {row.person.uuid: called(row.person) for row in rows}
        self.person.choices = [
            SelectChoice(value="", label=_("Kies een persoon")),
            *(SelectChoice(value=str(key), label=name) for key, name in people.items()),
        ]
        return self


class AuthorityForm(Form):
    """What somebody may assess."""

    everything = BooleanField(lazy_gettext("Alles uit het skillspalet"))
    domains = SelectMultipleField(
        lazy_gettext("Of alleen deze delen"),
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        validators=[optional()],
    )
    starts_on = first_day_field()
    ends_on = DayField(lazy_gettext("Laatste dag"), validators=[optional()])

    def offer(self, domains: Sequence[SkillDomain]) -> "AuthorityForm":
        self.domains.choices = [
            SelectChoice(value=domain.code, label=localised(domain.name)) for domain in domains
        ]
        return self


class AccountForm(Form):
    """Where somebody with an account is known by."""

    email = EmailField(
        lazy_gettext("E-mailadres"),
        maximum=200,
        validators=[required(lazy_gettext("Vul het e-mailadres in."))],
    )


class AdministratorForm(KeyedForm):
    """Somebody who acts for an organisation, added by the academy."""

    name = name_field()
    email = EmailField(
        lazy_gettext("E-mailadres"),
        maximum=200,
        validators=[required(lazy_gettext("Vul het e-mailadres in."))],
    )
    role = RadioField(
        lazy_gettext("Rol"), validators=[required_choice(lazy_gettext("Kies een rol."))]
    )
    region = SelectField(lazy_gettext("Arbeidsmarktregio"), validators=[optional()])

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.region.choices = region_choices(_("Het hele land"))

    def offer(self, roles: Sequence[Role]) -> "AdministratorForm":
        """Where there is one role, nothing is asked."""
        self.only_role = roles[0] if len(roles) == 1 else None
        if self.only_role:
            del self.role
        else:
            self.role.choices = [
                SelectChoice(value=each.value, label=ROLES[each]) for each in roles
            ]
        if Role.REGIONAL_READER not in roles:
            del self.region
        return self

    @property
    def chosen_role(self) -> Role:
        return self.only_role or Role(self.role.data)

    @property
    def region_of_reader(self) -> str | None:
        """None for everybody else, and for a reader of the whole country."""
        if self.chosen_role != Role.REGIONAL_READER:
            return None
        return self.region.data or None
