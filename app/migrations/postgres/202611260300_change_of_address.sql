-- A log-in knows which address it was made with: the first one with a new address ends the one before.
ALTER TABLE login_step ADD COLUMN log_in_address UUID;
