"""Sound that we have, sent so that every browser plays it and none runs it."""

from flask import Response, request


def playable(content: bytes, mimetype: str, *, seconds: int | None = None) -> Response:
    """What is for everybody is kept by the browser for so many seconds, and asked about after
    that: 0 asks each time, whether it still stands there. None keeps nothing: a person's voice."""
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if seconds is not None:
        kept = f"max-age={seconds}" if seconds else "no-cache"
        answer.headers["Cache-Control"] = f"private, {kept}"
        answer.add_etag()
    # Safari plays only what it can ask for in parts.
    answer.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return answer
