"""Every public address of a badge and what belongs to it, in one place.

They are part of what was signed, so they follow PUBLIC_URL and never change.
"""

import uuid
from urllib.parse import quote, urlsplit


class Addresses:
    """Addresses under one public URL, like `https://badges.example.nl`."""

    def __init__(self, public_url: str) -> None:
        self._root = public_url
        self._did = "did:web:" + quote(urlsplit(public_url).netloc, safe="")

    def issuer(self, slug: str) -> str:
        return f"{self._root}/issuers/{slug}"

    def issuer_did(self, slug: str) -> str:
        return f"{self._did}:issuers:{slug}"

    def verification_method(self, slug: str, public_multibase: str) -> str:
        return f"{self.issuer_did(slug)}#{public_multibase}"

    def credential(self, credential: uuid.UUID) -> str:
        return f"{self._root}/credentials/{credential}"

    def achievement(self, achievement: uuid.UUID) -> str:
        return f"{self._root}/achievements/{achievement}"

    def achievement_in(self, achievement: uuid.UUID, language: str) -> str:
        """The same in another language than that of what is signed."""
        return f"{self.achievement(achievement)}/{language}"

    def level(self, achievement: uuid.UUID, level: int) -> str:
        return f"{self.achievement(achievement)}#level-{level}"

    def achievement_picture(self, achievement: uuid.UUID) -> str:
        return f"{self._root}/achievements/{achievement}.png"

    def status_list(self, status_list: uuid.UUID) -> str:
        return f"{self._root}/status/{status_list}"

    def ob2_assertion(self, credential: uuid.UUID) -> str:
        return f"{self._root}/ob2/assertions/{credential}"

    def ob2_badge(self, achievement: uuid.UUID) -> str:
        return f"{self._root}/ob2/badges/{achievement}"

    def ob2_badge_in(self, achievement: uuid.UUID, language: str) -> str:
        return f"{self.ob2_badge(achievement)}/{language}"

    def ob2_issuer(self, slug: str) -> str:
        return f"{self._root}/ob2/issuers/{slug}"

    def platform_email(self) -> str:
        """For an organisation without an address of its own; Open Badges 2.0 requires one."""
        return f"badges@{urlsplit(self._root).hostname}"

    def paper(self, code: str) -> str:
        return f"{self._root}/c/{code}"

    def paper_short(self) -> str:
        """Where somebody types the code, as printed: without the scheme."""
        return f"{urlsplit(self._root).netloc}/c"
