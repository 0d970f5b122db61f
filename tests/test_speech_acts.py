"""What a statement does, how strong its evidence is, whether the reporter keeps a distance: tables of made-up texts.

Each row is a text, the cue of the statement that is meant, and what is expected of it.
"""

import pytest
from test_statements import statements

from chronik.model import Statement

ACTS = [
    # by the verb or noun of saying
    ("de", "Die Bahn sagte zu, die Strecke bis Mai zu sanieren.", "sagte", "promise"),
    ("de", "Der Landrat lehnte es ab, die Halle zu vermieten.", "lehnte", "deny"),
    ("de", "Der Senat wies die Vorwürfe zurück.", "wies", "deny"),
    ("de", "Die Kammer bemängelte, dass Fachkräfte fehlten.", "bemängelte", "accuse"),
    ("de", "Das Amt mahnte, die Frist sei knapp.", "mahnte", "demand"),
    ("de", "Nach Forderung der Grünen soll das Werk schließen.", "Nach Forderung der Grünen", "demand"),
    ("de", "Die Forderung der Wirte, die Sperrstunde aufzuheben, blieb ohne Echo.", "Forderung", "demand"),
    ("de", "Die Drohung des Betreibers, das Bad zu schließen, wirkte.", "Drohung", "warn"),
    ("de", "Die Zusage des Landes, die Fähre zu bezahlen, gilt.", "Zusage", "promise"),
    ("de", "Die Polizei räumte ein, dass ein Fehler passiert sei.", "räumte", "confirm"),
    ("de", "Der Konzern bedauerte, dass Züge ausfielen.", "bedauerte", "claim"),
    ("de", "Das Werk wiederholte seine Warnung, der Strom werde knapp.", "wiederholte", "warn"),
    ("de", "Sie äußerte Kritik: „Das ist teuer und kommt zu spät.“", "„", "accuse"),
    ("en", "The minister conceded that the bridge was late.", "conceded", "confirm"),
    ("en", "The minister ruled out a retreat.", "ruled out", "deny"),
    ("en", "She complained that nobody had called.", "complained", "accuse"),
    ("en", "The union urged that wages be raised.", "urged", "demand"),
    # a negated act is none
    ("de", "Der Sprecher wollte den Bericht nicht bestätigen.", "bestätigen", "claim"),
    ("de", "Der Minister schloss einen Abzug nicht aus.", "schloss", "claim"),
    ("de", "Der Rat forderte nicht nur einen Zaun, sondern auch Licht.", "forderte", "demand"),
    # explicit performatives
    ("de", "„Wir fordern eine Prüfung der Verträge“, sagte die Abgeordnete.", "sagte", "demand"),
    ("de", "„Wir lehnen den Plan der Stadt ab“, sagte der Landwirt.", "sagte", "deny"),
    ("de", "„Ich warne vor voreiligen Schlüssen“, sagte die Ärztin.", "sagte", "warn"),
    ("de", "„Ich verspreche Ihnen einen neuen Steg“, sagte der Wirt.", "sagte", "promise"),
    ("de", "Der Verein sagte, man begrüße die Entscheidung.", "sagte", "welcome"),
    ("de", "Der Chef sagte, er bitte um Geduld.", "sagte", "demand"),
    ("de", "Der Chef sagte, der Bau ruhe. Man weise die Vorwürfe zurück.", "weise", "deny"),
    ("en", '"We demand an inquiry", said the union.', "said", "demand"),
    ("en", '"I welcome the decision", said Ann Marsh.', "said", "welcome"),
    # questions
    ("de", "„Wer bezahlt das?“, sagte der Wirt.", "sagte", "ask"),
    ("de", "„Wer bezahlt das? Der Bund bezahlt das.“, sagte der Wirt.", "sagte", "claim"),
    ("en", '"Who pays?" said Ann Marsh.', "said", "ask"),
    # what others shall do, and what one must oneself
    ("de", "Die Ärztin sagte, die Stadt müsse die Schule sanieren.", "sagte", "demand"),
    ("de", "Die Ärztin sagte, sie müsse am Freitag operieren.", "sagte", "claim"),
    ("de", "Laut Verband solle der Bund mehr zahlen.", "Laut Verband", "demand"),
    ("de", "„Die Stadt muss die Schule sanieren“, sagte die Ärztin.", "sagte", "demand"),
    ("de", "„Ich muss zum Zug“, sagte die Ärztin.", "sagte", "claim"),
    ("de", "Der Wirt sagte, man dürfe den Hang nicht bebauen.", "sagte", "demand"),
    ("de", "Die Ärztin sagte, der Bau sei sicher. Nun müsse der Bund handeln.", "müsse", "demand"),
    ("de", "Die Ärztin glaubt, dass der Bund zahlen müsse.", "glaubt", "claim"),
    ("de", "Die Polizei sagte, der Fahrer müsse geschlafen haben.", "sagte", "claim"),
    ("en", "The spokesman said the bridge must be closed.", "said", "demand"),
    ("en", "The spokesman said the bridge must have been closed.", "said", "claim"),
    # what one will do oneself
    ("de", "Die Leiterin erklärte, man werde den Steg im Mai abreißen.", "erklärte", "announce"),
    ("de", "„Wir werden den Steg im Mai abreißen“, sagte die Leiterin.", "sagte", "announce"),
    ("de", "Die Leiterin sagte, es werde am Abend regnen.", "sagte", "claim"),
    ("de", "Die Leiterin versicherte, man werde alle Gäste entschädigen.", "versicherte", "promise"),
    ("de", "„Wir werden dafür sorgen, dass alle heimkommen“, sagte die Leiterin.", "sagte", "promise"),
    ("de", "Die Stadt sagte, der Bau sei sicher. Die Linie soll im Mai verlängert werden.", "soll", "announce"),
    ("en", '"We will leave in May", said the general.', "said", "announce"),
    ("en", "The general said they would leave in May.", "said", "announce"),
    ("en", "The general said it would rain in May.", "said", "claim"),
    # formulas
    ("de", "Der Trainer sagte, die Berichte seien frei erfunden.", "sagte", "deny"),
    ("de", "Das Werk teilte mit, die Zahlen seien falsch.", "teilte", "deny"),
    ("de", "Das Werk teilte mit, die Zahlen seien gestiegen.", "teilte", "announce"),
    ("de", "Sie sagte, es stimme, dass Akten fehlten.", "sagte", "confirm"),
    ("de", "Die Helferin sagte, dem Tal drohe eine Flut.", "sagte", "warn"),
    ("de", "Der Wirt sagte, der Bund sei schuld an der Flut.", "sagte", "accuse"),
    ("de", "Der Wirt sagte, er sei nicht schuld.", "sagte", "claim"),
    ("de", "Die Läuferin sagte, das sei ein guter Tag für den Verein.", "sagte", "welcome"),
    ("en", "The coach said the reports were completely untrue.", "said", "deny"),
    ("en", "The coach said the board was to blame.", "said", "accuse"),
]

