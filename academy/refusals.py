"""The sentences of every feature for its refusals, put together."""

from academy.access.sentences import SENTENCES as ACCESS
from academy.administration.sentences import SENTENCES as ADMINISTRATION
from academy.assessments.sentences import SENTENCES as ASSESSMENTS
from academy.catalogue.sentences import SENTENCES as CATALOGUE
from academy.credentials.sentences import SENTENCES as CREDENTIALS
from academy.demo.sentences import SENTENCES as DEMO
from academy.learning.sentences import SENTENCES as LEARNING
from academy.objections.sentences import SENTENCES as OBJECTIONS
from academy.organisations.sentences import SENTENCES as ORGANISATIONS
from academy.people.sentences import SENTENCES as PEOPLE
from academy.privacy.merging.sentences import SENTENCES as MERGING
from academy.privacy.sentences import SENTENCES as PRIVACY
from academy.reports.auditors.sentences import SENTENCES as AUDITORS
from academy.sheets.sentences import SENTENCES as SHEETS
from academy.tablets.sentences import SENTENCES as TABLETS
from academy.teams.sentences import SENTENCES as TEAMS
from academy.wallet.brought.sentences import SENTENCES as BROUGHT
from academy.wallet.claims.sentences import SENTENCES as CLAIMS
from academy.wallet.elsewhere.sentences import SENTENCES as ELSEWHERE
from academy.wallet.found.sentences import SENTENCES as FOUND
from academy.wallet.sentences import SENTENCES as WALLET
from academy.wallet.sharing.sentences import SENTENCES as SHARING
from academy.web.refusals import Sentences
from academy.web.sentences import SENTENCES as WEB

FEATURES: tuple[Sentences, ...] = (
    WEB,
    SHEETS,
    ORGANISATIONS,
    PEOPLE,
    ACCESS,
    CATALOGUE,
    CREDENTIALS,
    ASSESSMENTS,
    OBJECTIONS,
    LEARNING,
    ADMINISTRATION,
    AUDITORS,
    PRIVACY,
    MERGING,
    TABLETS,
    WALLET,
    SHARING,
    BROUGHT,
    CLAIMS,
    ELSEWHERE,
    FOUND,
    TEAMS,
    DEMO,
)
SENTENCES: Sentences = {
    code: sentence for feature in FEATURES for code, sentence in feature.items()
}
