"""Which machines may be reached, and which addresses may be fetched at all."""

import pytest

from badges.fetching.addresses import is_public, target

NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.1.2.3",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::7f00:1",
    "64:ff9b::8.8.8.8",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
    "4000::1",
    "1.2.3",
    "0x7f.1",
    "2130706433",
    "017700000001",
    "127.0.0.1:443",
    "localhost",
    "[::1]",
    "8.8.8.8/32",
]

PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.1",
    "172.32.0.1",
    "2606:4700::1111",
]


@pytest.mark.parametrize("address", [*NOT_PUBLIC, ""])
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_accepted(address: str) -> None:
    assert is_public(address)


REFUSED_URLS = [
    "http://badges.example.nl/",
    "ftp://badges.example.nl/",
    "file:///etc/passwd",
    "gopher://badges.example.nl/",
    "//badges.example.nl/",
    "badges.example.nl",
    "https:///x",
    "https://",
    "https://badges.example.nl:80/",
    "https://badges.example.nl:8443/",
    "https://badges.example.nl:0/",
    "https://badges.example.nl:99999/",
    "https://badges.example.nl:443x/",
    "https://user@badges.example.nl/",
    "https://user:secret@badges.example.nl/",
    "https://badges.example.nl@127.0.0.1/",
    "https://127.0.0.1/",
    "https://8.8.8.8/",
    "https://[::1]/",
    "https://[2606:4700::1111]/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://127.1/",
    "https://0177.0.0.1/",
    "https://8.8.8.8.",
    "https://localhost/",
    "https://localhost./",
    "https://intranet/",
    "https://a.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "https://x.test/",
    "https://x.invalid/",
    "https://x.onion/",
    "https://1.0.0.127.in-addr.arpa/",
    "https://badges.example.nl./",
    "https://badges..example.nl/",
    "https://-badges.example.nl/",
    "https://badges-.example.nl/",
    "https://badges_x.example.nl/",
    "https://badges.example.nl\\@127.0.0.1/",
    "https://badges.example.nl/\\x",
    "https://badges.example.nl/ x",
    "https://badges.example.nl/\r\nHost: x",
    "https://badges.example.nl/\t",
    "https://badges.example.nl/\x00",
    "https://b\u00e4dges.example.nl/",
    "https://badges\u3002example.nl/",
    "https://\u2488.example.nl/",
    "https://badges.example.nl/\u202e",
    "https://badges.example.nl/" + "x" * 2100,
    " https://badges.example.nl/",
    "https://badges.example.%6el/",
    "https://[badges.example.nl/",
    "https://badges.example.nl%2f@127.0.0.1/",
]


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_a_url_that_may_not_be_fetched_is_refused(url: str) -> None:
    assert target(url) is None


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://badges.example.nl", "badges.example.nl", "/"),
        ("https://badges.example.nl:443/a?b=c&d=%20#e", "badges.example.nl", "/a?b=c&d=%20"),
        ("https://BADGES.Example.NL/A", "badges.example.nl", "/A"),
        ("https://xn--bdges-gra.example.nl/", "xn--bdges-gra.example.nl", "/"),
        ("https://1.example.nl/", "1.example.nl", "/"),
    ],
)
def test_an_ordinary_url_is_taken_apart(url: str, host: str, path: str) -> None:
    found = target(url)
    assert found is not None
    assert (found.host, found.path) == (host, path)
