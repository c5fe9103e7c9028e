"""Open Badges: issue, bake and verify, without a web framework.

The promise of this package: bytes, keys and time come in, values go out. Nothing in it reads a
clock, a database or the network, and it opens no files but its own (contexts and schemas).
Where the outside world is needed (a DID document, a status list) the caller passes it in or
passes a function that gets it.

Rooms, each with its public names in its `__init__`, each using only what stands below it:

* ``commands``: ``python -m badges``.
* ``verifying`` (any badge -> a report) and ``issuing`` (values -> sealed bytes).
* ``sandbox``: the killable child for files from strangers.
* ``fetching`` (documents from elsewhere) and ``documents`` (badges as values and as JSON).
* ``images`` (badges in PNG, SVG and PDF files) and ``proofs`` (canonical forms and signatures).
* ``keys``: public keys in words, DID documents, who signs.
* ``contexts``; ``reading`` and ``times``; ``errors``.

Every refusal is an error from ``badges.errors`` that names the check, the place and the cure.
"""