EVIDENCE = [
    ("de", "„Wir warten auf das Schiff“, sagte Jana Krug.", "sagte", "quoted"),
    ("de", "Jana Krug sagte, man warte auf das Schiff.", "sagte", "reported"),
    ("de", "Jana Krug sagte, man warte. Das Schiff sei spät.", "sei", "reported"),
    ("de", "Ein Sprecher der Stadt sagte, man warte.", "sagte", "reported"),
    ("de", "Erbil teilte mit, die Lager seien leer.", "teilte", "reported"),
    ("de", "Die Lager seien leer, hieß es in Erbil.", "hieß es", "unnamed"),
    ("de", "Die Lager seien leer, hieß es bei der Polizei.", "hieß es", "reported"),
    ("de", "Aus Sicherheitskreisen hieß es, die Lager seien leer.", "hieß es", "unnamed"),
    ("de", "Medienberichten zufolge sank die Fähre.", "Medienberichten zufolge", "unnamed"),
    ("de", "Dem Bericht zufolge sank die Fähre.", "Dem Bericht zufolge", "reported"),
    ("de", "Nach Angaben der Feuerwehr sank die Fähre.", "Nach Angaben der Feuerwehr", "reported"),
    ("de", "Nach unbestätigten Angaben sank die Fähre.", "Nach unbestätigten Angaben", "unnamed"),
    ("de", "Nach dänischen Angaben sank die Fähre.", "Nach dänischen Angaben", "reported"),
    ("de", "„Die Fähre sank sofort“, sagte ein Augenzeuge.", "sagte", "unnamed"),
    ("de", "„Die Fähre sank sofort“, sagte Augenzeuge Timo Ruff.", "sagte", "quoted"),
    ("de", "Es wird befürchtet, dass die Fähre sinkt.", "befürchtet", "unnamed"),
    ("de", "Gerüchten zufolge sank die Fähre.", "Gerüchten zufolge", "hearsay"),
    ("de", "Dem Vernehmen nach wird die Fähre verkauft.", "Dem Vernehmen nach", "hearsay"),
    ("de", "Die Polizei sagte, er sei fort. Der Mann soll geflohen sein, bevor sie kam.", "soll", "hearsay"),
    ("en", '"We are waiting", said Ann Marsh.', "said", "quoted"),
    ("en", "Officials said the camp was empty.", "said", "unnamed"),
    ("en", "According to media reports, the ferry sank.", "According to media reports", "unnamed"),
    ("en", "Rumours say the deal is off.", "say", "hearsay"),
    ("en", "Three people familiar with the plan said the deal was off.", "said", "unnamed"),
]

