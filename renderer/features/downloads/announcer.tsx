import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Download } from '#shared/models/download.ts';
import { statusWord } from './states.ts';

/** Reads out each change of state, never a percentage. */
export function Announcer({ downloads }: { downloads: readonly Download[] }) {
  const { t } = useTranslation();
  const known = useRef(new Map<string, string>());
  const [news, setNews] = useState('');
  useEffect(() => {
    const changed = downloads.filter((each) => known.current.get(each.id) !== statusWord(each));
    known.current = new Map(downloads.map((each) => [each.id, statusWord(each)]));
    if (changed.length === 0) return;
    setNews(changed.map((each) => `${each.fileName}: ${t(`downloads.status.${statusWord(each)}`)}`).join('. '));
  }, [downloads, t]);
  return (
    <div className="visually-hidden" aria-live="polite">
      {news}
    </div>
  );
}
