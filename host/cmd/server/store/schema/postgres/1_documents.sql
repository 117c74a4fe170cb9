-- Times are microseconds since 1970, in both databases: one set of queries reads them.
CREATE TABLE versions (
	sequence   BIGINT PRIMARY KEY,
	kind       TEXT NOT NULL,
	id         TEXT NOT NULL,
	number     BIGINT NOT NULL,
	saved      BIGINT NOT NULL,
	author     TEXT NOT NULL,
	text       BYTEA, -- NULL: deleted
	difference BYTEA,
	UNIQUE (kind, id, number)
);

-- A save tells the other servers at its commit.
CREATE FUNCTION claimsmith_saved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NOTIFY claimsmith_saved;
	RETURN NULL;
END
$$;
CREATE TRIGGER claimsmith_saved AFTER INSERT ON versions
	FOR EACH ROW EXECUTE FUNCTION claimsmith_saved();
