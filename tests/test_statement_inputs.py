"""Texts that are no plain report: stray quotation marks, interviews, transcripts, tickers, lists, comments.

Each is worked through for who says what: nothing crashes, every offset is exact, no stray mark turns half of the text
into speech, no label or time of day speaks, and nobody is given another's words.
"""

import re
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronik.annotate.names import find_names
from chronik.annotate.statements import find_statements
from chronik.article import prepare
from chronik.article.phrases import Parse, Parses
from chronik.model import Article, Statement


class Text(NamedTuple):
    """A text, who must be found as speaker (None for nobody), and who must never be one."""

    text: str
    speakers: tuple[str | None, ...] = ()
    never: tuple[str, ...] = ()
    code: str = "de"


REST = (
    " Der Umbau der Brücke dauert seit zwei Jahren. Die Stadt hatte zunächst mit vier Millionen Euro gerechnet. "
    "Inzwischen sind es neun Millionen. Am Dienstag kamen die ersten Stahlträger aus Linz an. Sie wurden in der Nacht "
    "über den Fluss gehoben. Anwohner hatten sich über den Lärm beschwert. Der Verkehr rollt vorerst einspurig. Im "
    "Herbst tagt der Rat erneut über den Zeitplan. Bis dahin bleibt die Umleitung über die Werftstraße bestehen."
)
REST_EN = (
    " Work on the bridge began two years ago. The city had planned to spend four million euros. The bill has since "
    "more than doubled. The first steel beams arrived on Tuesday. They were lifted across the river overnight. "
    "People nearby had complained about the noise. Traffic runs on a single lane for now. The council meets again in "
    "the autumn. Until then the detour along the shipyard road stays in place."
)

STRAY = {
    "opened, never closed": Text("Bürgermeisterin Lena Brandt sagte: „Wir werden pünktlich fertig." + REST),
    "opened before a word": Text("Die „Brücke ist seit Montag gesperrt, teilte die Stadt mit." + REST),
    "closed, never opened": Text("Wir werden pünktlich fertig“, sagte Bürgermeisterin Lena Brandt." + REST),
    "straight, one": Text('Bürgermeisterin Lena Brandt sagte: "Wir werden fertig. Dann ging sie.' + REST),
    "straight, three": Text('"Wir werden fertig", sagte Lena Brandt. "Das weiß jeder.' + REST),
    "straight, at the end": Text("Die Brücke ist gesperrt." + REST + '"'),
    "straight, alone on a line": Text('Die Brücke ist gesperrt.\n\n"\n\n' + REST.strip()),
    "inches": Text(
        'Das Rohr misst 24" im Durchmesser, sagte Ingenieur Paul Reiter.' + REST, ("Ingenieur Paul Reiter",)
    ),
    "guillemets, opened": Text("Lena Brandt sagte: »Wir werden fertig." + REST),
    "guillemets, the wrong way round": Text("Lena Brandt sagte: »Wir werden fertig»." + REST),
    "guillemets, Swiss, opened": Text("Stadträtin Lena Brandt sagte: «Wir sind bald fertig." + REST),
    "English marks, opened": Text("Lena Brandt sagte: “Wir werden fertig." + REST),
    "mixed forms": Text('Lena Brandt sagte: „Wir werden fertig", und ging. ”Gut”, sagte Paul Reiter.' + REST),
    "two openings": Text("Lena Brandt sagte: „Wir „werden fertig“, und schwieg dann." + REST),
    "two closings": Text("Lena Brandt sagte: „Wir werden fertig““, und schwieg dann." + REST),
    "apostrophes": Text("So geht's nicht, sagte Lena Brandt. ‘Ne klare Sache, fand Hans' Bruder." + REST),
    "single, opened": Text("Lena Brandt sagte: ‚Wir werden fertig." + REST),
    "LaTeX": Text("Lena Brandt sagte: ``Wir werden fertig." + REST),
    "inside brackets": Text("Der Umbau („Jahrhundertprojekt) stockt, teilte die Stadt mit." + REST),
    "English, opened": Text('Mayor Lena Brandt said: "We will be done on time.' + REST_EN, code="en"),
    "English, curly, opened": Text("Mayor Lena Brandt said: “We will be done on time." + REST_EN, code="en"),
    "English, closed": Text('We will be done on time," said Mayor Lena Brandt.' + REST_EN, code="en"),
    "English, possessives": Text(
        "The workers' plan wasn't the mayor's, officials said. 'Tis pity." + REST_EN, code="en"
    ),
    "English, feet and inches": Text("The beam is 6'2\" long, engineer Paul Reiter said." + REST_EN, code="en"),
    "a paragraph each, one open": Text(
        "„Wir werden fertig“, sagte Lena Brandt.\n\n„Das ist sicher.\n\n" + REST.strip() + "\n\nIm Mai ist Abnahme."
    ),
}

