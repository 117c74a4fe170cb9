CREATE TABLE keys (
	id        TEXT PRIMARY KEY,
	use       TEXT NOT NULL,
	algorithm TEXT NOT NULL,
	private   BYTEA NOT NULL,
	created   BIGINT NOT NULL,
	retired   BIGINT -- NULL: in use
);

CREATE TABLE grants (
	id      TEXT PRIMARY KEY,
	text    BYTEA,
	expires BIGINT NOT NULL
);
CREATE INDEX grants_expires ON grants (expires);
