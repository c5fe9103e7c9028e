"""Where the file store keeps what was sent for an assessment: a folder for each kind, and in it
one for each assessment."""

from enum import StrEnum
from uuid import UUID


class Folder(StrEnum):
    """Under which all files of a kind are kept."""

    PHOTOS = "evidence/"
    VOICES = "voices/"

    def of(self, assessment_uuid: UUID) -> str:
        """Under which all of this kind are kept that were ever sent for an assessment."""
        return f"{self.value}{assessment_uuid}/"
