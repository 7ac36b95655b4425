import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StorageCertificate } from './storage/storage-server.ts';

export interface TestCertificates {
  /** The private authority in PEM, and the file it is in. */
  readonly ca: string;
  readonly caFile: string;
  /** A certificate of that authority for 127.0.0.1 and localhost. */
  readonly storage: StorageCertificate;
}

/** Makes an authority and a certificate for loopback in a folder of the test's own. Needs `openssl`. */
export function makeTestCertificates(folder: string): TestCertificates {
  const inFolder = (name: string): string => path.join(folder, name);
  const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const authority = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Practice CA', ...authority);
  openssl('req', ...newKey, '-keyout', 'storage.key', '-out', 'storage.csr', '-subj', '/CN=127.0.0.1');
  writeFileSync(inFolder('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n');
  const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30', '-extfile', 'names'];
  openssl('x509', '-req', '-in', 'storage.csr', '-out', 'storage.pem', ...signer);
  const read = (name: string): string => readFileSync(inFolder(name), 'utf8');
  return {
    ca: read('ca.pem'),
    caFile: inFolder('ca.pem'),
    storage: { key: read('storage.key'), cert: read('storage.pem') },
  };
}
