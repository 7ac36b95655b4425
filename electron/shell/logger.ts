import path from 'node:path';
// The plain Node entry: the one for main opens IPC channels of its own to any page.
import log from 'electron-log/node';
import { redact } from '#core/logging/redact.ts';
import type { Logger } from '#core/ports.ts';

const MAX_LOG_BYTES = 5_000_000;

/** Log lines into `logs/main.log`. Redaction sits at the transport, so no caller can forget it. */
export function createLogger(options: { folder: string; isVerbose: boolean }): Logger {
  log.transports.file.resolvePathFn = () => path.join(options.folder, 'logs', 'main.log');
  log.transports.file.maxSize = MAX_LOG_BYTES;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.console.level = options.isVerbose ? 'debug' : false;
  log.hooks.push((message) => ({ ...message, data: message.data.map((part: unknown) => redact(String(part))) }));

  const line = (event: string, fields: Record<string, unknown> = {}): string =>
    [event, ...Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join(' ');
  return {
    info: (event, fields) => log.info(line(event, fields)),
    warn: (event, fields) => log.warn(line(event, fields)),
    error: (event, fields) => log.error(line(event, fields)),
  };
}
