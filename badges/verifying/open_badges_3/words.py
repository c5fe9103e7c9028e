"""The closed lists of words of Open Badges 3.0 and CLR 2.0 (appendix "Enumerations").

A word of one's own begins with `ext:`; anything else outside a list is refused, as the official
schema refuses it.
"""

from typing import Any, Final

_EXTENSION: Final = {"type": "string", "pattern": "^ext:.+"}


def _words(words: str) -> dict[str, Any]:
    return {"anyOf": [{"enum": words.split()}, _EXTENSION]}


ACHIEVEMENT_TYPE: Final = _words(
    "Achievement ApprenticeshipCertificate Assessment Assignment AssociateDegree Award Badge "
    "BachelorDegree Certificate CertificateOfCompletion Certification CommunityService Competency "
    "Course CoCurricular Degree Diploma DoctoralDegree Fieldwork GeneralEducationDevelopment "
    "JourneymanCertificate LearningProgram License Membership ProfessionalDoctorate "
    "QualityAssuranceCredential MasterCertificate MasterDegree MicroCredential ResearchDoctorate "
    "SecondarySchoolDiploma"
)
TARGET_TYPE: Final = _words(
    "ceasn:Competency ceterms:Credential CFItem CFRubric CFRubricCriterion "
    "CFRubricCriterionLevel CTDL"
)
RESULT_TYPE: Final = _words(
    "GradePointAverage LetterGrade Percent PerformanceLevel PredictedScore RawScore Result "
    "RubricCriterion RubricCriterionLevel RubricScore ScaledScore Status"
)
RESULT_STATUS: Final = {
    "enum": ["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"]
}
IDENTITY_TYPE: Final = _words(
    "name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber isbn "
    "issn lisSourcedId oneRosterSourcedId sisSourcedId ltiContextId ltiDeploymentId ltiToolId "
    "ltiPlatformId ltiUserId identifier"
)
