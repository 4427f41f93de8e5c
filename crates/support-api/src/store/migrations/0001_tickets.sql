-- Times are seconds since 1970, hashes are SHA-256.

CREATE TABLE tickets (
    seq         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,    -- random, in addresses
    number      TEXT    NOT NULL UNIQUE,    -- random, for people
    token_hash  BLOB    NOT NULL UNIQUE,    -- of the token that opens the ticket
    token_until INTEGER NOT NULL,           -- the token opens nothing afterwards
    state       TEXT    NOT NULL CHECK (state IN ('received', 'answered', 'closed')),
    topic       TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    received    INTEGER NOT NULL,
    reply_by    INTEGER,                    -- what the receipt promised
    report      TEXT    NOT NULL            -- what was sent, as JSON
) STRICT;

CREATE INDEX tickets_by_time ON tickets (received);

-- One row a request, so that the same request sent again is answered the same.
CREATE TABLE requests (
    scope     TEXT    NOT NULL,             -- whose keys these are
    key_hash  BLOB    NOT NULL,             -- of the Idempotency-Key
    body_hash BLOB    NOT NULL,             -- of the canonical body
    salt      BLOB    NOT NULL,             -- with the key itself makes the token again
    response  TEXT    NOT NULL,             -- the receipt without its token, as JSON
    received  INTEGER NOT NULL,
    ticket    INTEGER NOT NULL REFERENCES tickets (seq) ON DELETE CASCADE,
    PRIMARY KEY (scope, key_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX requests_by_time ON requests (received);
CREATE INDEX requests_by_ticket ON requests (ticket);

-- How often an article helped, counted a day; whose votes they were is not kept.
CREATE TABLE feedback (
    day      TEXT    NOT NULL,              -- YYYY-MM-DD, UTC
    article  TEXT    NOT NULL,
    language TEXT    NOT NULL,
    helped   INTEGER NOT NULL DEFAULT 0,
    not_helped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, article, language)
) STRICT, WITHOUT ROWID;
