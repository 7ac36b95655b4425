import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toasts } from '../components/toasts.tsx';
import { CommandProvider } from '../features/commands/command-provider.tsx';
import { createQueryClient, infoQuery, profilesQuery, settingsQuery } from '../queries.ts';
import '../styles/base.css';
import { App } from './app.tsx';
import { languageOf } from './appearance.ts';
import { CrashBoundary } from './crash-boundary.tsx';
import { startTranslations } from './i18n.ts';
import { followLiveState } from './live.ts';

const client = createQueryClient();
const [info, settings] = await Promise.all([client.query(infoQuery), client.query(settingsQuery)]);
const language = languageOf(settings, info.systemLanguage);
document.documentElement.lang = language;
await Promise.all([
  startTranslations(language, info.hasPseudoTexts),
  client.query(profilesQuery),
  followLiveState(client),
]);

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <CrashBoundary>
          <Toasts>
            <CommandProvider>
              <App />
            </CommandProvider>
          </Toasts>
        </CrashBoundary>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
