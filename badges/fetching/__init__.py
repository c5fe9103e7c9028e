"""Documents from elsewhere: DID documents, status lists, hosted badges.

The engine never opens a connection. It asks a `Documents`, of which there are two: `OfflineMap`
(files and objects, for tests and `--map`) and `GuardedFetcher` (https to public addresses only).
"""

from badges.fetching.documents import Documents, Fetched, RedirectedError, UnavailableError
from badges.fetching.guarded import GuardedFetcher
from badges.fetching.offline import OfflineMap

__all__ = [
    "Documents",
    "Fetched",
    "GuardedFetcher",
    "OfflineMap",
    "RedirectedError",
    "UnavailableError",
]
