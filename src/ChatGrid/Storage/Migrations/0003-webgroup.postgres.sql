-- WebGroup: the built-in group chat's own log (we are the platform here), its members and uploads.
CREATE TABLE webgroup_activities (
    conversation text NOT NULL,
    position bigint NOT NULL,
    id text NOT NULL,
    sender text NOT NULL,
    activity text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_webgroup_activities PRIMARY KEY (conversation, position),
    CONSTRAINT uq_webgroup_activities UNIQUE (conversation, id)
);
CREATE INDEX ix_webgroup_activities_at ON webgroup_activities (at);

CREATE TABLE webgroup_members (
    person text NOT NULL,
    name text NOT NULL,
    grid text NOT NULL,
    key_hash text NOT NULL,
    joined_at timestamptz NOT NULL,
    CONSTRAINT pk_webgroup_members PRIMARY KEY (person)
);

CREATE TABLE webgroup_uploads (
    id text NOT NULL,
    conversation text NOT NULL,
    content_type text NOT NULL,
    bytes bigint NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_webgroup_uploads PRIMARY KEY (id)
);
CREATE INDEX ix_webgroup_uploads_at ON webgroup_uploads (at);
