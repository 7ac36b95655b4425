import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LinkForm, LinkSide } from '#shared/link-forms.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';

/** Has links copied by the desktop process, which alone knows them, and says so. */
export function useCopyLinks(linkIds: readonly string[]) {
  const { t } = useTranslation();
  const say = useToast();
  return useMutation({
    mutationFn: (as: { which: LinkSide; form: LinkForm }) =>
      unwrap(bridge.links.copy({ linkIds: [...linkIds], ...as })),
    onSuccess: () => say(t('link.copied')),
  });
}
