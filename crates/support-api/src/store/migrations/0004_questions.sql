-- What was asked, counted a day, and the article that answered it; who asked is not kept.
CREATE TABLE questions (
    day      TEXT    NOT NULL,              -- YYYY-MM-DD, UTC
    language TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    article  TEXT    NOT NULL,              -- empty when nothing answered it
    count    INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (day, language, text, article)
) STRICT, WITHOUT ROWID;
