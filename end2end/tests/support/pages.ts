// The pages that every sweep (accessibility, reflow, console) visits.

/** Open to everybody. */
export const PUBLIC = ['/', '/login', '/reset', '/reset/code', '/reset/sent', '/check', '/help', '/dev/outbox'];

/** Behind the log-in. */
export const SIGNED_IN = ['/home', '/account', '/settings', '/settings/users', '/settings/users/new'];


/** Open to everybody in the demo, and never hydrated. */
export const STILL = ['/dev/ui'];
