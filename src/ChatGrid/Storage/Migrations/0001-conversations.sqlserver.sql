-- Conversations: what came in, what is remembered between two turns, what goes out, who somebody is.
CREATE TABLE inbox (
    channel nvarchar(100) NOT NULL,
    dedup_key nvarchar(200) NOT NULL,
    answer nvarchar(max) NOT NULL,
    received_at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (channel, dedup_key)
);
CREATE INDEX ix_inbox_received ON inbox (received_at);

CREATE TABLE conversation_states (
    conversation nvarchar(200) NOT NULL,
    person nvarchar(200) NOT NULL,
    state nvarchar(max) NOT NULL,
    etag bigint NOT NULL,
    due_at datetimeoffset(3) NULL,
    CONSTRAINT pk_conversation_states PRIMARY KEY (conversation, person)
);
CREATE INDEX ix_conversation_states_due ON conversation_states (due_at);

CREATE TABLE outbox (
    position bigint NOT NULL,
    idempotency_key nvarchar(300) NOT NULL,
    conversation nvarchar(200) NOT NULL,
    body nvarchar(max) NOT NULL,
    state int NOT NULL,
    attempts int NOT NULL,
    unprompted smallint NOT NULL,
    created_at datetimeoffset(3) NOT NULL,
    due_at datetimeoffset(3) NOT NULL,
    lease_node nvarchar(100) NULL,
    lease_until datetimeoffset(3) NULL,
    sent_at datetimeoffset(3) NULL,
    message_ref nvarchar(300) NULL,
    problem nvarchar(max) NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (position),
    CONSTRAINT uq_outbox_key UNIQUE (idempotency_key)
);
CREATE INDEX ix_outbox_waiting ON outbox (state, due_at);
CREATE INDEX ix_outbox_lane ON outbox (conversation, state, position);
CREATE INDEX ix_outbox_dead ON outbox (state, position);
CREATE INDEX ix_outbox_unprompted ON outbox (conversation, unprompted, due_at);

CREATE TABLE contacts (
    person nvarchar(200) NOT NULL,
    name nvarchar(200) NOT NULL,
    conversation nvarchar(200) NOT NULL,
    CONSTRAINT pk_contacts PRIMARY KEY (person)
);

CREATE TABLE identities (
    channel nvarchar(100) NOT NULL,
    external_id nvarchar(200) NOT NULL,
    person nvarchar(200) NOT NULL,
    linked_at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_identities PRIMARY KEY (channel, external_id)
);

CREATE TABLE binding_codes (
    code_hash nvarchar(100) NOT NULL,
    person nvarchar(200) NOT NULL,
    expires_at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_binding_codes PRIMARY KEY (code_hash)
);

CREATE TABLE counters (
    name nvarchar(100) NOT NULL,
    value bigint NOT NULL,
    CONSTRAINT pk_counters PRIMARY KEY (name)
);
INSERT INTO counters (name, value) VALUES ('ticket', 0);
