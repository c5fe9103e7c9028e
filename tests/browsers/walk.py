"""The main job as a leader does it, and what each browser has to show on the way."""

import json
import time
from typing import Any

from tests.browsers.drivers import Driver

PATIENCE = 30.0
PAUSE = 0.1
NOTHING_STICKS_OUT = """
  for (const each of document.querySelectorAll("main details")) each.open = true;
  const border = 4;
  const wide = document.documentElement.scrollWidth - innerWidth;
  const parts = document.querySelectorAll("main .choice, .choice__label, main input[type=date]");
  const cut = [...parts].filter((each) => each.scrollWidth > each.clientWidth + border)
    .map((each) => each.outerHTML.slice(0, 80));
  return wide > 0 ? [`the page is ${wide} pixels too wide`, ...cut] : cut;
"""
VEIL = """
  return getComputedStyle(document.querySelector("dialog"), "::backdrop").backgroundColor;
"""
ONE_IS_SHOWN = """
  return document.querySelectorAll("[data-filter-item]:not([hidden])").length === 1;
"""
TAKE_A_PHOTO = """
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2400, 1600];
  canvas.getContext("2d").fillRect(0, 0, 1200, 800);
  canvas.toBlob((photo) => {
    const taken = new DataTransfer();
    taken.items.add(new File([photo], "photo.png", { type: "image/png" }));
    const field = document.getElementById("photo");
    field.files = taken.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
"""
SIZE_OF_THE_PHOTO = """
  const [file] = document.getElementById("photo").files;
  const picture = document.querySelector(".file-field__preview img");
  return picture?.complete && picture.naturalWidth
    ? `${file.type}, ${picture.naturalWidth} x ${picture.naturalHeight}` : "";
"""
NOT_SEEN = """
  const seen = "input[name^=criterion_][value=seen]:not(:checked)";
  return document.querySelectorAll(seen).length;
"""
WHERE = """
  const said = [...document.querySelectorAll("main [role=alert], dialog[open]")];
  return [location.href, document.readyState, ...said.map((each) => each.innerText)].join(" | ");
"""
STARTED = "return document.documentElement.dataset.scripts === 'started'"
NOTHING_IS_ASKED = "return !document.getElementById('criteria').offsetParent"
CHOSEN_IS_SEEN = """
  const ground = (input) => getComputedStyle(input, "::after").backgroundColor;
  const [chosen] = document.querySelectorAll("input[name=level]:checked");
  const other = document.querySelector("input[name=level]:not(:checked)");
  return Boolean(chosen) && ground(chosen) !== ground(other);
"""
FOCUS_IS_SEEN = """
  const parts = { "input[name=level]": "::after", "main .button": null, "main summary": null };
  return Object.entries(parts).filter(([selector, part]) => {
    const found = [...document.querySelectorAll(selector)].find((each) => each.offsetParent);
    found?.focus();
    const ring = found && getComputedStyle(found, part);
    return !ring || ring.outlineStyle === "none" || parseFloat(ring.outlineWidth) < 3;
  }).map(([selector]) => `no ring on ${selector}`);
"""


class Walk:
    """One browser on its way through the demo at `address`."""

    def __init__(self, driver: Driver, address: str) -> None:
        self._driver, self._address = driver, address

    def main_job(self) -> None:
        """From signing in to a badge, and out again."""
        self._sign_in()
        self._open_a_form()
        assert not (found := self._driver.run(NOTHING_STICKS_OUT)), found
        assert self._driver.run("return document.hasFocus()"), "the window has no focus to show"
        assert not (found := self._driver.run(FOCUS_IS_SEEN)), found
        self._fill_in()
        self._click("main a[href*='/credentials/']", None)
        self._sign_out_and_go_back()

    def question(self) -> None:
        """What older browsers had otherwise: the veil behind a question."""
        self._driver.open(self._address)
        self._click("main button[type=button]", "Begin de demo opnieuw")
        self._until("return document.querySelector('dialog').open")
        veil = self._driver.run(VEIL)
        assert veil == "rgba(0, 0, 0, 0.55)", veil

    def _sign_in(self) -> None:
        self._driver.open(f"{self._address}/sign-in")
        self._driver.run("""
          document.getElementById("email").value = "leider@schakel.example";
          document.getElementById("password").value = "kringloop-demo";
          document.querySelector("#sign-in button[type=submit]").click();
        """)
        self._until("return !location.pathname.startsWith('/sign-in')")

    def _open_a_form(self) -> None:
        self._driver.open(f"{self._address}/teams")
        self._click("main a[href^='/teams/']", None)
        self._click("main a[href^='/people/'][href$='/skills']", None)
        name = "return [...document.querySelectorAll('.skill-choice__name')].at(-1)?.textContent"
        skill = self._until(name)
        self._until(STARTED)
        self._type("#search", skill)
        self._until(ONE_IS_SHOWN)
        self._driver.run("document.querySelector('.search button').click()")
        self._until(f"if (document.getElementById('assess')) {STARTED}")

    def _fill_in(self) -> None:
        self._driver.run("document.querySelector('input[name=level][value=\"0\"]').click()")
        assert self._driver.run(NOTHING_IS_ASKED), "'Nog niet' asks about the parts"
        self._driver.run("document.querySelector('input[name=level][value=\"2\"]').click()")
        assert self._driver.run(CHOSEN_IS_SEEN), "what was chosen does not stand out"
        self._click("[data-module=tap-all]", None)
        assert self._driver.run(NOT_SEEN) == 0
        self._driver.run(TAKE_A_PHOTO)
        photo = self._until(SIZE_OF_THE_PHOTO)
        assert photo == "image/jpeg, 1600 x 1067", f"the photo is sent as {photo}"
        self._click("button", "Opslaan")
        self._until("return /assessments\\/[0-9a-f-]{36}$/.test(location.pathname)")

    def _sign_out_and_go_back(self) -> None:
        """What the memory of the browser kept shows no names any more."""
        self._driver.open(f"{self._address}/teams")
        # a page that is left before it has loaded is no place to come back to
        self._until("return document.readyState === 'complete'")
        self._click("form[action$='/sign-out'] button", None)
        self._until("return location.pathname === '/'")
        self._driver.run("history.back()")
        self._until("return location.pathname.startsWith('/sign-in')")

    def _click(self, selector: str, words: str | None) -> None:
        """The first that is shown with these words, as soon as there is one."""
        self._until(f"""
          const found = [...document.querySelectorAll({json.dumps(selector)})].find((each) =>
            each.getClientRects().length && (each.textContent.includes({json.dumps(words or "")})));
          found?.click();
          return Boolean(found);
        """)

    def _type(self, selector: str, words: str) -> None:
        self._driver.run(f"""
          const field = document.querySelector({json.dumps(selector)});
          field.value = {json.dumps(words)};
          field.dispatchEvent(new Event("input", {{ bubbles: true }}));
        """)

    def _until(self, script: str) -> Any:
        """What the script gives as soon as that is something; pages come and go meanwhile."""
        end, last = time.monotonic() + PATIENCE, "nothing"
        while time.monotonic() < end:
            try:
                if answer := self._driver.run(script):
                    return answer
            except Exception as error:  # each driver has its own for a page that goes
                last = str(error)
            time.sleep(PAUSE)
        raise AssertionError(f"{script.strip()} never came true: {last}; {self._driver.run(WHERE)}")