HEDGES = [
    ("de", "Der Fahrer behauptet, dass die Ampel grün war.", "behauptet", "behaupten"),
    ("de", "Die Behauptung des Fahrers, die Ampel sei grün gewesen, stimmt nicht.", "Behauptung", "Behauptung"),
    ("de", "Laut Polizei waren die Wagen angeblich leer.", "Laut Polizei", "angeblich"),
    ("de", "Laut Polizei waren die Wagen offenbar leer.", "Laut Polizei", None),
    ("de", "Laut Polizei seien die Wagen angeblich leer gewesen.", "Laut Polizei", None),
    ("de", "Der Minister sagte, die Wagen seien angeblich leer.", "sagte", None),
    ("de", "Der Minister sagte offenbar, dass die Wagen leer sind.", "sagte", "offenbar"),
    ("de", "Der Mann soll gesagt haben, er sei müde.", "gesagt", "soll"),
    ("de", "Der mutmaßliche Täter sagte, er sei müde.", "sagte", None),
    ("de", "Angebliche Zeugen sagten, er sei müde.", "sagten", "Angebliche"),
    ("de", "Der sogenannte Rat sagte, er sei bereit.", "sagte", "sogenannte"),
    ("de", "Die Partei sagte im sogenannten Flaggenstreit, sie warte ab.", "sagte", None),
    ("de", "Die Polizei sagte, er sei fort. Der Mann soll geflohen sein.", "soll", "soll"),
    ("de", "Der Bürgermeister sagte ohne Belege, dass die Wahl gefälscht war.", "sagte", "ohne beleg"),
    ("en", "The driver claimed the light was green.", "claimed", "claim"),
    ("en", "He allegedly said that the vote was rigged.", "said", "allegedly"),
    ("en", "The coach said it was apparently raining.", "said", None),
    ("en", "The alleged attacker said he was tired.", "said", None),
    ("en", "The mayor said without evidence that the vote was rigged.", "said", "without evidence"),
]


def named(code: str, text: str, cue: str) -> Statement:
    """The statement of a text with that cue; of two the one that ends the text."""
    found = statements(text, code)
    assert cue in [s.cue for s in found]
    return [s for s in found if s.cue == cue][-1]


@pytest.mark.parametrize(("code", "text", "cue", "act"), ACTS)
def test_act(code: str, text: str, cue: str, act: str) -> None:
    assert named(code, text, cue).act == act


@pytest.mark.parametrize(("code", "text", "cue", "evidence"), EVIDENCE)
def test_evidence(code: str, text: str, cue: str, evidence: str) -> None:
    assert named(code, text, cue).evidence == evidence


@pytest.mark.parametrize(("code", "text", "cue", "hedge"), HEDGES)
def test_hedge(code: str, text: str, cue: str, hedge: str | None) -> None:
    assert named(code, text, cue).hedge == hedge
