-- A person's page asks for their newest invitation, the collector of measures for messages that failed: neither reads a whole table for it.
CREATE INDEX invitation_of_user ON invitation (user_id, created_at);
CREATE INDEX outbox_failed ON outbox (created_at) WHERE state = 'failed';
