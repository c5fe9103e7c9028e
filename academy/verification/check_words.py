"""What the checks say, in plain Dutch, and through the catalogues in other languages.

The engine gives codes with English sentences (`badges.verifying.messages`); here every code has
its Dutch sentence with the same placeholders. The English catalogue gives the engine's own words
back.
"""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

READING: Mapping[str, LazyString] = {
    "readable": lazy_gettext("De badge is te lezen."),
    "nothing-found": lazy_gettext(
        "Hier zit geen badge in. Kies het bestand of de tekst die de uitgever gaf."
    ),
    "web-page": lazy_gettext(
        "Dit is een webpagina, geen badge. Geef het adres van de badge. "
        "Of kies het bestand dat de uitgever gaf."
    ),
    "not-a-badge": lazy_gettext(
        "Dit is wel een document, maar geen badge. Kies het bestand dat de uitgever gaf."
    ),
    "other-credential": lazy_gettext(
        "Dit is geen badge maar een ander soort bewijs, zoals een diploma of een identiteit. "
        "Vraag wie het gaf hoe je het controleert."
    ),
    "badge-part": lazy_gettext(
        "Dit beschrijft een badge of een uitgever. Niemand heeft er iets mee verdiend. "
        "Kies het bestand van de badge zelf."
    ),
    "status-list": lazy_gettext(
        "Dit is een lijst met ingetrokken badges, geen badge. Kies het bestand van de badge zelf."
    ),
    "wrapper-empty": lazy_gettext(
        "Dit is een verpakking voor badges, maar er zit niets in. "
        "Vraag wie hem stuurde om de badge zelf."
    ),
    "envelope-unknown": lazy_gettext(
        "De badge zit in een envelop die we niet kunnen openen. We hebben de badge nodig als "
        "JSON of als JWT. Vraag de uitgever daarom."
    ),
    "wrong-mark": lazy_gettext(
        "De badge in dit plaatje staat op de plek van een andere versie. Andere programma's "
        "vinden hem zo niet. Vraag de uitgever om een nieuw plaatje."
    ),
    "too-heavy": lazy_gettext(
        "Deze badge is zo gemaakt dat controleren meer werk kost dan bij een echte badge. "
        "Vraag de uitgever om de originele badge."
    ),
    "too-much": lazy_gettext(
        "Hier zitten meer badges in dan we in één keer kunnen controleren. "
        "Controleer ze één voor één."
    ),
    "busy": lazy_gettext("Controleren duurde deze keer te lang. Probeer het zo nog een keer."),
    "internal": lazy_gettext(
        "Er ging hier iets mis. De badge is dus niet gecontroleerd. Probeer het later, of meld het."
    ),
    "address-unavailable": lazy_gettext(
        "We kunnen dit adres niet openen. De badge die daar staat, kunnen we dus niet "
        "controleren. Stuur de badge zelf."
    ),
    "address-needed": lazy_gettext(
        "Dit oude soort badge zegt niet waar hij staat. Geef het adres in plaats van het bestand."
    ),
    "address-not-https": lazy_gettext(
        "Er staat alleen een adres zonder slotje (http). Onderweg kan iedereen de "
        "badge veranderen. We hebben een https-adres nodig. Vraag de uitgever daarom."
    ),
    "token-broken": lazy_gettext(
        "Deze badge is onderweg in regels gebroken, zoals een mailprogramma doet. Geef hem als "
        "één regel, of kies het bestand dat de uitgever gaf."
    ),
    "several-addresses": lazy_gettext("Er staan meer adressen in. Controleer ze een voor een."),
    "address-not-badge": lazy_gettext(
        "Op dit adres staat geen badge. Vraag de uitgever om het adres van de badge."
    ),
    "too-large": lazy_gettext("Dit is groter dan {limit} bytes. Stuur alleen de badge zelf."),
    "not-utf-8": lazy_gettext("Byte {byte} is geen UTF-8-tekst. Bewaar het bestand als UTF-8."),
    "not-json": lazy_gettext(
        "Dit is geen goede JSON: {spot}. Vraag om het originele bestand van de badge."
    ),
    "duplicate-key": lazy_gettext(
        'De naam "{name}" staat twee keer op één plek. Er mag er maar één staan.'
    ),
    "not-finite": lazy_gettext(
        "Er staat een getal zonder einde in (NaN of Infinity). Schrijf een gewoon getal."
    ),
    "too-deep": lazy_gettext(
        "De onderdelen zitten meer dan {limit} lagen diep in elkaar. Gebruik minder lagen."
    ),
    "many-values": lazy_gettext(
        "Hier staan meer dan {limit} gegevens in. Stuur alleen de badge zelf."
    ),
    "long-number": lazy_gettext(
        "Er staat een getal in van meer dan {limit} cijfers. Schrijf een korter getal."
    ),
    "nul": lazy_gettext("Er staat een leeg teken (NUL) in een tekst. Haal het weg."),
    "surrogate": lazy_gettext("Er staat een half teken in een tekst. Schrijf het teken heel."),
    "not-object": lazy_gettext(
        "Een badge is een JSON-object. Dit is iets anders. Stuur de badge zelf."
    ),
    "png-too-large": lazy_gettext(
        "Dit plaatje is groter dan {limit} bytes. Gebruik een kleiner plaatje."
    ),
    "png-damaged": lazy_gettext(
        "Dit PNG-bestand is beschadigd: {problem}. Vraag om het originele bestand."
    ),
    "png-picture-damaged": lazy_gettext(
        "Het plaatje in dit PNG-bestand is beschadigd. Dat zegt niets over de badge. "
        "Vraag om het originele bestand."
    ),
    "png-many-chunks": lazy_gettext(
        "Dit PNG-bestand heeft meer dan {limit} delen. Bewaar het plaatje opnieuw."
    ),
    "png-text-format": lazy_gettext(
        "De tekst in een deel ({kind}) van dit PNG-bestand is niet goed geschreven. "
        "Vraag om het originele bestand."
    ),
    "png-text-bomb": lazy_gettext(
        "In een deel ({kind}) van dit bestand is tekst ingepakt. Uitgepakt is die groter dan "
        "{limit} bytes. Vraag om het originele bestand."
    ),
    "svg-doctype": lazy_gettext(
        "Dit SVG-bestand heeft eigen woorden in zijn DOCTYPE. Die lezen we niet. "
        "Bewaar het plaatje als gewone SVG."
    ),
    "svg-entities": lazy_gettext(
        "In dit SVG-bestand staan woorden voor andere bestanden of voor elkaar. Geen badge doet "
        "dat. Vraag om het originele bestand."
    ),
    "svg-damaged": lazy_gettext(
        "Dit SVG-bestand is geen goede XML: {spot}. Vraag om het originele bestand."
    ),
    "svg-not-svg": lazy_gettext("Dit is wel XML, maar geen SVG-plaatje. Stuur de badge zelf."),
    "svg-encoding": lazy_gettext(
        "Dit SVG-bestand zegt dat het geen UTF-8 is. Bewaar het als UTF-8."
    ),
    "svg-children": lazy_gettext(
        "In het onderdeel met de badge zitten andere onderdelen. Vraag om het originele bestand."
    ),
    "svg-two-payloads": lazy_gettext(
        "In het onderdeel met de badge staan twee verschillende badges. "
        "Vraag om het originele bestand."
    ),
    "no-badge-in-image": lazy_gettext(
        "In dit plaatje zit geen badge. Vraag om het plaatje dat de uitgever maakte."
    ),
    "several-badges": lazy_gettext(
        "In dit bestand zit meer dan één badge. Er mag er maar één in. Vraag ze elk apart."
    ),
    "not-an-image": lazy_gettext(
        "Dit is geen PNG-plaatje en geen SVG-plaatje. Kies een van die twee."
    ),
    "not-bakeable": lazy_gettext(
        "Dit is geen JSON-object en geen ondertekende tekst (JWS). Kies de badge zelf."
    ),
    "pdf-too-large": lazy_gettext(
        "Dit PDF-bestand is groter dan {limit} bytes. Stuur de badge zelf."
    ),
    "pdf-damaged": lazy_gettext(
        "We kunnen dit PDF-bestand niet lezen. Vraag om het originele bestand."
    ),
    "pdf-encrypted": lazy_gettext(
        "Op dit PDF-bestand zit een wachtwoord. Vraag om een bestand zonder wachtwoord."
    ),
    "pdf-many": lazy_gettext(
        "In dit PDF-bestand zitten meer dan {limit} bijlagen. Zijn het certificaten? Controleer ze "
        "één voor één: typ de code die op het papier staat."
    ),
    "pdf-attachment-large": lazy_gettext(
        "Een bijlage van dit PDF-bestand is groter dan {limit} bytes. Stuur de badge zelf."
    ),
    "pdf-no-badge": lazy_gettext(
        "Bij dit PDF-bestand zit geen badge. Vraag om het certificaat zoals het gemaakt is. "
        "Of scan de vierkante code die erop staat."
    ),
    "pdf-several": lazy_gettext(
        "In dit PDF-bestand zitten {count} badges. Controleer ze één voor één: typ de code die op "
        "het papier staat."
    ),
}
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
        "De badge noemt zijn sleutel op een manier die nergens heen leidt. We hebben het adres "
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
        "De badge is ondertekend op een manier die we niet kennen: {kind}. We hebben een gewone "
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

DAMAGES: Mapping[str, LazyString] = {
    "it does not begin like one": lazy_gettext("het begint niet als een PNG-bestand"),
    "it ends too early": lazy_gettext("het houdt te vroeg op"),
    "a checksum is wrong": lazy_gettext("een controlegetal klopt niet"),
}
