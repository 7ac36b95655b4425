import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { backupNameProblem, suggestedBackupName } from '#shared/backup-names.ts';
import type { Backup, InstanceRef } from '#shared/models/browse.ts';
import type { Profile } from '#shared/models/profile.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { Fact } from '../../components/fact.tsx';
import { TextField } from '../../components/text-field.tsx';
import { projectsQuery } from '../account/queries.ts';
import { useKindLabel, useRegionNames } from '../browse/labels.ts';
import styles from './back-up.module.css';

/** Manual backups that UCloud keeps (its Redis guide, backup.md). */
const MOST_MANUAL_BACKUPS = 3;

/** Says in whose account a backup is about to be made, and of what. */
export function BackUpDialog(props: {
  profile: Profile;
  instance: InstanceRef;
  instanceName: string;
  backups: readonly Backup[];
  onClose: () => void;
}) {
  const { profile, instance, instanceName, backups, onClose } = props;
  const { t } = useTranslation(['backUp', 'errors']);
  const formId = useId();
  const [name, setName] = useState(() => suggestedBackupName(instanceName, new Date()));
  const problem = backupNameProblem(name);
  const start = useMutation({
    mutationFn: () => unwrap(bridge.backupJobs.start({ instance, instanceName, name })),
    onSuccess: onClose,
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (problem === undefined && !start.isPending) start.mutate();
  };
  // What becomes of it must be seen here; it takes half a minute at most.
  const close = (): void => (start.isPending ? undefined : onClose());
  return (
    <Dialog
      isOpen
      isForm
      isProd={profile.environment === 'prod'}
      onClose={close}
      title={t('title')}
      description={t('text')}
      actions={
        <>
          <Button aria-disabled={start.isPending} onClick={close}>
            {t('cancel')}
          </Button>
          <Button tone="primary" type="submit" form={formId} aria-disabled={start.isPending || problem !== undefined}>
            {start.isPending ? t('sending') : t('confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['form']} onSubmit={submit}>
        <Place profile={profile} instance={instance} instanceName={instanceName} />
        <TextField
          label={t('name')}
          value={name}
          isCode
          hint={t('nameHint')}
          error={problem === undefined ? undefined : t(`errors:fields.${problem}`)}
          onChange={(event) => setName(event.target.value)}
        />
        <Foresight backups={backups} />
        {start.error !== null && <ErrorAlert error={errorData(start.error)} />}
      </form>
    </Dialog>
  );
}

/** In whose account, where, and of which instance. */
function Place(props: { profile: Profile; instance: InstanceRef; instanceName: string }) {
  const { profile, instance, instanceName } = props;
  const { t } = useTranslation('backUp');
  const kindLabel = useKindLabel();
  const { nameOf } = useRegionNames(profile.id);
  const { data: projects = [] } = useQuery({ ...projectsQuery(profile.id), enabled: false });
  const { projectId, regionId, instanceId, kind } = instance;
  const project = projects.find(({ id }) => id === projectId)?.name ?? '';
  return (
    <dl className={styles['place']}>
      <Fact term={t('profile')}>
        <bdi>{profile.name}</bdi> <code>{profile.publicKeyMasked}</code>
      </Fact>
      <Fact term={t('project')}>
        {projectId === '' ? t('defaultProject') : <NameAndId name={project} id={projectId} />}
      </Fact>
      <Fact term={t('region')}>
        <NameAndId name={nameOf(regionId)} id={regionId} />
      </Fact>
      <Fact term={t('instance')}>
        <NameAndId name={instanceName} id={instanceId} /> <span>{kindLabel(kind)}</span>
      </Fact>
    </dl>
  );
}

function NameAndId({ name, id }: { name: string; id: string }) {
  return (
    <>
      {name !== '' && name !== id && <bdi>{name}</bdi>} <code>{id}</code>
    </>
  );
}

/** What the list of backups lets expect. It may be old, so nothing is forbidden here. */
function Foresight({ backups }: { backups: readonly Backup[] }) {
  const { t } = useTranslation('backUp');
  const own = backups.filter(({ isCrossRegion }) => !isCrossRegion);
  const manual = own.filter(({ trigger, state }) => trigger === 'manual' && state === 'done');
  if (own.some(({ state }) => state === 'running')) return <p className={styles['warning']}>{t('oneAtATime')}</p>;
  if (manual.length >= MOST_MANUAL_BACKUPS) return <p className={styles['warning']}>{t('mostManual')}</p>;
  return null;
}
