"""Mail as it goes out: in a folder, or to a server."""

import socketserver
import threading
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from traceback import format_exception

import pytest

from academy.adapters.mail import mailer_at
from academy.ports import Mail
from academy.settings import SettingsError
from tests.application import settings_for_tests

MAIL = Mail(to="bea@example.nl", subject="Te doen: één ding", text="Dag,\n\nhttps://x.nl/y\n")


def test_a_folder_keeps_it(tmp_path: Path) -> None:
    mailer_at(f"file://{tmp_path / 'mail'}", "badges@example.nl").send(MAIL)

    [kept] = (tmp_path / "mail").iterdir()
    message = message_from_bytes(kept.read_bytes(), policy=default)
    assert (message["To"], message["From"]) == ("bea@example.nl", "badges@example.nl")
    assert message["Subject"] == MAIL.subject
    assert message.get_content() == MAIL.text


def test_a_line_break_makes_no_header(tmp_path: Path) -> None:
    wrong = Mail(to="a@b.nl\nBcc: c@d.nl", subject="x", text="y")
    with pytest.raises(ValueError, match="Header"):
        mailer_at(f"file://{tmp_path}", "badges@example.nl").send(wrong)
    assert list(tmp_path.iterdir()) == []


class Talk(socketserver.StreamRequestHandler):
    """As much of a mail server as one mail needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while (line := self.rfile.readline()) and not line.upper().startswith(b"QUIT"):
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                while (line := self.rfile.readline()) != b".\r\n":
                    self.server.got += line  # type: ignore[attr-defined]
            self.wfile.write(b"250 ok\r\n")
        self.wfile.write(b"221 bye\r\n")


def test_a_server_gets_it() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), Talk) as server:
        server.got = b""  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        port = server.server_address[1]
        mailer_at(f"smtp://127.0.0.1:{port}", "badges@example.nl").send(MAIL)
        thread.join()
        assert b"To: bea@example.nl" in server.got  # type: ignore[attr-defined]


class Refusal(Talk):
    """Knows nobody."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while (line := self.rfile.readline()) and not line.upper().startswith(b"QUIT"):
            is_for_somebody = line.upper().startswith(b"RCPT")
            self.wfile.write(
                b"550 <bea@example.nl> unknown\r\n" if is_for_somebody else b"250 ok\r\n"
            )
        self.wfile.write(b"221 bye\r\n")


def test_a_server_that_refuses_names_nobody_in_the_log() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), Refusal) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        port = server.server_address[1]
        with pytest.raises(OSError, match="refused it with 550") as refused:
            mailer_at(f"smtp://127.0.0.1:{port}", "badges@example.nl").send(MAIL)
        thread.join()
    assert "bea" not in "".join(format_exception(refused.value))


def test_a_server_that_is_not_there_is_an_os_error() -> None:
    with pytest.raises(OSError):  # noqa: PT011 - of many kinds
        mailer_at("smtp://127.0.0.1:1", "badges@example.nl").send(MAIL)


@pytest.mark.parametrize(
    "given",
    [
        {"MAIL_URL": "http://mail.example.nl"},
        {"MAIL_URL": "mail"},
        {"MAIL_FROM": "Bea <b@c.nl>"},
        {"OPERATOR_MAIL": "Bea"},
    ],
)
def test_settings_that_cannot_be_are_told(
    tmp_path: Path, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from academy.settings import Settings

    [name] = given
    real = Settings.from_environment
    monkeypatch.setattr(Settings, "from_environment", lambda environment: real(environment | given))
    with pytest.raises(SettingsError, match=name):
        settings_for_tests(tmp_path, f"sqlite:///{tmp_path}/a.db")
