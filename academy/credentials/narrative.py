"""What an achievement says besides the palette's own texts, in each language that it is told in.

The Dutch is signed; the others are served, and say so where nobody read the translation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from academy.catalogue.models import SkillVersion, Texts
from academy.languages import DUTCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The fixed words of one language."""

    tag: str
    """`inLanguage`."""
    picture: str
    """What the picture of a badge says in words."""
    level: str
    seen: str
    how: str
    unread: str = ""
    """That nobody who speaks the language read this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How an achievement is told in one language."""

    language: str
    words: Mapping[str, str]
    """Dutch to its words, for a language that a version does not hold itself."""
    is_read: bool

    @property
    def fixed(self) -> Words:
        return FIXED[self.language]

    @property
    def is_own(self) -> bool:
        """Whether the texts stand beside the version and not in it."""
        return bool(self.words)

    def knows(self, texts: Texts) -> bool:
        return self.language in texts or texts[DUTCH] in self.words

    def say(self, texts: Texts) -> str:
        return texts.get(self.language) or self.words[texts[DUTCH]]

    def level(self, version: SkillVersion, level: int) -> str | None:
        """What somebody does there; beside a version stands only what is said to the person."""
        texts = version.told_to_worker(level) if self.is_own else version.descriptor(level)
        return self.say(texts) if self.knows(texts) else None


MINISTRY_NOTE: Final = "Dit is geen diploma en geen certificaat van een school."

FIXED: Final[Mapping[str, Words]] = {
    "nl": Words(
        tag="nl-NL",
        picture="Badge {skill}, niveau {level}",
        level="Niveau",
        seen="Gezien op de werkvloer:",
        how="Een bevoegde teamleider keek mee tijdens het werk. Beoordeling: observatie in de "
        "praktijk met vaste criteria. Kwaliteit: bevoegdheid per vakgebied, bezwaar bij een tweede "
        f"beoordelaar. {MINISTRY_NOTE}",
    ),
    "en": Words(
        tag="en",
        picture="Badge {skill}, level {level}",
        level="Level",
        seen="Seen at work:",
        how="A team leader with authority watched during the work. Assessment: observation in "
        "practice with fixed criteria. Quality: authority for each field, objections go to a "
        "second assessor. This is not a diploma and not a school certificate.",
        unread="Nobody has checked this translation yet.",
    ),
    "ar": Words(
        tag="ar",
        picture="شارة {skill}، المستوى {level}",
        level="المستوى",
        seen="ما شوهد في مكان العمل:",
        how="شاهد قائد فريق مخوَّل العمل أثناء القيام به. التقييم: ملاحظة عملية بمعايير ثابتة. "
        "الجودة: تخويل لكل مجال، والاعتراض ينظر فيه مقيّم ثانٍ. هذه ليست دبلوماً ولا شهادة مدرسية.",
        unread="لم يراجع أحد هذه الترجمة بعد.",
    ),
    "uk": Words(
        tag="uk",
        picture="Бейдж {skill}, рівень {level}",
        level="Рівень",
        seen="Що бачили на роботі:",
        how="Уповноважений керівник команди спостерігав під час роботи. Оцінювання: спостереження "
        "на практиці за сталими критеріями. Якість: повноваження для кожної галузі, заперечення "
        "розглядає другий оцінювач. Це не диплом і не шкільне свідоцтво.",
        unread="Цей переклад ще ніхто не перевірив.",
    ),
    "pl": Words(
        tag="pl",
        picture="Odznaka {skill}, poziom {level}",
        level="Poziom",
        seen="Co widziano w pracy:",
        how="Uprawniony lider zespołu patrzył podczas pracy. Ocena: obserwacja w praktyce według "
        "stałych kryteriów. Jakość: uprawnienie dla każdej dziedziny, sprzeciw rozpatruje druga "
        "osoba oceniająca. To nie jest dyplom ani świadectwo szkolne.",
        unread="Nikt jeszcze nie sprawdził tego tłumaczenia.",
    ),
    "tr": Words(
        tag="tr",
        picture="{skill} rozeti, seviye {level}",
        level="Seviye",
        seen="İş yerinde görülenler:",
        how="Yetkili bir ekip lideri çalışma sırasında izledi. Değerlendirme: sabit ölçütlerle "
        "uygulamada gözlem. Kalite: her alan için yetki, itiraza ikinci bir değerlendirici bakar. "
        "Bu bir diploma veya okul belgesi değildir.",
        unread="Bu çeviriyi henüz kimse kontrol etmedi.",
    ),
    "ti": Words(
        tag="ti",
        picture="ባጅ {skill}፡ ደረጃ {level}",
        level="ደረጃ",
        seen="ኣብ ስራሕ ዝተራእየ፦",
        how="ስልጣን ዘለዎ መራሒ ጉጅለ ኣብ ግዜ ስራሕ ተዓዚቡ። ገምጋም፦ ብቐዋሚ መዐቀኒታት ኣብ ተግባር ምዕዛብ። ጽሬት፦ ንነፍሲ ወከፍ ዓውዲ "
        "ስልጣን፡ ተቓውሞ ብኻልኣይ ገምጋሚ ይርአ። እዚ ዲፕሎማ ወይ ናይ ቤት ትምህርቲ ምስክር ወረቐት ኣይኮነን።",
        unread="ነዚ ትርጉም ክሳብ ሕጂ ሰብ ኣይመርመሮን።",
    ),
    "fa": Words(
        tag="fa",
        picture="نشان {skill}، سطح {level}",
        level="سطح",
        seen="آنچه در محل کار دیده شد:",
        how="یک سرپرست گروه دارای اختیار هنگام کار نگاه کرد. ارزیابی: مشاهده در عمل با معیارهای "
        "ثابت. کیفیت: اختیار برای هر رشته، و اعتراض را ارزیاب دوم بررسی می‌کند. این دیپلم یا "
        "گواهی مدرسه نیست.",
        unread="هنوز کسی این ترجمه را بررسی نکرده است.",
    ),
}


def criteria_narrative(version: SkillVersion, level: int, telling: Telling) -> str:
    """What was seen, as Markdown; how, by whom (function) and what it is worth."""
    seen = "\n".join(f"- {telling.say(each['text'])}" for each in version.criteria)
    fixed = telling.fixed
    parts = [telling.level(version, level) or "", fixed.seen, seen, fixed.how]
    return "\n\n".join(parts if telling.is_read else [*parts, fixed.unread])


def can_tell(version: SkillVersion, level: int, level_name: Texts, telling: Telling) -> bool:
    """Whether there are words for all that a badge says."""
    asked: list[Texts] = [version.name, level_name, version.description]
    asked += [each["text"] for each in version.criteria]
    return telling.level(version, level) is not None and all(map(telling.knows, asked))
