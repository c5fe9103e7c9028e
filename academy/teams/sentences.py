"""What a person reads when something about a team is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "nobody-in-the-team": lazy_gettext("In dit team werkt nu niemand. Een blad heeft namen nodig."),
    "not-printed-yet": lazy_gettext("Toen was het nog niet geprint. Kies een latere dag."),
}
