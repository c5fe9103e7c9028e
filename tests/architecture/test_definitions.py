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


NAME_OF_A_PERSON = re.compile(
    r"\b(person|worker|assessor|leader|colleague|member|holder|candidate)\.name\b"
)
NAMED_ALONE = {
    "academy/people/": "the room itself",
    "academy/credentials/papers.py": "what is printed on a certificate",
    "academy/wallet/": "a worker's own badges and data",
    "academy/privacy/erasing.py": "the name itself",
    "academy/access/session.py": "the own name",
    "academy/access/queries.py": "what a password may not be",
    "academy/demo/": "one of each role, with the organisation",
    "academy/commands/": "for who runs the server",
    "academy/teams/views.py": "only searched in",
    "academy/learning/proofs.py": "names of numbered files, beside the proofs themselves",
    "templates/learning/_proof_paper.html": "paper for outside, in the hands of its holder",
    "templates/learning/proof.html": "paper for outside, in the hands of its holder",
    "templates/moving/_paper.html": "paper for outside, in the hands of its holder",
    "templates/certificates/old_name.html": "compares the names themselves",
    "templates/own_data/show.html": "the own name",
    "templates/session/sign_in.html": "people of the demo, with role and organisation",
}


def test_names_of_people_are_told_apart() -> None:
    found = [
        f"{place} shows a name alone, and two people may have it: use person|named (as markup), "
        "person|called (as text) or called() of academy/people/namesakes.py."
        for place, line in lines_of("academy", "templates")
        if NAME_OF_A_PERSON.search(line.partition("-#}")[2] if "{#-" in line else line)
        and not place.startswith(tuple(NAMED_ALONE))
    ]

    assert not found, "\n".join(found)


def test_what_may_show_a_name_alone_does_so() -> None:
    lines = lines_of("academy", "templates")
    shown = {
        known
        for place, line in lines
        for known in NAMED_ALONE
        if place.startswith(known) and NAME_OF_A_PERSON.search(line)
    }

    assert shown == set(NAMED_ALONE), "these are no longer needed: take them out of NAMED_ALONE"
