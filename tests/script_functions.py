"""Which functions of the scripts of pages ran in a browser, counted over all tests of a run.

The test server serves copies of the scripts that tell of each function when it first runs
(tests/js/instrument.mjs); a full run names the functions that none of its tests ran, and fails.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from werkzeug.wrappers import Request, Response

PROJECT = Path(__file__).resolve().parents[1]
INSTRUMENT = PROJECT / "tests/js/instrument.mjs"
TOLD_AT = "/functions-that-ran"
WORKER = "/tablet/sw.js"
KEPT = {"Cache-Control": "public, immutable, max-age=31536000"}
"""As the application sends its scripts: a browser that asks anew for each page is slow."""
Wsgi = Callable[..., Iterable[bytes]]


class ScriptFunctions:
    """A folder with the scripts that tell, and what they told."""

    here: "ScriptFunctions | None" = None
    """Of this process; None when no browser is used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._told = folder / "told"

    @classmethod
    def prepare(cls) -> "ScriptFunctions":
        """Make the copies, once for all processes of a run."""
        if not (INSTRUMENT.parent / "node_modules").is_dir():
            raise FileNotFoundError("istanbul is missing; run: cd tests/js && npm ci")
        made = cls(Path(tempfile.mkdtemp(prefix="scripts-")))
        subprocess.run(["node", INSTRUMENT, PROJECT / "static/js", made.folder], check=True)
        return made

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def note(self, keys: str) -> None:
        with self._told.open("ab", buffering=0) as told:  # at once: several processes do not mix
            told.write(f"{keys}\n".encode())

    def idle(self) -> list[str]:
        """Functions that nothing ran, with file and line."""
        told = set(self._told.read_text().splitlines()) if self._told.exists() else set()
        functions = json.loads((self.folder / "functions.json").read_text())
        return [each["where"] for each in functions if each["key"] not in told]


def with_telling_scripts(app: Wsgi) -> Wsgi:
    """`app`, with its scripts replaced by those that tell, when a run counts them."""
    functions = ScriptFunctions.here
    if functions is None:
        return app

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        if request.path == TOLD_AT:
            functions.note(request.get_data(as_text=True))
            return Response(status=HTTPStatus.NO_CONTENT)(environ, start_response)
        if request.path == WORKER:
            return _with_all_scripts(app, functions.folder)(environ, start_response)
        _static, _js, name = request.path.partition("/js/")
        script = functions.folder / name
        if request.path.startswith("/static/") and name.endswith(".js") and script.is_file():
            answer = Response(script.read_bytes(), mimetype="text/javascript", headers=KEPT)
            return answer(environ, start_response)
        return app(environ, start_response)

    return serve


def _with_all_scripts(app: Wsgi, folder: Path) -> Wsgi:
    """The service worker of the tablet keeps each script by itself, for none is joined here."""

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer = Response.from_app(app, {**environ, "HTTP_ACCEPT_ENCODING": "identity"})
        vendored = (PROJECT / "static/js").glob("vendor/*/index.js")
        scripts = [path.relative_to(folder) for path in folder.rglob("*.js")]
        scripts += [path.relative_to(PROJECT / "static/js") for path in vendored]
        more = "".join(f'"/static/telling/js/{path}", ' for path in scripts)
        answer.set_data(answer.get_data(as_text=True).replace('"files": [', f'"files": [{more}'))
        return answer(environ, start_response)

    return serve
