"""Why an organisation took back what it said: it chooses one, and the worker reads the same."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.credentials.statements.models import WithdrawalReason

REASONS: Mapping[WithdrawalReason, LazyString] = {
    WithdrawalReason.MISTAKE: _("Het was een fout."),
    WithdrawalReason.SOMEBODY_ELSE: _("Het ging over iemand anders."),
    WithdrawalReason.NOT_ALLOWED: _("De schrijver mocht dit niet schrijven."),
    WithdrawalReason.CHANGED: _("Het bedrijf wil dit niet meer zeggen."),
}
