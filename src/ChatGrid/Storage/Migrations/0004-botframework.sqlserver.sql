-- BotFramework: where each conversation of the platform is answered to.
CREATE TABLE botframework_conversations (
    address nvarchar(400) NOT NULL,
    conversation_id nvarchar(300) NOT NULL,
    service_url nvarchar(400) NOT NULL,
    bot_id nvarchar(300) NOT NULL,
    bot_name nvarchar(300) NOT NULL,
    CONSTRAINT pk_botframework_conversations PRIMARY KEY (address)
);
