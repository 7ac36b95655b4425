import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupRef } from '#shared/models/backup.ts';
import type { LinkView } from '#shared/models/link.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { PeekButton, PeekOutcome } from './peek-parts.tsx';
import { linksToPeekQuery, usePeek } from './use-peek.ts';

/** Looks into a listed backup: asks for its links first, and of several shards into one at a time. */
export function BackupPeek({ backup }: { backup: BackupRef }) {
  const { t } = useTranslation('peek');
  const [isAsked, setIsAsked] = useState(false);
  const links = useQuery({ ...linksToPeekQuery(backup), enabled: isAsked });
  if (links.data !== undefined) return <LinksPeek links={links.data} />;
  return (
    <>
      <Button
        title={t('hint')}
        aria-disabled={links.isFetching}
        onClick={() => (isAsked ? void links.refetch() : setIsAsked(true))}
      >
        {links.isFetching ? t('looking') : t('look')}
      </Button>
      {links.error !== null && !links.isFetching && <ErrorAlert error={errorData(links.error)} />}
    </>
  );
}

function LinksPeek({ links }: { links: readonly LinkView[] }) {
  const { t } = useTranslation('peek');
  const [first] = links;
  const [linkId, setLinkId] = useState(first?.id ?? '');
  const peek = usePeek(linkId, { isBegun: true });
  return (
    <>
      {links.length > 1 && (
        <SelectField
          label={t('shard')}
          value={linkId}
          options={links.map(({ id, ref }) => ({ value: id, label: ref.shardId }))}
          onChange={setLinkId}
        />
      )}
      <PeekButton peek={peek} />
      <PeekOutcome peek={peek} />
    </>
  );
}
