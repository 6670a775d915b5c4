-- BotFramework: where each conversation of the platform is answered to.
CREATE TABLE botframework_conversations (
    address text NOT NULL,
    conversation_id text NOT NULL,
    service_url text NOT NULL,
    bot_id text NOT NULL,
    bot_name text NOT NULL,
    CONSTRAINT pk_botframework_conversations PRIMARY KEY (address)
);
