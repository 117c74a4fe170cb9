-- The tenant's domain while no settings were saved: one row at most.
CREATE TABLE default_domain (
	name   TEXT PRIMARY KEY CHECK (name = 'domain'),
	domain TEXT NOT NULL
) STRICT;
