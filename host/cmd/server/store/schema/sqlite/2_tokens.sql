CREATE TABLE tokens (
	id      TEXT PRIMARY KEY,
	name    TEXT NOT NULL,
	hash    BLOB NOT NULL,
	scopes  TEXT NOT NULL, -- a JSON list
	created INTEGER NOT NULL,
	expires INTEGER -- NULL: never
) STRICT;
