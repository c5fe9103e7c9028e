"""Badges as values (`model`) and as JSON (`writing`), and what goes with them.

`status` and `bitstring` are lists of withdrawn badges; `open_badges_2` writes a badge in the older
version; `clr` and `endorsements` put badges and recommendations together; `lineage` is renewal and
several languages; `micro_credentials` are the eleven elements that the EU asks for.
"""

from badges.documents.model import (
    Achievement,
    Address,
    Alignment,
    Credential,
    Evidence,
    Identifier,
    Image,
    Issuer,
    OtherIdentifier,
    RelatedAchievement,
    Result,
    ResultDescription,
    RubricLevel,
    StatusEntry,
)

__all__ = [
    "Achievement",
    "Address",
    "Alignment",
    "Credential",
    "Evidence",
    "Identifier",
    "Image",
    "Issuer",
    "OtherIdentifier",
    "RelatedAchievement",
    "Result",
    "ResultDescription",
    "RubricLevel",
    "StatusEntry",
]
