-- Turns and arrivals stand in the order in which they came: what many conversations commit together is written side by side, and the
-- oldest come first. Ids go by their age, and with a customer who is forgotten, so they need no tie to their conversation.
ALTER TABLE seen RENAME TO seen_2;
CREATE TABLE seen (
    number INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (channel, id)
) STRICT;
INSERT INTO seen (channel, id, conversation, at) SELECT channel, id, conversation, at FROM seen_2 ORDER BY at;
DROP TABLE seen_2;

ALTER TABLE turn RENAME TO turn_2;
CREATE TABLE turn (
    number INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    received INTEGER NOT NULL,
    channel TEXT NOT NULL,
    id TEXT NOT NULL,
    script TEXT NOT NULL,
    event TEXT NOT NULL,
    turn TEXT NOT NULL,
    UNIQUE (conversation, version)
) STRICT;
INSERT INTO turn (conversation, version, at, received, channel, id, script, event, turn)
    SELECT conversation, version, at, received, channel, id, script, event, turn
    FROM turn_2 ORDER BY at, conversation, version;
DROP TABLE turn_2;
