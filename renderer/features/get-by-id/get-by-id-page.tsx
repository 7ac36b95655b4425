import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { checkBackupRef } from '#shared/backup-checks.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { LinkSide } from '#shared/link-forms.ts';
import type { LinkView } from '#shared/models/link.ts';
import type { Profile } from '#shared/models/profile.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { cardClass, Page } from '../../components/page.tsx';
import { regionsQuery } from '../account/queries.ts';
import { REGION_PICKER_ID } from '../account/region-picker.tsx';
import { PlainHttpConsent } from '../downloads/plain-http-consent.tsx';
import { useStartDownloads } from '../downloads/use-start-downloads.ts';
import { LinkCards } from '../links/link-cards.tsx';
import { PracticeBackups } from '../practice/practice-backups.tsx';
import { BackupFields, type FieldErrors } from './backup-fields.tsx';
import styles from './page.module.css';
import { PastedLinks } from '../paste/pasted-links.tsx';
import type { PasteState } from '../paste/use-paste.ts';
import { refOf, useBackupForm, type BackupForm } from './use-backup-form.ts';

/** From a BackupId to its link and its file. */
export function GetByIdPage(props: {
  profile: Profile;
  /** What another page begins the form with. */
  prefill: Partial<BackupForm>;
  paste: PasteState;
  onDownloading: () => void;
}) {
  const { profile, prefill, paste, onDownloading } = props;
  const { t } = useTranslation();
  const { form, change, remember } = useBackupForm(profile, prefill);
  const [links, setLinks] = useState<LinkView[]>([]);
  const [fieldErrors, setFieldErrors] = useState<FieldErrors>({});
  const { data: regions } = useQuery({ ...regionsQuery(profile.id), enabled: profile.secretState === 'ready' });
  const getLinks = useMutation({ mutationFn: (ref: BackupRef) => unwrap(bridge.links.get({ ref })) });
  const start = useStartDownloads(onDownloading);
  const startLinks = (chosen: readonly LinkView[], which: LinkSide): void =>
    start.mutate({ linkIds: chosen.map(({ id }) => id), which });

  /** Marks the fields and leads to the first of them; the region's is in the bar above. */
  const showReasons = (reasons: FieldErrors): void => {
    flushSync(() => setFieldErrors(reasons));
    const first = reasons.regionId === undefined ? 'form [aria-invalid="true"]' : `#${REGION_PICKER_ID}`;
    document.querySelector<HTMLElement>(first)?.focus();
  };

  /** Asks for the links, unless the form itself says that it would be in vain. */
  const ask = async (): Promise<LinkView[] | undefined> => {
    const ref = refOf(profile, form);
    const zones = regions?.find(({ id }) => id === profile.regionId)?.zones.map(({ id }) => id);
    const reasons = checkBackupRef(ref, zones);
    setLinks([]);
    start.reset();
    getLinks.reset();
    if (Object.keys(reasons).length > 0) {
      showReasons(reasons);
      return undefined;
    }
    remember();
    try {
      const found = await getLinks.mutateAsync(ref);
      setLinks(found);
      return found;
    } catch (error) {
      showReasons(errorData(error).fields ?? {});
      return undefined;
    }
  };

  const isBusy = getLinks.isPending || start.isPending;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) void ask();
  };
  const download = async (): Promise<void> => {
    const found = await ask();
    if (found !== undefined) startLinks(found, 'public');
  };
  const error = getLinks.error ?? start.error;
  /** What was asked for with other values must not stand below these. */
  const changeForm = (changes: Partial<BackupForm>): void => {
    change(changes);
    setLinks([]);
    setFieldErrors((all) => withoutKeys(all, Object.keys(changes)));
  };
  const isOfHere = ({ ref }: LinkView): boolean =>
    ref.regionId === profile.regionId && ref.projectId === profile.projectId;

  return (
    <Page title={t('getById.title')} context={t('getById.context')}>
      <form className={cardClass(styles['form'])} onSubmit={submit} noValidate>
        <BackupFields profile={profile} form={form} errors={fieldErrors} onChange={changeForm} onText={paste.read} />
        <div className={styles['actions']}>
          <Button type="submit" tone={links.length === 0 ? 'primary' : 'plain'} aria-disabled={getLinks.isPending}>
            {getLinks.isPending ? t('getById.gettingLink') : t('getById.getLink')}
          </Button>
          <Button aria-disabled={isBusy} onClick={() => void (isBusy || download())}>
            {t('link.download')}
          </Button>
          <Button tone="quiet" onClick={paste.open}>
            {t('getById.paste')}
          </Button>
        </div>
      </form>
      {error !== null && (
        <ErrorAlert
          error={errorData(error)}
          actions={
            <PlainHttpConsent
              error={errorData(error)}
              onConsent={() => (start.variables === undefined ? undefined : start.mutate(start.variables))}
            />
          }
        />
      )}
      <LinkCards
        links={links.filter(isOfHere)}
        onRenewed={(old, fresh) => setLinks((all) => all.map((link) => (link.id === old.id ? fresh : link)))}
        onDownload={startLinks}
      />
      <PastedLinks links={paste.links} onRenewed={paste.replaceLink} onDownload={startLinks} />
      {profile.cloud.kind === 'practice' && <PracticeBackups profile={profile} onUse={changeForm} />}
    </Page>
  );
}

function withoutKeys(errors: FieldErrors, keys: readonly string[]): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !keys.includes(field)));
}