QUOTED = {
    "nested": Text("„Er sagte mir: ‚Komm bald‘, und ging“, berichtete die Zeugin.", ("die Zeugin",)),
    "nested, same marks": Text("„Er sagte mir, „komm bald“, und ging“, berichtete die Zeugin."),
    "nested thrice": Text("„Ich las: ‚Sie rief: „Halt!“‘ Dann war Ruhe“, sagte Paul Reiter."),
    "guillemets in low marks": Text(
        "„Der Satz »Wir gehen« fiel nie“, sagte Oberst Jonas Reiter.", ("Oberst Jonas Reiter",)
    ),
    "wholly in quotes": Text("„Wir warten. Wir hoffen. Wir bleiben.“"),
    "wholly in quotes, paragraphs": Text("„Wir warten seit Mai.\n\n„Wir hoffen auf Regen.\n\n„Wir bleiben hier.“"),
    "wholly in straight quotes": Text('"Wir warten. Der Minister hat gesagt, dass er kommt. Wir bleiben."'),
    "wholly in quotes, English": Text("“We wait. The minister said he would come. We stay.”", code="en"),
    "only marks": Text("„“ «» \"\" ‚‘ '' … –"),
    "marks and dashes": Text("– „ – “ – „ – “"),
    "every second word": Text("Die „Stadt“ hat „heute“ den „Bau“ der „Brücke“ als „Erfolg“ „gefeiert“."),
}

INTERVIEWS = {
    "a medium asks": Text(
        "Die Hafenstadt baut um. Stadträtin Nora Winkler erklärt, warum.\n\n"
        "KURIERBLATT: Frau Winkler, wann ist die Brücke fertig?\n\nWinkler: Im Mai. Wir liegen im Plan.\n\n"
        "KURIERBLATT: Und was kostet sie?\n\nWinkler: Neun Millionen. Ich hätte gern weniger ausgegeben.",
        ("KURIERBLATT", "Winkler"),
    ),
    "single line breaks": Text(
        "WOCHE: Herr Ahlers, treten Sie zurück?\nAhlers: Nein. Ich bleibe.\nWOCHE: Warum?\nAhlers: Weil ich "
        "gewählt bin.",
        ("WOCHE", "Ahlers"),
    ),
    "all in one line": Text(
        "Wirtschaftsforscher Emil Sander über den Winter. WOCHE: Wird das Gas knapp? Sander: Nein, ich glaube "
        "das nicht. "
        "WOCHE: Warum nicht? Sander: Weil die Speicher voll sind. WOCHE: Und im März? Sander: Da sehen wir weiter.",
        ("WOCHE", "Sander"),
    ),
    "two who answer": Text(
        "TAGPOST: Herr Kern, Frau Lotz, wer zahlt?\n\nKern: Der Bund.\n\nLotz: Das sehe ich anders. Wir alle.\n\n"
        "TAGPOST: Wie viel?\n\nKern: Zwei Milliarden.\n\nLotz: Drei, fürchte ich.",
        ("TAGPOST", "Kern", "Lotz"),
    ),
    "once each": Text(
        "TAGPOST: Frau Ohlsen, gehen Sie?\n\nOhlsen: Nein, ich bleibe bis zum Herbst im Amt.", ("TAGPOST", "Ohlsen")
    ),
    "marked up": Text(
        "**TAGPOST:** Frau Ohlsen, gehen Sie?\n\n**Ohlsen:** Nein, ich bleibe.\n\n**TAGPOST:** "
        "Sicher?\n\n**Ohlsen:** Ja.",
        ("TAGPOST", "Ohlsen"),
    ),
    "full name first": Text(
        "TAGPOST: Was planen Sie?\n\nRieke Ohlsen: Wir bauen.\n\nTAGPOST: Wo?\n\nOhlsen: Am Hafen. Ich zeige es Ihnen.",
        ("Rieke Ohlsen", "Ohlsen"),
    ),
    "questions and answers, named": Text(
        "Im Interview erklärt Werkschefin Rieke Ohlsen den Umbau.\n\nFrage: Frau Ohlsen, wann ist Schluss?\n\n"
        "Antwort: Im Mai, hoffe ich.\n\nFrage: Und dann?\n\nAntwort: Dann feiern wir.",
        ("Antwort",),
        ("Frage",),
    ),
    "questions and answers, nobody": Text(
        "Frage: Was kostet der Pass?\n\nAntwort: 60 Euro.\n\nFrage: Wie lange gilt er?\n\nAntwort: Zehn Jahre.",
        never=("Frage", "Antwort", "Pass"),
    ),
    "bold questions": Text(
        "**Frau Ohlsen, wann ist die Brücke fertig?**\n\nIm Mai. Wir liegen im Plan.\n\n**Was kostet sie?**\n\n"
        "Neun Millionen. Ich hätte lieber gespart.\n\n**Und danach?**\n\nDann mache ich Urlaub.",
        ("Ohlsen",),
    ),
    "questions of a guide": Text(
        "Was ist die Grippe?\n\nEine Krankheit der Atemwege.\n\nWie lange dauert sie?\n\nEine Woche.\n\nWas "
        "hilft?\n\nTee."
    ),
    "quoted questions": Text("„Wer zahlt?“\n\n„Wer baut?“\n\n„Wer wartet?“\n\nSo fragte der Rat. Ich schwieg."),
    "only questions": Text("Wer zahlt?\n\nWer baut?\n\nWer wartet?\n\nWer, Frau Ohlsen?\n"),
    "only the answers have heads": Text(
        "Kapitän Jens Vogt fährt seit 30 Jahren. Wie war der Sturm? Vogt: Ich hatte Angst. Und dann? Vogt: Wir "
        "drehten um. "
        "Fahren Sie wieder? Vogt: Ja, ich muss.",
        ("Vogt",),
    ),
    "with quotes inside": Text(
        "TAGPOST: Frau Ohlsen, Sie sagten: „Wir gehen nie.“ Gilt das?\n\nOhlsen: Ich sagte „vorerst“.\n\n"
        "TAGPOST: Und die Gewerkschaft?\n\nOhlsen: Die Gewerkschaft sagt, dass wir verhandeln müssen.",
        ("TAGPOST", "Ohlsen", "Die Gewerkschaft"),
    ),
    "a stray mark inside": Text(
        "TAGPOST: Frau Ohlsen, gehen Sie?\n\nOhlsen: „Nein, ich bleibe.\n\nTAGPOST: Warum?\n\nOhlsen: Weil ich will.",
        ("TAGPOST", "Ohlsen"),
    ),
    "English": Text(
        "Harbour Post: Ms Keller, when will the ferry sail?\n\nKeller: In May. We are waiting for the ship.\n\n"
        "Harbour Post: And then?\n\nKeller: Then I take a holiday.",
        ("Harbour Post", "Keller"),
        code="en",
    ),
    "English, Q and A": Text(
        "An interview with harbour master Ann Marsh.\n\nQ: Ms Marsh, when will the ferry sail?\n\nA: In May, I "
        "hope.\n\n"
        "Q: And then?\n\nA: Then we celebrate.",
        ("A",),
        ("Q",),
        "en",
    ),
    "Q and A about a parcel": Text(
        "Q: What does a parcel cost? A: Five euros. Q: How long does it take? A: Two days.", never=("Q", "A"), code="en"
    ),
}

