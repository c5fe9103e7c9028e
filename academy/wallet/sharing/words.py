"""The words and pictures of what a worker chooses when sharing."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.wallet.sharing.models import Audience, Purpose
from academy.wallet.sharing.rules import Duration, Period

AUDIENCES: Mapping[Audience, LazyString] = {
    Audience.EMPLOYER: _("Een werkgever"),
    Audience.GUIDE: _("Mijn begeleider bij gemeente of UWV"),
    Audience.SCHOOL: _("Mijn school"),
    Audience.NEAR: _("Familie of een vriend"),
    Audience.OTHER: _("Iemand anders"),
}
PICTURES_OF_AUDIENCES: Mapping[str, str] = {
    Audience.EMPLOYER: "building-store",
    Audience.GUIDE: "heart-handshake",
    Audience.SCHOOL: "school",
    Audience.NEAR: "users",
    Audience.OTHER: "user",
}
PURPOSES: Mapping[Purpose, LazyString] = {
    Purpose.WORK: _("Ik zoek werk"),
    Purpose.LEARN: _("Ik wil iets leren"),
    Purpose.SHOW: _("Ik laat zien wat ik kan"),
}
PICTURES_OF_PURPOSES: Mapping[str, str] = {
    Purpose.WORK: "building-warehouse",
    Purpose.LEARN: "bulb",
    Purpose.SHOW: "award",
}
DURATIONS: Mapping[Duration, LazyString] = {
    Duration.DAY: _("1 dag"),
    Duration.WEEK: _("1 week"),
    Duration.MONTH: _("1 maand"),
    Duration.HALF_YEAR: _("Een half jaar"),
    Duration.YEAR: _("1 jaar"),
}
PERIODS: Mapping[Period, LazyString] = {
    Period.QUARTER: _("De laatste 3 maanden"),
    Period.HALF_YEAR: _("Het laatste halve jaar"),
    Period.YEAR: _("Het laatste jaar"),
    Period.ALWAYS: _("Alles wat ik kan"),
}
