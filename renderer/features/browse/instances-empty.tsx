import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { Button } from '../../components/button.tsx';
import { REGION_PICKER_ID } from '../account/region-picker.tsx';
import { EmptyState } from '../../components/data-table/empty-state.tsx';

/** Why there is no instance to see, and what to do about it. */
export function InstancesEmpty(props: {
  profile: Profile;
  isFiltered: boolean;
  areAllRegions: boolean;
  hasFailed: boolean;
  onClearFilter: () => void;
  onAllRegions: () => void;
}) {
  const { profile, isFiltered, areAllRegions, hasFailed, onClearFilter, onAllRegions } = props;
  const { t } = useTranslation('browse');
  const everywhere = (
    <Button tone="primary" onClick={onAllRegions}>
      {t('searchAllRegions')}
    </Button>
  );
  if (profile.secretState !== 'ready') {
    return <EmptyState title={t('empty.locked')} text={t('empty.lockedText')} />;
  }
  if (profile.regionId === '' && !areAllRegions) {
    const choose = (): void => document.querySelector<HTMLElement>(`#${REGION_PICKER_ID}`)?.focus();
    return (
      <EmptyState title={t('empty.noRegion')} text={t('empty.noRegionText')}>
        <Button onClick={choose}>{t('empty.chooseRegion')}</Button>
        {everywhere}
      </EmptyState>
    );
  }
  if (hasFailed && !isFiltered) return <EmptyState title={t('empty.failed')} text={t('empty.failedText')} />;
  if (isFiltered) {
    return (
      <EmptyState title={t('empty.noMatch')} text={t('empty.noMatchText')}>
        <Button onClick={onClearFilter}>{t('empty.clearFilter')}</Button>
        {!areAllRegions && everywhere}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('empty.none')} text={t('empty.noneText')}>
      {!areAllRegions && everywhere}
    </EmptyState>
  );
}
