"""What forms say, in English and Dutch."""

from __future__ import annotations

FORM: dict[str, tuple[str, str]] = {
    "ranges_title": (
        "What you know of support between police and Defence (round {round})",
        "Wat u weet van steun tussen politie en Defensie (ronde {round})",
    ),
    "weighing_title": (
        "Would you want this? Twenty requests for support",
        "Zou u dit willen? Twintig aanvragen om steun",
    ),
    "placing": ("First: what the lines mean to you", "Eerst: wat de regels voor u betekenen"),
    "placing_text": (
        "Each request below is made of seven lines. Here are all the lines that occur, four for"
        " each subject. Place each of them from 0 (nothing of it) to 100 (all of it), as you read"
        " it. If you leave one empty, ours is used.",
        "Elke aanvraag hieronder bestaat uit zeven regels. Hier staan alle regels die voorkomen,"
        " vier per onderwerp. Zet elk op een plek van 0 (niets ervan) tot 100 (alles ervan), zoals"
        " u hem leest. Laat u er een leeg, dan nemen we de onze.",
    ),
    "judging": ("Then: would you want it?", "Dan: zou u het willen?"),
    "judging_text": (
        "Your unit is asked for support. Suppose that it could, and that it was allowed. Would you"
        " want to give it? Judge each request by itself, and do not look back.",
        "Uw eenheid wordt om steun gevraagd. Stel dat het kan, en dat het mag. Zou u het willen"
        " geven? Beoordeel elke aanvraag op zichzelf, en kijk niet terug.",
    ),
    "request": ("Request", "Aanvraag"),
    "want": ("Would you want to give this support?", "Zou u deze steun willen geven?"),
    "yes": ("Yes", "Ja"),
    "no": ("No", "Nee"),
    "form_line": ("Form {form}, round {round}", "Formulier {form}, ronde {round}"),
    "skip": ("To the questions", "Naar de vragen"),
    "about": ("What this is", "Wat dit is"),
    "who": ("Before you begin", "Voordat u begint"),
    "code": ("A code of your own", "Een eigen code"),
    "code_hint": (
        "Choose a code of 4 to 12 letters and digits, with two digits or more, that you will"
        " remember and that says nothing of who you are: no name, no initials, no date of birth, no"
        " number of service. It keeps your answers together, over rounds too, and no more.",
        "Kies een code van 4 tot 12 letters en cijfers, met minstens twee cijfers, die u onthoudt"
        " en die niets over u zegt: geen naam, geen initialen, geen geboortedatum, geen"
        " dienstnummer. De code houdt uw antwoorden bij elkaar, ook over rondes heen, en dient"
        " nergens anders voor.",
    ),
    "code_again": (
        "Use the code of the first round.",
        "Gebruik de code van de eerste ronde.",
    ),
    "code_label": ("Your code", "Uw code"),
    "questions": ("Questions", "Vragen"),
    "question": ("Question {number}", "Vraag {number}"),
    "in_unit": ("answer in {unit}", "antwoord in {unit}"),
    "lowest": ("Lowest plausible", "Laagst denkbaar"),
    "highest": ("Highest plausible", "Hoogst denkbaar"),
    "best": ("Best estimate", "Beste schatting"),
    "sure": ("How sure, 50 to 100", "Hoe zeker, 50 tot 100"),
    "reason": (
        "Why so? (If you like; name nobody, also no unit that would point at somebody.)",
        "Waarom? (Als u wilt; noem niemand, ook geen eenheid die naar iemand wijst.)",
    ),
    "heard": (
        "All answers of the first round, brought to 80% sure",
        "Alle antwoorden van de eerste ronde, op 80% zeker gebracht",
    ),
    "reasons_heard": ("Reasons that were given:", "Redenen die zijn gegeven:"),
    "ready": ("Ready?", "Klaar?"),
    "ready_text": (
        "The button checks your answers and saves them as a file on this machine. Nothing is sent:"
        " hand the file to whoever gave you this form. Leave a question empty if you do not know.",
        "De knop controleert uw antwoorden en bewaart ze als bestand op deze computer. Er wordt"
        " niets verstuurd: geef het bestand aan wie u dit formulier gaf. Laat een vraag leeg als u"
        " het niet weet.",
    ),
    "save": ("Check and save my answers", "Controleer en bewaar mijn antwoorden"),
    "paper": (
        "On paper: write clearly, use a comma or a point for decimals and no mark for thousands,"
        " leave a question empty if you do not know, and write no name on this form.",
        "Op papier: schrijf duidelijk, gebruik een komma of punt voor decimalen en geen teken voor"
        " duizendtallen, laat een vraag leeg als u het niet weet, en zet geen naam op dit"
        " formulier.",
    ),
}

