"""The schema of the store, as numbered migrations: a library of any earlier version opens."""

# A released migration is never changed; what comes later is appended.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE library (revision INTEGER NOT NULL)",
        "INSERT INTO library VALUES (0)",
        """
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
        ) STRICT
        """,
        """
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
            chapeau TEXT,
            PRIMARY KEY (report_id, position)
        ) STRICT
        """,
        "CREATE INDEX clause_key ON clause (key, report_id)",
        """
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
        """,
        """
        CREATE TABLE vector (
            encoder TEXT NOT NULL,
            text_hash BLOB NOT NULL,
            vector BLOB NOT NULL,          -- float32, unit length
            sentence_ends TEXT NOT NULL,   -- JSON: where each sentence ends in the window
            sentences BLOB NOT NULL,       -- float16, one unit vector for each sentence
            PRIMARY KEY (encoder, text_hash)
        ) STRICT
        """,
    ),
    # The heading: symbol, all dates, and the language of a clause in a report of two.
    (
        "ALTER TABLE report ADD COLUMN symbol TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE report ADD COLUMN dates TEXT NOT NULL DEFAULT '[]'",  # JSON: ISO 8601
        "UPDATE report SET dates = json_array(date) WHERE date IS NOT NULL",
        "ALTER TABLE clause ADD COLUMN language TEXT NOT NULL DEFAULT ''",  # '': the report's
    ),
    (
        """
        CREATE TABLE page_lines (
            report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
            page INTEGER NOT NULL,         -- 1-based
            start INTEGER NOT NULL,        -- span of its lines in report.text
            "end" INTEGER NOT NULL,
            lines BLOB NOT NULL,           -- where each character stands: line_rows.py, zlib
            PRIMARY KEY (report_id, page)
        ) STRICT
        """,
    ),
    # What changed when: derived indexes catch up from it. Triggers keep it, so that no way of
    # changing a report can forget to.
    (
        """
        CREATE TABLE stamp (               -- one row for each revision
            revision INTEGER PRIMARY KEY,
            stamp INTEGER NOT NULL         -- random: tells this library's history from another's
        ) STRICT
        """,
        "INSERT INTO stamp SELECT revision, random() FROM library",
        """
        CREATE TABLE change (              -- removed reports stay here
            report_id TEXT PRIMARY KEY,
            revision INTEGER NOT NULL      -- the last that changed the report, or its vectors
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX change_revision ON change (revision)",
        """
        CREATE TABLE embedded (            -- reports of which every clause with words has passages
            encoder TEXT NOT NULL,         -- fingerprint
            report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
            PRIMARY KEY (encoder, report_id)
        ) STRICT, WITHOUT ROWID
        """,
        *(
            f"CREATE TRIGGER {name} AFTER {event} BEGIN"
            f" INSERT INTO change SELECT {row}, revision + 1 FROM library WHERE TRUE"
            " ON CONFLICT (report_id) DO UPDATE SET revision = excluded.revision; END"
            for name, event, row in (
                ("report_added", "INSERT ON report", "NEW.id"),
                ("report_removed", "DELETE ON report", "OLD.id"),
                ("report_embedded", "INSERT ON embedded", "NEW.report_id"),
            )
        ),
    ),
    # What visitors asked. Nothing of it raises the revision: no index depends on it.
    (
        """
        CREATE TABLE conversation (
            id TEXT PRIMARY KEY,
            visitor TEXT NOT NULL,         -- SHA-256 of the browser's token
            title TEXT NOT NULL,
            changed TEXT NOT NULL          -- UTC, ISO 8601
        ) STRICT
        """,
        "CREATE INDEX conversation_visitor ON conversation (visitor, changed)",
        """
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
        """,
    ),
    # Versions: what a replaced report was stays citable. Columns added to report, clause or
    # page_lines later are added here as well, in the same order.
    (
        """
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
        """,
        "CREATE INDEX old_report_source ON old_report (source_sha256)",
        """
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
        """,
        """
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
        """,
        """
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
        """,
        "CREATE INDEX history_report ON history (report_id, number)",
        """
        INSERT INTO history (at, event, report_id, version, title, source_name, source_sha256)
        SELECT added, iif(version = 1, 'added', 'replaced'), id, version, title, source_name,
               source_sha256
        FROM report ORDER BY added, id
        """,
    ),
    # The encoder whose vectors are searched; empty until the first report is embedded.
    (
        "ALTER TABLE library ADD COLUMN model TEXT NOT NULL DEFAULT ''",  # folder or name
        "ALTER TABLE library ADD COLUMN encoder TEXT NOT NULL DEFAULT ''",  # fingerprint
    ),
    # The words of each passage, for late interaction. A table of its own: vectors are read by
    # the hundred thousand, these by the dozen.
    (
        """
        CREATE TABLE token_codes (
            encoder TEXT NOT NULL,
            text_hash BLOB NOT NULL,
            codes BLOB NOT NULL,           -- two bits for each number of each token
            PRIMARY KEY (encoder, text_hash),
            FOREIGN KEY (encoder, text_hash) REFERENCES vector ON DELETE CASCADE
        ) STRICT
        """,
    ),
    # Of many thousand reports, counting clauses and looking for an earlier version take no time.
    (
        "CREATE INDEX clause_part ON clause (report_id, part)",
        "CREATE INDEX report_name ON report (source_name, title)",
    ),
    # What a visitor chose on the page: language, style of citations, where questions look.
    (
        """
        CREATE TABLE choice (
            visitor TEXT NOT NULL,         -- hash of the browser's token
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (visitor, name)
        ) STRICT, WITHOUT ROWID
        """,
    ),
)
SCHEMA_VERSION = len(MIGRATIONS)
