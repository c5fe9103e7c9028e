"""A save through the pages, the first or the next: `journey.py ADDRESS MEMORY [START_CODE]`.

The first one goes from the start code of an administrator to a badge; each next one is another
badge. Then every badge that was ever given must be there, byte for byte. What the next one needs
to know is kept in the file MEMORY. Uses nothing but what a real installation has.
"""

import hashlib
import json
import re
import ssl
import sys
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener

from lxml import html

ADMINISTRATOR, LEADER = "bea@example.nl", "jan@example.nl"
PASSWORDS = {ADMINISTRATOR: "een-paard-bij-de-kassa", LEADER: "drie-lampen-op-zolder"}
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
START_CODE = r"(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}"


class Browser:
    """Follows links and fills in forms; every page must be a good one."""

    def __init__(self, address: str) -> None:
        # the certificate of a rehearsal is its own
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self._opener = build_opener(HTTPSHandler(context=context), HTTPCookieProcessor(CookieJar()))
        self.at, self.content = address, b""

    @property
    def page(self) -> html.HtmlElement:
        return html.fromstring(self.content, base_url=self.at)

    @property
    def text(self) -> str:
        return " ".join(self.page.xpath("string(//main)").split())

    def open(self, path: str, data: list[tuple[str, str]] | None = None) -> None:
        body = None if data is None else urlencode(data).encode()
        request = Request(urljoin(self.at, path), body, {"Referer": self.at})
        try:
            with self._opener.open(request, timeout=60) as answer:
                self.at, self.content = answer.url, answer.read()
        except HTTPError as error:
            self.content = error.read() or b"<p/>"
            refused = f"{request.get_method()} {request.full_url}: {error.code}. {self.text}"
            raise SystemExit(refused) from error

    def find(self, pattern: str) -> str:
        """The first address on the page that is like this."""
        links = [urlsplit(str(link)).path for link in self.page.xpath("//a/@href")]
        found = [link for link in links if re.fullmatch(pattern, link)]
        if not found:
            raise SystemExit(f"{self.at} has no link like {pattern}, but {sorted(set(links))}")
        return found[0]

    def only_choice(self, field: str) -> str:
        """Of a list from which nothing is chosen yet."""
        [value] = self.page.xpath(f"//select[@name='{field}']/option[@value!='']/@value")
        return str(value)

    def send(self, field: str, **values: str) -> None:
        """Send the form that has this field, with these values and all that it had."""
        [form, *_] = [form for form in self.page.forms if field in form.fields]
        missing = {name for name in values if name not in form.fields}
        if missing:
            raise SystemExit(f"The form on {self.at} has no {missing}.")
        kept = [(name, value) for name, value in form.form_values() if name not in values]
        self.open(form.get("action") or self.at, kept + list(values.items()))


def begin(browser: Browser, code: str) -> str:
    """The administrator makes a site, a team, a worker and a leader; gives the worker's address."""
    choose_password(browser, code, ADMINISTRATOR)
    place = browser.at
    browser.open(f"{place}/sites/new")
    browser.send("city", name="Winkel")
    browser.open(f"{place}/teams/new")
    browser.send("site", name="Sorteren", site=browser.only_choice("site"))
    browser.open(f"{place}/people/new")
    team = browser.only_choice("team")
    browser.send("role", name="Amina", role="worker", team=team)
    worker = urlsplit(browser.at).path
    browser.open(f"{place}/people/new")
    browser.send(
        "role", name="Jan Bos", role="team_leader", team=team, email=LEADER, everything="y"
    )
    told = re.search(START_CODE, browser.text)
    if told is None:
        raise SystemExit(f"No start code on {browser.at}: {browser.text}")
    choose_password(browser, told[0], LEADER)
    return worker


def choose_password(browser: Browser, code: str, email: str) -> None:
    browser.open("/sign-in/start")
    browser.send("code", code=code, password=PASSWORDS[email])


def sign_in(browser: Browser) -> None:
    browser.open("/sign-in")
    browser.send("password", email=LEADER, password=PASSWORDS[LEADER])


def save(browser: Browser, worker: str, known: int) -> str:
    """The leader looks at a skill that the worker has no badge for; gives the badge's address."""
    browser.open(f"{worker}/skills")
    links = [urlsplit(str(link)).path for link in browser.page.xpath("//a/@href")]
    looks = [link for link in links if re.fullmatch(rf"{worker}/skills/[a-z0-9-]+/assess", link)]
    browser.open(looks[known])
    [form, *_] = [form for form in browser.page.forms if "level" in form.fields]
    seen = {name: "seen" for name in form.fields.keys() if name.startswith("criterion_")}  # noqa: SIM118
    browser.send("level", level="2", method="practice", **seen)
    return browser.find(rf"/credentials/{UUID}")


def hash_of(browser: Browser, badge: str) -> str:
    browser.open(f"{badge}.json")
    return hashlib.sha256(browser.content).hexdigest()


def main(address: str, memory: str, code: str = "") -> None:
    browser, file = Browser(address), Path(memory)
    if file.exists():
        known = json.loads(file.read_text("utf-8"))
        sign_in(browser)
    else:
        known = {"worker": begin(browser, code), "badges": {}}
    badge = save(browser, known["worker"], len(known["badges"]))
    browser.open(badge)
    known["badges"][badge] = hash_of(browser, badge)
    changed = [each for each, kept in known["badges"].items() if hash_of(browser, each) != kept]
    if changed:
        raise SystemExit(f"Not as they were: {changed}")
    file.write_text(json.dumps(known), "utf-8")
    sys.stdout.write(f"saved; {len(known['badges'])} badges, each byte as it was given\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
