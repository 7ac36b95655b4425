import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HIGHEST_SPEED_LIMIT, LOWEST_SPEED_LIMIT, SPEED_LIMITS } from '#shared/download-rules.ts';
import { formatSpeed } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { settingsQuery } from '../../queries.ts';

const BYTES_IN_MEGABYTE = 1_000_000;

/** How fast all downloads together may be; it holds at once, also for those at work. */
export function SpeedLimitField() {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { speedLimit } = settings;
  const [typed, setTyped] = useState<string>();
  const change = useMutation({
    mutationFn: (bytesPerSecond: number) => unwrap(bridge.settings.change({ speedLimit: bytesPerSecond })),
  });
  const name = (limit: number): string => (limit === 0 ? t('limit.none') : formatSpeed(limit, language));
  const presets = SPEED_LIMITS.some((limit) => limit === speedLimit) ? SPEED_LIMITS : [...SPEED_LIMITS, speedLimit];
  const options = presets.map((limit) => ({ value: String(limit), label: name(limit) }));
  const limit = Math.round(Number((typed ?? '').replace(',', '.')) * BYTES_IN_MEGABYTE);
  const isFit = limit >= LOWEST_SPEED_LIMIT && limit <= HIGHEST_SPEED_LIMIT;
  const accept = (): void => {
    if (!isFit) return;
    change.mutate(limit);
    setTyped(undefined);
  };
  return (
    <>
      <SelectField
        label={t('limit.label')}
        value={String(speedLimit)}
        options={[...options, { value: 'custom', label: t('limit.custom') }]}
        onChange={(value) => (value === 'custom' ? setTyped('') : change.mutate(Number(value)))}
      />
      <Dialog
        isOpen={typed !== undefined}
        onClose={() => setTyped(undefined)}
        title={t('limit.customTitle')}
        isForm
        actions={
          <>
            <Button onClick={() => setTyped(undefined)}>{t('limit.cancel')}</Button>
            <Button tone="primary" disabled={!isFit} onClick={accept}>
              {t('limit.accept')}
            </Button>
          </>
        }
      >
        <TextField
          label={t('limit.megabytes')}
          inputMode="decimal"
          value={typed ?? ''}
          hint={t('limit.range')}
          error={typed === undefined || typed === '' || isFit ? undefined : t('limit.range')}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => (event.key === 'Enter' ? accept() : undefined)}
        />
      </Dialog>
    </>
  );
}
