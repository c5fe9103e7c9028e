"""How large a request may be, where it may be larger than elsewhere."""

from collections.abc import Mapping

from flask import Flask, request


def register_uploads(app: Flask, larger: Mapping[str, int]) -> None:
    """By endpoint, in bytes; before anything reads the form."""

    @app.before_request
    def allow_more() -> None:
        most = larger.get(request.endpoint or "")
        if most is not None:
            request.max_content_length = most
