"""Samples to try on the page that checks; only the demo has them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A badge to try, by name."""

    name: str
    label: str


def samples() -> tuple[Sample, ...]:
    return ()
