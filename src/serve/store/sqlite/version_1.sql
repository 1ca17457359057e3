-- One row a conversation: its state, and the timer that is due next.
CREATE TABLE conversation (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 0,
    state TEXT,
    due INTEGER,
    with_staff INTEGER NOT NULL DEFAULT 0,
    channel TEXT,
    address TEXT,
    heard INTEGER,
    touched INTEGER NOT NULL
) STRICT;
CREATE INDEX conversation_due ON conversation (due) WHERE due IS NOT NULL;
CREATE INDEX conversation_touched ON conversation (touched);

-- What else a conversation is known by.
CREATE TABLE alias (
    name TEXT PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation (number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_conversation ON alias (conversation);

-- Arrivals that are kept and not yet served.
CREATE TABLE inbox (
    number INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation (number) ON DELETE CASCADE,
    received INTEGER NOT NULL,
    arrival TEXT NOT NULL
) STRICT;
CREATE INDEX inbox_conversation ON inbox (conversation);

-- Every arrival there ever was, so that none counts twice.
CREATE TABLE seen (
    channel TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversation (number) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    PRIMARY KEY (channel, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_conversation ON seen (conversation);
CREATE INDEX seen_at ON seen (at);

-- Every turn, with what it answered.
CREATE TABLE turn (
    conversation INTEGER NOT NULL REFERENCES conversation (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    received INTEGER NOT NULL,
    channel TEXT NOT NULL,
    id TEXT NOT NULL,
    script TEXT NOT NULL,
    event TEXT NOT NULL,
    turn TEXT NOT NULL,
    PRIMARY KEY (conversation, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX turn_at ON turn (at);

-- What is to be sent and not yet confirmed; `state` 0 waits, 1 was given up.
CREATE TABLE outbox (
    conversation INTEGER NOT NULL REFERENCES conversation (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    part INTEGER NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL,
    PRIMARY KEY (conversation, version, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (due) WHERE state = 0;