TRANSCRIPTS = {
    "parliament": Text(
        "Abg. Dr. Weber (CDU): Herr Präsident! Der Antrag ist falsch.\n\nAbg. Kaya (Grüne): Ich widerspreche dem.\n\n"
        "Abg. Dr. Weber (CDU): Das war zu erwarten.",
        ("Abg. Dr. Weber", "Abg. Kaya"),
        ("CDU", "Grüne"),
    ),
    "parliament, heads on lines of their own": Text(
        "Präsidentin Lena Brandt:\nIch eröffne die Sitzung.\n\nDr. Timo Ruff (SPD):\nFrau Präsidentin! Wir "
        "stimmen zu.\n\n"
        "Präsidentin Lena Brandt:\nIch danke Ihnen.",
        ("Präsidentin Lena Brandt", "Dr. Timo Ruff"),
    ),
    "with offices": Text(
        "Lena Brandt, Bundesministerin für Verkehr: Ich danke für die Frage.\n\n"
        "Timo Ruff (FDP): Wann wird gebaut, Frau Ministerin?\n\n"
        "Lena Brandt, Bundesministerin für Verkehr: Wir bauen ab Mai.",
        ("Lena Brandt", "Timo Ruff"),
    ),
    "court": Text(
        "Richter: Haben Sie das Auto gefahren?\n\nZeuge: Ich weiß es nicht.\n\nRichter: Wer dann?\n\nZeuge: "
        "Mein Bruder."
    ),
    "two without office": Text(
        "Yıldız: Ich habe dich gestern angerufen.\nBrandt: Da war ich im Zug.\nYıldız: Dann rufe ich dich morgen an.\n"
        "Brandt: Gut, ich warte.",
        ("Yıldız", "Brandt"),
    ),
    "briefing, English": Text(
        "QUESTION: Will the talks go on?\n\nMR. REEVE: We expect them to.\n\nQUESTION: When?\n\nMR. REEVE: I "
        "have no date.",
        ("MR. REEVE",),
        ("QUESTION",),
        "en",
    ),
    "senate, English": Text(
        "Sen. Ann Marsh (D): I thank the chair.\n\nSen. Paul Reed (R): I object.\n\nSen. Ann Marsh (D): We will vote.",
        ("Sen. Ann Marsh", "Sen. Paul Reed"),
        code="en",
    ),
}

