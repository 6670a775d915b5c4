-- Tickets: the ticket as it stands, every change of it, who asked for it, and what was not surely a request.
CREATE TABLE tickets (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    grid TEXT NOT NULL,
    conversation TEXT NOT NULL,
    item TEXT NOT NULL,
    runner_up TEXT NULL,
    tier INTEGER NOT NULL,
    emergency INTEGER NOT NULL,
    state INTEGER NOT NULL,
    place TEXT NULL,
    time_wanted TEXT NULL,
    phone TEXT NULL,
    for_whom TEXT NULL,
    text TEXT NOT NULL,
    requester_id TEXT NOT NULL,
    requester_name TEXT NOT NULL,
    reporter_id TEXT NULL,
    owner_id TEXT NOT NULL,
    claimer_id TEXT NULL,
    station TEXT NULL,
    people INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    due_from TEXT NOT NULL,
    due_at TEXT NOT NULL,
    offer_from TEXT NOT NULL,
    offered_at TEXT NULL,
    claimed_at TEXT NULL,
    last_word_at TEXT NULL,
    asked_at TEXT NULL,
    arrived_at TEXT NULL,
    done_at TEXT NULL,
    closed_at TEXT NULL,
    suspended_until TEXT NULL,
    hurried_at TEXT NULL,
    outcome INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    reopened INTEGER NOT NULL,
    source_key TEXT NOT NULL,
    clock_at TEXT NOT NULL,
    clock_alarm INTEGER NOT NULL,
    next_at TEXT NULL,
    next_alarm INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_tickets PRIMARY KEY (id),
    CONSTRAINT uq_tickets_number UNIQUE (number)
);
CREATE INDEX ix_tickets_next ON tickets (next_at);
CREATE INDEX ix_tickets_grid ON tickets (grid, state, opened_at);
CREATE INDEX ix_tickets_requester ON tickets (requester_id, opened_at);
CREATE INDEX ix_tickets_claimer ON tickets (claimer_id, state);
CREATE INDEX ix_tickets_owner ON tickets (owner_id, state);
CREATE INDEX ix_tickets_state ON tickets (state, due_at);
CREATE INDEX ix_tickets_source ON tickets (source_key);

CREATE TABLE ticket_events (
    id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    at TEXT NOT NULL,
    kind INTEGER NOT NULL,
    person TEXT NOT NULL,
    detail TEXT NOT NULL,
    message_key TEXT NULL,
    CONSTRAINT pk_ticket_events PRIMARY KEY (id),
    CONSTRAINT fk_ticket_events_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)
);
CREATE INDEX ix_ticket_events_ticket ON ticket_events (ticket_id, at);

CREATE TABLE ticket_people (
    ticket_id TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    joined_at TEXT NOT NULL,
    CONSTRAINT pk_ticket_people PRIMARY KEY (ticket_id, person),
    CONSTRAINT fk_ticket_people_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)
) WITHOUT ROWID;
CREATE INDEX ix_ticket_people_person ON ticket_people (person);

CREATE TABLE unsure_lines (
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    grid TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    item TEXT NOT NULL,
    message_key TEXT NOT NULL,
    said_at TEXT NOT NULL,
    CONSTRAINT pk_unsure_lines PRIMARY KEY (id)
);
CREATE INDEX ix_unsure_lines_grid ON unsure_lines (grid, said_at);

CREATE TABLE corrections (
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    item TEXT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_corrections PRIMARY KEY (id)
);

CREATE TABLE daily_runs (
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    CONSTRAINT pk_daily_runs PRIMARY KEY (name, day)
) WITHOUT ROWID;
