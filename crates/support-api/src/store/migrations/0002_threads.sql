-- Threads, people who sign in, and files. The tickets move to a table with more states, because SQLite
-- changes no CHECK in place (https://www.sqlite.org/lang_altertable.html#otheralter).

CREATE TABLE tickets_with_threads (
    seq         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,    -- random, in addresses
    number      TEXT    NOT NULL UNIQUE,    -- random, for people
    token_hash  BLOB    UNIQUE,             -- of the token that opens the ticket; none when somebody signed in
    token_until INTEGER NOT NULL,           -- the token opens nothing afterwards
    subject     TEXT,                       -- issuer and subject of whoever signed in
    state       TEXT    NOT NULL CHECK (state IN ('open', 'waiting', 'answered', 'solved', 'closed')),
    level       INTEGER NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 3),
    chat        INTEGER NOT NULL DEFAULT 0, -- began as a conversation
    topic       TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    received    INTEGER NOT NULL,
    updated     INTEGER NOT NULL,           -- time of the last message
    reply_by    INTEGER,                    -- what was promised last
    owed_since  INTEGER,                    -- since when a reply is owed; none while none is
    answered    INTEGER,                    -- last reply of support, forgotten by an escalation
    settled     INTEGER,                    -- when it was solved or closed
    person_read INTEGER NOT NULL DEFAULT 0, -- messages.seq up to which the person has read
    team_read   INTEGER NOT NULL DEFAULT 0, -- messages.seq up to which support has read
    assignee    TEXT,                       -- who of support takes care of it
    stars       INTEGER CHECK (stars BETWEEN 1 AND 5),
    word        TEXT,                       -- beside the stars
    report      TEXT    NOT NULL            -- what was sent, as JSON
) STRICT;

INSERT INTO tickets_with_threads (seq, id, number, token_hash, token_until, state, topic, language,
                                  received, updated, reply_by, owed_since, report)
SELECT seq, id, number, token_hash, token_until,
       CASE state WHEN 'received' THEN 'open' ELSE state END, topic, language,
       received, received, reply_by, CASE state WHEN 'received' THEN received END, report
FROM tickets;

DROP TABLE tickets;
ALTER TABLE tickets_with_threads RENAME TO tickets;

CREATE INDEX tickets_by_time ON tickets (received);
CREATE INDEX tickets_by_subject ON tickets (subject, updated) WHERE subject IS NOT NULL;
CREATE INDEX tickets_by_state ON tickets (state, updated);

-- AUTOINCREMENT: a number is never used again, so that "after this one" stays true when rows go.
CREATE TABLE messages (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT    NOT NULL UNIQUE,     -- random
    ticket     INTEGER NOT NULL REFERENCES tickets (seq) ON DELETE CASCADE,
    author     TEXT    NOT NULL CHECK (author IN ('person', 'support', 'system', 'note')),
    agent      TEXT,                        -- the account of whoever of support wrote
    agent_name TEXT,                        -- the first name that the person reads
    event      TEXT,                        -- what happened with it
    text       TEXT    NOT NULL,
    at         INTEGER NOT NULL
) STRICT;

CREATE INDEX messages_by_ticket ON messages (ticket, seq);

-- Pictures, from the first byte of the upload on.
CREATE TABLE files (
    seq        INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,     -- random; its name in the folder
    owner      TEXT,                        -- who alone may send and attach it; none: whoever knows the id
    name       TEXT    NOT NULL,            -- to be shown
    length     INTEGER NOT NULL,            -- bytes announced
    begun      INTEGER NOT NULL,
    stored     INTEGER,                     -- when it was complete, checked and encoded again
    media_type TEXT,
    bytes      INTEGER,                     -- as stored
    width      INTEGER,
    height     INTEGER,
    ticket     INTEGER REFERENCES tickets (seq) ON DELETE SET NULL,
    message    INTEGER REFERENCES messages (seq) ON DELETE SET NULL
) STRICT;

CREATE INDEX files_by_ticket ON files (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX files_by_message ON files (message) WHERE message IS NOT NULL;
CREATE INDEX files_without_ticket ON files (begun) WHERE ticket IS NULL;