TICKERS = {
    "times and a colon": Text(
        "14:05 Uhr: Die Polizei sperrt die Brücke.\n\n14:20 Uhr: Ein Sprecher sagt, niemand sei verletzt.\n\n"
        "14:40 Uhr: Die Brücke ist wieder frei.",
        ("Ein Sprecher",),
        ("14:05 Uhr", "14:20 Uhr", "14:40 Uhr", "Uhr"),
    ),
    "times in brackets": Text("[14:05] Brücke gesperrt\n[14:20] Brücke frei\n[14:31] Stau bis Linz", never=("14:05",)),
    "pluses": Text(
        "+++ 14.02 Uhr: Polizei meldet Stau +++\n\n+++ 14.10 Uhr: Strecke frei +++", never=("Uhr", "Strecke")
    ),
    "pluses, speech": Text(
        "+++ 14.02 Uhr: Polizei: Zwei Verletzte am Hafen +++ 14.10 Uhr: Bürgermeisterin Lena Brandt: „Alles unter "
        "Kontrolle“ +++\nEin Schuppen brennt, teilte die Feuerwehr mit.\n+++ 14.30 Uhr: Es gebe noch Rauch. +++",
        ("Polizei", "Bürgermeisterin Lena Brandt", "die Feuerwehr", None),
    ),
    "a speaker after the time": Text(
        "Lena Brandt führt die Stadt seit 2019.\n\n14:05 Uhr: Lena Brandt: Brücke bleibt zu\n\n14:20 Uhr: Regen "
        "am Hafen",
        ("Lena Brandt",),
        ("14:20 Uhr", "Regen am Hafen"),
    ),
    "places": Text(
        "Berlin: Stau auf der A 10.\n\nHamburg: Hafen gesperrt.\n\nBerlin: Stau löst sich auf.",
        never=("Berlin", "Hamburg"),
    ),
    "minutes of a match": Text(
        "12. Minute: Ecke für Nordstadt.\n\n13. Minute: Tor! Das 1:0.\n\nTore: 1:0 Vogt (13.), 2:0 Kern (40.)",
        never=("Minute", "Tore"),
    ),
    "English": Text(
        "9:05am: Police close the bridge.\n\n9:40am: A spokesman says nobody was hurt.\n\n10:00am: The bridge is open.",
        ("A spokesman",),
        ("9:05am",),
        "en",
    ),
}

LISTS = {
    "products": Text(
        "Preis: 20 Euro.\n\nFarbe: Wir finden sie schön.\n\nPreis: 30 Euro.\n\nFarbe: Uns gefällt sie.",
        never=("Preis", "Farbe"),
    ),
    "bullets": Text("- Abzug\n- laut Plan\n- so\n- zufolge\n- Quelle: dpa\n- Stand: Mai"),
    "numbers": Text("1. Abzug: bis Mai\n2. Kosten: 3 Millionen\n3. Folgen: offen", never=("Kosten", "Abzug", "Folgen")),
    "countries": Text(
        "Spanien: 12.000 Fälle.\nIndien: 4.000 Fälle.\nSpanien: 90 Tote.\nIndien: 12 Tote.", never=("Spanien", "Indien")
    ),
    "candidates": Text(
        "Lena Brandt (SPD): Die Juristin leitet seit 2019 das Bauamt.\n\nTimo Ruff (FDP): Der Arzt sitzt seit "
        "2017 im Rat.",
        never=("Lena Brandt", "Timo Ruff"),
    ),
    "credits": Text(
        "Regie: Nora Winkler\nDrehbuch: Emil Sander\nMusik: Jens Vogt", never=("Regie", "Drehbuch", "Musik")
    ),
    "recipe": Text(
        "Zutaten: 3 Eier, Mehl.\nZubereitung: Alles verrühren!\nTipp: Wir nehmen Butter!", never=("Tipp", "Zutaten")
    ),
    "table": Text("Name | Partei | Stimmen\nBrandt | SPD | 4.100\nRuff | FDP | 900\nWinkler | Grüne | 3.300"),
    "English": Text(
        "Price: 20 euros.\n\nColour: we like it.\n\nPrice: 30 euros.\n\nColour: we like it.",
        never=("Price", "Colour"),
        code="en",
    ),
}

