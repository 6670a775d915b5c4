-- BotFramework: where each conversation of the platform is answered to.
CREATE TABLE botframework_conversations (
    address TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    service_url TEXT NOT NULL,
    bot_id TEXT NOT NULL,
    bot_name TEXT NOT NULL,
    CONSTRAINT pk_botframework_conversations PRIMARY KEY (address)
);
