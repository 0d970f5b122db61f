-- What the migrations make, written by chronik.record.schema.schema_text(); change it there, not here.
PRAGMA application_id = 1130910257;
PRAGMA user_version = 3;

CREATE TABLE ruleset (
  -- With which version, rules and options of Chronik articles were worked. No clock time: the same pile and
  -- the same rules give the same case.
  key     TEXT PRIMARY KEY,  -- SHA-256 of the three columns below
  version TEXT NOT NULL,     -- of Chronik
  rules   TEXT NOT NULL,     -- JSON: every rule file, and the program as "code", with its SHA-256
  options TEXT NOT NULL      -- JSON: the options that change what is found, such as trust-stated
);

CREATE TABLE manifest (
  -- One line: which rules the last build used, and whether the findings below belong to the articles above.
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  ruleset     TEXT REFERENCES ruleset (key),
  findings_of TEXT  -- SHA-256 over ruleset and articles that the findings were drawn from; empty: unfinished
);

CREATE TABLE article (
  -- One report as it was read. Every other row leads back to one of these.
  id           INTEGER PRIMARY KEY,
  doc          TEXT NOT NULL UNIQUE CHECK (doc <> ''),  -- the file's name, the row's own id, or file#id
  path         TEXT NOT NULL,         -- where it was read from
  digest       TEXT NOT NULL,         -- SHA-256 of what was read: tells whether it has changed since
  language     TEXT NOT NULL,         -- ISO 639-1
  stated       TEXT,                  -- the date that header, page or feed claims; written: report.best
  stated_start INTEGER,               -- where the claim stands, if in the text
  stated_end   INTEGER,
  title        TEXT,
  url          TEXT,
  domain       TEXT,                  -- the site it came from
  dateline     TEXT,                  -- the place in front of the report: BAGDAD (dpa)
  agencies     TEXT NOT NULL,         -- JSON: agencies named in the date line or credit
  body         INTEGER NOT NULL,      -- where the report begins in text, after a header
  text         TEXT NOT NULL,         -- the readable text; all offsets count in it
  source       TEXT,                  -- the text as given, where it differs from text
  blocks       TEXT NOT NULL,         -- JSON [start, source_start, length]: leads from text back to source
  ruleset      TEXT REFERENCES ruleset (key)
, dates TEXT NOT NULL DEFAULT '[]');

CREATE TABLE sentence (
  -- The sentences of the articles. Whatever Chronik says cites one of these.
  id      INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  start   INTEGER NOT NULL,
  end     INTEGER NOT NULL CHECK (end >= start),
  text    TEXT NOT NULL,
  folded  TEXT NOT NULL  -- text as search sees it: lower case; für, fuer and fur are all fur; straße is strasse
);

CREATE INDEX sentence_article ON sentence (article, start);

CREATE VIRTUAL TABLE sentence_search USING fts5 (
  text, folded, content="sentence", content_rowid="id", tokenize="unicode61 remove_diacritics 0"
);

CREATE TRIGGER sentence_added AFTER INSERT ON sentence BEGIN
  INSERT INTO sentence_search (rowid, text, folded) VALUES (new.id, new.text, new.folded);
END;

CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
  INSERT INTO sentence_search (sentence_search, rowid, text, folded) VALUES ('delete', old.id, old.text, old.folded);
END;

CREATE TRIGGER sentence_changed AFTER UPDATE ON sentence BEGIN
  INSERT INTO sentence_search (sentence_search, rowid, text, folded) VALUES ('delete', old.id, old.text, old.folded);
  INSERT INTO sentence_search (rowid, text, folded) VALUES (new.id, new.text, new.folded);
END;

CREATE TABLE zone (
  -- Stretches of an article that are not its own prose: date line, agency mark, byline, credit, heading, debris.
  id      INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  kind    TEXT NOT NULL,
  start   INTEGER NOT NULL,
  end     INTEGER NOT NULL CHECK (end >= start),
  value   TEXT NOT NULL  -- what it says: the place, the agency, the date
);

CREATE INDEX zone_article ON zone (article, start);

CREATE TABLE quote (
  -- What stands between quotation marks, the marks excluded.
  id      INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  start   INTEGER NOT NULL,
  end     INTEGER NOT NULL CHECK (end >= start),
  scare   INTEGER NOT NULL  -- 1: marks round a single word or name, no quotation
);

CREATE INDEX quote_article ON quote (article, start);

