-- WebGroup: the built-in group chat's own log (we are the platform here), its members and uploads.
CREATE TABLE webgroup_activities (
    conversation nvarchar(200) NOT NULL,
    position bigint NOT NULL,
    id nvarchar(300) NOT NULL,
    sender nvarchar(200) NOT NULL,
    activity nvarchar(max) NOT NULL,
    at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_webgroup_activities PRIMARY KEY (conversation, position),
    CONSTRAINT uq_webgroup_activities UNIQUE (conversation, id)
);
CREATE INDEX ix_webgroup_activities_at ON webgroup_activities (at);

CREATE TABLE webgroup_members (
    person nvarchar(200) NOT NULL,
    name nvarchar(200) NOT NULL,
    grid nvarchar(100) NOT NULL,
    key_hash nvarchar(100) NOT NULL,
    joined_at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_webgroup_members PRIMARY KEY (person)
);

CREATE TABLE webgroup_uploads (
    id nvarchar(100) NOT NULL,
    conversation nvarchar(200) NOT NULL,
    content_type nvarchar(100) NOT NULL,
    bytes bigint NOT NULL,
    at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_webgroup_uploads PRIMARY KEY (id)
);
CREATE INDEX ix_webgroup_uploads_at ON webgroup_uploads (at);
