-- Conversations: what came in, what is remembered between two turns, what goes out, who somebody is.
CREATE TABLE inbox (
    channel TEXT NOT NULL,
    dedup_key TEXT NOT NULL,
    answer TEXT NOT NULL,
    received_at TEXT NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (channel, dedup_key)
) WITHOUT ROWID;
CREATE INDEX ix_inbox_received ON inbox (received_at);

CREATE TABLE conversation_states (
    conversation TEXT NOT NULL,
    person TEXT NOT NULL,
    state TEXT NOT NULL,
    etag INTEGER NOT NULL,
    due_at TEXT NULL,
    CONSTRAINT pk_conversation_states PRIMARY KEY (conversation, person)
) WITHOUT ROWID;
CREATE INDEX ix_conversation_states_due ON conversation_states (due_at);

CREATE TABLE outbox (
    position INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    conversation TEXT NOT NULL,
    body TEXT NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    unprompted INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    lease_node TEXT NULL,
    lease_until TEXT NULL,
    sent_at TEXT NULL,
    message_ref TEXT NULL,
    problem TEXT NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (position),
    CONSTRAINT uq_outbox_key UNIQUE (idempotency_key)
);
CREATE INDEX ix_outbox_waiting ON outbox (due_at) WHERE state = 0;
CREATE INDEX ix_outbox_lane ON outbox (conversation, position) WHERE state = 0;
CREATE INDEX ix_outbox_dead ON outbox (position) WHERE state = 2;
CREATE INDEX ix_outbox_unprompted ON outbox (conversation, due_at) WHERE unprompted = 1;

CREATE TABLE contacts (
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    conversation TEXT NOT NULL,
    CONSTRAINT pk_contacts PRIMARY KEY (person)
) WITHOUT ROWID;

CREATE TABLE identities (
    channel TEXT NOT NULL,
    external_id TEXT NOT NULL,
    person TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    CONSTRAINT pk_identities PRIMARY KEY (channel, external_id)
) WITHOUT ROWID;

CREATE TABLE binding_codes (
    code_hash TEXT NOT NULL,
    person TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    CONSTRAINT pk_binding_codes PRIMARY KEY (code_hash)
) WITHOUT ROWID;

CREATE TABLE counters (
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    CONSTRAINT pk_counters PRIMARY KEY (name)
) WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('ticket', 0);