CREATE TABLE report (
  -- When each article was written. The reasons are in the table reason, in the rows without a figure, statement,
  -- event or pledge.
  article         INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  language        TEXT NOT NULL,
  stated          TEXT,              -- the date that is claimed
  low             TEXT,              -- low to high: the shortest interval that holds 95 of 100 of the probability
  high            TEXT,
  best            TEXT,              -- the likeliest day; empty: undated
  confidence      REAL NOT NULL,     -- probability of that day
  stated_conflict INTEGER NOT NULL,  -- 1: the claimed date cannot be the day it was written
  agencies        TEXT NOT NULL,     -- JSON
  dateline        TEXT,
  record          TEXT NOT NULL
);

CREATE TABLE time_expression (
  -- Time expressions after ISO-TimeML (TIMEX3), with the days they mean.
  id         INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  sentence   INTEGER REFERENCES sentence (id) ON DELETE CASCADE,
  start      INTEGER NOT NULL,
  end        INTEGER NOT NULL CHECK (end >= start),
  text       TEXT NOT NULL,
  type       TEXT NOT NULL,     -- DATE, TIME, DURATION, SET
  value      TEXT,              -- TIMEX3 value: 2011-12-18, P3Y, XXXX-WXX-4
  mod        TEXT,              -- TIMEX3: APPROX, START, MORE_THAN …
  quant      TEXT,              -- of a SET: EVERY
  freq       TEXT,              -- of a SET: 2X
  begin      TEXT,              -- where a duration begins and ends, if said
  finish     TEXT,
  low        TEXT,
  high       TEXT,
  tense      TEXT NOT NULL,     -- of the verb it belongs to: past, present, future
  deadline   INTEGER NOT NULL,  -- 1: until, by, within
  rule       TEXT NOT NULL,     -- the rule that found it
  confidence REAL NOT NULL,
  record     TEXT NOT NULL
);

CREATE INDEX time_expression_article ON time_expression (article, start);

CREATE INDEX time_expression_sentence ON time_expression (sentence);

CREATE TABLE figure (
  -- Numbers that somebody states: how many, of what, where, as of when, by whose count.
  id           INTEGER PRIMARY KEY,
  article      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  sentence     INTEGER REFERENCES sentence (id) ON DELETE CASCADE,
  start        INTEGER NOT NULL,
  end          INTEGER NOT NULL CHECK (end >= start),
  text         TEXT NOT NULL,
  value        REAL NOT NULL CHECK (abs(value) <= 1.7976931348623157e308),  -- no infinity
  low          REAL,           -- bounds of a range or of "at least"
  high         REAL,
  modifier     TEXT NOT NULL,  -- exact, about, more_than, less_than, up_to
  measure      TEXT NOT NULL,  -- troops, killed, wounded, vehicles, money, percent, distance, other
  unit         TEXT,           -- the unit as the text names it
  sense        TEXT NOT NULL,  -- actual, plan, ceiling, total, part, change
  of           TEXT,           -- whose
  place        TEXT,
  as_of        TEXT,           -- the day it speaks of, EDTF
  source       TEXT,           -- by whose count, and where the text says so
  source_start INTEGER,
  source_end   INTEGER,
  time_start   INTEGER,        -- start of the time_expression in the same article that as_of comes from
  confidence   REAL NOT NULL,
  record       TEXT NOT NULL
);

CREATE INDEX figure_article ON figure (article, start);

CREATE INDEX figure_sentence ON figure (sentence);

CREATE TABLE statement (
  -- Who says what. start and end are those of the cue, the word that says that something is said.
  id            INTEGER PRIMARY KEY,
  article       INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  sentence      INTEGER REFERENCES sentence (id) ON DELETE CASCADE,
  start         INTEGER NOT NULL,
  end           INTEGER NOT NULL CHECK (end >= start),
  cue           TEXT NOT NULL,
  speaker       TEXT,           -- as the text has it, a pronoun included
  speaker_start INTEGER,
  speaker_end   INTEGER,
  speaker_name  TEXT,           -- whom that means
  form          TEXT NOT NULL,  -- direct, indirect, free_indirect, indirect_free_indirect, reported
  act           TEXT NOT NULL,  -- claim, announce, promise, demand, deny, confirm, accuse, warn, welcome, ask
  hedge         TEXT,           -- the word that keeps it at a distance: angeblich, reportedly
  via           TEXT,           -- the report between speaker and article
  content_start INTEGER,        -- what is said
  content_end   INTEGER,
  time_start    INTEGER,        -- start of the time_expression that says when it was said
  confidence    REAL NOT NULL,
  record        TEXT NOT NULL
);

CREATE INDEX statement_article ON statement (article, start);

