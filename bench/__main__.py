"""Every figure, as ratios against a named peer or limit in one run: `python -m bench`."""

import os
import sys

from bench import batch, certificates, checking, conditions, issuing, pages, proofs
from bench.people import site_with
from bench.server import running


def main() -> None:
    conditions.tell()
    print("Issuing through the running server")
    with site_with(issuing.WORKERS) as site:
        issuing.prepare(site)
        with running() as server:
            issuing.measure(server, site)
    with site_with(batch.WORKERS) as site:
        batch.measure(site)
    with site_with(pages.TEAM) as site:
        pages.prepare(site)
        with running():
            print("Pages")
            pages.measure(site)
        print("Certificate")
        certificates.measure()
        print("A badge of somebody else, checked")
        list(checking.measure(site.app))
    print("Proofs of participation of a whole run")
    with site_with(proofs.PEOPLE) as site:
        proofs.measure(site)
    print("The engine, against other people's libraries", flush=True)
    os.execv(sys.executable, [sys.executable, "-m", "bench.engine", "--told"])


if __name__ == "__main__":
    main()
