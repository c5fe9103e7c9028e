"""Building blocks for the schemas of what we read: texts, moments, one or several of a thing."""

from collections.abc import Mapping
from typing import Any, Final

import jsonschema_rs

from badges.reading import MAX_VALUES, pointer, shown

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
NAME: Final[Schema] = {"type": "string", "minLength": 1}
MOMENT: Final[Schema] = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})$",
}


def either(kind: str, then: Schema, otherwise: Schema) -> Schema:
    """One schema for a kind of value, another for the rest.

    Not `anyOf`: that says of a mistake deep inside only that no choice fits, and works through
    every member of a list for each.
    """
    return {"if": {"type": kind}, "then": then, "else": otherwise}


def some(schema: Schema, *, at_least: int = 0, at_most: int = MAX_VALUES) -> Schema:
    """One value, or a list of values."""
    return either("array", {"items": schema, "minItems": at_least, "maxItems": at_most}, schema)


def an_object(required: str, properties: Mapping[str, Schema], **more: Any) -> Schema:
    """An object; `required` are names with spaces between them."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": dict(properties),
        **more,
    }


def types_with(*wanted: str) -> Schema:
    """A type, or a list of types, that includes all of `wanted`."""
    contained = [{"contains": {"const": name}} for name in wanted]
    as_list = {"type": "array", "items": NAME, "minItems": 1, "allOf": contained}
    return either("array", as_list, {"const": wanted[0]}) if len(wanted) == 1 else as_list


def first_problem(document: object, validator: Any) -> tuple[str, str] | None:
    """Return the first thing wrong with the shape: place (JSON pointer) and reason, or None.

    Only the first, for a file can be wrong in so many places that to tell them all takes seconds.
    """
    try:
        validator.validate(document)
    except jsonschema_rs.ValidationError as error:
        return pointer(*error.instance_path), shown(error.message, limit=160)
    return None
