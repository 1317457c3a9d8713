"""``bijstand compare``: scenarios, policies and theories on the same seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bijstand.command_line.options import CONFIG
from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.errors import UserError
from sim.words import Message

if TYPE_CHECKING:
    import pandas as pd

    from analysis.stored.answer import Answer
    from experiments.study.study import Grow

ABOUT = Message("""\
bijstand compare: scenarios, policies and theories held against each other on the same seeds

Runs every combination on the same seeds. Says the level of each scenario, what each policy brings
there against the first one, paired by seed with its interval, and which differences the runs do
not tell from 0. With replications=auto it goes on until half of the interval of every difference
that it tells is at most compare.half_width, or compare.at_most is reached, and says which. Where a
simulation says that intervals after such stopping hold the truth less often than they should, as
many seeds are run once more, and everything is told of those alone. Beside that, 100 draws of the
graded cells of the tables say what is left of the primary outcome and of each difference while the
tables are uncertain.

With two folders of studies of one verb instead of keys it says what changed from the first to the
second: what was asked, the model, the outcomes (on the same seeds where there are), which verdicts
turned, and why as far as that can be said. Nothing is run.\
""")
EXAMPLES = """\
  bijstand compare scenario=baseline,crisis policy=none,liaisons
  bijstand compare compare.scenarios=[baseline,flood] compare.theories=[figure_1,figure_2]
  bijstand compare scenario=baseline,crisis compare.outcome=net_added_value replications=50
  bijstand compare experiment=shortage_against_levers language=nl
  bijstand compare outputs/compare/march outputs/compare/june\
"""


@dataclass(frozen=True, slots=True)
class CompareJob(Inquiry):
    """What one call of the verb does.

    Attributes:
        grow: Finds the number of replications, of which the study has the first round; None where
            it is given.
    """

    grow: Grow | None


def _listed(word: str) -> str:
    """Turn ``scenario=a,b`` into ``compare.scenarios=[a,b]``; the level is the theories' own."""
    from experiments.configuration.words import LISTS, is_a_file
    from experiments.keys.quoted import parted

    key, _, value = word.partition("=")
    if key == "compare.level":
        return f"theory.level={value}"
    bracketed = value[:1] + value[-1:] == "[]"
    if key in LISTS and not is_a_file(value) and (bracketed or len(parted(value)) > 1):
        return f"compare.{LISTS[key]}={value if bracketed else f'[{value}]'}"
    return word


def _read(words: Sequence[str]) -> CompareJob:
    from analysis.compare.stopping import Rule, replications_wanted
    from analysis.intervals.shapes import shapes_in
    from experiments.configuration.question import ask
    from experiments.configuration.settings import first_seed
    from experiments.configuration.words import LISTS
    from experiments.design import make_design
    from experiments.design.factors import named_factor
    from experiments.design.seeds import Seeds
    from experiments.keys.declared import AUTO
    from experiments.keys.limits import refuse_too_many_runs

    question = ask(words, "compare")
    outcome, content = question.outcome(), question.composed.content
    factors = [named_factor(group, question.names_or_chosen(group)) for group in LISTS]
    design = make_design("factorial", factors, 2)
    least, most = question.whole("at_least"), question.whole("at_most")
    half = float(question.given["half_width"])
    auto = content["replications"] in (None, AUTO)
    if auto and most < least:
        raise UserError(
            "compare.at_most is {most} and compare.at_least {least}; allowed: at least as many",
            most=most,
            least=least,
        )
    count = least if auto else content["replications"]
    # With replications=auto a last batch may be as large as all before it.
    refuse_too_many_runs(len(design), 2 * most if auto else count, "bijstand compare")
    first = first_seed(question.composed, 2 * most)
    # How many runs there are depends on these only where that is found on the way.
    limits = {"outcome": outcome, "half_width": half, "at_least": least, "at_most": most}
    decisive = limits if auto else {}
    job = question.job(design, Seeds(count, first, "same"), decisive)

    shapes = shapes_in(job.frame, design)
    rule = Rule(outcome, half, least, most)

    def grow(runs: pd.DataFrame) -> int:
        return replications_wanted(runs, design.table, rule, shapes)

    return CompareJob(job, question, grow if auto else None)


def _answer(job: CompareJob, fail_fast: bool) -> Answer:
    from dataclasses import replace

    from analysis.compare.answer import answer
    from analysis.graded.drawn import NAME, draws_design
    from analysis.stored.stored import Stored
    from experiments.design.seeds import Seeds
    from experiments.study.recorded import NOTHING_BESIDE
    from experiments.study.study import run_companion

    asked = job.study
    study = do_study(asked, fail_fast, grow=job.grow, about=NOTHING_BESIDE)
    run_companion(
        draws_design(asked.design),
        replace(asked.frame, references=False),
        job.place,
        NAME,
        seeds=Seeds(1, asked.seeds.first, "base_row"),
        executor=asked.executor,
    )
    return answer(Stored(study)).in_language(job.language)


VERB = StudyVerb(
    "compare",
    ABOUT,
    EXAMPLES,
    _read,
    _answer,
    reword=_listed,
    usage="[key=value …] [options]\n       bijstand compare OLD NEW [language=en]",
)
help_text = VERB.help_text


def run(arguments: Sequence[str]) -> int:
    """Run the verb, as ``StudyVerb.run``; two folders are held against each other instead."""
    before = ("", *arguments)  # what stands behind --cfg belongs to it
    folders = [
        word
        for word, last in zip(arguments, before, strict=False)
        if "=" not in word and not word.startswith("-") and last not in CONFIG
    ]
    if folders:
        from bijstand.verbs.stored.compare_stored import tell_changes

        return tell_changes(folders, [word for word in arguments if word not in folders])
    return VERB.run(arguments)
