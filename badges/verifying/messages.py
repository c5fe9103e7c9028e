"""The sentences of a report, in English, under stable codes, for somebody who runs a shop.

Translate by code; placeholders in braces are filled with escaped values. Refusals of the front
door bring their own sentence (`badges.reading.REFUSALS` and its sisters in `png`, `svg`, `pdf`,
`baking`), gathered here too so that one list can be translated.
"""

from collections.abc import Mapping
from typing import Final

from badges import reading
from badges.images import baking, pdf, png, svg

_OWN: Final[Mapping[str, str]] = {
    # parse
    "readable": "The badge can be read.",
    "nothing-found": "There is no badge in this. Choose the file or text that the issuer gave.",
    "web-page": "This is a web page, not a badge. Give the address of the badge, or choose the "
    "file that the issuer gave.",
    "not-a-badge": "This is a document, but not a badge. Choose the file that the issuer gave.",
    "other-credential": "This is no badge but another kind of credential, such as a diploma or an "
    "identity. Ask whoever issued it how to check it.",
    "badge-part": "This describes a badge or an issuer, but nobody earned anything by it. Choose "
    "the file of the badge itself.",
    "status-list": "This is a list of withdrawn badges, not a badge. Choose the file of the badge "
    "itself.",
    "wrapper-empty": "This is a wrapper for badges, but there is none in it. Ask whoever sent it "
    "for the badge itself.",
    "envelope-unknown": "The badge comes in an envelope of a kind that cannot be opened here. To "
    "check it we need the badge as JSON or as JWT. Ask the issuer for that.",
    "wrong-mark": "The badge in this picture stands under the mark of another version, so other "
    "programs cannot find it. Ask the issuer for a new picture.",
    "graph": "The badge is written in loose parts (@graph). To check it we need it as one whole. "
    "Ask the issuer for that.",
    "too-heavy": "This badge is built so that checking it costs more work than any real badge. Ask "
    "the issuer for the original badge.",
    "too-much": "This holds more badges than can be checked at once. Check them one by one.",
    "busy": "Checking took too long this time. Try again in a moment.",
    "address-unavailable": "The address cannot be opened from here, so the badge behind it "
    "cannot be checked. Send the badge itself.",
    "address-not-https": "This only holds an address without a lock (http), where anybody "
    "on the way could change the badge. To check it we need an https address. Ask the issuer for "
    "that.",
    "token-broken": "This badge was broken into lines on its way, as by a mail program. Give it as "
    "one line, or choose the file that the issuer gave.",
    "several-addresses": "There are several addresses in this. Check them one by one.",
    "address-not-badge": "There is no badge at this address. Ask the issuer for the address of "
    "the badge.",
    # schema
    "shape-right": "The badge is built as the Open Badges rules say.",
    "shape-wrong": "The badge is not built as the Open Badges rules say. Ask the issuer to make it "
    "again.",
    "class-elsewhere": "The badge is built as the Open Badges rules say. What it is about is told "
    "at another address than it names itself: {address}.",
    "version-unknown": "This kind of badge is not known here. To check it we need an Open Badges "
    "2.0 or 3.0 badge. Ask the issuer for that.",
    "envelope-wrong": "The signed envelope around the badge is not made as the rules say. Ask the "
    "issuer to sign the badge again.",
    # safe-mode
    "meaning-clear": "Every part of the badge has only one meaning, so a signature can cover it.",
    "meaning-unclear": "Parts of the badge have no agreed meaning, so a signature cannot cover "
    "them. Ask the issuer for a badge without them.",
    "context-unknown": "The badge uses words from a list that is not known here: {context}. To "
    "check what they mean we need that list. Ask the issuer whether the badge is real.",
    "context-inline": "The badge brings a list of words of its own, which can give words another "
    "meaning. To check it we need a badge with known words only. Ask the issuer for that.",
    "term-undefined": "The badge has a word that no list of words explains, so what it means "
    "cannot be checked. Ask the issuer for a badge without it.",
    "meaning-unsure": "Programs do not agree on what the words of this badge mean. To check it we "
    "need a badge with the usual words. Ask the issuer for that.",
    "meaning-not-needed": "This kind of badge needs no check of its words.",
    # key-controller
    "key-bound": "The key belongs to the issuer, by the issuer's own publication.",
    "key-itself": "The issuer is named by the key itself, so the key is the issuer's. Who that "
    "is, it does not say.",
    "key-not-issuers": "The key that signed this does not belong to the issuer named in the "
    "badge. Do not trust it; ask the issuer for the original badge.",
    "key-revoked": "The issuer has withdrawn the key that signed this. Ask the issuer for a new "
    "badge.",
    "key-expired": "The key that signed this is past its end date. Ask the issuer for a new badge.",
    "key-unavailable": "The issuer's key cannot be fetched now, so the signature cannot be "
    "checked. Try again later.",
    "document-unavailable": "A page of the issuer that belongs to the badge cannot be fetched now, "
    "so the badge cannot be checked. Try again later.",
    "key-kind-unknown": "The issuer's key is of a kind that is not known here. To check the badge "
    "we need a signature by a usual key. Ask the issuer whether the badge is real.",
    "key-name-unknown": "The badge does not say clearly which key signed it. To check it we "
    "need the address of the key. Ask the issuer whether the badge is real.",
    "keys-unpublished": "The issuer publishes no keys at its own address, so nobody can tell "
    "whose key signed this. To check it we need that list. Ask the issuer whether the badge is "
    "real.",
    "moved-elsewhere": "The issuer's website sends us to another website, which nothing shows to "
    "be the issuer's. Ask the issuer for the new address of the badge.",
    "issuer-kind-unknown": "The issuer has an identifier of a kind that is not known here. To "
    "check the badge we need one with a website (did:web or https). Ask the issuer whether the "
    "badge is real.",
    "host-bound": "The badge stands on an address that the issuer uses for badges.",
    "host-not-issuers": "The badge stands on an address that does not belong to its issuer. Ask "
    "the issuer for the badge on the issuer's own website.",
    # proof
    "signature-right": "The signature is right: nothing was changed since it was issued.",
    "signature-wrong": "The signature does not fit: the badge was changed, or it is a forgery. "
    "Ask the issuer for the original badge.",
    "signature-missing": "The badge has no signature, so anyone can have made it. Ask the issuer "
    "for a signed badge.",
    "signature-kind-unknown": "The badge asks for a check that is not known here: {kind}. To "
    "check it we need a signature of a usual kind. Ask the issuer whether the badge is real.",
    "signature-chain": "The badge has signatures that build on each other, which cannot be checked "
    "here. To check it we need one signature over the whole. Ask the issuer for the badge with a "
    "signature of its own.",
    "claims-differ": "The signed envelope says something else than the badge in it. Ask the "
    "issuer to sign it again.",
    "hosted-same": "The issuer's own website shows this badge.",
    "hosted-answered": "The issuer's own website answers about this badge.",
    "hosted-differs": "The issuer's own website shows a different badge at this address. Use the "
    "badge from that website.",
    "hosted-unavailable": "The issuer's website cannot be reached now, so the badge cannot be "
    "checked. Try again later.",
    "address-needed": "This old kind of badge does not say where it stands. Give its address "
    "instead of the file.",
    "zone-missing": "A moment in the badge has no time zone, so it is not certain when it is. Ask "
    "the issuer to make the badge again.",
    "hosted-missing": "The issuer's website does not know this badge. Ask the issuer whether the "
    "badge is real.",
    # issuer
    "issuer-known": "The issuer is known here: {name}.",
    "issuer-unknown": "The issuer is not known here. The badge may be real, but check who it is "
    "from yourself.",
    "issuer-not-asked": "Whether the issuer is known was not asked.",
    "not-issued-by-us": "This badge was not issued by us: it is not in our own register. Ask us "
    "if you think that is wrong.",
    # dates
    "started": "The badge is valid since {moment}.",
    "not-started": "The badge is not valid before {moment}. Check it again then.",
    "no-end": "The badge has no end date.",
    "not-ended": "The badge is valid until {moment}.",
    "ended": "The badge was valid until {moment}. Ask the holder whether there is a new one.",
    "signature-ended": "The signature was valid until {moment}. Ask the issuer for a new badge.",
    # status
    "not-revoked": "The issuer has not withdrawn the badge.",
    "revoked": "The issuer has withdrawn the badge. Ask the holder whether there is a new one.",
    "revoked-reason": "The issuer has withdrawn the badge. Ask the holder whether there is a new "
    "one. Reason given: {reason}",
    "suspended": "The issuer has suspended the badge. Ask the issuer when it counts again.",
    "no-status": "The issuer has no list of withdrawn badges for this badge.",
    "status-unavailable": "The list of withdrawn badges cannot be fetched now. Try again later.",
    "status-not-believed": "The list of withdrawn badges cannot be believed, so it is not known "
    "whether the badge still counts. Ask the issuer.",
    "status-index-number": "The place of the badge in the list of withdrawn badges is written as "
    "a number, which programs read differently. To be sure we need it as text. Ask the issuer "
    "whether the badge still counts.",
    "status-kind-unknown": "Whether the badge was withdrawn is published in a way that is not "
    "known here. To be sure we need a usual status list. Ask the issuer whether the badge still "
    "counts.",
    # recipient
    "recipient-not-asked": "Whose badge it is was not asked.",
    "recipient-right": "The badge is for the person that was asked about.",
    "recipient-wrong": "The badge is for somebody else than the person that was asked about. Ask "
    "that person for a badge of their own.",
    "recipient-unknown": "The badge names its holder in a way that cannot be compared here. Ask "
    "the holder to show whose it is.",
    # endorsements
    "no-endorsements": "There are no recommendations by others in the badge.",
    "endorsements-right": "Recommendations by others in the badge: {count}, all signed rightly.",
    "endorsement-wrong": "A recommendation in the badge is false or is about something else. Ask "
    "the issuer for the badge without it.",
    "endorsement-unknown": "A recommendation in the badge could not be checked and is not shown.",
    # members of a collection
    "member": "Badge {number} in this collection: {message}",
    # everything after a failure
    "internal": "Something went wrong here, so the badge could not be checked. Try again later, or "
    "tell us.",
    "not-reached": "Not checked, because an earlier check failed.",
}

MESSAGES: Final[Mapping[str, str]] = {
    **_OWN,
    **reading.REFUSALS,
    **png.REFUSALS,
    **svg.REFUSALS,
    **baking.REFUSALS,
    **pdf.REFUSALS,
}
"""Every sentence that a report can hold, by code."""
