"""What reading a file says, in plain Dutch: what was found in it, or why nothing was.

Beside `check_words`, by the same codes of the engine.
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
    "graph": lazy_gettext(
        "De badge is opgeschreven in losse stukken (@graph). We hebben de badge nodig als één "
        "geheel. Vraag de uitgever daarom."
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
DAMAGES: Mapping[str, LazyString] = {
    "it does not begin like one": lazy_gettext("het begint niet als een PNG-bestand"),
    "it ends too early": lazy_gettext("het houdt te vroeg op"),
    "a checksum is wrong": lazy_gettext("een controlegetal klopt niet"),
}
