-- Tickets: the ticket as it stands, every change of it, who asked for it, and what was not surely a request.
CREATE TABLE tickets (
    id uniqueidentifier NOT NULL,
    number int NOT NULL,
    grid nvarchar(100) NOT NULL,
    conversation nvarchar(200) NOT NULL,
    item nvarchar(100) NOT NULL,
    runner_up nvarchar(100) NULL,
    tier int NOT NULL,
    emergency bit NOT NULL,
    state int NOT NULL,
    place nvarchar(300) NULL,
    time_wanted nvarchar(300) NULL,
    phone nvarchar(100) NULL,
    for_whom nvarchar(200) NULL,
    text nvarchar(max) NOT NULL,
    requester_id nvarchar(200) NOT NULL,
    requester_name nvarchar(200) NOT NULL,
    reporter_id nvarchar(200) NULL,
    owner_id nvarchar(200) NOT NULL,
    claimer_id nvarchar(200) NULL,
    station nvarchar(100) NULL,
    people int NOT NULL,
    opened_at datetimeoffset(3) NOT NULL,
    due_from datetimeoffset(3) NOT NULL,
    due_at datetimeoffset(3) NOT NULL,
    offer_from datetimeoffset(3) NOT NULL,
    offered_at datetimeoffset(3) NULL,
    claimed_at datetimeoffset(3) NULL,
    last_word_at datetimeoffset(3) NULL,
    asked_at datetimeoffset(3) NULL,
    arrived_at datetimeoffset(3) NULL,
    done_at datetimeoffset(3) NULL,
    closed_at datetimeoffset(3) NULL,
    suspended_until datetimeoffset(3) NULL,
    hurried_at datetimeoffset(3) NULL,
    outcome int NOT NULL,
    rating int NOT NULL,
    reopened int NOT NULL,
    source_key nvarchar(300) NOT NULL,
    clock_at datetimeoffset(3) NOT NULL,
    clock_alarm int NOT NULL,
    next_at datetimeoffset(3) NULL,
    next_alarm int NOT NULL,
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
    id uniqueidentifier NOT NULL,
    ticket_id uniqueidentifier NOT NULL,
    at datetimeoffset(3) NOT NULL,
    kind int NOT NULL,
    person nvarchar(200) NOT NULL,
    detail nvarchar(max) NOT NULL,
    message_key nvarchar(300) NULL,
    CONSTRAINT pk_ticket_events PRIMARY KEY (id),
    CONSTRAINT fk_ticket_events_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)
);
CREATE INDEX ix_ticket_events_ticket ON ticket_events (ticket_id, at);

CREATE TABLE ticket_people (
    ticket_id uniqueidentifier NOT NULL,
    person nvarchar(200) NOT NULL,
    name nvarchar(200) NOT NULL,
    joined_at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_ticket_people PRIMARY KEY (ticket_id, person),
    CONSTRAINT fk_ticket_people_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)
);
CREATE INDEX ix_ticket_people_person ON ticket_people (person);

CREATE TABLE unsure_lines (
    id uniqueidentifier NOT NULL,
    conversation nvarchar(200) NOT NULL,
    grid nvarchar(100) NOT NULL,
    person nvarchar(200) NOT NULL,
    name nvarchar(200) NOT NULL,
    text nvarchar(max) NOT NULL,
    item nvarchar(100) NOT NULL,
    message_key nvarchar(300) NOT NULL,
    said_at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_unsure_lines PRIMARY KEY (id)
);
CREATE INDEX ix_unsure_lines_grid ON unsure_lines (grid, said_at);

CREATE TABLE corrections (
    id uniqueidentifier NOT NULL,
    text nvarchar(max) NOT NULL,
    item nvarchar(100) NOT NULL,
    kind nvarchar(100) NOT NULL,
    person nvarchar(200) NOT NULL,
    at datetimeoffset(3) NOT NULL,
    CONSTRAINT pk_corrections PRIMARY KEY (id)
);

CREATE TABLE daily_runs (
    name nvarchar(100) NOT NULL,
    day nvarchar(100) NOT NULL,
    CONSTRAINT pk_daily_runs PRIMARY KEY (name, day)
);
