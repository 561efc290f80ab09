-- What a person can come in with by themselves: a password, or a passkey without one. Who is not in here was never here, or lost everything.
CREATE VIEW way_in AS SELECT user_id FROM user_password UNION ALL SELECT user_id FROM passkey;
