"""Everybody can follow every link in the demo, and looking changes nothing."""

import hashlib

import pytest
from sqlalchemy import inspect, text

from academy.database import db
from tests.demo import VISITORS, DemoSite, find_pages

pytestmark = pytest.mark.slow

LOOK = "people.seen_from_outside"
WRITTEN_BY_LOOKING = {
    "share_access": "*",
    "session": "last_used_at",
    "look": "*",
    "audit_head": "*",
    "journal_debt": "*",
}
"""The only things that a GET may write: who looked at a share, when a session was used, and that
somebody looked at people of another organisation (decision 22); whatever writes settles the debts
of the journal that were paid before it."""


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_link_leads_to_a_good_page_and_looking_changes_nothing(
    demo: DemoSite, visitor: str
) -> None:
    client = demo.client(visitor)
    before = digests(demo)

    pages = find_pages(client, per_endpoint=2)

    changed = [name for name, digest in digests(demo).items() if digest != before[name]]
    assert not changed, (
        f"GET requests of a {visitor} changed {', '.join(changed)}. "
        "Only a POST may change rows: make a form of it."
    )
    assert len(pages) >= 3, f"the links of a {visitor} lead almost nowhere: {list(pages)}"


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_address_without_a_name_in_it_answers_calmly(demo: DemoSite, visitor: str) -> None:
    client, before = demo.client(visitor), digests(demo)
    rules = [rule for rule in demo.app.url_map.iter_rules() if "GET" in (rule.methods or ())]

    # whatever of these a link leads to is inspected above
    answers = {
        rule.rule: client.get(rule.rule, inspect=False) for rule in rules if not rule.arguments
    }

    faults = {path: answer.status for path, answer in answers.items() if answer.status_code >= 500}
    assert not faults, f"these break for a {visitor}: {faults}"
    assert digests(demo) == before


def digests(demo: DemoSite) -> dict[str, str]:
    """A fingerprint of each table, without what looking may write."""
    with demo.app.app_context():
        found = {}
        for table in inspect(db.engine).get_table_names():
            left_out = WRITTEN_BY_LOOKING.get(table, "")
            if left_out == "*":
                continue
            rows = db.session.execute(text(f'SELECT * FROM "{table}"')).mappings()
            lines = sorted(
                repr([(name, value) for name, value in row.items() if name != left_out])
                for row in rows
                if (table, row.get("action")) != ("audit_event", LOOK)
            )
            found[table] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        db.session.rollback()
        return found