CREATE INDEX statement_sentence ON statement (sentence);

CREATE TABLE event (
  -- What happened or shall happen, one row for each word that says so. event_cluster gathers those that mean the same.
  id          INTEGER PRIMARY KEY,
  article     INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  sentence    INTEGER REFERENCES sentence (id) ON DELETE CASCADE,
  start       INTEGER NOT NULL,
  end         INTEGER NOT NULL CHECK (end >= start),
  text        TEXT NOT NULL,
  class       TEXT NOT NULL,  -- withdraw, deploy, agree, attack …
  plover      TEXT,           -- the PLOVER type, where there is one
  actor       TEXT,
  target      TEXT,
  place       TEXT,
  date        TEXT,           -- EDTF
  low         TEXT,
  high        TEXT,
  status      TEXT NOT NULL,  -- occurred, ongoing, planned, demanded, denied, hypothetical
  asserted_by TEXT,           -- who says so; empty: the article itself
  time_start  INTEGER,        -- start of the time_expression that date comes from
  confidence  REAL NOT NULL,
  record      TEXT NOT NULL
);

CREATE INDEX event_article ON event (article, start);

CREATE INDEX event_sentence ON event (sentence);

CREATE TABLE pledge (
  -- What was announced, agreed or promised, with the day it is due. What came of it: pledge_outcome.
  id              INTEGER PRIMARY KEY,
  article         INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  sentence        INTEGER REFERENCES sentence (id) ON DELETE CASCADE,
  start           INTEGER NOT NULL,
  end             INTEGER NOT NULL CHECK (end >= start),
  who             TEXT,
  what            TEXT NOT NULL,
  event_class     TEXT NOT NULL,     -- class of the event that is promised
  made            TEXT,              -- EDTF
  due             TEXT,              -- EDTF
  low             TEXT,              -- first and last day it can be due
  high            TEXT,
  vague_due       INTEGER NOT NULL,  -- 1: "in the coming months"
  event_start     INTEGER,           -- start of the event in the same article that is promised
  made_time_start INTEGER,           -- start of the time_expression that made, that due comes from
  due_time_start  INTEGER,
  confidence      REAL NOT NULL,
  record          TEXT NOT NULL
);

CREATE INDEX pledge_article ON pledge (article, start);

CREATE INDEX pledge_sentence ON pledge (sentence);

CREATE TABLE name (
  -- People, organisations and places where they are named.
  id         INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  sentence   INTEGER REFERENCES sentence (id) ON DELETE CASCADE,
  start      INTEGER NOT NULL,
  end        INTEGER NOT NULL CHECK (end >= start),
  text       TEXT NOT NULL,  -- as it stands there
  type       TEXT NOT NULL,  -- person, organisation, place
  name       TEXT NOT NULL,  -- plain spelling; party_name leads from it to the party
  known      TEXT,           -- id of the known thing it means, if any
  confidence REAL NOT NULL,
  record     TEXT NOT NULL
);

CREATE INDEX name_article ON name (article, start);

CREATE INDEX name_sentence ON name (sentence);

CREATE INDEX name_name ON name (name);

CREATE TABLE reason (
  -- Why something was concluded, and on which words that rests. At most one of figure, statement, event and pledge
  -- is filled: what the reason is for. None is filled: it is a reason for the day the article was written.
  id        INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  figure    INTEGER REFERENCES figure (id) ON DELETE CASCADE,
  statement INTEGER REFERENCES statement (id) ON DELETE CASCADE,
  event     INTEGER REFERENCES event (id) ON DELETE CASCADE,
  pledge    INTEGER REFERENCES pledge (id) ON DELETE CASCADE,
  clue      TEXT NOT NULL,  -- name of the clue or rule
  text      TEXT NOT NULL,  -- the words it rests on
  start     INTEGER,        -- where they stand; empty: not in the text (a URL, a copy)
  end       INTEGER,
  sentence  INTEGER REFERENCES sentence (id) ON DELETE CASCADE,
  low       TEXT,           -- the days that this clue alone allows
  high      TEXT,
  CHECK ((figure IS NOT NULL) + (statement IS NOT NULL) + (event IS NOT NULL) + (pledge IS NOT NULL) <= 1)
);

CREATE INDEX reason_article ON reason (article);

CREATE INDEX reason_sentence ON reason (sentence);

CREATE INDEX reason_figure ON reason (figure) WHERE figure IS NOT NULL;

CREATE INDEX reason_statement ON reason (statement) WHERE statement IS NOT NULL;

