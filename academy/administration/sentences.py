"""What a person reads when something about the pages of administrators is refused, by code."""

from flask_babel import lazy_gettext, ngettext

from academy.web.refusals import Sentences


def _wrong_lines(right: int, wrong: int) -> str:
    fine = ngettext("%(num)s regel is goed.", "%(num)s regels zijn goed.", right)
    mend = ngettext(
        "%(num)s regel heeft een fout. Verander die hieronder.",
        "%(num)s regels hebben een fout. Verander ze hieronder.",
        wrong,
    )
    return f"{fine} {mend}"


SENTENCES: Sentences = {
    "no-role-for-an-account": lazy_gettext(
        "Geef deze persoon eerst een rol als teamleider of beheerder."
    ),
    "domain-needed": lazy_gettext("Kies wat deze persoon mag beoordelen."),
    "too-many-lines": lazy_gettext("Plak hoogstens %(most)s regels. Het zijn er %(count)s."),
    "wrong-lines": _wrong_lines,
    "witness-needed": lazy_gettext("Vul in welke collega meekijkt."),
    "employer-needs-no-account": lazy_gettext(
        "Een werkgever heeft geen account nodig. Iedereen kan een badge controleren."
    ),
    "works-here-already": lazy_gettext("Deze persoon werkt hier al. Zoek de persoon bij Mensen."),
    "not-of-this-person": lazy_gettext("Dit is van iemand anders. Vraag het deze persoon zelf."),
    "proof-is-known-here": lazy_gettext(
        "Jij of je collega kan dit kennen. Gebruik iets wat alleen deze persoon kent."
    ),
    "administrator-has-a-password": lazy_gettext(
        "Deze beheerder koos al een wachtwoord. Laat een andere beheerder van de organisatie "
        "een startcode geven. Of voeg een nieuwe beheerder toe."
    ),
}
