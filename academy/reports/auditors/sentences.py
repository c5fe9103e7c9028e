"""What a person reads when something about auditors is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "auditor-too-long": lazy_gettext("Kies een dag vanaf vandaag, hoogstens 92 dagen vooruit."),
}
