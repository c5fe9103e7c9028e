"""What a person reads when something about the palette is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "skill-version-differs": lazy_gettext(
        "Versie %(number)s van %(skill)s is al gepubliceerd en verandert niet meer "
        "(anders: %(fields)s). Geef de vaardigheid in het bestand een nieuw versienummer."
    ),
    "skill-version-too-low": lazy_gettext(
        "Van %(skill)s is versie %(newest)s al gepubliceerd. Geef de vaardigheid in het bestand "
        "een hoger nummer dan %(number)s."
    ),
    "skill-name-is-taken": lazy_gettext(
        "Er is al een vaardigheid met deze naam, of er was er een. Kies een andere naam."
    ),
    "skill-is-incomplete": lazy_gettext("Er ontbreekt nog iets. Vul het in bij de velden."),
    "skill-is-a-draft": lazy_gettext(
        "Deze vaardigheid is nog niet gepubliceerd. Haal het concept weg als je het niet wilt."
    ),
    "draft-was-changed-too": lazy_gettext(
        "Iemand anders veranderde dit ook. Kies per veld wat er moet staan."
    ),
    "draft-was-changed": lazy_gettext(
        "Iemand anders veranderde dit concept net ook. Kijk het nog een keer na."
    ),
    "replacement-is-unknown": lazy_gettext("Deze vaardigheid is er niet. Kies een andere."),
    "replacement-is-circular": lazy_gettext(
        "Die vaardigheid is zelf door deze vervangen. Kies een andere, of laat die weer meedoen."
    ),
    "replacement-has-stopped": lazy_gettext(
        "Die vaardigheid is zelf gestopt. Kies een vaardigheid die nog meedoet."
    ),
    "review-day-out-of-reach": lazy_gettext("Kies een dag na vandaag, hoogstens 5 jaar vooruit."),
    "recording-too-large": lazy_gettext(
        "Deze opname is te groot. Kies een opname van hoogstens %(most)s MB."
    ),
    "not-a-recording": lazy_gettext("We kunnen dit niet afspelen. Kies een opname: mp3 of m4a."),
    "enough-crafts-wait": lazy_gettext(
        "Er wachten al %(most)s van jou. Wacht tot de academie heeft gekeken."
    ),
    "craft-is-decided": lazy_gettext(
        "Hierover is al beslist. Laad de pagina opnieuw om te zien wat."
    ),
    "domain-name-is-taken": lazy_gettext(
        "Er is al een domein met deze naam, of er was er een. Kies een andere naam."
    ),
    "domain-is-incomplete": lazy_gettext("Er ontbreekt nog iets. Vul het in bij de velden."),
    "replacement-domain-is-unknown": lazy_gettext("Dit domein is er niet. Kies een ander."),
    "replacement-domain-is-circular": lazy_gettext(
        "Dat domein is zelf door dit vervangen. Kies een ander, of laat dat weer meedoen."
    ),
    "replacement-domain-is-archived": lazy_gettext(
        "Dat domein is zelf gearchiveerd. Kies een domein dat nog meedoet."
    ),
    "licence-kind-exists": lazy_gettext("Dit certificaat staat al in de lijst."),
    "skill-asks-for-another": lazy_gettext(
        "Een van deze vaardigheden vraagt al een ander certificaat. Laad de pagina opnieuw."
    ),
    "domain-is-in-use": lazy_gettext(
        "In dit domein staan nog vaardigheden (%(count)s). Geef die eerst een ander domein."
    ),
    "domain-is-archived": lazy_gettext(
        "Het domein van deze vaardigheid is gearchiveerd. Kies eerst een ander domein."
    ),
    "concept-file-unreadable": lazy_gettext("We kunnen dit bestand niet lezen. Kies een CSV."),
    "concept-file-empty": lazy_gettext("Er staat niets in dit bestand. Kies een andere."),
    "concept-file-lacks-column": lazy_gettext(
        "De kolom %(column)s ontbreekt. Kies het bestand zoals de uitgever het geeft."
    ),
    "concept-is-no-address": lazy_gettext(
        "Regel %(line)s: dit is geen adres van de lijst: %(text)s"
    ),
    "concept-lacks-label": lazy_gettext("Regel %(line)s: de naam ontbreekt, of is te lang."),
    "concept-list-was-read": lazy_gettext("Deze lijst is al ingelezen."),
    "licence-kind-was-changed": lazy_gettext(
        "Iemand anders veranderde dit certificaat net ook. Laad de pagina opnieuw en kijk het na."
    ),
    "rules-were-changed": lazy_gettext(
        "Iemand anders veranderde de regels net ook. Laad de pagina opnieuw en kijk het na."
    ),
    "enough-proposals-wait": lazy_gettext(
        "Er wachten al %(most)s voorstellen van jou. Wacht tot de academie antwoordt."
    ),
    "enough-comments": lazy_gettext(
        "Er staan al %(most)s berichten. Bel de academie als er meer is."
    ),
    "proposal-is-decided": lazy_gettext(
        "Hierover is al beslist. Laad de pagina opnieuw om te zien wat."
    ),
    "palette-file-unreadable": lazy_gettext("We kunnen %(file)s niet lezen: %(why)s"),
    "palette-file-unfit": lazy_gettext("%(file)s klopt niet bij %(place)s: %(why)s"),
}
