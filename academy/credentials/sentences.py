"""What a person reads when something about badges is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "badge-is-revoked": lazy_gettext("Deze badge is ingetrokken. Er is geen certificaat meer."),
    "only-the-holder-renews": lazy_gettext("Alleen de medewerker kan een nieuw certificaat maken."),
}