INTRO: dict[str, tuple[tuple[str, str], ...]] = {
    "ranges_1": (
        (
            "A simulation explores how police and Defence ask each other for support. Some of its"
            " numbers nobody has counted. You know this work; this form asks what you think those"
            " numbers are, and how sure you are. It is no test, and there is no right answer to"
            " look up.",
            "Een simulatie verkent hoe politie en Defensie elkaar om steun vragen. Sommige getallen"
            " daarin heeft niemand geteld. U kent dit werk; dit formulier vraagt hoe groot u denkt"
            " dat die getallen zijn, en hoe zeker u bent. Het is geen toets, en er is geen goed"
            " antwoord op te zoeken.",
        ),
        (
            "For every question, think first of the lowest and the highest value that would not"
            " surprise you, and only then of your best estimate: the value that the truth is as"
            " likely to lie above as below. Last, say how sure you are that the truth lies between"
            " your lowest and highest: 50 is a coin toss, 80 means that of ten such answers eight"
            " would be right.",
            "Denk bij elke vraag eerst aan de laagste en de hoogste waarde die u niet zou"
            " verbazen, en pas dan aan uw beste schatting: de waarde waar de waarheid even"
            " waarschijnlijk boven als onder ligt. Zeg ten slotte hoe zeker u bent dat de waarheid"
            " tussen uw laagste en hoogste ligt: 50 is kop of munt, 80 betekent dat van tien zulke"
            " antwoorden er acht kloppen.",
        ),
        (
            "Answer by yourself. After this round you will see all answers, without who gave them,"
            " and may change yours. All answers count alike.",
            "Antwoord voor uzelf. Na deze ronde ziet u alle antwoorden, zonder wie ze gaf, en mag u"
            " het uwe veranderen. Alle antwoorden tellen even zwaar.",
        ),
    ),
    "weighing_1": (
        (
            "A simulation explores how police and Defence ask each other for support. It needs to"
            " know how people like you weigh such a request: whether much of one thing makes up for"
            " a lack of another, or one thing can be decisive. The requests are made up. There is"
            " no right answer.",
            "Een simulatie verkent hoe politie en Defensie elkaar om steun vragen. Daarvoor is"
            " nodig hoe mensen als u zo'n aanvraag wegen: of veel van het een een gebrek aan het"
            " ander goedmaakt, of dat één ding de doorslag kan geven. De aanvragen zijn verzonnen."
            " Er is geen goed antwoord.",
        ),
        (
            "It takes about half an hour. Two requests come back in other places: that is meant so."
            " Answer by yourself, and write no name of anybody.",
            "Het kost ongeveer een half uur. Twee aanvragen komen elders terug: dat is de"
            " bedoeling. Antwoord voor uzelf, en schrijf van niemand een naam op.",
        ),
    ),
    "ranges_2": (
        (
            "Below each question stand all answers of the first round, without who gave them and in"
            " the order of their best estimates. Read them, talk about them if you meet, and then"
            " answer once more by yourself. Agreeing is not the aim: if you still think what you"
            " thought, say it again.",
            "Onder elke vraag staan alle antwoorden van de eerste ronde, zonder wie ze gaf en in de"
            " volgorde van de beste schattingen. Lees ze, praat erover als u elkaar treft, en"
            " antwoord dan nog eens voor uzelf. Het eens worden is niet het doel: denkt u nog wat u"
            " dacht, zeg het dan weer.",
        ),
        (
            "As before: first the lowest and highest value that would not surprise you, then your"
            " best estimate, which the truth is as likely to lie above as below, then how sure you"
            " are that the truth lies between lowest and highest. This round counts; who leaves a"
            " question empty keeps the answer of the first.",
            "Zoals eerder: eerst de laagste en hoogste waarde die u niet zouden verbazen, dan uw"
            " beste schatting, waar de waarheid even waarschijnlijk boven als onder ligt, dan hoe"
            " zeker u bent dat de waarheid tussen laagste en hoogste ligt. Deze ronde telt; wie een"
            " vraag leeg laat, houdt het antwoord van de eerste.",
        ),
    ),
}

TOLD: dict[str, tuple[str, str]] = {
    "code": (
        "Choose a code of 4 to 12 letters and digits, two digits or more, no spaces.",
        "Kies een code van 4 tot 12 letters en cijfers, minstens twee cijfers, geen spaties.",
    ),
    "outside": (
        "“{value}” is not a number from {low} to {high}.",
        "“{value}” is geen getal van {low} tot {high}.",
    ),
    "doubtful": (
        "“{value}” can be read in two ways: write thousands without a mark, and decimals with fewer"
        " or more than three digits.",
        "“{value}” is op twee manieren te lezen: schrijf duizendtallen zonder teken, en decimalen"
        " met minder of meer dan drie cijfers.",
    ),
    "partly": (
        "Fill in all four, or none if you do not know.",
        "Vul alle vier in, of geen als u het niet weet.",
    ),
    "order": (
        "The best estimate must lie between lowest and highest, and those must differ.",
        "De beste schatting moet tussen laagste en hoogste liggen, en die moeten verschillen.",
    ),
    "wrong": (
        "Nothing is saved yet: {count} place(s) above need another look.",
        "Er is nog niets bewaard: kijk nog eens naar {count} plek(ken) hierboven.",
    ),
    "saved": (
        "Saved as {file}. Look in your folder for downloads and hand the file in.",
        "Bewaard als {file}. Kijk in uw map met downloads en lever het bestand in.",
    ),
}
