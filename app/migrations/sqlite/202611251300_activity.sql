-- What a practice's administrators count of its messages: those of a practice within a time.
CREATE INDEX outbox_of_practice ON outbox (practice, created_at);
