"""What a person reads when something about badges is refused, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "badge-is-revoked": lazy_gettext("Deze badge is ingetrokken. Er is geen certificaat meer."),
    "design-was-replaced": lazy_gettext(
        "Iemand anders maakte net een ander concept. Bekijk dat eerst."
    ),
    "logo-too-heavy": lazy_gettext("Dit logo is te groot. Kies een bestand van hoogstens 2 MB."),
    "logo-too-large": lazy_gettext(
        "Dit logo is te groot. Kies er een van hoogstens 4000 bij 4000 beeldpunten."
    ),
    "logo-too-small": lazy_gettext(
        "Dit logo is te klein. Kies er een van minstens %(least)s beeldpunten hoog en breed."
    ),
    "not-a-logo": lazy_gettext("Dit is geen PNG die we kunnen lezen. Kies een PNG."),
    "only-the-holder-renews": lazy_gettext("Alleen de medewerker kan een nieuw certificaat maken."),
    "outside-issuer-exists": lazy_gettext(
        "Deze uitgever staat al in de lijst. Kijk ook bij Weggehaald."
    ),
    "outside-issuer-is-no-identifier": lazy_gettext(
        "Vul in hoe de uitgever in de badge heet. Dat begint met https://, did:web: of did:key:."
    ),
    "outside-issuer-is-ours": lazy_gettext(
        "Deze uitgever hoort bij dit platform. Die kennen we al, zet er geen naam bij."
    ),
    "outside-issuer-was-changed": lazy_gettext(
        "Iemand anders veranderde deze uitgever net ook. Laad de pagina opnieuw en kijk na."
    ),
}
