"""What a person reads when anything at all is refused for a while, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "busy": lazy_gettext("Het is nu druk. Wacht even en probeer het opnieuw."),
}
