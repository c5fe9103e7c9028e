"""What a person reads when it is refused to say more of oneself, by code."""

from flask_babel import lazy_gettext as _

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "too-much-brought": _("Er staat al heel veel. Er passen %(most)s dingen. Haal eerst iets weg."),
}
