"""Files in a folder or an S3-compatible bucket, through one library."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from academy.ownership import make_private_folder
from academy.settings import SettingsError

if TYPE_CHECKING:
    from obstore import ObjectMeta  # its library has the type only for checking


class ObjectFileStore:
    """A FileStore over obstore; `file:///folder` or `s3://bucket`.

    Raises SettingsError when there can be no such place.
    """

    def __init__(self, url: str) -> None:
        try:
            if url.startswith("file:"):
                make_private_folder(Path(urlsplit(url).path))
            self._store: ObjectStore = from_url(url)
        except (OSError, ValueError, BaseError) as error:
            why = str(error).partition("\n")[0]
            message = f"Cannot start. Files cannot be kept at STORAGE_URL={url} ({why})."
            raise SettingsError(message) from error

    def put(self, key: str, content: bytes) -> None:
        self._store.put(key, content)

    def get(self, key: str) -> bytes:
        return bytes(self._store.get(key).bytes())

    def delete(self, key: str) -> None:
        with suppress(FileNotFoundError):  # a bucket says nothing when it was not there
            self._store.delete(key)

    def keys(self, folder: str = "") -> Iterator[str]:
        return (str(meta["path"]) for meta in self._under(folder))

    def keys_from_before(self, moment: datetime, folder: str) -> Iterator[str]:
        return (str(m["path"]) for m in self._under(folder) if m["last_modified"] < moment)

    def _under(self, folder: str) -> Iterator["ObjectMeta"]:
        return (meta for batch in self._store.list(folder or None) for meta in batch)