CREATE INDEX reason_event ON reason (event) WHERE event IS NOT NULL;

CREATE INDEX reason_pledge ON reason (pledge) WHERE pledge IS NOT NULL;

CREATE TABLE skipped (
  -- What could not be read, and what to do about it.
  path TEXT NOT NULL,
  why  TEXT NOT NULL,
  PRIMARY KEY (path, why)
);

CREATE TABLE party (
  -- Who takes part, and places: one row for all spellings.
  id     INTEGER PRIMARY KEY,
  party  TEXT NOT NULL UNIQUE,  -- its id in exports
  type   TEXT NOT NULL,         -- person, organisation, place
  record TEXT NOT NULL
);

CREATE TABLE party_name (
  -- The spellings that mean a party, the fullest first.
  id    INTEGER PRIMARY KEY,
  party INTEGER NOT NULL REFERENCES party (id),
  name  TEXT NOT NULL
);

CREATE INDEX party_name_name ON party_name (name);

CREATE TABLE event_cluster (
  -- One event as all reports together tell it: a line of the timeline. Its sentences: event_member.
  id      INTEGER PRIMARY KEY,
  cluster TEXT NOT NULL UNIQUE,  -- its id in exports
  class   TEXT NOT NULL,
  date    TEXT,                  -- EDTF
  low     TEXT,
  high    TEXT,
  status  TEXT NOT NULL,
  label   TEXT NOT NULL,
  actor   TEXT,
  place   TEXT,
  record  TEXT NOT NULL
);

CREATE TABLE event_member (
  -- The places in the articles that tell an event.
  id       INTEGER PRIMARY KEY,
  cluster  INTEGER NOT NULL REFERENCES event_cluster (id),
  article  INTEGER NOT NULL REFERENCES article (id),
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  sentence INTEGER REFERENCES sentence (id)
);

CREATE TABLE lineage (
  -- What a report draws on: the agency, the medium or the report it quotes.
  id       INTEGER PRIMARY KEY,
  source   TEXT NOT NULL,
  article  INTEGER NOT NULL REFERENCES article (id),
  start    INTEGER,
  end      INTEGER,
  sentence INTEGER REFERENCES sentence (id),
  record   TEXT NOT NULL
);

CREATE TABLE copy (
  -- Articles that repeat another's text. They are one voice, not two.
  id          INTEGER PRIMARY KEY,
  article     INTEGER NOT NULL REFERENCES article (id),
  of          TEXT NOT NULL,                    -- doc of the article repeated
  of_article  INTEGER REFERENCES article (id),  -- the same, where it is in this case
  agency      TEXT,
  share       REAL NOT NULL,                    -- part of its words found there
  first       TEXT,                             -- doc of the earliest
  record      TEXT NOT NULL
);

CREATE TABLE copy_change (
  -- What a copy says otherwise.
  id     INTEGER PRIMARY KEY,
  copy   INTEGER NOT NULL REFERENCES copy (id),
  change TEXT NOT NULL
);

CREATE TABLE series (
  -- Figures on one thing in one place. The figures themselves: point.
  id      INTEGER PRIMARY KEY,
  measure TEXT NOT NULL,
  of      TEXT,
  place   TEXT,
  unit    TEXT,
  record  TEXT NOT NULL
);

CREATE TABLE point (
  -- The figures of a series, in the order of the days they speak of.
  id       INTEGER PRIMARY KEY,
  series   INTEGER NOT NULL REFERENCES series (id),
  as_of    TEXT,           -- EDTF
  value    REAL NOT NULL,
  low      REAL,
  high     REAL,
  modifier TEXT NOT NULL,
  sense    TEXT NOT NULL,
  source   TEXT,           -- by whose count
  article  INTEGER NOT NULL REFERENCES article (id),
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  sentence INTEGER REFERENCES sentence (id)
);

CREATE TABLE pledge_outcome (
  -- What was promised (article, start, end, sentence) and what came of it (outcome_…).
  id               INTEGER PRIMARY KEY,
  who              TEXT,
  what             TEXT NOT NULL,
  made             TEXT,              -- EDTF
  due              TEXT,
  outcome          TEXT NOT NULL,     -- kept, broken, slipped, restated, open
  contested        INTEGER NOT NULL,  -- 1: the reports disagree about the outcome
  article          INTEGER NOT NULL REFERENCES article (id),
  start            INTEGER NOT NULL,
  end              INTEGER NOT NULL,
  sentence         INTEGER REFERENCES sentence (id),
  outcome_article  INTEGER REFERENCES article (id),
  outcome_start    INTEGER,
  outcome_end      INTEGER,
  outcome_sentence INTEGER REFERENCES sentence (id),
  record           TEXT NOT NULL
);

