-- Conversations: what came in, what is remembered between two turns, what goes out, who somebody is.
CREATE TABLE inbox (
    channel text NOT NULL,
    dedup_key text NOT NULL,
    answer text NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (channel, dedup_key)
);
CREATE INDEX ix_inbox_received ON inbox (received_at);

CREATE TABLE conversation_states (
    conversation text NOT NULL,
    person text NOT NULL,
    state text NOT NULL,
    etag bigint NOT NULL,
    due_at timestamptz NULL,
    CONSTRAINT pk_conversation_states PRIMARY KEY (conversation, person)
);
CREATE INDEX ix_conversation_states_due ON conversation_states (due_at);

CREATE TABLE outbox (
    position bigint NOT NULL,
    idempotency_key text NOT NULL,
    conversation text NOT NULL,
    body text NOT NULL,
    state integer NOT NULL,
    attempts integer NOT NULL,
    unprompted smallint NOT NULL,
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    lease_node text NULL,
    lease_until timestamptz NULL,
    sent_at timestamptz NULL,
    message_ref text NULL,
    problem text NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (position),
    CONSTRAINT uq_outbox_key UNIQUE (idempotency_key)
);
CREATE INDEX ix_outbox_waiting ON outbox (due_at) WHERE state = 0;
CREATE INDEX ix_outbox_lane ON outbox (conversation, position) WHERE state = 0;
CREATE INDEX ix_outbox_dead ON outbox (position) WHERE state = 2;
CREATE INDEX ix_outbox_unprompted ON outbox (conversation, due_at) WHERE unprompted = 1;

CREATE TABLE contacts (
    person text NOT NULL,
    name text NOT NULL,
    conversation text NOT NULL,
    CONSTRAINT pk_contacts PRIMARY KEY (person)
);

CREATE TABLE identities (
    channel text NOT NULL,
    external_id text NOT NULL,
    person text NOT NULL,
    linked_at timestamptz NOT NULL,
    CONSTRAINT pk_identities PRIMARY KEY (channel, external_id)
);

CREATE TABLE binding_codes (
    code_hash text NOT NULL,
    person text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pk_binding_codes PRIMARY KEY (code_hash)
);

CREATE TABLE counters (
    name text NOT NULL,
    value bigint NOT NULL,
    CONSTRAINT pk_counters PRIMARY KEY (name)
);
INSERT INTO counters (name, value) VALUES ('ticket', 0);
