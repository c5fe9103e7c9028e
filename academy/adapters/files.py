"""Files in a folder or an S3-compatible bucket, through one library."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from obstore.store import ObjectStore, from_url


class ObjectFileStore:
    """A FileStore over obstore; `file:///folder` or `s3://bucket`."""

    def __init__(self, url: str) -> None:
        if url.startswith("file:"):
            Path(urlsplit(url).path).mkdir(parents=True, exist_ok=True)
        self._store: ObjectStore = from_url(url)

    def put(self, key: str, content: bytes) -> None:
        self._store.put(key, content)

    def get(self, key: str) -> bytes:
        return bytes(self._store.get(key).bytes())

    def delete(self, key: str) -> None:
        with suppress(FileNotFoundError):  # a bucket says nothing when it was not there
            self._store.delete(key)

    def keys(self) -> Iterator[str]:
        return (str(meta["path"]) for batch in self._store.list() for meta in batch)
