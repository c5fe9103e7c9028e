"""A fact is decided in one room: who asks for it elsewhere finds the room in the message."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
A_DAY = r"\b\w+\.(ends_on|starts_on)\b"
TEST_OF_A_DAY = re.compile(
    rf"{A_DAY}\s*(\.is_|[<>]=?|is (not )?none)|[<>]=? {A_DAY}", re.IGNORECASE
)

ORDER_BY_NAME = re.compile(
    r"order_by\(([^()]*[, ])?\w+\.(name|search_text|sort_text|folded_name)\b"
)


def lines_of(*folders: str) -> list[tuple[str, str]]:
    """Every line of code and pages, with where it stands."""
    return [
        (f"{path.relative_to(ROOT)}:{number}", line)
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".html"} and "migrations" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def test_only_a_period_knows_whether_it_holds() -> None:
    found = [
        f"{place} tests the days of a row itself: ask holds_on, goes_on_from or another question "
        "of academy/periods.py, or add one there."
        for place, line in lines_of("academy", "templates")
        if TEST_OF_A_DAY.search(line) and not place.startswith("academy/periods.py")
    ]

    assert not found, "\n".join(found)


def test_names_have_one_order() -> None:
    found = [
        f"{place} lets the database's collation order names: use in_name_order, or by_name, of "
        "academy/searching.py."
        for place, line in lines_of("academy")
        if ORDER_BY_NAME.search(line)
    ]

    assert not found, "\n".join(found)


def test_a_loader_says_its_reach_in_its_name() -> None:
    loaders: dict[str, list[str]] = {}
    for place, line in lines_of("academy"):
        if found := re.match(r"def (find_\w+)\(", line):
            loaders.setdefault(found[1], []).append(place)

    shared = [
        f"{name} is defined in {' and '.join(places)}: say in each name what it reaches, like "
        "find_administered_team and find_open_team."
        for name, places in loaders.items()
        if len(places) > 1
    ]
    assert not shared, "\n".join(shared)
