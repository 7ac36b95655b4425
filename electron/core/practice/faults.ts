/** What can go wrong in the practice cloud, on purpose. The one list: behaviour, catalogue, screen and docs follow it. */

interface Bilingual {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** The numbers a fault works with. Sizes are bytes. */
export interface FaultParameters {
  /** How much is sent before it happens. */
  readonly afterBytes?: number;
  /** By how much a length or a position is wrong. */
  readonly byBytes?: number;
  readonly bytesPerSecond?: number;
  /** How often it happens before things go well. */
  readonly times?: number;
  readonly seconds?: number;
}

export interface Fault {
  readonly what: Bilingual;
  readonly parameters: FaultParameters;
}

const MB = 1_000_000;

export const FAULTS = {
  'drops-once': {
    what: {
      en: 'The connection is cut once per link, after some bytes.',
      'zh-CN': '每个链接在传输一段数据后断开一次。',
    },
    parameters: { afterBytes: 6 * MB },
  },
  'drops-repeatedly': {
    what: {
      en: 'Every connection is cut after some bytes.',
      'zh-CN': '每个连接在传输一段数据后都会断开。',
    },
    parameters: { afterBytes: 5 * MB },
  },
  stalls: {
    what: {
      en: 'Once per link the bytes stop coming, while the connection stays open.',
      'zh-CN': '每个链接出现一次停滞：连接保持打开，但不再传输数据。',
    },
    parameters: { afterBytes: 6 * MB },
  },
  slow: {
    what: {
      en: 'Each connection is slow; several together are faster.',
      'zh-CN': '单个连接很慢，多个连接同时下载会更快。',
    },
    parameters: { bytesPerSecond: MB },
  },
  'expires-midway': {
    what: {
      en: 'The link expires after some bytes: its connections are cut, and it answers 401 from then on.',
      'zh-CN': '链接在传输一段数据后过期：所有连接断开，此后返回 401。',
    },
    parameters: { afterBytes: 10 * MB },
  },
  'valid-for-seconds': {
    what: {
      en: 'The link is valid for a few seconds only.',
      'zh-CN': '链接只在几秒内有效。',
    },
    parameters: { seconds: 5 },
  },
  'ignores-range': {
    what: {
      en: 'Range is ignored: every answer is 200 with the whole file.',
      'zh-CN': '忽略 Range：每次都以 200 返回整个文件。',
    },
    parameters: {},
  },
  'wrong-content-range': {
    what: {
      en: 'A range is answered with a part that starts elsewhere, as Content-Range admits.',
      'zh-CN': '返回的区间起点与请求不符，Content-Range 如实标出。',
    },
    parameters: { byBytes: 4096 },
  },
  'length-too-long': {
    what: {
      en: 'More bytes are promised than the file has; the connection is cut at its real end.',
      'zh-CN': '声明的长度大于文件实际长度，在实际末尾处断开连接。',
    },
    parameters: { byBytes: 65_536 },
  },
  'length-too-short': {
    what: {
      en: 'Content-Length, and the body with it, is shorter than the range that Content-Range names.',
      'zh-CN': 'Content-Length 与响应体都短于 Content-Range 标明的区间。',
    },
    parameters: { byBytes: 65_536 },
  },
  'shorter-body': {
    what: {
      en: 'The body has no Content-Length and ends early, as if all were well.',
      'zh-CN': '响应体没有 Content-Length，并提前正常结束。',
    },
    parameters: { byBytes: 65_536 },
  },
  'changes-midway': {
    what: {
      en: 'After some bytes the object is replaced by another of the same size: new bytes, new ETag.',
      'zh-CN': '传输一段数据后，对象被同样大小的另一个对象替换：内容和 ETag 都会改变。',
    },
    parameters: { afterBytes: 8 * MB },
  },
  'no-etag': {
    what: { en: 'The storage sends no ETag.', 'zh-CN': '存储不返回 ETag。' },
    parameters: {},
  },
  'md5-etag': {
    what: {
      en: 'The ETag is 32 hexadecimal digits, as after an S3 multipart upload, and proves nothing.',
      'zh-CN': 'ETag 为 32 位十六进制（如 S3 分片上传的对象），无法用于校验。',
    },
    parameters: {},
  },
  gzip: {
    what: {
      en: 'The body comes compressed with Content-Encoding: gzip, though identity was asked for.',
      'zh-CN': '即使请求 identity，响应体仍以 Content-Encoding: gzip 压缩。',
    },
    parameters: {},
  },
  'redirect-same-host': {
    what: { en: 'The link redirects to another path of the same host.', 'zh-CN': '链接重定向到同一主机的另一路径。' },
    parameters: {},
  },
  'redirect-other-host': {
    what: {
      en: 'The link redirects from 127.0.0.1 to localhost.',
      'zh-CN': '链接从 127.0.0.1 重定向到 localhost。',
    },
    parameters: {},
  },
  'redirect-loop': {
    what: { en: 'The link redirects in a circle.', 'zh-CN': '链接循环重定向。' },
    parameters: {},
  },
  'html-page': {
    what: {
      en: 'A sign-in page comes in place of the file, with status 200.',
      'zh-CN': '返回状态码 200 的登录页面，而不是文件。',
    },
    parameters: {},
  },
  'busy-429': {
    what: {
      en: 'The first requests of a link are answered 429 with Retry-After.',
      'zh-CN': '每个链接最初的几次请求返回 429 和 Retry-After。',
    },
    parameters: { times: 2, seconds: 2 },
  },
  'errors-500': {
    what: { en: 'The first requests of a link are answered 500.', 'zh-CN': '每个链接最初的几次请求返回 500。' },
    parameters: { times: 3 },
  },
  'errors-503': {
    what: { en: 'The first requests of a link are answered 503.', 'zh-CN': '每个链接最初的几次请求返回 503。' },
    parameters: { times: 3 },
  },
  corrupt: {
    what: {
      en: 'Some bits of the RDB are wrong in the storage already: length and ETag agree, the checksum does not.',
      'zh-CN': '存储中的 RDB 已有比特错误：长度和 ETag 一致，但校验和不符。',
    },
    parameters: {},
  },
  'object-missing': {
    what: {
      en: 'The backup is listed, but its object is gone: the link answers 404.',
      'zh-CN': '列表中有该备份，但对象已不存在：链接返回 404。',
    },
    parameters: {},
  },
  'link-damaged': {
    what: {
      en: 'The API gives links with a wrong signature: the storage answers 403.',
      'zh-CN': 'API 返回的链接签名错误：存储返回 403。',
    },
    parameters: {},
  },
  'api-busy': {
    what: {
      en: 'The first questions for a link are refused with RetCode 153 (too many requests).',
      'zh-CN': '最初几次获取链接的请求被拒绝，RetCode 为 153（请求过于频繁）。',
    },
    parameters: { times: 2 },
  },
  'api-gateway-page': {
    what: {
      en: 'The first questions for a link are answered by a gateway: 502 with an HTML page.',
      'zh-CN': '最初几次获取链接的请求由网关返回 502 和 HTML 页面。',
    },
    parameters: { times: 2 },
  },
  'backup-running': {
    what: {
      en: 'The backup is still being made: no link, RetCode 20202.',
      'zh-CN': '备份仍在进行：没有链接，RetCode 为 20202。',
    },
    parameters: {},
  },
  'backup-failed': {
    what: { en: 'The backup failed: no link, RetCode 20200.', 'zh-CN': '备份失败：没有链接，RetCode 为 20200。' },
    parameters: {},
  },
  'backup-expired': {
    what: {
      en: 'The backup has expired: no link, RetCode 20206.',
      'zh-CN': '备份已过期：没有链接，RetCode 为 20206。',
    },
    parameters: {},
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS).filter(isFaultName);

function isFaultName(name: string): name is FaultName {
  return name in FAULTS;
}
