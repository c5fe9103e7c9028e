"""Keys: how they are written (`multikey`), who publishes them (`did`), who signs (`signing`).

`key_history` says what a retired or a stolen key still proves. The academy keeps its keys in rows
of its own and does not need it: it is here for those who use this package as a library.
"""

from badges.keys.did import Document, Method, build_document
from badges.keys.multikey import PublicKey, did_key
from badges.keys.signing import Algorithm, LocalSigner, Signer, generate, local_signer, unwrap, wrap

__all__ = [
    "Algorithm",
    "Document",
    "LocalSigner",
    "Method",
    "PublicKey",
    "Signer",
    "build_document",
    "did_key",
    "generate",
    "local_signer",
    "unwrap",
    "wrap",
]
