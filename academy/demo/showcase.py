"""What a page of a demo shows besides its own content: whom to be, the story, badges to try.

Pages find it as `demo`, which is None when this is no demo. Nothing is read before a page asks.
"""

from collections.abc import Sequence

from academy.demo.samples import SAMPLES, Sample, SampleName, has_sample
from academy.demo.story import StoryCast, story_cast
from academy.demo.tiles import DemoPerson, demo_people
from academy.dependencies import dependencies


class Showcase:
    """The parts of a demo."""

    @property
    def people(self) -> Sequence[DemoPerson]:
        return demo_people()

    @property
    def cast(self) -> StoryCast | None:
        return story_cast()

    @property
    def samples(self) -> Sequence[Sample]:
        now = dependencies().clock()
        return [SAMPLES[name] for name in SampleName if has_sample(name, now)]
