"""Status lists: bits, entries and the list credential."""

import gzip
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges.documents import bitstring, status
from badges.errors import StatusError
from badges.issuing import issue, prepare_document
from badges.issuing.schemas import Kind
from badges.keys.multikey import base64url_encode
from tests.badges.workshop import NOW, SCHAKEL_DID, SIGNER, STATUS_LIST

INDEX = 94567


def revoked_list(*indexes: int) -> dict[str, Any]:
    bits = bitstring.set_bits(bitstring.blank(), list(indexes))
    return status.list_credential(
        STATUS_LIST, issuer=SCHAKEL_DID, bits=bits, valid_from=NOW, lifetime=timedelta(hours=24)
    )


@given(st.sets(st.integers(min_value=0, max_value=bitstring.MIN_ENTRIES - 1), max_size=20))
def test_exactly_the_bits_that_were_set_come_back(indexes: set[int]) -> None:
    bits = bitstring.decode(bitstring.encode(bitstring.set_bits(bitstring.blank(), list(indexes))))
    assert all(bitstring.bit(bits, index) for index in indexes)
    assert int.from_bytes(bits, "big").bit_count() == len(indexes)


def test_the_first_entry_is_the_leftmost_bit() -> None:
    """Bitstring Status List 1.0, section 3.3."""
    assert bitstring.set_bit(bitstring.blank(), 0)[0] == 0x80


def test_setting_a_bit_leaves_the_old_list_alone_and_equal_lists_read_equal() -> None:
    blank = bitstring.blank()
    assert bitstring.set_bit(blank, 5) != blank
    assert bitstring.encode(blank) == bitstring.encode(bitstring.blank())


@pytest.mark.parametrize("index", [-1, bitstring.MIN_ENTRIES])
def test_an_index_outside_the_list_is_refused(index: int) -> None:
    with pytest.raises(StatusError):
        bitstring.bit(bitstring.blank(), index)
    with pytest.raises(StatusError):
        bitstring.set_bit(bitstring.blank(), index)


@pytest.mark.parametrize("entries", [0, 131_064, 131_073])
def test_a_list_is_large_enough_to_hide_in(entries: int) -> None:
    with pytest.raises(StatusError):
        bitstring.blank(entries)


def packed(data: bytes) -> str:
    return "u" + base64url_encode(gzip.compress(data))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(None, id="nothing"),
        pytest.param(packed(bytes(16384))[1:], id="no multibase prefix"),
        pytest.param("u!", id="not base64url"),
        pytest.param("uAAAA", id="not gzip"),
        pytest.param(packed(bytes(16383)), id="too short"),
        pytest.param(packed(bytes(bitstring.MAX_BYTES + 1)), id="a gzip bomb"),
        pytest.param(packed(bytes(16384))[:-12], id="cut short"),
    ],
)
def test_a_crooked_list_is_refused(text: object) -> None:
    with pytest.raises(StatusError):
        bitstring.decode(text)


def test_an_entry_says_what_the_1edtech_validator_reads() -> None:
    assert status.entry(STATUS_LIST, INDEX) == {
        "id": f"{STATUS_LIST}#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": STATUS_LIST,
    }


def test_a_revoked_badge_is_told_from_its_neighbours() -> None:
    listed = revoked_list(INDEX)
    assert status.is_set(status.entry(STATUS_LIST, INDEX), listed)
    assert not status.is_set(status.entry(STATUS_LIST, INDEX - 1), listed)


def test_a_list_can_be_signed() -> None:
    signed = issue(prepare_document(revoked_list(INDEX), Kind.STATUS_LIST), SIGNER, created=NOW)
    assert b"BitstringStatusListCredential" in signed


def test_a_list_too_short_cannot_be_written() -> None:
    with pytest.raises(StatusError):
        status.list_credential(
            STATUS_LIST, issuer=SCHAKEL_DID, bits=b"", valid_from=NOW, lifetime=timedelta(1)
        )


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param([], id="a list"),
        pytest.param({}, id="no subject"),
        pytest.param(revoked_list() | {"type": "VerifiableCredential"}, id="another type"),
        pytest.param(revoked_list() | {"id": "https://elders.example"}, id="another list"),
        pytest.param(
            revoked_list() | {"credentialSubject": {"statusPurpose": "suspension"}},
            id="another purpose",
        ),
    ],
)
def test_another_list_is_refused(listed: Any) -> None:
    with pytest.raises(StatusError):
        status.is_set(status.entry(STATUS_LIST, INDEX), listed)


@pytest.mark.parametrize("index", [INDEX, "94567"])
def test_an_index_may_be_a_number_or_text(index: object) -> None:
    assert status.index_of({"statusListIndex": index}) == INDEX


@pytest.mark.parametrize("index", [None, True, "", "-1", "1.0", "x", "١", "9" * 12, 1.0])
def test_another_index_is_refused(index: object) -> None:
    with pytest.raises(StatusError):
        status.index_of({"statusListIndex": index})
