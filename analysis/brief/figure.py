"""The figure of the A4: what each policy changes, with its interval, in one panel per place."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from textwrap import fill

from matplotlib.figure import Figure

from analysis.brief.evidence import MOST_GROUNDS, MOST_ROWS, Evidence
from analysis.brief.texts import TEXTS
from analysis.brief.wording import Wording
from analysis.stored.answer import Answer
from analysis.words.labels import label_of
from analysis.words.phrases import change, phrase
from analysis.words.style import COLOURS, FAINT, INK, MUTED, look, number_ticks
from analysis.words.titles import unquoted

WIDTH = 7.0
STUDY_HEIGHT = 3.9
PRINT_DPI = 200
LONGEST_NAME, LETTERS, LINE = 36, 60, 0.21


def gains_picture(evidence: Evidence, wording: Wording) -> tuple[bytes, str]:
    """Draw what each policy changes against the reference; return the PNG and it in words."""
    grounds = evidence.grounds[:MOST_GROUNDS]
    policies = evidence.best_first[:MOST_ROWS]
    unit = label_of(evidence.outcome).unit
    scale = 100.0 if unit == "share" else 1.0
    said = []
    with look():
        names = [fill(unquoted(wording.name(p)), LONGEST_NAME) for p in policies]
        lines = sum(1 + name.count("\n") for name in names)
        height = 0.85 + LINE * max(lines, len(policies))
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        panels = figure.subplots(1, len(grounds), squeeze=False, sharey=True, sharex=True)[0]
        for axes, ground in zip(panels, grounds, strict=True):
            for place, policy in enumerate(policies):
                gain = ground.gains.get(policy)
                if gain is None:
                    continue
                ends = [[(gain.mean - gain.low) * scale], [(gain.high - gain.mean) * scale]]
                told = ground.told(policy)
                axes.errorbar(
                    gain.mean * scale,
                    place,
                    xerr=None if gain.low != gain.low else ends,
                    fmt="o",
                    ms=4,
                    color=COLOURS[0] if told else MUTED,
                    ecolor=MUTED,
                    capsize=2,
                )
                size = change(unit, wording.language, gain.mean, gain.low, gain.high)
                said.append(f"{unquoted(wording.name(policy))} {size}")
            axes.axvline(0.0, color=INK, lw=0.8)
            title = fill(bare(wording.place(ground)), LETTERS // len(grounds))
            axes.set_title(title, loc="left", fontsize=8)
            axes.grid(axis="x", color=FAINT, linewidth=0.5)
            axes.tick_params(axis="y", length=0)
            number_ticks(axes, wording.language, ("x",))
        panels[0].set_yticks(range(len(policies)), names, fontsize=8)
        panels[0].set_ylim(len(policies) - 0.5, -0.5)
        text = label_of(evidence.outcome).unit_of_change(wording.language)
        figure.supxlabel(phrase(TEXTS, "axis", wording.language, unit=text), fontsize=8)
        png = _png(figure)
    return png, phrase(TEXTS, "figure_alt", wording.language, items="; ".join(said))


def bare(text: str) -> str:
    """Return a text without quotation marks, as it stands above a column or a panel."""
    return text.replace("“", "").replace("”", "")


def picture_of(answers: Sequence[Answer], language: str) -> tuple[bytes, str]:
    """Return the first figure that any answer has; empty where none has one."""
    for answer in answers:
        told = answer.in_language(language)
        for name in list(told.draw)[:1]:
            with look():
                figure = told.figures[name]
                # Small paper with letters as large as they are: in print they can be read.
                figure.set_size_inches(WIDTH, STUDY_HEIGHT)
                png = _png(figure)
            return png, phrase(TEXTS, "other_alt", language, said=told.sentences()[0])
    return b"", ""


def _png(figure: Figure) -> bytes:
    made = BytesIO()
    figure.savefig(made, format="png", dpi=PRINT_DPI, metadata={"Software": None})
    return made.getvalue()
