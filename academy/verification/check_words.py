"""What the checks say, in plain Dutch, and through the catalogues in other languages.

The engine gives codes with English sentences (`badges.verifying.messages`); here every code has
its Dutch sentence with the same placeholders. The English catalogue gives the engine's own words
back.
"""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from academy.verification.file_words import READING

BUILDING: Mapping[str, LazyString] = {
    "shape-right": lazy_gettext(
        "De badge is gemaakt volgens de internationale regels (Open Badges)."
    ),
    "shape-wrong": lazy_gettext(
        "De badge is niet gemaakt volgens de regels van Open Badges. Vraag de uitgever om "
        "hem opnieuw te maken."
    ),
    "zone-missing": lazy_gettext(
        "In de badge staat een tijd zonder tijdzone. Het is dan niet zeker wanneer dat is. "
        "Vraag de uitgever om de badge opnieuw te maken."
    ),
    "class-elsewhere": lazy_gettext(
        "De badge is gemaakt volgens de regels van Open Badges. Wat de badge betekent, staat op "
        "een ander adres dan er zelf in staat: {address}."
    ),
    "version-unknown": lazy_gettext(
        "Dit soort badge kennen we niet. We hebben een badge volgens Open Badges 2.0 of 3.0 "
        "nodig. Vraag de uitgever daarom."
    ),
    "envelope-wrong": lazy_gettext(
        "De ondertekende envelop om de badge is niet gemaakt volgens de regels. Vraag de "
        "uitgever om de badge opnieuw te ondertekenen."
    ),
    "meaning-clear": lazy_gettext(
        "Elk deel van de badge betekent maar één ding. Een handtekening kan er dus voor gelden."
    ),
    "meaning-unclear": lazy_gettext(
        "Van een deel van de badge is niet afgesproken wat het betekent. De handtekening kan "
        "daar niet voor gelden. Vraag de uitgever om een badge zonder dat deel."
    ),
    "context-unknown": lazy_gettext(
        "De badge gebruikt woorden uit een lijst die we niet kennen: {context}. We hebben die "
        "lijst nodig om te weten wat ze betekenen. Vraag de uitgever of de badge echt is."
    ),
    "context-inline": lazy_gettext(
        "De badge heeft een eigen lijst met woorden. Die kan woorden anders laten betekenen. We "
        "hebben een badge met alleen bekende woorden nodig. Vraag de uitgever daarom."
    ),
    "term-undefined": lazy_gettext(
        "In de badge staat een woord dat nergens is uitgelegd. We weten dus niet wat het "
        "betekent. Vraag de uitgever om een badge zonder dat woord."
    ),
    "meaning-unsure": lazy_gettext(
        "Programma's zijn het niet eens over wat de woorden van deze badge betekenen. We hebben "
        "een badge met de gewone woorden nodig. Vraag de uitgever daarom."
    ),
    "meaning-not-needed": lazy_gettext("Bij dit soort badge is deze controle niet nodig."),
}
SIGNING: Mapping[str, LazyString] = {
    "key-bound": lazy_gettext("De sleutel is van de uitgever. Dat zegt de uitgever zelf."),
    "key-itself": lazy_gettext(
        "De uitgever noemt zich met de sleutel zelf. De sleutel is dus van de uitgever. Wie dat "
        "is, staat er niet bij."
    ),
    "key-not-issuers": lazy_gettext(
        "De sleutel van deze handtekening is niet van de uitgever die op de badge staat. "
        "Vertrouw deze badge niet. Vraag de uitgever om de originele badge."
    ),
    "key-revoked": lazy_gettext(
        "De uitgever heeft de sleutel van deze handtekening ingetrokken. Vraag de uitgever "
        "om een nieuwe badge."
    ),
    "key-expired": lazy_gettext(
        "De sleutel van deze handtekening is verlopen. Vraag de uitgever om een nieuwe badge."
    ),
    "key-unavailable": lazy_gettext(
        "We kunnen de sleutel van de uitgever nu niet ophalen. De handtekening is dus niet "
        "gecontroleerd. Probeer het later nog een keer."
    ),
    "document-unavailable": lazy_gettext(
        "Een pagina van de uitgever die bij de badge hoort, kunnen we nu niet ophalen. De badge "
        "is dus niet gecontroleerd. Probeer het later nog een keer."
    ),
    "key-kind-unknown": lazy_gettext(
        "De uitgever heeft een soort sleutel die we niet kennen. We hebben een handtekening met "
        "een gewone sleutel nodig. Vraag de uitgever of de badge echt is."
    ),
    "key-name-unknown": lazy_gettext(
        "De badge zegt niet duidelijk welke sleutel hem ondertekende. We hebben het adres "
        "van de sleutel nodig. Vraag de uitgever of de badge echt is."
    ),
    "keys-unpublished": lazy_gettext(
        "De uitgever laat op het eigen adres geen sleutels zien. Niemand weet dan wie dit "
        "ondertekende. We hebben die lijst nodig. Vraag de uitgever of de badge echt is."
    ),
    "moved-elsewhere": lazy_gettext(
        "De website van de uitgever stuurt ons naar een andere website. Nergens staat dat die "
        "van de uitgever is. Vraag de uitgever om het nieuwe adres van de badge."
    ),
    "issuer-kind-unknown": lazy_gettext(
        "De uitgever heeft een soort nummer dat we niet kennen. We hebben er een met een website "
        "nodig (did:web of https). Vraag de uitgever of de badge echt is."
    ),
    "host-bound": lazy_gettext("De badge staat op een adres dat de uitgever voor badges gebruikt."),
    "host-not-issuers": lazy_gettext(
        "De badge staat op een adres dat niet van de uitgever is. Vraag de uitgever om de "
        "badge op de eigen website."
    ),
    "signature-right": lazy_gettext(
        "De handtekening klopt. Er is niets veranderd sinds de badge is gegeven."
    ),
    "signature-wrong": lazy_gettext(
        "De handtekening klopt niet. De badge is veranderd, of iemand heeft hem nagemaakt. "
        "Vraag de uitgever om de originele badge."
    ),
    "signature-missing": lazy_gettext(
        "De badge heeft geen handtekening. Iedereen kan hem gemaakt hebben. Vraag de "
        "uitgever om een ondertekende badge."
    ),
    "signature-kind-unknown": lazy_gettext(
        "De badge vraagt om een controle die we niet kennen: {kind}. We hebben een gewone "
        "handtekening nodig. Vraag de uitgever of de badge echt is."
    ),
    "signature-chain": lazy_gettext(
        "De badge heeft handtekeningen die op elkaar bouwen. Die kunnen we niet controleren. "
        "We hebben één handtekening over het geheel nodig. "
        "Vraag de uitgever om de badge met één eigen handtekening."
    ),
    "claims-differ": lazy_gettext(
        "De ondertekende envelop zegt iets anders dan de badge die erin zit. Vraag de "
        "uitgever om hem opnieuw te ondertekenen."
    ),
    "hosted-same": lazy_gettext("Deze badge staat op de website van de uitgever."),
    "hosted-answered": lazy_gettext("De website van de uitgever geeft antwoord over deze badge."),
    "hosted-differs": lazy_gettext(
        "Op de website van de uitgever staat op dit adres een andere badge. Gebruik de badge "
        "van die website."
    ),
    "hosted-unavailable": lazy_gettext(
        "We kunnen de website van de uitgever nu niet bereiken. De badge is dus niet "
        "gecontroleerd. Probeer het later nog een keer."
    ),
    "hosted-missing": lazy_gettext(
        "De website van de uitgever kent deze badge niet. Vraag de uitgever of de badge echt is."
    ),
}
COUNTING: Mapping[str, LazyString] = {
    "issuer-known": lazy_gettext("We kennen de uitgever: {name}."),
    "issuer-unknown": lazy_gettext(
        "We kennen de uitgever niet. De badge kan echt zijn. Kijk zelf na van wie hij komt."
    ),
    "issuer-not-asked": lazy_gettext("Of we de uitgever kennen, is niet gevraagd."),
    "not-issued-by-us": lazy_gettext(
        "Deze badge is niet door ons gegeven. Hij staat niet zo in ons eigen register. "
        "Denk je dat dit niet klopt? Vraag het ons dan."
    ),
    "started": lazy_gettext("De badge geldt sinds {moment}."),
    "not-started": lazy_gettext(
        "De badge geldt nog niet. Hij geldt vanaf {moment}. Controleer hem dan nog een keer."
    ),
    "no-end": lazy_gettext("De badge heeft geen einddatum."),
    "not-ended": lazy_gettext("De badge geldt tot {moment}."),
    "ended": lazy_gettext("De badge gold tot {moment}. Vraag de eigenaar of er een nieuwe is."),
    "signature-ended": lazy_gettext(
        "De handtekening gold tot {moment}. Vraag de uitgever om een nieuwe badge."
    ),
    "not-revoked": lazy_gettext("De uitgever heeft de badge niet ingetrokken."),
    "revoked": lazy_gettext(
        "De uitgever heeft de badge ingetrokken. Vraag de eigenaar of er een nieuwe is."
    ),
    "revoked-reason": lazy_gettext(
        "De uitgever heeft de badge ingetrokken. Vraag de eigenaar of er een nieuwe is. "
        "De reden: {reason}"
    ),
    "suspended": lazy_gettext(
        "De uitgever heeft de badge voor een tijd stopgezet. Vraag de uitgever wanneer hij "
        "weer telt."
    ),
    "no-status": lazy_gettext(
        "De uitgever heeft voor deze badge geen lijst met ingetrokken badges."
    ),
    "status-unavailable": lazy_gettext(
        "We kunnen de lijst met ingetrokken badges nu niet ophalen. Probeer het later nog een keer."
    ),
    "status-not-believed": lazy_gettext(
        "De lijst met ingetrokken badges klopt niet. We weten dus niet of de badge nog telt. "
        "Vraag het aan de uitgever."
    ),
    "status-index-number": lazy_gettext(
        "De plek van de badge in de lijst met ingetrokken badges is als getal geschreven. "
        "Programma's lezen dat verschillend. We hebben de plek als tekst nodig. Vraag de "
        "uitgever of de badge nog telt."
    ),
    "status-kind-unknown": lazy_gettext(
        "De uitgever zegt op een manier die we niet kennen of de badge is ingetrokken. We hebben "
        "een gewone lijst nodig. Vraag de uitgever of de badge nog telt."
    ),
    "recipient-not-asked": lazy_gettext("Van wie de badge is, is niet gevraagd."),
    "recipient-right": lazy_gettext("De badge is van de persoon naar wie je vroeg."),
    "recipient-wrong": lazy_gettext(
        "De badge is van iemand anders dan naar wie je vroeg. Vraag die persoon om een eigen badge."
    ),
    "recipient-unknown": lazy_gettext(
        "Van wie de badge is, staat erin op een manier die we niet kunnen vergelijken. Vraag "
        "de eigenaar om te laten zien van wie hij is."
    ),
    "no-endorsements": lazy_gettext("Er zitten geen aanbevelingen van anderen in de badge."),
    "endorsements-right": lazy_gettext(
        "Aanbevelingen van anderen in de badge: {count}. Alle handtekeningen kloppen."
    ),
    "endorsement-wrong": lazy_gettext(
        "Een aanbeveling in de badge is vals of gaat over iets anders. Vraag de uitgever om "
        "de badge zonder die aanbeveling."
    ),
    "endorsement-unknown": lazy_gettext(
        "Een aanbeveling in de badge konden we niet controleren. We laten hem niet zien."
    ),
    "member": lazy_gettext("Badge {number} in deze verzameling: {message}"),
    "not-reached": lazy_gettext("Niet gecontroleerd, omdat iets hiervoor al niet klopte."),
}
SENTENCES: Mapping[str, LazyString] = {**READING, **BUILDING, **SIGNING, **COUNTING}
"""The Dutch sentence of every code that a report can hold."""
