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
    "merge-with-itself": lazy_gettext("Kies een andere organisatie."),
    "merge-shops-only": lazy_gettext("Alleen twee kringlooporganisaties kunnen samengaan."),
    "merge-with-a-closed-one": lazy_gettext(
        "Een van de twee is gestopt. Open die eerst weer, of kies een andere."
    ),
    "merge-without-administrator": lazy_gettext(
        "De organisatie die blijft, heeft geen beheerder. Voeg eerst een beheerder toe."
    ),
    "merge-while-importing": lazy_gettext(
        "Hier wordt nu een lijst met mensen verwerkt. Wacht tot dat klaar is."
    ),
    "merge-while-offering": lazy_gettext(
        "Hier worden nu badges van eerder aangeboden. Wacht tot dat klaar is."
    ),
    "that-is-your-name": lazy_gettext("Zo heet je hier al. Schrijf je naam zoals hij moet zijn."),
    "no-office-for-a-name": lazy_gettext(
        "Je werkt nu nergens. Vraag het aan het kantoor als je weer ergens werkt."
    ),
    "name-proposal-is-gone": lazy_gettext(
        "Deze vraag is veranderd of weg. Open de pagina van deze persoon opnieuw."
    ),
    "not-to-close": lazy_gettext(
        "Deze badgemap kun je niet sluiten. Hij is van jou, of van iemand met ander werk."
    ),
    "nobody-of-this-name": lazy_gettext(
        "Er is daar niemand, of meer dan één, met deze naam. Vul ook het personeelsnummer in."
    ),
    "no-role-for-an-account": lazy_gettext(
        "Geef deze persoon eerst een rol als teamleider of beheerder."
    ),
    "domain-needed": lazy_gettext("Kies wat deze persoon mag beoordelen."),
    "too-many-lines": lazy_gettext("Plak hoogstens %(most)s regels. Het zijn er %(count)s."),
    "wrong-lines": _wrong_lines,
    "witness-needed": lazy_gettext("Vul in welke collega meekijkt."),
    "works-here-already": lazy_gettext("Deze persoon werkt hier al. Zoek de persoon bij Mensen."),
    "not-of-this-person": lazy_gettext("Dit is van iemand anders. Vraag het deze persoon zelf."),
    "proof-is-known-here": lazy_gettext(
        "Jij of je collega kan dit kennen. Gebruik iets wat alleen deze persoon kent."
    ),
    "administrator-has-a-password": lazy_gettext(
        "Deze beheerder koos al een wachtwoord. Laat een andere beheerder van de organisatie "
        "een startcode geven. Of voeg een nieuwe beheerder toe."
    ),
    "import-is-empty": lazy_gettext("In deze lijst staat niets. Kies een ander bestand."),
    "import-column-twice": lazy_gettext("Kies elk soort kolom één keer."),
    "import-needs-columns": lazy_gettext(
        "Kies een kolom met namen en een kolom met personeelsnummers."
    ),
    "import-file-is-gone": lazy_gettext("Het bestand is er niet meer. Kies het opnieuw."),
    "import-is-busy": lazy_gettext("We zijn nog bezig met deze lijst. Wacht even."),
    "import-changed": lazy_gettext(
        "De lijst is veranderd nadat je keek. Kijk nog een keer of alles klopt."
    ),
    "import-has-nothing": lazy_gettext("Er is niets om toe te voegen."),
    "import-too-old-to-undo": lazy_gettext("Dit is meer dan 30 dagen geleden toegevoegd."),
    "import-row-was-used": lazy_gettext("Deze persoon is sindsdien gebruikt."),
    "column-is-national": lazy_gettext(
        "In je lijst staat de kolom “%(column)s”. Een burgerservicenummer bewaren we nooit. "
        "Haal de kolom weg en kies het bestand opnieuw. We hebben niets bewaard."
    ),
    "column-never-kept": lazy_gettext(
        "In je lijst staat de kolom “%(column)s”. Dat bewaren we van niemand. "
        "Haal de kolom weg en kies het bestand opnieuw. We hebben niets bewaard."
    ),
    "column-of-bsns": lazy_gettext(
        "Kolom %(number)s (%(column)s) lijkt vol te staan met burgerservicenummers. "
        "Die bewaren we nooit. Haal de kolom weg en kies het bestand opnieuw. "
        "We hebben niets bewaard."
    ),
}
