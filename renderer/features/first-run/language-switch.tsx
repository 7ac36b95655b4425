import { useMutation } from '@tanstack/react-query';
import { Languages } from 'lucide-react';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import styles from './first-run.module.css';

/** Offers the other language by its own name, for whoever cannot read this one. */
export function LanguageSwitch() {
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en';
  const change = useMutation({ mutationFn: () => unwrap(bridge.settings.change({ language: other })) });
  return (
    <Button tone="quiet" size="small" lang={other} className={styles['language']} onClick={() => change.mutate()}>
      <Languages size={14} aria-hidden />
      {other === 'en' ? 'English' : '简体中文'}
    </Button>
  );
}
