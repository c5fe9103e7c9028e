"""The one place where ports meet adapters."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from academy.adapters.clock import system_clock
from academy.adapters.files import ObjectFileStore
from academy.adapters.mail import mailer_at
from academy.ports import Clock, FileStore, Mailer
from academy.settings import Settings
from badges.fetching import Documents, GuardedFetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependencies:
    """Everything outside the process that a use case may touch."""

    settings: Settings
    clock: Clock
    files: FileStore
    mailer: Mailer | None
    """None: no mail goes from here, and none is offered."""
    elsewhere: Documents
    """Documents from the internet, for checking badges of others."""

    @classmethod
    def real(cls, settings: Settings) -> "Dependencies":
        return cls(
            settings=settings,
            clock=system_clock,
            files=ObjectFileStore(settings.storage_url),
            mailer=mailer_at(settings.mail_url, settings.mail_from),
            elsewhere=GuardedFetcher(),
        )


def dependencies() -> Dependencies:
    """The dependencies of the running application."""
    return cast(Dependencies, current_app.extensions["academy"])
