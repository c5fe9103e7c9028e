"""A tablet as somebody else could write it, from docs/tablet-protocol.md alone: it seals with HPKE,
signs with a key per grant, keeps a queue, and lets an item go only when an answer names it.

`clock` is the tablet's own, as wrong as a test wants it.
"""

import base64
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

PROTOCOL = "academy-tablet/1"
SUITE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
Json = dict[str, Any]


def to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SignedIn:
    """A leader on the tablet, with the key that signs what the leader saves."""

    grant: str
    id: str
    key: ec.EllipticCurvePrivateKey
    at: datetime
    """By the tablet's clock."""
    answer: Json

    def signature(self, content: str) -> bytes:
        signed = f"{PROTOCOL}\n{content}".encode()
        r, s = decode_dss_signature(self.key.sign(signed, ec.ECDSA(SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)


@dataclass
class TabletClient:
    """An enrolled tablet; requests go to the application without a cookie."""

    app: Flask
    clock: Callable[[], datetime]
    token: str = ""
    keys: list[Json] = field(default_factory=list)
    queue: list[Json] = field(default_factory=list)
    waiting: int = 0

    def ask(self, method: str, path: str, **options: Any) -> Any:
        own = {
            "Authorization": f"Bearer {self.token}",
            "Tablet-App": "test-1",
            "Tablet-Waiting": str(len(self.queue)),
        }
        headers = own | options.pop("headers", {})
        client = self.app.test_client(use_cookies=False)
        return client.open(path, method=method, headers=headers, csrf=False, **options)

    def enrol(self, code: str) -> Any:
        answer = self.ask("POST", "/api/tablet/enrol", json={"code": code})
        if answer.status_code == 201:
            self.token = answer.json["token"]
        return answer

    def state(self) -> Json:
        answer = self.ask("GET", "/api/tablet/state")
        assert answer.status_code == 200, answer.json
        self.keys = answer.json["keys"]
        return dict(answer.json)

    def grants(self, what: str) -> dict[str, bool]:
        """Of which of its grants the server says that it `holds`, or `opens`."""
        return {each["id"]: each[what] for each in self.state()["grants"]}

    def try_to_sign_in(self, **shown: Any) -> tuple[Any, ec.EllipticCurvePrivateKey]:
        key = ec.generate_private_key(ec.SECP256R1())
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        asked = {"public_key": to_text(point), "hours": 12, "team": None, **shown}
        return self.ask("POST", "/api/tablet/grants", json=asked), key

    def sign_in(self, **shown: Any) -> SignedIn:
        answer, key = self.try_to_sign_in(**shown)
        assert answer.status_code == 201, answer.json
        said = answer.json
        return SignedIn(said["grant"], said["id"], key, self.clock(), said)

    def roster(self, leader: SignedIn) -> Any:
        """People as they are now, for whom is in."""
        shown = {"Tablet-Grant": leader.grant}
        return self.ask("GET", f"/api/tablet/grants/{leader.id}/roster", headers=shown)

    def assess(self, leader: SignedIn, whom: uuid.UUID, what: uuid.UUID, **more: Any) -> str:
        """Save one; it waits in the queue, sealed. Gives its id."""
        return self.put(self.sealed(leader, self.content(leader, whom, what, **more)))

    def content(self, leader: SignedIn, whom: uuid.UUID, what: uuid.UUID, **more: Any) -> Json:
        return {
            "type": "assessment", "id": str(uuid.uuid4()), "person": str(whom),
            "skill_version": str(what), "level": 2,
            "answers": {"c1": "seen", "c2": "seen", "c3": "seen"},
            "remarks": [], "note": "", "method": "practice", "based_on": None, "corrects": None,
            "photo": None, **self.times(leader), **more,
        }  # fmt: skip

    def take_back(self, leader: SignedIn, assessment: str, **more: Any) -> str:
        said = {"type": "withdrawal", "id": str(uuid.uuid4()), "assessment": assessment}
        return self.put(self.sealed(leader, {**said, **self.times(leader), **more}))

    def respond(self, leader: SignedIn, assessment: str, says: str, **more: Any) -> str:
        """The leader hands over the tablet, and the worker answers."""
        said = {
            "type": "response", "id": str(uuid.uuid4()), "assessment": assessment,
            "answer": says, "about": None, "reason": "",
        }  # fmt: skip
        return self.put(self.sealed(leader, {**said, **self.times(leader), **more}))

    def times(self, leader: SignedIn) -> Json:
        """As after a reload: only the clock is there, right or wrong."""
        made_at, granted_at = self.clock().isoformat(), leader.at.isoformat()
        return {"made_at": made_at, "granted_at": granted_at, "since_grant_ms": None}

    def sealed(self, leader: SignedIn, content: Json, **envelope: Any) -> Json:
        text = json.dumps(content)
        whole = {"grant": leader.grant, "content": text,
                 "signature": to_text(leader.signature(text)), **envelope}  # fmt: skip
        return self.seal(content["id"], json.dumps(whole).encode())

    def seal(self, thing: str, plain: bytes, kind: str = "item") -> Json:
        key = self.keys[0]
        point = ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), to_bytes(key["public"])
        )
        info = f"{PROTOCOL} {kind} {key['id']} {thing}".encode()
        return {"id": thing, "key": key["id"],
                "sealed": to_text(SUITE.encrypt(plain, point, info=info))}  # fmt: skip

    def put(self, item: Json) -> str:
        self.queue.append(item)
        return str(item["id"])

    def post(self, items: Iterable[Json]) -> Any:
        body = {"sent_at": self.clock().isoformat(), "items": list(items)}
        return self.ask("POST", "/api/sync", json=body)

    def sync(self) -> dict[str, Json]:
        """Hand over the queue; what is done leaves it. Gives the answers by id."""
        answer = self.post(self.queue)
        assert answer.status_code == 200, answer.json
        told = {each["id"]: each for each in answer.json["items"]}
        self.queue = [item for item in self.queue if not told[item["id"]]["done"]]
        return told

    def send_photo(self, photo: str, content: bytes, *, settled: str | None = None) -> Json:
        """`settled`: its assessment, when an answer let that go."""
        sealed = self.seal(photo, content, kind="photo")
        told = {"Tablet-Settled": settled} if settled else {}
        answer = self.ask(
            "PUT", f"/api/tablet/photos/{photo}", data=to_bytes(sealed["sealed"]),
            headers={"Tablet-Key": sealed["key"], **told}, content_type="application/octet-stream",
        )  # fmt: skip
        assert answer.status_code == 200, answer.json
        return dict(answer.json)


def named(content: bytes) -> Json:
    """How an assessment names a photo."""
    return {"id": str(uuid.uuid4()), "sha256": hashlib.sha256(content).hexdigest()}


def with_clock(tablet: TabletClient, clock: Callable[[], datetime]) -> TabletClient:
    return replace(tablet, clock=clock)
