// better-auth's log-in by e-mail address, with argon2id at the parameters that Vestibule is measured with, on two Node processes.
// `node better-auth.mjs fill` makes the tables and the people.

import cluster from 'node:cluster';
import { createServer } from 'node:http';

import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';
import pg from 'pg';

const { PEER_DATABASE, PEER_PASSWORD, PEER_PEOPLE, PEER_PORT } = process.env;
const cost = { algorithm: 2, memoryCost: 19456, timeCost: 2, parallelism: 1 };
const pool = new pg.Pool({ connectionString: PEER_DATABASE, max: 8 });
const options = {
  database: pool,
  secret: '0'.repeat(64),
  baseURL: 'http://ehr.example',
  emailAndPassword: {
    enabled: true,
    password: { hash: (password) => hash(password, cost), verify: (it) => verify(it.hash, it.password) },
  },
  // Three log-ins in ten seconds from one address: it would measure its refusals.
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
};

if (process.argv[2] === 'fill') {
  const { getMigrations } = await import('better-auth/db/migration').catch(() => import('better-auth/db'));
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  await auth.api.signUpEmail({ body: { name: 'u1', email: 'u1@elm.example', password: PEER_PASSWORD } });
  await pool.query(
    `INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     SELECT 'u' || i, 'u' || i, 'u' || i || '@elm.example', false, now(), now() FROM generate_series(2, $1::int) AS n (i)`,
    [PEER_PEOPLE],
  );
  await pool.query(
    `INSERT INTO account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
     SELECT 'a' || i, 'u' || i, 'credential', 'u' || i, (SELECT password FROM account LIMIT 1), now(), now() FROM generate_series(2, $1::int) AS n (i)`,
    [PEER_PEOPLE],
  );
  await pool.query('DELETE FROM session');
  process.exit(0);
} else if (cluster.isPrimary) {
  for (let n = 0; n < 2; n += 1) cluster.fork();
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.kill();
    process.exit(0);
  });
} else {
  createServer(toNodeHandler(betterAuth(options))).listen(Number(PEER_PORT), '127.0.0.1');
}
