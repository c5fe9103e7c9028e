"""Good files, and files made from them by chance: cut, repeated, moved, flipped, filled up."""

import random
from collections.abc import Iterator

from badges.proofs.data_integrity import Suite
from tests.badges.foundry import (
    badge,
    certificate,
    in_svg,
    itxt,
    jwt,
    png,
    presentation,
    signed,
    to_bytes,
)

GOOD = signed(badge())
FILES = {
    "JSON": to_bytes(GOOD),
    "JCS": to_bytes(signed(badge(), suite=Suite.EDDSA_JCS_2022)),
    "JWT": jwt().encode(),
    "PNG": png(itxt(to_bytes(GOOD))),
    "SVG": in_svg(to_bytes(GOOD).decode()),
    "PDF": certificate(badge=to_bytes(GOOD)),
    "presentation": to_bytes(presentation(GOOD)),
}


def mutants(chance: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name of the file that each mutant was, and the mutant."""
    names = sorted(FILES)
    for number in range(count):
        name = names[number % len(names)]
        yield name, mutated(FILES[name], chance)


def mutated(source: bytes, chance: random.Random) -> bytes:
    """Cut, repeat, move, flip or insert, one to four times."""
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randrange(len(source) + 1), chance.randrange(1, 60)
        piece = source[at : at + size]
        other = chance.randrange(len(source) + 1)
        source = chance.choice(
            [
                source[:at] + source[at + size :],
                source[:at] + piece + source[at:],
                source[:other] + piece + source[other:],
                source[:at] + chance.randbytes(size) + source[at + size :],
                source[:at] + chance.choice(TOKENS) + source[at:],
                source[:at],
            ]
        )
    return source


TOKENS = (
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"null",
    b"\\u0000",
    b"@",
    b"_:b0",
    b"-1e9",
    b"<",
)
