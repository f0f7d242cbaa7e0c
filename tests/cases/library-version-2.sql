BEGIN TRANSACTION;
CREATE TABLE clause (
            report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,     -- from 0, in reading order
            key TEXT NOT NULL COLLATE NOCASE,
            eid TEXT NOT NULL,
            num TEXT NOT NULL,
            part TEXT NOT NULL,
            kind TEXT NOT NULL,
            depth INTEGER NOT NULL,
            "text" TEXT NOT NULL,          -- report.text[start:end], checked when it is shown
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            page INTEGER,
            heading TEXT NOT NULL,
            chapeau TEXT, language TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (report_id, position)
        ) STRICT
        ;
INSERT INTO "clause" VALUES('rapport-sur-les-puits',0,'1','para_1','1.','body','paragraph',1,'Un puits.',26,35,1,'',NULL,'');
CREATE TABLE library (revision INTEGER NOT NULL);
INSERT INTO "library" VALUES(2);
CREATE TABLE passage (
            encoder TEXT NOT NULL,         -- fingerprint
            report_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            window INTEGER NOT NULL,       -- from 0; a long clause has several
            start INTEGER NOT NULL,        -- span of the window in report.text
            "end" INTEGER NOT NULL,
            text_hash BLOB NOT NULL,
            PRIMARY KEY (encoder, report_id, position, window),
            FOREIGN KEY (report_id, position) REFERENCES clause ON DELETE CASCADE
        ) STRICT
        ;
INSERT INTO "passage" VALUES('e','rapport-sur-les-puits',0,0,26,35,X'84ED6199288FA40D6E2E9F8502EFCBD520FC8D61707C5E8200B3ADEF528DBD63');
CREATE TABLE report (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            issuer TEXT NOT NULL,
            place TEXT NOT NULL,
            date TEXT,                     -- ISO 8601
            language TEXT NOT NULL,        -- fr, en or ar
            "text" TEXT NOT NULL,
            page_starts TEXT NOT NULL,     -- JSON: where each page begins in the text
            source_name TEXT NOT NULL,
            source_sha256 TEXT NOT NULL UNIQUE,
            source BLOB NOT NULL,          -- the original bytes, zlib
            doubts TEXT NOT NULL,          -- JSON: code, message, page, values
            version INTEGER NOT NULL,
            added TEXT NOT NULL            -- UTC, ISO 8601
        , symbol TEXT NOT NULL DEFAULT '', dates TEXT NOT NULL DEFAULT '[]') STRICT
        ;
INSERT INTO "report" VALUES('rapport-sur-les-puits','RAPPORT SUR LES PUITS','','',NULL,'fr','RAPPORT SUR LES PUITS

1. Un puits.','[0]','puits.pdf','d50108f064173f2aabc0afed6ce00baf290a2b8b823941028988a128a0546d42',X'789C530D7071D335D4335100000A0D01E0','[]',1,'2026-01-05T10:00:00+00:00','','[]');
CREATE TABLE vector (
            encoder TEXT NOT NULL,
            text_hash BLOB NOT NULL,
            vector BLOB NOT NULL,          -- float32, unit length
            sentence_ends TEXT NOT NULL,   -- JSON: where each sentence ends in the window
            sentences BLOB NOT NULL,       -- float16, one unit vector for each sentence
            PRIMARY KEY (encoder, text_hash)
        ) STRICT
        ;
INSERT INTO "vector" VALUES('e',X'84ED6199288FA40D6E2E9F8502EFCBD520FC8D61707C5E8200B3ADEF528DBD63',X'9A99193FCDCC4C3F','[9]',X'CD38663A');
CREATE INDEX clause_key ON clause (key, report_id);
COMMIT;
PRAGMA user_version = 2;
