"""JSON schemas for what this package issues, compiled once per process.

``issued.json`` was written for this project from the specifications; it allows only what we issue,
in the shapes that the strict 1EdTech schema asks for.
"""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

from badges.errors import SchemaError
from badges.reading import pointer, shown


class Kind(StrEnum):
    """The documents that we issue, by the name of their schema."""

    BADGE = "OpenBadgeCredential"
    ENDORSEMENT = "EndorsementCredential"
    CLR = "ClrCredential"
    STATUS_LIST = "BitstringStatusListCredential"


def findings(document: Any, kind: Kind, *, limit: int = 20) -> list[SchemaError]:
    """Return what is wrong with the shape of an unsigned document, at most ``limit`` findings."""
    validator = _validator(kind)
    if validator.is_valid(document):
        return []
    errors = validator.iter_errors(document)
    return [_finding(error) for _, error in zip(range(limit), errors, strict=False)]


def _finding(error: Any) -> SchemaError:
    return SchemaError(shown(error.message, limit=300), place=pointer(*error.instance_path))


@cache
def _validator(kind: Kind) -> Draft202012Validator:
    text = (Path(__file__).parent / "issued.json").read_text(encoding="utf-8")
    definitions = json.loads(text)["$defs"]
    return Draft202012Validator({"$ref": f"#/$defs/{kind.value}", "$defs": definitions})
