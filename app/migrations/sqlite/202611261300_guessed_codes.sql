-- Codes told in person that wrong tries have ended are told of in the trail. The PostgreSQL file of the same name changes the same table.

ALTER TABLE password_reset ADD COLUMN guesses_told_at BIGINT;
-- What ended before this migration stays untold.
UPDATE password_reset SET guesses_told_at = 0 WHERE tries >= 5;
-- The worker asks every two seconds.
CREATE INDEX password_reset_guessed ON password_reset (id) WHERE tries >= 5 AND guesses_told_at IS NULL;
-- Whether a wrong code is the one of the message before.
CREATE INDEX security_code_of_person ON security_code (user_id, created_at);
