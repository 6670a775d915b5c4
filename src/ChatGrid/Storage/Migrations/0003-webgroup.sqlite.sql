-- WebGroup: the built-in group chat's own log (we are the platform here), its members and uploads.
CREATE TABLE webgroup_activities (
    conversation TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    sender TEXT NOT NULL,
    activity TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_webgroup_activities PRIMARY KEY (conversation, position),
    CONSTRAINT uq_webgroup_activities UNIQUE (conversation, id)
);
CREATE INDEX ix_webgroup_activities_at ON webgroup_activities (at);

CREATE TABLE webgroup_members (
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    grid TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    joined_at TEXT NOT NULL,
    CONSTRAINT pk_webgroup_members PRIMARY KEY (person)
);

CREATE TABLE webgroup_uploads (
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_webgroup_uploads PRIMARY KEY (id)
);
CREATE INDEX ix_webgroup_uploads_at ON webgroup_uploads (at);
