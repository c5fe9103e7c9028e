"""Open Badges: issue, bake and verify, without a web framework.

The promise of this package: bytes, keys and time come in, values go out. Nothing in it reads a
clock, a database or the network, and it opens no files but its own (contexts and schemas).
Where the outside world is needed (a DID document, a status list) the caller passes it in or
passes a function that gets it.

* Issuing: ``model`` (values) -> ``documents`` (JSON) -> ``linting`` -> ``issuing`` (sealed bytes).
* Shared: ``canonical``, ``data_integrity``, ``vc_jwt``, ``multikey``, ``did``, ``status``.

Every refusal is an error from ``badges.errors`` that names the check, the place and the cure.
"""
