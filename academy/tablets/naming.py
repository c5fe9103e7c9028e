"""Call names for the small tiles of a tablet, which holds no more of a name than it needs. Pure."""

from collections import Counter
from collections.abc import Mapping


def call_names(names: Mapping[int, str]) -> dict[int, str]:
    """By number: the first part of each name, or as much as tells people apart; still alike: all
    of it."""
    short = {number: name.split()[0] if name.split() else name for number, name in names.items()}
    longer = {number: _with_letter(names[number], short[number]) for number in names}
    shorts, longers = Counter(short.values()), Counter(longer.values())
    return {
        number: short[number]
        if shorts[short[number]] == 1
        else (longer[number] if longers[longer[number]] == 1 else names[number])
        for number in names
    }


def _with_letter(name: str, first: str) -> str:
    last = name.split()[-1:] or [""]
    return first if last[0] == first else f"{first} {last[0][:1]}."


def initials(name: str) -> str:
    parts = name.split()
    return "".join(part[:1] for part in (parts[:1] + parts[1:][-1:])).upper()
