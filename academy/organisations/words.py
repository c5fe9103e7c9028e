"""Kinds of organisations in words."""

from flask_babel import lazy_gettext

from academy.organisations.models import OrganisationKind

KINDS = {
    OrganisationKind.THRIFT: lazy_gettext("Kringlooporganisatie"),
    OrganisationKind.EMPLOYER: lazy_gettext("Werkgever buiten de sector"),
    OrganisationKind.ACADEMY: lazy_gettext("Academie"),
}
