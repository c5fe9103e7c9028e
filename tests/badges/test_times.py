"""Moments in documents."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from badges.times import instant, stamp


def test_a_moment_is_written_in_utc() -> None:
    amsterdam = timezone(timedelta(hours=1))
    assert stamp(datetime(2026, 11, 21, 10, 30, tzinfo=amsterdam)) == "2026-11-21T09:30:00Z"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 11, 21))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    "text",
    ["2026-11-21T09:30:00Z", "2026-11-21T10:30:00+01:00", "2026-11-21T09:30:00.000000000Z"],
)
def test_the_same_moment_reads_the_same(text: str) -> None:
    assert instant(text) == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21",
        "2026-11-21T09:30:00",
        "2026-11-21 09:30:00Z",
        "2026-11-21T09:30Z",
        "2026-13-21T09:30:00Z",
        "2026-11-31T09:30:00Z",
        "2026-11-21T25:30:00Z",
        "2026-11-21T09:30:00z",
        "٢٠٢٦-11-21T09:30:00Z",
        "2026-11-21T09:30:00Z\n",
        "",
        None,
        20261121,
    ],
)
def test_a_vague_moment_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        instant(text)
