import { readFileSync } from 'node:fs';
import { createNodeTransport } from '#core/http/node-transport.ts';
import { readJob, runJob } from './engine.ts';

/** One download with this engine in plain Node. */
const job = readJob();
const transport = createNodeTransport(job.caFile === '' ? {} : { ca: readFileSync(job.caFile, 'utf8') });
await runJob(transport, job);
transport.close();
