"""The words in which it is said what changed, in English and Dutch."""

from __future__ import annotations

from analysis.changes.found import FRAME, MODEL

TEXTS: dict[str, tuple[str, str]] = {
    "same_question": (
        "Both ask the same of the same settings.",
        "Beide vragen hetzelfde over dezelfde situaties.",
    ),
    "asked": ("Asked otherwise: {what}.", "Anders gevraagd: {what}."),
    "setting": ("{name}: {old}, now {new}", "{name}: {old}, nu {new}"),
    "nothing": ("not given", "niet gegeven"),
    "more": ("{count} more in the table", "nog {count} in de tabel"),
    "same_model": (
        "The same version of the model ran them.",
        "Dezelfde versie van het model heeft ze gedraaid.",
    ),
    "made_by": ("Otherwise made: {what}.", "Anders gemaakt: {what}."),
    MODEL: ("the sources of the model", "de broncode van het model"),
    FRAME: (
        "the content of a scenario, policy, theory or world that is named",
        "de inhoud van een scenario, beleid, theorie of wereld die genoemd wordt",
    ),
    "library": ("{name} ({old}, now {new})", "{name} ({old}, nu {new})"),
    "alone_older": (
        "The newer study no longer has these settings of the older one, so that nothing is said"
        " here of what changed in them: {names}.",
        "De nieuwere studie heeft deze situaties van de oudere niet meer; hier staat dus niet wat"
        " daarin veranderde: {names}.",
    ),
    "alone_newer": (
        "The older study did not have these settings of the newer one yet, so that nothing is said"
        " here of what changed in them: {names}.",
        "De oudere studie had deze situaties van de nieuwere nog niet; hier staat dus niet wat"
        " daarin veranderde: {names}.",
    ),
    "length": (
        "The older study measures {old} and the newer one {new}: what is counted or added up over"
        " a run differs by that alone.",
        "De oudere studie meet {old} en de nieuwere {new}: wat over een run wordt geteld of"
        " opgeteld, verschilt daardoor alleen al.",
    ),
    "one_day": ("{days} day", "{days} dag"),
    "days": ("{days} days", "{days} dagen"),
    "outcome": (
        "{outcome}, {setting}: {old} then, {new} now; {change}{sure}.",
        "{outcome}, {setting}: toen {old}, nu {new}; {change}{sure}.",
    ),
    "no_pair": (
        "{outcome}, {setting}: there are no values of both studies to hold against each other.",
        "{outcome}, {setting}: er zijn geen waarden van beide studies om te vergelijken.",
    ),
    "paired": (", on the same {runs} seeds", ", op dezelfde {runs} seeds"),
    "unpaired": (", on other seeds", ", op andere seeds"),
    "not_told": (
        ", which these runs do not tell from chance",
        ", wat deze runs niet van toeval onderscheiden",
    ),
    "unsure": ("; one run gives no interval", "; één run geeft geen interval"),
    "all_settings": ("all {count} points", "alle {count} punten"),
    "the_setting": ("the setting of either", "de situatie van elk"),
    "identical": (
        "Every outcome of every run that both have is the same to the last bit.",
        "Elke uitkomst van elke run die beide hebben is tot op het laatste bit gelijk.",
    ),
    "moved": (
        "Of {all} outcomes of these settings {count} moved by more than chance (of what is named"
        " so, about one in twenty at most is expected to be chance after all): {names}.",
        "Van {all} uitkomsten van deze situaties verschoven er {count} meer dan toeval (van wat zo"
        " genoemd wordt, is naar verwachting hoogstens één op de twintig toch toeval): {names}.",
    ),
    "none_moved": (
        "None of {all} outcomes of these settings moved by more than chance, as far as these runs"
        " can tell.",
        "Geen van {all} uitkomsten van deze situaties verschoof meer dan toeval, voor zover deze"
        " runs dat kunnen zeggen.",
    ),
    "verdicts": (
        "Verdicts on “{outcome}” that are other ones now: {names}.",
        "Oordelen over “{outcome}” die nu anders zijn: {names}.",
    ),
    "verdict": ("{what} was “{old}” and is “{new}”", "{what} was “{old}” en is “{new}”"),
    "not_told_is": (
        "“Not told apart” means that the runs of that study could not tell; it is no finding that"
        " there is no difference.",
        "“Niet te onderscheiden” betekent dat de runs van die studie het niet konden zeggen; het is"
        " geen bevinding dat er geen verschil is.",
    ),
    "effect": ("{setting} against {against}", "{setting} tegenover {against}"),
    "no_verdict": (
        "Of {all} verdicts on “{outcome}” none is another one now.",
        "Van {all} oordelen over “{outcome}” is er nu geen anders.",
    ),
    "no_answers": (
        "The verdicts of the older study cannot be worked out again by this version.",
        "De oordelen van de oudere studie kan deze versie niet opnieuw bepalen.",
    ),
    "more_than_0": ("more", "meer"),
    "less_than_0": ("less", "minder"),
    "not_told_apart": ("not told apart", "niet te onderscheiden"),
    "why_chance": (
        "Only the seeds or their number differ, so whatever moved is chance; the study with more"
        " runs is the surer one.",
        "Alleen de seeds of hun aantal verschillen, dus wat verschoof is toeval; de studie met meer"
        " runs is de zekerste.",
    ),
    "why_one": (
        "Only this differs, so what moved by more than chance moved by it: {what}.",
        "Alleen dit verschilt, dus wat meer dan toeval verschoof, komt daardoor: {what}.",
    ),
    "why_many": (
        "Several things differ at once ({what}), so that these two studies cannot tell which of"
        " them moved what: ask the older question again ({command}), and change one of them at a"
        " time.",
        "Er verschilt meer tegelijk ({what}), zodat deze twee studies niet kunnen zeggen wat waar"
        " aan ligt: stel de oudere vraag opnieuw ({command}), en verander één ding per keer.",
    ),
    "why_nothing": (
        "Nothing that decides numbers differs, and yet they do: ask both again, and bijstand verify"
        " whether they are still what was written.",
        "Niets wat getallen bepaalt verschilt, en toch verschillen die: vraag beide opnieuw, en ga"
        " met bijstand verify na of zij nog zijn wat er geschreven werd.",
    ),
    "asked_table": ("What was asked otherwise", "Wat anders gevraagd werd"),
    "outcome_table": (
        "Outcomes that moved by more than chance",
        "Uitkomsten die meer dan toeval verschoven",
    ),
    "key": ("key", "sleutel"),
    "old": ("then", "toen"),
    "new": ("now", "nu"),
    "change": ("change", "verschil"),
}
