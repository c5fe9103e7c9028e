"""What somebody takes along who leaves an employer: a code, what to do, whom to ask, the badges."""

from academy.wallet.moving.views import blueprint

__all__ = ["blueprint"]
