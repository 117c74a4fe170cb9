-- Times are microseconds since 1970, in both databases: one set of queries reads them.
CREATE TABLE versions (
	sequence   INTEGER PRIMARY KEY,
	kind       TEXT NOT NULL,
	id         TEXT NOT NULL,
	number     INTEGER NOT NULL,
	saved      INTEGER NOT NULL,
	author     TEXT NOT NULL,
	text       BLOB, -- NULL: deleted
	difference BLOB,
	UNIQUE (kind, id, number)
) STRICT;
