"""What buttons and fields of a page do when somebody uses them: every script module once."""

import io
import json

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.started import started
from tests.browser.watching import PageFaults

pytestmark = pytest.mark.browser

WIDE = (2400, 1200)
TURN_RIGHT = 6
"""Of EXIF's orientations: the camera was held a quarter turn to the left."""


def assess(page: Page) -> None:
    """Open the form for the last skill of the first worker of the first team."""
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.click()
    page.locator("main a[href^='/people/'][href$='/skills']").first.click()
    page.locator("main a[href$='/assess']").last.click()
    page.wait_for_url("**/assess")
    started(page)


def photo(size: tuple[int, int], mode: str = "RGB", orientation: int = 1) -> bytes:
    image, kept = Image.effect_noise(size, 80).convert(mode), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(kept, "PNG" if mode == "RGBA" else "JPEG", quality=95, exif=exif)
    return kept.getvalue()


def no_content(route: Route) -> None:
    route.fulfill(status=204)


def test_a_question_is_asked_in_a_dialog_with_a_way_out(visit: Visit) -> None:
    page = visit("visitor")
    page.goto("/")
    opener = page.get_by_role("button", name="Begin de demo opnieuw")
    opener.click()

    dialog = page.get_by_role("dialog", name="Wil je de demo opnieuw beginnen?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Nee, terug").click()

    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_an_address_is_copied_and_said(visit: Visit) -> None:
    page = visit("visitor")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/issuers")
    page.locator("main li a").first.click()
    page.get_by_role("button", name="Kopieer").click()

    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_be_attached()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#did").inner_text().strip()


def test_the_button_says_kopieer_again(visit: Visit) -> None:
    page = visit("visitor")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.install()
    page.goto("/issuers")
    page.locator("main li a").first.click()
    page.get_by_role("button", name="Kopieer").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()

    page.clock.fast_forward(5000)

    expect(page.get_by_role("button", name="Kopieer")).to_be_visible()


def test_characters_are_counted_down_and_said_when_few_are_left(visit: Visit) -> None:
    page = visit("team leader")
    page.clock.install()
    assess(page)
    page.get_by_text("Foto, notitie of andere dag").click()
    area = page.locator("textarea[data-module=count-characters]").first
    most = int(str(area.get_attribute("data-maximum")))
    line = page.locator(".textarea__count").first
    expect(line).to_have_text(f"Tekens over: {most}")

    area.fill("é😀")
    expect(line).to_have_text(f"Tekens over: {most - 2}")
    area.evaluate(
        "(area, n) => { area.value = 'x'.repeat(n); area.dispatchEvent(new Event('input')); }",
        most + 3,
    )
    page.clock.fast_forward(2000)

    expect(line).to_have_text("Tekens te veel: 3")
    expect(page.get_by_role("status").filter(has_text="Tekens te veel: 3")).to_be_attached()


def test_a_file_that_is_too_large_is_not_sent(visit: Visit) -> None:
    page = visit("visitor")
    page.goto("/verify")
    page.set_input_files(
        "input[type=file]",
        [{"name": "groot.png", "mimeType": "image/png", "buffer": bytes(5 * 1024 * 1024 + 1)}],
    )
    expect(page.get_by_text("groot.png")).to_be_visible()

    page.locator("form#verify button[type=submit]").click()

    expect(page.get_by_text("Dit is te groot.")).to_be_visible()
    assert page.url.endswith("/verify")
    expect(page.locator("form#verify button[type=submit]")).not_to_have_attribute(
        "aria-disabled", "true"
    )


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        pytest.param("breed.jpg", photo(WIDE), (1600, 800), id="a large photo"),
        pytest.param("staand.jpg", photo(WIDE, orientation=TURN_RIGHT), (800, 1600), id="turned"),
        pytest.param("doorzichtig.png", photo(WIDE, "RGBA"), (1600, 800), id="transparent"),
    ],
)
def test_a_photo_is_made_smaller_before_it_is_sent(
    visit: Visit, name: str, content: bytes, size: tuple[int, int]
) -> None:
    page = visit("team leader")
    assess(page)
    page.get_by_text("Foto, notitie of andere dag").click()
    page.set_input_files(
        "input[type=file]", [{"name": name, "mimeType": "image/*", "buffer": content}]
    )

    shown = page.get_by_alt_text("Deze foto gaat mee.")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == list(size)
    sent = page.evaluate("document.querySelector('input[type=file]').files[0].size")
    assert sent < len(content)
    page.get_by_role("button", name="Haal de foto weg").click()
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 0
    expect(shown).to_have_count(0)


def test_escape_and_a_tap_elsewhere_close_the_menu(visit: Visit) -> None:
    page = visit("visitor")
    page.goto("/")
    started(page)
    menu = page.locator(".language-switch")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()

    menu.locator("summary").click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_the_button_prints(visit: Visit) -> None:
    page = visit("visitor")
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.goto("/privacy")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True


def test_a_pin_is_shown_on_request_and_hidden_when_it_is_sent(visit: Visit) -> None:
    page = visit("visitor")
    page.goto("/sign-in/card")
    pin, button = page.locator("#pin"), page.locator(".reveal button")
    assert pin.get_attribute("type") == "password"
    button.click()
    expect(pin).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")

    page.evaluate(
        "document.forms['card-sign-in'].addEventListener('submit', e => e.preventDefault())"
    )
    page.get_by_role("button", name="Inloggen").click()

    expect(pin).to_have_attribute("type", "password")


