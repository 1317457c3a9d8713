"""``bijstand sweep``: the points of a design, run and summarised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb

if TYPE_CHECKING:
    import pandas as pd

    from experiments.configuration.study import StudyJob

ABOUT = """\
bijstand sweep: the points of a design, run and summarised

Runs every point of a design inside one setting, and writes the design, the runs, how outcomes
spread over the points and how they respond to each factor. Factors are conditions, switches of the
theory, scenarios and policies; sensitivity indices come from bijstand sensitivity.\
"""
EXAMPLES = """\
  bijstand sweep design.factors=[trust_start,theory.trust] design.points=50
  bijstand sweep design=factorial design.points=5 design.factors=[trust_start,theory.trust]
  bijstand sweep design=list design.file=points.csv replications=10
  bijstand sweep design=morris design.points=20 scenario=crisis executor=processes
  bijstand sweep design=sobol design.points=256 design.groups=true executor=dask
  bijstand sweep experiment=what_trust_does language=nl\
"""
SHOWN_FACTORS = 12
TEXTS = {
    "spread": ("Outcome", "Uitkomst"),
    "mean": ("mean", "gemiddelde"),
    "range": ("5% to 95% of points", "5% tot 95% van de punten"),
    "noise": ("luck", "toeval"),
    "factor": ("Factor", "Factor"),
    "lowest": ("lowest", "laagste"),
    "highest": ("highest", "hoogste"),
    "reach": ("apart", "verschil"),
    "told": ("more than luck", "meer dan toeval"),
    "yes": ("yes", "ja"),
    "no": ("not told", "niet te zeggen"),
    "title": ("{outcome}: means at the levels of each factor", "{outcome}: gemiddelden per niveau"),
    "count": ("{points} points ({kind}), {runs} runs", "{points} punten ({kind}), {runs} runs"),
    "luck": (
        "; luck: the share of the variance of single runs",
        "; toeval: het aandeel in de variantie van losse runs",
    ),
}


def _read(words: Sequence[str]) -> StudyJob:
    from experiments.configuration.study import read_study

    return read_study(words, "sweep")


def _act(job: StudyJob, fail_fast: bool) -> int:
    from analysis.sweep.figures import responses_figure
    from analysis.sweep.sweep import ranked_factors, response_table, spread_table, told_factors
    from analysis.sweep.words import sentences
    from analysis.words.labels import PRIMARY
    from bijstand.command_line.answer import tell_parts

    study = do_study(job, fail_fast)
    joined, language = study.joined(), job.language
    factors = [factor.name for factor in job.design.factors]
    spread = spread_table(joined.drop(columns=factors))
    responses = response_table(joined, factors, PRIMARY, job.design.kind)
    based = joined.assign(base_row=job.design.base_rows[joined["point"]])
    told = told_factors(based, factors, PRIMARY, job.design.kind)
    ranked = ranked_factors(responses, told)
    _print(job, len(joined), spread, ranked)
    return tell_parts(
        job,
        study,
        sentences(spread, ranked, job.design.kind, language),
        {"outcomes": spread, "responses": responses, "factors": ranked},
        {
            "responses": lambda: responses_figure(
                responses, list(ranked["factor"]), PRIMARY, language
            )
        },
    )


def _print(job: StudyJob, runs: int, spread: pd.DataFrame, ranked: pd.DataFrame) -> None:
    from analysis.words.labels import PRIMARY, label_of
    from experiments.running.terminal import terminal

    out, place = terminal(), 1 if job.language == "nl" else 0
    counts = {"points": len(job.design), "kind": job.design.kind, "runs": runs}
    out.print(_spread(spread, job.language))
    luck = TEXTS["luck"][place] if spread["noise"].notna().any() else ""
    out.print(TEXTS["count"][place].format(**counts) + luck, style="dim")
    out.print()
    out.print(TEXTS["title"][place].format(outcome=label_of(PRIMARY).text(job.language)))
    out.print(_ranked(ranked, job.language))


def _spread(spread: pd.DataFrame, language: str) -> object:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from analysis.words.labels import LABELS, PRIMARY, number

    place = 1 if language == "nl" else 0
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    known = spread["noise"].notna().any()
    for text in ("spread", "mean", "range", *(["noise"] if known else [])):
        table.add_column(TEXTS[text][place], justify="left" if text == "spread" else "right")
    for row in spread.to_dict("records"):
        label = LABELS.get(row["outcome"])
        if label is not None and label.in_table:
            mean, low, high = (number(row[k], label.unit, language) for k in ("mean", "p05", "p95"))
            luck = "" if row["noise"] != row["noise"] else f"{row['noise']:.0%}"
            style = "bold" if row["outcome"] == PRIMARY else None
            cells = (label.text(language), mean, f"{low} – {high}", *([luck] if known else []))
            table.add_row(*cells, style=style)
    return table


def _ranked(ranked: pd.DataFrame, language: str) -> object:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from analysis.words.factors import factor_name
    from analysis.words.labels import PRIMARY, label_of, number

    place, unit = 1 if language == "nl" else 0, label_of(PRIMARY).unit
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for text in ("factor", "lowest", "highest", "reach", "told"):
        table.add_column(TEXTS[text][place], justify="left" if text == "factor" else "right")
    for row in ranked.head(SHOWN_FACTORS).to_dict("records"):
        cells = [number(row[key], unit, language) for key in ("lowest", "highest", "reach")]
        name = f"{row['factor']}: {factor_name(row['factor'], language)}"
        table.add_row(name, *cells, TEXTS["yes" if row["told"] else "no"][place])
    return table


VERB = StudyVerb("sweep", ABOUT, EXAMPLES, _read, act=_act)
run, help_text = VERB.run, VERB.help_text