BODY = "\n\nVerkehrsministerin Lena Brandt hat am Montag in Linz über den Tunnel gesprochen. Gebaut wird seit 2019."
HEADLINES = {
    "a person": Text("Brandt: Tunnel kommt erst 2030" + BODY, ("Brandt",)),
    "a person, noun phrase": Text("Brandt: Tunnel ein Fehler" + BODY, ("Brandt",)),
    "an office and a person": Text("Ministerin Lena Brandt: Tunnel kommt später" + BODY, ("Ministerin Lena Brandt",)),
    "a person, quoted": Text("Brandt: „Der Tunnel kommt“" + BODY, ("Brandt",)),
    "an office behind": Text("Tunnel kommt erst 2030 – Ministerin" + BODY, ("Ministerin",)),
    "a person behind": Text("Tunnel kommt erst 2030 - Lena Brandt" + BODY, ("Lena Brandt",)),
    "a body": Text("Polizei: Täter ist auf der Flucht" + BODY, ("Polizei",)),
    "demands": Text("Brandt fordert Aufklärung" + BODY, ("Brandt",)),
    "laut": Text("Laut Pentagon: 2.500 Soldaten" + BODY, ("Pentagon",), ("Laut Pentagon",)),
    "update": Text("Update: Tunnel bleibt zu" + BODY, never=("Update",)),
    "background": Text("Hintergrund: Der Tunnel am Berg" + BODY, never=("Hintergrund",)),
    "a place": Text("Linz: Tunnel bleibt zu" + BODY, never=("Linz",)),
    "a rubric": Text("Fußball: Nordstadt steigt auf" + BODY, never=("Fußball",)),
    "the weather": Text("Wetter: Am Abend Regen" + BODY, never=("Wetter",)),
    "a time": Text("14:05 Uhr: Tunnel bleibt zu" + BODY, never=("14:05 Uhr", "Uhr")),
    "a matter": Text("Tunnelstreit: Bund zahlt mehr" + BODY, never=("Tunnelstreit",)),
    "a question": Text("Lena Brandt: Am Ende der Geduld?" + BODY, never=("Lena Brandt",)),
    "a genitive": Text("Rückzieher Brandts: Tunnel kommt doch später" + BODY, never=("Rückzieher Brandts",)),
    "titles of books": Text(
        "Die Bücher des Monats" + BODY + "\n\nNora Winkler: Stille Wasser\n\nDer Roman spielt in Linz. Er ist kurz.",
        never=("Nora Winkler",),
    ),
    "a portrait": Text("Lena Brandt: Die ewige Zweite" + BODY, never=("Lena Brandt:",)),
    "alone": Text("Abzug bis Mai – Minister", ("Minister",)),
    "English": Text("Minister: tunnel will open in 2030\n\nThe tunnel is late.", ("Minister",), code="en"),
    "English, behind": Text(
        "Tunnel to open in 2030, at the earliest: officials\n\nThe tunnel is late.", ("officials",), code="en"
    ),
    "English, rubric": Text(
        "Explainer: why the tunnel is late\n\nThe tunnel is late.", never=("Explainer",), code="en"
    ),
    "English, says": Text("Tunnel to open in 2030, minister says\n\nThe tunnel is late.", ("minister",), code="en"),
}

COMMENTS = {
    "writes, replies": Text(
        "Verkehrsministerin Lena Brandt sagte, der Tunnel sei sicher.\n\nNordwind7 schreibt: Das glaube ich "
        "nicht. Der sei "
        "doch marode.\n\nAntworten\n\nmoewe_22 schreibt: Sie habe keine Ahnung. „Sicher“ ist da nichts.\n\nAntworten",
        ("Nordwind7", "moewe_22"),
    ),
    "name and time in one line": Text(
        "Verkehrsministerin Lena Brandt sagte, der Tunnel sei sicher.\n\nNordwind7, vor 3 Stunden\nAlles gelogen. Der "
        "Tunnel sei marode.\nAntworten\n\nMax Muster · vor einer Stunde\nSie habe keine Ahnung!\nAntworten",
        ("Nordwind7", "Max Muster"),
    ),
    "numbered, with days": Text(
        "Verkehrsministerin Lena Brandt sagte, der Tunnel sei sicher.\n\nKommentare (2)\n\n1. Petra M. am 12. März "
        "2021 um 14:05\nAlles gelogen. Sie müsse weg.\n\n2. Kurt am 12. März 2021 um 15:20 Uhr\nDer Tunnel sei marode.",
        ("Petra M.", "Kurt"),
    ),
    "name, then time": Text(
        "Verkehrsministerin Lena Brandt sagte, der Tunnel sei sicher.\n\nNordwind7\nvor 3 Stunden\nAlles gelogen, das "
        "sei klar.\nAntworten\n\nmoewe\nvor 2 Stunden\nEr müsse weg.\nAntworten",
        ("Nordwind7", "moewe"),
    ),
    "no names": Text(
        "Verkehrsministerin Lena Brandt sagte, der Tunnel sei sicher.\n\nvor 3 Stunden\nAlles gelogen.\n\nAntworten\n\n"
        "vor 2 Stunden\nNie im Leben.\n\nAntworten",
        never=("Antworten", "vor 3 Stunden"),
    ),
    "with a stray mark": Text(
        'Nordwind7 schreibt: „Alles gelogen.\n\nAntworten\n\nmoewe schreibt: Das war" doch klar.\n\nAntworten',
        ("Nordwind7", "moewe"),
    ),
    "English": Text(
        "Transport Secretary Lena Brandt said the tunnel was safe.\n\nnorthwind7 wrote: All lies. She should "
        "go.\n\nReply\n\n"
        "gull_22 wrote: She knows nothing.\n\nReply",
        ("northwind7", "gull_22"),
        code="en",
    ),
    "English, ago": Text(
        "northwind7, 3 hours ago\nAll lies.\nReply\n\ngull, 2 hours ago\nShe knows nothing.\nReply",
        ("northwind7", "gull"),
        code="en",
    ),
}

