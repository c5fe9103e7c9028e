"""The people that tests speak of, and how to sign in as one of them.

The feature `people` fills this module: small functions that put one person with memberships into
the database (`jan = a_team_leader(db_session)`), named as people rather than numbered, and
`as_(client, person)`, which gives `client` a real session row and its cookie. Tests import
from here; nothing else makes people.
"""
