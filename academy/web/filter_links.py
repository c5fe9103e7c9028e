"""Choices that narrow a list and that the address remembers, for the component `filters`."""

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

LONGEST_WISH = 100


def asked(name: str) -> str | None:
    """What the address asks under `name`, cut and without what nobody can see; or None."""
    text = request.args.get(name, "")[:LONGEST_WISH]
    return "".join(sign for sign in text if sign.isprintable()) or None


def filter_links(
    endpoint: str,
    key: str,
    everything: str,
    names: Mapping[str, Any],
    wishes: Mapping[str, str | None],
    *,
    counts: Mapping[str, int] | None = None,
    **fixed: str,
) -> list[dict[str, Any]]:
    """A link for each of `names` that changes wish `key` and keeps the others.

    With `counts`, each says how much it gives, and what gives nothing is left out.
    """

    def link(value: str | None) -> str:
        values: dict[str, Any] = {**wishes, **fixed, key: value}
        return url_for(endpoint, **values)

    chosen = wishes[key]
    links: list[dict[str, Any]] = [
        {"label": everything, "href": link(None), "current": chosen is None}
    ]
    for value, name in names.items():
        if counts is None or counts.get(value) or value == chosen:
            count = None if counts is None else counts.get(value, 0)
            links.append(
                {"label": name, "href": link(value), "current": value == chosen, "count": count}
            )
    return links
