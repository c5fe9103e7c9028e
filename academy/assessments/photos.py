"""Where the photos of the work are kept that come with an assessment."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from academy.assessments.folders import Folder
from academy.media.photos import Photo


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo and the key under which the file store has it."""

    photo: Photo
    key: str


def place_for(photo: Photo, assessment_uuid: UUID) -> StoredPhoto:
    """A place of its own for each time that a photo is sent.

    Whoever sends an assessment again never touches the file of the first time.
    """
    return StoredPhoto(photo, f"{Folder.PHOTOS.of(assessment_uuid)}{uuid4()}.jpg")
