"""How much may be told to whoever is outside: the one threshold of every figure that goes out.

A number rests on the people whom it counts. Below `SMALLEST_GROUP` it is not told at all, above it
is told in steps of `STEP`; sums and rates are made of what was told (docs/adr/0055).
"""

SMALLEST_GROUP = 10
STEP = 5
FEWEST_ORGANISATIONS = 3
"""Below it, each knows the figure of the other: all of them have to agree."""
LARGEST_PART = 0.8
"""Of one organisation among three or more; above it the figure is nearly its own."""


def is_enough(people: int) -> bool:
    return people >= SMALLEST_GROUP


def is_safe(people: int) -> bool:
    """What is left when one figure is taken from another: nobody, or enough."""
    return people == 0 or is_enough(people)


def rounded(number: int) -> int:
    """Halves go up, so that no number is drawn to the tens."""
    return (number + STEP // 2) // STEP * STEP
