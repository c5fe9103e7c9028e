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
from academy.privacy.sentences import SENTENCES as PRIVACY
from academy.tablets.sentences import SENTENCES as TABLETS
from academy.web.refusals import Sentences
from academy.web.sentences import SENTENCES as WEB

FEATURES: tuple[Sentences, ...] = (
    WEB,
    ORGANISATIONS,
    PEOPLE,
    ACCESS,
    CATALOGUE,
    CREDENTIALS,
    ASSESSMENTS,
    OBJECTIONS,
    LEARNING,
    ADMINISTRATION,
    PRIVACY,
    TABLETS,
    DEMO,
)
SENTENCES: Sentences = {
    code: sentence for feature in FEATURES for code, sentence in feature.items()
}
