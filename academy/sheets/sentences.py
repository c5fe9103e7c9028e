"""What a person reads about a table that cannot be read, by code."""

from flask_babel import lazy_gettext

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "table-too-large": lazy_gettext("Dit bestand is te groot. Het mag %(most)s MB zijn."),
    "table-too-many-rows": lazy_gettext(
        "Deze tabel is te lang. Er passen %(most)s rijen. Maak er twee bestanden van."
    ),
    "table-too-many-columns": lazy_gettext(
        "Deze tabel is te breed. Er passen %(most)s kolommen. Haal weg wat niet nodig is."
    ),
    "table-cell-too-long": lazy_gettext(
        "In rij %(row)s staat te veel in één cel. Misschien mist daar een aanhalingsteken."
    ),
    "table-unreadable": lazy_gettext("Dit kunnen we niet lezen. Kies een bestand in XLSX of CSV."),
    "table-hides-rows": lazy_gettext(
        "In dit bestand zijn rijen verborgen, misschien door een filter. "
        "Laat alle rijen zien. Of kopieer wat je ziet naar een nieuw bestand."
    ),
    "table-letters-unclear": lazy_gettext(
        "We lezen niet alle letters goed, zoals in “%(word)s”. "
        "Sla het bestand op als XLSX, of als CSV met UTF-8."
    ),
    "table-of-old-excel": lazy_gettext(
        "Dit is een oud Excel-bestand, of er zit een wachtwoord op. "
        "Sla het in Excel op als XLSX, zonder wachtwoord."
    ),
    "table-too-heavy": lazy_gettext(
        "Dit bestand is veel groter dan het lijkt. Zet alleen de lijst in een nieuw bestand."
    ),
}
