"""Words about samples."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.sampling.models import SampleOutcome

OUTCOMES: Mapping[str, LazyString] = {
    SampleOutcome.RIGHT: _("Ja, dit klopt"),
    SampleOutcome.NOT_RIGHT: _("Nee, dit klopt niet"),
}
