import { connect } from 'node:net';

/** More than any answer to what we ask. */
const MOST_ANSWER_BYTES = 1_048_576;

/**
 * Asks a server on a private socket one thing (RESP: `$<length>\r\n<bytes>\r\n`, `+OK\r\n` or `-ERR …\r\n`) and answers
 * its words. Rejects with Node's errors where nobody listens, with the server's refusal, and after the time.
 */
export function askServer(socketPath: string, command: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    const chunks: Buffer[] = [];
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      socket.destroy();
      settle();
    };
    const fail = (error: Error): void => end(() => reject(error));
    const timer = setTimeout(() => fail(new Error('the server does not answer')), timeoutMs);
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the server closed the connection')));
    socket.on('connect', () => socket.write(`${command}\r\n`));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const answer = Buffer.concat(chunks);
      if (answer.byteLength > MOST_ANSWER_BYTES) return fail(new Error('the server talks without end'));
      const words = wholeAnswer(answer);
      if (words === null) return undefined;
      if (words.startsWith('-')) return fail(new Error(words.slice(1)));
      return end(() => resolve(words.replace(/^\+/u, '')));
    });
  });
}

/** Null while there is more to come. Simple answers and refusals keep their first sign. */
function wholeAnswer(answer: Buffer): string | null {
  const lineEnd = answer.indexOf('\r\n');
  if (lineEnd === -1) return null;
  const line = answer.toString('utf8', 0, lineEnd);
  if (!line.startsWith('$')) return line;
  const length = Number(line.slice(1));
  const begin = lineEnd + 2;
  return answer.byteLength < begin + length + 2 ? null : answer.toString('utf8', begin, begin + length);
}

/** The fields of an `INFO` answer. */
export function readInfo(answer: string): ReadonlyMap<string, string> {
  const pairs = [...answer.matchAll(/^([^#:\r\n]+):(.*?)\r?$/gmu)];
  return new Map(pairs.map(([, name = '', value = '']) => [name, value]));
}
