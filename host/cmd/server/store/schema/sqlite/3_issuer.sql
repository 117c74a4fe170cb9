CREATE TABLE keys (
	id        TEXT PRIMARY KEY,
	use       TEXT NOT NULL,
	algorithm TEXT NOT NULL,
	private   BLOB NOT NULL,
	created   INTEGER NOT NULL,
	retired   INTEGER -- NULL: in use
) STRICT;

CREATE TABLE grants (
	id      TEXT PRIMARY KEY,
	text    BLOB,
	expires INTEGER NOT NULL
) STRICT;
CREATE INDEX grants_expires ON grants (expires);
