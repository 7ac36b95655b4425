/** Whether a host is this machine under one of the three names that browsers trust too. A port may follow. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$|^::1$/iu.test(host);
}
