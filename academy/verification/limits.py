"""How many badges one visitor may have checked: checking costs us work and asks other websites."""

from datetime import datetime

from flask import Request

from academy.access import attempts
from academy.access.visits import visitor
from academy.database import transaction
from academy.dependencies import Dependencies

CHECKS_PER_ADDRESS = 600
"""In a quarter of an hour, so that a class or an office behind one address is not shut out."""
CHECKS_IN_A_DEMO = 20_000
"""In a demo everybody, and every script that tries it, comes from this machine."""


def count_check(request: Request, deps: Dependencies, *, now: datetime) -> None:
    """Count one check; raises TooManyAttemptsError."""
    settings = deps.settings
    size = CHECKS_IN_A_DEMO if settings.demo else CHECKS_PER_ADDRESS
    seen = visitor(request, secret_key=settings.secret_key)
    with transaction():
        attempts.count([seen.neighbours_bucket("check", size)], now=now)
