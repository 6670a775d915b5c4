-- Tickets: the ticket as it stands, every change of it, who asked for it, and what was not surely a request.
CREATE TABLE tickets (
    id uuid NOT NULL,
    number integer NOT NULL,
    grid text NOT NULL,
    conversation text NOT NULL,
    item text NOT NULL,
    runner_up text NULL,
    tier integer NOT NULL,
    emergency boolean NOT NULL,
    state integer NOT NULL,
    place text NULL,
    time_wanted text NULL,
    phone text NULL,
    for_whom text NULL,
    text text NOT NULL,
    requester_id text NOT NULL,
    requester_name text NOT NULL,
    reporter_id text NULL,
    owner_id text NOT NULL,
    claimer_id text NULL,
    station text NULL,
    people integer NOT NULL,
    opened_at timestamptz NOT NULL,
    due_from timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    offer_from timestamptz NOT NULL,
    offered_at timestamptz NULL,
    claimed_at timestamptz NULL,
    last_word_at timestamptz NULL,
    asked_at timestamptz NULL,
    arrived_at timestamptz NULL,
    done_at timestamptz NULL,
    closed_at timestamptz NULL,
    suspended_until timestamptz NULL,
    hurried_at timestamptz NULL,
    outcome integer NOT NULL,
    rating integer NOT NULL,
    reopened integer NOT NULL,
    source_key text NOT NULL,
    clock_at timestamptz NOT NULL,
    clock_alarm integer NOT NULL,
    next_at timestamptz NULL,
    next_alarm integer NOT NULL,
    version bigint NOT NULL,
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
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    at timestamptz NOT NULL,
    kind integer NOT NULL,
    person text NOT NULL,
    detail text NOT NULL,
    message_key text NULL,
    CONSTRAINT pk_ticket_events PRIMARY KEY (id),
    CONSTRAINT fk_ticket_events_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)
);
CREATE INDEX ix_ticket_events_ticket ON ticket_events (ticket_id, at);

CREATE TABLE ticket_people (
    ticket_id uuid NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    joined_at timestamptz NOT NULL,
    CONSTRAINT pk_ticket_people PRIMARY KEY (ticket_id, person),
    CONSTRAINT fk_ticket_people_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)
);
CREATE INDEX ix_ticket_people_person ON ticket_people (person);

CREATE TABLE unsure_lines (
    id uuid NOT NULL,
    conversation text NOT NULL,
    grid text NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    text text NOT NULL,
    item text NOT NULL,
    message_key text NOT NULL,
    said_at timestamptz NOT NULL,
    CONSTRAINT pk_unsure_lines PRIMARY KEY (id)
);
CREATE INDEX ix_unsure_lines_grid ON unsure_lines (grid, said_at);

CREATE TABLE corrections (
    id uuid NOT NULL,
    text text NOT NULL,
    item text NOT NULL,
    kind text NOT NULL,
    person text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_corrections PRIMARY KEY (id)
);

CREATE TABLE daily_runs (
    name text NOT NULL,
    day text NOT NULL,
    CONSTRAINT pk_daily_runs PRIMARY KEY (name, day)
);
