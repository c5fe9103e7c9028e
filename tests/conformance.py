"""Run whole published test suites: ``python -m tests.conformance VECTORS``.

VECTORS is a folder with ``rdfc10`` (W3C rdf-canon: manifest.jsonld and its files) and ``jcs``
(cyberphone/json-canonicalization: input and output). Exit 0 when every test passes, 1 otherwise,
2 when the folder is not there. The suites stay outside the project; see docs for where to get them.
"""

# ruff: noqa: T201 - a command that reports

import json
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph

from badges.proofs.canonical import canonical_json, canonicalize_quads

POISON_SECONDS = 5.0
"""How long a negative test may think before it is stopped, as a verifier would."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one test ended."""

    suite: str
    test: str
    passed: bool
    note: str = ""


def main(arguments: list[str]) -> int:
    """Run the suites in a folder and print what failed and how many passed."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m tests.conformance VECTORS", file=sys.stderr)
        return 2
    outcomes = [*rdfc(Path(arguments[0]) / "rdfc10"), *jcs(Path(arguments[0]) / "jcs")]
    for outcome in outcomes:
        if not outcome.passed:
            print(f"FAILED {outcome.suite} {outcome.test}: {outcome.note}")
    for suite in dict.fromkeys(outcome.suite for outcome in outcomes):
        ran = [outcome for outcome in outcomes if outcome.suite == suite]
        print(f"{suite}: {sum(outcome.passed for outcome in ran)} of {len(ran)} passed")
    return 0 if outcomes and all(outcome.passed for outcome in outcomes) else 1


def rdfc(folder: Path) -> Iterator[Outcome]:
    """RDFC-1.0: canonical N-Quads, label maps, and graphs that must not be finished."""
    kinds: dict[str, Callable[[Path, dict[str, Any]], bool]] = {
        "rdfc:RDFC10EvalTest": _evaluates,
        "rdfc:RDFC10MapTest": _maps,
        "rdfc:RDFC10NegativeEvalTest": _refuses,
    }
    manifest = json.loads((folder / "manifest.jsonld").read_text(encoding="utf-8"))
    for entry in manifest["entries"]:
        passed = kinds[entry["type"]](folder, entry)
        yield Outcome("RDFC-1.0", entry["id"], passed, entry["name"])


def jcs(folder: Path) -> Iterator[Outcome]:
    """RFC 8785: the same value in canonical form, byte for byte."""
    for path in sorted((folder / "input").glob("*.json")):
        expected = (folder / "output" / path.name).read_bytes().rstrip(b"\n")
        made = canonical_json(json.loads(path.read_bytes()))
        yield Outcome("JCS", path.name, made == expected)


def _quads(folder: Path, entry: dict[str, Any]) -> list[pyoxigraph.Quad]:
    data = (folder / entry["action"]).read_bytes()
    return list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS))


def _algorithm(entry: dict[str, Any]) -> pyoxigraph.CanonicalizationAlgorithm:
    if entry.get("hashAlgorithm") == "SHA384":
        return pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0_SHA_384
    return pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0


def _evaluates(folder: Path, entry: dict[str, Any]) -> bool:
    expected: str = (folder / entry["result"]).read_text(encoding="utf-8")
    return canonicalize_quads(_quads(folder, entry), algorithm=_algorithm(entry)) == expected


def _maps(folder: Path, entry: dict[str, Any]) -> bool:
    """The labels: relabelling the input by the expected map gives the canonical form."""
    labels = json.loads((folder / entry["result"]).read_text(encoding="utf-8"))
    quads = _quads(folder, entry)
    renamed = [pyoxigraph.Quad(*(_renamed(part, labels) for part in quad)) for quad in quads]
    text = pyoxigraph.serialize(renamed, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    lines = sorted(set(text.decode("utf-8").split("\n")[:-1]))
    made = canonicalize_quads(quads, algorithm=_algorithm(entry))
    return made == "".join(line + "\n" for line in lines)


def _renamed(part: Any, labels: dict[str, str]) -> Any:
    if isinstance(part, pyoxigraph.BlankNode):
        return pyoxigraph.BlankNode(labels[part.value])
    return part


def _refuses(folder: Path, entry: dict[str, Any]) -> bool:
    """A poisoned graph is not finished in time; the verifier kills its child process likewise."""
    worker = multiprocessing.get_context("spawn").Process(target=_evaluate, args=(folder, entry))
    worker.start()
    worker.join(POISON_SECONDS)
    unfinished = worker.is_alive()
    worker.kill()
    worker.join()
    return unfinished


def _evaluate(folder: Path, entry: dict[str, Any]) -> None:
    canonicalize_quads(_quads(folder, entry))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
