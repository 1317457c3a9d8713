"""What the columns of weighed draws are called: priors beside what evidence leaves."""

from __future__ import annotations

WORD, COUNT, ITSELF, SHARE = "", "count", "of the table", "share"
"""Units of columns: none, a count, that of the table, a share."""

WEIGHED: dict[str, tuple[str, str, str]] = {
    "prior": ("weight before", "gewicht vooraf", SHARE),
    "weight": ("weight", "gewicht", SHARE),
    "least": ("least, one figure left out", "minste, één cijfer weggelaten", SHARE),
    "most": ("most, one figure left out", "meeste, één cijfer weggelaten", SHARE),
    "hangs_on": ("figure that it hangs on most", "cijfer waar het het meest aan hangt", WORD),
    "prior_low": ("lower end before", "ondergrens vooraf", ITSELF),
    "prior_middle": ("median before", "mediaan vooraf", ITSELF),
    "prior_high": ("upper end before", "bovengrens vooraf", ITSELF),
    "middle": ("median", "mediaan", ITSELF),
    "moved_by": (
        "move of the mean",
        "verschuiving van het gemiddelde",
        "standard deviations before",
    ),
    "narrowed": ("spread, over that before", "spreiding, gedeeld door die vooraf", SHARE),
    "target": ("figure", "cijfer", WORD),
    "seen": ("what was seen", "wat is gezien", ITSELF),
    "below": ("chance to be seen below that", "kans om daaronder gezien te worden", SHARE),
    "withheld": ("the same, figure left out", "hetzelfde, cijfer weggelaten", SHARE),
    "grade": ("grade of the source", "graad van de bron", WORD),
    "source": ("source", "bron", WORD),
    "default": ("the setting as it is", "de instelling zoals zij is", ITSELF),
    "proposed": ("the setting that is proposed", "de instelling die is voorgesteld", ITSELF),
    "truth": ("answer that is true", "antwoord dat waar is", WORD),
    "named": ("data sets that name the answer", "gegevenssets die het antwoord noemen", SHARE),
    "sets": ("data sets", "gegevenssets", COUNT),
    "power": ("power of the guess", "macht van de schatting", "number"),
    "effective": ("draws of equal weight", "trekkingen van gelijk gewicht", COUNT),
    "drawn_from": ("drawn from", "getrokken uit", WORD),
}
"""Names in both languages, and the unit."""
