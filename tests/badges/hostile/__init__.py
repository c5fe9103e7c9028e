"""Files from people who mean harm, or whose tools are broken, each with the verdict it deserves."""

from collections.abc import Iterator

from tests.badges.hostile import (
    fields,
    heavy,
    keys,
    nested,
    old,
    pictures,
    raw,
    shapes,
    times,
    tokens,
)
from tests.badges.hostile.cases import Case


def all_cases() -> Iterator[Case]:
    for family in FAMILIES:
        for one in family():
            name = f"{family.__name__}: {one.name}"
            yield Case(name, one.source, one.verdicts, one.documents)


FAMILIES = (
    fields.tampered_fields,
    shapes.reshaped,
    shapes.misbuilt,
    shapes.unclear_meaning,
    keys.wrong_keys,
    keys.proof_sets,
    times.dates,
    times.statuses,
    raw.front_door,
    tokens.tokens,
    pictures.pictures_png,
    pictures.pictures_svg,
    nested.endorsements,
    nested.collections,
    old.hosted,
    old.old_tokens,
    *heavy.FAMILIES,
)
