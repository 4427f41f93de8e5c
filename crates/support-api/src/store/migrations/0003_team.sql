-- Whoever answers: accounts, who is signed in, what they did, and the answers they keep.

CREATE TABLE agents (
    seq      INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE,       -- of the account, in small letters
    shown    TEXT    NOT NULL,              -- the name that people read
    password TEXT    NOT NULL,              -- Argon2id as a PHC string
    created  INTEGER NOT NULL,
    disabled INTEGER                        -- since when nobody signs in with it
) STRICT;

CREATE TABLE agent_sessions (
    token_hash BLOB    PRIMARY KEY,         -- of the cookie
    agent      INTEGER NOT NULL REFERENCES agents (seq) ON DELETE CASCADE,
    created    INTEGER NOT NULL,
    seen       INTEGER NOT NULL             -- last request that somebody made by hand
) STRICT, WITHOUT ROWID;

CREATE INDEX agent_sessions_by_agent ON agent_sessions (agent);

-- What was done and by whom; never what was written.
CREATE TABLE audit (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    agent  TEXT,                            -- the account; none when somebody was refused
    deed   TEXT    NOT NULL,
    ticket TEXT,                            -- its number
    detail TEXT
) STRICT;

CREATE INDEX audit_by_time ON audit (at);

CREATE TABLE saved_answers (
    seq      INTEGER PRIMARY KEY,
    title    TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    language TEXT    NOT NULL,
    agent    TEXT    NOT NULL,              -- who wrote it last
    changed  INTEGER NOT NULL
) STRICT;
