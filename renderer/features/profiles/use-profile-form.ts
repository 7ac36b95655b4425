import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type RefObject } from 'react';
import type { AppErrorData } from '#shared/errors.ts';
import type { Profile } from '#shared/models/profile.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { forgetAccount } from '../account/queries.ts';
import { usePermissionTest, type PermissionTest } from '../permissions/use-permission-test.ts';
import { FIELD_NAMES, readForm, wipeCredential, type FormValues } from './form-values.ts';

export interface ProfileFormState {
  /** Why fields were not accepted, by their names. */
  fields: NonNullable<AppErrorData['fields']>;
  /** What went wrong, where it is not about a field of the form. */
  error: AppErrorData | undefined;
  permissions: PermissionTest;
  isSaving: boolean;
  test: () => void;
  save: () => void;
  /** Something was typed or chosen: what was said of this field, or by a test, was about other values. */
  changed: (name: string) => void;
  close: () => void;
}

/** Testing and saving what the form holds. The two calls take no variables, so no key stays behind in their state. */
export function useProfileForm(options: {
  formRef: RefObject<HTMLFormElement | null>;
  profile: Profile | undefined;
  onClose: () => void;
  onSaved: (profile: Profile) => void;
}): ProfileFormState {
  const { formRef, profile, onClose, onSaved } = options;
  const known = profile === undefined ? {} : { profileId: profile.id };

  const client = useQueryClient();
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());

  const saving = useMutation({
    mutationFn: () => unwrap(bridge.profiles.save({ ...known, ...valuesOf(formRef.current, profile) })),
    gcTime: 0,
    onSuccess: (saved) => {
      forgetAccount(client, saved.id);
      close();
      onSaved(saved);
    },
  });
  const permissions = usePermissionTest((testId) => {
    const { details, credential } = valuesOf(formRef.current, profile);
    const { cloud, projectId, regionId } = details;
    return bridge.profiles.testCredentials({ ...known, testId, cloud, projectId, regionId, credential });
  });
  const close = (): void => {
    wipeCredential(formRef.current);
    saving.reset();
    permissions.reset();
    onClose();
  };

  const failure = saving.error ?? permissions.error;
  useEffect(() => {
    if (failure !== null) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure, formRef]);
  const error = failure === null ? undefined : errorData(failure);
  const named = error?.fields ?? {};
  const fields = Object.fromEntries(Object.entries(named).filter(([name]) => !edited.has(name)));
  const isBusy = permissions.isTesting || saving.isPending;

  return {
    fields,
    error: FIELD_NAMES.some((name) => named[name] !== undefined) ? undefined : error,
    permissions,
    isSaving: saving.isPending,
    test: () => {
      if (isBusy) return;
      saving.reset();
      setEdited(new Set());
      permissions.start();
    },
    save: () => {
      if (saving.isPending) return;
      permissions.reset();
      setEdited(new Set());
      saving.mutate();
    },
    changed: (name) => {
      if (!edited.has(name)) setEdited(new Set([...edited, name]));
      if (permissions.error === null) permissions.reset();
    },
    // A save that is under way cannot be called back: the dialog stays until it has answered.
    close: () => {
      if (!saving.isPending) close();
    },
  };
}

function valuesOf(form: HTMLFormElement | null, profile: Profile | undefined): FormValues {
  if (form === null) throw new Error('The form is not on screen.');
  return readForm(form, profile);
}