CREATE TABLE outcome_reason (
  -- Why that outcome.
  id             INTEGER PRIMARY KEY,
  pledge_outcome INTEGER NOT NULL REFERENCES pledge_outcome (id),
  clue           TEXT NOT NULL,
  text           TEXT NOT NULL,
  start          INTEGER,  -- in the article of the outcome, or of the pledge where there is no outcome
  end            INTEGER,
  low            TEXT,
  high           TEXT
);

CREATE TABLE position (
  -- Where a party stands on a matter, on a day.
  id       INTEGER PRIMARY KEY,
  party    TEXT NOT NULL,
  stance   TEXT NOT NULL,  -- demands, rejects, supports, offers, warns
  matter   TEXT NOT NULL,
  date     TEXT,           -- EDTF
  article  INTEGER NOT NULL REFERENCES article (id),
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  sentence INTEGER REFERENCES sentence (id),
  record   TEXT NOT NULL
);

CREATE TABLE phase (
  -- How long a mission ran or an agreement was in force.
  id     INTEGER PRIMARY KEY,
  matter TEXT NOT NULL,
  phase  TEXT NOT NULL,
  since  TEXT,  -- "from" in exports, EDTF
  until  TEXT,
  record TEXT NOT NULL
);

CREATE TABLE phase_member (
  -- The sentences a phase rests on.
  id       INTEGER PRIMARY KEY,
  phase    INTEGER NOT NULL REFERENCES phase (id),
  article  INTEGER NOT NULL REFERENCES article (id),
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  sentence INTEGER REFERENCES sentence (id)
);

CREATE TABLE conflict (
  -- Where reports cannot all be right. What each says: conflict_side.
  id          INTEGER PRIMARY KEY,
  about       TEXT NOT NULL,
  type        TEXT NOT NULL,  -- figure, date, status, claim, scope, stated_date, change
  resolved_by TEXT,           -- what settles it; empty: open
  record      TEXT NOT NULL
);

CREATE TABLE conflict_side (
  -- One side of a conflict and where it says so.
  id       INTEGER PRIMARY KEY,
  conflict INTEGER NOT NULL REFERENCES conflict (id),
  says     TEXT NOT NULL,
  article  INTEGER NOT NULL REFERENCES article (id),
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  sentence INTEGER REFERENCES sentence (id)
);

CREATE VIEW timeline_lines AS
  SELECT c.date, c.class, c.status, c.label, s.text AS sentence, a.doc, r.best AS written, a.title, a.url, m.start, m.end
  FROM event_cluster c JOIN event_member m ON m.cluster = c.id JOIN article a ON a.id = m.article
  LEFT JOIN sentence s ON s.id = m.sentence LEFT JOIN report r ON r.article = a.id
  ORDER BY c.low IS NULL, c.low, c.id, m.id;

CREATE VIEW figure_lines AS
  SELECT f.as_of, f.measure, f.of, f.place, f.modifier, f.value, f.low, f.high, f.unit, f.sense, f.source,
    s.text AS sentence, a.doc, r.best AS written, a.title, a.url, f.start, f.end
  FROM figure f JOIN article a ON a.id = f.article
  LEFT JOIN sentence s ON s.id = f.sentence LEFT JOIN report r ON r.article = a.id
  ORDER BY f.as_of IS NULL, f.as_of, a.doc, f.start;

CREATE VIEW pledge_lines AS
  SELECT p.made, p.due, p.who, p.what, p.outcome, p.contested, s.text AS pledge, a.doc, o.text AS came_of_it,
    b.doc AS outcome_doc
  FROM pledge_outcome p JOIN article a ON a.id = p.article LEFT JOIN sentence s ON s.id = p.sentence
  LEFT JOIN article b ON b.id = p.outcome_article LEFT JOIN sentence o ON o.id = p.outcome_sentence
  ORDER BY p.made IS NULL, p.made, p.id;

CREATE VIEW conflict_lines AS
  SELECT c.id AS conflict, c.type, c.about, d.says, s.text AS sentence, a.doc, r.best AS written, c.resolved_by
  FROM conflict c JOIN conflict_side d ON d.conflict = c.id JOIN article a ON a.id = d.article
  LEFT JOIN sentence s ON s.id = d.sentence LEFT JOIN report r ON r.article = a.id
  ORDER BY c.id, d.id;

CREATE INDEX article_path ON article (path, digest);
