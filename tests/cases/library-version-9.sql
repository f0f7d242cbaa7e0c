BEGIN TRANSACTION;
CREATE TABLE change (              -- removed reports stay here
            report_id TEXT PRIMARY KEY,
            revision INTEGER NOT NULL      -- the last that changed the report, or its vectors
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "change" VALUES('rapport-sur-les-puits',1);
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
CREATE TABLE conversation (
            id TEXT PRIMARY KEY,
            visitor TEXT NOT NULL,         -- SHA-256 of the browser's token
            title TEXT NOT NULL,
            changed TEXT NOT NULL          -- UTC, ISO 8601
        ) STRICT
        ;
CREATE TABLE embedded (            -- reports of which every clause with words has passages
            encoder TEXT NOT NULL,         -- fingerprint
            report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
            PRIMARY KEY (encoder, report_id)
        ) STRICT, WITHOUT ROWID
        ;
CREATE TABLE history (
            number INTEGER PRIMARY KEY,
            at TEXT NOT NULL,              -- UTC, ISO 8601
            event TEXT NOT NULL CHECK (event IN ('added', 'replaced', 'removed')),
            report_id TEXT NOT NULL,       -- of a report that may be gone
            version INTEGER NOT NULL,
            title TEXT NOT NULL,
            source_name TEXT NOT NULL,
            source_sha256 TEXT NOT NULL
        ) STRICT
        ;
INSERT INTO "history" VALUES(1,'2026-01-05T10:00:00+00:00','added','rapport-sur-les-puits',1,'RAPPORT SUR LES PUITS','puits.pdf','d50108f064173f2aabc0afed6ce00baf290a2b8b823941028988a128a0546d42');
CREATE TABLE library (revision INTEGER NOT NULL, model TEXT NOT NULL DEFAULT '', encoder TEXT NOT NULL DEFAULT '');
INSERT INTO "library" VALUES(2,'packaged','e');
CREATE TABLE old_clause (
            report_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            key TEXT NOT NULL COLLATE NOCASE,
            eid TEXT NOT NULL,
            num TEXT NOT NULL,
            part TEXT NOT NULL,
            kind TEXT NOT NULL,
            depth INTEGER NOT NULL,
            "text" TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            page INTEGER,
            heading TEXT NOT NULL,
            chapeau TEXT,
            language TEXT NOT NULL,
            version INTEGER NOT NULL,
            PRIMARY KEY (report_id, version, position),
            FOREIGN KEY (report_id, version) REFERENCES old_report (id, version) ON DELETE CASCADE
        ) STRICT
        ;
CREATE TABLE old_page_lines (
            report_id TEXT NOT NULL,
            page INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            lines BLOB NOT NULL,
            version INTEGER NOT NULL,
            PRIMARY KEY (report_id, version, page),
            FOREIGN KEY (report_id, version) REFERENCES old_report (id, version) ON DELETE CASCADE
        ) STRICT
        ;
CREATE TABLE old_report (
            id TEXT NOT NULL REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED,
            title TEXT NOT NULL,
            issuer TEXT NOT NULL,
            place TEXT NOT NULL,
            date TEXT,
            language TEXT NOT NULL,
            "text" TEXT NOT NULL,
            page_starts TEXT NOT NULL,
            source_name TEXT NOT NULL,
            source_sha256 TEXT NOT NULL,
            source BLOB NOT NULL,
            doubts TEXT NOT NULL,
            version INTEGER NOT NULL,
            added TEXT NOT NULL,
            symbol TEXT NOT NULL,
            dates TEXT NOT NULL,
            replaced TEXT NOT NULL,        -- UTC, ISO 8601
            PRIMARY KEY (id, version)
        ) STRICT
        ;
CREATE TABLE page_lines (
            report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
            page INTEGER NOT NULL,         -- 1-based
            start INTEGER NOT NULL,        -- span of its lines in report.text
            "end" INTEGER NOT NULL,
            lines BLOB NOT NULL,           -- where each character stands: line_rows.py, zlib
            PRIMARY KEY (report_id, page)
        ) STRICT
        ;
INSERT INTO "page_lines" VALUES('rapport-sur-les-puits',1,0,35,X'789C636060605006E217CC0C0C17D819187E683130ECE06600030036A103CB');
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
CREATE TABLE stamp (               -- one row for each revision
            revision INTEGER PRIMARY KEY,
            stamp INTEGER NOT NULL         -- random: tells this library's history from another's
        ) STRICT
        ;
INSERT INTO "stamp" VALUES(0,-1375336572274028070);
CREATE TABLE token_codes (
            encoder TEXT NOT NULL,
            text_hash BLOB NOT NULL,
            codes BLOB NOT NULL,           -- two bits for each number of each token
            PRIMARY KEY (encoder, text_hash),
            FOREIGN KEY (encoder, text_hash) REFERENCES vector ON DELETE CASCADE
        ) STRICT
        ;
CREATE TABLE turn (
            conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,     -- from 0
            question TEXT NOT NULL,
            answer TEXT NOT NULL,          -- JSON: retrieval.models.Answer
            answered INTEGER NOT NULL,
            confidence REAL NOT NULL,
            at TEXT NOT NULL,              -- UTC, ISO 8601
            verdict TEXT NOT NULL,         -- '', up or down
            PRIMARY KEY (conversation_id, position)
        ) STRICT
        ;
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
CREATE INDEX change_revision ON change (revision);
CREATE TRIGGER report_added AFTER INSERT ON report BEGIN INSERT INTO change SELECT NEW.id, revision + 1 FROM library WHERE TRUE ON CONFLICT (report_id) DO UPDATE SET revision = excluded.revision; END;
CREATE TRIGGER report_removed AFTER DELETE ON report BEGIN INSERT INTO change SELECT OLD.id, revision + 1 FROM library WHERE TRUE ON CONFLICT (report_id) DO UPDATE SET revision = excluded.revision; END;
CREATE TRIGGER report_embedded AFTER INSERT ON embedded BEGIN INSERT INTO change SELECT NEW.report_id, revision + 1 FROM library WHERE TRUE ON CONFLICT (report_id) DO UPDATE SET revision = excluded.revision; END;
CREATE INDEX conversation_visitor ON conversation (visitor, changed);
CREATE INDEX old_report_source ON old_report (source_sha256);
CREATE INDEX history_report ON history (report_id, number);
CREATE INDEX clause_part ON clause (report_id, part);
CREATE INDEX report_name ON report (source_name, title);
COMMIT;
PRAGMA user_version = 9;
