"""How long who asks for a page may be kept waiting for a turn, before a sentence is better.

The time runs from when the request was there in whole: who waited for a free thread for three
seconds has little left, so a pile of requests is told within seconds too, not one after the other.
"""

import time

from flask import has_request_context, request

ARRIVED = "academy.arrived"
"""In the WSGI environment: when the request was there in whole, by `time.monotonic()`."""

OF_A_REQUEST = 3.0
"""Two waits can follow each other (for the turn, for the file), and still fit in five seconds."""
LEAST = 0.25
"""For who waited for a thread all that time: most turns are over by then."""
OF_A_COMMAND = 60.0
"""Commands and jobs: nobody looks at a page, and stopping halfway is worse than waiting."""


def seconds_left() -> float:
    """What is left of the patience of who waits for this work."""
    if not has_request_context():
        return OF_A_COMMAND
    arrived: float = request.environ.setdefault(ARRIVED, time.monotonic())
    return max(OF_A_REQUEST - (time.monotonic() - arrived), LEAST)
