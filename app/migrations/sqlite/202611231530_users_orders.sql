-- The list of users in every order, read from an index: 25 people cost the same among ten and among 100,000. What the list is asked for
-- (administrators, other active people, deactivated people) is the beginning of an index, its order the rest.

CREATE INDEX users_active_by_name ON users (practice, administrator, name_key, id) WHERE deactivated_at IS NULL;
CREATE INDEX users_active_by_username ON users (practice, administrator, username, id) WHERE deactivated_at IS NULL;
CREATE INDEX users_active_by_level ON users (practice, administrator, level, name_key, id) WHERE deactivated_at IS NULL;
CREATE INDEX users_active_by_log_in ON users (practice, administrator, last_log_in_at, name_key, id) WHERE deactivated_at IS NULL;
CREATE INDEX users_deactivated_by_name ON users (practice, name_key, id) WHERE deactivated_at IS NOT NULL;
CREATE INDEX users_deactivated_by_username ON users (practice, username, id) WHERE deactivated_at IS NOT NULL;
CREATE INDEX users_deactivated_by_level ON users (practice, level, name_key, id) WHERE deactivated_at IS NOT NULL;
CREATE INDEX users_deactivated_by_log_in ON users (practice, last_log_in_at, name_key, id) WHERE deactivated_at IS NOT NULL;

-- The search takes the first matches in order; the order needs the id where names are equal.
DROP INDEX users_by_given_name;
CREATE INDEX users_by_given_name ON users (practice, given_key, id);
-- The two kinds of indexes above count as well.
DROP INDEX users_by_state;