KINDS = {
    "stray": STRAY,
    "quoted": QUOTED,
    "interview": INTERVIEWS,
    "transcript": TRANSCRIPTS,
    "ticker": TICKERS,
    "list": LISTS,
    "headline": HEADLINES,
    "comments": COMMENTS,
}


def of_kind(*kinds: str) -> list[Any]:
    return [pytest.param(t, id=f"{kind}: {name}") for kind in kinds for name, t in KINDS[kind].items()]


ALL = of_kind(*KINDS)


def statements(text: str, code: str) -> tuple[Statement, ...]:
    document = prepare(Article(id="input", source=text, text=text, language=code))
    parses = Parses(text, document.sentences, code)
    return find_statements(document, parses, find_names(document, parses, code), code)


def check_extents(text: str, found: tuple[Statement, ...]) -> None:
    for s in found:
        assert text[s.start : s.end] == s.cue != ""
        assert (s.speaker is None) == (s.speaker_start is None) == (s.speaker_end is None)
        assert s.speaker is None or text[s.speaker_start : s.speaker_end] == s.speaker == s.speaker.strip()
        assert s.content_start is not None
        assert s.content_end is not None
        assert 0 <= s.content_start < s.content_end <= len(text)
        assert 0 < s.confidence <= 1


def check_speakers(found: tuple[Statement, ...]) -> None:
    """Nobody is named with a mark, a time of day or a whole sentence."""
    for s in found:
        if s.speaker is not None:
            assert re.search(r"\w", s.speaker)
            assert not re.fullmatch(r"[\d.:\s]+(?:Uhr|am|pm)?", s.speaker)
            assert len(s.speaker.split()) <= 20


@pytest.mark.parametrize("case", ALL)
def test_extents_and_speakers(case: Text) -> None:
    found = statements(case.text, case.code)
    check_extents(case.text, found)
    check_speakers(found)


@pytest.mark.parametrize("case", ALL)
def test_the_same_in_the_other_language(case: Text) -> None:
    """A text that was taken for one in the other language does no harm either."""
    check_extents(case.text, statements(case.text, "en" if case.code == "de" else "de"))


@pytest.mark.parametrize("case", of_kind("stray"))
def test_a_stray_mark_is_no_long_speech(case: Text) -> None:
    for s in statements(case.text, case.code):
        assert (s.content_end or 0) - (s.content_start or 0) <= len(case.text) / 2, s


@pytest.mark.parametrize("case", ALL)
def test_who_speaks(case: Text) -> None:
    said = {s.speaker for s in statements(case.text, case.code)}
    assert said.issuperset(case.speakers)
    assert said.isdisjoint(case.never)


@pytest.mark.parametrize("case", of_kind("comments"))
def test_no_comment_is_a_politicians_word(case: Text) -> None:
    """The minister said one thing; whatever follows was written by readers."""
    for s in statements(case.text, case.code):
        if s.speaker_name == "Lena Brandt":
            assert (s.content_end or 0) <= case.text.find("\n\n")


# ---------------------------------------------------------------- what turns are


def turns(text: str, code: str = "de") -> list[tuple[str | None, str | None, str, str]]:
    found = [s for s in statements(text, code) if s.cue in (":", "?", "–")]
    return [(s.speaker, s.speaker_name, s.act, text[s.content_start : s.content_end]) for s in found]


def test_the_turns_of_an_interview() -> None:
    assert turns(INTERVIEWS["a medium asks"].text) == [
        ("KURIERBLATT", "KURIERBLATT", "ask", "Frau Winkler, wann ist die Brücke fertig?"),
        ("Winkler", "Nora Winkler", "claim", "Im Mai. Wir liegen im Plan."),
        ("KURIERBLATT", "KURIERBLATT", "ask", "Und was kostet sie?"),
        ("Winkler", "Nora Winkler", "claim", "Neun Millionen. Ich hätte gern weniger ausgegeben."),
    ]


def test_an_answer_goes_on_over_paragraphs() -> None:
    text = INTERVIEWS["a medium asks"].text.replace("Im Mai. ", "Im Mai.\n\n")
    assert turns(text)[1][3] == "Im Mai.\n\nWir liegen im Plan."


