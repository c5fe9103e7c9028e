"""Everything a person can be allowed to do.

Search for `Permission.NAME` to find where each one is required.
"""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a person can do; who may is in `policy`."""

    USE_OWN_ACCOUNT = "account:use"
    """See and end one's own sessions, choose a language, sign out."""

    KEEP_PROOFS = "proofs:keep"
    """Have a recovery code and phones of one's own, by which one is known whoever gave the PIN, and
    bring one's own other card in."""

    LOOK_AT_OWN_BADGES = "badges:look"
    """See which badges one has, and nothing more: a card alone is enough."""

    READ_OWN_WALLET = "wallet:read"
    """See one's own badges and learning record."""

    READ_OWN_FILE = "own-file:read"
    """See and download everything that is kept about oneself, wherever it comes from, and bring
    badges from elsewhere."""

    SAY_IF_WORKING = "work:say"
    """Say, a year after one left somewhere, whether one works."""

    SHARE_BADGES = "badges:share"
    """Show chosen badges of one's own to somebody outside, see who looked, and stop it."""

    SEE_SHARE = "share:see"
    """See what a worker shared, with nothing but its link."""

    SPEAK_FOR_ORGANISATION = "organisation:speak"
    """Say of a badge that was shared, in the name of an organisation, that it is right."""

    AGREE_FOR_ONESELF = "agreement:own"
    """See what one agreed to learn, and propose something."""

    AGREE_WITH_WORKER = "agreement:make"
    """Propose to a worker of one's team what to learn, and what the employer does for it."""

    KEEP_AGREEMENT = "agreement:keep"
    """See one agreement, answer it, choose another day, and stop it."""

    READ_TEAM = "team:read"
    """See who is in a team and what they can do."""

    ASSESS = "person:assess"
    """Record what a worker of one's team has shown."""

    READ_ASSESSMENT = "assessment:read"
    """See one assessment with its photos."""

    RESPOND_TO_ASSESSMENT = "assessment:respond"
    """Agree with, or object to, an assessment about oneself."""

    HEAR_OBJECTION = "assessment:hear-objection"
    """Hear what a worker said aloud with an objection."""

    TAKE_SECOND_LOOK = "second-look:take"
    """Be the second person for a badge that needs two, in another team than one's own."""

    LOOK_SECOND = "second-look:look"
    """Look at what one took, or give it back."""

    REVIEW_ASSESSMENT = "assessment:review"
    """Look again at an assessment that was objected to or flagged."""

    LOOK_AGAIN = "assessment:look-again"
    """Assess what a reviewer asked one to look at."""

    REFER_ASSESSMENT = "assessment:refer"
    """Ask the academy to look again at one assessment of the own organisation."""

    SEE_REVIEWS = "reviews:see"
    """See what waits for a second look in one's own teams or organisation."""

    FIND_ANYTHING = "find:any"
    """Search people, places, skills, courses and badges, each within one's own reach."""

    DISMISS_CONFLICT = "conflict:dismiss"
    """Say that one has looked at an assessment that came with two contents."""

    UNDO_ASSESSMENT = "assessment:undo"
    """Take back one's own assessment within a quarter of an hour."""

    REVOKE_CREDENTIAL = "credential:revoke"
    """Withdraw, correct or renew a badge."""

    READ_CERTIFICATE = "certificate:read"
    """Download a certificate with the name on it."""

    WITHDRAW_CERTIFICATE = "certificate:withdraw"
    """Close the page behind the code on one's own certificate."""

    RENEW_CERTIFICATE = "certificate:renew"
    """Make a new certificate when the name on the old one is no longer right."""

    READ_PERSON = "person:read"
    """See where somebody works, in what role and since when."""

    GIVE_CARDS = "card:give"
    """Print, replace and void cards, and give new PINs."""

    MANAGE_ORGANISATION = "organisation:manage"
    """Change an organisation's sites, teams, people and cards."""

    LOOK_AT_SAMPLE = "sample:look"
    """Look a second time whether a badge is right."""

    ANSWER_SAMPLE = "sample:answer"
    """Answer to what somebody found about a badge that one gave."""

    SEE_ASSESSORS = "assessors:see"
    """See who may assess for an organisation, and withdraw it."""

    NAME_SUBSTITUTE = "substitute:name"
    """Let somebody lead a team for a while, and end that."""

    MANAGE_PLATFORM = "platform:manage"
    """Add organisations and their administrators."""

    MANAGE_CATALOGUE = "catalogue:manage"
    """Maintain the palette and the courses."""

    PROPOSE_SKILL = "skill:propose"
    """Say which skill one misses in the palette."""

    READ_PROPOSAL = "skill-proposal:read"
    """See what was said and decided about a proposal, and say something about it."""

    OFFER_CRAFT = "craft:offer"
    """Show how one does a skill: photos of hands and a sentence, for the academy to look at."""

    TAKE_CRAFT_BACK = "craft:take-back"
    """Let what one showed disappear."""

    MANAGE_COURSE_RUNS = "course-run:manage"
    """Plan runs, see who is enrolled, mark completion."""

    TAKE_ATTENDANCE = "course-run:attendance"
    """See who takes part in a run, and write down who was there."""

    ENROL = "course-run:enrol"
    """Enrol people of one's own team or organisation in a course, and take them off again."""

    READ_PARTICIPATION = "participation:read"
    """See and print a proof of participation in a course."""

    GIVE_COURSE_BADGES = "participation:give"
    """Give everybody who completed a run the badge of its course."""

    CHOOSE_SUBSIDY = "subsidy:choose"
    """Choose of which organisation to see the hours of training."""

    READ_SUBSIDY = "subsidy:read"
    """See hours of training by staff number, for whoever pays for them."""

    USE_TABLET = "tablet:use"
    """Let leaders sign in on this tablet, and hand over what they made on it."""

    READ_AUDIT = "audit:read"
    """See what was changed, by whom and when."""

    INVITE_AUDITOR = "auditor:invite"
    """Let an auditor of the quality mark read how assessing is arranged, for a time."""

    READ_REPORTS = "reports:read"
    """See numbers, never persons."""

    READ_DASHBOARD = "dashboard:read"
    """See the numbers of an organisation that one runs, or of the sector as the academy."""

    READ_JOB = "job:read"
    """Follow a long piece of work that one started, and fetch its result."""


FOR_A_PLACE = frozenset({
    Permission.MANAGE_ORGANISATION, Permission.MANAGE_PLATFORM, Permission.INVITE_AUDITOR,
})  # fmt: skip
"""What somebody does for an organisation as a whole; once that is closed, no more (`guard`)."""
