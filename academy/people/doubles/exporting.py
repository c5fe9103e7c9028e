"""What is kept about two records that may be one person, for the person's own export."""

from academy.people.doubles.queries import about


def doubles_kept(person_id: int) -> list[dict[str, str | None]]:
    """Without the other record, which may be a colleague's."""
    return [
        {
            "organisation": row.organisation.name,
            "asked_at": row.asked_at.isoformat(),
            "declined_at": row.declined_at.isoformat() if row.declined_at else None,
        }
        for row in about(person_id)
    ]
