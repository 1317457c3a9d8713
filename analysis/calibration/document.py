"""The page that tells how evidence is weighed, and whether that way of weighing can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.calibration.made import AMONG, STEPS, WORTH, Made
from analysis.plausible.targets import Target
from analysis.words.factors import short_name

if TYPE_CHECKING:
    from analysis.calibration.findings import Findings

SETS = 400
"""How many data sets are made for the page."""

HEAD = """\
# What the evidence leaves

Written by `make sbc`, but for this part, which says how it is done.

`bijstand calibrate` draws conditions, cells of the world's tables and answers to the open questions
together from their priors, and weighs every draw by how likely the figures of
`conf/plausible/targets.yaml` are under it. What comes out is not a setting: it is draws with
weights, told *given these statistics*.

```sh
bijstand calibrate calibrate.points=500 calibrate.waves=2 output.name=trial
bijstand calibrate output.name=all
bijstand robust belief=outputs/calibrate/all robust.policies=[none,liaisons]
bijstand sensitivity method=delta belief=outputs/calibrate/all
```

## How a draw is weighed

1. **A synthetic likelihood**, a statistic of the log at a time, on its own scale: logarithms of
   counts and times, logits of shares. Its variance is spread² + s²/R: the spread that the file
   declares for the figure, the years and the model, and what R seeds leave of luck; without the
   second, draws that were lucky would win. Statistics are taken as independent given a draw.
2. **447 of 447** formal requests honoured is a count of trials. Requests that failed and never
   entered the count look like successes; which share of them, nobody knows, so that it is drawn
   evenly from 0 to .8 (a judgement, `unrecorded`). Without such a discrepancy .97 would be refuted
   by one to a million.
3. **Waves.** The first is drawn from the priors alone: some {factors} factors. Those that move the
   statistics (twenty numbers at most, and all open questions) make an emulator, a ridge regression
   with products; further waves draw where it says that the figures are likely. A quarter of each
   wave leaves out the figure that says most, so that what hangs on that one can be told.
4. **Weights**: the likelihood of a draw's own runs, times the prior over the mixture of all waves.
   A poor emulator costs draws and changes no answer. All else stays at its prior.
5. **How sure.** Draws worth 400 of equal weight are enough for means; fewer than 100 tell nothing
   and make no belief. k-hat says whether a few draws carry it. Each figure is left out once.
6. **A nearer setting** changes three conditions at most, each where the emulator guesses the
   figures to be likeliest with all else as the setting has it. It is run on the same twenty seeds
   as the default, and proposed only where it is likelier by all figures together *and* nearer at
   its worst. It is printed; nothing takes it.

The belief (`belief.json`) holds the draws of what moves the figures, with their weights; whatever
draws from it draws all else from the declared ranges. It says nothing of another model, another
declaration or other tables, and is refused there in a line.

Theories are drawn at the level that `theory.level=` says (`standardised`), so that an answer is not
ruled out for its level alone; `theory.level=raw` asks the figures about the level too.

## What was seen

Every spread is a judgement; so is each range of shares. A grade is that of the source. The official
counts (447 of 447; 128 to 300 a year; the flights before 2012) are those that the specification of
the model names; their documents are not in `figures.csv`, where other totals are kept out for an
independent check.

{targets}

## What {draws} draws in {waves} waves left

They are worth {effective} of equal weight (k-hat {tail}).

{sentences}

{theories}

## Is that way of weighing fair?

Of {sets} draws each was once taken for the truth: data were made from it by the very likelihood
that judges, and all other draws were weighed by those data (simulation-based calibration, Talts and
others 2018). All draws of all waves count as equally likely beforehand, a prior that lies about
what was seen; {counted} data sets in which the draws were worth {worth} of equal weight are
counted. The truth must then lie anywhere among {among} weighed draws, each rank as often: a hollow
picture is too narrow, a hill too wide, a slope biased.

![Ranks of the truth]({picture})

{even}

{evenness}

How often answers were true that had such a weight (they must agree):

{reliability}

Which answer the figures would name, where another one is true. Each row is a truth; *weight* is the
mean weight of the answer, *named* how often it had the largest. A question whose rows are alike
cannot be told by these statistics, whatever the data:

{confusion}
"""


def document(found: Findings, made: Made, picture: str) -> str:
    """Return the page.

    Args:
        found: What a calibration found.
        made: What came of made data.
        picture: Where the figure of ranks lies, from the page.
    """
    posterior, even = found.posterior, made.evenness()
    uneven = [short_name(str(name)) for name in even.loc[even["told"], "factor"]]
    said = (
        f"Uneven beyond luck (Holm, 5 %): {', '.join(uneven)}."
        if uneven
        else f"None of the {len(even)} is told from even (Holm, 5 %)."
    )
    return HEAD.format(
        factors=len(posterior.draws.factors),
        targets=_targets(found.targets),
        draws=f"{len(posterior.weights):,}",
        waves=int(posterior.draws.wave.max()),
        effective=round(posterior.effective),
        tail=f"{posterior.k_hat:.2f}",
        sentences=_default(found),
        theories=_theories(found),
        sets=len(made.sets),
        counted=made.counted,
        worth=int(WORTH),
        among=AMONG,
        picture=picture,
        even=said,
        evenness=_evenness(made),
        reliability=_reliability(made),
        confusion=_confusion(made),
    )


def _default(found: Findings) -> str:
    name, far = found.beside.worst("default")
    share = found.posterior.nearer_than(found.beside.log_likelihoods[0])
    title, side = _title(found.targets, name), "above" if far > 0 else "below"
    said = (
        f"The default lies {abs(far):.1f} standard deviations {side} its worst figure, *{title}*; "
        f"all figures together are likelier under draws with {share:.0%} of the weight than under "
        "it. "
    )
    if not found.beside.better:
        return said + "No change of three conditions at most was nearer at its worst as well."
    words = " ".join(f"`{key}={value:g}`" for key, value in found.beside.proposed.items())
    return said + f"Nearer, proposed and not taken: {words}."


def _title(targets: Sequence[Target], name: str) -> str:
    return next(target.title("en") for target in targets if target.name == name)


def _targets(targets: Sequence[Target]) -> str:
    rows = []
    for each in targets:
        seen = f"{each.trials} trials" if each.trials else f"{each.value:.3g}"
        spread = "binomial" if each.trials else f"{each.spread:.2f} ({each.scale})"
        rows.append([each.title("en"), seen, spread, each.grade, each.source])
    return _table(["figure", "seen", "spread", "grade", "source"], rows)


def _theories(found: Findings) -> str:
    rows = [
        [
            f"`{short_name(str(row.factor))}`",
            str(row.answer),
            f"{row.prior:.0%}",
            f"{row.weight:.0%}",
            f"{row.least:.0%} to {row.most:.0%}" if row.hangs_on else "n/a",
            _title(found.targets, str(row.hangs_on)) if row.hangs_on else "",
        ]
        for row in found.posterior.theories.itertuples(index=False)
    ]
    head = ["question", "answer", "before", "given the figures", "one figure left out", "most from"]
    return _table(head, rows)


def _evenness(made: Made) -> str:
    rows = [
        [
            f"`{short_name(str(row.factor))}`",
            f"{row.mean:.2f}",
            f"{row.chance:.2f}",
            "**yes**" if row.told else "",
        ]
        for row in made.evenness().itertuples(index=False)
    ]
    return _table(["number", "mean rank (.5)", "chance", "uneven"], rows)


def _reliability(made: Made) -> str:
    rows = [
        [
            f"{row.low:.0%} to {row.high:.0%}",
            f"{row.weight:.0%}",
            f"{row.true:.0%}",
            str(row.answers),
        ]
        for row in made.reliability().itertuples(index=False)
    ]
    return _table([f"weight ({len(STEPS) - 1} steps)", "mean weight", "true", "answers"], rows)


def _confusion(made: Made) -> str:
    rows = [
        [
            f"`{short_name(str(row.factor))}`",
            str(row.truth),
            str(row.answer),
            f"{row.weight:.0%}",
            f"{row.named:.0%}",
            str(row.sets),
        ]
        for row in made.confusion()
        .sort_values(["factor", "truth", "answer"])
        .itertuples(index=False)
    ]
    return _table(["question", "truth", "answer", "weight", "named", "sets"], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
