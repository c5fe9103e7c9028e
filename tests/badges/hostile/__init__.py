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
    shapes.hidden_members,
    shapes.moved_members,
    shapes.misbuilt,
    shapes.unclear_meaning,
    shapes.crowds,
    keys.wrong_keys,
    keys.look_alikes,
    keys.issuers_documents,
    keys.issuers_identifiers,
    keys.proof_sets,
    keys.proofs,
    times.dates,
    times.statuses,
    times.status_lists,
    times.drafts_of_2021,
    times.status_entries,
    times.revocation_lists,
    times.foreign_revocation_lists,
    raw.front_door,
    raw.numbers_and_texts,
    raw.other_things,
    tokens.tokens,
    tokens.token_headers,
    tokens.token_keys,
    tokens.token_claims,
    tokens.token_surroundings,
    pictures.pictures_png,
    pictures.pictures_png_marks,
    pictures.pictures_png_damaged,
    pictures.pictures_svg,
    pictures.pictures_svg_marks,
    pictures.pictures_svg_xml,
    nested.endorsements,
    nested.false_endorsements,
    nested.collections,
    old.hosted,
    old.hosted_answers,
    old.hosted_elsewhere,
    old.hosted_scopes,
    old.hosted_misbuilt,
    old.old_tokens,
    old.old_keys,
    *heavy.FAMILIES,
)
