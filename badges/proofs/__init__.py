"""What is signed and how: canonical forms, Data Integrity proofs, JWTs.

Kept free of imports: who verifies a JWT need not load a JSON-LD processor, which takes a tenth of
a second. Ask `canonical`, `data_integrity` and `vc_jwt` for what they offer; `fast_canonical` is
`canonical` for documents of your own, `expansion`, `rdf` and `jose` are theirs.
"""