def test_who_answers_without_a_name() -> None:
    assert turns(INTERVIEWS["questions and answers, named"].text) == [
        (None, None, "ask", "Frau Ohlsen, wann ist Schluss?"),
        ("Antwort", "Rieke Ohlsen", "claim", "Im Mai, hoffe ich."),
        (None, None, "ask", "Und dann?"),
        ("Antwort", "Rieke Ohlsen", "claim", "Dann feiern wir."),
    ]


def test_answers_beneath_bold_questions() -> None:
    said = [content for _, _, _, content in turns(INTERVIEWS["bold questions"].text)]
    assert said == [
        "Im Mai. Wir liegen im Plan.",
        "Neun Millionen. Ich hätte lieber gespart.",
        "Dann mache ich Urlaub.",
    ]


def test_a_turn_is_nobody_elses_word() -> None:
    """The reported mood inside an answer is not carried on from the one who was cited in it."""
    text = (
        "TAGPOST: Frau Ohlsen, gehen Sie?\n\nOhlsen: Das Ministerium sagte, der Bau sei sicher. Er sei geprüft.\n\n"
        "TAGPOST: Wirklich?\n\nOhlsen: Ich sage dazu nichts."
    )
    assert [s.speaker for s in statements(text, "de")] == ["TAGPOST", "Ohlsen", "Das Ministerium", "TAGPOST", "Ohlsen"]


def test_whom_a_question_speaks_to() -> None:
    text = INTERVIEWS["a medium asks"].text.replace("Und was", "Im Rat haben Sie angekündigt, dass gespart wird. Was")
    (announced,) = [s for s in statements(text, "de") if s.cue == "angekündigt"]
    assert (announced.speaker, announced.speaker_name) == ("Sie", "Nora Winkler")


def test_a_headline_is_indirect_unless_quoted() -> None:
    forms = {name: statements(HEADLINES[name].text, "de")[0].form for name in ("a person", "a person, quoted")}
    assert forms == {"a person": "indirect", "a person, quoted": "direct"}


def said(text: str, code: str = "de") -> list[tuple[str | None, str]]:
    return [(s.speaker, text[s.content_start : s.content_end]) for s in statements(text, code)]


@pytest.mark.parametrize("mark", ["14:30 Uhr: ", "14.30 Uhr\n", "[14:30] ", "14:30 – ", "+++ ", "+++ 14.30 Uhr: "])
def test_nobody_goes_on_in_the_next_entry_of_a_ticker(mark: str) -> None:
    """The time is not part of what is said either; in the same entry the speaker goes on."""
    text = f"14:05 Uhr: Die Brücke ist zu, sagt ein Sprecher. Sie sei unsicher.\n\n{mark}Es gebe Verletzte."
    assert said(text) == [
        ("ein Sprecher", "Die Brücke ist zu"),
        ("ein Sprecher", "Sie sei unsicher."),
        (None, "Es gebe Verletzte."),
    ]


def test_a_quotation_is_not_that_of_the_entry_before() -> None:
    text = "14:05 Uhr: „Wir sperren die Brücke“, sagt Paul Reiter.\n\n14:30 Uhr: „Dann gehen wir eben zu Fuß.“"
    assert ("Paul Reiter", "„Dann gehen wir eben zu Fuß.“") not in said(text)


def test_a_clock_time_that_opens_a_sentence_is_no_entry() -> None:
    text = "Der Bau ruhe, sagte Paul Reiter.\n\n14.30 Uhr sei zu spät für den Beginn."
    assert said(text)[-1] == ("Paul Reiter", "14.30 Uhr sei zu spät für den Beginn.")


def test_a_medium_whose_name_is_broken_over_two_lines() -> None:
    text = "ZEIT\nONLINE: Frau Ohlsen, gehen Sie?\nOhlsen: Im Mai, glaube ich.\nZEIT\nONLINE: Gern?\nOhlsen: Ich gehe."
    assert said(text) == [
        ("ZEIT\nONLINE", "Frau Ohlsen, gehen Sie?"),
        ("Ohlsen", "Im Mai, glaube ich."),
        ("ZEIT\nONLINE", "Gern?"),
        ("Ohlsen", "Ich gehe."),
    ]


# ---------------------------------------------------------------- stray marks anywhere

