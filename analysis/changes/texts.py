"""The words in which it is said what changed, in English and Dutch."""

from __future__ import annotations

from analysis.changes.changes import FRAME, MODEL

TEXTS: dict[str, tuple[str, str]] = {
    "same_question": (
        "Both ask the same of the same settings.",
        "Beide vragen hetzelfde over dezelfde situaties.",
    ),
    "asked": ("Asked otherwise: {what}.", "Anders gevraagd: {what}."),
    "setting": ("{name} was {old} and is {new}", "{name} was {old} en is {new}"),
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
    "alone": (
        "Only the {which} has these, and nothing here is of them: {names}.",
        "Alleen de {which} heeft deze, en hier gaat niets over ze: {names}.",
    ),
    "older": ("older study", "oudere studie"),
    "newer": ("newer study", "nieuwere studie"),
    "outcome": (
        "{outcome}, {setting}: {old} then, {new} now; {change}{sure}.",
        "{outcome}, {setting}: toen {old}, nu {new}; {change}{sure}.",
    ),
    "paired": (", on the same {runs} seeds", ", op dezelfde {runs} seeds"),
    "unpaired": (", on other seeds", ", op andere seeds"),
    "not_told": (", no more than chance", ", niet meer dan toeval"),
    "unsure": ("; one run gives no interval", "; één run geeft geen interval"),
    "all_settings": ("all {count} points", "alle {count} punten"),
    "the_setting": ("the setting of either", "de situatie van elk"),
    "identical": (
        "Every outcome of every run that both have is the same to the last bit.",
        "Elke uitkomst van elke run die beide hebben is tot op het laatste bit gelijk.",
    ),
    "moved": (
        "Of {all} outcomes of these settings {count} moved by more than chance (at most one in"
        " twenty of them falsely): {names}.",
        "Van {all} uitkomsten van deze situaties verschoven er {count} meer dan toeval (hoogstens"
        " één op de twintig daarvan ten onrechte): {names}.",
    ),
    "none_moved": (
        "None of {all} outcomes of these settings moved by more than chance.",
        "Geen van {all} uitkomsten van deze situaties verschoof meer dan toeval.",
    ),
    "verdicts": (
        "Verdicts on {outcome} that turned: {names}.",
        "Oordelen over {outcome} die omsloegen: {names}.",
    ),
    "verdict": ("{what} was “{old}” and is “{new}”", "{what} was “{old}” en is “{new}”"),
    "effect": ("{setting} against {against}", "{setting} tegenover {against}"),
    "no_verdict": (
        "No verdict on {outcome} turned, of {all}.",
        "Geen oordeel over {outcome} sloeg om, van {all}.",
    ),
    "no_answers": (
        "The verdicts of the older study cannot be worked out again by this version.",
        "De oordelen van de oudere studie kan deze versie niet opnieuw bepalen.",
    ),
    "more_than_0": ("more", "meer"),
    "less_than_0": ("less", "minder"),
    "not_told_apart": ("not told apart", "niet te onderscheiden"),
    "why_chance": (
        "Only the seeds or their number differ, so whatever moved is chance, and the study with"
        " more runs is the surer one.",
        "Alleen de seeds of hun aantal verschillen, dus wat verschoof is toeval, en de studie met"
        " meer runs is de zekerste.",
    ),
    "why_one": (
        "Only this differs, so it is why: {what}.",
        "Alleen dit verschilt, dus daardoor komt het: {what}.",
    ),
    "why_many": (
        "Several things differ at once ({what}), and two studies do not tell which of them it was:"
        " ask the older question again as it was, and hold that beside both ({command}).",
        "Er verschilt meer tegelijk ({what}), en twee studies zeggen niet waar het aan ligt: stel"
        " de oudere vraag nog eens zoals zij was, en leg die naast beide ({command}).",
    ),
    "why_nothing": (
        "Nothing that decides numbers differs, and yet they do: ask both again, and bijstand verify"
        " whether they are still what was written.",
        "Niets wat getallen bepaalt verschilt, en toch verschillen die: vraag beide opnieuw, en ga"
        " met bijstand verify na of zij nog zijn wat er geschreven werd.",
    ),
    "asked_table": ("What was asked otherwise", "Wat anders gevraagd werd"),
    "outcome_table": ("Outcomes that moved by more than chance", "Uitkomsten die meer dan toeval"
                      " verschoven"),
    "key": ("key", "sleutel"),
    "old": ("then", "toen"),
    "new": ("now", "nu"),
    "change": ("change", "verschil"),
}  # fmt: skip
