// The pages that every sweep (accessibility, reflow, console) visits.

/** Open to everybody. */
export const PUBLIC = ['/', '/login', '/check', '/help'];

/** Behind the log-in. */
export const SIGNED_IN = ['/home'];