NEWS = (
    "Verkehrsministerin Lena Brandt hat den Tunnel verteidigt. „Wir bauen weiter“, sagte sie am Montag in Linz. "
    "Der Bau "
    "koste neun Millionen Euro, teilte das Ministerium mit. Die Opposition forderte einen Stopp.\n\n"
    "„Das Geld fehlt woanders“, sagte der Abgeordnete Timo Ruff. Er verwies auf marode Schulen: „Dort regnet es "
    "hinein.“ "
    "Laut einer Studie sind 40 Gebäude betroffen.\n\n"
    "Der Baukonzern Nordbau erklärte, man liege im Plan. Im Mai sollen die Röhren verbunden werden. Anwohner "
    "klagen über "
    "Lärm, hieß es in einer Mitteilung. Am Abend wurde es ruhig. Die Arbeiten gehen am Freitag weiter."
)
NEWS_EN = (
    "Transport Secretary Lena Brandt defended the tunnel. “We keep on building,” she said in Leeds on Monday. The work "
    "will cost nine million pounds, the ministry said. The opposition called for a halt.\n\n"
    "“The money is needed elsewhere,” lawmaker Paul Reed said. He pointed to leaking schools: “It rains inside.” "
    "According to a study, 40 buildings are affected.\n\n"
    "The builder said it was on schedule. The tubes are to be joined in May. People nearby complain about the noise, "
    "officials said. The evening was quiet. Work goes on on Friday."
)
MARKS = "„“”\"»«‚‘’'"


@st.composite
def broken(draw: st.DrawFn, most: int) -> tuple[str, str]:
    """A language and a news text in which up to ``most`` quotation marks were put in, left out or exchanged."""
    code = draw(st.sampled_from(["de", "en"]))
    text = NEWS if code == "de" else NEWS_EN
    for _ in range(draw(st.integers(1, most))):
        marks = [i for i, c in enumerate(text) if c in MARKS]
        change = draw(st.sampled_from(["in", "out", "other"])) if marks else "in"
        at = draw(st.integers(0, len(text))) if change == "in" else draw(st.sampled_from(marks))
        mark = "" if change == "out" else draw(st.sampled_from(MARKS))
        text = text[:at] + mark + text[at + (change != "in") :]
    return code, text


@settings(max_examples=150, deadline=None)
@given(broken(5))
def test_marks_put_in_or_left_out_anywhere(changed: tuple[str, str]) -> None:
    code, text = changed
    found = statements(text, code)
    check_extents(text, found)
    check_speakers(found)


@settings(max_examples=150, deadline=None)
@given(broken(1))
def test_one_mark_makes_no_long_speech(changed: tuple[str, str]) -> None:
    """Several may: one put in before the first sentence and one left out before the last pair all between them."""
    code, text = changed
    for s in statements(text, code):
        assert (s.content_end or 0) - (s.content_start or 0) <= len(text) / 2


LINES = st.sampled_from(
    [
        "Brandt:",
        "TAGPOST:",
        "Frage:",
        "Antwort:",
        "14:05 Uhr:",
        "Antworten",
        "vor 3 Stunden",
        "Nordwind7 schreibt:",
        "Wann?",
        "Ich bleibe.",
        "**Frau Brandt, wann?**",
        "+++",
        "- Abzug",
        "Lena Brandt (SPD):",
        ":",
        "Q:",
        "A:",
        "",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=30), st.sampled_from([" ", "\n", "\n\n"]), st.sampled_from(["de", "en"]))
def test_any_lines(lines: list[str], between: str, code: str) -> None:
    text = between.join(lines)
    found = statements(text, code)
    check_extents(text, found)
    check_speakers(found)


# ---------------------------------------------------------------- long inputs


def parsed(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many tokens are parsed for a text."""
    count = 0
    parse = Parses.__getitem__

    def counted(self: Parses, index: int) -> Parse:
        nonlocal count
        known = parse(self, index)
        count += len(known.tokens)
        return known

    with monkeypatch.context() as patch:
        patch.setattr(Parses, "__getitem__", counted)
        statements(text, "de")
    return count


LONG = {
    "report": NEWS + "\n\n",
    "interview": INTERVIEWS["a medium asks"].text + "\n\n",
    "all in one line": INTERVIEWS["all in one line"].text + " ",
    "ticker": TICKERS["times and a colon"].text + "\n\n",
    "comments": COMMENTS["writes, replies"].text + "\n\n",
    "marks": "„Wir gehen. Dann “ schwieg » er. ",
    "headlines": "Brandt: Tunnel kommt\n\nLena Brandt: Ja\n\n",
}


@pytest.mark.parametrize("kind", LONG)
def test_work_grows_with_the_length_only(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    some, more = (parsed(LONG[kind] * times, monkeypatch) for times in (5, 20))
    assert more <= 5 * some


@pytest.mark.parametrize("kind", LONG)
def test_a_long_text_is_worked_through(kind: str) -> None:
    text = LONG[kind] * (60_000 // len(LONG[kind]))
    check_extents(text, statements(text, "de"))


def test_a_very_long_text_is_worked_through() -> None:
    text = (NEWS + "\n\n" + INTERVIEWS["a medium asks"].text + "\n\n") * 320
    assert len(text) > 250_000
    check_extents(text, statements(text, "de"))
