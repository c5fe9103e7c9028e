"""Where things stand in the file of everything; what writes it and what reads it agree here."""

import re
from typing import Final

BADGES: Final = "badges"
ENDORSEMENTS: Final = "aanbevelingen"
ELSEWHERE: Final = "van-ergens-anders"
README: Final = "lees-mij.html"
DATA: Final = "gegevens.json"
OWN_WORDS: Final = "wat-ik-zelf-vertel.json"
"""Apart from the data, which hold every file that was brought and have no bound."""
PASSPORT: Final = "skillspaspoort.pdf"
RECORD: Final = "alle-badges-clr.json"
TO_READ: Final = re.compile(
    rf"{BADGES}/[^/]{{1,120}}/badge\.json|{ELSEWHERE}/[^/]{{1,120}}\.(?:json|jwt|png|svg|pdf)"
)
"""What another installation takes in: signed files; the rest is made of them, or is to be read."""
SAID: Final = re.compile(rf"{ENDORSEMENTS}/[^/]{{1,120}}\.json")
"""What others signed about the badges in it."""
