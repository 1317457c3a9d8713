"""Texts of the screens that lead from a question to one A4: English, Dutch."""

from __future__ import annotations

Texts = dict[str, tuple[str, str]]

ADVICE: Texts = {
    "skip": ("Skip to the screen", "Naar het scherm"),
    "screens": ("Screens", "Schermen"),
    "screen_question": ("Question", "Vraag"),
    "screen_situation": ("Situation", "Situatie"),
    "screen_options": ("Options", "Opties"),
    "screen_consequences": ("Consequences", "Gevolgen"),
    "screen_why": ("Why, and what first", "Waarom, en wat eerst"),
    "screen_holds": ("Does it hold", "Houdt het stand"),
    "screen_take": ("Take along", "Meenemen"),
    "screen_watch": ("Watch one run", "Eén run bekijken"),
    "next": ("Next: {screen}", "Verder: {screen}"),
    "back": ("Back: {screen}", "Terug: {screen}"),
    "at_once": ("Show at once: {screen}", "Meteen zien: {screen}"),
    # Question.
    "question_help": (
        "Choose a ready question, or put it in your own words. Situations and options follow; you"
        " can change both.",
        "Kies een kant-en-klare vraag, of stel haar in uw eigen woorden. Situaties en opties"
        " volgen; beide kunt u veranderen.",
    ),
    "ready": ("Ready questions", "Kant-en-klare vragen"),
    "more_money": (
        "Liaisons, a joint framework or a partnership, when a shortage is likely and a crisis"
        " possible.",
        "Liaisons, een gezamenlijk afwegingskader of een samenwerkingsverband, als een"
        " personeelstekort waarschijnlijk is en een crisis mogelijk.",
    ),
    "more_first": (
        "At which gate support fails, what somebody could change about it, and what to find out"
        " before choosing.",
        "Bij welke poort steun strandt, wat iemand daaraan kan veranderen, en wat u eerst moet"
        " uitzoeken voordat u kiest.",
    ),
    "more_hold": (
        "Whether the choice stays the same under other readings of the source study and in other"
        " futures.",
        "Of de keuze dezelfde blijft bij andere lezingen van de bronstudie en in andere"
        " toekomsten.",
    ),
    "more_own": ("A question of my own", "Een eigen vraag"),
    "ask_words": (
        "The question in your words; it stands above the advice",
        "De vraag in uw woorden; zij staat boven het advies",
    ),
    # Situation.
    "situation_help": (
        "Tick what may happen, one to four, and say how likely each is. What a situation weighs"
        " follows from that, and can be changed: the weight only counts in the column “weighed”.",
        "Vink aan wat er kan gebeuren, één tot vier, en zeg hoe waarschijnlijk elk is. Het gewicht"
        " van een situatie volgt daaruit en kunt u veranderen: het telt alleen in de kolom"
        " “gewogen”.",
    ),
    "situations": ("Situations", "Situaties"),
    "likelihood": ("How likely", "Hoe waarschijnlijk"),
    "likely": ("likely", "waarschijnlijk"),
    "possible": ("possible", "mogelijk"),
    "unknown": ("nobody knows", "niemand weet het"),
    "weighs": ("Weight", "Gewicht"),
    "run_follows": (
        "Each run measures {days} days, so that all that is ticked lies inside it.",
        "Elke run meet {days} dagen, zodat alles wat is aangevinkt erin valt.",
    ),
    "own_scenario": ("A situation of your own", "Een eigen situatie"),
    "own_help": (
        "One stretch of days on which something is otherwise. An empty field stays as it is.",
        "Een aantal dagen waarop iets anders is. Een leeg veld blijft zoals het is.",
    ),
    "own_add": ("Add a situation of your own", "Voeg een eigen situatie toe"),
    "own_save": ("Save it as a file", "Bewaar haar als bestand"),
    "own_title": ("Its name", "Naam"),
    "own_needs": ("More needs of", "Meer behoeften van"),
    "needs_all": ("all classes", "alle soorten"),
    "needs_without_consent": (
        "classes without consent in advance",
        "soorten zonder toestemming vooraf",
    ),
    # Options.
    "options_help": (
        "Tick levers and add them as a package, up to eight. Each package is held against doing"
        " nothing new, and against the others.",
        "Vink maatregelen aan en voeg ze toe als pakket, ten hoogste acht. Elk pakket wordt"
        " vergeleken met niets nieuws doen, en met de andere.",
    ),
    "packages": ("Packages to compare", "Pakketten om te vergelijken"),
    "no_packages": ("None yet: tick levers below.", "Nog geen: vink hieronder maatregelen aan."),
    "remove": ("Remove {package}", "Haal {package} weg"),
    "remove_short": ("Remove", "Weghalen"),
    "add_package": ("Add as one package", "Voeg toe als één pakket"),
    "add_apart": ("Add each by itself", "Voeg elk apart toe"),
    "levers": ("Levers", "Maatregelen"),
    "ticked": ("Ticked:", "Aangevinkt:"),
    "pulled": (
        "Half as strong, or for some of the days? Days count from the end of the warm-up; what is"
        " left empty is as declared, all the time.",
        "Half zo sterk, of maar een deel van de dagen? Dagen tellen vanaf het einde van de"
        " aanloop; wat leeg blijft, is zoals opgegeven, de hele tijd.",
    ),
    "for_needs": ("For which needs", "Voor welke behoeften"),
    "no_levers": (
        "No lever that comes with the package fits the world of this page: they name units and"
        " kinds of need of another one. On the command line levers of your own can be pulled.",
        "Geen maatregel uit het pakket past bij de wereld van deze pagina: ze noemen eenheden en"
        " soorten behoeften van een andere. Op de opdrachtregel kunnen eigen maatregelen worden"
        " ingezet.",
    ),
    "strength": ("Strength", "Sterkte"),
    "from_day": ("From day", "Vanaf dag"),
    "until_day": ("Up to day", "Tot dag"),
    "budget": ("Budget", "Budget"),
    "budget_help": (
        "Packages beyond it stay visible and are marked. Persons are away from their units, on"
        " average over the year; euro are beside their pay. The grade of a sum says what it rests"
        " on: A an official source, B or C another one, J a judgement.",
        "Pakketten erboven blijven zichtbaar en worden gemerkt. Personen zijn weg van hun eenheid,"
        " gemiddeld over het jaar; euro komen naast hun loon. De graad van een bedrag zegt"
        " waarop het berust: A een officiële bron, B of C een andere, J een oordeel.",
    ),
    "persons_at_most": ("Persons at most", "Personen ten hoogste"),
    "euro_at_most": ("Million euro a year at most", "Miljoen euro per jaar ten hoogste"),
    "persons_away": ("{persons} persons", "{persons} personen"),
    "euro_a_year": ("€ {euro} million a year", "€ {euro} miljoen per jaar"),
    "euro_unknown": ("euro unknown", "euro onbekend"),
    "grade": ("source grade {grade}", "brongraad {grade}"),
    "over_budget": ("over budget", "boven budget"),
    # Work under way.
    "working": ("{what}: {done} of about {runs} runs", "{what}: {done} van ongeveer {runs} runs"),
    "role_compare": ("Comparing on {size} seeds", "Vergelijken op {size} seeds"),
    "role_losses": ("What is lost, on {size} seeds", "Wat verloren gaat, op {size} seeds"),
    "role_holds": ("{size} futures", "{size} toekomsten"),
    "role_gates": ("Gates, on {size} seeds", "Poorten, op {size} seeds"),
    "role_conditions": ("Which conditions matter", "Welke voorwaarden ertoe doen"),
    "role_voi": ("What to find out first", "Wat eerst uit te zoeken"),
    "watch_title": (
        "Watch one run, with its map and the story of each request",
        "Eén run bekijken, met de kaart en het verhaal van elke aanvraag",
    ),
    "stop": ("Stop", "Stop"),
    "go_on": ("Go on", "Ga door"),
    "more_seeds": ("More seeds", "Meer seeds"),
    "stopped": ("Stopped; what is finished is kept.", "Gestopt; wat klaar is, is bewaard."),
    "takes_long": (
        "{what}: this takes about {seconds} seconds on this machine.",
        "{what}: dit duurt op deze machine ongeveer {seconds} seconden.",
    ),
    "start_anyway": ("Start: {what}", "Start: {what}"),
    "study_failed": (
        "Something went wrong while this was worked out; change something and it is tried again.",
        "Er ging iets mis bij het uitwerken; verander iets en het wordt opnieuw geprobeerd.",
    ),
    "no_options": (
        "There is no package yet: choose one under Options.",
        "Er is nog geen pakket: kies er een bij Opties.",
    ),
    "study_at": (
        "On {seeds} seeds; kept as a study, which the command line opens from the folder in which"
        " this page was started:",
        "Op {seeds} seeds; bewaard als studie, die de opdrachtregel opent vanuit de map waarin"
        " deze pagina is gestart:",
    ),
    "study_of": (
        "Kept as a study, which the command line opens from the folder in which this page was"
        " started:",
        "Bewaard als studie, die de opdrachtregel opent vanuit de map waarin deze pagina is"
        " gestart:",
    ),
    # Consequences.
    "changes": (
        "What each package changes against doing nothing new",
        "Wat elk pakket verandert tegenover niets nieuws doen",
    ),
    "changes_note": (
        "{outcome}, change in percentage points with its 95% interval over {seeds} seeds, paired:"
        " the same seeds for every package. ● differs from nothing new beyond chance, ○ does not"
        " show to differ (Holm's test). “Weighed” is the average over your situations by weight."
        " Points per 10 persons and per € million divide what a whole package brings by what it"
        " costs: half a package does not bring half, nor twice the money twice as much. The letter"
        " is the grade of a sum: A an official source, B or C another one, J a judgement.",
        "{outcome}, verschil in procentpunt met 95%-interval over {seeds} seeds, gepaard: dezelfde"
        " seeds voor elk pakket. ● aantoonbaar anders dan niets nieuws, ○ niet aantoonbaar (toets"
        " van Holm). “Gewogen” is het gemiddelde over uw situaties naar gewicht. Punten per 10"
        " personen en per € miljoen delen wat een heel pakket brengt door wat het kost: een half"
        " pakket brengt niet de helft, en twee keer zoveel geld niet twee keer zoveel. De letter is"
        " de graad van een bedrag: A een officiële bron, B of C een andere, J een oordeel.",
    ),
    "package": ("Package", "Pakket"),
    "nothing_new": ("Nothing new (level, %)", "Niets nieuws (niveau, %)"),
    "weighed": ("weighed", "gewogen"),
    "persons": ("Persons", "Personen"),
    "euro": ("€ million a year (grade)", "€ miljoen per jaar (graad)"),
    "per_persons": ("Points per 10 persons", "Punten per 10 personen"),
    "per_euro": ("Points per € million", "Punten per € miljoen"),
    "not_apart": ("Cannot be told apart from", "Niet te onderscheiden van"),
    "apart_from_all": ("none: it differs from all others", "geen: het verschilt van alle andere"),
    "in_situation": ("{names} ({situation})", "{names} ({situation})"),
    "told": ("differs from nothing new", "verschilt van niets nieuws"),
    "not_told": ("does not show to differ", "verschilt niet aantoonbaar"),
    "unknown_number": ("unknown", "onbekend"),
    "no_ratio": ("–", "–"),
    "in_words": ("In words", "In woorden"),
    "copy": ("Copy these sentences", "Kopieer deze zinnen"),
    "copied": ("Copied.", "Gekopieerd."),
    "words_here": ("What the words on this screen mean", "Wat de woorden op dit scherm betekenen"),
    "lost": ("What is lost, or won beside it", "Wat verloren gaat, of ernaast gewonnen wordt"),
    "lost_note": (
        "Change against doing nothing new, with its 95% interval over {seeds} seeds, paired. Own"
        " tasks are those that police and Defence have themselves.",
        "Verschil met niets nieuws doen, met 95%-interval over {seeds} seeds, gepaard. Eigen taken"
        " zijn de taken die politie en Defensie zelf hebben.",
    ),
    # Why.
    "gates_title": ("Where support fails today", "Waar steun nu strandt"),
    "conditions_title": (
        "Which conditions matter, and which somebody can change",
        "Welke voorwaarden ertoe doen, en welke iemand kan veranderen",
    ),
    "steerable_title": ("What somebody can change", "Wat iemand kan veranderen"),
    "steerable_note": (
        "By share of the variance of the outcome; context and what belongs to the model are left"
        " out.",
        "Naar aandeel in de variantie van de uitkomst; context en wat bij het model hoort zijn"
        " weggelaten.",
    ),
    "condition": ("Condition", "Voorwaarde"),
    "share": ("Share (%)", "Aandeel (%)"),
    "who": ("Who", "Wie"),
    "moved_by": ("Levers that move it", "Maatregelen die haar verzetten"),
    "no_lever": ("none here", "hier geen"),
    "all_said": ("All that this study says", "Alles wat deze studie zegt"),
    "voi_title": ("What to find out before choosing", "Wat eerst uit te zoeken voor de keuze"),
    # Does it hold.
    "holds_help": (
        "Every package meets the same futures: your situations, every answer to the open questions"
        " of the source study, and all conditions drawn anew. Regret is what a package leaves"
        " behind the best one of a future.",
        "Elk pakket ontmoet dezelfde toekomsten: uw situaties, elk antwoord op de open vragen van"
        " de bronstudie, en alle voorwaarden opnieuw getrokken. Spijt is wat een pakket"
        " achterblijft bij het beste van een toekomst.",
    ),
    "average_to_worst": (
        "From the average (0) to the worst case (100)",
        "Van het gemiddelde (0) naar het slechtste (100)",
    ),
    "regret_table": ("Regret against cost", "Spijt tegenover kosten"),
    "regret_note": (
        "Regret in percentage points over {futures} futures: {share}% of it its largest, the rest"
        " its average. The least regret is marked with ●.",
        "Spijt in procentpunt over {futures} toekomsten: voor {share}% de grootste, voor de rest de"
        " gemiddelde. De kleinste spijt is gemerkt met ●.",
    ),
    "regret_mean": ("Average", "Gemiddeld"),
    "regret_worst": ("Largest", "Grootste"),
    "regret_between": ("As set", "Zoals ingesteld"),
    "no_new": ("Nothing new", "Niets nieuws"),
    # Take along.
    "take_first": (
        "First look at “Does it hold”: what it says is printed in the advice.",
        "Kijk eerst bij “Houdt het stand”: wat daar staat wordt in het advies gedrukt.",
    ),
    "take_wait": (
        "The advice can be made as soon as the comparison and the futures are worked out; stop the"
        " work to have it made of what is there.",
        "Het advies kan worden gemaakt zodra de vergelijking en de toekomsten zijn uitgewerkt; stop"
        " het werk om het te laten maken van wat er is.",
    ),
    "take_advice_help": (
        "One A4: question, advice in three sentences, a table, a figure, what would turn it over,"
        " limits, and the command that gives it again with its digest.",
        "Eén A4: vraag, advies in drie zinnen, een tabel, een figuur, wat het zou doen omkeren,"
        " grenzen, en de opdracht die het opnieuw geeft met haar controlegetal.",
    ),
    "take_pdf": ("Advice, one A4 (PDF)", "Advies, één A4 (PDF)"),
    "take_docx": ("Advice, one A4 (Word)", "Advies, één A4 (Word)"),
    "take_report": ("The long report, as an annex (HTML)", "Het lange rapport, als bijlage (HTML)"),
    "take_xlsx": ("All tables (Excel)", "Alle tabellen (Excel)"),
    "take_csv_nl": (
        "All tables as CSV for a Dutch Excel (ZIP)",
        "Alle tabellen als CSV voor een Nederlandse Excel (ZIP)",
    ),
    "take_figure": ("The figure (PNG)", "De figuur (PNG)"),
    "take_making": (
        "Being made; runs done for its intervals: {done} …",
        "Wordt gemaakt; runs gedaan voor de intervallen: {done} …",
    ),
    "take_look": ("Look at it now", "Bekijk het nu"),
    "take_made": ("Made: {name}", "Gemaakt: {name}"),
    "advice_says": ("The advice, in three sentences", "Het advies, in drie zinnen"),
    "same_again": ("The same again on the command line", "Nog eens op de opdrachtregel"),
    "digest_is": ("digest {digest}", "controlegetal {digest}"),
}