@pytest.mark.parametrize(("width", "large"), [(360, 64), (800, 96)])
def test_a_pin_is_tapped_on_keys_as_large_as_a_thumb(visit: Visit, width: int, large: int) -> None:
    page = visit("visitor")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/sign-in/card")
    started(page)
    for digit in "2468":
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="Wis").click()

    expect(page.locator("#pin")).to_have_value("246")
    boxes = [each.bounding_box() for each in page.locator(".keypad button").all()]
    assert len(boxes) == 11
    assert all(box and min(box["width"], box["height"]) >= large for box in boxes)


def test_what_was_just_said_has_the_focus(visit: Visit) -> None:
    page = visit("visitor")
    page.goto("/sign-in/card")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("alert").first).to_be_focused()


def test_save_comes_alive_again_after_an_answer_that_changes_nothing(visit: Visit) -> None:
    page = visit("team leader")
    page.clock.install()
    assess(page)
    page.route("**/assess", no_content)
    save = page.get_by_role("button", name="Opslaan")
    save.click()
    expect(page.get_by_role("button", name="Even wachten…")).to_have_attribute(
        "aria-disabled", "true"
    )

    page.clock.fast_forward(11_000)

    expect(save).to_be_visible()
    assert save.get_attribute("aria-disabled") is None


def test_a_second_tap_sends_nothing(visit: Visit) -> None:
    page = visit("team leader")
    assess(page)
    saved: list[str] = []

    def count(route: Route) -> None:
        saved.append(route.request.method)
        no_content(route)

    page.route("**/assess", count)
    page.get_by_role("button", name="Opslaan").dblclick()

    expect(page.get_by_role("button", name="Even wachten…")).to_be_visible()
    assert saved == ["POST"]


def test_enter_saves(visit: Visit) -> None:
    """And does not press "Neem over wat eerder gezien is", which stands first on the page."""
    page = visit("team leader")
    assess(page)
    page.route("**/assess", no_content)
    page.locator("input[name=level][value='2']").focus()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.keyboard.press("Enter")
    assert 'name="tick"' not in str(sent.value.post_data_buffer)


def test_a_part_that_does_not_come_is_said(visit: Visit, faults: PageFaults) -> None:
    page = visit("visitor")
    page.route("**/page/menu.js", lambda route: route.abort())
    page.goto("/")

    expect(page.get_by_text("Niet alles op deze pagina is geladen.")).to_be_visible()
    assert [each for each in faults.found if "menu.js" in each]
    faults.found.clear()


@pytest.mark.parametrize("part", ["**/img/logo.svg", "**/css/site.css"])
def test_a_picture_or_style_sheet_that_does_not_come_is_said_once(
    visit: Visit, faults: PageFaults, part: str
) -> None:
    page = visit("visitor")
    page.route(part, lambda route: route.fulfill(status=404))
    page.goto("/")

    expect(page.get_by_text("Niet alles op deze pagina is geladen.")).to_have_count(1)
    assert len(faults.found) == 1
    faults.found.clear()


VOICES = """() => {
  const spoken = window.spoken = [];
  window.languages = [];
  const voice = { lang: "nl-NL", localService: true };
  const heard = new EventTarget();
  Object.assign(heard, {
    getVoices: () => (window.voices ?? [voice]),
    cancel: () => {},
    speak: (utterance) => {
      spoken.push(utterance.text);
      window.languages.push(utterance.lang);
      setTimeout(() => utterance.onend());
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: heard });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""


def test_a_page_is_read_aloud_sentence_by_sentence(visit: Visit) -> None:
    page = visit("visitor")
    page.add_init_script(f"({VOICES})()")
    page.goto("/help")
    button = page.get_by_role("button", name="Lees voor")
    button.click()

    page.wait_for_function("() => window.spoken.length > 3")
    expect(button).to_have_attribute("aria-pressed", "false")
    heading = page.locator("h1").inner_text()
    assert page.evaluate("window.spoken[0]") == heading.strip()


@pytest.mark.parametrize("speaks_dutch", [True, False])
def test_the_dutch_word_beside_a_skill_is_never_read_by_another_voice(
    visit: Visit, *, speaks_dutch: bool
) -> None:
    page = visit("worker", language="ar")
    page.add_init_script(f"({VOICES})()")
    languages = ["ar", "nl-NL"][: 1 + speaks_dutch]
    voices = [{"lang": each, "localService": True} for each in languages]
    page.add_init_script(f"window.voices = {json.dumps(voices)}")
    page.goto("/wallet")
    beside = page.locator(".own-words").first
    expect(beside.locator("[lang=nl]")).to_be_visible()
    page.locator(".read-aloud button").first.click()
    page.wait_for_function("() => !document.querySelector('.is-read') && window.spoken.length > 3")

    read = page.evaluate("window.spoken.map((text, number) => [text, window.languages[number]])")
    dutch = {text for text, language in read if language == "nl-NL"}
    others = " ".join(text for text, language in read if language == "ar")
    word = beside.locator("[lang=nl]").inner_text()
    assert word not in others
    assert (word in dutch) is speaks_dutch


def test_reading_aloud_stops_when_asked(visit: Visit) -> None:
    page = visit("visitor")
    page.add_init_script(f"({VOICES})()")
    page.add_init_script("speechSynthesis.speak = (utterance) => spoken.push(utterance.text);")
    page.goto("/help")
    page.get_by_role("button", name="Lees voor").click()
    expect(page.locator(".is-read")).to_have_count(1)

    page.get_by_role("button", name="Stop").click()

    expect(page.locator(".is-read")).to_have_count(0)
    expect(page.get_by_role("button", name="Lees voor")).to_have_attribute("aria-pressed", "false")
