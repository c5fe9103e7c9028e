"""From values to signed bytes: `prepare` (linted, no key touched), then `issue` or `issue_jwt`."""

from badges.issuing.schemas import Kind
from badges.issuing.sealing import (
    Prepared,
    check_key,
    encode,
    issue,
    issue_jwt,
    prepare,
    prepare_document,
    prepare_endorsement,
    prepare_record,
)

__all__ = [
    "Kind",
    "Prepared",
    "check_key",
    "encode",
    "issue",
    "issue_jwt",
    "prepare",
    "prepare_document",
    "prepare_endorsement",
    "prepare_record",
]
