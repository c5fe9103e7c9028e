"""What a person reads when something about places is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "site-of-another-organisation": lazy_gettext("Kies een vestiging van je eigen organisatie."),
    "place-ended-too-long-ago": lazy_gettext("Dit is te lang geleden gestopt. Begin een nieuwe."),
    "name-is-taken": lazy_gettext("Deze naam is er al. Kies een andere naam."),
    "place-has-ended": lazy_gettext("Dit is al gestopt. Open het weer als het doorgaat."),
    "site-has-ended": lazy_gettext("Deze vestiging is gestopt. Open eerst de vestiging weer."),
    "organisation-was-merged": lazy_gettext(
        "Deze organisatie hoort nu bij %(name)s. Hier verandert niets meer."
    ),
    "organisation-has-ended": lazy_gettext(
        "Deze organisatie is gestopt. Hier verandert niets meer."
    ),
    "organisation-takes-in": lazy_gettext(
        "Hier komen nu mensen bij van een andere organisatie. Wacht tot dat klaar is."
    ),
    "site-has-teams": lazy_gettext("Hier zijn nog teams. Stop eerst de teams."),
}
