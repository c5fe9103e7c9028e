"""Kinds of work in a long wallet: one looks at one, and reads what it is."""

from collections.abc import Iterable
from uuid import uuid4

from academy.catalogue.publishing import PALETTE
from academy.catalogue.queries import open_versions
from academy.catalogue.translating import service
from academy.catalogue.translating.models import Readable, TranslationReader
from academy.database import db, transaction
from tests.academy.shown import Many
from tests.academy.wallet.test_list import names, text_of
from tests.client import AcademyClient
from tests.clock import START


def test_one_looks_at_one_kind_of_work(amina: AcademyClient, many: Many) -> None:
    many(14)
    page = amina.page("/wallet")
    links = page.select(".domains a[data-domain]")
    assert len(links) > 1

    for link in links:
        found = amina.page(str(link["href"]))
        domains = {each["data-domain"] for each in found.select(".own-badge")}
        assert domains == {link["data-domain"]}
        assert len(names(found)) == int(link.select_one(".domains__number").get_text())
    assert names(amina.page("/wallet?domain=bestaat-niet")) == []


def test_a_kind_of_work_says_what_it_is_in_the_language_of_the_worker(
    amina: AcademyClient, many: Many
) -> None:
    many(14)
    dutch = "Dit heb je bij elk werk nodig."
    assert dutch not in text_of(amina.page("/wallet"))
    assert dutch in text_of(amina.page("/wallet?domain=basisvaardigheden"))

    amina.set_cookie("language", "uk")
    told = text_of(amina.page("/wallet?domain=basisvaardigheden"))
    assert "Це потрібно на будь-якій роботі." in told
    assert dutch in told


def test_a_kind_of_work_that_nobody_read_says_so_like_a_skill(
    amina: AcademyClient, many: Many
) -> None:
    many(14)
    reader = TranslationReader(
        uuid=uuid4(), language="uk", code_hash=b"r" * 32, made_at=START, expires_at=START
    )
    db.session.add(reader)
    db.session.commit()

    def read(versions: Iterable[Readable]) -> None:
        with transaction(PALETTE):
            for each in versions:
                service.check(each, reader, words="", better={}, now=START)

    amina.set_cookie("language", "uk")
    read(open_versions())
    assert amina.page("/wallet").select("p.quiet[data-read=no]")
    read(service.domain_versions())
    assert not amina.page("/wallet").select("p.quiet[data-read=no]")
