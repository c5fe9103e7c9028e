"""What somebody typed into a search box."""

from flask import request

from academy.searching import MAX_QUERY
from academy.web.forms import without_hidden


def searched() -> str:
    """The `q` of the address, fit to be shown again; empty when nothing was asked."""
    return without_hidden(request.args.get("q", "")).strip()[:MAX_QUERY]
