"""Call names for the small tiles of a tablet, which holds no more of a name than it needs. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping

from academy.folding import folded


def call_names(names: Mapping[int, str], marks: Mapping[int, str]) -> dict[int, str]:
    """By number: the first part of each name, or as much as tells people apart; still alike: all
    of it, with what stands beside the names of people who are called the same."""
    chosen: dict[int, str] = {}
    for way in _WAYS:
        texts = {number: way(name) for number, name in names.items()}
        alike = Counter(map(folded, texts.values()))
        for number, text in texts.items():
            if alike[folded(text)] == 1:
                chosen.setdefault(number, text)
    return {
        number: chosen.get(number) or _marked(names[number], marks.get(number)) for number in names
    }


def _first(name: str) -> str:
    return (name.split() or [name])[0]


def _with_letter(name: str) -> str:
    first, last = _first(name), (name.split() or [""])[-1]
    return first if last == first else f"{first} {last[:1]}."


_WAYS: tuple[Callable[[str], str], ...] = (_first, _with_letter, str)


def _marked(name: str, mark: str | None) -> str:
    return f"{name} ({mark})" if mark else name
