"""Mail by SMTP; for a demo into a folder, from which nothing is sent."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from academy.ownership import make_private_folder
from academy.ports import Mail, Mailer

SECONDS = 20
"""For a mail server that does not answer."""
REFUSED = "the mail server refused it with {code}"
"""Without its own words: they name the address, and this is logged."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def mailer_at(url: str, sender: str) -> Mailer | None:
    """`smtp://user:word@host:587` (with STARTTLS), `smtps://…:465`, or `file:///folder`; without
    an address nobody mails."""
    if not url:
        return None
    address = urlsplit(url)
    if address.scheme == "file":
        return FolderMailer(Path(address.path), sender)
    return SmtpMailer(url, sender)


class FolderMailer:
    """Keeps each mail as a file."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def send(self, mail: Mail) -> None:
        make_private_folder(self._folder)
        path = self._folder / f"{uuid4()}.eml"
        path.write_bytes(bytes(_message(mail, self._sender)))


class SmtpMailer:
    """Hands each mail to a server, over TLS unless that is this machine."""

    def __init__(self, url: str, sender: str) -> None:
        self._address, self._sender = urlsplit(url), sender

    def send(self, mail: Mail) -> None:
        try:
            self._send(_message(mail, self._sender))
        except smtplib.SMTPRecipientsRefused as refused:
            [(code, _words)] = refused.recipients.values()
            raise OSError(REFUSED.format(code=code)) from None
        except smtplib.SMTPResponseException as refused:
            raise OSError(REFUSED.format(code=refused.smtp_code)) from None

    def _send(self, message: EmailMessage) -> None:
        with self._connected() as server:
            if self._address.username:
                word = unquote(self._address.password or "")
                server.login(unquote(self._address.username), word)
            server.send_message(message)

    def _connected(self) -> smtplib.SMTP:
        host, secure = self._address.hostname or "", ssl.create_default_context()
        if self._address.scheme == "smtps":
            port = self._address.port or smtplib.SMTP_SSL_PORT
            return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=secure)
        server = smtplib.SMTP(host, self._address.port or 587, timeout=SECONDS)
        if host not in LOCAL:
            server.starttls(context=secure)
        return server


def _message(mail: Mail, sender: str) -> EmailMessage:
    """Raises ValueError for a line break in a header."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer by a machine
    message.set_content(mail.text)
    return message
