ALTER TABLE grants ADD COLUMN kind TEXT NOT NULL DEFAULT 'login';
ALTER TABLE grants ADD COLUMN client TEXT NOT NULL DEFAULT '';
ALTER TABLE grants ADD COLUMN created BIGINT NOT NULL DEFAULT 0;
ALTER TABLE grants ADD COLUMN size BIGINT NOT NULL DEFAULT 0;
UPDATE grants SET kind = 'ended_session' WHERE id LIKE 'ended_session:%';
UPDATE grants SET size = LENGTH(id) + COALESCE(LENGTH(text), 0);
CREATE INDEX grants_oldest ON grants (kind, created);
CREATE INDEX grants_oldest_of_client ON grants (kind, client, created);

-- How many grants there are, and how many bytes of IDs and texts.
CREATE TABLE grant_usage (
	kind   TEXT NOT NULL,
	client TEXT NOT NULL,
	grants BIGINT NOT NULL,
	bytes  BIGINT NOT NULL,
	PRIMARY KEY (kind, client)
);
INSERT INTO grant_usage (kind, client, grants, bytes)
	SELECT kind, client, COUNT(*), SUM(size) FROM grants GROUP BY kind, client;

-- Grants are stored and deleted, never changed.
CREATE FUNCTION claimsmith_grant_stored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO grant_usage (kind, client, grants, bytes) VALUES (NEW.kind, NEW.client, 1, NEW.size)
		ON CONFLICT (kind, client) DO UPDATE SET grants = grant_usage.grants + 1, bytes = grant_usage.bytes + NEW.size;
	RETURN NULL;
END
$$;
CREATE TRIGGER grant_stored AFTER INSERT ON grants
	FOR EACH ROW EXECUTE FUNCTION claimsmith_grant_stored();
CREATE FUNCTION claimsmith_grant_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE grant_usage SET grants = grants - 1, bytes = bytes - OLD.size WHERE kind = OLD.kind AND client = OLD.client;
	DELETE FROM grant_usage WHERE kind = OLD.kind AND client = OLD.client AND grants = 0;
	RETURN NULL;
END
$$;
CREATE TRIGGER grant_deleted AFTER DELETE ON grants
	FOR EACH ROW EXECUTE FUNCTION claimsmith_grant_deleted();
