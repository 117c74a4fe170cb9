CREATE TABLE tokens (
	id      TEXT PRIMARY KEY,
	name    TEXT NOT NULL,
	hash    BYTEA NOT NULL,
	scopes  TEXT NOT NULL, -- a JSON list
	created BIGINT NOT NULL,
	expires BIGINT -- NULL: never
);
