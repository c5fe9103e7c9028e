"""Three browsers, each told to open an address and to run a script on the page.

Firefox is spoken to by Marionette, which geckodriver would only translate: Debian has none.
"""

import os
from abc import ABC, abstractmethod
from tempfile import TemporaryDirectory
from typing import Any

FIREFOX = "/usr/bin/firefox-esr"
WEBKIT = "/usr/bin/WebKitWebDriver"
MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
PATIENCE_MS = 30_000


class Driver(ABC):
    """One browser with one page."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None: ...

    @abstractmethod
    def open(self, url: str) -> None: ...

    @abstractmethod
    def run(self, script: str) -> Any:
        """What the body of a function gives on the page; it may be sent while the page changes."""

    @abstractmethod
    def close(self) -> None: ...


class Firefox(Driver):
    """Debian's Firefox ESR."""

    def __init__(self) -> None:
        from marionette_driver.marionette import Marionette

        prefs = {"intl.accept_languages": "nl", "browser.sessionhistory.max_total_viewers": 8}
        # a folder: of a file, Marionette removes whatever stands there, be it /dev/null
        self._logs = TemporaryDirectory()
        self._page = Marionette(bin=FIREFOX, headless=True, prefs=prefs, gecko_log=self._logs.name)
        self._page.start_session()

    def resize(self, width: int, height: int) -> None:
        self._page.set_window_rect(width=width, height=height)

    def open(self, url: str) -> None:
        self._page.navigate(url)

    def run(self, script: str) -> Any:
        return self._page.execute_script(script, sandbox=None)

    def close(self) -> None:
        self._page.delete_session()
        self._page.cleanup()
        self._logs.cleanup()


class WebKit(Driver):
    """WebKitGTK, the engine of Safari."""

    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service

        options = Options()
        options.binary_location = MINI_BROWSER
        options.add_argument("--automation")
        self._page = webdriver.WebKitGTK(options=options, service=Service(WEBKIT))

    def resize(self, width: int, height: int) -> None:
        # without a window manager the focus goes with the pointer, which rests in the middle of the
        # screen: a window beside it draws no ring
        screen = self._page.execute_script("return screen.width")
        self._page.set_window_rect(x=(screen - width) // 2, y=0, width=width, height=height)

    def open(self, url: str) -> None:
        self._page.get(url)

    def run(self, script: str) -> Any:
        return self._page.execute_script(script)

    def close(self) -> None:
        self._page.quit()


class OldChromium(Driver):
    """Chromium 102, in Qt WebEngine 6.4."""

    def __init__(self) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox --disable-gpu")
        from PyQt6.QtWebEngineWidgets import QWebEngineView
        from PyQt6.QtWidgets import QApplication

        self._app = QApplication.instance() or QApplication(["old-chromium"])
        self._view = QWebEngineView()
        self._view.page().profile().setHttpAcceptLanguage("nl")
        self._view.show()

    def resize(self, width: int, height: int) -> None:
        self._view.resize(width, height)
        # a window that lost its focus draws no ring around what has it
        self._view.activateWindow()
        self._view.setFocus()

    def open(self, url: str) -> None:
        from PyQt6.QtCore import QUrl

        loaded: list[bool] = []
        self._view.loadFinished.connect(loaded.append)
        self._view.load(QUrl(url))
        self._wait_for(loaded)
        # another address may bring another process, which draws no ring until it has the focus
        self._view.clearFocus()
        self._view.setFocus()

    def run(self, script: str) -> Any:
        answer: list[Any] = []
        self._view.page().runJavaScript(f"(() => {{ {script} }})()", answer.append)
        self._wait_for(answer)
        return answer[0]

    def close(self) -> None:
        self._view.close()

    def _wait_for(self, answer: list[Any]) -> None:
        from PyQt6.QtCore import QDeadlineTimer, QEventLoop

        end = QDeadlineTimer(PATIENCE_MS)
        while not answer and not end.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if not answer:
            raise TimeoutError("the page does not answer")


DRIVERS: dict[str, type[Driver]] = {
    "Firefox": Firefox,
    "WebKit": WebKit,
    "Chromium 102": OldChromium,
}
