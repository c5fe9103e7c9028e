"""A new card for somebody who lost everything, at the desk of any organisation that takes part."""

from academy.administration.recovering.views import blueprint

__all__ = ["blueprint"]
