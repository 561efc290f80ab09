// The pages that every sweep (accessibility, reflow, console) visits.

/** Open to everybody, and hydrated. */
const LIVE_PUBLIC = ['/login', '/login/email', '/check'];

/** Open to everybody, and never hydrated. */
const STILL_PUBLIC = ['/', '/login/code', '/login/forgot', '/reset', '/reset/ask', '/reset/code', '/reset/sent', '/reset/open', '/invitation', '/sign-up', '/sign-up/practice', '/address/stop', '/help', '/help?q=locked', '/help?q=zzzz', '/help/phone-lost', '/help/take-everything-out', '/help/export-from-your-system', '/help/export-from-kareo', '/dev/outbox', '/dev/ui'];

/** Behind the log-in, and hydrated. */
const LIVE_SIGNED_IN = ['/account/new-password', '/settings/users'];

/** Behind the log-in, and never hydrated. */
const STILL_SIGNED_IN = ['/home', '/account', '/facility', '/confirm', '/switched', '/settings', '/settings?q=lock', '/settings/practice', '/settings/practice/logo', '/settings/facilities', '/settings/facilities/new', '/settings/security', '/settings/messages', '/settings/activity', '/settings/audit', '/settings/users/new', '/settings/users/import', '/settings/levels', '/settings/import', '/settings/export', '/settings/emergency', '/patients', '/patients/new', '/emergency', '/downtime', '/account/identifiers', '/account/second-step', '/account/authenticator', '/account/phone', '/account/email', '/account/email/open', '/account/recovery-codes', '/account/passkeys', '/account/agreement', '/account/network'];

export const PUBLIC = [...LIVE_PUBLIC, ...STILL_PUBLIC];
export const SIGNED_IN = [...LIVE_SIGNED_IN, ...STILL_SIGNED_IN];
export const STILL = [...STILL_PUBLIC, ...STILL_SIGNED_IN];
