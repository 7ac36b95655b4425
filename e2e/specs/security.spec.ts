import { contract, events } from '#shared/contract/index.ts';
import { expect, test } from '../fixtures/test.ts';

test.describe('a window that was taken over', () => {
  // Chromium reports each refusal on the console, as it should.
  test.use({ mayComplain: true });

  test('finds exactly the calls of the contract and nothing of Electron or Node', async ({ window }) => {
    const found = await window.evaluate(() => {
      const bridge = Reflect.get(globalThis, 'backhaul') as Record<string, Record<string, unknown>>;
      const calls = Object.entries(bridge).flatMap(([domain, functions]) =>
        Object.keys(functions).map((name) => `${domain}.${name}`),
      );
      const forbidden = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'global'];
      return { calls, present: forbidden.filter((name) => Reflect.has(globalThis, name)) };
    });
    const expected = [
      ...Object.entries(contract).flatMap(([domain, calls]) => Object.keys(calls).map((name) => `${domain}.${name}`)),
      ...Object.keys(events).map((name) => `on.${name}`),
    ];
    expect(found.calls.sort()).toEqual(expected.sort());
    expect(found.present).toEqual([]);
  });

  test('cannot reach the network, whatever it tries', async ({ window, cloud }) => {
    const requestsBefore = cloud.control.requests().length;
    const outcomes = await window.evaluate(async (url) => {
      const loadImage = () =>
        new Promise<string>((resolve) => {
          const image = new Image();
          image.addEventListener('load', () => resolve('reached'));
          image.addEventListener('error', () => resolve('refused'));
          image.src = url;
        });
      const attempt = async (work: () => unknown): Promise<string> => {
        try {
          await work();
          return 'reached';
        } catch {
          return 'refused';
        }
      };
      return {
        fetch: await attempt(() => fetch(url)),
        file: await attempt(() => fetch('file:///etc/passwd')),
        request: await attempt(
          () =>
            new Promise((resolve, reject) => {
              const request = new XMLHttpRequest();
              request.addEventListener('load', resolve);
              request.addEventListener('error', reject);
              request.open('GET', url);
              request.send();
            }),
        ),
        socket: await attempt(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket(url.replace('http', 'ws'));
              socket.addEventListener('open', resolve);
              socket.addEventListener('error', reject);
            }),
        ),
        image: await loadImage(),
      };
    }, cloud.apiUrl);
    expect(outcomes).toMatchObject({
      fetch: 'refused',
      file: 'refused',
      request: 'refused',
      socket: 'refused',
      image: 'refused',
    });
    expect(cloud.control.requests().length).toBe(requestsBefore);
  });

  test('cannot run script from text', async ({ window }) => {
    // In a task of its own: what runs directly under the debugger's evaluate is exempt from the policy.
    const outcomes = await window.evaluate(
      () =>
        new Promise((resolve) => {
          const attempt = (work: () => unknown): string => {
            try {
              work();
              return 'ran';
            } catch {
              return 'refused';
            }
          };
          setTimeout(() =>
            resolve({
              evaluated: attempt(() => Reflect.apply(Reflect.get(globalThis, 'eval'), undefined, ['1+1'])),
              constructed: attempt(() => Reflect.construct(Function, ['return 1'])),
              html: attempt(() => {
                document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
              }),
              scriptSource: attempt(() => {
                document.createElement('script').src = 'data:text/javascript,1';
              }),
            }),
          );
        }),
    );
    expect(outcomes).toEqual({
      evaluated: 'refused',
      constructed: 'refused',
      html: 'refused',
      scriptSource: 'refused',
    });
  });

  test('cannot leave its page, open a window or embed another page', async ({ launch, cloud }) => {
    const { app, window } = await launch();
    const refused = app.evaluate(
      ({ webContents }) =>
        new Promise((resolve) => {
          const [contents] = webContents.getAllWebContents();
          // Asked after the app's own listener: has it said no?
          contents?.once('will-frame-navigate', (details) => resolve(details.defaultPrevented));
        }),
    );
    await window.evaluate((url) => {
      globalThis.location.href = url;
    }, cloud.apiUrl);
    expect(await refused).toBe(true);
    expect(cloud.control.requests()).toEqual([]);
    expect(await window.evaluate(() => globalThis.open('https://example.com/') === null)).toBe(true);
    await window.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.com/');
      document.body.append(frame, view);
    });
    expect(window.url()).toBe('app://backhaul/index.html');
    expect(app.windows()).toHaveLength(1);
    const contents = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((each) => each.getURL()),
    );
    expect(contents).toEqual(['app://backhaul/index.html']);
  });

  test('is denied every permission', async ({ window }) => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
    const states = await window.evaluate(
      async (all) =>
        Promise.all(
          all.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
        ),
      names,
    );
    expect(states).toEqual(names.map(() => 'denied'));
    const clipboard = await window.evaluate(async () =>
      navigator.clipboard.readText().then(
        () => 'read',
        () => 'refused',
      ),
    );
    expect(clipboard).toBe('refused');
  });

  test('runs sandboxed and isolated', async ({ launch }) => {
    const { app } = await launch();
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents;
      const read: unknown = Reflect.get(Object(contents), 'getLastWebPreferences');
      return typeof read === 'function' ? (Reflect.apply(read, contents, []) as Record<string, unknown>) : {};
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
  });

  test('is refused what does not fit the contract', async ({ window }) => {
    const answers = await window.evaluate(async () => {
      const bridge = Reflect.get(globalThis, 'backhaul') as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >;
      return Promise.all([
        bridge['links']?.['copy']?.({ linkIds: ['unknown'], which: 'public', form: 'url' }),
        bridge['app']?.['openPage']?.({ page: 'https://evil.example/', presetId: '' }),
        bridge['downloads']?.['showInFolder']?.({ downloadId: '/etc/passwd' }),
        bridge['settings']?.['change']?.({ downloadsFolder: '/etc' }),
      ]);
    });
    expect(answers).toMatchObject([
      { ok: false, error: { code: 'linkNotFound' } },
      { ok: false, error: { code: 'internal' } },
      { ok: false, error: { code: 'downloadNotFound' } },
      { ok: false, error: { code: 'internal' } },
    ]);
  });
});
