"""A journal beside the database: badges, withdrawals, keys and erasures, in files of its own.

A backup is a day old, a journal is not. What was told to somebody is in the database and, one
write later, here; `restore` reads both (docs/adr/0021-journal-beside-the-database.md).
"""
