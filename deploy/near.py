"""Addresses of this computer that others on the local network can open; `run` calls it.

`python -m deploy.near` prints the private ones with commas between, the one that leads outside
first; `--qr ADDRESS` draws an address for the camera of a phone. Sends nothing to anybody.
"""

import socket
import sys
from collections.abc import Iterator
from ipaddress import ip_address

import segno


def main(words: list[str]) -> int:
    if words[:1] == ["--qr"]:
        segno.make(words[1], error="l").terminal(compact=True)
        return 0
    found = list(dict.fromkeys(filter(is_of_a_local_network, addresses())))
    sys.stdout.write(",".join(found) + "\n")
    return 0 if found else 1


def addresses() -> Iterator[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # a datagram socket sends nothing: the kernel only says from where it would
            probe.connect(("192.0.2.1", 9))
            yield probe.getsockname()[0]
        except OSError:
            pass  # no network at all
    try:
        for _family, _type, _protocol, _name, place in socket.getaddrinfo(
            socket.gethostname(), None, socket.AF_INET
        ):
            yield str(place[0])
    except OSError:
        pass  # a computer that does not know its own name


def is_of_a_local_network(address: str) -> bool:
    found = ip_address(address)
    return found.is_private and not found.is_loopback and not found.is_link_local


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
