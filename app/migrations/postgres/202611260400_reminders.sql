-- Whose an address on file, or a verified phone, is: asked by who has forgotten what they log in with.
CREATE INDEX users_by_email ON users (lower(email));
CREATE INDEX phone_by_number ON phone (number);
