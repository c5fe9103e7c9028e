"""Sound that we have, sent so that every browser plays it and none runs it."""

from flask import Response, request


def playable(content: bytes, mimetype: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # Safari plays only what it can ask for in parts.
    answer.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return answer
