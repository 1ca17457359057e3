-- What the tables of version 2 have beyond those of version 1.
ALTER TABLE conversation ADD COLUMN waiting INTEGER;
ALTER TABLE conversation ADD COLUMN came_by TEXT;
ALTER TABLE conversation ADD COLUMN last_by TEXT;
ALTER TABLE conversation ADD COLUMN last_line TEXT;
ALTER TABLE conversation ADD COLUMN last_at INTEGER;
ALTER TABLE conversation ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN called TEXT;
ALTER TABLE conversation ADD COLUMN sought TEXT NOT NULL DEFAULT '';
CREATE INDEX conversation_waiting ON conversation (waiting) WHERE waiting IS NOT NULL;
CREATE INDEX conversation_with_staff ON conversation (touched) WHERE with_staff;

-- What staff are to do, and did.
CREATE TABLE task (
    number INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    done INTEGER,
    done_by TEXT,
    UNIQUE (conversation, version, place)
) STRICT;
CREATE INDEX task_open ON task (at) WHERE done IS NULL;
CREATE INDEX task_done ON task (done) WHERE done IS NOT NULL;

-- What is switched on for the whole shop, since when and by whom.
CREATE TABLE switch (
    name TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Photos that customers sent, by the name of the browser they came from.
CREATE TABLE photo (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX photo_owner ON photo (owner);
CREATE INDEX photo_at ON photo (at);
