"""The texts of what the evidence leaves, in English and Dutch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "told": (
        "Given these {figures} statistics, of {count} open questions these are told, at odds of 19"
        " to 1 or more: {names}.",
        "Gegeven deze {figures} statistieken is van {count} open vragen dit gebleken, met een kans"
        " van 19 tegen 1 of meer: {names}.",
    ),
    "none_told": (
        "Given these {figures} statistics, none of the {count} open questions is told: no answer"
        " has odds of 19 to 1, for or against.",
        "Gegeven deze {figures} statistieken is geen van de {count} open vragen beslist: geen"
        " antwoord heeft een kans van 19 tegen 1, voor of tegen.",
    ),
    "fixed": (
        "Every open question is answered by the setting, so that these figures tell none of them.",
        "Elke open vraag is door de instelling beantwoord, dus deze cijfers zeggen over geen ervan"
        " iets.",
    ),
    "leaning": (
        "More than luck, yet far from sure, they lean to: {names}.",
        "Meer dan toeval, maar lang niet zeker, wijzen zij naar: {names}.",
    ),
    "answer": (
        "“{question}” ({name}): {answer}, {weight}% of the weight (before: {prior}%)",
        "“{question}” ({name}): {answer}, {weight}% van het gewicht (eerst: {prior}%)",
    ),
    "hangs": (
        "What that hangs on: with one figure left out, {answer} ({name}) has {least}% to {most}%;"
        " most depends on {figure}.",
        "Waar dat aan hangt: met één cijfer weggelaten heeft {answer} ({name}) {least}% tot"
        " {most}%;"
        " het meest hangt af van {figure}.",
    ),
    "not_left_out": (
        "Without {names} the draws are worth fewer than {fewest}: what hangs on them is not known.",
        "Zonder {names} zijn de trekkingen er minder dan {fewest} waard: wat daaraan hangt is niet"
        " bekend.",
    ),
    "made": (
        "Could they tell? Of {sets} data sets that were made with a known truth, {counted} could be"
        " weighed; the true answer had the largest weight in {named}% of the cases, where a guess"
        " has {luck}%.",
        "Kunnen zij het laten zien? Van {sets} gegevenssets die met een bekende waarheid zijn"
        " gemaakt, waren er {counted} te wegen; het ware antwoord had in {named}% van de gevallen"
        " het grootste gewicht, waar een gok {luck}% heeft.",
    ),
    "none_made": (
        "Of {sets} data sets that were made with a known truth none could be weighed, with draws"
        " worth {worth} of equal weight: whether theories can be told is not known.",
        "Van {sets} gegevenssets die met een bekende waarheid zijn gemaakt was er geen te wegen,"
        " met trekkingen die er {worth} van gelijk gewicht waard zijn: of theorieën te"
        " onderscheiden zijn is niet bekend.",
    ),
    "even": (
        "There the truth lay anywhere among the weighed draws, as it must, for all {count} numbers"
        " that were looked at.",
        "Daarin lag de waarheid overal onder de gewogen trekkingen, zoals het moet, voor alle"
        " {count} getallen waarnaar is gekeken.",
    ),
    "uneven": (
        "There the truth did not lie evenly among the weighed draws for {names}: do not rely on the"
        " ranges of these.",
        "Daarin lag de waarheid niet gelijk verdeeld onder de gewogen trekkingen voor {names}: ga"
        " niet af op de bereiken hiervan.",
    ),
    "moved": (
        "Of {all} conditions and cells of the tables {count} moved by more than luck; most:"
        " {names}.",
        "Van {all} voorwaarden en cellen van de tabellen zijn er {count} meer dan toevallig"
        " verschoven; het meest: {names}.",
    ),
    "mean": (
        "{name}: mean {mean} ({low} to {high}) instead of {prior_mean}",
        "{name}: gemiddeld {mean} ({low} tot {high}) in plaats van {prior_mean}",
    ),
    "cells": (
        "A cell of the tables goes from -1 to 1 over its spread; 0 is the table as it stands.",
        "Een cel van de tabellen loopt van -1 tot 1 over zijn spreiding; 0 is de tabel zoals hij"
        " staat.",
    ),
    "not_moved": (
        "No single condition or cell moved by more than luck: what the figures say is of"
        " combinations.",
        "Geen enkele voorwaarde of cel is meer dan toevallig verschoven: wat de cijfers zeggen,"
        " gaat over combinaties.",
    ),
    "inside": (
        "Seen again from the draws that are left, all {count} figures lie in the middle nine in"
        " ten.",
        "Opnieuw gezien vanuit de trekkingen die over zijn, liggen alle {count} cijfers in de"
        " middelste negen van de tien.",
    ),
    "outside": (
        "Seen again from the draws that are left, these lie outside the middle nine in ten, so that"
        " the model does not give them: {names}.",
        "Opnieuw gezien vanuit de trekkingen die over zijn, liggen deze buiten de middelste negen"
        " van de tien, zodat het model ze niet geeft: {names}.",
    ),
    "foretold": (
        "Each figure that can be left out lies where the other figures foretell it.",
        "Elk cijfer dat weggelaten kan worden ligt waar de andere cijfers het voorspellen.",
    ),
    "withheld": (
        "Left out, these lie outside of what the other figures foretell: {names}.",
        "Weggelaten liggen deze buiten wat de andere cijfers voorspellen: {names}.",
    ),
    "default": (
        "The setting as it is lies {far} standard deviations {side} its worst figure, {figure}.",
        "De instelling zoals zij is ligt {far} standaarddeviaties {side} haar slechtste cijfer,"
        " {figure}.",
    ),
    "above": ("above", "boven"),
    "under": ("below", "onder"),
    "nearer": (
        "All figures together are likelier under draws with {share}% of the weight than under the"
        " setting as it is.",
        "Alle cijfers samen zijn waarschijnlijker bij trekkingen met {share}% van het gewicht dan"
        " bij de instelling zoals zij is.",
    ),
    "proposed": (
        "A setting that lies nearer, proposed and not taken: {words} ({far} standard deviations"
        " from"
        " its worst, {figure}).",
        "Een instelling die dichterbij ligt, voorgesteld en niet overgenomen: {words} ({far}"
        " standaarddeviaties van haar slechtste, {figure}).",
    ),
    "no_better": (
        "No change of a few conditions was found that is nearer both in all and at its worst, so"
        " that no setting is proposed.",
        "Er is geen verandering van een paar voorwaarden gevonden die zowel in totaal als in het"
        " slechtste dichterbij ligt, dus er is geen instelling voorgesteld.",
    ),
    "worth": (
        "The {draws} draws of {waves} are worth {effective} of equal weight.",
        "De {draws} trekkingen van {waves} zijn er {effective} van gelijk gewicht waard.",
    ),
    "some": (
        "The {draws} draws of {waves} are worth {effective} of equal weight, fewer than the"
        " {wanted} that means need: take these as a first look, and more calibrate.points= or"
        " calibrate.waves=.",
        "De {draws} trekkingen van {waves} zijn er {effective} van gelijk gewicht waard,"
        " minder dan de {wanted} die gemiddelden nodig hebben: zie dit als een eerste blik, en neem"
        " meer calibrate.points= of calibrate.waves=.",
    ),
    "few": (
        "The {draws} draws of {waves} are worth only {effective} of equal weight, and"
        " {fewest}"
        " are needed: nothing is told of conditions and theories, and no belief is made. Take more"
        " calibrate.points= or calibrate.waves=.",
        "De {draws} trekkingen van {waves} zijn er maar {effective} van gelijk gewicht"
        " waard,"
        " en er zijn er {fewest} nodig: over voorwaarden en theorieën is niets gezegd, en er is"
        " geen"
        " overtuiging gemaakt. Neem meer calibrate.points= of calibrate.waves=.",
    ),
    "one_wave": ("one wave", "één ronde"),
    "waves": ("{waves} waves", "{waves} ronden"),
    "light": (
        "No few of them carry it (k-hat {tail}; at most {most}).",
        "Het hangt niet aan een paar ervan (k-hat {tail}; hoogstens {most}).",
    ),
    "heavy": (
        "A few of them carry much of it (k-hat {tail}, where {most} is the most): do not rely on"
        " these means before there are more draws.",
        "Een paar ervan dragen er veel van (k-hat {tail}, waar {most} het meeste is): ga niet af op"
        " deze gemiddelden voordat er meer trekkingen zijn.",
    ),
    "belief": (
        "What is left is in belief.json; to draw from it: bijstand robust belief={folder}, or"
        " sweep,"
        " discover or voi.",
        "Wat overblijft staat in belief.json; om eruit te trekken: bijstand robust belief={folder},"
        " of sweep, discover of voi.",
    ),
    "caution": (
        "All this is given these {count} statistics, the spreads that conf/plausible declares, and"
        " this model; several of the figures served to set defaults, and a weight is no truth.",
        "Dit alles geldt gegeven deze {count} statistieken, de spreidingen die conf/plausible"
        " opgeeft, en dit model; een deel van de cijfers diende om standaardwaarden te kiezen, en"
        " een gewicht is geen waarheid.",
    ),
    "question": ("question: answer", "vraag: antwoord"),
    "before": ("before", "vooraf"),
    "after": ("given the figures", "gegeven de cijfers"),
    "left_out": ("one figure left out", "één cijfer weggelaten"),
    "theories_title": (
        "Weight of the answers to open questions (%)",
        "Gewicht van de antwoorden op open vragen (%)",
    ),
    "theories_note": (
        "±: the luck of the draws, 95%; one figure left out: the least and the most that the weight"
        " becomes",
        "±: het toeval van de trekkingen, 95%; één cijfer weggelaten: het minste en het meeste dat"
        " het gewicht wordt",
    ),
    "with_luck": ("{weight} ±{luck}", "{weight} ±{luck}"),
    "to": ("{least} to {most}", "{least} tot {most}"),
    "figure": ("figure (grade)", "cijfer (graad)"),
    "seen": ("seen", "gezien"),
    "default_far": ("default (sd)", "standaard (sd)"),
    "figures_title": ("The figures, and what draws give", "De cijfers, en wat trekkingen geven"),
    "figures_note": (
        "median of the draws, and their middle nine in ten; default: how far the setting as it is"
        " lies off, in standard deviations",
        "mediaan van de trekkingen, en hun middelste negen van de tien; standaard: hoe ver de"
        " instelling zoals zij is ernaast ligt, in standaarddeviaties",
    ),
    "middle": ("{middle} ({low} to {high})", "{middle} ({low} tot {high})"),
    "condition": ("condition or cell", "voorwaarde of cel"),
    "moved_title": ("What moved", "Wat verschoof"),
    "moved_note": (
        "mean, and the middle nine in ten",
        "gemiddelde, en de middelste negen van de tien",
    ),
}
