"""An employer has opened a share of Amina."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.academy.wallet.sharing.conftest import (
    amina,
    badge,
    opened,
    outside,
    palette,
    sharing,
    shown,
)

if TYPE_CHECKING:
    from academy.credentials.models import Credential
    from tests.academy.wallet.sharing.conftest import Sharing
    from tests.client import AcademyClient

__all__ = ["amina", "badge", "outside", "palette", "sharing", "shown"]


@pytest.fixture
def link(outside: AcademyClient, badge: Credential, sharing: Sharing) -> str:
    """The path of a link that `outside` has opened."""
    path = sharing(badge)
    opened(outside, path)
    return path
