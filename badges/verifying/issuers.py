"""Is the issuer one that is known here? The name shown comes from that list, never from a badge."""

from badges.verifying.asking import Asked
from badges.verifying.report import Check, CheckId, Outcome


def check_issuer(issuer: str, credential: str, asked: Asked) -> Check:
    """Look the issuer up among the known ones; ask its own register if there is one here."""
    register = asked.register
    kept = register is not None and register.keeps(issuer)
    if register is not None and kept and register.issued(issuer, credential) is None:
        return Check(CheckId.ISSUER, Outcome.FAIL, "not-issued-by-us", {}, "/id")
    if asked.trust is None:
        return Check(CheckId.ISSUER, Outcome.SKIP, "issuer-not-asked")
    name = asked.trust.get(issuer)
    if name is None:
        return Check(CheckId.ISSUER, Outcome.FAIL, "issuer-unknown", {}, "/issuer")
    return Check(CheckId.ISSUER, Outcome.PASS, "issuer-known", {"name": name}, "/issuer")
