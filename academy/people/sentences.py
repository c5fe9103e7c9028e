"""What a person reads when something about roles and authority is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "double-is-elsewhere": lazy_gettext("Kies iemand die bij jullie werkt of werkte."),
    "double-is-yourself": lazy_gettext(
        "Dit gaat over jou. Vraag een andere beheerder om dit te doen."
    ),
    "guest-leads-no-team": lazy_gettext("Deze persoon leidt hier nu geen team."),
    "licence-is-kept": lazy_gettext("Dit certificaat staat er al."),
    "licence-kind-has-stopped": lazy_gettext("Dit certificaat is gestopt. Kies een ander."),
    "licence-lasts-too-long": lazy_gettext("Kijk het jaar na. Dit is te ver weg."),
    "licence-seen-in-future": lazy_gettext("Deze dag is nog niet geweest. Kies vandaag of eerder."),
    "licence-was-over": lazy_gettext("Het papier was toen al verlopen. Kijk de dagen na."),
    "longer-than-offered": lazy_gettext(
        "Dat is langer dan de andere organisatie wil. Kies een eerdere dag."
    ),
    "not-a-host": lazy_gettext("Kies een andere organisatie die nu open is."),
    "offer-is-gone": lazy_gettext("Dit aanbod is er niet meer."),
    "last-day-before-first": lazy_gettext("Kies een laatste dag na de eerste dag."),
    "assessor-needs-course": lazy_gettext(
        "Deze persoon volgde de cursus voor beoordelaars nog niet. Meld de persoon eerst aan."
    ),
    "person-was-merged": lazy_gettext(
        "Deze kaart is net bij een andere gekomen. Doe het nog een keer."
    ),
    "person-was-erased": lazy_gettext("Over deze persoon bewaren we niets meer."),
    "role-has-no-team": lazy_gettext("Deze rol hoort niet bij een team."),
    "same-team": lazy_gettext("Kies een ander team."),
    "works-here-no-more": lazy_gettext("Deze persoon werkt hier dan niet meer."),
    "day-too-far-away": lazy_gettext("Kies een dag binnen een jaar."),
    "authority-lasts-too-long": lazy_gettext("Kies een laatste dag binnen 5 jaar."),
    "role-has-ended": lazy_gettext("Dit is al gestopt."),
    "substitute-needs-last-day": lazy_gettext(
        "Een vervanger heeft altijd een laatste dag. Kies opnieuw een vervanger."
    ),
    "role-ended-too-long-ago": lazy_gettext(
        "Dit is te lang geleden gestopt. Voeg de persoon opnieuw toe."
    ),
    "replaces-oneself": lazy_gettext("Kies iemand anders als vervanger."),
    "team-needed": lazy_gettext("Kies een team."),
    "team-has-ended": lazy_gettext("Kies een team dat er nog is."),
    "role-held-already": lazy_gettext("Deze persoon heeft deze rol hier al."),
    "staff-number-taken": lazy_gettext(
        "Nummer %(number)s is al van %(name)s. Kies een ander nummer."
    ),
    "last-administrator": lazy_gettext(
        "Dit is de laatste beheerder. Voeg eerst een andere beheerder toe."
    ),
    "work-is-not-asked": lazy_gettext("Dit vragen we nu niet meer. Er is niets veranderd."),
    "team-has-people": lazy_gettext(
        "In dit team werken nog mensen. Geef hun eerst een ander team."
    ),
}
