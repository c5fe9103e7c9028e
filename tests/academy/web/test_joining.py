"""Scripts that are sent as one do what they did apart."""

import json
import subprocess
from pathlib import Path

import pytest

from academy.web.joining import Shared, join, join_shared, share

SCRIPTS = {
    "a.js": 'import { twice, word as said } from "b.js";\nimport * as c from "c.js";\n'
    "export function start() {\n  return [twice(c.START), said, c.Thing.name];\n}\n",
    "b.js": 'import { START } from "c.js";\n\nlet calls = 0;\n'
    "export async function never() {}\nexport const word = `n${START}`;\n"
    "export function twice(number) {\n  calls += 1;\n  return number * 2 + calls;\n}\n",
    "c.js": "var x=20;class y{}export{x as START,y as Thing};",
}


def test_scripts_find_what_they_import(tmp_path: Path) -> None:
    joined = tmp_path / "joined.mjs"
    joined.write_text(join("a.js", SCRIPTS["a.js"], SCRIPTS.__getitem__))
    run = f'import {{ start }} from "{joined.as_uri()}"; console.log(JSON.stringify(start()))'

    ran = subprocess.run(
        ["node", "--input-type=module", "-e", run], capture_output=True, check=True, text=True
    )

    assert json.loads(ran.stdout) == [41, "n20", "y"]


def test_each_stands_there_once_whoever_imports_it() -> None:
    joined = join("a.js", SCRIPTS["a.js"], SCRIPTS.__getitem__)

    assert joined.count("class y{}") == 1
    assert "import" not in joined


def test_what_others_wrote_comes_before_ours() -> None:
    texts = {"own.js": "export const own = 1;\n", "/js/vendor/x.js": "export const far = 2;\n"}
    entry = 'import { own } from "own.js";\nimport { far } from "/js/vendor/x.js";\n'

    joined = join("a.js", f"{entry}own + far;\n", texts.__getitem__)

    assert joined.index("far=2") < joined.index("own=1")


@pytest.mark.parametrize(("line", "sent"), [
    ('const a = (b, c) => b ? c : { d: "e, f : g" };', 'const a=(b,c)=>b?c:{d:"e, f : g"};'),
    ("const a = `b, ${c} = d` ? e : f;", "const a=`b, ${c} = d`?e:f;"),
    ("const a = `b ${c ? `, d` : e}`;", "const a = `b ${c ? `, d` : e}`;"),
    ("const a = / , /.test(b);", "const a = / , /.test(b);"),
    ("const a = 'b , c';", "const a = 'b , c';"),
    (r'const a = "b \" , c" , d = 1;', r'const a="b \" , c",d=1;'),
])  # fmt: skip
def test_spaces_that_say_nothing_are_not_sent(line: str, sent: str) -> None:
    assert sent in join("a.js", f"{line}\n", {}.__getitem__)


@pytest.mark.parametrize("line", ["export default 1;", "export let x = 1;", 'import "b.js";'])
def test_what_is_not_understood_stops_the_start(line: str) -> None:
    with pytest.raises(ValueError, match=r"a\.js imports or exports in a way"):
        join("a.js", line, SCRIPTS.__getitem__)


def test_what_two_need_is_sent_once_and_is_one_thing_to_both(tmp_path: Path) -> None:
    texts = {
        "a.js": 'import { twice } from "b.js";\nexport const one = twice(1);\n',
        "w.js": 'import * as b from "b.js";\nimport { START } from "c.js";\n'
        "export const two = b.twice(START);\n",
        **{each: SCRIPTS[each] for each in ("b.js", "c.js")},
    }
    names = share([texts["a.js"], texts["w.js"]], texts.__getitem__)
    both = tmp_path / "both.mjs"
    both.write_text(join_shared(names, texts.__getitem__))
    for each in ("a", "w"):
        shared = Shared("./both.mjs", names)
        script = join(f"{each}.js", texts[f"{each}.js"], texts.__getitem__, shared)
        assert "class y{}" not in script
        (tmp_path / f"{each}.mjs").write_text(script)

    run = 'import { one } from "./a.mjs"; import { two } from "./w.mjs"; console.log(one, two)'
    ran = subprocess.run(
        ["node", "--input-type=module", "-e", run],
        capture_output=True, check=True, text=True, cwd=tmp_path,
    )  # fmt: skip

    assert ran.stdout.split() == ["3", "42"]  # the second call of the one `twice`
