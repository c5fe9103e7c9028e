"""What has to be there before a badge is given. Pure.

The academy has one default for nearly all skills. A version of a skill may say something else, fact
by fact; a version never changes, and neither does a default that was once set (docs/adr/0044).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The default, or what holds for one version of a skill under it."""

    observations: int
    """Complete observations, on different days."""
    assessors: int
    """Different people who saw it."""
    photo: bool
    """A photo of the work."""
    certificate: bool
    """Somebody saw the external certificate that the skill asks for."""
    sampling_percent: int
    """Of how many badges in a hundred a second person looks whether they are right."""
    valid_months: int | None
    """How long a badge is valid; None: always."""

    def is_met_by_one(self, *, photo: bool, certificate: bool) -> bool:
        """Whether one good observation, with this beside it, earns the badge."""
        once = self.observations == self.assessors == 1
        return once and (photo or not self.photo) and (certificate or not self.certificate)


FIRST = Rule(
    observations=1,
    assessors=1,
    photo=False,
    certificate=False,
    sampling_percent=0,
    valid_months=None,
)
"""As long as the academy has set no default."""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """What a version of a skill says itself. 0 observations or assessors, and None for the rest:
    as the default says. 0 months: always valid."""

    observations: int
    assessors: int
    photo: bool | None
    certificate: bool | None
    sampling_percent: int | None
    valid_months: int | None
    asks_certificate: bool
    """The skill names something that somebody needs besides, like a driving licence."""

    def over(self, default: Rule) -> Rule:
        certificate = default.certificate if self.certificate is None else self.certificate
        months = default.valid_months if self.valid_months is None else self.valid_months
        percent = self.sampling_percent
        return Rule(
            observations=self.observations or default.observations,
            assessors=self.assessors or default.assessors,
            photo=default.photo if self.photo is None else self.photo,
            certificate=certificate and self.asks_certificate,
            sampling_percent=default.sampling_percent if percent is None else percent,
            valid_months=months or None,
        )
